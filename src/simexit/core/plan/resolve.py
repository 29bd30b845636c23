"""Answers and procedures to a plan: `resolve`, a pure function."""

from __future__ import annotations

import datetime
import heapq
from collections.abc import Iterable, Mapping
from typing import Any

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.conditions import Situation, holds
from simexit.core.knowledge.links import is_official
from simexit.core.knowledge.phone_numbers import is_toll_free
from simexit.core.knowledge.types import Answers, Carrier, Fact, Route, Step
from simexit.core.plan import answers as answers_
from simexit.core.plan.doubt import status
from simexit.core.plan.types import Alert, OpenTopic, Plan, PlanStep, ShownAction, ShownFact

NOTHING_REPLACED: Mapping[str, str] = {}

KIND_RANK = {"official": 0, "regulator": 0, "secondary": 1}
CONFIDENCE_RANK = {"high": 0, "medium": 1, "low": 2}


class NoPlan(Exception):  # noqa: N818 - named after what happened, as all of ours
    """The procedures give no route or no order: a mistake in them, which `simexit check` names too."""


def resolve(given: Answers, catalogue: Catalogue, today: datetime.date) -> Plan:
    """The plan for these answers on this day.

    Raises:
        WrongUsage: an answer outside the closed lists (see `answers.validate`).
        NoPlan: the procedures give no order; `simexit check` would say so too.
    """
    answers_.validate(given, catalogue)
    answers, carrier, notices = answers_.complete(given, catalogue)
    base = Situation({**answers, **answers_.carrier_values(carrier)}, frozenset())
    route = route_for(base, catalogue)
    facts = _Facts(carrier, route, base, catalogue, today)
    chosen, stands_for = _chosen(carrier, catalogue, facts.situation, answers["where"])
    steps = _ordered(chosen, stands_for, catalogue)
    present = {check.killer for step in steps for check in step.checks if check.killer}
    planned = [
        PlanStep(
            step=step,
            checks=[check for check in step.checks if holds(check.when, facts.situation)],
            fields=[field for field in step.fields if holds(field.when, facts.situation)],
            facts=facts.shown(step),
            open_topics=facts.open(step),
            actions=facts.actions(step),
            dates=[rule for rule in step.dates if holds(rule.when, facts.situation)],
            needs=[killer for killer in step.needs if killer in present],
            replaces=stands_for.get(step.id),
        )
        for step in steps
    ]
    return Plan(
        given=dict(given),
        answers=answers,
        carrier=carrier,
        route=route,
        stages=catalogue.stages,
        steps=planned,
        questions_open=answers_.open_questions(given, catalogue),
        notices=notices,
        alerts=facts.alerts(),
        pause_before=next((step.id for step in planned if step.step.irreversible), None),
    )


def route_for(situation: Situation, catalogue: Catalogue) -> Route:
    """The one route: the first whose condition holds. The last one has none, so there always is one.

    Raises:
        NoPlan: no route fits.
    """
    for route in catalogue.routes:
        if holds(route.when, situation):
            return route
    raise NoPlan("no route fits these answers")


def _chosen(
    carrier: Carrier, catalogue: Catalogue, situation: Situation, where: str
) -> tuple[list[Step], dict[str, str]]:
    """The steps that apply, and for each substitute the step that cannot be done from abroad and gives way to it."""
    every = [*catalogue.steps, *carrier.steps]
    steps = [step for step in every if holds(step.when, situation)]
    if where != "abroad":
        return steps, {}
    stands_for = {step.instead: step.id for step in steps if step.abroad == "no" and step.instead}
    here = {step.id for step in steps if step.abroad != "no"} | set(stands_for)
    return [step for step in every if step.id in here], stands_for


