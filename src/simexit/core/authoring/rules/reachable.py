"""Rules on reach: every step and every route is somebody's.

Not by trying answers at random: for each carrier the condition is worked through with only as many answers as it needs
to be settled, so what is found unreachable is proved to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any

from simexit.core.authoring.folder import Folder
from simexit.core.authoring.registry import rule
from simexit.core.authoring.rules.conditions import CHANNEL_TOPIC, NOTHING_OFFERED, faults_of
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.findings import Fault
from simexit.core.knowledge.types import Carrier, Condition, Route, Step

Domains = Mapping[str, Sequence[str]]
"""What a customer of one carrier can answer to each question."""


class Moment(IntEnum):
    """When a condition is looked at: the route is chosen first, then the carrier's facts, then everything else."""

    ROUTES = 0
    FACTS = 1
    STEPS = 2


NEVER = Condition(any_=[])
ALWAYS = Condition(all_=[])


@rule("unreachable-step", whole=True)
def unreachable_step(folder: Folder) -> Iterator[Fault]:
    """Every step is in the plan of somebody, for some carrier and some answers.

    A step that nobody ever sees looks like help and is none.
    """
    misspelt = [item for item in folder.items(Condition) if any(faults_of(item, folder))]
    if any(item.within(Route) for item in misspelt):
        return  # what a wrong condition means cannot be known; `condition-shape` names it
    unclear = {id(item.within(Step)) for item in misspelt}
    for item in folder.items(Step):
        own = item.within(Carrier)
        if id(item) not in unclear and witness(item.value, folder.catalogue, own.value if own else None) is None:
            sentence = f"No carrier and no answers lead to `{item.value.id}`."
            yield item.fault(("when",), sentence, "look at what its condition asks for together")


@rule("unreachable-route", whole=True)
def unreachable_route(folder: Folder) -> Iterator[Fault]:
    """Every route is the first that fits for somebody.

    One behind a wider one is never taken.
    """
    if any(any(faults_of(item, folder)) for item in folder.items(Condition) if item.within(Route)):
        return
    for item in folder.items(Route):
        condition = Condition(is_={"route": item.value.id})
        if not any(_search(condition, carrier, folder.catalogue) for carrier in folder.catalogue.carriers):
            sentence = f"No carrier and no answers lead to the route `{item.value.id}`."
            yield item.fault(("id",), sentence, "move it before the route that takes all of its cases")


def witness(step: Step, catalogue: Catalogue, own: Carrier | None = None) -> dict[str, str] | None:
    """Answers whose plan has this step; None where there are none.

    Args:
        step: a common step, or one of a carrier's own.
        catalogue: everything.
        own: the carrier whose step it is.
    """
    condition = step.when or ALWAYS
    if step.abroad == "no":
        condition = Condition(all_=[condition, Condition(not_=Condition(is_={"where": "abroad"}))])
    for carrier in [own] if own else catalogue.carriers:
        answers = _search(condition, carrier, catalogue)
        if answers is not None:
            return {**answers, "carrier": carrier.slug}
    return None


def _search(condition: Condition, carrier: Carrier, catalogue: Catalogue) -> dict[str, str] | None:
    plain = _Plain(carrier, catalogue).of(condition)
    return _settle(plain, {}, _domains(carrier, catalogue))


def _domains(carrier: Carrier, catalogue: Catalogue) -> Domains:
    """What can be answered: all choices, but for what this carrier leaves no choice in (see `plan.answers`)."""
    domains = {q.key: [choice.id for choice in q.choices] for q in catalogue.questions if q.kind == "choice"}
    brand = carrier.brand or carrier.slug
    for key in ("billing", "sim"):
        own = list(getattr(carrier, key))
        offered = sorted({form for record in catalogue.brands[brand] for form in getattr(record, key)})
        unsure = ["unsure"] if len(offered if carrier.slug == brand else own) > 1 else []
        if key in domains:
            # The billing answer picks the record, so the other side's billing leads to the other record.
            domains[key] = [*(own if key == "billing" else offered), *unsure]
    return domains


