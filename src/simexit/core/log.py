"""The log: a small file that is turned over, because a window has no stderr. It never holds what the person entered."""

from __future__ import annotations

from pathlib import Path

SIZE = 256 * 1024


def set_up(folder: Path) -> Path | None:
    """Write the program's log into a folder; None where that is not possible, which is no reason to stop."""
    import logging.handlers  # brings sockets and pickling along: not before the first paint

    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "simexit.log"
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=SIZE, backupCount=1, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("simexit")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return path
