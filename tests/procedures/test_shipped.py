"""The shipped procedures keep every rule, and what `simexit check` takes for granted agrees with how plans are made."""

from __future__ import annotations

import datetime
from functools import cache

from simexit.core.authoring.rules.reachable import witness

from simexit.core import authoring as checks
from simexit.core.authoring.rules import conditions
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.load import load
from simexit.core.plan.answers import carrier_values
from simexit.core.plan.guard import PAUSE_POINT
from simexit.core.plan.resolve import NOTHING_OFFERED, resolve
from simexit.core.system import locations

SHIPPED = locations.CHECKOUT / "procedures"
TODAY = datetime.date(2026, 11, 21)


@cache
def shipped() -> Catalogue:
    return load(SHIPPED)


def test_no_rule_is_broken() -> None:
    assert [finding.render(relative_to=SHIPPED) for finding in checks.run(SHIPPED)] == []


def test_the_killer_checks_are_those_of_the_order_guard() -> None:
    assert tuple(killer.id for killer in shipped().killers) == PAUSE_POINT


def test_conditions_look_at_what_plans_know() -> None:
    known = {*carrier_values(shipped().carriers[0]), "carrier.channels"}
    assert set(conditions.CARRIER_KEYS) == known
    assert conditions.NOTHING_OFFERED == NOTHING_OFFERED


def test_the_answers_that_lead_to_a_step_do() -> None:
    """The rule `unreachable-step` works conditions through on its own; here the plan itself confirms each answer."""
    catalogue = shipped()
    steps = [(step, None) for step in catalogue.steps]
    steps += [(step, carrier) for carrier in catalogue.carriers for step in carrier.steps]
    for step, own in steps:
        answers = witness(step, catalogue, own)
        assert answers is not None, step.id
        plan = resolve(answers, catalogue, TODAY)
        assert plan.step(step.id), (step.id, answers)
