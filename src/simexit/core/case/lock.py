"""Who has a session open: a small file beside it, so that two windows never write the same one.

The file names process, computer and time. A holder that is dead is found out and its lock taken over; on another
computer nothing can be found out, so its lock is believed, and the person may take it over in words.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from simexit.core.errors import InUse
from simexit.core.system.safe_files import LOCK, temporary_beside, with_ending, write_file

_UNREADABLE_AGE = 10.0
_LIMIT = 4096


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a lock."""

    pid: int
    host: str
    since: str
    process: str = ""
    """When that process began, as the system tells it: numbers of processes are used again after a restart."""
    token: str = ""

    def __str__(self) -> str:
        return f"{self.host}, {self.pid}, {self.since}"


class Lock:
    """A lock that is held. Made by `acquire` only."""

    def __init__(self, path: Path, holder: Holder) -> None:
        self.path = path
        self.holder = holder

    def release(self) -> None:
        """Give it back; a lock that somebody took over meanwhile is left alone."""
        if read(self.path) == self.holder:
            with suppress(OSError):
                self.path.unlink()


def acquire(session: Path, now: datetime, *, take_over: bool = False) -> Lock | None:
    """Take the lock of a session file; None where no file can be written (then no save can succeed either).

    Raises:
        InUse: somebody alive holds it, and `take_over` was not asked for.
    """
    path = with_ending(session, LOCK)
    own = Holder(
        pid=os.getpid(),
        host=platform.node(),
        since=now.isoformat(timespec="seconds"),
        process=process_mark(os.getpid()) or "",
        token=os.urandom(8).hex(),
    )
    for _ in range(5):  # Each round ends because somebody else moved; five times in a row does not happen.
        try:
            write_file(path, msgspec.json.encode(own) + b"\n", replace=False)
            return Lock(path, own)
        except FileExistsError:
            pass
        except OSError:
            return None
        holder = read(path)
        if not take_over and _alive(path, holder, now):
            raise InUse(session, str(holder) if holder else "?")
        if not _remove_stale(path, holder):
            return None
    raise InUse(session, str(read(path) or "?"))


def read(path: Path) -> Holder | None:
    """Who holds the lock of this name; None for nobody or an unreadable one."""
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(_LIMIT), type=Holder)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def _alive(path: Path, holder: Holder | None, now: datetime) -> bool:
    if holder is None:
        # Perhaps somebody is writing it this very moment (where it cannot be made in one go).
        try:
            return abs(now.timestamp() - path.stat().st_mtime) < _UNREADABLE_AGE
        except OSError:
            return False
    if holder.host != platform.node():
        return True
    mark = process_mark(holder.pid)
    if mark is None:
        return False
    return not (mark and holder.process) or mark == holder.process


def _remove_stale(path: Path, stale: Holder | None) -> bool:
    """Take a dead lock away. False if the system does not let us.

    Two programs may find the same dead lock. So it is moved first and looked at again: the slower one finds in its
    hand the fresh lock of the faster one, and puts it back.
    """
    taken = temporary_beside(path)
    try:
        path.rename(taken)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        if read(taken) != stale:
            with suppress(OSError):
                os.link(taken, path)
    finally:
        with suppress(OSError):
            taken.unlink()
    return True


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def _mark(pid: int) -> str | None:
        # os.kill(pid, 0) is no question on Windows: it ends the process.
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.OpenProcess.argtypes = [wintypes.DWORD, wintypes.BOOL, wintypes.DWORD]
        kernel.GetExitCodeProcess.argtypes = [wintypes.HANDLE, ctypes.POINTER(wintypes.DWORD)]
        kernel.GetProcessTimes.argtypes = [wintypes.HANDLE, *[ctypes.POINTER(wintypes.FILETIME)] * 4]
        kernel.CloseHandle.argtypes = [wintypes.HANDLE]
        query_limited, still_active, access_denied = 0x1000, 259, 5
        handle = kernel.OpenProcess(query_limited, False, pid)
        if not handle:
            return "" if ctypes.get_last_error() == access_denied else None
        try:
            code = wintypes.DWORD()
            if kernel.GetExitCodeProcess(handle, ctypes.byref(code)) and code.value != still_active:
                return None
            began, ended, in_kernel, in_user = (wintypes.FILETIME() for _ in range(4))
            if kernel.GetProcessTimes(handle, *(ctypes.byref(t) for t in (began, ended, in_kernel, in_user))):
                return f"{began.dwHighDateTime}:{began.dwLowDateTime}"
            return ""
        finally:
            kernel.CloseHandle(handle)

else:

    def _mark(pid: int) -> str | None:
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):
            return None
        except PermissionError:
            pass  # It lives and belongs to somebody else.
        try:
            status = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
            boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        except OSError:
            return ""  # macOS
        # The name, in brackets, may hold anything; after it stand the state (field 3) … and the start (field 22).
        fields = re.sub(r"^.*\)", "", status, flags=re.DOTALL).split()
        if len(fields) < 20:
            return ""
        return None if fields[0] in ("Z", "X") else f"{boot}:{fields[19]}"


def process_mark(pid: int) -> str | None:
    """When a process of this computer began, in the system's own terms; empty if it lives but does not tell; None if
    there is none."""
    if pid <= 0:
        return None
    return _mark(pid)
