"""Ctrl+K or Ctrl+F, a few letters, Enter: a step, a word, trouble, a fact, another case."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from simexit.gui.widgets.fold import Fold

CTRL = Qt.KeyboardModifier.ControlModifier


def look_for(person: Any, text: str, key: Qt.Key = Qt.Key.Key_K) -> QListWidget:
    person.press(key, CTRL)
    field = person.window._finder
    assert field.hasFocus()
    person.write(field, text)
    found = field.found
    assert found.isVisible()
    return found


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_F])
def test_a_step_is_found_and_enter_goes_there(case: Any, key: Qt.Key) -> None:
    step = case.controller.plan.steps[3]
    look_for(case, case.controller.text(step.step.title)[:20], key)
    case.press(Qt.Key.Key_Return)
    assert case.page == step.id
    assert not case.window._finder.found.isVisible()
    assert case.window._finder.text() == ""


def test_the_arrows_choose_and_escape_gives_up(case: Any) -> None:
    page = case.page
    found = look_for(case, "pin")
    assert found.count() > 2
    case.press(Qt.Key.Key_Down)
    case.press(Qt.Key.Key_Down)
    assert found.currentRow() == 2
    case.press(Qt.Key.Key_Up)
    assert found.currentRow() == 1
    case.press(Qt.Key.Key_Escape)
    assert not found.isVisible()
    assert case.page == page


def test_trouble_opens_at_the_one_that_was_found(case: Any) -> None:
    look_for(case, "debt collector writes")
    case.press(Qt.Key.Key_Return)
    opened = [fold.head.text() for fold in case.all(Fold) if fold.head.isChecked()]
    assert opened == ["A debt collector writes"]


def test_a_click_opens_a_word(case: Any) -> None:
    found = look_for(case, "ICCID")
    case._click_at(found.viewport(), found.visualItemRect(found.item(0)).center())
    term = next(term for term in case.controller.knowledge.terms if term.term["en"].startswith("ICCID"))
    assert case.sees(case.controller.text(term.explain))


def test_nothing_found_is_said(case: Any) -> None:
    found = look_for(case, "zzzzz")
    assert found.item(0).text() == case.word("Nothing found")
    case.press(Qt.Key.Key_Return)
    assert case.page


def test_another_saved_case_is_found_from_the_start_page(start: Any, make_case: Any) -> None:
    path = make_case(change=lambda session: setattr(session, "line", "Grandmother"))
    person = start()
    look_for(person, "grandm")
    person.press(Qt.Key.Key_Return)
    assert person.path == path
