"""All answers on one page; Change goes to the question and comes straight back. What that does is shown first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from simexit.core.knowledge.types import Question
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import button
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import Beside, column, holder, row
from simexit.gui.widgets.panels import Panel, frame


class AnswersPage(Page):
    """The check-your-answers page."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        _ = self._
        self.head(_("Your answers"), _("Change what is no longer true. Nothing that you ticked or wrote is lost."))
        self._change = controller.pending_change()
        if self._change is not None:
            self._what_changes()
        rows = column(gap=0)
        for place, question in enumerate(controller.questions()):
            made = self._row(question)
            made.first = place == 0
            rows.addWidget(made)
        self.column.add(frame("card", rows))
        self.column.finish()

    def next_text(self) -> str:
        return self._("Use the changed answers") if self._change is not None else self._("Back to the plan")

    def _row(self, question: Question) -> Panel:
        _, controller = self._, self.controller
        value = controller.draft.get(question.key)
        name = controller.text(question.title)
        changed = value != controller.case.answers.get(question.key)
        shown = label(self._shown(question, value), "strong" if changed else "body")
        change = button(_("Change"), lambda: self._go(question), "text")
        change.setAccessibleName(_("Change: {question}", question=name))
        laid = row(
            holder(Beside(label(name, "quiet"), shown, least=px(220), most=px(300), side=px(330), gap=px(16))),
            change,
            gap=1.5,
            margins=(1.75, 0.5, 1.25, 0.5),
        )
        laid.setStretch(0, 1)
        return frame("row", laid)

    def _shown(self, question: Question, value: str | None) -> str:
        return self._("not answered") if value is None else self.controller.wording.answer(question, value)

    def _go(self, question: Question) -> None:
        self.controller.change_answer(question.page)

    def _what_changes(self) -> None:
        """What taking the changed answers over adds to the plan and removes from it."""
        _, controller, change = self._, self.controller, self._change
        assert change is not None
        steps = controller.knowledge.step_by_id

        def names(ids: list[str]) -> str:
            return _.apart(controller.text(steps[step].title) for step in ids)

        lines: list[QWidget] = [label(_("What this changes in your plan"), "strong")]
        if change.empty:
            lines.append(label(_("The steps stay as they are.")))
        if change.new_route:
            lines.append(label(_("The way to end your line changes.")))
        if change.added:
            lines.append(label(_("Added: {steps}", steps=names(change.added))))
        if change.removed:
            lines.append(label(_("No longer needed: {steps}", steps=names(change.removed))))
        if change.removed_with_entries:
            lines.append(label(_("What you entered there is kept and stays visible on the overview.")))
        if change.check_again:
            lines.append(label(_("Look again at: {steps}", steps=names(change.check_again))))
        undo = button(_("Leave everything as it was"), self._undo, "small")
        self.column.add(
            frame(
                "band-doubt",
                column(*lines, row(undo, stretch=True), gap=0.75, margins=(2, 1.5, 2, 1.5)),
            )
        )

    def _undo(self) -> None:
        self.controller.discard_answers()
