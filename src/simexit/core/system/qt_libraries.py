"""Which of the system's libraries Qt lacks. PySide6 carries Qt itself, but not what Qt asks the system for.

Looked at where Qt cannot be imported, or is about to open a window on X11: there Qt would end the whole process.
"""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Mapping

from simexit.core.errors import QtLibrariesMissing

FOR_QT: Mapping[str, str] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
"""What is needed even without a screen, each with Debian's name for the package that holds it."""

FOR_X11: Mapping[str, str] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""What a window on X11 needs beside it."""


def check(*, x11: bool) -> None:
    """Look for each library that Qt asks the system for.

    Args:
        x11: also for those of a window on X11.

    Raises:
        QtLibrariesMissing: some are not there; it says which, and how they come.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = {**FOR_QT, **FOR_X11} if x11 else FOR_QT
    lacking = [name for name in wanted if not _is_there(name)]
    if lacking:
        apt = shutil.which("apt-get") is not None
        raise QtLibrariesMissing(lacking, [wanted[name] for name in lacking] if apt else [])


def _is_there(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
