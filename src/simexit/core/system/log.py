"""The log: a small file that is turned over, because a window has no stderr. It never holds what the person entered."""

from __future__ import annotations

import logging
from pathlib import Path

SIZE = 256 * 1024
"""A larger log is set aside when the program starts. What one run writes is limited where it is written (`gui.crash`).

The library's own rotating handler would bring sockets and pickling into the program.
"""


def set_up(folder: Path) -> Path | None:
    """Write the program's log into a folder; None where that is not possible, which is no reason to stop."""
    path = folder / "simexit.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > SIZE:
            path.replace(folder / "simexit.log.1")
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("simexit")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return path
