"""The check page before the first irreversible act: the killer checks once more, with what was entered for them."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from simexit.core.case.progress import accounts_state
from simexit.core.case.session import AccountRow
from simexit.core.knowledge.types import Check
from simexit.core.language import days
from simexit.core.plan.guard import PAUSE_POINT
from simexit.core.plan.types import PlanStep
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import Tick, button
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import column, row
from simexit.gui.widgets.panels import Panel, frame


class CheckBeforePage(Page):
    """Shown once before what cannot be undone. Going on with an open point takes a written reason."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        plan = controller.plan
        found = plan.step(plan.pause_before or "")
        assert found is not None
        self.step: PlanStep = found
        _ = self._
        self.head(
            _("Before this: {step}", step=controller.text(found.step.title)),
            _("This cannot be undone. Check each of these points once more."),
        )
        rows = column(gap=0)
        self._first_open: PlanStep | None = None
        place = 0
        for killer in PAUSE_POINT:
            owner = plan.killer_owner(killer)
            if killer not in found.needs or owner is None:
                continue
            made = self._row(killer, *owner)
            made.first = place == 0
            rows.addWidget(made)
            place += 1
        self.column.add(frame("card", rows))
        self._verdict = label("", "danger")
        self._band = frame("band-danger", column(self._verdict, margins=(2, 1.5, 2, 1.5)))
        self.column.add(self._band)
        self._good = frame(
            "band",
            column(label(_("Preparation complete. You may go on."), "accent"), margins=(2, 1.5, 2, 1.5)),
        )
        self.column.add(self._good)
        self.finish_first = button(_("Finish the open point first"), self._go_to_open, "primary")
        self.go_on = button(_("Go on anyway and say why…"), self._ask_reason, "danger")
        self.column.add(row(self.finish_first, self.go_on, gap=1.5, stretch=True))
        self._reason_box()
        self.column.finish()
        self.refresh()

    def before_next(self) -> bool:
        """Next walks on only when nothing is open or the reason is written down."""
        state = self.controller.progress.step(self.step.id)
        if state.unmet and not state.overridden:
            self._verdict.setText(
                self._.sentences(
                    self._loss_text(), self._("Finish the open point, or write down why you are going on anyway.")
                )
            )
            self.go_on.setFocus()
            return False
        return True

    def refresh(self) -> None:
        state = self.controller.progress.step(self.step.id)
        is_open = bool(state.unmet)
        self._first_open = state.unmet[0].step if is_open else None
        self._verdict.setText(self._loss_text())
        self._band.setVisible(is_open)
        self._good.setVisible(not is_open)
        self.finish_first.setVisible(is_open)
        self.go_on.setVisible(is_open and not state.overridden)
        self._given.setVisible(state.overridden)
        if state.overridden:
            reason = self.controller.case.overrides[self.step.id]
            self._given_text.setText(
                self._("You are going on anyway. Your reason, as the report shows it: “{reason}”", reason=reason.reason)
            )

    def _loss_text(self) -> str:
        controller = self.controller
        state = controller.progress.step(self.step.id)
        losses = [controller.text(controller.knowledge.killer_by_id[item.killer].loss) for item in state.unmet]
        own = [controller.text(self.step.step.loss)] if self.step.step.loss else []
        return self._.sentences(*own, *losses)

    def _row(self, killer: str, owner: PlanStep, check: Check) -> Panel:
        _, controller = self._, self.controller
        box = Tick()
        title = controller.text(controller.knowledge.killer_by_id[killer].title)
        box.setAccessibleName(title)
        box.setAccessibleDescription(controller.text(check.text))
        box.setChecked(controller.case.is_ticked(owner.id, check.id))
        box.setEnabled(not controller.only_looking)
        box.toggled.connect(lambda on: controller.tick(owner.id, check.id, on))
        values = self._values(owner)
        lines: list[QWidget] = [label(title), label(values or controller.text(check.text), "quiet")]
        there = button(_("Go there"), lambda: controller.go(owner.id), "small")
        there.setAccessibleName(_("Go to: {step}", step=controller.text(owner.step.title)))
        laid = row(
            column(box),
            column(*lines, gap=0.25),
            there,
            gap=1.5,
            margins=(1.75, 1.5, 1.75, 1.5),
        )
        laid.itemAt(0).layout().addStretch(1)
        laid.setStretch(1, 1)
        return frame("row", laid)

    def _values(self, owner: PlanStep) -> str:
        """What was entered on the step that settles it: the answer to "how does it stand?"."""
        _, controller = self._, self.controller
        parts = []
        entered = controller.case.fields.get(owner.id, {})
        for field in owner.fields:
            value = entered.get(field.id)
            if isinstance(value, str) and value:
                shown = value
                if field.kind == "choice":
                    shown = next(
                        (controller.text(choice.text) for choice in field.choices if choice.id == value), value
                    )
                elif field.kind == "date":
                    shown = days.shown(value, controller.language)
                parts.append(_("{label}: {value}", label=controller.text(field.label), value=shown))
        if owner.id == "move-codes":
            rows: list[AccountRow] = controller.case.accounts()
            if rows:
                tested, total = accounts_state(rows)
                parts.append(_("{tested} of {total} accounts tested", tested=tested, total=total))
                waiting = [account.name for account in rows if account.state != "tested"]
                if waiting:
                    parts.append(_("not tested: {names}", names=_.listed(waiting)))
        return " · ".join(parts)

    def _go_to_open(self) -> None:
        if self._first_open:
            self.controller.go(self._first_open.id)

    def _reason_box(self) -> None:
        _ = self._
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setMaximumHeight(px(90))
        self._reason.setPlaceholderText(_("Why you are going on although a point is open"))
        self._reason.setAccessibleName(_("Why you are going on although a point is open"))
        self._reason_problem = label(_("Write at least a few words: the report shows them."), "danger")
        self._reason_problem.hide()
        self._reason_holder = QWidget()
        self._reason_holder.setLayout(
            column(
                self._reason,
                self._reason_problem,
                row(button(_("Write this down and go on"), self._take_reason, "danger"), stretch=True),
            )
        )
        self.keep(self._reason, "reason")
        self._reason_holder.setHidden(not self._reason.toPlainText())
        self.column.add(self._reason_holder)
        self._given_text = label("")
        withdraw = button(_("Take it back"), self._withdraw, "small")
        self.only_look(self.go_on, self._reason_holder, withdraw)
        self._given = frame(
            "band-doubt",
            column(
                self._given_text,
                row(withdraw, stretch=True),
                margins=(2, 1.5, 2, 1.5),
            ),
        )
        self.column.add(self._given)

    def _ask_reason(self) -> None:
        self._reason_holder.show()
        self._reason.setFocus()
        self.column.ensureWidgetVisible(self._reason_holder)

    def _take_reason(self) -> None:
        reason = self._reason.toPlainText().strip()
        if len(reason) < 4:
            self._reason_problem.show()
            return
        self.controller.override(self.step.id, reason)
        self._reason.clear()
        self._reason_holder.hide()
        self.controller.next()

    def _withdraw(self) -> None:
        self.controller.withdraw_override(self.step.id)
