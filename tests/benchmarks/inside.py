"""Runs inside the process that is measured: starts the program and writes down what it saw.

    python inside.py OUT start              the program as a person starts it
    python inside.py OUT pages CASE         every page of a case turned to, every tick set, the report made

Frozen in place of packaging/start.py it is the frozen program's twin. `start`, like bare.py, writes two moments: the
first painted window in which everything can be used, and the one that is painted after the knowledge is there and the
saved cases are listed (until then, what needs the knowledge waits for it when it is pressed). The clock is the system's
monotonic one, so that the process that measures can subtract the moment at which it began.
"""

import sys
import time
from pathlib import Path

from watch import leave, memory, watch


def start(out: str) -> None:
    from simexit.gui import app

    original = app.start

    def started(file=None):
        made = original(file)
        controller, shell = made[1], made[2]
        watch(out, shell, usable=lambda: shell._page.begin.isEnabled(), listed=lambda: controller.catalogue is not None)
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
    for form in ("pdf", "html"):
        seen[form] = []
        for language in ("en", "zh-Hans", "en", "zh-Hans", "en", "zh-Hans"):
            began, cpu = time.perf_counter(), time.process_time()
            export.export(controller, Path(case).with_suffix(f".{form}"), language, "full")
            seen[form].append((1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - began)))
    seen["pages"], (seen["kib"], seen["own_kib"]) = len(order), memory()
    leave(out, seen)


if __name__ == "__main__":
    {"start": start, "pages": pages}[sys.argv[2]](sys.argv[1], *sys.argv[3:])
