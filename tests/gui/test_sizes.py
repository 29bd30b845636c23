"""Nothing is wider than the window, on no page, in no language, at no size of text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from simexit.core.case.session import AccountRow
from simexit.gui.controller import ANSWERS, START

SMALL = (1024, 640)

SETTINGS = {
    "small-en-light": {"size": SMALL, "language": "en", "scheme": "light"},
    "small-zh-dark": {"size": SMALL, "language": "zh-Hans", "scheme": "dark"},
    "large-text-en-dark": {"size": SMALL, "zoom": 2.0, "language": "en", "scheme": "dark"},
    "large-text-zh-light": {"size": SMALL, "zoom": 2.0, "language": "zh-Hans", "scheme": "light"},
    "small-zh-Hant-light": {"size": SMALL, "language": "zh-Hant", "scheme": "light"},
    "small-es-light": {"size": SMALL, "language": "es", "scheme": "light"},
    "large-text-es-light": {"size": SMALL, "zoom": 2.0, "language": "es", "scheme": "light"},
}

PREPAID = {
    "sim": "physical",
    "billing": "prepaid",
    "service": "voice",
    "carrier": "ultra-mobile",
    "reason": "leaving",
    "number": "release",
    "where": "abroad",
    "role": "owner",
    "lines": "several",
    "device": "locked",
    "equipment": "loan",
}


def filled(clock: Any) -> Callable[[Any], None]:
    def fill(session: Any) -> None:
        rows = [
            AccountRow(name="A bank with a rather long name in Shanghai 招商银行信用卡中心"),
            AccountRow(name="微信"),
        ]
        session.set_field("list-accounts", "accounts", rows, clock())
        session.set_field("choose-destination", "keep_until", "2026-12-31", clock())
        session.set_note("gone-step", "words " * 40, clock())
        session.rename_line("the tablet in the kitchen that nobody uses any more", clock())

    return fill


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_page_is_wider_than_the_window(
    start: Callable[..., Any], make_case: Callable[..., Path], clock: Any, setting: str
) -> None:
    answers = {} if "en" in setting else {"answers": PREPAID}
    person = start(make_case(**answers, change=filled(clock)), **SETTINGS[setting])
    problems: list[str] = []
    questions = [f"ask:{page}" for page in person.controller.question_pages()]
    for page in (START, ANSWERS, *questions, *person.pages.ids):
        person.go(page)
        problems += [f"{page}: {problem}" for problem in too_wide(person)]
    assert (person.window.width(), person.window.height()) == SMALL, "the window grew with what is in it"
    assert not problems, "\n".join(problems)


def too_wide(person: Any) -> list[str]:
    """What sticks out of the page, of the window, or shows only part of its text."""
    problems = []
    screen = person.screen
    for widget in screen.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit):
            continue
        if not widget.isVisibleTo(screen) or widget.width() <= 0:
            continue
        left = widget.mapTo(screen, QPoint(0, 0)).x()
        text = (widget.text() if hasattr(widget, "text") else "")[:40]
        if left < 0 or left + widget.width() > screen.width():
            problems.append(
                f"{type(widget).__name__} {text!r} from {left} to {left + widget.width()} of {screen.width()}"
            )
        elif (
            isinstance(widget, QPushButton)
            and not widget.layout()
            and widget.width() < widget.minimumSizeHint().width()
        ):
            problems.append(f"button {text!r} is cut off: {widget.width()} of {widget.minimumSizeHint().width()}")
        elif isinstance(widget, QLabel) and not widget.wordWrap() and widget.width() < widget.sizeHint().width() - 1:
            problems.append(f"label {text!r} is cut off: {widget.width()} of {widget.sizeHint().width()}")
    for button in (person.window.back, person.window.next, person.window._link):
        if button.isVisible():
            right = button.mapTo(person.window, QPoint(button.width(), 0)).x()
            if right > person.window.width() or button.width() < button.minimumSizeHint().width():
                problems.append(f"{button.text()!r} at the bottom is cut off")
    return problems


def test_nothing_on_a_page_lies_on_top_of_another(start: Callable[..., Any], make_case: Callable[..., Path]) -> None:
    person = start(make_case(), size=SMALL, zoom=1.5)
    for page in person.pages.ids[:10]:
        person.go(page)
        labels = [w for w in person.screen.findChildren(QLabel) if w.isVisibleTo(person.screen) and w.text()]
        rects = [(w, w.rect().translated(w.mapTo(person.screen, QPoint(0, 0)))) for w in labels]
        for place, (one, first) in enumerate(rects):
            for two, second in rects[place + 1 :]:
                if one.parentWidget() is two.parentWidget() and not isinstance(one.parentWidget(), QPushButton):
                    overlap = first.intersected(second)
                    assert overlap.width() < 4 or overlap.height() < 4, f"{page}: {one.text()!r} on {two.text()!r}"


def test_text_can_be_made_larger_and_smaller(
    start: Callable[..., Any], make_case: Callable[..., Path], folder: Path
) -> None:
    person = start(make_case(), zoom=1.9)
    person.go("set-up-account")
    person.write(person.word("Notes"), "kept while the size changes")
    for _ in range(2):
        person.menu(person.word("&Larger text"))
    assert person.theme.zoom == 2.0
    assert person.page == "set-up-account"
    assert person.sees("kept while the size changes")
    person.menu(person.word("&Normal text"))
    assert person.theme.zoom == 1.0
    for _ in range(3):
        person.menu(person.word("S&maller text"))
    assert person.theme.zoom == 0.8
    assert "0.8" in (folder / "config" / "window.json").read_text(encoding="utf-8")
