"""If it goes wrong: help beside the plan. Each trouble is folded; open, it says what to do, in order, and how."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from simexit.core.knowledge.types import Reply
from simexit.core.plan.beside import ShownTrouble, troubles
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import button
from simexit.gui.widgets.contact import ContactLine
from simexit.gui.widgets.copying import CopyButton
from simexit.gui.widgets.facts import doubt_of, known_list
from simexit.gui.widgets.fold import Fold
from simexit.gui.widgets.labels import english, label
from simexit.gui.widgets.layouts import column, holder, row
from simexit.gui.widgets.panels import frame, rule


class TroublePage(Page):
    """What may go wrong for this person."""

    overlay = True

    def __init__(self, controller: Controller, opened: str = "") -> None:
        super().__init__(controller)
        _ = self._
        self.head(_("If it goes wrong"), _("Nothing of this is a step. Open what fits you."))
        lines = column(gap=0, margins=(1, 0.5, 1, 0.5))
        self._opened: Fold | None = None
        for place, one in enumerate(troubles(controller.plan, controller.knowledge, controller.today())):
            if place:
                lines.addWidget(rule())
            made = Fold(controller.text(one.trouble.title), "", lambda of=one: self._inside(of), self._reveal)
            lines.addWidget(made)
            if one.trouble.id == opened:
                self._opened = made
        self.column.add(frame("card", lines))
        self.column.finish()
        if self._opened is not None:
            self.later(self._open)

    def _open(self) -> None:
        if self._opened is not None:
            self._opened.head.setChecked(True)

    def _reveal(self, opened: QWidget) -> None:
        """Show what was opened: whole if it fits, else from its top."""
        self.column.reveal(opened)
        bar, top = self.column.verticalScrollBar(), opened.mapTo(self.column.inner, QPoint(0, 0)).y()
        bar.setValue(min(bar.value(), top - px(8)))

    def next_text(self) -> str:
        return ""

    def focus_first(self) -> None:
        """The one that was looked for, if one was."""
        if self._opened is not None:
            self._opened.head.setFocus()
        else:
            super().focus_first()

    def _inside(self, one: ShownTrouble) -> list[QWidget]:
        _, controller = self._, self.controller
        steps = column(gap=0.75)
        for place, text in enumerate(one.trouble.do, start=1):
            line = row(label(f"{place}.", "quiet", wrap=False), label(controller.text(text)), gap=1)
            line.setStretch(1, 1)
            steps.addLayout(line)
        made = [holder(steps)]
        made += [ContactLine(action, controller) for action in one.actions]
        made += [self._reply(reply) for reply in one.replies]
        if known := [shown for shown in one.facts if shown.status != "ask"]:
            made.append(known_list(known, controller))
        made += [doubt_of(shown, controller, self.column.reveal) for shown in one.facts if shown.status == "ask"]
        if letter := one.trouble.letter:
            made.append(
                holder(row(button(_("A letter to send"), lambda: self._show_letter(letter), icon="mail"), stretch=True))
            )
        return made

    def _reply(self, reply: Reply) -> QWidget:
        """What they say, what to answer in English, what it means, what to do then."""
        _, controller = self._, self.controller
        answer = controller.english(reply.answer)
        copy = column(CopyButton(answer, _))
        copy.addStretch(1)
        said = row(column(english(f"“{answer}”", "strong"), _meaning(controller.meaning(reply.answer)), gap=0.25), copy)
        said.setStretch(0, 1)
        return frame(
            "known",
            column(
                label(_("They say"), "section"),
                english(f"“{controller.english(reply.hears)}”"),
                _meaning(controller.meaning(reply.hears)),
                label(_("You answer"), "section"),
                said,
                label(_("Then"), "section"),
                label(controller.text(reply.then), "table"),
                gap=0.5,
                margins=(2, 0.5, 0, 0.5),
            ),
        )

    def _show_letter(self, letter: str) -> None:
        from simexit.gui.dialogs import show_letter

        show_letter(self, self.controller, letter)


def _meaning(text: str) -> QWidget | None:
    return label(text, "quiet") if text else None
