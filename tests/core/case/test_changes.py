"""What a changed answer adds and removes, and which steps want a second look."""

from __future__ import annotations

import pytest

from simexit.core.case.changes import Change, compare
from simexit.core.knowledge.types import Condition

RELEASE = Condition(is_={"number": "release"})
KEEP = Condition(is_={"number": "keep"})


@pytest.fixture
def cases(case, make):
    return case.with_steps(
        make.step("move-away", "act", when=KEEP),
        make.step("say-goodbye", "act", when=RELEASE),
        make.step("talk", checks=[make.check("always"), make.check("goodbye", when=RELEASE)]),
        make.step("wait", topics=["number_hold"]),
    ).with_facts(make.fact("number_hold", 30, when=RELEASE))


def change(cases, session, *, before: dict[str, str], after: dict[str, str]) -> Change:
    return compare(cases.plan(**before), cases.plan(**after), session)


def test_the_same_answers_change_nothing(cases, make) -> None:
    same = change(cases, make.session(), before={"number": "keep"}, after={"number": "keep"})
    assert same.empty
    assert (same.added, same.removed, same.check_again) == ([], [], [])


def test_steps_come_and_go_in_plan_order(cases, make) -> None:
    found = change(cases, make.session(), before={"number": "keep"}, after={"number": "release"})
    assert (found.added, found.removed) == (["say-goodbye"], ["move-away"])
    assert found.new_route
    assert not found.new_carrier
    assert not found.empty
    back = change(cases, make.session(), before={"number": "release"}, after={"number": "keep"})
    assert (back.added, back.removed) == (found.removed, found.added)


@pytest.mark.parametrize("entry", ["tick", "field", "note", "skip", "override"])
def test_what_was_entered_in_a_removed_step_is_told(cases, make, entry: str) -> None:
    session = make.session()
    match entry:
        case "tick":
            session.tick("move-away", "done", make.now)
        case "field":
            session.set_field("move-away", "on", "2026-11-20", make.now)
        case "note":
            session.set_note("move-away", "remember", make.now)
        case "skip":
            session.skip("move-away", "why", make.now)
        case "override":
            session.override("move-away", "why", make.now)
    found = change(cases, session, before={"number": "keep"}, after={"number": "release"})
    assert found.removed_with_entries == ["move-away"]


def test_a_removed_step_without_entries_is_no_loss(cases, make) -> None:
    found = change(cases, make.session(), before={"number": "keep"}, after={"number": "release"})
    assert found.removed_with_entries == []


def test_steps_that_say_something_else_now_want_a_second_look(cases, make) -> None:
    session = make.session()
    answers = {"before": {"number": "keep"}, "after": {"number": "release"}}
    assert change(cases, session, **answers).check_again == []  # nothing was done there yet
    session.tick("wait", "done", make.now)
    session.tick("close-case", "done", make.now)
    session.set_note("talk", "said yes", make.now)
    assert change(cases, session, **answers).check_again == ["talk", "wait"]


def test_another_carrier_is_told(cases, make) -> None:
    found = change(cases, make.session(), before={"billing": "postpaid"}, after={"billing": "prepaid"})
    assert found.new_carrier  # the brand's other side
    assert not found.empty
