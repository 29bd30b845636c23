"""Home: how long, how far, what today, when what, what it costs, and what cannot be undone."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QWidget

from simexit.core.case.progress import Task
from simexit.core.case.session import FieldValue
from simexit.core.knowledge.types import Field
from simexit.core.language import days
from simexit.core.language.messages import show_date
from simexit.core.plan.types import PlanStep
from simexit.gui.controller import ANSWERS, Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import Theme, px
from simexit.gui.widgets.buttons import WRAPS_FROM, RowButton, button
from simexit.gui.widgets.labels import Label, Picture, heading, label
from simexit.gui.widgets.layouts import Beside, column, holder, row
from simexit.gui.widgets.panels import Panel, frame, rule
from simexit.gui.widgets.progress import Bars
from simexit.gui.widgets.tasks import TaskRow, TaskWords
from simexit.gui.widgets.timeline import Event, Stretch, Timeline

MAIN, LEAST, SIDE, GAP = 760, 480, 342, 16
EVENTS, COMING, AMOUNTS, ACTS = 6, 5, 3, 3
"""What the page holds at most, so that it never scrolls on a small laptop."""
LEAVING = "leaving_on"
SITTING = "sitting/"
"""What the ids of sittings' days begin with."""


class OverviewPage(Page):
    """Home of a case."""

    width_of_column = MAIN + GAP + SIDE
    margins = (3.0, 1.75, 1.0)
    filled_next = False

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._drawn = self._state()
        # The days of sittings are shown as such, from the sittings.
        self._dates = [date for date in controller.progress.dates if not date.id.startswith(SITTING)]
        self.column.body.setSpacing(px(14))
        self._head()
        self._notices()
        self._pair(self._today(), self._cost())
        for part in (self._line, self._second_pair, self._lost_ticks):
            self.later(part)

    def footer_link(self) -> tuple[str, Callable[[], object]] | None:
        if self.controller.only_looking:
            return None
        return self._("Change my answers"), lambda: self.controller.go(ANSWERS)

    def refresh(self) -> None:
        """Draw anew what depends on progress; not while one only types the line's name."""
        if self._state() != self._drawn:
            self.controller.page_changed.emit(self.controller.page)

    def _state(self) -> tuple[object, ...]:
        progress = self.controller.progress
        return (
            progress.done_steps,
            [(task.step.id, task.due) for task in progress.today],
            [(date.id, date.day) for date in progress.dates],
            [(sitting.state, sitting.day) for sitting in progress.sittings],
        )

    def _pair(self, left: QWidget, right: QWidget | None) -> None:
        if right is None:
            self.column.add(left)
            return
        both = Beside(left, right, least=px(LEAST), most=px(MAIN), side=px(SIDE), gap=px(GAP), equal=True)
        self.column.add(holder(both))

    # --- how long, how far

    def _head(self) -> None:
        _, controller = self._, self.controller
        title = controller.text(controller.plan.route.title)
        self.headline = heading(title)
        self.entitle(title)
        words = column(self.headline, label(controller.text(controller.plan.route.why), "why"), gap=0)
        figures = self._figures()
        if Theme.current.scale > WRAPS_FROM:
            self.column.add(column(words, figures, gap=1))
            return
        line = row(words, figures, gap=3)
        line.setStretch(0, 1)
        line.setAlignment(figures, Qt.AlignmentFlag.AlignTop)
        self.column.add(line)

    def _figures(self) -> QWidget:
        _, controller = self._, self.controller
        leaving = days.saved(controller.plan.answers.get(LEAVING))
        parts: list[QWidget] = []
        if leaving and (left := (leaving - controller.today()).days) >= 0:
            number = label(_.many("{n} day", "{n} days", left), "heading", wrap=False)
            until = label(_("until you leave, {date}", date=self._short(leaving)), "quiet", wrap=False)
            laid = column(number, until, gap=0)
            laid.setAlignment(number, Qt.AlignmentFlag.AlignRight)
            parts.append(holder(laid))
        done, total = controller.progress.done_steps, controller.progress.total_steps
        figure = label(str(done), "heading", wrap=False)
        of = label(_("of {n} steps done", n=total), "why", wrap=False)
        line = row(figure, of, gap=0.75, stretch=True)
        line.setAlignment(of, Qt.AlignmentFlag.AlignBottom)
        words = _("{done} of {total} steps done", done=done, total=total)
        parts.append(holder(column(line, Bars(done, total, words, bar=(9, 6), gap=3), gap=0.25)))
        made = row(gap=3)
        for part in parts:
            made.addWidget(part)
            made.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        return holder(made)

    def _short(self, day: datetime.date) -> str:
        return show_date(day, self.controller.language, short=True)

    def _with_weekday(self, day: datetime.date) -> str:
        name = QLocale(self.controller.language).dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
        chinese = self.controller.language.startswith("zh")
        return f"{self._short(day)} {name}" if chinese else f"{name}, {self._short(day)}"

    def _notices(self) -> None:
        _, controller = self._, self.controller
        for notice in controller.plan.notices:
            text = label(_(notice.message, **notice.values), "table")
            self.column.add(frame("band-doubt", column(text, margins=(2, 1, 2, 1))))

    # --- today

    def _today(self) -> Panel:
        _, controller = self._, self.controller
        tasks = controller.progress.today
        minutes = sum(task.step.step.minutes for task in tasks)
        number = _.many("{n} thing", "{n} things", len(tasks)) if tasks else ""
        about = _.listed([number, _.many("{n} minute", "{n} minutes", minutes)]) if tasks else ""
        title = label(_("Today"), "head", wrap=False)
        title.setPalette(label("", "accent").palette())
        head = _Head(row(title, label(about, "quiet"), gap=1.25, margins=(2, 1, 2, 1)))
        head.layout().setStretch(1, 1)  # type: ignore[attr-defined]
        if controller.plan.alerts:
            first = button(_("Know this first"), self._know_first, "text", "info")
            head.layout().addWidget(first)
        lines = column(head, gap=0, margins=(0.125, 0.125, 0.125, 0.125))
        for place, task in enumerate(tasks):
            lines.addWidget(self._task(task, first=place == 0))
        if not tasks:
            lines.addWidget(holder(column(self._nothing_today(), margins=(2, 2, 2, 2))))
        lines.addStretch(1)
        made = frame("card", lines)
        made.setAccessibleName(_("Today"))
        return made

    def _know_first(self) -> None:
        from simexit.gui.dialogs import show_facts

        facts = [alert.fact for alert in self.controller.plan.alerts]
        show_facts(self, self.controller, self._("Know this before you begin"), facts)

    def _nothing_today(self) -> Label:
        _, controller = self._, self.controller
        progress = controller.progress
        if progress.next_step is None:
            return label(_("Everything is done. Keep the report and the letter."), "strong")
        coming = [date.day for date in progress.dates if date.day and date.step and date.day > controller.today()]
        coming += [sitting.day for sitting in progress.sittings if sitting.day and sitting.day > controller.today()]
        if coming:
            return label(_("Nothing today. Next: {date}", date=self._with_weekday(min(coming))), "body")
        return label(_("Nothing today."), "body")

    def _task(self, task: Task, *, first: bool) -> TaskRow:
        _, controller, step = self._, self.controller, task.step.step
        # Only what the person's own days make late: a plan that begins today is behind with nothing.
        mine = [d for d in self._dates if d.step == task.step.id and d.kind != "look"]
        passed = [d.day for d in mine if d.day]
        late = bool(passed) and min(passed) < controller.today()
        why = controller.text(step.why) if first else ""
        if late:
            why = _("Was due on {date}: do it today", date=self._short(min(passed)))
        words = TaskWords(
            controller.text(step.title),
            why,
            _("{n} min", n=step.minutes),
            _icon_of(task.step),
            _("Start"),
            _("Done"),
            _("Tomorrow"),
            late,
        )

        def done() -> None:
            if not task.at_once:
                controller.go(task.step.id)
                return
            for check in task.step.checks:
                controller.tick(task.step.id, check.id, True)

        wait = (lambda: controller.put_off(task.step.id)) if task.can_wait else None
        return TaskRow(
            words, lambda: controller.go(task.step.id), done, wait, first=first, only_look=controller.only_looking
        )

    # --- what it costs

    def _cost(self) -> Panel | None:
        _, controller = self._, self.controller
        lines, cost, back = [], Decimal(0), Decimal(0)
        for step in controller.plan.steps:
            for field in step.fields:
                if field.kind != "money" or field.sum is None:
                    continue
                amount = _amount(controller.case.field_text(step.id, field.id))
                lines.append((controller.text(field.label), amount, step))
                if amount is not None and field.sum == "cost":
                    cost += amount
                elif amount is not None:
                    back += amount
        if not lines:
            return None
        lines.sort(key=lambda line: line[1] is None)
        unknown = sum(amount is None for _text, amount, _step in lines)
        title = label(_("What it costs"), "head", wrap=False)
        change = button(_("Change"), lambda: controller.go(lines[0][2].id), "text")
        head = row(title, gap=1)
        head.addStretch(1)
        head.addWidget(change)
        box = column(head, rule(), gap=1, margins=(2, 1, 2, 1.5))
        for text, amount, _step in lines[:AMOUNTS]:
            box.addLayout(_amount_line(text, f"${amount:,.2f}" if amount is not None else _("not yet known"), amount))
        box.addWidget(rule())
        total = _amount_line(_("So far"), f"${cost - back:,.2f}", cost, total=True)
        box.addLayout(total)
        if unknown:
            box.addWidget(label(_.many("{n} amount not entered yet", "{n} amounts not entered yet", unknown), "small"))
        box.addStretch(1)
        return frame("card", box)

    # --- when what happens

    def _line(self) -> None:
        _, controller = self._, self.controller
        today = controller.today()
        events = [Event(today, _("Today"), self._with_weekday(today), "today")]
        move = None
        for sitting in controller.progress.sittings:
            locked = any(step.step.step.irreversible for step in sitting.steps)
            if sitting.day and sitting.day > today and sitting.state != "completed":
                mark = "lock" if locked else "dot"
                events.append(
                    Event(sitting.day, controller.text(sitting.sitting.title), self._with_weekday(sitting.day), mark)
                )
                if locked and move is None:
                    move = events[-1]
        for date in self._dates:
            if date.day and date.day > today:
                mark = "plane" if date.start == LEAVING and date.kind == "own" else "dot"
                title = _("You leave") if mark == "plane" else controller.text(date.title)
                events.append(Event(date.day, title, self._with_weekday(date.day), mark))
        kept = _chosen(events)
        if len(kept) < 2:
            return
        stretches = []
        if move in kept and controller.plan.number_must_live:
            at = kept.index(move)
            carrier = controller.plan.carrier.name
            stretches = [
                Stretch(0, at, _("number at {carrier}", carrier=carrier), True),
                Stretch(at, None, _("number at its new home"), False),
            ]
        self.column.add(frame("card", column(Timeline(kept, stretches, _), gap=0, margins=(0, 0, 0, 0))))

    def _second_pair(self) -> None:
        self._pair(self._coming(), self._losses())

    def _coming(self) -> Panel:
        _, controller = self._, self.controller
        title = label(_("Coming up"), "head", wrap=False)
        calendar = button(_("Add to my calendar"), lambda: self.asked.emit("calendar"), "text", "calendar")
        head = row(title)
        head.addStretch(1)
        head.addWidget(calendar)
        box = column(head, gap=0.25, margins=(2, 1, 2, 1))
        dated: list[tuple[datetime.date, str, str, str, bool]] = []
        today = controller.today()
        for sitting in controller.progress.sittings:
            if sitting.day and sitting.day > today and sitting.state != "completed" and sitting.steps:
                minutes = sum(step.step.step.minutes for step in sitting.steps if step.state != "completed")
                locked = any(step.step.step.irreversible for step in sitting.steps)
                first = next(step.step.id for step in sitting.steps if step.state != "completed")
                dated.append(
                    (sitting.day, controller.text(sitting.sitting.title), _("{n} min", n=minutes), first, locked)
                )
        dated += [
            (date.day, controller.text(date.title), "", date.step, False)
            for date in self._dates
            if date.day and date.step and date.day > today and controller.plan.step(date.step)
        ]
        dated.sort(key=lambda entry: entry[0])
        for day, text, takes, step_id, locked in dated[:COMING]:
            box.addWidget(self._dated(day, text, takes, step_id, locked=locked))
        if not dated:
            box.addWidget(label(_("No day is known yet. Days appear as you enter them."), "quiet"))
        box.addStretch(1)
        return frame("card", box)

    def _dated(self, day: datetime.date, text: str, minutes: str, step: str, *, locked: bool) -> QWidget:
        when = label(self._with_weekday(day), "quiet")
        when.setFixedWidth(px(112))
        line = row(when, label(text, "table"), gap=0.5, margins=(0.75, 0.375, 0.75, 0.375))
        line.setStretch(1, 1)
        if locked:
            line.addWidget(Picture("lock", (16, 16), "danger"))
        if minutes:
            line.addWidget(label(minutes, "quiet", wrap=False))
        spoken = ", ".join(filter(None, (when.text(), text, minutes)))
        return RowButton(line, spoken, lambda: self.controller.go(step))

    def _losses(self) -> Panel | None:
        _, controller = self._, self.controller
        steps = [step for step in controller.plan.steps if step.step.irreversible and step.step.loss]
        if not steps:
            return None
        box = column(label(_("Cannot be undone"), "head", wrap=False), gap=1, margins=(2, 1, 2, 1.5))
        for step in steps[:ACTS]:
            icon = column(Picture("lock", (16, 16), "danger"), margins=(0, 0.25, 0, 0))
            icon.addStretch(1)
            words = column(
                label(controller.text(step.step.title), "table"),
                label(controller.text(step.step.loss or {}), "small"),
                gap=0.125,
            )
            line = row(icon, words, gap=1.25)
            line.setStretch(1, 1)
            box.addLayout(line)
        box.addStretch(1)
        return frame("card", box)

    # --- what was entered elsewhere

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


