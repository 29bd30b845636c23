"""The shipped procedures keep every rule."""

from __future__ import annotations

from simexit.core import authoring
from simexit.core.knowledge.load import load
from simexit.core.plan.guard import PAUSE_POINT
from simexit.core.system import locations

SHIPPED = locations.CHECKOUT / "procedures"


def test_no_rule_is_broken() -> None:
    """Warnings are for maintainers: a translation that is still to be made, a price to be read again."""
    errors = [finding for finding in authoring.run(SHIPPED) if finding.severity == "error"]
    assert [finding.render(relative_to=SHIPPED) for finding in errors] == []


def test_the_killer_checks_are_those_of_the_order_guard() -> None:
    assert tuple(killer.id for killer in load(SHIPPED).killers) == PAUSE_POINT
