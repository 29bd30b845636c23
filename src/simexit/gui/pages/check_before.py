"""The check page before the first irreversible act: what was entered for the killer checks, to read once more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from simexit.core.case.progress import accounts_state
from simexit.core.knowledge.types import Check
from simexit.core.language import days
from simexit.core.language.messages import show_date
from simexit.core.plan.guard import PAUSE_POINT
from simexit.core.plan.navigate import OVERVIEW
from simexit.core.plan.types import PlanStep
from simexit.gui import paint
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import NOTE, font, px
from simexit.gui.widgets.buttons import Button, button
from simexit.gui.widgets.labels import Picture, heading, label
from simexit.gui.widgets.layouts import Beside, column, holder, row
from simexit.gui.widgets.notes import Growing
from simexit.gui.widgets.panels import Panel, frame
from simexit.gui.widgets.secret import SecretWarning


class CheckBeforePage(Page):
    """Shown once before what cannot be undone. Going on with an open point takes a written reason."""

    centred = True
    filled_next = False
    margins = (3.5, 3.5, 3.0)

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        plan = controller.plan
        found = plan.step(plan.pause_before or "")
        assert found is not None
        self.step: PlanStep = found
        _ = self._
        owners = [(killer, plan.killer_owner(killer)) for killer in PAUSE_POINT if killer in found.needs]
        self._points = [(killer, *owner) for killer, owner in owners if owner is not None]
        title = controller.text(found.step.title)
        crumb = row(
            label(_("Before: {step}", step=title), "quiet"),
            label(_("about 1 minute"), "quiet", wrap=False),
            gap=1.25,
        )
        crumb.setStretch(0, 1)
        self.column.add(crumb)
        self.headline = heading(_("Read these {n} points once more", n=len(self._points)), "question")
        self.entitle(self.headline.text())
        self.column.body.addSpacing(-px(12))
        why = _("If one of them is not true, nothing is lost by stopping here.")
        self.column.add(column(self.headline, label(why, "why"), gap=0.25))
        rows = column(gap=0)
        self._first_button: Button | None = None
        for place, point in enumerate(self._points):
            made = self._row(*point)
            made.first = place == 0
            rows.addWidget(made)
        self.column.add(frame("card", rows))
        self._loss()
        self._ways_on()
        self._reason_box()
        self.column.finish()
        self.refresh()

    def before_next(self) -> bool:
        """Next walks on only when nothing is open or the reason is written down."""
        if self._open_points():
            self.go_on.setFocus()
            self.column.reveal(self.go_on)
            return False
        return True

    def footer_link(self) -> tuple[str, Callable[[], object]] | None:
        return self._("Not today: put it off"), self._not_today

    def _not_today(self) -> None:
        self.controller.put_off(self.step.id)
        self.controller.go(OVERVIEW)

    def _open_points(self) -> list[str]:
        state = self.controller.progress.step(self.step.id)
        return [] if state.overridden else [item.killer for item in state.unmet]

    def refresh(self) -> None:
        state = self.controller.progress.step(self.step.id)
        is_open = bool(state.unmet)
        self.settled.setVisible(not is_open or state.overridden)
        self._told.setVisible(not is_open or state.overridden)
        self.go_on.setVisible(is_open and not state.overridden)
        self._given.setVisible(state.overridden)
        if state.overridden:
            reason = self.controller.case.overrides[self.step.id]
            self._given_text.setText(
                self._("You are going on anyway. Your reason, as the report shows it: “{reason}”", reason=reason.reason)
            )

    # --- the values

    def _row(self, killer: str, owner: PlanStep, check: Check) -> Panel:
        _, controller = self._, self.controller
        settled = controller.case.is_ticked(owner.id, check.id)
        title = controller.text(controller.knowledge.killer_by_id[killer].title)
        value, more = self._value(owner, check)
        text = _("Look again") if settled else _("Do this first")
        first = not settled and self._first_button is None
        there = button(text, lambda: controller.go(owner.id), "small-primary" if first else "text")
        there.setAccessibleName(_("{button}: {case}", button=text, case=title))
        if first:
            self._first_button = there
        words = column(
            label(value, "strong" if settled else "quiet"), label(more, "quiet") if more else None, gap=0.125
        )
        name = label(title)
        both = Beside(holder(column(name)), holder(words), least=px(200), most=px(250), side=px(300), gap=px(16))
        laid = row(_Mark(settled), holder(both), there, gap=2, margins=(2.75, 1.25, 2, 1.25))
        laid.setStretch(1, 1)
        made = frame("row", laid)
        state = _("settled") if settled else _("still open")
        made.setAccessibleName(", ".join(filter(None, (title, state, value, more))))
        return made

    def _value(self, owner: PlanStep, check: Check) -> tuple[str, str]:
        """What was entered on the step that settles it, and the check itself below."""
        _, controller = self._, self.controller
        parts, more = [], []
        entered = controller.case.fields.get(owner.id, {})
        for field in owner.fields:
            value = entered.get(field.id)
            if isinstance(value, list):
                tested, total = accounts_state(value)
                parts.append(_("{total} listed, {tested} tested", tested=tested, total=total))
                waiting = [account.name for account in value if account.state != "tested"]
                if waiting:
                    more.append(_("not tested: {names}", names=_.listed(waiting)))
            elif isinstance(value, str) and value:
                shown = value
                if field.kind == "choice":
                    texts = {choice.id: controller.text(choice.text) for choice in field.choices}
                    shown = texts.get(value, value)
                elif field.kind == "date":
                    shown = days.shown(value, controller.language)
                label_ = controller.text(field.label)
                parts.append(_("{label}: {value}", label=label_, value=shown))
        ticked = controller.case.session.checks.get(f"{owner.id}/{check.id}")
        text = controller.text(check.text)
        if ticked:
            day = show_date(ticked.ticked_on, controller.language, short=True)
            more.insert(0, _("ticked on {date}", date=day))
        if not parts:
            return text, ", ".join(more)
        return ", ".join(parts[:2]), _.apart([text, *parts[2:], *more])

    # --- the one sentence, and the ways on

    def _loss(self) -> None:
        controller = self.controller
        text = controller.text(self.step.step.loss) if self.step.step.loss else ""
        line = row(Picture("lock", (20, 20), "danger"), label(text, "danger-why"), gap=1.25)
        line.setStretch(1, 1)
        self.column.add(line, space_before=0.5)

    def _ways_on(self) -> None:
        _ = self._
        self.settled = button(
            _("All of this is true: go on"), self.controller.next, "large-primary", after="arrow-right"
        )
        self._told = label(_("Nothing is sent by this program. You do it yourself, on the next page."), "quiet")
        line = row(self.settled, self._told, gap=2)
        line.setStretch(1, 1)
        self.column.add(line, space_before=0.5)
        self.go_on = button(_("Go on anyway and say why…"), self._ask_reason, "danger")
        self.column.add(row(self.go_on, stretch=True))

    def _reason_box(self) -> None:
        _ = self._
        name = _("Why you are going on although a point is open")
        self._reason = Growing("", lambda _text: None, name, least=2)
        self._reason.setAccessibleName(name)
        self._reason_problem = label(_("Write at least a few words: the report shows them."), "danger")
        self._reason_problem.hide()
        controller = self.controller
        losses = [controller.text(controller.knowledge.killer_by_id[killer].loss) for killer in self._open_points()]
        take = button(_("Write this down and go on"), self._take_reason, "danger")
        self._reason_holder = holder(
            column(
                label(_.sentences(*losses), "danger-why") if losses else None,
                self._reason,
                SecretWarning(self._reason, controller),
                self._reason_problem,
                row(take, stretch=True),
            )
        )
        self.keep(self._reason, "reason")
        self._reason_holder.setHidden(not self._reason.toPlainText())
        self.column.add(self._reason_holder)
        self._given_text = label("")
        withdraw = button(_("Take it back"), self._withdraw, "small")
        self.only_look(self.go_on, self._reason_holder, withdraw)
        self._given = frame(
            "band-doubt", column(self._given_text, row(withdraw, stretch=True), margins=(2, 1.5, 2, 1.5))
        )
        self.column.add(self._given)

    def _ask_reason(self) -> None:
        self._reason_holder.show()
        self._reason.setFocus()
        self.column.reveal(self._reason_holder)

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
        self.controller.page_changed.emit(self.controller.page)


class _Mark(QWidget):
    """A tick where a point is settled, a ring with an exclamation mark where it is open."""

    def __init__(self, settled: bool) -> None:
        super().__init__()
        self._settled = settled
        self.setFixedSize(px(24), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(px(2), px(2), -px(2), -px(2))
        if self._settled:
            paint.draw_icon(painter, "check", px(1), px(1), "accent", 22)
            return
        painter.setPen(paint.pen("doubt", 1.5))
        painter.drawEllipse(box)
        painter.setFont(font(NOTE, medium=True))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "!")
