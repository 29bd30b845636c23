"""A place on the desktop for a program installed by pip, pipx or uv: menu entry, icon, and the type of saved cases.

Only for Linux and its like, only files of our own names below the person's data folder, and all taken back by
`remove`. The packages of the three systems bring all this themselves.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path

from simexit.core.system import locations

ENTRY = "applications/simexit.desktop"
TYPE = "mime/packages/simexit.xml"
ICON = "icons/hicolor/scalable/apps/simexit.svg"
ICON_OF_CASES = "icons/hicolor/scalable/mimetypes/application-x-simexit-session.svg"
FILES = (ENTRY, TYPE, ICON, ICON_OF_CASES)

REFRESH = {"update-desktop-database": "applications", "update-mime-database": "mime"}
"""Programs that tell a desktop of new files, and the folders that they look at. Made for packages; a desktop that lacks
them looks by itself."""


def data_folder() -> Path:
    """Where a desktop looks for what one person has installed."""
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if named.startswith("/") else Path.home() / ".local" / "share"


def add(program: Path, folder: Path) -> None:
    """Write the files. Done again, it brings them up to date.

    Raises:
        OSError: one could not be written.
    """
    resources = locations.shipped("resources")
    entry = (resources / "desktop" / "simexit.desktop").read_text("utf-8")
    icon = (resources / "icons" / "simexit.svg").read_bytes()
    _write(folder / ENTRY, entry.replace("Exec=simexit ", f"Exec={quoted(program)} ").encode())
    _write(folder / TYPE, (resources / "desktop" / "simexit.mime.xml").read_bytes())
    _write(folder / ICON, icon)
    _write(folder / ICON_OF_CASES, icon)
    _refresh(folder)


def remove(folder: Path) -> None:
    """Take away what `add` wrote, and folders that are empty then.

    Raises:
        OSError: one could not be removed.
    """
    for name in FILES:
        (folder / name).unlink(missing_ok=True)
    _refresh(folder)
    for name in FILES:
        for parent in [*Path(name).parents][:-1]:
            with suppress(OSError):  # it holds something else, or is gone
                (folder / parent).rmdir()


def quoted(program: Path) -> str:
    """A path as a word of `Exec`: its own signs are doubled once for the word and once for the file."""
    word = str(program)
    for sign in '\\"`$':
        word = word.replace(sign, f"\\{sign}")
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _refresh(folder: Path) -> None:
    for tool, place in REFRESH.items():
        if (folder / place).is_dir():
            with suppress(OSError, subprocess.SubprocessError):
                subprocess.run([tool, str(folder / place)], capture_output=True, timeout=60, check=False)
