"""Runs inside the process that is measured: starts the program (or a bare window) and writes down what it saw.

    python inside.py OUT bare               one label in a window, and nothing else
    python inside.py OUT start              the program as a person starts it
    python inside.py OUT pages CASE         every page of a case turned to, every tick set, the report made

`start` and `bare` write two moments: the first painted window in which everything can be used, and the one that is
painted after the knowledge is there and the saved cases are listed (until then, what needs the knowledge waits for it
when it is pressed). The clock is the system's monotonic one, so that the process that measures can subtract the moment
at which it began.
"""

import json
import os
import sys
import time
from pathlib import Path


def rss_kib() -> int:
    """Memory of this process that is in use now."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


def leave(out: str, seen: dict) -> None:
    """Write down and go at once; what the ending costs is not measured."""
    Path(out).write_text(json.dumps(seen), encoding="utf-8")
    os._exit(0)


def watch(out: str, **moments) -> None:
    """Note when each moment has come in a painted window, and leave after the last."""
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
            nonlocal seen
            now = time.monotonic()
            for moment, has_come in moments.items():
                if moment not in seen and has_come():
                    seen |= {moment: now, f"{moment}_cpu": time.process_time(), f"{moment}_kib": rss_kib()}
            if len(seen) == 3 * len(moments):
                leave(out, seen)

    application = QApplication.instance()
    application.watch = Watch()
    application.installEventFilter(application.watch)


def bare(out: str) -> None:
    from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

    application = QApplication([])
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(QLabel("A label"))
    window.resize(1180, 780)
    window.show()
    watch(out, usable=lambda: True, listed=lambda: True)
    application.exec()


def start(out: str) -> None:
    from simexit.gui import app

    original = app.start

    def started(file=None):
        made = original(file)
        controller, shell = made[1], made[2]
        watch(out, usable=lambda: shell._page.begin.isEnabled(), listed=lambda: controller.catalogue is not None)
        return made

    app.start = started
    from simexit.__main__ import main

    main([])


def pages(out: str, case: str) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    from simexit.gui import app, export

    application, controller, shell = app.start()

    def settle() -> None:
        application.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    while controller.catalogue is None:
        settle()
    shell.open_path(Path(case))
    settle()
    seen: dict = {"turns": [], "ticks": []}

    def turn(page: str) -> None:
        """Until the page is drawn, which the shell does before `go` returns; and until all that was put off is done."""
        began, cpu = time.perf_counter(), time.thread_time()
        controller.go(page)
        first, first_cpu = time.perf_counter(), time.thread_time()
        settle()
        whole_cpu = time.thread_time()
        seen["turns"].append((page, 1000 * (first_cpu - cpu), 1000 * (whole_cpu - cpu), 1000 * (first - began)))

    order = controller.pages.ids
    for page in order:  # the first time, modules are imported; one round each way, and a jump to each
        turn(page)
    seen["first"], seen["turns"] = seen["turns"], []
    for _round in range(4):
        for page in (*order, *reversed(order), *order[::2], *order[1::2]):
            turn(page)
    for step in controller.plan.steps:
        controller.go(step.step.id)
        settle()
        for check in step.checks:
            began = time.perf_counter()
            controller.tick(step.step.id, check.id, True)
            seen["ticks"].append(1000 * (time.perf_counter() - began))
            settle()
        controller.set_note(step.step.id, "他们说月底生效。 They said it ends with the month. " * 4)
    controller.flush()
    seen["pdf"] = []
    for language in ("en", "zh-Hans", "en", "zh-Hans", "en", "zh-Hans"):
        began, cpu = time.perf_counter(), time.process_time()
        export.export(controller, Path(case).with_suffix(".pdf"), language, "full")
        seen["pdf"].append((1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - began)))
    seen["pages"], seen["kib"] = len(order), rss_kib()
    leave(out, seen)


if __name__ == "__main__":
    {"bare": bare, "start": start, "pages": pages}[sys.argv[2]](sys.argv[1], *sys.argv[3:])
