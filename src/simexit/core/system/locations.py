"""Where things are: the data shipped with the program, and the person's own folders.

The one place that knows. Shipped data has exactly two cases: installed (inside the package, `_data`) and a checkout
(`procedures/` and `resources/` at the top level). The person's folders come from platformdirs; `SIMEXIT_HOME` moves
all of them at once, for tests and for a program on a stick.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

APP = "simexit"
PACKAGE = Path(__file__).resolve().parents[2]
INSTALLED = PACKAGE / "_data"
CHECKOUT = PACKAGE.parent.parent


def is_installed() -> bool:
    """Whether the program runs from a built wheel (or is frozen), not from a checkout."""
    return INSTALLED.is_dir()


def shipped(name: str) -> Path:
    """The folder of shipped data called `name` (`procedures` or `resources`)."""
    return (INSTALLED if is_installed() else CHECKOUT) / name


def built_procedures() -> Path | None:
    """The one JSON made from all procedures at build time, where there is one."""
    path = INSTALLED / "procedures.json"
    return path if path.is_file() else None


def _home() -> Path | None:
    home = os.environ.get("SIMEXIT_HOME")
    return Path(home) if home else None


def sessions_folder() -> Path:
    """The default folder of saved sessions; made on first use by the store."""
    home = _home()
    return home / "sessions" if home else platformdirs.user_data_path(APP, appauthor=False) / "sessions"


def config_file() -> Path:
    """The few settings of the window (language, size)."""
    home = _home()
    return (home / "config" if home else platformdirs.user_config_path(APP, appauthor=False)) / "window.json"


def log_folder() -> Path:
    """The folder of the log; a frozen window has no stderr."""
    home = _home()
    return home / "log" if home else platformdirs.user_log_path(APP, appauthor=False)


def runtime_folder() -> Path:
    """Where programs of this person that run at the same time find each other."""
    home = _home()
    if home:
        return home / "run"
    if os.name != "posix" or sys.platform == "darwin":
        return platformdirs.user_runtime_path(APP, appauthor=False)
    # Not platformdirs here: without such a folder it warns on stderr, and takes one in /tmp that may be somebody's.
    for folder in (os.environ.get("XDG_RUNTIME_DIR"), f"/run/user/{os.getuid()}"):
        if folder and Path(folder).is_absolute() and _is_own(Path(folder)):
            return Path(folder) / APP
    return platformdirs.user_state_path(APP, appauthor=False) / "run"


def _is_own(folder: Path) -> bool:
    """Whether a folder is there, belongs to this person, and takes files."""
    try:
        return folder.is_dir() and folder.stat().st_uid == os.getuid() and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        return False