class _Plain:
    """Conditions of one carrier, with everything but the answers put in: its properties, its facts, the routes."""

    def __init__(self, carrier: Carrier, catalogue: Catalogue) -> None:
        self.carrier = carrier
        self.catalogue = catalogue
        self.asking: set[str] = set()
        """Questions whose own condition is being worked through, so that one which waits for itself comes to an end."""
        self.values: dict[str, list[str]] = {
            "carrier": [carrier.slug],
            "carrier.slug": [carrier.slug],
            "carrier.kind": [carrier.kind],
            "carrier.status": [carrier.status],
            "carrier.billing": list(carrier.billing),
            "carrier.network": carrier.network,
        }

    def of(self, condition: Condition, moment: Moment = Moment.STEPS) -> Condition:
        """The same condition over answers alone, as it stands at that moment."""
        if condition.all_ is not None:
            return Condition(all_=[self.of(part, moment) for part in condition.all_])
        if condition.any_ is not None:
            return Condition(any_=[self.of(part, moment) for part in condition.any_])
        if condition.not_ is not None:
            return Condition(not_=self.of(condition.not_, moment))
        if condition.has_fact is not None:
            return self._facts(condition.has_fact, None, moment)
        compared = condition.in_ or {key: [value] for key, value in (condition.is_ or {}).items()}
        return Condition(all_=[self._compared(key, words, moment) for key, words in compared.items()])

    def _compared(self, key: str, words: list[str], moment: Moment) -> Condition:
        if key == "route":
            return Condition(any_=[self._route(word) for word in words]) if moment > Moment.ROUTES else NEVER
        if key == "carrier.channels":
            return self._facts(CHANNEL_TOPIC, words, moment)
        if key in self.values:
            return ALWAYS if set(words) & set(self.values[key]) else NEVER
        if key == "role" and self.carrier.slug == "reseller":
            return ALWAYS if "none" in words else NEVER  # without an account there is no other role
        question = self.catalogue.question_by_key.get(key)
        if question is None or question.when is None or key in self.asking:
            return Condition(in_={key: words})
        # While a question is not asked, its answer is the default (see `plan.answers.complete`).
        self.asking.add(key)
        asked = self.of(question.when, Moment.ROUTES)
        self.asking.discard(key)
        answered = Condition(all_=[asked, Condition(in_={key: words})])
        return Condition(any_=[answered, Condition(not_=asked)]) if question.default in words else answered

    def _route(self, name: str) -> Condition:
        """A route is taken when its condition holds and that of none before it."""
        before: list[Condition] = []
        for route in self.catalogue.routes:
            own = self.of(route.when, Moment.ROUTES) if route.when else ALWAYS
            if route.id == name:
                return Condition(all_=[*before, own])
            before.append(Condition(not_=own))
        return NEVER

    def _facts(self, topic: str, words: list[str] | None, moment: Moment) -> Condition:
        """Some fact of the topic applies and offers something (where words are given: one of them)."""
        if moment < Moment.STEPS:
            return NEVER
        return Condition(
            any_=[
                self.of(fact.when, Moment.FACTS) if fact.when else ALWAYS
                for fact in self.carrier.of_topic(topic)
                if (
                    fact.value not in NOTHING_OFFERED
                    if words is None
                    else any(word in _list(fact.value) for word in words)
                )
            ]
        )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _settle(condition: Condition, answers: dict[str, str], domains: Domains) -> dict[str, str] | None:
    """Answers that make the condition true, whatever the other answers are; None where there are none."""
    truth, key = _truth(condition, answers)
    if truth is not None:
        return answers if truth else None
    for value in domains.get(key, ()):
        found = _settle(condition, {**answers, key: value}, domains)
        if found is not None:
            return found
    return None


def _truth(condition: Condition, answers: Mapping[str, str]) -> tuple[bool | None, str]:
    """Whether it holds with these answers; where that is not settled yet, None and the answer that it waits for."""
    if condition.not_ is not None:
        truth, key = _truth(condition.not_, answers)
        return (None if truth is None else not truth), key
    if condition.in_ is not None:
        for key, words in condition.in_.items():
            if key not in answers:
                return None, key
            if answers[key] not in words:
                return False, ""
        return True, ""
    decisive = condition.all_ is None  # one true part settles `any`, one false part settles `all`
    waits = ""
    for part in (condition.any_ if condition.all_ is None else condition.all_) or []:
        truth, key = _truth(part, answers)
        if truth is decisive:
            return decisive, ""
        if truth is None and not waits:
            waits = key
    return (None, waits) if waits else (not decisive, "")
