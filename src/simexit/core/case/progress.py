"""How far a case is: the states of steps and sittings, what to do today, what is due, what is waiting.

Always worked out from the plan, the session and today, and never trusted from a file.
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from simexit.core.case.session import AccountRow, Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Sitting
from simexit.core.plan import guard
from simexit.core.plan.dates import DAYS_AHEAD, PlannedDate, planned_dates, sitting_day
from simexit.core.plan.guard import Unmet
from simexit.core.plan.types import Plan, PlanStep

State = Literal["not-started", "in-progress", "completed", "blocked", "does-not-apply"]
"""The five states of a step or sitting; each is shown as words, never as a colour alone."""


class StepProgress(msgspec.Struct, frozen=True, kw_only=True):
    """One step: what is ticked, and what still stands in its way."""

    step: PlanStep
    state: State
    ticked: int
    total: int
    unmet: list[Unmet]
    """Killer checks that are still open before an irreversible step."""
    overridden: bool
    """The person went on all the same and wrote down why."""


class SittingProgress(msgspec.Struct, frozen=True, kw_only=True):
    """One sitting, with its day where that is known."""

    sitting: Sitting
    day: datetime.date | None
    state: State
    steps: list[StepProgress]


WhyNow = Literal["overdue", "due", "sitting", "next"]
"""Why a step is on today's list: its day is past, near, its sitting's day has come, or it simply is the next one."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do today."""

    step: PlanStep
    due: datetime.date | None
    why: WhyNow
    at_once: bool
    """It can be called done from the list: none of its checks is a killer or takes a value."""
    can_wait: bool
    """It may be put off until tomorrow: its day is not past by then."""


class LostTick(msgspec.Struct, frozen=True, kw_only=True):
    """Something ticked or written whose step or check is no longer in the plan: shown, never dropped."""

    step: str
    check: str
    on: datetime.date | None


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """The whole case today."""

    sittings: list[SittingProgress]
    today: list[Task]
    """What to do now: three at most, the nearest due first."""
    dates: list[PlannedDate]
    due: list[PlannedDate]
    """What is to be done or looked at: everything up to a week ahead whose step is open.

    A day to look, or after which something is lost, mostly follows from a step that is done (the pause is arranged, the
    PIN is made). So those of completed steps are here too, until a week after their day.
    """
    next_step: str | None
    """The first step that is not completed; None when all are."""
    done_steps: int
    total_steps: int
    lost: list[LostTick]

    def step(self, step_id: str) -> StepProgress:
        """The progress of a step of the plan.

        Raises:
            KeyError: the plan has no such step.
        """
        for sitting in self.sittings:
            for step in sitting.steps:
                if step.step.id == step_id:
                    return step
        raise KeyError(step_id)

    @property
    def closed(self) -> bool:
        """Whether every step is completed."""
        return self.next_step is None


DAYS_AFTER = 7
"""How many days after its day the date of a completed step still does."""


def progress(plan: Plan, session: Session, catalogue: Catalogue, today: datetime.date) -> Progress:
    """Work out where this case stands today."""
    steps = {step.id: _step(plan, step, session) for step in plan.steps}
    sittings = []
    for sitting in plan.sittings:
        mine = [steps[step.id] for step in plan.of_sitting(sitting.id)]
        day = sitting_day(sitting, plan, session.sitting_days)
        sittings.append(SittingProgress(sitting=sitting, day=day, state=_sitting_state(mine), steps=mine))
    dates = planned_dates(plan, session.fields, catalogue, session.sitting_days)
    open_steps = {step.id for step in plan.steps if steps[step.id].state != "completed"}
    due = [
        date
        for date in dates
        if date.day and (date.day - today).days <= DAYS_AHEAD and _is_due(date, date.day, open_steps, today)
    ]
    return Progress(
        sittings=sittings,
        today=_today(plan, sittings, dates, session, today),
        dates=dates,
        due=due,
        next_step=next((step.id for step in plan.steps if step.id in open_steps), None),
        done_steps=len(plan.steps) - len(open_steps),
        total_steps=len(plan.steps),
        lost=_lost(plan, session),
    )


MOST_TODAY = 3
"""Things on today's list: what one does in a day besides living."""


