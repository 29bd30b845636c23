"""Progress files on the disk: list, create, open, save, restore; whatever goes wrong, nothing that was saved is lost.

The promises, each with a test:

- A save is whole or has not happened. The copy before it stays as `NAME.simexit.bak`.
- Nothing is saved that was not wholly loaded (autosaves of half-loaded files have emptied other programs' data).
- What another program wrote since we read is never lost; `save_both` keeps the two side by side.
- A window whose lock was taken over saves no more: it only looks from then on.
- A damaged file is set aside under a name that says so, and the previous copy takes its place.
- A file that is too new, foreign or unreadable is refused in words and not touched.
- What is deleted is gone with all that belongs to it, and does not come back by itself.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

import msgspec

from simexit.core.case import codec, evidence, migrations
from simexit.core.case.lock import Lock, acquire, holder
from simexit.core.case.session import Session
from simexit.core.errors import (
    AlreadyExists,
    ChangedOnDisk,
    InUse,
    NotLoaded,
    OnlyLooking,
    SaveFailed,
    SaveTooLarge,
    SessionGone,
    SessionIsFolder,
    SessionMissing,
    SessionNotJson,
    SessionNotReadable,
    SessionUnreadable,
    TakenOver,
)
from simexit.core.system import safe_files as files

LARGEST = 64 << 20
"""Bytes of a file that is still read; no session comes near, and a film chosen by mistake is not read into memory. So
nothing larger is saved either."""

_MOMENT = r"\d{4}-\d\d-\d\d \d{6}\)( \(\d+\))?\.simexit"
_SET_ASIDE = re.compile(rf".* \(damaged {_MOMENT}")
_OTHER_STATE = re.compile(rf" \((?:damaged|other copy) {_MOMENT}(?:{re.escape(files.PREVIOUS)})?")
_OLD_FORMAT = re.compile(rf"\.v\d+{re.escape(files.PREVIOUS)}")


# --- a folder of sessions --------------------------------------------------------------------------------------------


def list_paths(folder: Path) -> list[Path]:
    """The session files of a folder, newest first. Reads names and times only, never a file.

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
    return [Path(path) for _, path in found]


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


def create_at(path: Path, session: Session, *, now: datetime, overwrite: bool = False) -> SessionFile:
    """Write a new session file of exactly this name, and hold it open.

    Args:
        path: the final name.
        session: what to write; the file goes on with this object.
        now: the present moment.
        overwrite: a file of that name is replaced, and stays as its own previous copy.

    Raises:
        AlreadyExists: there is one and `overwrite` was not asked for; it is not touched.
        InUse: the file to be replaced is open in another window.
        SaveFailed: one of its kinds.
    """
    if not overwrite and os.path.lexists(path):
        raise AlreadyExists(path)
    data = _encoded(session, path)
    file = SessionFile(path)
    file._take_lock()
    try:
        if overwrite:
            file._refuse_protected()
            files.overwrite(file.path, data)
        else:
            files.write_file(file.path, data, replace=False)
    except OSError as error:
        file.close()
        raise AlreadyExists(path) if isinstance(error, FileExistsError) else SaveFailed.because(path, error) from error
    file._adopt(session, data, Opening(version=session.version))
    return file


def open_session(
    path: Path, *, now: datetime, look: bool = False, take_over: bool = False, bring_back: bool = False
) -> SessionFile:
    """Open a session file for going on with it, or with `look` only for reading.

    A damaged file with a good previous copy is restored; `file.opening` tells what happened, and the person must be
    told. With `look` nothing is written, not even a lock or a repair.

    Raises:
        SessionGone: there is only a previous copy, so the file was deleted or moved; open it with `bring_back` if the
            person says so.
        SessionUnreadable: one of its kinds; the file is as it was.
        InUse: another window has it; open it with `look`, or with `take_over` if the person says so.
    """
    file = SessionFile(path, look=look)
    try:
        if not look:
            file._take_lock(take_over=take_over)
        file._load(now, bring_back=bring_back)
    except BaseException:
        file.close()
        raise
    return file