class _Head(Panel):
    """The one coloured head of the page."""

    def __init__(self, layout) -> None:  # type: ignore[no-untyped-def]
        super().__init__("head")
        self.setLayout(layout)

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QPainter, QPainterPath

        from simexit.gui.theme import color

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, px(10)), px(7), px(7))
        painter.setClipRect(self.rect())
        painter.fillPath(path, color("tint"))


def _amount(text: str) -> Decimal | None:
    """The amount that a field holds; None where it holds none, or more than a number."""
    try:
        return Decimal(text.replace("$", "").replace(",", "").strip()) if text.strip() else None
    except InvalidOperation:
        return None


def _amount_line(text: str, amount: str, known: object, *, total: bool = False):  # type: ignore[no-untyped-def]
    words = label(text, "strong" if total else "table")
    figure = label(amount, "figure" if total else "table", wrap=False)
    if known is None:
        figure.set_role("doubt")
        figure.setFont(label("", "table").font())
    line = row(words, figure, gap=1)
    line.setStretch(0, 1)
    return line


def _chosen(events: list[Event]) -> list[Event]:
    """The days that fit on the line: never without today, the move and the day of leaving."""
    events = sorted(dict.fromkeys(events), key=lambda event: event.day)
    one_a_day: dict[datetime.date, Event] = {}
    for event in events:
        if event.day not in one_a_day or event.mark != "dot":
            one_a_day[event.day] = event
    events = list(one_a_day.values())
    while len(events) > EVENTS:
        spare = [event for event in events if event.mark == "dot"]
        events.remove(spare[-1] if spare else events[-1])
    return events


def _icon_of(step: PlanStep) -> str:
    """A small sign of what is done in a step."""
    if any(field.kind == "accounts" for field in step.fields):
        return "list"
    if any(field.kind == "money" for field in step.fields):
        return "money"
    if any(action.kind == "call" for action in step.actions) and step.step.script:
        return "phone"
    if step.step.picture:
        return "device"
    return "globe" if step.actions else "file"
