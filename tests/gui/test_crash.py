"""When our own code fails: one calm box, everything saved, the details in the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from simexit.core.case.store import SessionFile
from simexit.core.errors import SaveDiskFull
from simexit.core.system import locations, log
from simexit.gui.crash import CrashHandler


@pytest.fixture
def handler(case: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    log.set_up(locations.log_folder())
    CrashHandler(case.controller)
    yield case
    logger = logging.getLogger("simexit")
    for one in list(logger.handlers):
        logger.removeHandler(one)
        one.close()


def break_next(person: Any) -> None:
    def broken() -> None:
        raise RuntimeError("the wheel came off")

    person.screen.before_next = broken


def test_a_fault_in_a_slot_shows_one_box_saves_and_logs(handler: Any, dialogs: Any) -> None:
    person = handler
    dialogs.answers = [person.word("Go on")]
    person.go("set-up-account")
    person.controller.set_note("set-up-account", "typed before it broke")
    assert "set-up-account" not in person.saved()["notes"]
    break_next(person)
    for _ in range(30):
        person.next()
    assert len(dialogs.seen) == 1
    assert "the wheel" not in dialogs.seen[0]
    assert "Traceback" not in dialogs.seen[0]
    assert person.word("Something in SIM Exit went wrong. What you ticked and wrote is saved.") == dialogs.seen[0]
    assert person.saved()["notes"]["set-up-account"] == "typed before it broke"
    written = (locations.log_folder() / "simexit.log").read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in written
    assert "typed before it broke" not in written, "the log holds nothing that was entered"
    assert 1 <= written.count("builtins.RuntimeError") <= 20
    del person.screen.before_next
    person.next()
    assert person.page == "count-cost", "one can go on"


def test_a_storm_of_faults_shows_one_box(handler: Any, dialogs: Any, qtbot: Any) -> None:
    person = handler
    dialogs.answers = [person.word("Go on")]
    count = [0]
    timer = QTimer(person.window, interval=0)

    def broken() -> None:
        count[0] += 1
        raise RuntimeError("again")

    timer.timeout.connect(broken)
    timer.start()
    qtbot.waitUntil(lambda: count[0] > 60)
    timer.stop()
    assert len(dialogs.seen) == 1


def test_it_does_not_say_saved_when_it_could_not_save(
    handler: Any, dialogs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = handler
    dialogs.answers = [person.word("Go on"), person.word("Close without saving them")]

    def full(self: SessionFile, **_how: object) -> bool:
        raise SaveDiskFull(self.path)

    monkeypatch.setattr(SessionFile, "save", full)
    person.go("set-up-account")
    break_next(person)
    person.next()
    assert dialogs.seen[0] != person.word("Something in SIM Exit went wrong. What you ticked and wrote is saved.")
    assert str(person.path) in dialogs.seen[0]
    del person.screen.before_next
    person.close()


def test_the_details_can_be_copied_and_hold_nothing_entered(handler: Any, dialogs: Any) -> None:
    person = handler
    person.go("set-up-account")
    person.controller.set_note("set-up-account", "my own words")
    dialogs.answers = [person.word("Copy the details")]
    break_next(person)
    person.next()
    copied = QApplication.clipboard().text()
    assert "builtins.RuntimeError" in copied
    assert "my own words" not in copied


def test_what_an_exception_says_is_neither_logged_nor_shown(handler: Any, dialogs: Any) -> None:
    """A message may quote what was typed, as that of `int` does."""
    person = handler
    dialogs.answers = [person.word("Copy the details")]
    note = "transfer code 4821"

    def broken() -> bool:
        try:
            return bool(int(note))
        except ValueError as error:
            raise RuntimeError(note) from error

    person.go("set-up-account")
    person.screen.before_next = broken
    person.next()
    logged = (locations.log_folder() / "simexit.log").read_text(encoding="utf-8")
    for told in (QApplication.clipboard().text(), logged):
        assert "builtins.RuntimeError" in told
        assert "test_crash.py" in told
        assert "4821" not in told
