"""Writing files so that a kill, a power cut or a full disk leaves either the old or the new one, never half of one.

Also the names of files: readable, safe on every system, unique in their folder.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from functools import cache
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
_NAME_BYTES = 255
# A name may have so many bytes; this leaves room for “ (damaged 2026-11-21 143201)”, a number and the endings.
STEM_BYTES = 150
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


def replace_file(path: Path, data: bytes, settle: Callable[[Path], Path | None]) -> None:
    """Put `data` in the place of `path` and lose nothing of what another program put there, not even in this instant.

    The new content is written and flushed first. Then the two files change places in one step, and only what really
    was there is looked at. Where the system cannot exchange names, the present file gets a second name before the
    replace, which leaves another program a few microseconds instead of none.

    Args:
        path: the file; if there is none, it is made.
        data: its new content.
        settle: given the file that was there (under a name of ours) it says what becomes of it: its new name, which is
            written over, or None to drop it.

    Raises:
        OSError: it could not be done; everything is as it was.
    """
    temporary, aside = temporary_beside(path), temporary_beside(path)
    try:
        _write_private(temporary, [data])
        undo: Callable[[Path, Path], object]
        while True:
            if exchange(temporary, path):
                old, undo = temporary, exchange
            else:
                try:
                    _second_name(path, aside)
                except FileNotFoundError:
                    try:
                        _publish(temporary, path)
                        break
                    except FileExistsError:  # Another program was faster: now there is something to keep.
                        continue
                _replace(temporary, path)
                old, undo = aside, _put_back
            try:
                new_name = settle(old)
                if new_name is not None:
                    _replace(old, new_name)
            except BaseException:
                undo(old, path)
                raise
            break
    finally:
        for left in (temporary, aside):
            with suppress(OSError):
                left.unlink()
    sync_folder(path.parent)


def overwrite(path: Path, data: bytes) -> None:
    """Write a file that the person chose to replace; what was there stays as `NAME.bak`.

    Raises:
        OSError: it could not be written; everything is as it was.
    """
    replace_file(path, data, lambda _: with_ending(path, PREVIOUS))


def exchange(one: Path, other: Path) -> bool:
    """Let two files change places in one step; False where one is missing or the system has no such call."""
    call = _exchange_call()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0


@cache
def _exchange_call() -> Callable[[bytes, bytes], int] | None:
    import ctypes  # takes a millisecond, and a start without a case does not need it

    here, swap, system = -100, 2, sys.platform
    try:
        if system == "linux":
            linux = ctypes.CDLL(None).renameat2
            linux.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
            return lambda one, other: int(linux(here, one, here, other, swap))
        if system == "darwin":
            mac = ctypes.CDLL(None).renamex_np
            mac.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint]
            return lambda one, other: int(mac(one, other, swap))
    except (OSError, AttributeError):  # An old or a small C library.
        pass
    return None


def _second_name(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except FileNotFoundError:
        raise
    except OSError:  # exFAT, some network disks: no second name for one file.
        _write_private(name, [path.read_bytes()])


def _put_back(old: Path, path: Path) -> None:
    _replace(old, path)


def finished(path: Path, endings: Iterable[str]) -> Path:
    """The name under which a file will really be written: with the first of `endings` unless it has one of them.

    Whoever asks a person whether a file may be replaced must ask by this name.
    """
    endings = tuple(endings)
    has_one = path.name.lower().endswith(endings) and path.name.lower() not in endings
    return path if has_one else path.with_name(path.name + endings[0])


def sync_folder(folder: Path) -> None:
    """Bring the new name itself to the disk. Windows has no such call, some file systems refuse it."""
    if _WINDOWS:
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            _flush(handle)
        finally:
            os.close(handle)


def _flush(handle: int) -> None:
    """Bring it to the disk. File systems that know no such thing (some FUSE and cloud mounts) say so: that is all that
    can be done there, and no reason to save nothing at all."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP):
            raise


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
        _flush(handle)
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


def safe_name(text: str, otherwise: str, limit: int = STEM_BYTES) -> str:
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
    stem = cut(path.stem, STEM_BYTES)
    suffix = path.suffix if len(path.suffix) <= 20 else ""
    return free_path(path.parent, f"{stem} ({label} {now:%Y-%m-%d %H%M%S})", suffix)


def with_ending(path: Path, ending: str) -> Path:
    """`NAME.simexit` -> `NAME.simexit.bak`; of a name that leaves no room for the ending, the beginning and a mark."""
    name = path.name + ending
    if len(os.fsencode(name)) > _NAME_BYTES:
        mark = f"~{fingerprint(os.fsencode(path.name))[:8]}{ending}"
        name = cut(path.name, _NAME_BYTES - len(mark)) + mark
    return path.with_name(name)
