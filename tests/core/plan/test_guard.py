"""The order guard: a table of our own of what cannot be undone and what it needs, and faults put into the procedures.

Nothing here is taken from the YAML. Every irreversible act is named by hand with answers that lead to it and the killer
checks that have to stand before it; a step added to the procedures without a line here fails the test.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import msgspec
import pytest

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Condition, Route, Step
from simexit.core.plan import guard
from simexit.core.plan.guard import PAUSE_POINT, broken_promises, unmet
from simexit.core.plan.resolve import resolve
from simexit.core.plan.types import Plan

ALL = {"number-settled", "codes-moved", "records-saved", "bill-payable", "phone-free"}
NOT_BILLED = ALL - {"bill-payable"}
NO_NUMBER = {"records-saved", "bill-payable", "phone-free"}
PHONE = {"phone-free"}
NEITHER = {"records-saved", "phone-free"}

PREPAID = {"billing": "prepaid"}
DATA = {"service": "data"}
MEMBER = {"role": "member"}
ESIM = {"sim": "esim"}
CARD = {"sim": "physical"}
GO = {"number": "release"}

TABLE: list[tuple[str, dict[str, str], set[str]]] = [
    # what cannot be undone, the answers, what has to stand before it
    ("start-transfer", {"carrier": "t-mobile", "billing": "postpaid", "number": "keep"}, ALL),
    ("start-transfer", {"carrier": "t-mobile", "number": "unsure"}, ALL),
    ("start-transfer", {"carrier": "mint-mobile", "number": "keep"}, NOT_BILLED),
    ("start-transfer", {"carrier": "verizon", "number": "keep"} | MEMBER, NOT_BILLED),
    ("start-transfer", {"carrier": "reseller", "number": "keep"}, NOT_BILLED),
    ("start-transfer", {"carrier": "att", "number": "keep", "reason": "estate", "billing": "postpaid"}, ALL),
    ("start-transfer", {"carrier": "att", "number": "keep", "reason": "cancelled", "billing": "postpaid"}, ALL),
    ("start-transfer", {"carrier": "saily", "number": "keep", "service": "voice"}, NOT_BILLED),
    ("start-transfer", {"carrier": "verizon-prepaid", "number": "keep", "reason": "lost"}, NOT_BILLED - PHONE),
    ("ask-to-cancel", {"carrier": "verizon", "billing": "postpaid"} | GO, ALL),
    ("ask-to-cancel", {"carrier": "verizon", "billing": "postpaid", "reason": "lost"} | GO, ALL - PHONE),
    ("ask-to-cancel", {"carrier": "google-fi"} | GO, ALL),
    ("ask-to-cancel", {"carrier": "t-mobile", "billing": "postpaid"} | DATA, NO_NUMBER),
    ("let-it-expire", {"carrier": "tello"} | GO, NOT_BILLED),
    ("let-it-expire", {"carrier": "att"} | PREPAID | DATA, NEITHER),
    ("ask-owner-to-act", {"carrier": "t-mobile", "billing": "postpaid"} | MEMBER | GO, NOT_BILLED),
    ("ask-owner-to-act", {"carrier": "t-mobile", "billing": "postpaid"} | MEMBER | DATA, NEITHER),
    ("ask-seller", {"carrier": "reseller"} | GO, NOT_BILLED),
    ("ask-seller", {"carrier": "mint-mobile", "role": "none"} | DATA, NEITHER),
    ("close-after-death", {"carrier": "att", "billing": "postpaid", "reason": "estate"} | GO, ALL),
    ("close-after-death", {"carrier": "att", "billing": "postpaid", "reason": "estate"} | GO | MEMBER, ALL),
    ("close-after-death", {"carrier": "att", "billing": "postpaid", "reason": "estate", "number": "release"}, ALL),
    ("close-after-death", {"carrier": "mint-mobile", "reason": "estate"} | GO, NOT_BILLED),
    ("give-military-notice", {"carrier": "verizon", "billing": "postpaid", "reason": "military"} | GO, ALL),
    ("give-military-notice", {"carrier": "verizon", "number": "keep", "reason": "military"}, ALL),
    ("give-military-notice", {"carrier": "verizon", "billing": "postpaid", "reason": "military"} | DATA, NO_NUMBER),
    ("remove-sim", {"carrier": "verizon", "billing": "postpaid"} | GO | ESIM, ALL),
    ("remove-sim", {"carrier": "tello"} | GO | ESIM, NOT_BILLED),
    ("remove-sim", {"carrier": "airalo", "service": "data"}, {"records-saved"}),
    ("remove-sim", {"carrier": "airalo", "service": "voice"} | GO, {"records-saved", "codes-moved"}),
    ("remove-sim", {"carrier": "tello"} | DATA | CARD, NEITHER),
    ("remove-sim", {"carrier": "ctexcel-us", "service": "voice"}, {"codes-moved"}),
]

IDS = [f"{name}-{number}" for number, (name, _, _) in enumerate(TABLE)]


def plan_of(answers: dict[str, str], catalogue: Catalogue, today: datetime.date) -> Plan:
    return resolve(answers, catalogue, today)


def changed(catalogue: Catalogue, step_id: str, change: Callable[[Step], Step]) -> Catalogue:
    steps = [change(step) if step.id == step_id else step for step in catalogue.steps]
    return msgspec.structs.replace(catalogue, steps=steps)


def settled_before(plan: Plan, step_id: str) -> set[str]:
    found: set[str] = set()
    for step in plan.steps:
        if step.id == step_id:
            return found
        found |= {check.killer for check in step.checks if check.killer}
    raise AssertionError(f"{step_id} is not in the plan: {[step.id for step in plan.steps]}")


def owner_of(killer: str, plan: Plan) -> str:
    owner = plan.killer_owner(killer)
    assert owner is not None
    return owner[0].id


def test_the_table_names_every_step_that_cannot_be_undone(catalogue: Catalogue) -> None:
    assert {step.id for step in catalogue.step_by_id.values() if step.irreversible} == {name for name, _, _ in TABLE}


def test_the_five_killer_checks_are_those_of_the_design(catalogue: Catalogue) -> None:
    assert set(PAUSE_POINT) == ALL == set(catalogue.killer_by_id)


@pytest.mark.parametrize(("name", "answers", "needed"), TABLE, ids=IDS)
def test_what_has_to_stand_before(
    name: str, answers: dict[str, str], needed: set[str], catalogue: Catalogue, today: datetime.date
) -> None:
    plan = plan_of(answers, catalogue, today)
    assert settled_before(plan, name) >= needed
    step = plan.step(name)
    assert step is not None
    assert set(step.needs) == needed
    assert guard.required(plan) == needed
    assert {one.killer for one in unmet(plan, step, ())} == needed
    assert broken_promises(plan) == []


@pytest.mark.parametrize(("name", "answers", "needed"), TABLE, ids=IDS)
def test_a_need_taken_away_is_found(
    name: str, answers: dict[str, str], needed: set[str], catalogue: Catalogue, today: datetime.date
) -> None:
    for killer in needed:
        less = changed(
            catalogue,
            name,
            lambda step, gone=killer: msgspec.structs.replace(step, needs=[k for k in step.needs if k != gone]),
        )
        assert f"{name} cannot be undone and does not need {killer}" in broken_promises(plan_of(answers, less, today))


@pytest.mark.parametrize(("name", "answers", "needed"), TABLE, ids=IDS)
def test_a_killer_without_its_check_is_found(
    name: str, answers: dict[str, str], needed: set[str], catalogue: Catalogue, today: datetime.date
) -> None:
    plan = plan_of(answers, catalogue, today)
    for killer in needed:
        less = changed(
            catalogue,
            owner_of(killer, plan),
            lambda step, gone=killer: msgspec.structs.replace(
                step, checks=[check for check in step.checks if check.killer != gone]
            ),
        )
        assert f"{name} cannot be undone and nothing settles {killer}" in broken_promises(plan_of(answers, less, today))


@pytest.mark.parametrize(("name", "answers", "needed"), TABLE, ids=IDS)
def test_a_killer_step_that_is_gone_is_found(
    name: str, answers: dict[str, str], needed: set[str], catalogue: Catalogue, today: datetime.date
) -> None:
    plan = plan_of(answers, catalogue, today)
    for killer in needed:
        gone = owner_of(killer, plan)
        never = Condition(is_={"carrier": "nobody"})
        less = changed(catalogue, gone, lambda step, no=never: msgspec.structs.replace(step, when=no))
        assert any(killer in sentence for sentence in broken_promises(plan_of(answers, less, today)))


@pytest.mark.parametrize(("name", "answers", "needed"), TABLE, ids=IDS)
def test_a_route_that_has_the_act_first_is_found(
    name: str, answers: dict[str, str], needed: set[str], catalogue: Catalogue, today: datetime.date
) -> None:
    """The order stands in the route; put there wrongly, the guard names every killer check that comes too late."""
    plan = plan_of(answers, catalogue, today)
    routes = [_with_first(route, name) if route.id == plan.route.id else route for route in catalogue.routes]
    wrong = plan_of(answers, msgspec.structs.replace(catalogue, routes=routes), today)
    told = broken_promises(wrong)
    assert {f"{name} cannot be undone and comes before {killer}" for killer in needed} <= set(told)


def _with_first(route: Route, name: str) -> Route:
    sittings = [
        msgspec.structs.replace(one, steps=[s for s in one.steps if name not in (s, getattr(s, "step", ""))])
        for one in route.sittings
    ]
    sittings[0] = msgspec.structs.replace(sittings[0], steps=[name, *sittings[0].steps])
    return msgspec.structs.replace(route, sittings=sittings)


@pytest.mark.parametrize(
    "answers",
    [
        {"reason": "safety"},
        {"reason": "fraud"},
        {"reason": "taken"},
        {"role": "work", "number": "keep"},
        {"number": "park", "billing": "postpaid"},
    ],
    ids=lambda answers: "-".join(answers.values()),
)
def test_where_no_line_ends_nothing_may_be_irreversible(
    answers: dict[str, str], catalogue: Catalogue, today: datetime.date
) -> None:
    answers = {"carrier": "t-mobile", **answers}
    plan = plan_of(answers, catalogue, today)
    assert plan.pause_before is None
    assert not [step.id for step in plan.steps if step.step.irreversible]
    last = plan.steps[-1].id
    worse = changed(catalogue, last, lambda step: msgspec.structs.replace(step, irreversible=True))
    sentence = f"{last} cannot be undone and does not belong in {plan.route.id}"
    assert sentence in broken_promises(plan_of(answers, worse, today))


def test_a_plan_put_into_a_wrong_order_is_found(catalogue: Catalogue, today: datetime.date) -> None:
    plan = plan_of({"carrier": "verizon", "billing": "postpaid", "number": "release"}, catalogue, today)
    first = plan.step("ask-to-cancel")
    assert first is not None
    wrong = msgspec.structs.replace(plan, steps=[first, *(step for step in plan.steps if step is not first)])
    told = broken_promises(wrong)
    assert [f"ask-to-cancel cannot be undone and comes before {killer}" for killer in sorted(ALL)] == told[:5]


def test_what_is_ticked_no_longer_stands_in_the_way(catalogue: Catalogue, today: datetime.date) -> None:
    plan = plan_of({"carrier": "t-mobile", "billing": "postpaid", "number": "keep"}, catalogue, today)
    step = plan.step("start-transfer")
    assert step is not None
    open_ones = unmet(plan, step, ())
    assert [one.killer for one in open_ones] == list(PAUSE_POINT)
    ticked: set[str] = set()
    for left, one in enumerate(open_ones, start=1):
        ticked.add(f"{one.step.id}/{one.check.id}")
        assert [two.killer for two in unmet(plan, step, ticked)] == list(PAUSE_POINT[left:])


def test_reversible_steps_need_nothing(catalogue: Catalogue, today: datetime.date) -> None:
    plan = plan_of({"carrier": "t-mobile", "number": "keep"}, catalogue, today)
    assert all(not unmet(plan, step, ()) for step in plan.steps if not step.step.irreversible)
