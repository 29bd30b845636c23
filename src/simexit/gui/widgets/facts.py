"""How facts are shown: what is known in one line each, what is doubtful as a question with a field for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from simexit.core.knowledge.links import is_official
from simexit.core.language.messages import show_date
from simexit.core.plan.types import OpenTopic, ShownFact
from simexit.gui.controller import Controller
from simexit.gui.widgets.buttons import IconButton, button
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
        if shown.heard:
            lines.addWidget(Heard(shown, controller))
            continue
        mark = column(SourceMark(shown, controller))
        mark.addStretch(1)
        line = row(label(controller.text(shown.fact.says), "table"), mark, gap=1)
        line.setStretch(0, 1)
        lines.addLayout(line)
    return holder(lines)


class Heard(QWidget):
    """What the carrier itself has answered, with its day: it stands instead of what was reported."""

    def __init__(self, shown: ShownFact, controller: Controller) -> None:
        from simexit.gui.widgets.secret import SecretWarning
        from simexit.gui.widgets.source import SourceMark

        super().__init__()
        self._controller, self._key, _ = controller, shown.key, controller.words
        topic = controller.knowledge.topic(shown.fact.topic)
        question = shown.fact.ask or (topic.ask if topic else None)
        about = controller.text(topic.title) if topic else controller.text(shown.fact.says)
        self._said, self._on = label(shown.heard or "", "table"), label("", "small")
        self.answer = Line(shown.heard or "")
        self.answer.setAccessibleName(
            _(
                "What they answered to: {question}",
                question=controller.english(question) if question else controller.text(shown.fact.says),
            )
        )
        self.answer.textEdited.connect(self._typed)
        self._field = holder(column(self.answer, SecretWarning(self.answer, controller), gap=0.5))
        self._field.hide()
        change = IconButton("pencil", _("Change the answer"), self._open, size=16)
        change.setEnabled(not controller.only_looking)
        marks = column(row(change, SourceMark(shown, controller), gap=0))
        marks.addStretch(1)
        line = row(column(label(about, "small"), self._said, self._on, gap=0.25), marks, gap=1)
        line.setStretch(0, 1)
        self.setLayout(column(line, self._field, gap=0.5))
        self._show()

    def _open(self) -> None:
        self._field.show()
        self.answer.setFocus()

    def _typed(self, text: str) -> None:
        self._controller.answer_fact(self._key, text)
        self._said.setText(text)
        self._show()

    def _show(self) -> None:
        _, day = self._controller.words, self._controller.case.said_on(self._key)
        who = self._controller.wording.brand()
        self._on.setText(
            _("{carrier} told you so on {date}", carrier=who, date=show_date(day, self._controller.language))
            if day
            else _("Taken back: the reported fact stands again on the next page.")
        )


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
        from simexit.gui.widgets.secret import SecretWarning

        secret = SecretWarning(self.answer, controller)
        self._field = holder(column(self.answer, secret, gap=0.5, margins=(3.75, 0.75, 0, 0.25)))
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
        day = self._controller.case.said_on(self._key) or self._controller.today()
        self._said.setText(
            self._controller.words(
                "They answered on {date}: {answer}. Your plan goes by it.",
                answer=said,
                date=show_date(day, self._controller.language, short=True),
            )
        )
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
