"""What stands beside a plan: what may go wrong, and everything that is known of the carrier, by topic."""

from __future__ import annotations

import datetime

import msgspec

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.conditions import Situation, holds
from simexit.core.knowledge.types import Reply, Topic, Trouble
from simexit.core.plan.answers import carrier_values
from simexit.core.plan.facts import Facts
from simexit.core.plan.types import Plan, ShownAction, ShownFact


class ShownTrouble(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may go wrong, with what of it applies to this person today."""

    trouble: Trouble
    facts: list[ShownFact]
    replies: list[Reply]
    actions: list[ShownAction]


class AboutTopic(msgspec.Struct, frozen=True, kw_only=True):
    """All facts of a carrier of one topic."""

    topic: Topic
    facts: list[ShownFact]
    """Those that hold in this person's case, the best first."""
    others: list[ShownFact]
    """Those that hold in other cases: another kind of plan, another reason."""


def troubles(plan: Plan, catalogue: Catalogue, today: datetime.date) -> list[ShownTrouble]:
    """What may go wrong for this person. Nothing on a way that the owner of the account must not notice."""
    if plan.route.discreet:
        return []
    facts = _facts(plan, catalogue, today)
    must_live = plan.number_must_live
    return [
        ShownTrouble(
            trouble=one,
            facts=facts.fit_to_say((shown for name in one.facts for shown in facts.named(name)), must_live=must_live),
            replies=[
                reply
                for name in one.replies
                if holds((reply := catalogue.reply_by_id[name]).when, facts.situation)
                and not (reply.ends_line and must_live)
            ],
            actions=facts.actions(one),
        )
        for one in catalogue.troubles
        if holds(one.when, facts.situation)
    ]


def about_carrier(plan: Plan, catalogue: Catalogue, today: datetime.date) -> list[AboutTopic]:
    """Everything that is known of the carrier, in the order of the topics; of a discreet way only what it may tell."""
    facts = _facts(plan, catalogue, today)
    found = []
    for topic in catalogue.topics:
        if plan.route.discreet and not topic.discreet:
            continue
        mine = facts.fit_to_say(facts.named(topic.id), must_live=plan.number_must_live)
        there = {shown.fact.id for shown in mine}
        others = [facts.elsewhere(fact) for fact in plan.carrier.of_topic(topic.id) if fact.id not in there]
        if mine or others:
            found.append(AboutTopic(topic=topic, facts=mine, others=others))
    return found


def _facts(plan: Plan, catalogue: Catalogue, today: datetime.date) -> Facts:
    base = Situation({**plan.answers, **carrier_values(plan.carrier)}, frozenset())
    return Facts(plan.carrier, plan.route, base, catalogue, today, plan.heard)
