"""Every word of the glossary can be opened from where it stands: by mouse in the text, by keyboard at the end."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel

STEP = "prepare-move"


@pytest.fixture
def on_step(case: Any) -> Any:
    case.go(STEP)
    return case


def opened(person: Any) -> str:
    """What the dialogs that are open say."""
    person.look()
    dialogs = [dialog for dialog in person.window.findChildren(QDialog) if dialog.isVisible()]
    return "\n".join(text.text() for dialog in dialogs for text in dialog.findChildren(QLabel))


def term(person: Any, name: str) -> Any:
    return next(one for one in person.controller.knowledge.terms if one.id == name)


def mouse(text: QLabel, kind: QEvent.Type) -> None:
    spot = QPointF(2, 2)
    event = QEnterEvent(spot, spot, spot) if kind == QEvent.Type.Enter else QEvent(kind)
    QApplication.sendEvent(text, event)


def a_text_with(person: Any, word: str) -> QLabel:
    return next(
        text
        for text in person.screen.findChildren(QLabel)
        if word in text.text() and getattr(text, "selectable", False) and text.isVisible()
    )


def test_a_word_in_a_text_becomes_a_link_under_the_mouse(on_step: Any) -> None:
    person = on_step
    pin = term(person, "transfer-pin")
    text = a_text_with(person, "transfer PIN")
    plain, height = text.text(), text.height()
    mouse(text, QEvent.Type.Enter)
    assert f'href="{pin.id}"' in text.text()
    person.look()
    assert text.height() == height, "nothing moves under the mouse"
    text.linkActivated.emit(pin.id)
    assert person.controller.text(pin.explain) in opened(person)
    mouse(text, QEvent.Type.Leave)
    assert text.text() == plain
    assert text.textFormat() == Qt.TextFormat.PlainText


def test_what_looks_like_markup_stays_text(on_step: Any) -> None:
    person = on_step
    text = a_text_with(person, "transfer PIN")
    text.setText("<b>transfer PIN</b> & more\nnext")
    mouse(text, QEvent.Type.Enter)
    assert "&lt;b&gt;" in text.text()
    assert "&amp; more<br>next" in text.text()
    mouse(text, QEvent.Type.Leave)
    assert text.text() == "<b>transfer PIN</b> & more\nnext"


def test_a_text_without_such_words_stays_as_it_is(on_step: Any) -> None:
    text = a_text_with(on_step, "transfer PIN")
    text.setText("Nothing here")
    mouse(text, QEvent.Type.Enter)
    assert text.textFormat() == Qt.TextFormat.PlainText
    assert text.text() == "Nothing here"


def test_the_words_follow_the_language(on_step: Any) -> None:
    person = on_step
    other = "zh-Hans" if person.controller.language == "en" else "en"
    person.controller.set_language(other)
    person.look()
    assert person.sees(term(person, "transfer-pin").term[other])