def edges(steps: Iterable[Step], stands_for: Mapping[str, str] = NOTHING_REPLACED) -> dict[str, set[str]]:
    """For each step the steps that come first: those it names, and for what cannot be undone the killers' owners.

    Args:
        steps: those of one plan.
        stands_for: substitute -> the step in whose place it stands, before whatever came after that one.
    """
    steps = list(steps)
    place = {gone: substitute for substitute, gone in stands_for.items()} | {step.id: step.id for step in steps}
    owners = {check.killer: step.id for step in steps for check in step.checks if check.killer}
    return {
        step.id: ({place[before] for before in step.after if before in place} - {step.id})
        | {owners[killer] for killer in step.needs if killer in owners and owners[killer] != step.id}
        for step in steps
    }


def _ordered(steps: list[Step], stands_for: Mapping[str, str], catalogue: Catalogue) -> list[Step]:
    """A stable topological order: by stage and file, except where something has to come first."""
    stage_rank = {stage.id: rank for rank, stage in enumerate(catalogue.stages)}
    rank = {step.id: (stage_rank[step.stage], position) for position, step in enumerate(steps)}
    by_id = {step.id: step for step in steps}
    waiting = edges(steps, stands_for)
    ready = [(rank[step], step) for step, before in waiting.items() if not before]
    heapq.heapify(ready)
    ordered: list[Step] = []
    while ready:
        _, current = heapq.heappop(ready)
        ordered.append(by_id[current])
        for step, before in waiting.items():
            if current in before:
                before.discard(current)
                if not before:
                    heapq.heappush(ready, (rank[step], step))
    if len(ordered) != len(steps):
        stuck = sorted(set(by_id) - {step.id for step in ordered})
        raise NoPlan(f"steps wait for each other: {', '.join(stuck)}")
    return ordered


class _Facts:
    """The carrier's facts as they apply to this person today."""

    def __init__(
        self, carrier: Carrier, route: Route, base: Situation, catalogue: Catalogue, today: datetime.date
    ) -> None:
        self.carrier = carrier
        self.discreet = route.discreet
        self.catalogue = catalogue
        self.today = today
        base = base._replace(values={**base.values, "route": route.id})
        applying = [fact for fact in carrier.facts if holds(fact.when, base)]
        self.by_topic: dict[str, list[ShownFact]] = {}
        for fact in applying:
            shown = self._shown(f"{carrier.slug}/{fact.id}", fact, carrier.read)
            self.by_topic.setdefault(fact.topic, []).append(shown)
        for shown_facts in self.by_topic.values():
            shown_facts.sort(key=_rank)
        channels = {word for fact in applying if fact.topic == "cancel_channels" for word in _words(fact.value)}
        offering = {fact.topic for fact in applying if fact.value not in NOTHING_OFFERED}
        self.situation = Situation({**base.values, "carrier.channels": channels}, frozenset(offering))

    def _shown(self, key: str, fact: Fact, read: str) -> ShownFact:
        state = status(fact, read, self.today)
        topic = self.catalogue.topic_by_id.get(fact.topic)
        question = fact.ask or (topic.ask if topic else None)
        if self.discreet and topic:
            question = None  # asking the carrier about the line is what the owner could see
        return ShownFact(key=key, fact=fact, read=read, status=state, question=question if state == "ask" else None)

    def _common(self, name: str) -> ShownFact | None:
        fact = self.catalogue.common_by_id[name]
        if not holds(fact.when, self.situation):
            return None
        return self._shown(f"{name.split('.')[0]}/{fact.id}", fact, self.catalogue.read_by_common[name])

    def shown(self, step: Step) -> list[ShownFact]:
        own = [fact for topic in step.topics for fact in self.by_topic.get(topic, []) if self._may_tell(topic)]
        common = [self._common(name) for name in step.common]
        return own + [fact for fact in common if fact]

    def _may_tell(self, topic: str) -> bool:
        return not self.discreet or topic in DISCREET_TOPICS

    def open(self, step: Step) -> list[OpenTopic]:
        if self.carrier.status == "closed" or self.discreet:
            return []  # there is nobody left to ask, or nobody who may be asked
        return [
            OpenTopic(key=f"{self.carrier.slug}/?{topic}", topic=self.catalogue.topic_by_id[topic])
            for topic in step.topics
            if topic not in self.by_topic and topic not in NOT_WORTH_ASKING and not self._answered(topic)
        ]

    def _answered(self, topic: str) -> bool:
        return any(self.situation.values.get(key) == value for key, value in SETTLED_BY_ANSWER.get(topic, ()))

    def alerts(self) -> list[Alert]:
        if self.discreet or self.situation.values["route"] == "report-fraud":
            return []  # they are about ordinary cancelling: switch this off, ask for that, keep the card that pays
        facts = {shown.fact.id: shown for group in self.by_topic.values() for shown in group}
        return [
            Alert(id=warning.id, text=warning.text, fact=facts[warning.fact])
            for warning in self.carrier.warnings
            if warning.fact in facts and holds(warning.when, self.situation)
        ]

    def actions(self, step: Step) -> list[ShownAction]:
        found: dict[str, ShownAction] = {}
        for action in step.actions:
            if not holds(action.when, self.situation):
                continue
            for shown, target in self._targets(action.topic, action.common, action.url):
                if action.kind == "open" and not is_official(target, self.carrier, self.catalogue.bodies):
                    continue
                if shown and shown.fact.confidence == "low" and step.irreversible:
                    continue  # a low fact never drives what cannot be undone
                # An address on the carrier's own domain is safe whoever named it; a number is as good as its source.
                doubtful = (
                    action.kind == "call"
                    and shown is not None
                    and (shown.status == "ask" or shown.fact.source_kind == "secondary")
                )
                found.setdefault(
                    target,
                    ShownAction(
                        kind=action.kind, label=action.label, target=target, source=shown, check_first=doubtful
                    ),
                )
                break
        return list(found.values())

    def _targets(
        self, topic: str | None, common: str | None, url: str | None
    ) -> Iterable[tuple[ShownFact | None, str]]:
        if url:
            yield None, url
        own = [
            (shown, word)
            for shown in self.by_topic.get(topic or "", [])
            for word in _words(shown.fact.value)
            if self._may_tell(shown.fact.topic)
        ]
        # Toll-free numbers are not sure to work from abroad (t-mobile fact `toll-free-from-abroad`), so there the
        # others come first; in the US the free ones do, but never one that is only reported before the carrier's own.
        abroad = self.situation.values["where"] == "abroad"
        yield from sorted(
            own,
            key=lambda pair: (
                not abroad and (pair[0].fact.source_kind == "secondary" or pair[0].fact.confidence == "low"),
                is_toll_free(pair[1]) == abroad,
            ),
        )
        if common:
            one = self._common(common)
            if one:
                for word in _words(one.fact.value):
                    yield one, word


