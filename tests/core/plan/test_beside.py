"""Beside the plan: trouble with what of it applies, and all that is known of the carrier."""

from __future__ import annotations

import datetime

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.beside import about_carrier, troubles
from simexit.core.plan.resolve import resolve

TODAY = datetime.date(2026, 11, 21)
KEEP = {"carrier": "t-mobile", "billing": "postpaid", "service": "voice", "number": "keep", "where": "us"}


def test_every_fact_of_the_carrier_stands_once_under_its_topic(catalogue: Catalogue) -> None:
    plan = resolve(KEEP, catalogue, TODAY)
    topics = about_carrier(plan, catalogue, TODAY)
    ids = [shown.fact.id for topic in topics for shown in (*topic.facts, *topic.others)]
    assert sorted(ids) == sorted(fact.id for fact in plan.carrier.facts)
    assert all(shown.fact.topic == topic.topic.id for topic in topics for shown in topic.facts)
    assert any(topic.others for topic in topics), "nothing of the prepaid side"


def test_nothing_to_say_that_ends_a_line_that_must_live(catalogue: Catalogue) -> None:
    plan = resolve(KEEP, catalogue, TODAY)
    assert plan.number_must_live
    for topic in about_carrier(plan, catalogue, TODAY):
        if topic.topic.about_ending:
            assert all(shown.question is None for shown in topic.facts)
    for one in troubles(plan, catalogue, TODAY):
        assert not any(reply.ends_line for reply in one.replies)


def test_trouble_has_its_facts_replies_and_ways(catalogue: Catalogue) -> None:
    found = {one.trouble.id: one for one in troubles(resolve(KEEP, catalogue, TODAY), catalogue, TODAY)}
    assert found["move-refused"].facts
    assert found["move-refused"].replies
    assert {action.kind for action in found["carrier-refuses"].actions} == {"open", "call"}
    assert "holder-refuses" not in found, "the line is the person's own"


def test_abroad_a_toll_free_number_says_that_it_may_not_connect(catalogue: Catalogue) -> None:
    plan = resolve({**KEEP, "where": "abroad"}, catalogue, TODAY)
    calls = [a for one in troubles(plan, catalogue, TODAY) for a in one.actions if a.kind == "call"]
    assert calls
    assert all(action.may_not_connect for action in calls)


def test_the_discreet_way_has_no_trouble_and_only_what_may_be_told(catalogue: Catalogue) -> None:
    discreet = next(
        plan
        for reason in next(q for q in catalogue.questions if q.key == "reason").choices
        if (plan := resolve({**KEEP, "reason": reason.id, "role": "member"}, catalogue, TODAY)).route.discreet
    )
    assert troubles(discreet, catalogue, TODAY) == []
    assert all(topic.topic.discreet for topic in about_carrier(discreet, catalogue, TODAY))
