"""Who has a session open: a small file beside it, so that two windows never write the same one.

The work is done by filelock: the file names process, start of the process and computer, and a holder that is dead is
found out. On another computer nothing can be found out, so its lock is believed, and the person may take it over in
words. Whoever lost a lock that way finds out with `Lock.lost` before the next save.
"""

from __future__ import annotations

import os
import stat
import time
from datetime import datetime
from pathlib import Path

from filelock import MarkerSoftFileLock, Timeout

from simexit.core.errors import InUse
from simexit.core.system.safe_files import LOCK, with_ending

_WRITING = 0.5
"""Seconds in which a lock file that names nobody would be finished by its writer, if that lived."""

_ours: dict[Path, Lock] = {}
"""The file names a process, not a window: taken over within one process, the younger one has it."""


class Lock:
    """A lock that is held. Made by `acquire` only."""

    def __init__(self, path: Path, marker: MarkerSoftFileLock) -> None:
        self.path = path
        self._marker = marker
        _ours[path] = self

    @property
    def lost(self) -> bool:
        """Whether somebody else has taken it over, or it has vanished."""
        if _ours.get(self.path) is not self or not os.path.lexists(self.path):
            return True
        # What cannot be read just now (a network disk that is away) tells nothing; the save will.
        return self._marker.owner is not None and not self._marker.is_lock_held_by_us

    def release(self) -> None:
        """Give it back; a lock that somebody took over meanwhile is left alone."""
        self._marker.release(force=True)
        if _ours.get(self.path) is self:
            del _ours[self.path]


def acquire(session: Path, *, take_over: bool = False) -> Lock | None:
    """Take the lock of a session file; None where no file can be written (then no save can succeed either).

    Raises:
        InUse: somebody alive holds it, and `take_over` was not asked for.
    """
    path = with_ending(session, LOCK)
    marker = MarkerSoftFileLock(path, timeout=0, mode=0o600, thread_local=False)
    for attempt in range(2):
        try:
            marker.acquire()
        except Timeout:
            if not attempt and (take_over or _names_nobody(path, marker)):
                marker.force_break()
            else:
                break
        except OSError:
            return None
        else:
            return Lock(path, marker)
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None  # A folder of that name: it says nothing, and must not keep the case from being opened.
    except OSError:
        pass
    raise InUse(session, holder(session))


def holder(session: Path) -> str:
    """Who holds the lock of a session file, in words: computer, process, and since when; `?` for nobody known."""
    path = with_ending(session, LOCK)
    owner = MarkerSoftFileLock(path).owner
    if owner is None:
        return "?"
    try:
        since = datetime.fromtimestamp(path.stat().st_mtime).isoformat(" ", "minutes")
    except OSError:
        since = "?"
    return f"{owner.hostname}, {owner.pid}, {since}"


def _names_nobody(path: Path, marker: MarkerSoftFileLock) -> bool:
    """A lock file that cannot be read (a power cut leaves it empty) and that nobody is writing this very moment."""
    try:
        before = os.lstat(path)
        if marker.owner is not None:
            return False
        time.sleep(_WRITING)
        after = os.lstat(path)
    except OSError:
        return False
    return marker.owner is None and (before.st_ino, before.st_ctime_ns) == (after.st_ino, after.st_ctime_ns)
