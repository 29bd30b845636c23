"""Situations in which people lost a number, money or access: what the plan has to hold for each kind.

Each is tried over several carriers and answers, because the kind is meant and not the case.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator

import pytest

from simexit.core.case.progress import progress
from simexit.core.case.session import Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.find import find
from simexit.core.knowledge.verify import verify
from simexit.core.plan.dates import planned_dates
from simexit.core.plan.resolve import resolve, unused
from simexit.core.plan.types import Plan

TODAY = datetime.date(2026, 11, 27)
SOME = ("t-mobile", "att", "verizon", "mint-mobile", "tello", "ultra-mobile", "xfinity-mobile", "google-fi", "unlisted")

ENDS = re.compile(
    r"\b(?:cancel|end|close|disconnect|terminate) (?:it|the line|this line|my line|my account|the account)\b",
    re.IGNORECASE,
)
"""Words that end a line when they are said."""

NOT = re.compile(r"\b(?:do not|don't|not|nothing|no other)\b[^.]*$", re.IGNORECASE)


def plan(catalogue: Catalogue, carrier: str, **answers: str) -> Plan:
    return resolve({"carrier": carrier, **answers}, catalogue, TODAY)


def to_say(shown: Plan, catalogue: Catalogue) -> Iterator[str]:
    """All English words that a plan gives to be said to the carrier."""
    for step in shown.steps:
        yield from (check.say["en"] for check in step.checks if check.say)
        yield from (reply.answer["en"] for reply in step.replies)
        yield from (topic.topic.ask["en"] for topic in step.open_topics)
        yield from (fact.question["en"] for fact in (*step.facts, *step.more) if fact.question)
        if step.step.script:
            lines = catalogue.script_by_id[step.step.script].lines
            yield from (line.text["en"] for line in lines if line.who == "you")


def ending(words: str) -> bool:
    return any(not NOT.search(words[: found.start()].rsplit(".", 1)[-1]) for found in ENDS.finditer(words))


# --- words that end a line that must live -----------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["keep", "park", "unsure"])
@pytest.mark.parametrize("carrier", SOME)
def test_no_words_end_a_line_that_must_live(carrier: str, number: str, catalogue: Catalogue) -> None:
    for role, reason, where in itertools.product(
        ("owner", "member"), ("leaving", "lost", "cancelled"), ("us", "abroad")
    ):
        shown = plan(catalogue, carrier, number=number, role=role, reason=reason, where=where)
        assert [words for words in to_say(shown, catalogue) if ending(words)] == []
        assert not [reply.id for step in shown.steps for reply in step.replies if reply.ends_line]


def test_the_words_are_recognised(catalogue: Catalogue) -> None:
    """The test above could not fail if the words were not found where they belong."""
    assert ending("I have decided. Please cancel the line.")
    assert not ending("Please put it on your cheapest plan, or pause it. Do not cancel it.")
    released = plan(catalogue, "verizon", number="release", billing="postpaid")
    assert any(reply.ends_line for step in released.steps for reply in step.replies)


# --- no answer dropped ------------------------------------------------------------------------------------------------


def test_a_travel_esim_with_a_number_to_keep_is_moved(catalogue: Catalogue) -> None:
    for carrier in catalogue.carriers:
        if carrier.kind != "travel-esim" or carrier.status == "closed":
            continue
        shown = plan(catalogue, carrier.slug, service="voice", number="keep")
        ids = [step.id for step in shown.steps]
        assert ids.index("start-transfer") < ids.index("remove-sim"), carrier.slug


def test_answers_that_change_nothing_are_named_with_a_reason(catalogue: Catalogue) -> None:
    shown = plan(catalogue, "airalo", service="data", number="keep", role="member", lines="all", device="locked")
    named = {one.key: one.why["en"] for one in unused(shown, catalogue, TODAY)}
    assert named.keys() == {"number", "role", "lines", "device"}
    assert all(named.values())


# --- situations with a way of their own -------------------------------------------------------------------------------


@pytest.mark.parametrize("carrier", SOME)
def test_a_number_taken_over_is_asked_back(carrier: str, catalogue: Catalogue) -> None:
    shown = plan(catalogue, carrier, reason="taken")
    assert [step.id for step in shown.steps][:2] == ["guard-accounts", "get-number-back"]
    said = " ".join(to_say(shown, catalogue))
    assert "bring it back" in said
    assert "not mine" not in said
    assert not any(step.step.irreversible for step in shown.steps)


@pytest.mark.parametrize("reason", ["lost", "fraud"])
def test_lost_and_fraud_point_to_the_number_that_was_taken(reason: str, catalogue: Catalogue) -> None:
    shown = plan(catalogue, "t-mobile", reason=reason, number="keep")
    first = shown.steps[0]
    assert any("taken" in (check.hint or {}).get("en", "") for check in first.checks)


def test_nobody_is_asked_to_bring_the_dead_to_the_phone(catalogue: Catalogue) -> None:
    for carrier in SOME:
        shown = plan(catalogue, carrier, reason="estate", number="release")
        replies = {reply.id for step in shown.steps if step.id == "close-after-death" for reply in step.replies}
        assert not {"only-account-holder", "need-ssn"} & replies
        assert {"estate-papers", "estate-pin"} <= replies


def test_a_victim_of_fraud_pays_nothing_and_proves_nothing_with_the_holder(catalogue: Catalogue) -> None:
    shown = plan(catalogue, "att", reason="fraud")
    replies = {reply.id for step in shown.steps for reply in step.replies}
    assert replies >= {"fraud-ssn", "fraud-pay"}
    assert not {"only-account-holder", "need-ssn", "pay-first"} & replies


def test_a_refusal_has_an_answer_on_the_way_out_of_an_unsafe_home(catalogue: Catalogue) -> None:
    shown = plan(catalogue, "t-mobile", reason="safety", role="member")
    assert "safety-refused" in {reply.id for step in shown.steps for reply in step.replies}


def test_a_half_finished_move_goes_to_the_new_company(catalogue: Catalogue) -> None:
    for carrier in SOME:
        shown = plan(catalogue, carrier, number="keep")
        step = shown.step("confirm-transfer")
        assert step
        assert "half-moved" in {reply.id for reply in step.replies}


def test_an_unlock_that_is_refused_has_an_answer(catalogue: Catalogue) -> None:
    step = plan(catalogue, "att", number="keep", device="locked").step("unlock-phone")
    assert step
    assert "device-not-paid" in {reply.id for reply in step.replies}


def test_a_holder_who_refuses_has_an_answer(catalogue: Catalogue) -> None:
    for role in ("member", "work"):
        shown = plan(catalogue, "att", number="keep", role=role)
        assert "holder-refuses" in {reply.id for step in shown.steps for reply in step.replies}


def test_orders_hold_the_number_before_the_notice_ends_the_contract(catalogue: Catalogue) -> None:
    for carrier in ("verizon", "att", "t-mobile"):
        ids = [step.id for step in plan(catalogue, carrier, reason="military", number="keep").steps]
        assert "start-transfer" not in ids
        assert ids.index("decide-hold") < ids.index("give-military-notice")


def test_deleting_warns_of_deleting_all(catalogue: Catalogue) -> None:
    step = plan(catalogue, "t-mobile", sim="esim", number="release").step("remove-sim")
    assert step
    assert any("delete all eSIMs" in (check.hint or {}).get("en", "") for check in step.checks)
    assert "delete-all-esims" in {reply.id for reply in step.replies}


# --- dates ------------------------------------------------------------------------------------------------------------


def test_a_day_that_is_past_is_for_today(catalogue: Catalogue) -> None:
    shown = plan(catalogue, "att", number="keep", where="leaving", leaving_on="2026-11-30")
    session = Session.new(datetime.datetime(2026, 11, 27, tzinfo=datetime.UTC), program="1", language="en")
    tasks = progress(shown, session, catalogue, TODAY).today
    assert tasks
    assert all(task.why == "overdue" for task in tasks)


def test_a_company_is_met_on_a_day_on_which_it_works(catalogue: Catalogue) -> None:
    for leaving in ("2026-12-27", "2027-01-03", "2027-01-19"):
        shown = plan(catalogue, "t-mobile", number="keep", where="leaving", leaving_on=leaving)
        dates = {date.id: date.day for date in planned_dates(shown, {}, catalogue)}
        move = dates["sitting/move"]
        assert move
        assert move.weekday() < 5, leaving


def test_the_last_day_to_rescue_a_prepaid_number_is_reckoned(catalogue: Catalogue) -> None:
    shown = plan(catalogue, "ultra-mobile", number="park", where="abroad", expires_on="2026-12-20")
    dates = {date.id: date.day for date in planned_dates(shown, {}, catalogue)}
    assert dates["park-with-carrier/rescue-until"] == datetime.date(2027, 1, 19)


# --- finding and judging ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["FreedomPop", "Google Voice", "giffgaff", "Trump Mobile"])
def test_a_strangers_name_leads_into_no_other_brand(name: str, catalogue: Catalogue) -> None:
    assert not find(catalogue, name).listed


@pytest.mark.parametrize(
    "address",
    ["https://voice.google.com", "https://accounts.google.com", "https://sso.verizonenterprise.com", "611", "7726"],
)
def test_what_is_real_is_called_no_fake(address: str, catalogue: Catalogue) -> None:
    assert verify(address, catalogue).verdict != "suspicious"
