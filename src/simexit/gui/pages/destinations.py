"""Where the number can go: the places as a table, sorted for this person, the best three first and white."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from simexit.core.language.text import pick
from simexit.core.plan.destinations import Cell, Row, compare
from simexit.core.wording import price_words
from simexit.gui.controller import ANSWERS, ASK, Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import button
from simexit.gui.widgets.labels import Picture, label
from simexit.gui.widgets.layouts import Beside, Flow, column, holder, row
from simexit.gui.widgets.option import draw_monogram, monogram
from simexit.gui.widgets.panels import Panel, frame
from simexit.gui.widgets.source import SourceMark

AT_FIRST = 5
"""Places that are shown before "all"."""
WHOLE = 1300


class DestinationsPage(Page):
    """Stands over the page from which it was opened; Back leads there."""

    wide = True
    overlay = True
    width_of_column = WHOLE
    margins = (3.0, 2.5, 2.0)

    def __init__(self, controller: Controller, *, everything: bool = False) -> None:
        super().__init__(controller)
        _ = self._
        table = compare(controller.draft, controller.knowledge, controller.today())
        self.column.body.setSpacing(px(9))
        self.head(_("Where can the number go?"), _("Sorted for what you answered. The best three are white."))
        note = row(
            Picture("ask", (16, 16), "doubt"), label(_("reported only: ask first"), "quiet", wrap=False), gap=0.75
        )
        note.addStretch(1)
        rows = table.rows if everything else table.rows[:AT_FIRST]
        if len(table.rows) > len(rows):
            more = button(_("All {n} choices", n=len(table.rows)), lambda: self.asked.emit("destinations:all"), "text")
            note.addWidget(more)
        self.column.add(note)
        for one in rows:
            self.column.add(self._row(one))
        self.column.finish()

    def next_text(self) -> str:
        return ""

    def note(self) -> str:
        return self._("Prices are before taxes. Look again before you pay.")

    def _row(self, one: Row) -> Panel:
        _, controller, language = self._, self.controller, self.controller.language
        chosen = controller.draft.get("destination") == one.place.id
        name = row(label(one.place.name, "strong", wrap=False), gap=0.75)
        plan = pick(one.place.plan, language) if one.place.plan else ""
        name.addWidget(label(plan, "quiet"), 1)
        if one.best:
            name.addWidget(label(_("best") if one.rank == 1 else _("suits you"), "tag", wrap=False))
        reasons = _.sentences(*(pick(reason, language) for reason in one.reasons))
        first = column(name, label(reasons, "small"), gap=0.25)
        cells = Flow(least=px(142), gap=px(14), most=5)
        for cell in one.cells:
            cells.addWidget(self._cell(cell, one))
        choose = button(
            _("Chosen") if chosen else _("Stay") if one.place.kind == "stay" else _("Choose"),
            lambda: self._choose(one.place.id),
            "small-primary" if one.rank == 1 and not chosen else "small",
            "check" if chosen else "",
        )
        choose.setAccessibleName(f"{choose.text()}: {one.place.name}")
        middle = Beside(holder(first), holder(cells), least=px(230), most=px(270), side=px(860), gap=px(18))
        side = column(choose)
        side.addStretch(1)
        letters = column(_Letters(one.place.name))
        letters.addStretch(1)
        line = row(letters, holder(middle), side, gap=1.5, margins=(2, 1.25, 1.5, 1.25))
        line.setStretch(1, 1)
        made = frame("card" if one.best else "quiet-card", line)
        made.chosen = one.rank == 1
        return made

    def _cell(self, cell: Cell, one: Row) -> QWidget:
        _, controller, language = self._, self.controller, self.controller.language
        if cell.text is None:
            head, after = price_words(one.price, _)
            words = column(label(head or _("Ask"), "strong"), label(after, "small") if after else None, gap=0.125)
        else:
            words = column(label(pick(cell.text, language), "table"), gap=0)
        words.addStretch(1)
        mark = Picture("check", (16, 16), "accent") if cell.mark == "yes" else None
        if cell.mark == "no":
            mark = Picture("cross", (16, 16), "quiet")
        line = row(gap=0.5)
        if mark is not None:
            beside = column(mark, margins=(0, 0.25, 0, 0))
            beside.addStretch(1)
            line.addLayout(beside)
        line.addLayout(words, 1)
        if cell.facts:
            source = SourceMark(cell.facts[0], controller)
            if cell.question is not None:
                source.set_icon("ask", "doubt")
            beside = column(source)
            beside.addStretch(1)
            line.addLayout(beside)
        elif cell.question is not None:
            beside = column(Picture("ask", (16, 16), "doubt"), margins=(0, 0.25, 0, 0))
            beside.addStretch(1)
            line.addLayout(beside)
        return holder(column(label(pick(cell.topic.title, language), "small"), line, gap=0.25))

    def _choose(self, place: str) -> None:
        controller = self.controller
        controller.answer("destination", place)
        if controller.page.startswith(ASK):
            controller.page_changed.emit(controller.page)
        else:
            controller.go(ANSWERS)  # what it changes is shown before it is taken over


class _Letters(QWidget):
    """The letters of a place on their ground."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._letters = monogram(name)
        self.setFixedSize(px(36), px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_monogram(painter, QRectF(self.rect()), self._letters)
