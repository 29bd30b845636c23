"""The log: a small file that is turned over, because a window has no stderr. It never holds what the person entered.

The words of an exception may quote what was typed (`int("note …")`), so of a fault only its kind and its place in our
code are written.
"""

from __future__ import annotations

import logging
import os
import traceback
from pathlib import Path

SIZE = 256 * 1024
"""A larger log is set aside when the program starts. What one run writes is limited where it is written (`gui.crash`).

The library's own rotating handler would bring sockets and pickling into the program.
"""


def set_up(folder: Path) -> Path | None:
    """Write the program's log into a folder; None where that is not possible, which is no reason to stop."""
    path = folder / "simexit.log"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > SIZE:
            path.replace(folder / "simexit.log.1")
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        if os.name == "posix":  # also one that an earlier version made readable for all
            path.chmod(0o600)
            folder.chmod(0o700)
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("simexit")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return path


def without_words(error: BaseException | None) -> str:
    """A fault as kinds and places only: nothing that an exception says, nor lines of the source."""
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        kind = type(error)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
        ]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines) + "\n"
