"""Everything that is known of the carrier, by topic, with a field that filters it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QWidget

from simexit.core.case.search import plain
from simexit.core.plan.beside import AboutTopic, about_carrier
from simexit.core.plan.types import ShownFact
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.widgets.copying import CopyButton
from simexit.gui.widgets.facts import Heard
from simexit.gui.widgets.fields import Line
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import column, holder, row
from simexit.gui.widgets.panels import frame, rule
from simexit.gui.widgets.source import SourceMark


class AboutCarrierPage(Page):
    """All about one carrier."""

    overlay = True

    def __init__(self, controller: Controller, at: str = "") -> None:
        super().__init__(controller)
        _ = self._
        self._topics = about_carrier(controller.plan, controller.knowledge, controller.today())
        self._at = at
        number = sum(len(topic.facts) + len(topic.others) for topic in self._topics)
        self.head(
            _("All about {carrier}", carrier=controller.wording.brand()),
            _.many("{n} thing is known, each with its source.", "{n} things are known, each with its source.", number),
        )
        self.search = Line()
        self.search.setPlaceholderText(_("Find a word in this list"))
        self.search.setAccessibleName(_("Find a word in this list"))
        self.keep(self.search, "about")
        self.column.add(self.search)
        self._nothing = label(_("Nothing of this fits. Try a shorter word, or the English one."), "quiet")
        self._nothing.hide()
        self.column.add(self._nothing)
        self._groups: list[tuple[QWidget, list[tuple[str, QWidget]]]] = []
        self.search.textChanged.connect(lambda _text: self._filter())
        self.later(self._all)

    def next_text(self) -> str:
        return ""

    def focus_first(self) -> None:
        """One comes to look something up."""
        self.search.setFocus()

    def _all(self) -> None:
        for topic in self._topics:
            self._topic(topic)
        self._filter()

    def _topic(self, topic: AboutTopic) -> None:
        controller = self.controller
        title = controller.text(topic.topic.title)
        lines = column(gap=0.75, margins=(2, 1.5, 1.5, 1.5))
        entries: list[tuple[str, QWidget]] = []
        for place, shown in enumerate((*topic.facts, *topic.others)):
            made = column(
                rule() if place else None, _fact(shown, controller, other=place >= len(topic.facts)), gap=0.75
            )
            line = holder(made)
            lines.addWidget(line)
            fact = shown.fact
            words = [title, topic.topic.title["en"], controller.text(fact.says), fact.says["en"], shown.heard or ""]
            entries.append((plain(" ".join(words)), line))
            if shown.key == self._at:
                QTimer.singleShot(0, line, lambda w=line: self.column.reveal(w))
        group = holder(column(label(title, "section"), frame("card", lines), gap=0.75))
        self.column.add(group)
        self._groups.append((group, entries))

    def _filter(self) -> None:
        wanted = plain(self.search.text()).split()
        some = False
        for group, entries in self._groups:
            found = 0
            for words, line in entries:
                fits = all(word in words for word in wanted)
                line.setVisible(fits)
                found += fits
            group.setVisible(found > 0)
            some = some or found > 0
        self._nothing.setVisible(bool(self._groups) and not some)


def _fact(shown: ShownFact, controller: Controller, *, other: bool) -> QWidget:
    """One statement with its source; what is only reported says so, and how to ask."""
    if shown.heard:
        return Heard(shown, controller)
    _ = controller.words
    doubtful = shown.status == "ask"
    tag = label(_("Reported"), "tag-doubt", wrap=False) if doubtful else None
    case = label(_("In other cases than yours"), "tag", wrap=False) if other else None
    tags = row(tag, case, gap=0.75, stretch=True) if tag or case else None
    parts: list[QWidget | QLayout | None] = [
        tags,
        label(controller.text(shown.fact.says), "table" if not other else "quiet"),
    ]
    if shown.fact.conflicts:
        differs = _("Another source differs: {text}", text=controller.text(shown.fact.conflicts))
        parts.append(label(differs, "small"))
    if shown.question is not None:
        english = controller.english(shown.question)
        ask = row(label(_("Ask: {question}", question=english), "quiet"), CopyButton(english, _), gap=0.5)
        ask.setStretch(0, 1)
        parts.append(ask)
        if meaning := controller.meaning(shown.question):
            parts.append(label(meaning, "small"))
    mark = column(SourceMark(shown, controller))
    mark.addStretch(1)
    line = row(column(*parts, gap=0.375), mark, gap=1)
    line.setStretch(0, 1)
    return holder(line)
