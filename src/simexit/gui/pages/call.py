"""Call mode: one English sentence at a time, answers one tap away, the clock, and what to obtain before ending."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from simexit.core.knowledge.phone_numbers import spoken
from simexit.core.knowledge.types import Field, Reply
from simexit.core.language.text import Text
from simexit.gui import links, paint
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import PAGE, Theme, px
from simexit.gui.widgets.buttons import WRAPS_FROM, RowButton, button
from simexit.gui.widgets.copying import CopyButton
from simexit.gui.widgets.fields import ChoiceField, DateField, MoneyField, TextField
from simexit.gui.widgets.labels import Picture, english, heading, label
from simexit.gui.widgets.layouts import Flow, Packed, column, holder, row
from simexit.gui.widgets.notes import Growing
from simexit.gui.widgets.panels import Panel, rule
from simexit.gui.widgets.progress import Bars
from simexit.gui.widgets.scroll import Column

ANSWERS_SHOWN, FIELDS_SHOWN = 6, 4
SIDE = 400
ANY_TIME = ("Please say it again slowly.", "Please spell it.", "One moment, please.")
"""English on purpose: said as they stand."""


class Said(NamedTuple):
    """A sentence as it is shown: the direction before it, the English, its meaning."""

    when: str
    english: str
    meaning: str


class CallPage(Page):
    """One call, or a chat, from the first sentence to the dated note that it leaves."""

    wide = True
    alone = True
    """The whole window: without menus, list and line at the bottom."""

    def __init__(self, controller: Controller, step_id: str) -> None:
        super().__init__(controller)
        planned = controller.plan.step(step_id)
        assert planned is not None
        self.planned = planned
        _ = self._
        self._began = controller.now()
        script = planned.step.script
        lines = controller.knowledge.script_by_id[script].lines if script else []
        self._title = controller.text(controller.knowledge.script_by_id[script].title) if script else _("Call")
        self._sentences = [self._said(line.text) for line in lines if line.who == "you"]
        self._place = 0
        self._answering: Reply | None = None
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        self.column.hide()
        outer.addWidget(self._top())
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._main(), 1)
        body.addWidget(self._side())
        outer.addLayout(body, 1)
        self.entitle(self._title)
        clock = QTimer(self, interval=1000)
        clock.timeout.connect(self._tick)
        clock.start()
        self._tick()
        self._show()

    # --- what the window asks

    def next_text(self) -> str:
        return ""

    def focus_first(self) -> None:
        self.next_button.setFocus()

    def _said(self, text: Text) -> Said:
        controller = self.controller
        spoken_, meaning = controller.english(text), controller.meaning(text)
        found = re.match(r"\[(.*?)\]\s*(.*)", spoken_, re.S)
        when = re.match(r"[（(](.*?)[）)]\s*(.*)", meaning, re.S)
        if not found:
            return Said("", spoken_, meaning)
        told = when[1] if when else found[1] if not meaning else ""
        return Said(told or found[1], found[2], when[2] if when else meaning)

    # --- the parts

    def _top(self) -> Panel:
        _, controller = self._, self.controller
        carrier = controller.plan.carrier.name if controller.plan.carrier.kind != "none" else _("the carrier")
        call = next((action for action in self.planned.actions if action.kind == "call"), None)
        self.headline = heading(_("On a call with {carrier}", carrier=carrier), "head")
        self._clock = label("", "figure", wrap=False)
        self._clock.setAccessibleName(_("How long the call has lasted"))
        since = _("since {time}, will be noted", time=self._began.strftime("%H:%M"))
        end = button(_("End the call"), self._end, "plain", "phone-down")
        line = row(Picture("phone", (24, 24), "accent"), self.headline, gap=1.5, margins=(3, 1, 3, 1))
        if call is not None:
            line.addWidget(label(spoken(call.target), "quiet", wrap=False))
        line.setStretch(1, 1)
        line.addWidget(self._clock)
        line.addWidget(label(since, "quiet", wrap=False))
        line.addWidget(end)
        made = _Top()
        made.setLayout(line)
        return made

    def _main(self) -> QWidget:
        _ = self._
        main = Column(left=True, width=PAGE - 60, margins=(4, 3.5, 2))
        self._main_column = main
        self._bars = Bars(0, max(1, len(self._sentences)), "", bar=(34, 4))
        self._count = label("", "quiet", wrap=False)
        main.add(row(self._bars, self._count, gap=2, stretch=True))
        self._before_tag = label(_("Said"), "tag", wrap=False)
        self._before = english("", "quiet")
        before = row(self._before_tag, self._before, gap=1.25)
        before.setStretch(1, 1)
        main.add(before)
        self._now = label("", "accent")
        self._english = english("", "say")
        self._meaning = label("", "meaning")
        self._copy = CopyButton(lambda: self._english.text(), _, of=_("this sentence"))
        said = row(self._english, column(self._copy), gap=1)
        said.itemAt(1).layout().addStretch(1)
        said.setStretch(0, 1)
        words = _Accented(column(self._now, said, self._meaning, gap=0.5, margins=(3.25, 0, 0, 0)))
        main.add(words)
        self.next_button = button(_("Next sentence"), self._forward, "large-primary", after="arrow-right")
        self.back_button = button(_("The one before"), self._backward, "large", "arrow-left")
        self._hint = label(_("Space: next sentence"), "quiet")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        keys = row(self.next_button, self.back_button, self._hint, gap=1.5, margins=(3.25, 0, 0, 0))
        keys.setStretch(2, 1)
        main.add(keys)
        self._after = english("", "quiet")
        main.add(row(self._after, margins=(3.25, 0, 0, 0)))
        main.add(rule())
        self._replies = list(self.planned.replies)
        if self._replies:
            head = label(_("They say…"), "head", wrap=False)
            told = label(_("Press one: it shows what to answer, then leads back to this sentence."), "quiet")
            line = row(head, told, gap=1.25)
            line.setStretch(1, 1)
            main.add(line)
            flow = Flow(least=px(230), gap=px(10), most=3)
            self._fill(flow, self._replies[:ANSWERS_SHOWN])
            main.add(flow)
        anytime = Packed(gap=px(16), lines=px(4))
        anytime.addWidget(label(_("Any time:"), "quiet", wrap=False))
        for text in ANY_TIME:
            anytime.addWidget(button(text, lambda t=text: links.copy(t, self._), "link"))
        rest = len(self._replies) - ANSWERS_SHOWN
        if rest > 0:
            more = button(_("All {n} answers", n=len(self._replies)), lambda: self._all(flow, more), "text")
            anytime.addWidget(more)
        main.add(holder(anytime))
        main.finish()
        return main

    def _fill(self, flow: Flow, replies: list[Reply]) -> None:
        controller = self.controller
        for reply in replies:
            heard, meaning = controller.english(reply.hears), controller.meaning(reply.hears)
            first = label(meaning or heard, "table-strong")
            content = column(first, english(heard, "small") if meaning else None, gap=0.125, margins=(1.5, 1, 1.5, 1))
            content.addStretch(1)
            made = RowButton(content, meaning or heard, lambda r=reply: self._answer(r), card=True)
            made.setAccessibleDescription(heard)
            flow.addWidget(made)

    def _all(self, flow: Flow, more: QWidget) -> None:
        more.hide()
        self._fill(flow, self._replies[ANSWERS_SHOWN:])

    def _side(self) -> Panel:
        """What to obtain before hanging up, and free notes."""
        _, controller = self._, self.controller
        box = Column(left=True, width=SIDE, margins=(3.5, 2.5, 2))
        box.widget().setAutoFillBackground(False)  # the ground of the side shows through
        box.viewport().setAutoFillBackground(False)
        box.add(label(_("Before you hang up, ask for"), "head"))
        self._who = TextField("", lambda _text: None, _("the name that the agent gives"))
        box.add(self._asked(_("Who you speak to"), "Your name, please?", self._who))
        fields = [f for f in self.planned.fields if f.kind in ("text", "date", "money")][:FIELDS_SHOWN]
        for field in fields:
            box.add(self._asked(controller.text(field.label), "", self._field(field)))
        self._reference = None
        if not any(field.kind == "text" for field in fields):
            self._reference = TextField("", lambda _text: None)
            box.add(self._asked(_("Reference number"), "May I have a reference number?", self._reference))
        self._notes = Growing("", lambda _text: None, _("No PIN and no SSN here."), least=3)
        self._notes.setAccessibleName(_("Notes while you listen"))
        caption = row(Picture("pencil", (16, 16), "quiet"), label(_("Notes while you listen"), "table"), gap=1)
        caption.setStretch(1, 1)
        box.add(column(caption, self._notes, gap=0.75))
        for edit, name in ((self._who, "call-who"), (self._notes, "call-notes")):
            self.keep(edit, name)
        box.add(rule())
        box.add(label(_("After the call a dated note stays in this step."), "quiet"))
        box.finish()
        made = Panel("side")
        laid = QVBoxLayout(made)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.addWidget(box)
        made.setFixedWidth(px(SIDE) if Theme.current.scale <= WRAPS_FROM else px(SIDE * 0.8))
        return made

    def _asked(self, name: str, question: str, widget: QWidget) -> QWidget:
        widget.setAccessibleName(name)
        line = row(label(name, "table", wrap=False), english(question, "small"), gap=1)
        line.setStretch(1, 1)
        return holder(column(line, widget, gap=0.375))

    def _field(self, field: Field) -> QWidget:
        _, controller, step = self._, self.controller, self.planned.id
        value = controller.case.field_text(step, field.id)

        def changed(new: str) -> None:
            controller.set_field(step, field.id, new, typing=field.kind != "date")

        match field.kind:
            case "date":
                return DateField(value, changed, _, controller.today())
            case "money":
                return MoneyField(value, changed)
            case _other:
                return TextField(value, changed)

    # --- going through it

    def _show(self) -> None:
        _ = self._
        here = self._sentences[self._place] if self._sentences else Said("", "", "")
        number, total = self._place + 1, len(self._sentences)
        words = _("sentence {n} of {total}", n=number, total=total)
        self._bars.set_state(number, max(1, total), words)
        self._count.setText(words)
        if self._answering is not None:
            reply = self._answering
            answer = self._said(reply.answer)
            self._before_tag.setText(_("They say"))
            self._before.setText(self.controller.english(reply.hears))
            self._now.setText(answer.when or _("Answer"))
            self._english.setText(answer.english)
            self._meaning.setText(answer.meaning)
            self._after.setText(_("Then: {text}", text=self.controller.text(reply.then)))
            self.next_button.setText(_("Answered: back to sentence {n}", n=number))
            self.back_button.hide()
            self._hint.setText(_("Space: back to sentence {n}", n=number))
        else:
            before = self._sentences[self._place - 1] if self._place else None
            self._before_tag.setText(_("Said"))
            self._before_tag.setVisible(before is not None)
            self._before.setText(before.english if before else "")
            self._now.setText(here.when or _("Say now"))
            self._english.setText(here.english)
            self._meaning.setText(here.meaning)
            following = self._sentences[self._place + 1] if self._place + 1 < total else None
            self._after.setText(_("Next: {text}", text=following.english) if following else _("This is the last one."))
            self.next_button.setText(_("Next sentence"))
            self.back_button.show()
            self.back_button.setEnabled(self._place > 0)
            self._hint.setText(_("Space: next sentence"))
        self._before_tag.setVisible(bool(self._before.text()))
        self._meaning.setVisible(bool(self._meaning.text()))
        self._main_column.verticalScrollBar().setValue(0)

    def _forward(self) -> None:
        if self._answering is not None:
            self._answering = None
        elif self._place + 1 < len(self._sentences):
            self._place += 1
        self._show()

    def _backward(self) -> None:
        if self._answering is None and self._place:
            self._place -= 1
            self._show()

    def _answer(self, reply: Reply) -> None:
        self._answering = reply
        self._show()
        self.next_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.window().focusWidget()
        if isinstance(focus, QLineEdit | QPlainTextEdit | ChoiceField):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._forward()
        elif event.key() == Qt.Key.Key_Backspace:
            self._backward()
        elif event.key() == Qt.Key.Key_Escape and self._answering is not None:
            self._forward()
        elif 0 <= (place := event.key() - Qt.Key.Key_1) < min(ANSWERS_SHOWN, len(self._replies)):
            self._answer(self._replies[place])
        else:
            super().keyPressEvent(event)

    def _tick(self) -> None:
        seconds = int((self.controller.now() - self._began).total_seconds())
        self._clock.setText(f"{seconds // 60:02d}:{seconds % 60:02d}")

    def _end(self) -> None:
        """Leave a dated note in the step, below what stands there."""
        _, controller, step = self._, self.controller, self.planned.id
        now = controller.now()
        minutes = max(1, round((now - self._began).total_seconds() / 60))
        who, free = self._who.text().strip(), self._notes.toPlainText().strip()
        reference = self._reference.text().strip() if self._reference is not None else ""
        parts = [
            _(
                "{date} {time}: call, {duration}",
                date=now.date().isoformat(),
                time=self._began.strftime("%H:%M"),
                duration=_.many("{n} minute", "{n} minutes", minutes),
            ),
            _("spoke to {name}", name=who) if who else "",
            _("reference {number}", number=reference) if reference else "",
        ]
        note = ", ".join(part for part in parts if part) + "."
        before = controller.case.notes.get(step, "").strip()
        controller.set_note(step, "\n".join(part for part in (before, note, free) if part))
        for name in ("call-who", "call-notes"):
            controller.loose.pop(f"{controller.page}/{name}", None)
        controller.page_changed.emit(controller.page)


class _Top(Panel):
    """The line at the top, on the ground of a card."""

    def __init__(self) -> None:
        super().__init__("top")
        self.setMinimumHeight(px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), paint.color("card"))
        super().paintEvent(event)


class _Accented(QWidget):
    """What is to be said now, with the accent at its left."""

    def __init__(self, layout: QVBoxLayout) -> None:
        super().__init__()
        self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(0, 0, px(4), self.height()), paint.color("accent"))
