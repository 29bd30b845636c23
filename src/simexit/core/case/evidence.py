"""Files that prove something: copied into a folder beside the session, named so that a person finds them again.

`NAME.simexit` has its evidence in `NAME.files`. The session lists them; this module keeps the files.
"""

from __future__ import annotations

import errno
import itertools
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

import msgspec

from simexit.core.case.session import Evidence
from simexit.core.errors import EvidenceUnreadable, SaveFailed
from simexit.core.system.safe_files import FILES, SUFFIX, free_path, new_digest, safe_name, with_ending, write_file

if TYPE_CHECKING:
    import hashlib

State = Literal["present", "missing", "changed"]

_CHUNK = 1 << 20


def folder_of(session: Path) -> Path:
    """The evidence folder of a session file; it need not exist."""
    return with_ending(session.with_name(session.stem) if session.suffix == SUFFIX else session, FILES)


def attach(session: Path, source: Path, *, title: str, step: str, now: datetime, name: str = "") -> Evidence:
    """Copy a file into the evidence folder, under its own name or `name`.

    The caller lists the result with `Session.add_evidence`.

    Raises:
        EvidenceUnreadable: the file cannot be read.
        SaveFailed: the copy cannot be written; nothing is left of it.
    """
    folder = folder_of(session)
    stem = safe_name(name or source.stem, "file", 120)
    suffix = safe_name(source.suffix, "", 20)
    digest = new_digest()
    with _Source(source) as chunks:
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            for _ in range(100):
                target = free_path(folder, stem, f".{suffix}" if suffix else "")
                try:
                    write_file(target, chunks.read(digest), replace=False)
                    break
                except FileExistsError:  # Taken between looking and writing.
                    digest = new_digest()
            else:
                raise SaveFailed(target, "name")
        except OSError as error:
            _drop_if_empty(folder)
            raise SaveFailed.because(folder, error) from error
        except EvidenceUnreadable:
            _drop_if_empty(folder)
            raise
    return Evidence(
        id=uuid4().hex,
        file=target.name,
        title=title.strip() or source.name,
        step=step,
        added_on=now.date(),
        sha256=digest.hexdigest(),
    )


def path_of(session: Path, evidence: Evidence) -> Path | None:
    """Where the file lies; None for a name that would lead out of the folder (a session file may come from anyone)."""
    name = evidence.file
    if not name or name in (".", "..") or any(char in name for char in "/\\:\0"):
        return None
    return folder_of(session) / name


def states(session: Path, items: Iterable[Evidence]) -> dict[str, State]:
    """For each id whether the file is there and still the one that was attached.

    A file is read once; after that only its size and times are looked at until they change.
    """
    return {item.id: state(session, item) for item in items}


def state(session: Path, evidence: Evidence) -> State:
    """Whether the file is there and still the one that was attached."""
    path = path_of(session, evidence)
    if path is None or not _is_file(path):
        return "missing"
    try:
        return "present" if _digest(path) == evidence.sha256 else "changed"
    except OSError:
        return "missing"


_known: dict[Path, tuple[tuple[int, ...], str]] = {}


def _digest(path: Path) -> str:
    status = path.stat()
    mark = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    known = _known.get(path)
    if known is None or known[0] != mark:
        digest = new_digest()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        known = _known[path] = mark, digest.hexdigest()
    return known[1]


def copy_all(session: Path, other: Path, items: Iterable[Evidence]) -> list[Evidence]:
    """Give another session file its own copy of the evidence; returns how it is listed there.

    What is missing stays missing. A file that is there already is never replaced: another one of that name may belong
    to the case that was there before, so the copy gets a name of its own.

    Raises:
        OSError: one of the files could not be written.
    """
    return [_copy(session, other, item) for item in items]


def _copy(session: Path, other: Path, item: Evidence) -> Evidence:
    source, target = path_of(session, item), path_of(other, item)
    if source is None or target is None or not _is_file(source):
        return item
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with _Source(source) as chunks:
        same = msgspec.structs.replace(item, sha256=_digest(source))  # As it is, not as it was attached.
        for number in itertools.count(1):
            name = item.file if number == 1 else f"{target.stem} ({number}){target.suffix}"
            copied = msgspec.structs.replace(item, file=name)
            if (
                state(other, msgspec.structs.replace(same, file=name)) == "present"
            ):  # From an earlier copy of this case.
                break
            with suppress(FileExistsError):
                write_file(target.with_name(name), chunks.read(new_digest()), replace=False)
                break
    return copied


def remove(session: Path, evidence: Evidence) -> None:
    """Delete the copy in the evidence folder (never the original that was attached)."""
    path = path_of(session, evidence)
    if path is None or not _is_file(path):
        return
    try:
        path.unlink()
    except OSError as error:
        raise SaveFailed.because(path, error) from error
    _drop_if_empty(path.parent)


def _drop_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _is_file(path: Path | None) -> bool:
    # Not through a link: the folder may have come from somebody else.
    try:
        return path is not None and stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


class _Source:
    """A file being read; what goes wrong in reading is told apart from what goes wrong in writing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> _Source:
        try:
            # Looked at before opening: opening a pipe would wait for ever.
            if not self._path.is_file():
                reason = os.strerror(errno.EISDIR if self._path.is_dir() else errno.ENOENT)
                raise EvidenceUnreadable(self._path, reason)
            self._file = self._path.open("rb")
        except (OSError, ValueError) as error:
            raise EvidenceUnreadable(self._path, _reason(error)) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, digest: hashlib._Hash) -> Iterator[bytes]:
        """The content from the beginning, in pieces, each counted into the digest."""
        try:
            self._file.seek(0)
            while chunk := self._file.read(_CHUNK):
                digest.update(chunk)
                yield chunk
        except OSError as error:
            raise EvidenceUnreadable(self._path, _reason(error)) from error


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
