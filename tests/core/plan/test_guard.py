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
from simexit.core.knowledge.types import Step
from simexit.core.plan import guard
from simexit.core.plan.guard import PAUSE_POINT, broken_promises, unmet
from simexit.core.plan.resolve import NoPlan, resolve
from simexit.core.plan.types import Plan

ALL = {"number-settled", "codes-moved", "records-saved", "bill-payable", "phone-free"}
NOT_BILLED = ALL - {"bill-payable"}
NO_NUMBER = {"records-saved", "bill-payable", "phone-free"}
NEITHER = {"records-saved", "phone-free"}

LEAVING = {"where": "leaving"}
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
    ("start-transfer", {"carrier": "att", "number": "keep", "reason": "military", "billing": "postpaid"}, ALL),
    ("start-transfer", {"carrier": "att", "number": "keep", "reason": "estate", "billing": "postpaid"}, ALL),
    ("ask-to-cancel", {"carrier": "verizon", "billing": "postpaid"} | GO, ALL),
    ("ask-to-cancel", {"carrier": "google-fi"} | GO, ALL),
    ("ask-to-cancel", {"carrier": "t-mobile", "billing": "postpaid"} | DATA, NO_NUMBER),
    ("ask-to-cancel", {"carrier": "verizon", "billing": "postpaid", "number": "keep", "lines": "all"}, ALL),
    ("let-it-expire", {"carrier": "tello"} | GO, NOT_BILLED),
    ("let-it-expire", {"carrier": "att"} | PREPAID | DATA, NEITHER),
    ("let-it-expire", {"carrier": "mint-mobile", "number": "keep", "lines": "all"}, NOT_BILLED),
    ("ask-owner-to-act", {"carrier": "t-mobile", "billing": "postpaid"} | MEMBER | GO, NOT_BILLED),
    ("ask-owner-to-act", {"carrier": "t-mobile", "billing": "postpaid"} | MEMBER | DATA, NEITHER),
    ("ask-seller", {"carrier": "reseller"} | GO, NOT_BILLED),
    ("ask-seller", {"carrier": "mint-mobile", "role": "none"} | DATA, NEITHER),
    ("close-after-death", {"carrier": "att", "billing": "postpaid", "reason": "estate"} | GO, ALL),
    ("close-after-death", {"carrier": "att", "billing": "postpaid", "reason": "estate"} | GO | MEMBER, ALL),
    ("close-after-death", {"carrier": "mint-mobile", "reason": "estate"} | GO, NOT_BILLED),
    ("give-military-notice", {"carrier": "verizon", "billing": "postpaid", "reason": "military"} | GO, ALL),
    ("give-military-notice", {"carrier": "verizon", "billing": "postpaid", "reason": "military"} | DATA, NO_NUMBER),
    ("close-paying-card", {"carrier": "verizon", "billing": "postpaid"} | GO | LEAVING, ALL),
    ("close-paying-card", {"carrier": "tello"} | GO | LEAVING, NOT_BILLED),
    ("delete-esim", {"carrier": "verizon", "billing": "postpaid"} | GO | ESIM, ALL),
    ("delete-esim", {"carrier": "tello"} | GO | ESIM, NOT_BILLED),
    ("delete-esim", {"carrier": "airalo", "service": "data"}, {"records-saved"}),
    ("delete-esim", {"carrier": "airalo", "service": "voice"}, {"records-saved", "codes-moved"}),
    ("destroy-sim", {"carrier": "verizon", "billing": "postpaid"} | GO | CARD, ALL),
    ("destroy-sim", {"carrier": "tello"} | DATA | CARD, NEITHER),
    ("destroy-sim", {"carrier": "ctexcel-us", "service": "voice"}, {"codes-moved"}),
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


def owner_of(killer: str, catalogue: Catalogue) -> str:
    return next(step.id for step in catalogue.steps for check in step.checks if check.killer == killer)


def test_the_table_names_every_step_that_cannot_be_undone(catalogue: Catalogue) -> None:
    assert {step.id for step in catalogue.step_by_id.values() if step.irreversible} == {name for name, _, _ in TABLE}


def test_the_five_killer_checks_are_those_of_the_design(catalogue: Catalogue) -> None:
    assert set(PAUSE_POINT) == ALL == set(catalogue.killer_by_id)


@pytest.mark.parametrize(("name", "answers", "needed"), TABLE, ids=IDS)
def test_what_has_to_stand_before(
    name: str, answers: dict[str, str], needed: set[str], catalogue: Catalogue, today: datetime.date
) -> None:
    plan = plan_of(answers, catalogue, today)
    assert settled_before(plan, name) == needed
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
    for killer in needed:
        less = changed(
            catalogue,
            owner_of(killer, catalogue),
            lambda step, gone=killer: msgspec.structs.replace(
                step, checks=[check for check in step.checks if check.killer != gone]
            ),
        )
        assert f"{name} cannot be undone and nothing settles {killer}" in broken_promises(plan_of(answers, less, today))


