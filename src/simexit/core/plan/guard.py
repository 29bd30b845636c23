"""The order guard: nothing irreversible before the killer checks that it needs.

Two sides of one rule. `broken_promises` looks at a plan before anyone has ticked anything: is the order right?
`unmet` looks at a session: which killer checks are still open before this step?
"""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from simexit.core.model import Check
from simexit.core.plan.model import Plan, PlanStep

PAUSE_POINT = ("number-settled", "codes-moved", "records-saved", "bill-payable", "phone-free")
"""The five killer checks, in the order in which the check page repeats them."""


class Unmet(NamedTuple):
    """A killer check that is still open, with the step where it is settled."""

    killer: str
    step: PlanStep
    check: Check


def broken_promises(plan: Plan) -> list[str]:
    """What is wrong with the order of a plan; empty for every plan that may be shown."""
    wrong = []
    seen_steps: set[str] = set()
    seen_killers: set[str] = set()
    all_killers = {check.killer for step in plan.steps for check in step.checks if check.killer}
    for step in plan.steps:
        here = {check.killer for check in step.checks if check.killer}
        if step.step.irreversible:
            missing = sorted((set(PAUSE_POINT) & all_killers) - seen_killers)
            wrong += [f"{step.id} cannot be undone and comes before {killer}" for killer in missing]
            undeclared = sorted((set(PAUSE_POINT) & all_killers) - set(step.needs))
            wrong += [f"{step.id} cannot be undone and does not need {killer}" for killer in undeclared]
        later = [before for before in step.step.after if before not in seen_steps and plan.step(before)]
        wrong += [f"{step.id} comes before {before}" for before in later]
        seen_steps.add(step.id)
        seen_killers |= here
    return wrong


def unmet(plan: Plan, step: PlanStep, ticked: Container[str]) -> list[Unmet]:
    """The killer checks that must still be settled before this step, in the order of the check page.

    Args:
        plan: the plan that the step is of.
        step: any step; only irreversible ones need anything.
        ticked: `step-id/check-id` of everything that is ticked.
    """
    found = []
    for killer in sorted(step.needs, key=_position):
        owner = plan.killer_owner(killer)
        if owner and f"{owner[0].id}/{owner[1].id}" not in ticked:
            found.append(Unmet(killer, *owner))
    return found


def _position(killer: str) -> int:
    return PAUSE_POINT.index(killer) if killer in PAUSE_POINT else len(PAUSE_POINT)