def previous_of(path: Path) -> Path:
    """Where the copy before the last save of a session lies, if there is one."""
    return files.with_ending(path, files.PREVIOUS)


def belongings(path: Path) -> list[Path]:
    """All that `delete` would remove: the file, its previous copies and evidence, and the same of other states of it.

    The session file itself comes last, so that a deletion that was interrupted can be gone on with.
    """
    path = Path(os.path.realpath(path))
    own = {previous_of(path), files.with_ending(path, files.LOCK), evidence.folder_of(path)}
    stem = files.cut(path.stem, files.STEM_BYTES)
    found: list[Path] = []
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            name, here = entry.name, Path(entry.path)
            if here in own or (name.startswith(path.name) and _OLD_FORMAT.fullmatch(name[len(path.name) :])):
                found.append(here)
            elif name.startswith(stem) and _OTHER_STATE.fullmatch(name[len(stem) :]):
                folder = evidence.folder_of(here)
                found += [folder, here] if os.path.lexists(folder) else [here]
    return [*sorted(found), *([path] if os.path.lexists(path) else [])]


def delete(path: Path) -> None:
    """Delete a session with everything that belongs to it. What it was attached from stays where it was.

    Close it first.

    Raises:
        InUse: it is open in another window.
        SaveFailed: something could not be removed; the session file itself is then still there.
    """
    path = Path(os.path.realpath(path))
    lock = acquire(path) if path.parent.is_dir() else None
    try:
        for part in belongings(path):
            if lock is not None and part == lock.path:
                continue
            try:
                if part.is_dir() and not part.is_symlink():
                    shutil.rmtree(part)
                else:
                    part.unlink(missing_ok=True)
            except OSError as error:
                raise SaveFailed.because(part, error) from error
    finally:
        if lock is not None:
            lock.release()


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
    second_name: bool = False
    """The same file has another name somewhere (a hard link), which will not follow what is saved; to be told."""

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
        self._forgetting = False
        """Something was masked that the previous copies may still hold."""
        self._other: Path | None = None
        """What another program wrote in the instant of a save, and where it lies; until `save_both` tells it."""

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
        return previous_of(self.path)

    @property
    def lost(self) -> bool:
        """Whether another window has taken the file over since; the next save would say so (`TakenOver`)."""
        return self._lock is not None and self._lock.lost

    def save(self, *, forget: bool = False) -> bool:
        """Write the session; False if there was nothing to write.

        Args:
            forget: let the previous copies not hold what was taken out either (a secret that was masked).

        Raises:
            ChangedOnDisk: another program wrote the file since; nothing was lost. Ask `save_both`.
            TakenOver: another window has the case now. This one has become one that only looks; what it had not saved
                lies beside the file, as the error says.
            SaveFailed: one of its kinds; the file is as it was and nothing is left behind.
            NotLoaded, OnlyLooking: this file must not be saved at all.
        """
        data = self._to_save()
        self._forgetting |= forget
        on_disk = self._on_disk()
        if on_disk != data and on_disk is not None and files.fingerprint(on_disk) != self._saved:
            raise ChangedOnDisk(self.path)
        if on_disk == data:
            self._saved = files.fingerprint(data)
        else:
            self._other = self._write(data, on_disk)
            if self._other is not None:
                raise ChangedOnDisk(self.path)
        if self._forgetting:
            self._forget(data)
        return on_disk != data

    def save_both(self, now: datetime) -> Path | None:
        """Write the session after `ChangedOnDisk`: what the other program wrote is kept as `NAME (other copy …)`.

        Returns where the other copy lies, None if there was none. Raises as `save`, but never `ChangedOnDisk`.
        """
        data = self._to_save(now)
        other, self._other = self._other, None
        on_disk = self._on_disk()
        if on_disk != data:
            other = self._write(data, on_disk, now) or other
        if other is not None:
            try:
                with suppress(SessionUnreadable):  # Theirs may be broken; it is kept as it is.
                    evidence.copy_all(self.path, other, peek(other).evidence)
            except OSError as error:
                raise SaveFailed.because(self.path, error) from error
        return other

    def save_copy(self, to: Path, *, now: datetime, overwrite: bool = False) -> Path:
        """Write the session and its evidence to another place; this file stays the open one. Returns the final name.

        Args:
            to: where; `.simexit` is added if it is missing, and that is the name to ask the person by (see
                `safe_files.finished`).
            now: the present moment.
            overwrite: a file of that name is replaced, and stays as its own previous copy.

        Raises:
            AlreadyExists: there is such a file and `overwrite` was not asked for, or it is this very file.
            InUse: the file to be replaced is open in another window.
            SaveFailed: one of its kinds; what was there still is.
        """
        copy = self._copy(to, now, overwrite=overwrite)
        copy.close()
        return copy.path

    def save_elsewhere(self, to: Path, *, now: datetime, overwrite: bool = False) -> SessionFile:
        """As `save_copy`, and go on there: gives the new file, held open, and closes this one."""
        moved = self._copy(to, now, overwrite=overwrite)
        self.close()
        return moved

    def detach(self, evidence_id: str, now: datetime) -> None:
        """Take a file off the list of evidence and delete the copy of it that lies beside the session.

        Raises:
            As `save`, and SaveFailed if the copy cannot be deleted; the list has forgotten it then.
        """
        gone = [item for item in self.session.evidence if item.id == evidence_id]
        self.session.remove_evidence(evidence_id, now)
        self.save()
        kept = {item.file for item in self.session.evidence}
        for item in gone:
            if item.file not in kept:
                evidence.remove(self.path, item)

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

    def _to_save(self, now: datetime | None = None) -> bytes:
        """The content to be written, once it is certain that this window may write."""
        if self.look:
            raise OnlyLooking(self.path)
        data = _encoded(self.session, self.path)
        if self._lock is not None and self._lock.lost:
            self._lock.release()
            self._lock = None
        if self._lock is None:
            try:
                self._take_lock()
            except InUse as error:
                raise self._give_up(data, now or datetime.now().astimezone()) from error
        return data

    def _give_up(self, data: bytes, now: datetime) -> TakenOver:
        """Another window has the case: from now on only look, and keep what was not saved, once."""
        self.look = True
        kept = None
        try:
            if files.fingerprint(data) != self._saved and self._on_disk() != data:
                kept = self._put_beside("other copy", data, now)
                evidence.copy_all(self.path, kept, self.session.evidence)
        except (OSError, SaveFailed):
            pass  # What matters more is that nothing is written over; the error says what was kept.
        return TakenOver(self.path, holder(self.path), kept)

    def _copy(self, to: Path, now: datetime, *, overwrite: bool) -> SessionFile:
        """The session in another file, which is held open."""
        to = files.finished(to, (files.SUFFIX,))
        if Path(os.path.realpath(to)) == self.path:
            raise AlreadyExists(to)
        copy = create_at(to, msgspec.structs.replace(self.session), now=now, overwrite=overwrite)
        try:
            copy.session.evidence = evidence.copy_all(self.path, copy.path, copy.session.evidence)
        except OSError as error:
            copy.close()
            raise SaveFailed.because(to, error) from error
        if copy.session.evidence != self.session.evidence:  # Some files got other names there.
            copy._write(_encoded(copy.session, to), None)
        return copy

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

    def _write(self, data: bytes, before: bytes | None, now: datetime | None = None) -> Path | None:
        """Put `data` in place. What was there becomes the previous copy, if it is what we know; else it is another
        program's, and is kept under a name of its own, which is returned."""
        other: Path | None = None

        def settle(old: Path) -> Path | None:
            nonlocal other
            try:
                was = files.fingerprint(_read(old))
            except SessionUnreadable:
                was = "?"
            if was == self._saved:
                return self.previous
            if was == files.fingerprint(data):
                return None
            other = files.beside(self.path, "other copy", now or datetime.now().astimezone())
            return other

        try:
            self._refuse_protected()
            if before is not None and files.fingerprint(before) == self._saved:
                self._keep_old_format(before)
            files.replace_file(self.path, data, settle)
        except OSError as error:
            raise SaveFailed.because(self.path, error) from error
        self._saved = files.fingerprint(data)
        return other

    def _refuse_protected(self) -> None:
        """A file that somebody marked as read-only stays, even where the folder would let it be replaced."""
        with suppress(FileNotFoundError):
            if not self.path.stat().st_mode & stat.S_IWUSR:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def _forget(self, data: bytes) -> None:
        """Previous copies that hold no more than the file itself."""
        try:
            files.write_file(self.previous, data, replace=True)
            for part in belongings(self.path):
                if part.name.startswith(self.path.name) and _OLD_FORMAT.fullmatch(part.name[len(self.path.name) :]):
                    part.unlink(missing_ok=True)
        except OSError as error:
            raise SaveFailed.because(self.previous, error) from error
        self._forgetting = False

    def _keep_old_format(self, before: bytes) -> None:
        """Before the first save after an upgrade of the format: the old file stays, so an older program can go on."""
        version = self.opening.version
        if version >= migrations.current_version():
            return
        with suppress(FileExistsError):
            files.write_file(files.with_ending(self.path, f".v{version}{files.PREVIOUS}"), before, replace=False)
        self._opening = msgspec.structs.replace(self.opening, version=migrations.current_version())

    def _take_lock(self, *, take_over: bool = False) -> None:
        if not self.path.is_dir() and self.path.parent.is_dir():
            self._lock = acquire(self.path, take_over=take_over)

    def _adopt(self, session: Session, data: bytes, opening: Opening) -> None:
        """From here on it may be saved: everything has been read."""
        self._session = session
        self._saved = files.fingerprint(data)
        self._opening = opening

    def _load(self, now: datetime, *, bring_back: bool) -> None:
        if not self.look:
            files.sweep(self.path.parent, now)
            files.sweep(evidence.folder_of(self.path), now)
        data: bytes | None = None
        try:
            data = _read(self.path)
            decoded = codec.decode(data, self.path)
        except SessionUnreadable as error:
            missing = isinstance(error, SessionMissing)
            if missing and not bring_back and _is_session(self.previous):
                raise SessionGone(self.path) from error
            if self.look or not (error.damaged or missing):
                raise
            self._restore(error, now)
            return
        self._adopt(
            decoded.session,
            data,
            Opening(version=decoded.version, second_name=_has_second_name(self.path, self.previous)),
        )

    def _restore(self, trouble: SessionUnreadable, now: datetime) -> None:
        """Let a good previous copy take the place of a damaged or vanished file, which is kept."""
        aside: Path | None = None

        def settle(old: Path) -> Path:
            nonlocal aside
            aside = files.beside(self.path, "damaged", now)
            return aside

        try:
            good = _read(self.previous)
            decoded = codec.decode(good, self.previous)
            files.replace_file(self.path, good, settle)
        except (SessionUnreadable, OSError):
            raise trouble from None
        self._adopt(decoded.session, good, Opening(version=decoded.version, trouble=trouble, set_aside=aside))

    def _put_beside(self, label: str, data: bytes, now: datetime) -> Path:
        while True:
            path = files.beside(self.path, label, now)
            with suppress(FileExistsError):
                files.write_file(path, data, replace=False)
                return path


def _encoded(session: Session, path: Path) -> bytes:
    """The content of a file, if it can be read again."""
    data = codec.encode(session)
    if len(data) > LARGEST:
        raise SaveTooLarge(path, LARGEST >> 20)
    return data


def _is_session(path: Path) -> bool:
    try:
        codec.decode(_read(path), path)
    except SessionUnreadable:
        return False
    return True


def _has_second_name(path: Path, previous: Path) -> bool:
    try:
        status = path.stat()
        # A kill may have left one more name of ours on a system that cannot exchange names.
        ours = previous.exists() and os.path.samestat(status, previous.stat())
    except OSError:
        return False
    return status.st_nlink > 1 and not ours


def _read(path: Path) -> bytes:
    """All bytes of a file, or the error that says why not."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SessionIsFolder(path)
        # Looked at before opening: opening a pipe would wait for ever.
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            raise SessionNotJson(path)
        with path.open("rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise SessionMissing(path) from error
    except OSError as error:
        raise SessionNotReadable(path, error.strerror or type(error).__name__) from error
