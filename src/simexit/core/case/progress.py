"""How far a case is: the states of steps and stages, what comes next, what is due, what is waiting.

Always worked out from the plan, the session and today, and never trusted from a file.
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from simexit.core.case.session import AccountRow, Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Stage
from simexit.core.plan import guard
from simexit.core.plan.dates import PlannedDate, planned_dates
from simexit.core.plan.guard import Unmet
from simexit.core.plan.types import Plan, PlanStep

State = Literal["not-started", "in-progress", "completed", "blocked", "does-not-apply"]
"""The five states of a step or stage; each is shown as words, never as a colour alone."""


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


class StageProgress(msgspec.Struct, frozen=True, kw_only=True):
    """One stage. Its number is its place among all seven and never changes."""

    stage: Stage
    number: int
    state: State
    steps: list[StepProgress]


class LostTick(msgspec.Struct, frozen=True, kw_only=True):
    """Something ticked or written whose step or check is no longer in the plan: shown, never dropped."""

    step: str
    check: str
    on: datetime.date | None


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """The whole case today."""

    stages: list[StageProgress]
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
        for stage in self.stages:
            for step in stage.steps:
                if step.step.id == step_id:
                    return step
        raise KeyError(step_id)

    @property
    def closed(self) -> bool:
        """Whether every step is completed."""
        return self.next_step is None


DAYS_AHEAD = 7
"""How many days before its day a date counts as due."""

DAYS_AFTER = 7
"""How many days after its day the date of a completed step still does."""


def progress(plan: Plan, session: Session, catalogue: Catalogue, today: datetime.date) -> Progress:
    """Work out where this case stands today."""
    steps = {step.id: _step(plan, step, session) for step in plan.steps}
    stages = []
    for number, stage in enumerate(plan.stages, start=1):
        mine = [steps[step.id] for step in plan.of_stage(stage.id)]
        stages.append(StageProgress(stage=stage, number=number, state=_stage_state(mine), steps=mine))
    dates = planned_dates(plan, session.fields, catalogue)
    latest = today + datetime.timedelta(days=DAYS_AHEAD)
    open_steps = {step.id for step in plan.steps if steps[step.id].state != "completed"}
    due = [date for date in dates if date.day and date.day <= latest and _is_due(date, date.day, open_steps, today)]
    return Progress(
        stages=stages,
        dates=dates,
        due=due,
        next_step=next((step.id for step in plan.steps if step.id in open_steps), None),
        done_steps=len(plan.steps) - len(open_steps),
        total_steps=len(plan.steps),
        lost=_lost(plan, session),
    )


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


def _stage_state(steps: list[StepProgress]) -> State:
    if not steps:
        return "does-not-apply"
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
