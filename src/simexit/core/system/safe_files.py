"""Writing files so that a kill, a power cut or a full disk leaves either the old or the new one, never half of one.

Also the names of files: readable, safe on every system, unique in their folder.
"""

from __future__ import annotations

import os
import re
import time
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import hashlib

SUFFIX = ".simexit"
PREVIOUS = ".bak"
LOCK = ".lock"
FILES = ".files"

_TEMP = re.compile(r"\.simexit-save-[0-9a-f]{16}\.tmp")
_TEMP_AGE = 3600.0
# A name may have 255 bytes; this leaves room for “ (damaged 2026-11-21 143201)”, a number and the endings.
_STEM_BYTES = 150
_WINDOWS = os.name == "nt"
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")


# --- writing ---------------------------------------------------------------------------------------------------------


def write_file(path: Path, data: bytes | Iterable[bytes], *, replace: bool) -> None:
    """Write a private (0600) file atomically: a temporary one beside it, flushed to the disk, then put in place.

    Raises:
        FileExistsError: `replace` is false and there is one already.
        OSError: it could not be written; the old file is as it was and nothing is left behind.
    """
    temporary = temporary_beside(path)
    try:
        _write_private(temporary, [data] if isinstance(data, bytes) else data)
        if replace:
            _replace(temporary, path)
        else:
            _publish(temporary, path)
    finally:
        # Gone already after a replace; still there after any failure, even Ctrl-C.
        with suppress(OSError):
            temporary.unlink()
    sync_folder(path.parent)


def temporary_beside(path: Path) -> Path:
    """A name of our own pattern in the same folder (only there is a replace atomic), whatever the target is called."""
    return path.parent / f".simexit-save-{os.urandom(8).hex()}.tmp"


def keep_previous(path: Path, previous: Path, content: bytes) -> None:
    """Let `previous` hold what `path` holds now (`content`), without a moment in which either is missing."""
    temporary = temporary_beside(path)
    try:
        try:
            os.link(path, temporary)
        except OSError:  # exFAT, some network disks: no second name for one file.
            _write_private(temporary, [content])
        _replace(temporary, previous)
    finally:
        # rename(2) does nothing and reports success when both names are the same file already.
        with suppress(OSError):
            temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Bring the new name itself to the disk. Windows has no such call, some file systems refuse it."""
    if _WINDOWS:
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path, now: datetime) -> int:
    """Remove what killed saves left behind: names of our own pattern only, older than an hour. How many they were."""
    removed = 0
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not _TEMP.fullmatch(entry.name):
                    continue
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    # A second name of an old file has the old file's mtime: ctime tells when the name was made.
                    if now.timestamp() - max(status.st_mtime, status.st_ctime) > _TEMP_AGE:
                        Path(entry.path).unlink()
                        removed += 1
    except OSError:
        return removed
    return removed


def fingerprint(data: bytes) -> str:
    """What tells one content from another."""
    digest = new_digest()
    digest.update(data)
    return digest.hexdigest()


def new_digest() -> hashlib._Hash:
    """An empty SHA-256. It brings a large library along, which a start without a case can do without."""
    import hashlib

    return hashlib.sha256()


def _write_private(path: Path, chunks: Iterable[bytes]) -> None:
    # 0600 from the first moment: there is no instant in which others could read the content.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags, 0o600)
    try:
        for chunk in chunks:
            rest = memoryview(chunk)
            while rest:
                rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(source: Path, target: Path) -> None:
    # On Windows a virus scanner may hold the target for a moment; there is nothing to do but ask again.
    for pause in (0.01, 0.02, 0.05, 0.1, 0.2) if _WINDOWS else ():
        try:
            source.replace(target)
            return
        except PermissionError:
            time.sleep(pause)
    source.replace(target)


def _publish(source: Path, target: Path) -> None:
    """Give the finished file its name, unless somebody else has it."""
    if _WINDOWS:
        source.rename(target)  # Fails there when the target exists, which is what is wanted.
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # No hard links here: take the name first, then fill it.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            source.replace(target)
        except OSError:
            with suppress(OSError):
                target.unlink()
            raise


# --- names -----------------------------------------------------------------------------------------------------------


def safe_name(text: str, otherwise: str, limit: int = _STEM_BYTES) -> str:
    """`text` as a name that every system takes; Chinese stays, what the systems forbid goes."""
    text = unicodedata.normalize("NFC", text)
    # Cc, Cf, Cs, Zl, Zp: control, invisible and direction marks, halves of characters, line ends.
    kept = "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in text)
    kept = re.sub(r'[<>:"/\\|?*]', "-", kept)
    kept = re.sub(r"\s+", " ", kept).strip(" .")
    kept = cut(kept, limit).strip(" .")
    if not kept.strip("-_ ."):
        return otherwise
    return f"{kept}_" if _RESERVED.fullmatch(kept) else kept


def cut(text: str, limit: int) -> str:
    """At most `limit` bytes of UTF-8, never half a character."""
    return text.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore")


def free_path(folder: Path, stem: str, suffix: str, companions: Iterable[str] = ()) -> Path:
    """The first of `NAME`, `NAME (2)`, `NAME (3)` … that is free, together with the files that go with it."""
    ends = (suffix, *companions)
    number = 1
    while True:
        name = stem if number == 1 else f"{stem} ({number})"
        if not any(os.path.lexists(folder / (name + end)) for end in ends):
            return folder / (name + suffix)
        number += 1


def beside(path: Path, label: str, now: datetime) -> Path:
    """A free name for another state of the same file: `NAME (damaged 2026-11-21 143201).simexit`."""
    stem = cut(path.stem, _STEM_BYTES)
    suffix = path.suffix if len(path.suffix) <= 20 else ""
    return free_path(path.parent, f"{stem} ({label} {now:%Y-%m-%d %H%M%S})", suffix)


def with_ending(path: Path, ending: str) -> Path:
    """`NAME.simexit` -> `NAME.simexit.bak`."""
    return path.with_name(path.name + ending)