@pytest.mark.parametrize(("name", "answers", "needed"), TABLE, ids=IDS)
def test_a_killer_step_that_is_gone_is_found(
    name: str, answers: dict[str, str], needed: set[str], catalogue: Catalogue, today: datetime.date
) -> None:
    for killer in needed:
        gone = owner_of(killer, catalogue)
        less = msgspec.structs.replace(catalogue, steps=[step for step in catalogue.steps if step.id != gone])
        assert any(killer in sentence for sentence in broken_promises(plan_of(answers, less, today)))


@pytest.mark.parametrize(("name", "answers", "needed"), TABLE, ids=IDS)
def test_the_needs_alone_keep_the_order(
    name: str, answers: dict[str, str], needed: set[str], catalogue: Catalogue, today: datetime.date
) -> None:
    """Without any `after`, and in the first stage, what cannot be undone still waits for its killer checks."""
    early = changed(catalogue, name, lambda step: msgspec.structs.replace(step, after=[], stage=catalogue.stages[0].id))
    first = [step for step in early.steps if step.id == name]
    early = msgspec.structs.replace(early, steps=first + [step for step in early.steps if step.id != name])
    assert settled_before(plan_of(answers, early, today), name) == needed


def test_steps_in_any_order_of_the_files_give_a_right_order(catalogue: Catalogue, today: datetime.date) -> None:
    backwards = msgspec.structs.replace(catalogue, steps=catalogue.steps[::-1])
    for _, answers, _ in TABLE:
        assert broken_promises(plan_of(answers, backwards, today)) == []


def test_an_after_turned_round_turns_the_two_steps_round(catalogue: Catalogue, today: datetime.date) -> None:
    answers = {"carrier": "t-mobile", "billing": "postpaid", "number": "keep"}
    before = [step.id for step in plan_of(answers, catalogue, today).steps]
    assert before.index("get-port-data") < before.index("get-transfer-pin")
    swapped = changed(
        catalogue,
        "get-transfer-pin",
        lambda step: msgspec.structs.replace(step, after=[name for name in step.after if name != "get-port-data"]),
    )
    swapped = changed(
        swapped, "get-port-data", lambda step: msgspec.structs.replace(step, after=[*step.after, "get-transfer-pin"])
    )
    plan = plan_of(answers, swapped, today)
    after = [step.id for step in plan.steps]
    assert after.index("get-transfer-pin") < after.index("get-port-data") < after.index("start-transfer")
    assert broken_promises(plan) == []


def test_steps_that_wait_for_each_other_give_no_plan(catalogue: Catalogue, today: datetime.date) -> None:
    circular = changed(
        catalogue, "lift-locks", lambda step: msgspec.structs.replace(step, after=[*step.after, "start-transfer"])
    )
    with pytest.raises(NoPlan, match=r"lift-locks.*start-transfer"):
        plan_of({"carrier": "t-mobile", "number": "keep"}, circular, today)
    # Nobody else is concerned.
    assert plan_of({"carrier": "tello", "number": "release"}, circular, today).steps


def test_a_killer_step_that_waits_for_the_act_gives_no_plan(catalogue: Catalogue, today: datetime.date) -> None:
    circular = changed(
        catalogue, "save-bills", lambda step: msgspec.structs.replace(step, after=[*step.after, "ask-to-cancel"])
    )
    with pytest.raises(NoPlan, match=r"ask-to-cancel.*save-bills"):
        plan_of({"carrier": "verizon", "number": "release"}, circular, today)


@pytest.mark.parametrize(
    "answers",
    [{"reason": "safety"}, {"reason": "fraud"}, {"number": "park", "billing": "postpaid"}],
    ids=lambda answers: "-".join(answers.values()),
)
def test_where_no_line_ends_nothing_may_be_irreversible(
    answers: dict[str, str], catalogue: Catalogue, today: datetime.date
) -> None:
    answers = {"carrier": "t-mobile", **answers}
    plan = plan_of(answers, catalogue, today)
    assert plan.pause_before is None
    assert not [step.id for step in plan.steps if step.step.irreversible]
    worse = changed(catalogue, "close-case", lambda step: msgspec.structs.replace(step, irreversible=True))
    sentence = f"close-case cannot be undone and does not belong in {plan.route.id}"
    assert sentence in broken_promises(plan_of(answers, worse, today))


def test_a_plan_put_into_a_wrong_order_is_found(catalogue: Catalogue, today: datetime.date) -> None:
    plan = plan_of({"carrier": "verizon", "billing": "postpaid", "number": "release"}, catalogue, today)
    first = plan.step("ask-to-cancel")
    assert first is not None
    wrong = msgspec.structs.replace(plan, steps=[first, *(step for step in plan.steps if step is not first)])
    told = broken_promises(wrong)
    assert [f"ask-to-cancel cannot be undone and comes before {killer}" for killer in sorted(ALL)] == told[:5]
    assert "ask-to-cancel comes before choose-channel" in told


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
