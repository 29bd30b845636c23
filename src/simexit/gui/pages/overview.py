"""The overview: the way out and why, the dates that matter, what it will cost, what cannot be undone, what is next."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from simexit.core.case.session import FieldValue
from simexit.core.knowledge.types import Field
from simexit.core.language import days
from simexit.core.language.messages import show_date
from simexit.core.plan.dates import PlannedDate
from simexit.gui.controller import ANSWERS, Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import button
from simexit.gui.widgets.facts import fact_box, source_line
from simexit.gui.widgets.fields import Line
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import column, row
from simexit.gui.widgets.panels import frame

COST_STEP = "count-cost"
"""The step whose facts say what ending the line costs."""

DATES_SHOWN = 5


class OverviewPage(Page):
    """Home of a case."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        _, plan = self._, controller.plan
        self.head(controller.text(plan.route.title), controller.text(plan.route.why))
        self._next_thing()
        for notice in plan.notices:
            self.column.add(
                frame(
                    "band-doubt",
                    column(label(_(notice.message, **notice.values)), margins=(2, 1.5, 2, 1.5)),
                )
            )
        self._alerts()
        for part in (self._dates, self._cost, self._losses, self._lost_ticks, self._line_name):
            self.later(part)

    def footer_link(self) -> tuple[str, Callable[[], object]] | None:
        if self.controller.only_looking:
            return None
        return self._("Change my answers"), lambda: self.controller.go(ANSWERS)

    def _next_thing(self) -> None:
        _, controller = self._, self.controller
        step_id = controller.progress.next_step
        self.section(_("The next thing to do"))
        if step_id is None:
            self.column.add(
                frame(
                    "card",
                    column(
                        label(_("Everything is done. Keep the report."), "strong"),
                        margins=(2.25, 2, 2.25, 2),
                    ),
                )
            )
            return
        state = controller.progress.step(step_id)
        told = (
            _("{ticked} of {total} points ticked", ticked=state.ticked, total=state.total)
            if state.ticked
            else controller.text(state.step.step.why)
        )
        go = button(
            _("Go on") if controller.progress.done_steps or state.ticked else _("Begin"),
            lambda: controller.go(step_id),
            "primary",
        )
        line = row(
            column(label(controller.text(state.step.step.title), "strong"), label(told, "quiet"), gap=0.5),
            go,
            gap=2,
            margins=(2.25, 2, 2.25, 2),
        )
        line.setStretch(0, 1)
        line.setAlignment(go, Qt.AlignmentFlag.AlignVCenter)
        self.column.add(frame("card", line))

    def _alerts(self) -> None:
        _, controller = self._, self.controller
        if not controller.plan.alerts:
            return
        self.section(_("Know this before you begin"))
        for alert in controller.plan.alerts:
            lines = [
                label(controller.text(alert.text)),
                label(source_line(alert.fact.fact, alert.fact.read, _), "quiet"),
            ]
            asked = alert.fact.status == "ask"
            if asked:
                lines.insert(0, label(_("reported"), "tag-doubt", wrap=False))
            self.column.add(frame("asked" if asked else "known", column(*lines, gap=0.4, margins=(2, 0.25, 0, 0.25))))

    def _dates(self) -> None:
        _, controller = self._, self.controller
        dates = controller.progress.dates
        today = controller.today()
        known = [date for date in dates if date.day and date.day >= today][:DATES_SHOWN]
        past = [date for date in dates if date.day and date.day < today]
        if not dates:
            return
        self.section(_("Dates that matter"))
        if known:
            holder = QWidget()
            when = row(
                *(self._centred(show_date(date.day, controller.language, short=True)) for date in known if date.day),
                gap=0.5,
            )
            titles = row(*(self._centred(controller.text(date.title), quiet=True) for date in known), gap=0.5)
            for layout in (when, titles):
                for place in range(layout.count()):
                    layout.setStretch(place, 1)
            holder.setLayout(column(when, titles, gap=0.25))
            self.column.add(holder)
        if past:
            text = _.apart(self._spoken(date) for date in past)
            self.column.add(label(_("Past dates: {dates}", dates=text), "quiet"))
        waiting = [controller.text(date.title) for date in dates if date.day is None]
        if waiting:
            self.column.add(label(_("Day not known yet: {dates}", dates=_.apart(dict.fromkeys(waiting))), "quiet"))

    def _centred(self, text: str, *, quiet: bool = False) -> QWidget:
        made = label(text, "quiet" if quiet else "body")
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        return made

    def _spoken(self, date: PlannedDate) -> str:
        assert isinstance(date.day, datetime.date)
        return f"{show_date(date.day, self.controller.language)} {self.controller.text(date.title)}"

    def _cost(self) -> None:
        _, controller = self._, self.controller
        step = controller.plan.step(COST_STEP)
        if step is None:
            return
        topics = controller.knowledge.topic_by_id
        shown = {}
        for fact in step.facts:
            if fact.fact.topic in topics:
                shown.setdefault(fact.fact.topic, fact)
        if not shown:
            return
        self.section(_("What it will cost"))
        for fact in list(shown.values())[:3]:
            self.column.add(fact_box(fact, controller))
        self.column.add(row(button(_("More about the cost"), lambda: controller.go(COST_STEP), "link"), stretch=True))

    def _losses(self) -> None:
        controller = self.controller
        steps = [step for step in controller.plan.steps if step.step.irreversible and step.step.loss]
        if not steps:
            return
        self.section(self._("What cannot be undone"))
        lines = []
        for step in steps:
            link = button(controller.text(step.step.title), lambda s=step.id: controller.go(s), "link")
            lines.append(
                column(
                    row(link, stretch=True),
                    label(controller.text(step.step.loss or {})),
                    gap=0.1,
                )
            )
        self.column.add(frame("loss", column(*lines, gap=1, margins=(2, 0.5, 0, 0.5))))

    def _lost_ticks(self) -> None:
        """Ticks and texts whose step has left the plan stay visible."""
        _, controller = self._, self.controller
        lost = controller.progress.lost
        if not lost:
            return
        self.section(_("Kept from steps that have changed or left your plan"))
        lines = []
        for entry in dict.fromkeys(item.step for item in lost):
            step = controller.knowledge.step_by_id.get(entry)
            title = controller.text(step.title) if step else entry
            ticks = [item for item in lost if item.step == entry and item.check]
            note = controller.case.notes.get(entry, "")
            case, kinds = controller.case, {field.id: field for field in step.fields} if step else {}
            values = [self._entered(value, kinds.get(key)) for key, value in case.fields.get(entry, {}).items()]
            reasons = [case.skipped.get(entry, ""), case.overrides[entry].reason if entry in case.overrides else ""]
            parts = [_.many("{n} tick", "{n} ticks", len(ticks)) if ticks else "", *values, note, *reasons]
            lines.append(label(_("{label}: {value}", label=title, value=" · ".join(filter(None, parts))), "quiet"))
        self.column.add(frame("band", column(*lines, gap=0.5, margins=(2, 1.5, 2, 1.5))))

    def _entered(self, value: FieldValue, field: Field | None) -> str:
        """What was entered into a field, in words."""
        if isinstance(value, list):
            return self._.listed(account.name for account in value)
        choices = field.choices if field else []
        named = next((self.controller.text(choice.text) for choice in choices if choice.id == value), value)
        return days.shown(named, self.controller.language) if field and field.kind == "date" else named

    def _line_name(self) -> None:
        _, controller = self._, self.controller
        self.section(_("What you call this line"))
        field = Line(controller.case.line)
        field.setPlaceholderText(_("for example: my main number, tablet"))
        field.setAccessibleName(_("What you call this line"))
        field.setMaximumWidth(px(420))
        field.setReadOnly(controller.only_looking)
        field.textEdited.connect(controller.rename_line)
        self.column.add(field)