NOTHING_OFFERED = ("none", "n/a")
"""Values that say that a thing does not exist: told as a fact, but `has_fact` does not count them."""

DISCREET_TOPICS = frozenset({"network_identification", "data_lost"})
"""What is told of the carrier in a discreet route. All else (numbers to call, logins, switches, traps of cancelling)
leads to something that the owner of the account could see."""

NOT_WORTH_ASKING = frozenset({"known_traps", "support_hours", "support_languages", "data_lost", "cancel_path"})
"""Topics that are told where known, but that no agent can sensibly be asked about."""

SETTLED_BY_ANSWER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "device_balance": (("device", "clear"),),
    "unlock_policy": (("device", "clear"),),
    "final_bill": (("billing", "prepaid"),),
    "early_termination_fee": (("billing", "prepaid"),),
}
"""Topics that need no question after such an answer: a phone that is paid off, a line that sends no bill."""


def _rank(shown: ShownFact) -> tuple[bool, bool, int, int]:
    """Best first: what may be stated, what is said of this very case, the better source, the surer."""
    fact = shown.fact
    return shown.status == "ask", fact.when is None, KIND_RANK[fact.source_kind], CONFIDENCE_RANK[fact.confidence]


def _words(value: Any) -> list[str]:
    """The plain words of a fact's value: a word, a list of words, or the lists inside a map."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [word for word in value if isinstance(word, str)]
    if isinstance(value, dict):
        return [word for part in value.values() for word in _words(part)]
    return []
