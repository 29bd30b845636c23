"""Ctrl+K finds steps, words and cases; the hits lead there by keyboard alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from simexit.gui.widgets.finder import Finder


def finder(person: Any) -> Finder:
    person.menu(person.word("&Find…"))
    return person.all(Finder)[0]


def test_a_step_is_found_and_opened(case: Any) -> None:
    person = case
    field = finder(person)
    person.write(field, "transfer pin")
    assert field._hits[0].kind in ("step", "word")
    step = next(hit for hit in field._hits if hit.kind == "step")
    field._hits = [step]
    field._completer.popup().hide()
    person.look()
    field.setFocus()
    person.press(Qt.Key.Key_Return)
    assert person.page == step.target
    assert field.text() == ""


def test_what_is_nowhere_is_said(case: Any) -> None:
    person = case
    field = finder(person)
    person.write(field, "zzzz")
    assert field._model.stringList() == [person.word("Nothing found")]
    field._completer.popup().hide()


def test_a_case_is_renamed_put_away_and_deleted_from_its_row(case: Any, dialogs: Any) -> None:
    person = case
    path = person.path
    person.menu(person.word("&Start page"))
    person.window._rename_case(path)
    person.look()
    person.write(person.word("What you call this number, for example: my main number, tablet"), "tablet")
    person.press(Qt.Key.Key_Return)
    assert "tablet" in person.cases()[0].accessibleName()
    person.window._put_away(path)
    person.look()
    assert person.cases()[0].role == "quiet-card"
    dialogs.answers = [person.word("Delete wholly")]
    person.window._delete_case(path)
    person.look()
    assert not path.exists()
    assert not person.cases()
