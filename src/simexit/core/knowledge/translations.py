"""Procedure texts in further languages: `.po` files beside the procedures, one for each file and language.

Who writes a procedure writes it in English and Simplified Chinese, beside each other in the YAML. Every other language
is a folder of translations, `i18n/<tag>/carriers/tello.po` for `carriers/tello.yaml`, found by the English text itself:
a sentence whose English changes loses its translations, which `simexit check` then names, so that none goes stale
unseen. `packaging/words.py` keeps the files in step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec

from simexit.core.knowledge.findings import Finding, Place
from simexit.core.knowledge.yaml_lines import not_utf8
from simexit.core.language.text import FALLBACK, Text

INLINE = (FALLBACK, "zh-Hans")
"""The languages that stand in the YAML itself."""

FOLDER = "i18n"


def languages(folder: Path) -> list[str]:
    """The languages in which the texts of a folder of procedures must stand."""
    return [*INLINE, *sorted(path.name for path in (folder / FOLDER).glob("*") if path.is_dir())]


def file_for(folder: Path, language: str, name: str) -> Path:
    """Where the translations of the file `name` (`carriers/tello.yaml`) stand."""
    return (folder / FOLDER / language / name).with_suffix(".po")


class UnreadableTranslationsError(Exception):
    """A file of translations that is not one."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.render())
        self.finding = finding


def add(part: msgspec.Struct, folder: Path, name: str) -> None:
    """Put the translations of one decoded file into its texts. One that is missing stays missing.

    Raises:
        UnreadableTranslationsError: one of the files cannot be read; the texts of those before it are in.
    """
    for language in languages(folder)[len(INLINE) :]:
        file = file_for(folder, language, name)
        if not file.is_file():
            continue
        translated = read(file)
        for _path, text in texts(part):
            found = translated.get(text.get(FALLBACK, ""))
            if found:
                text.setdefault(language, found)


def read(file: Path) -> dict[str, str]:
    """The translations of one file, by their English text.

    Raises:
        OSError: the file cannot be read.
        UnreadableTranslationsError: it can, and is none.
    """
    from babel.messages.pofile import read_po  # an installed program has the translations in its built JSON

    # The folder names the language. Named in the file too, Babel would look for it in its data on languages, of which a
    # frozen program has the English alone.
    source = re.sub(rb'(?m)^"Language: .*\n', b"", file.read_bytes())
    try:
        source.decode("utf-8")
        messages = read_po(BytesIO(source))
    except UnicodeDecodeError as error:
        raise UnreadableTranslationsError(not_utf8(file, error)) from error
    except (ValueError, LookupError) as error:
        finding = Finding(Place(file, 1), "encoding", f"This is no file of translations: {error}.")
        raise UnreadableTranslationsError(finding) from error
    return {str(message.id): str(message.string) for message in messages if message.id and message.string}


def texts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every text of a decoded file, with the keys and indexes that lead to it."""
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from texts(part, (*path, index))
    elif isinstance(value, msgspec.Struct):
        holds_text = dict(text_fields(type(value)))
        for field in msgspec.structs.fields(value):
            inner, own = getattr(value, field.name), (*path, field.encode_name)
            if field.name not in holds_text:
                yield from texts(inner, own)
            elif isinstance(inner, dict):
                yield own, inner
            else:
                yield from (((*own, index), text) for index, text in enumerate(inner or []))


@cache
def text_fields(kind: type[msgspec.Struct]) -> list[tuple[str, str]]:
    """The fields of a type that hold prose: at run time `Text` is a mapping like any other, so its name decides."""
    return [
        (field.name, field.encode_name)
        for field in msgspec.structs.fields(kind)
        if re.search(r"\bText\b", str(kind.__annotations__.get(field.name, "")))
    ]
