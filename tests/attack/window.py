"""The real window in a process of its own: opens a case and does as told, until it is killed or done.

python window.py type FILE SEED     types a note and ticks, for ever; prints what the person saw
python window.py walk FILE...       opens each and turns its pages; prints what went wrong
python window.py start              starts, loads, and leaves
"""

from __future__ import annotations

import os
import random
import sys
import time
import traceback
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from simexit.gui import app as app_

PAGES = 12
"""How many pages of a case are turned."""


def until(ready: object, seconds: float = 20.0) -> None:
    """Let the window go on until something is so."""
    end = time.monotonic() + seconds
    while not ready() and time.monotonic() < end:  # type: ignore[operator]
        QApplication.processEvents()
        time.sleep(0.005)


def type_for_ever(path: Path, seed: int) -> None:
    """One letter after the other, with pauses between nothing and a second; now and then a tick."""
    app, controller, _shell = app_.start(path)
    sys.excepthook = lambda *what: (traceback.print_exception(*what), os._exit(1))  # a dialog would wait for ever
    until(lambda: controller.has_plan)
    dice = random.Random(seed)
    steps = [step for step in controller.plan.steps if step.checks]
    step = steps[0].id
    controller.go(step)
    typed, ticks = 0, 0
    steady = dice.choice([0.02, 0.2, 0.35, 0.0])

    def key() -> None:
        nonlocal typed, ticks
        typed += 1
        controller.set_note(step, "".join(chr(ord("a") + number % 26) for number in range(typed)))
        print("typed", typed, time.monotonic(), flush=True)
        if typed % 7 == 0:
            other = steps[1 + ticks % (len(steps) - 1)]
            check = other.checks[-1].id
            on = ticks // (len(steps) - 1) % 2 == 0
            controller.tick(other.id, check, on)
            ticks += 1
            print("ticked", f"{other.id}/{check}", int(on), time.monotonic(), flush=True)
        timer.start(int(1000 * (steady or dice.choice([0.01, 0.05, 0.3, 0.5, 0.9]))))

    timer = QTimer(singleShot=True)
    timer.timeout.connect(key)
    timer.start(0)
    print("begun", flush=True)
    app.exec()


def walk(paths: list[Path]) -> None:
    """Open each and turn its pages. Whatever is raised is a fault; whatever is refused in words is none."""
    faults: list[str] = []
    sys.excepthook = lambda kind, error, trace: faults.append("".join(traceback.format_exception(kind, error, trace)))
    QMessageBox.exec = lambda box: (
        (faults.append(f"box: {box.text()[:300]}") if "went wrong" in box.text() else None) or 0
    )  # type: ignore[method-assign,assignment,return-value,func-returns-value]
    _app, controller, shell = app_.start(None)
    sys.excepthook = lambda kind, error, trace: faults.append("".join(traceback.format_exception(kind, error, trace)))
    until(lambda: controller.catalogue is not None)
    for path in paths:
        shell.open_path(path)
        QApplication.processEvents()
        opened = controller.session is not None
        for _ in range(PAGES if opened else 0):
            controller.next()
            QApplication.processEvents()
        controller.go("report") if opened else None
        QApplication.processEvents()
        controller.home()
        QApplication.processEvents()
        print("opened" if opened else "refused", len(faults), repr(faults[0][-300:]) if faults else "", flush=True)
        faults.clear()
    shell.close()


def start() -> None:
    """As `simexit` itself, which leaves as soon as everything is there."""
    app_.self_test()
    print("started", flush=True)


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    if what == "type":
        type_for_ever(Path(arguments[0]), int(arguments[1]))
    elif what == "walk":
        walk([Path(argument) for argument in arguments])
    else:
        start()
