"""A screen reader can name everything that can be used, and hears where one is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

from simexit.core.case.session import AccountRow
from simexit.gui.controller import ANSWERS, START

USED = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTextBrowser, QAbstractItemView)


def nameless(top: QWidget) -> list[str]:
    """Visible controls that a screen reader cannot name."""
    found = []
    for widget in top.findChildren(QWidget):
        if not isinstance(widget, USED) or not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface else ""
        if isinstance(widget, QComboBox):
            # On Linux the name of a drop-down list is its entry; what it is about comes from a label.
            labels = [one for one, _kind in interface.relations(QAccessible.RelationFlag.Label)] if interface else []
            name = widget.accessibleName() if labels else ""
        if not name.strip():
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r} in {type(widget.parent()).__name__}")
    return found


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_everything_that_can_be_used_has_a_name_and_every_page_its_own_heading(
    start: Callable[..., Any], make_case: Callable[..., Path], clock: Any, language: str
) -> None:
    def fill(session: Any) -> None:
        session.set_field("list-accounts", "accounts", [AccountRow(name="Bank"), AccountRow(name="微信")], clock())

    person = start(make_case(change=fill), language=language)
    problems = []
    headings: dict[str, str] = {}
    for page in (START, ANSWERS, *(f"ask:{p}" for p in person.controller.question_pages()), *person.pages.ids):
        person.go(page)
        problems += [f"{page}: {problem}" for problem in nameless(person.window)]
        heading = person.screen.headline.text()
        assert person.screen.accessibleName() == heading
        assert heading not in headings, f"{page} and {headings[heading]} are both called {heading!r}"
        headings[heading] = page
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_windows_beside_are_named_too(
    start: Callable[..., Any], make_case: Callable[..., Path], language: str
) -> None:
    from PySide6.QtWidgets import QApplication, QDialog

    person = start(make_case(), language=language)
    person.go("prepare-move")
    for open_it in (
        lambda: person.menu(person.word("&Contents")),
        lambda: person.menu(person.word("&Glossary")),
        lambda: person.menu(person.word("Check a &link or number")),
        lambda: person.menu(person.word("&About SIM Exit")),
        lambda: person.click(person.word("Words for the call or chat")),
        lambda: person.click(person.word("What if they refuse?")),
    ):
        open_it()
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
        assert not nameless(dialog), dialog.windowTitle()
        assert dialog.windowTitle()
        dialog.close()
        person.look()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced."""
    said: list[str] = []

    listening = SimpleNamespace(isActive=lambda: True, updateAccessibility=lambda event: said.append(event.message()))
    monkeypatch.setattr(QtGui, "QAccessible", listening)
    return said


def test_the_title_of_a_page_is_announced(case: Any, heard: list[str]) -> None:
    person = case
    person.next()
    assert heard[-1] == person.screen.headline.text()
    assert person.window.windowTitle().startswith(person.screen.headline.text())
    person.window.tell("Saved as x.")
    assert heard[-1] == "Saved as x."


def test_states_are_words_and_not_only_colour(case: Any) -> None:
    person = case
    for check in person.controller.plan.step("set-up-account").checks:
        person.controller.tick("set-up-account", check.id, True)
    person.go("set-up-account")
    title = person.controller.text(person.controller.knowledge.step_by_id["set-up-account"].title)
    entries = person.window.side.list.model()
    spoken = [entries.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(entries.rowCount())]
    assert any(words.startswith(f"{title}, {person.word('Completed')}") for words in spoken)


def test_progress_on_the_start_page_is_spoken(case: Any) -> None:
    person = case
    person.menu(person.word("&Start page"))
    assert "0 / " in person.cases()[0].accessibleName()
