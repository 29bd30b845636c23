"""The window lies wholly on the screen that it opens on, its footer in sight; maximised stays maximised."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, QSize

from simexit.gui.fit import FRAME, fitted

SCREENS = {
    "1280x720": (1280, 720, 1.0),
    "1366x768 with a panel": (1366, 768 - 28, 1.0),
    "1920x1080": (1920, 1080, 1.0),
    "1920x1080 at 1.25": (1920, 1080, 1.25),
    "1920x1080 at 1.5": (1920, 1080, 1.5),
    "2560x1440 at 2": (2560, 1440, 2.0),
    "1024x640": (1024, 640, 1.0),
}

PROGRAM = """
import sys
from PySide6.QtCore import QPoint
from simexit.gui.app import start
app, controller, shell = start()
sys.excepthook = sys.__excepthook__
for _ in range(20):
    app.processEvents()
controller.load()
for page in ("start", "ask:card-type", "ask:carrier"):
    if page != "start":
        if controller.page == "start":
            controller.start_new()
        controller.go(page)
    for _ in range(10):
        app.processEvents()
    free = shell.screen().availableGeometry()
    assert free.contains(shell.frameGeometry()), (page, free, shell.frameGeometry())
    bottom = shell.next if shell.next.isVisible() else shell._saved
    corner = bottom.mapToGlobal(QPoint(0, bottom.height()))
    assert free.contains(corner), (page, corner)
print("fits", shell.width(), shell.height())
import os; sys.stdout.flush(); os._exit(0)
"""


@pytest.mark.parametrize("name", SCREENS)
def test_the_first_window_lies_on_the_screen(home: Path, tmp_path: Path, name: str) -> None:
    width, height, scale = SCREENS[name]
    screen = {"name": "S", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "logicalBaseDpi": 96}
    config = tmp_path / "screen.json"
    config.write_text(json.dumps({"screens": [{**screen, "dpr": 1}]}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}", "QT_SCALE_FACTOR": str(scale)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.stdout.startswith("fits"), done.stderr


@pytest.mark.parametrize("wanted", [(1366, 800), (3000, 2000), (500, 400)])
@pytest.mark.parametrize("screen", [(0, 0, 1280, 720), (0, 28, 1366, 740), (1920, 0, 1280, 690)])
def test_a_window_is_placed_with_room_for_its_frame(wanted: tuple[int, int], screen: tuple[int, ...]) -> None:
    free = QRect(*screen)
    made = fitted(QSize(*wanted), free)
    assert free.contains(made.marginsAdded(FRAME))
    assert made.size() == QSize(*wanted).boundedTo(free.marginsRemoved(FRAME).size())


def test_maximised_stays_maximised(start: Callable[..., Any], folder: Path) -> None:
    person = start()
    person.window.showMaximized()
    person.look()
    person.close()
    assert json.loads((folder / "config" / "window.json").read_text(encoding="utf-8"))["maximised"] is True
    again = start()
    assert again.window.isMaximized()