def _today(
    plan: Plan,
    sittings: list[SittingProgress],
    dates: list[PlannedDate],
    session: Session,
    today: datetime.date,
) -> list[Task]:
    """The open steps that can be done now, the nearest due first; in the order of the plan where nothing is due.

    A step can be done once those that come before it are, and nothing irreversible before its killer checks. What was
    put off stays away until its day, but never longer than it is due.
    """
    state = {step.step.id: step for sitting in sittings for step in sitting.steps}
    done = {name for name, step in state.items() if step.state == "completed"}
    soon = today + datetime.timedelta(days=DAYS_AHEAD)
    due: dict[str, datetime.date] = {}
    for date in dates:
        if date.day and date.step and date.kind != "own":
            due[date.step] = min(due.get(date.step, date.day), date.day)
    found: list[tuple[datetime.date, StepProgress, datetime.date | None, SittingProgress]] = []
    for place, sitting in enumerate(sittings):
        # What comes before a sitting has to be done by its day as well.
        later = min((one.day for one in sittings[place:] if one.day), default=None)
        early = place and any(before.state != "completed" for before in sittings[:place])
        for step in sitting.steps:
            name = step.step.id
            day = min((d for d in (due.get(name), later) if d), default=None)
            waits = any(before in state and before not in done for before in step.step.step.after)
            if name in done or step.state == "blocked" or waits or (early and not (day and day <= soon)):
                continue
            put_off = session.put_off.get(name)
            if put_off and put_off > today and not (day and day <= today):
                continue
            found.append((day if day and day <= soon else datetime.date.max, step, day, sitting))
    found.sort(key=lambda one: one[0])
    return [
        Task(
            step=step.step,
            due=day,
            why=_why(day, name_due=due.get(step.step.id), sitting=sitting.day, today=today, soon=soon),
            at_once=not any(check.killer for check in step.step.checks) and not step.step.fields,
            can_wait=day is None or day > today,
        )
        for _, step, day, sitting in found[:MOST_TODAY]
    ]


def _why(
    day: datetime.date | None,
    *,
    name_due: datetime.date | None,
    sitting: datetime.date | None,
    today: datetime.date,
    soon: datetime.date,
) -> WhyNow:
    if day and day < today:
        return "overdue"
    if name_due and name_due <= soon:
        return "due"
    return "sitting" if sitting and sitting <= soon else "next"


def _is_due(date: PlannedDate, day: datetime.date, open_steps: set[str], today: datetime.date) -> bool:
    if date.step is None or date.step in open_steps:
        return date.step is not None
    return date.kind in ("look", "deadline") and today - day <= datetime.timedelta(days=DAYS_AFTER)


def accounts_state(rows: list[AccountRow]) -> tuple[int, int]:
    """How many accounts are tested, of how many listed."""
    return sum(row.state == "tested" for row in rows), len(rows)


def _step(plan: Plan, step: PlanStep, session: Session) -> StepProgress:
    ticked = sum(session.is_ticked(step.id, check.id) for check in step.checks)
    unmet = guard.unmet(plan, step, session.checks) if step.step.irreversible else []
    overridden = step.id in session.overrides
    touched = ticked or step.id in session.notes or session.fields.get(step.id)
    state: State
    if step.id in session.skipped or (ticked == len(step.checks) and ticked):
        state = "completed"
    elif unmet and not overridden:
        state = "blocked"
    else:
        state = "in-progress" if touched else "not-started"
    return StepProgress(
        step=step, state=state, ticked=ticked, total=len(step.checks), unmet=unmet, overridden=overridden
    )


def _sitting_state(steps: list[StepProgress]) -> State:
    states = {step.state for step in steps}
    if states == {"completed"}:
        return "completed"
    if states & {"completed", "in-progress"}:
        return "in-progress"
    return "blocked" if steps[0].state == "blocked" else "not-started"


def _lost(plan: Plan, session: Session) -> list[LostTick]:
    here = {f"{step.id}/{check.id}" for step in plan.steps for check in step.checks}
    present = {step.id for step in plan.steps}
    lost = [
        LostTick(step=key.partition("/")[0], check=key.partition("/")[2], on=tick.ticked_on)
        for key, tick in session.checks.items()
        if key not in here
    ]
    ticked = {entry.step for entry in lost}
    written = [*session.fields, *session.notes, *session.skipped, *session.overrides]
    lost += [
        LostTick(step=step, check="", on=None)
        for step in dict.fromkeys(written)
        if step not in present and step not in ticked
    ]
    return lost
