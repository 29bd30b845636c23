"""What the measured processes share: they note when their window is painted, what that took, and leave at once."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def memory() -> tuple[int, int]:
    """KiB of memory of this process that are in use now, and those of them that no other process shares."""
    found = {}
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]:
        name, size = line.split()[:2]
        found[name] = int(size)
    return found["Rss:"], found["Private_Clean:"] + found["Private_Dirty:"]


def leave(out: str, seen: dict) -> None:
    """Write down and go at once; what the ending costs is not measured."""
    Path(out).write_text(json.dumps(seen), encoding="utf-8")
    os._exit(0)


def watch(out: str, window: "QWidget", **moments: Callable[[], bool]) -> None:
    """Note when each moment has come in the painted window or, after the first moment, in any painted part of it.

    Until then the parts are left alone: to hand them to Python, PySide6 would first make all classes that there are, of
    which a start may need few.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    seen: dict[str, float] = {}

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                # The event comes before the painting; the timer runs when the whole round is over.
                QTimer.singleShot(0, self.painted)
            return False

        def painted(self) -> None:
            now = time.monotonic()
            for moment, has_come in moments.items():
                if moment not in seen and has_come():
                    seen[moment], seen[f"{moment}_cpu"] = now, time.process_time()
                    seen[f"{moment}_kib"], seen[f"{moment}_own_kib"] = memory()
            if all(moment in seen for moment in moments):
                leave(out, seen)
            if seen and self.watched is window:
                window.removeEventFilter(self)
                self.watched = QApplication.instance()
                self.watched.installEventFilter(self)

    window.watch = Watch()
    window.watch.watched = window
    window.installEventFilter(window.watch)
