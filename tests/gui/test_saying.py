"""Copying says so, and what the page stood at is kept when the language changes."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication

from simexit.gui.widgets.copying import CopyButton


def test_copying_says_so_on_the_button_and_at_the_bottom(case: Any) -> None:
    person = case
    person.go("prepare-move")
    copy = person.all(CopyButton)[0]
    person.click(copy)
    text = QApplication.clipboard().text()
    assert text
    assert person.window._saved.text().startswith(person.word("Copied: {text}", text="")[:6])
    assert copy.toolTip() == person.word("Copied")


def test_the_page_stays_where_it_was_when_the_language_changes(start: Any, make_case: Any) -> None:
    person = start(make_case(), size=(1024, 640), language="en")
    person.go("set-up-account")
    bar = person.screen.column.verticalScrollBar()
    assert bar.maximum() > 100, "or this shows nothing"
    bar.setValue(100)
    person.controller.set_language("zh-Hans")
    person.look()
    assert person.screen.column.verticalScrollBar().value() == min(
        100, person.screen.column.verticalScrollBar().maximum()
    )
