"""A check: box and text tick, fields beside them do not. What is to be looked for or said stands below, in English."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from simexit.core.knowledge.types import Check
from simexit.gui.controller import Controller
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import Tick
from simexit.gui.widgets.copying import CopyButton
from simexit.gui.widgets.fields import DateField
from simexit.gui.widgets.keys import keys, words_to_find
from simexit.gui.widgets.labels import english as in_english
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import Beside, column, holder, row
from simexit.gui.widgets.panels import Panel

INDENT = 4.25
"""Where the text of a check begins, in units."""


class CheckRow(Panel):
    """One check of a step with its values."""

    def __init__(
        self, check: Check, fields: list[QWidget], controller: Controller, ticked: Callable[[bool], object], *, on: bool
    ) -> None:
        super().__init__("row")
        self.box = Tick(controller.text(check.text))
        self.box.setChecked(on)
        if check.hint:
            self.box.setAccessibleDescription(controller.text(check.hint))
        below: list[QWidget] = []
        if check.hint:
            below.append(label(controller.text(check.hint), "quiet"))
        if check.say:
            below.append(_say(check.say, controller))
        beneath = column(*below, gap=0.5, margins=(INDENT, 0, 0, 0))
        left = holder(column(self.box, beneath if below else None, gap=0.375))
        outer = left
        if fields:
            values = holder(column(*fields, gap=0.75))
            outer = holder(Beside(left, values, least=px(300), most=px(900), side=px(208), gap=px(20)))
        self.setLayout(column(outer, margins=(2, 1.375, 2, 1.375)))
        self.box.toggled.connect(ticked)

    def fill_in(self, today: DateField, controller: Controller) -> None:
        """Ticking fills in the day of today, where none stands yet."""

        def fill(on: bool) -> None:
            if on and today.is_empty:
                today.set_day(controller.today())

        self.box.toggled.connect(fill)


def _say(say: dict[str, str], controller: Controller) -> QWidget:
    """English words: as keys where they are labels to look for, else as a sentence to say, with its meaning."""
    english, meaning = controller.english(say), controller.meaning(say)
    parts = words_to_find(english)
    if parts:
        return holder(column(keys(parts, controller.words), label(meaning, "small") if meaning else None, gap=0.375))
    copy = column(CopyButton(english, controller.words))
    copy.addStretch(1)
    words = column(in_english(f"“{english}”", "table"), label(meaning, "small") if meaning else None, gap=0.125)
    line = row(words, copy, gap=0.5)
    line.setStretch(0, 1)
    return holder(line)
