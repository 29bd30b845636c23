"""How facts are shown: what is known in one line each, what is doubtful as a question with a field for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from simexit.core.knowledge.links import is_official
from simexit.core.plan.types import OpenTopic, ShownFact
from simexit.gui.controller import Controller
from simexit.gui.widgets.buttons import button
from simexit.gui.widgets.copying import CopyButton
from simexit.gui.widgets.fields import Line
from simexit.gui.widgets.labels import Picture, label
from simexit.gui.widgets.layouts import column, holder, row
from simexit.gui.widgets.panels import Panel, rule


def known_list(facts: list[ShownFact], controller: Controller) -> QWidget:
    """What is known: one sentence each, with the mark that opens its source."""
    from simexit.gui.widgets.source import SourceMark

    lines = column(gap=1)
    for place, shown in enumerate(facts):
        if place:
            lines.addWidget(rule())
        mark = column(SourceMark(shown, controller))
        mark.addStretch(1)
        parts: list[QWidget] = [label(controller.text(shown.fact.says), "table")]
        if said := controller.said_by_carrier(shown.key):
            parts.append(label(controller.words("They answered: {answer}", answer=said), "quiet"))
        line = row(column(*parts, gap=0.25), mark, gap=1)
        line.setStretch(0, 1)
        lines.addLayout(line)
    return holder(lines)


class Doubt(Panel):
    """Something reported or not known: the English words to ask, and a field for the answer that opens below."""

    def __init__(
        self,
        key: str,
        title: str,
        says: str,
        question: dict[str, str] | None,
        shown: ShownFact | None,
        controller: Controller,
        opened: Callable[[QWidget], object],
    ) -> None:
        super().__init__("band-doubt")
        _ = controller.words
        self._key, self._controller, self._opened = key, controller, opened
        english = controller.english(question) if question else ""
        head = row(label(title, "doubt", wrap=False), label(says), gap=1.75)
        head.setStretch(1, 1)
        lines = column(head, gap=0.25)
        if english:
            lines.addWidget(label(_("Ask: {question}", question=english), "quiet"))
            meaning = controller.meaning(question) if question else ""
            if meaning:
                lines.addWidget(label(meaning, "small"))
        self._said = label("", "quiet")
        lines.addWidget(self._said)
        buttons = row(gap=0.5)
        if english:
            buttons.addWidget(CopyButton(english, _))
        if shown is not None:
            from simexit.gui.widgets.source import SourceMark

            buttons.addWidget(SourceMark(shown, controller))
        self._answer_button = button(_("Write the answer"), self._open, "small", "pencil")
        buttons.addWidget(self._answer_button)
        side = column(buttons)
        side.addStretch(1)
        mark = column(Picture("ask", (20, 20), "doubt"), margins=(0, 0.125, 0, 0))
        mark.addStretch(1)
        top = row(mark, lines, side, gap=1.25)
        top.setStretch(1, 1)
        self.answer = Line(controller.said_by_carrier(key))
        self.answer.setPlaceholderText(_("What they answered"))
        self.answer.setAccessibleName(_("What they answered to: {question}", question=english or says))
        self.answer.setReadOnly(controller.only_looking)
        self.answer.textEdited.connect(self._typed)
        self.answer.editingFinished.connect(self._show)
        self._field = holder(row(self.answer, margins=(3.75, 0.75, 0, 0.25)))
        self._field.hide()
        self.setLayout(column(top, self._field, gap=0, margins=(2, 1.25, 1.5, 1.25)))
        self._show()

    def _open(self) -> None:
        self._field.show()
        self._answer_button.hide()
        self.answer.setFocus()
        QTimer.singleShot(0, self, lambda: self._opened(self))

    def _typed(self, text: str) -> None:
        self._controller.answer_fact(self._key, text)

    def _show(self) -> None:
        said = self.answer.text().strip()
        self._said.setText(self._controller.words("They answered: {answer}. Your plan goes by it.", answer=said))
        self._said.setVisible(bool(said))
        if said:
            self._answer_button.setText(self._controller.words("Change the answer"))


def doubt_of(shown: ShownFact, controller: Controller, opened: Callable[[QWidget], object]) -> Doubt:
    """A reported fact."""
    _, fact = controller.words, shown.fact
    differs = _("Another source differs: {text}", text=controller.text(fact.conflicts)) if fact.conflicts else ""
    says = _.sentences(controller.text(fact.says), differs) if differs else controller.text(fact.says)
    return Doubt(shown.key, _("Reported"), says, shown.question, shown, controller, opened)


def open_question(topic: OpenTopic, controller: Controller, opened: Callable[[QWidget], object]) -> Doubt:
    """Something that is not known for this carrier."""
    title = controller.text(topic.topic.title)
    return Doubt(topic.key, controller.words("Not known"), title, topic.topic.ask, None, controller, opened)


def official_addresses(shown: ShownFact, controller: Controller) -> list[str]:
    """Addresses worth a button: the source where it is official, and addresses that are the fact's value."""
    knowledge, carrier = controller.knowledge, controller.plan.carrier
    candidates = [*_strings(shown.fact.value), shown.fact.source]
    good = [text for text in candidates if text.startswith("https://") and is_official(text, carrier, knowledge.bodies)]
    return list(dict.fromkeys(good))[:3]


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for part in value for text in _strings(part)]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _strings(part)]
    return []
