"""Typing is saved within a second, "Saved" is said of the disk only, and nothing outlives its case."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from simexit.core.case import store
from simexit.core.case.case import Case
from simexit.core.plan.navigate import ASK, OVERVIEW, REPORT
from simexit.gui import controller as controller_module
from simexit.gui.controller import START

STEP = "set-up-account"


@pytest.mark.parametrize("pause", [30, 100, 350])
def test_one_who_types_on_and_on_is_saved_all_the_time(case: Any, pause: int) -> None:
    person, oldest = case, 0.0
    written: list[tuple[float, str]] = []
    until = time.monotonic() + 2.5
    text = ""
    while time.monotonic() < until:
        text += "x"
        person.controller.set_note(STEP, text)
        written.append((time.monotonic(), text))
        QTest.qWait(pause)
        on_disk = person.saved()["notes"].get(STEP, "")
        unsaved = [at for at, typed in written if len(typed) > len(on_disk)]
        oldest = max([oldest, *(time.monotonic() - at for at in unsaved)])
    assert oldest < 1.0, "a letter was older than a second and not on the disk"


def test_saved_is_said_only_of_what_is_on_the_disk(case: Any) -> None:
    person = case
    person.wait_saved()
    saved = person.word("Saved {time}", time=person.controller.saved_at.astimezone().strftime("%H:%M"))
    assert person.sees(saved)
    person.controller.set_note(STEP, "typed")
    person.look()
    assert person.sees(person.word("Saving…"))
    assert not person.sees(saved)
    assert not person.saved()["notes"]
    person.wait_saved()
    person.look()
    assert person.sees(saved)
    assert person.saved()["notes"] == {STEP: "typed"}


@pytest.mark.parametrize("page", [OVERVIEW, STEP, REPORT, "answers", f"{ASK}number"])
@pytest.mark.parametrize("way", ["close", "home", "other", "again"])
def test_a_page_that_was_just_turned_does_not_outlive_its_case(
    case: Any, make_case: Callable[..., Path], page: str, way: str
) -> None:
    """At once, before what a page puts off has come."""
    person = case
    other = make_case({"sim": "esim", "billing": "prepaid", "service": "voice", "carrier": "tello"})
    path = person.path
    person.controller.go(page)
    person.controller.set_note(STEP, "typed at the last moment")
    if way == "close":
        person.window.close()
    elif way == "home":
        person.controller.home()
    elif way == "other":
        person.controller.open(other)
    else:
        person.controller.close_case()
        person.controller.open(path)
    person.look()
    QTest.qWait(controller_module.SAVED_WITHIN_MS + 100)
    assert json.loads(path.read_text(encoding="utf-8"))["notes"] == {STEP: "typed at the last moment"}
    assert not json.loads(other.read_text(encoding="utf-8"))["notes"]


def test_a_file_named_at_the_start_is_not_opened_in_a_window_that_was_closed(
    make_case: Callable[..., Path], start: Callable[..., Any]
) -> None:
    from simexit.gui.app import _load
    from simexit.gui.one_instance import Opening

    path = make_case()
    person = start()
    opening = Opening(person.window, person.window.open_path)
    person.window.close()
    _load(person.controller, person.window, path, opening)
    opening.ready()
    assert person.controller.held is None
    assert not path.with_name(path.name + ".lock").exists()


def test_what_is_entered_when_the_case_has_gone_is_entered_nowhere(case: Any) -> None:
    person = case
    person.controller.home()
    person.controller.set_note(STEP, "late")
    person.controller.tick(STEP, "signed-in", True)
    person.controller.skip(STEP, "late")
    person.controller.go(OVERVIEW)
    person.controller.next()
    person.controller.back()
    assert person.page == START


def test_continue_here_tells_the_other_window(case: Any, qtbot: Any) -> None:
    """The first window finds out by itself, without anybody typing there, and then only looks."""
    person = case
    person.wait_saved()
    now = person.controller.now
    taken, _told = Case.open(person.path, person.controller.knowledge, now, "en", take_over=True)
    try:
        qtbot.waitUntil(lambda: person.controller.only_looking, timeout=4000)
        person.look()
        assert person.sees(person.word("Read only: another window has this case"))
        taken.tick(STEP, "signed-in")
        person.controller.tick(STEP, "lasting-mail", True)
        assert list(store.peek(person.path).checks) == [f"{STEP}/signed-in"]
        assert len(store.list_paths(person.path.parent)) == 1, "and no heap of copies"
    finally:
        taken.close()


def test_the_list_of_languages_opens_by_its_keys(window: Any) -> None:
    keys = [one for one in window.window.findChildren(QShortcut) if one.key() == QKeySequence("Ctrl+Shift+L")]
    assert len(keys) == 1
    assert keys[0].isEnabled()
    keys[0].activated.emit()
    shown = [menu for menu in window.window.findChildren(QMenu) if menu.isVisible()]
    assert len(shown) == 1
    assert "Español" in [action.text() for action in shown[0].actions()]
    shown[0].close()


def test_drawing_the_window_anew_leaves_nothing_behind(window: Any) -> None:
    def count() -> tuple[int, int]:
        window.look()
        return len(window.window.findChildren(QAction)), len(window.window.findChildren(QMenu))

    window.controller.set_language("es")
    before = count()
    for language in ("zh-Hans", "en", "zh-Hant", "es"):
        window.controller.set_language(language)
        window.look()
    assert count() == before


TYPES = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from simexit.gui import app
case, out = sys.argv[1:]
real = app.start
def start(file):
    application, controller, shell = real(file)
    def type_on():
        if controller.held:
            controller.set_note("set-up-account", controller.case.notes.get("set-up-account", "") + "x")
            print(len(controller.case.notes["set-up-account"]), flush=True)
    timer = QTimer(shell, interval=50)
    timer.timeout.connect(type_on)
    timer.start()
    return application, controller, shell
app.start = start
sys.exit(app.run(Path(case)))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are of Unix")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_nothing_is_lost_when_the_program_is_told_to_end(
    make_case: Callable[..., Path], folder: Path, number: int
) -> None:
    path = make_case()
    environment = {**os.environ, "SIMEXIT_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    program = [sys.executable, "-c", TYPES, str(path), ""]
    with subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        while (line := running.stdout.readline()) and int(line) < 5:
            pass
        running.send_signal(number)
        typed = [int(one) for one in running.stdout.read().split()]
        assert running.wait(20) == 0
    assert len(store.peek(path).notes[STEP]) >= max(typed, default=5)
    assert not path.with_name(path.name + ".lock").exists()
