"""What changing an answer adds to a plan and removes from it, and what depended on it and wants a second look."""

from __future__ import annotations

import msgspec

from simexit.core.case.session import Session
from simexit.core.plan.types import Plan


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """The difference between two plans of one case, by step ids in plan order."""

    added: list[str]
    removed: list[str]
    removed_with_entries: list[str]
    """Of the removed steps those in which something was entered: it is kept."""
    check_again: list[str]
    """Steps that stay, have entries, and now show other checks or facts."""
    new_route: bool
    new_carrier: bool

    @property
    def empty(self) -> bool:
        """Whether the plan stays as it was."""
        return not (self.added or self.removed or self.check_again or self.new_route or self.new_carrier)


def compare(before: Plan, after: Plan, session: Session) -> Change:
    """What becomes different when `after` takes the place of `before`."""
    old, new = {step.id: step for step in before.steps}, {step.id: step for step in after.steps}
    removed = [step for step in old if step not in new]
    entered = {key.partition("/")[0] for key in session.checks}.union(
        session.fields, session.notes, session.skipped, session.overrides
    )
    check_again = [
        step
        for step in new
        if step in old
        and step in entered
        and (
            [check.id for check in old[step].checks] != [check.id for check in new[step].checks]
            or [fact.key for fact in old[step].facts] != [fact.key for fact in new[step].facts]
        )
    ]
    return Change(
        added=[step for step in new if step not in old],
        removed=removed,
        removed_with_entries=[step for step in removed if step in entered],
        check_again=check_again,
        new_route=before.route.id != after.route.id,
        new_carrier=before.carrier.slug != after.carrier.slug,
    )
