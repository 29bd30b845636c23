"""Session <-> the text of a progress file: readable JSON, decoded strictly, every kind of bad file told apart.

Every file written begins, at offset 0, with the bytes of `PREFIX`. File managers know the type by them (the MIME magic
in `packaging/linux`), so the `{` and the first key stand on one line and the rest is indented as usual.
"""

from __future__ import annotations

import codecs
import json
import re
from os import PathLike
from typing import Any, NoReturn

import msgspec

from simexit.core.case import migrations
from simexit.core.case.session import FORMAT, Session
from simexit.core.errors import (
    SessionCutOff,
    SessionDamaged,
    SessionEmpty,
    SessionNotJson,
    SessionNullBytes,
    SessionOfOtherProgram,
    SessionTooNew,
    SessionUnreadable,
)

PREFIX = b'{"format": "simexit-session",'

_KNOWN = frozenset(Session.__struct_encode_fields__) - {"extra"}


class Decoded(msgspec.Struct, frozen=True):
    """What a file held."""

    session: Session
    version: int
    """The version in which it was written; lower than the present one if it was migrated."""


def encode(session: Session) -> bytes:
    """The text of a progress file, UTF-8, Chinese as Chinese, ending with a line end."""
    raw: dict[str, Any] = msgspec.to_builtins(session)
    extra = raw.pop("extra")
    raw.update({key: value for key, value in extra.items() if key not in _KNOWN})
    text = json.dumps(raw, ensure_ascii=False, indent=2, allow_nan=False)
    text = "{" + text.removeprefix("{\n  ") + "\n"
    # Half a surrogate pair (a broken paste) has no UTF-8; Python's escape for it is also JSON's, so nothing is lost.
    data = text.encode("utf-8", "backslashreplace")
    if not data.startswith(PREFIX):
        raise AssertionError("the beginning of a progress file is fixed")
    return data


def decode(data: bytes, path: str | PathLike[str]) -> Decoded:
    """Read the bytes of a progress file; `path` only names it in errors.

    Raises:
        SessionUnreadable: one of its kinds, each with its own sentence.
    """
    raw = _parse(data, path)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise SessionOfOtherProgram(path)
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise SessionDamaged(path, "$.version", "expected a whole number from 1")
    # Before anything else is looked at: a newer format may differ in all the rest.
    if version > migrations.current_version():
        raise SessionTooNew(path, version, migrations.current_version())
    try:
        raw = migrations.migrate(raw, version)
        session = msgspec.convert({key: raw[key] for key in raw if key in _KNOWN}, Session)
    except msgspec.ValidationError as error:
        raise _damaged(path, error) from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise SessionDamaged(path, "$", f"format {version}, {type(error).__name__}: {error}") from error
    session.extra = {key: value for key, value in raw.items() if key not in _KNOWN}
    if session.extra:
        try:
            encode(session)
        except (ValueError, RecursionError) as error:
            # 1e999, or brackets a thousand deep: readable, but every later save would fail.
            raise SessionDamaged(path, "$", f"{type(error).__name__}") from error
    return Decoded(session, version)


def _parse(data: bytes, path: str | PathLike[str]) -> Any:
    data = data.removeprefix(codecs.BOM_UTF8)  # Windows Notepad puts it there.
    if not data.strip():
        raise SessionEmpty(path)
    if b"\0" in data:
        # A picture or a program has null bytes too, but does not begin like one of ours.
        raise (SessionNullBytes if data[:1] in (b"\0", b"{") else SessionNotJson)(path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at_end = error.reason == "unexpected end of data" and data.startswith(b"{")
        raise (SessionCutOff if at_end else SessionNotJson)(path) from error
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise _cut_off_or_not_json(text, error, path) from error
    except _RepeatedKeyError as error:
        raise SessionDamaged(path, f"$.{error}", "it stands there twice") from error
    except (ValueError, RecursionError) as error:
        raise SessionNotJson(path) from error


class _RepeatedKeyError(Exception):
    """A key that stands twice in one object; Python would drop the first value without a word."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        raise _RepeatedKeyError(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return made


def _cut_off_or_not_json(text: str, error: json.JSONDecodeError, path: str | PathLike[str]) -> SessionUnreadable:
    """A file that stops too early is told apart: copying it again may help."""
    body = text.strip()
    began = body.startswith("{")
    stops = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string") or not body.endswith("}")
    return SessionCutOff(path) if began and stops else SessionNotJson(path)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _damaged(path: str | PathLike[str], error: msgspec.ValidationError) -> SessionDamaged:
    """msgspec says "Expected `str`, got `int` - at `$.line`"; the place is told apart from the rest."""
    detail, _, place = str(error).partition(" - at ")
    return SessionDamaged(path, place.strip("`") or "$", re.sub(r"`", "", detail))
