"""Progress files on the disk: list, create, open, save, restore; whatever goes wrong, nothing that was saved is lost.

The promises, each with a test:

- A save is whole or has not happened. The copy before it stays as `NAME.simexit.bak`.
- Nothing is saved that was not wholly loaded (autosaves of half-loaded files have emptied other programs' data).
- What another program wrote since we read is never overwritten; `save_both` keeps the two side by side.
- A damaged file is set aside under a name that says so, and the previous copy takes its place.
- A file that is too new, foreign or unreadable is refused in words and not touched.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

import msgspec

from simexit.core.case import codec, evidence, migrations
from simexit.core.case.lock import Lock, acquire
from simexit.core.case.session import Session
from simexit.core.errors import (
    AlreadyExists,
    ChangedOnDisk,
    NotLoaded,
    OnlyLooking,
    SaveFailed,
    SessionIsFolder,
    SessionMissing,
    SessionNotJson,
    SessionNotReadable,
    SessionUnreadable,
)
from simexit.core.system import safe_files as files

_LARGEST = 64 << 20
"""No session comes near; a film chosen by mistake is not read into memory."""

_SET_ASIDE = re.compile(r".* \(damaged \d{4}-\d\d-\d\d \d{6}\)( \(\d+\))?\.simexit")


# --- a folder of sessions --------------------------------------------------------------------------------------------


class Summary(msgspec.Struct, frozen=True):
    """One entry of the start page: either the session or the reason why it cannot be read."""

    path: Path
    session: Session | None = None
    error: SessionUnreadable | None = None


def list_paths(folder: Path, limit: int | None = None) -> list[Path]:
    """The session files of a folder, newest first, at most `limit`. Reads names and times only, never a file.

    Files set aside as damaged are left out; copies of another program's changes are in.
    """
    found: list[tuple[float, str]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if not name.endswith(files.SUFFIX) or name[0] == ".":
                    continue
                if " (damaged " in name and _SET_ASIDE.fullmatch(name):
                    continue
                try:
                    if entry.is_file():
                        found.append((-entry.stat().st_mtime, entry.path))
                except OSError:  # Gone since the folder was read.
                    continue
    except OSError:
        return []
    found.sort()
    return [Path(path) for _, path in found[:limit]]


def summary(path: Path) -> Summary:
    """Read one file for a list: no lock, no repair, no exception."""
    try:
        return Summary(path, session=peek(path))
    except SessionUnreadable as error:
        return Summary(path, error=error)


def peek(path: Path) -> Session:
    """Read a session without opening it: for reports and lists. Nothing is written.

    Raises:
        SessionUnreadable: one of its kinds.
    """
    return codec.decode(_read(path), path).session


def file_stem(*parts: str) -> str:
    """A readable name for a new file: carrier and what the person calls the line, Chinese and all."""
    return files.safe_name(" - ".join(part.strip() for part in parts if part.strip()), "SIM Exit")


def create(folder: Path, session: Session, *name_parts: str, now: datetime) -> SessionFile:
    """Write a new session into a folder (made if need be) under a free name of these parts, and hold it open.

    Raises:
        SaveFailed: one of its kinds.
    """
    stem = file_stem(*name_parts)
    companions = (files.FILES, files.SUFFIX + files.PREVIOUS, files.SUFFIX + files.LOCK)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SaveFailed.because(folder, error) from error
    while True:
        path = files.free_path(folder, stem, files.SUFFIX, companions)
        with suppress(AlreadyExists):  # Taken by another program between looking and writing.
            return create_at(path, session, now=now)


def create_at(path: Path, session: Session, *, now: datetime) -> SessionFile:
    """Write a new session file of exactly this name, and hold it open.

    Raises:
        AlreadyExists: there is one; it is not touched.
        SaveFailed: one of its kinds.
    """
    if os.path.lexists(path):
        raise AlreadyExists(path)
    data = codec.encode(session)
    file = SessionFile(path)
    file._take_lock(now, take_over=False)
    try:
        files.write_file(path, data, replace=False)
    except FileExistsError as error:
        file.close()
        raise AlreadyExists(path) from error
    except OSError as error:
        file.close()
        raise SaveFailed.because(path, error) from error
    file._adopt(session, data, Opening(version=session.version))
    return file


def open_session(path: Path, *, now: datetime, look: bool = False, take_over: bool = False) -> SessionFile:
    """Open a session file for going on with it, or with `look` only for reading.

    A damaged file with a good previous copy is restored; `file.opening` tells what happened, and the person must be
    told. With `look` nothing is written, not even a lock or a repair.

    Raises:
        SessionUnreadable: one of its kinds; the file is as it was.
        InUse: another window has it; open it with `look`, or with `take_over` if the person says so.
    """
    file = SessionFile(path, look=look)
    try:
        if not look:
            file._take_lock(now, take_over=take_over)
        file._load(now)
    except BaseException:
        file.close()
        raise
    return file


def sweep(folder: Path, now: datetime) -> int:
    """At the start of the program: remove what killed saves left in the folder, if older than an hour."""
    return files.sweep(folder, now)


# --- one session file ------------------------------------------------------------------------------------------------


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What happened when a file was opened."""

    version: int
    """Format in which it was written."""
    trouble: SessionUnreadable | None = None
    """Why the previous copy had to take the file's place; the person is told."""
    set_aside: Path | None = None
    """Where the damaged file lies now."""

    @property
    def restored(self) -> bool:
        """Whether the previous copy took the file's place."""
        return self.trouble is not None


