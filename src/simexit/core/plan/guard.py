"""The order guard: nothing irreversible before the killer checks that it needs.

Two sides of one rule. `broken_promises` looks at a plan before anyone has ticked anything: is the order right?
`unmet` looks at a session: which killer checks are still open before this step?
"""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from simexit.core.knowledge.types import Check
from simexit.core.plan.types import Plan, PlanStep

PAUSE_POINT = ("number-settled", "codes-moved", "records-saved", "bill-payable", "phone-free")
"""The five killer checks, in the order in which the check page repeats them."""


class Unmet(NamedTuple):
    """A killer check that is still open, with the step where it is settled."""

    killer: str
    step: PlanStep
    check: Check


def required(plan: Plan) -> set[str]:
    """The killer checks that this person needs before anything irreversible, whatever the procedures happen to hold.

    Left out is only what the person has nothing to lose of: a data card has no number and no codes, who is not billed
    has no last bill.
    """
    answers, route = plan.answers, plan.route
    voice = answers.get("service") == "voice"
    if route.ends_line == "over":
        # The bought order is proof for a refund; a closed brand has nothing left to save.
        bought = plan.carrier.status != "closed"
        return {name for name, due in (("codes-moved", voice), ("records-saved", bought)) if due}
    found = {"records-saved"}
    if answers.get("reason") not in PHONE_GONE:
        found.add("phone-free")
    if voice:
        found |= {"number-settled", "codes-moved"}
    if answers.get("role") == "owner" and answers.get("billing") != "prepaid":
        found.add("bill-payable")
    return found


PHONE_GONE = ("lost",)
"""Reasons that leave no phone in the person's hands: nothing is left to unlock."""


def broken_promises(plan: Plan) -> list[str]:
    """What is wrong with the order of a plan; empty for every plan that may be shown."""
    wrong = []
    seen_steps: set[str] = set()
    seen_killers: set[str] = set()
    settled = {check.killer for step in plan.steps for check in step.checks if check.killer}
    wanted = settled & set(PAUSE_POINT)
    here = {step.id for step in plan.steps}
    for step in plan.steps:
        if step.step.irreversible:
            if plan.route.ends_line == "no":
                wrong.append(f"{step.id} cannot be undone and does not belong in {plan.route.id}")
            else:
                unsettled = sorted(required(plan) - settled)
                wrong += [f"{step.id} cannot be undone and nothing settles {killer}" for killer in unsettled]
            missing = sorted(wanted - seen_killers)
            wrong += [f"{step.id} cannot be undone and comes before {killer}" for killer in missing]
            undeclared = sorted(wanted - set(step.needs))
            wrong += [f"{step.id} cannot be undone and does not need {killer}" for killer in undeclared]
        for name in step.step.after:
            if name in here and name not in seen_steps:
                wrong.append(f"{step.id} comes before {name}")
        seen_steps.add(step.id)
        seen_killers |= {check.killer for check in step.checks if check.killer}
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