class SessionFile:
    """A session and its file, held open. Made by `create`, `create_at` and `open_session`."""

    def __init__(self, path: Path, *, look: bool = False) -> None:
        # Through a symbolic link to the real file: a replace would put a file in the place of the link.
        self.path = Path(os.path.realpath(path))
        self.look = look
        self._session: Session | None = None
        self._opening: Opening | None = None
        self._saved = ""
        """Fingerprint of the content as we read or wrote it last; empty while there is no file of ours."""
        self._lock: Lock | None = None

    def __enter__(self) -> SessionFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def session(self) -> Session:
        """The session itself; change it by its own methods, then `save`."""
        if self._session is None:
            raise NotLoaded(self.path)
        return self._session

    @property
    def opening(self) -> Opening:
        """What happened when it was opened."""
        if self._opening is None:
            raise NotLoaded(self.path)
        return self._opening

    @property
    def previous(self) -> Path:
        """Where the copy before the last save lies."""
        return files.with_ending(self.path, files.PREVIOUS)

    def save(self) -> bool:
        """Write the session; False if there was nothing to write.

        Raises:
            ChangedOnDisk: another program wrote the file since; nothing was overwritten. See `save_both`.
            SaveFailed: one of its kinds; the file is as it was and nothing is left behind.
            NotLoaded, OnlyLooking: this file must not be saved at all.
        """
        data = codec.encode(self._to_save())
        on_disk = self._on_disk()
        if on_disk == data:
            self._saved = files.fingerprint(data)
            return False
        if on_disk is not None and files.fingerprint(on_disk) != self._saved:
            raise ChangedOnDisk(self.path)
        self._write(data, on_disk)
        return True

    def save_both(self, now: datetime) -> Path | None:
        """Write the session after `ChangedOnDisk`: what is on the disk is first kept as `NAME (other copy …)`.

        Returns where the other copy lies, None if there was none. Raises as `save`, but never `ChangedOnDisk`.
        """
        data = codec.encode(self._to_save())
        theirs = self._on_disk()
        if theirs is None or theirs == data or files.fingerprint(theirs) == self._saved:
            self.save()
            return None
        try:
            other = self._put_beside("other copy", theirs, now)
            with suppress(SessionUnreadable):  # Theirs may be broken; it is kept as it is.
                evidence.copy_all(self.path, other, codec.decode(theirs, other).session.evidence)
        except OSError as error:
            raise SaveFailed.because(self.path, error) from error
        # The previous copy stays what it was: theirs has its own name, ours is about to be written.
        self._write(data, None)
        return other

    def save_copy(self, to: Path, *, overwrite: bool = False) -> None:
        """Write the session and its evidence to another place; this file stays the open one.

        Raises:
            AlreadyExists: there is such a file and `overwrite` was not asked for.
            SaveFailed: one of its kinds.
        """
        if os.path.realpath(to) == os.fspath(self.path):
            raise AlreadyExists(to)
        try:
            files.write_file(to, codec.encode(self.session), replace=overwrite)
            evidence.copy_all(self.path, to, self.session.evidence, replace=overwrite)
        except FileExistsError as error:
            raise AlreadyExists(to) from error
        except OSError as error:
            raise SaveFailed.because(to, error) from error

    def changed_on_disk(self) -> bool:
        """Whether another program wrote the file since we read or wrote it. A missing file is not a changed one."""
        on_disk = self._on_disk()
        return on_disk is not None and files.fingerprint(on_disk) != self._saved

    def close(self) -> None:
        """Give the file free. Does not save: every change has been saved when it was made."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    # --- the inside

    def _to_save(self) -> Session:
        if self.look:
            raise OnlyLooking(self.path)
        return self.session

    def _on_disk(self) -> bytes | None:
        """What the file holds now; None if it is gone."""
        # The whole content, every time: size and time say nothing on file systems with coarse clocks, and sync
        # programs touch files without changing them. Reading 60 kB costs a tenth of a millisecond.
        try:
            return _read(self.path)
        except SessionMissing:
            return None
        except SessionUnreadable as error:
            cause = error.__cause__
            if isinstance(cause, OSError):
                raise SaveFailed.because(self.path, cause) from error
            # A folder, a pipe or something huge has taken its place: nothing to keep beside ours.
            raise SaveFailed(self.path, os.strerror(errno.EISDIR if self.path.is_dir() else errno.EINVAL)) from error

    def _write(self, data: bytes, before: bytes | None) -> None:
        """Put `data` in place; `before` is what the file holds now and becomes the previous copy."""
        try:
            if before is not None:
                self._keep_old_format(before)
                files.keep_previous(self.path, self.previous, before)
            files.write_file(self.path, data, replace=True)
        except OSError as error:
            raise SaveFailed.because(self.path, error) from error
        self._saved = files.fingerprint(data)

    def _keep_old_format(self, before: bytes) -> None:
        """Before the first save after an upgrade of the format: the old file stays, so an older program can go on."""
        version = self.opening.version
        if version >= migrations.current_version():
            return
        with suppress(FileExistsError):
            files.write_file(files.with_ending(self.path, f".v{version}{files.PREVIOUS}"), before, replace=False)
        self._opening = msgspec.structs.replace(self.opening, version=migrations.current_version())

    def _take_lock(self, now: datetime, *, take_over: bool) -> None:
        if not self.path.is_dir() and self.path.parent.is_dir():
            self._lock = acquire(self.path, now, take_over=take_over)

    def _adopt(self, session: Session, data: bytes, opening: Opening) -> None:
        """From here on it may be saved: everything has been read."""
        self._session = session
        self._saved = files.fingerprint(data)
        self._opening = opening

    def _load(self, now: datetime) -> None:
        files.sweep(evidence.folder_of(self.path), now)
        data: bytes | None = None
        try:
            data = _read(self.path)
            decoded = codec.decode(data, self.path)
        except SessionUnreadable as error:
            if self.look or not (error.damaged or isinstance(error, SessionMissing)):
                raise
            self._restore(error, data, now)
            return
        self._adopt(decoded.session, data, Opening(version=decoded.version))

    def _restore(self, trouble: SessionUnreadable, damaged: bytes | None, now: datetime) -> None:
        """Let a good previous copy take the place of a damaged or vanished file, which is kept."""
        try:
            good = _read(self.previous)
            decoded = codec.decode(good, self.previous)
        except SessionUnreadable:
            raise trouble from None
        aside: Path | None = None
        try:
            if damaged is not None:
                # A copy first, then the replace: at no moment is the file missing.
                aside = self._put_beside("damaged", damaged, now)
            files.write_file(self.path, good, replace=damaged is not None)
        except OSError:
            raise trouble from None
        self._adopt(decoded.session, good, Opening(version=decoded.version, trouble=trouble, set_aside=aside))

    def _put_beside(self, label: str, data: bytes, now: datetime) -> Path:
        while True:
            path = files.beside(self.path, label, now)
            with suppress(FileExistsError):
                files.write_file(path, data, replace=False)
                return path


def _read(path: Path) -> bytes:
    """All bytes of a file, or the error that says why not."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SessionIsFolder(path)
        # Looked at before opening: opening a pipe would wait for ever.
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            raise SessionNotJson(path)
        with path.open("rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise SessionMissing(path) from error
    except OSError as error:
        raise SessionNotReadable(path, error.strerror or type(error).__name__) from error
