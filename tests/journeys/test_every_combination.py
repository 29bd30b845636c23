"""The promises of the design, for every carrier and combinations of answers.

What is run when:

- always, one test per carrier (so that xdist spreads them): every pair of answers, the carrier included, occurs at
  least once (a covering array made by `pairs`), and the carrier's share of 3,000 random combinations with a fixed seed;
- with `--run-slow` (one to six minutes for each shape): the whole product of all choices for one carrier of each shape.
  Carriers of one shape differ in their facts only. Combinations that come to the same completed answers (an answer to a
  question that is not asked counts for nothing) have the same plan and are resolved once.

The route is compared with `route_by_hand`, written from the table of the design and not from the YAML.
"""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import msgspec
import pytest

from simexit.core.knowledge import load as build
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Carrier
from simexit.core.language.messages import languages
from simexit.core.language.text import Text, fill, pick
from simexit.core.plan.answers import complete
from simexit.core.plan.guard import broken_promises
from simexit.core.plan.resolve import resolve
from simexit.core.plan.types import Plan, PlanStep
from simexit.core.system import locations

TODAY = datetime.date(2026, 11, 21)

CHOICES = {
    "sim": ("physical", "esim", "unsure"),
    "billing": ("prepaid", "postpaid", "unsure"),
    "service": ("voice", "data"),
    "number": ("keep", "park", "release", "unsure"),
    "where": ("us", "leaving", "abroad"),
    "role": ("owner", "member", "none"),
    "lines": ("only", "several", "all"),
    "device": ("clear", "financed", "locked", "unsure"),
    "equipment": ("none", "loan", "unsure"),
    "reason": ("unneeded", "leaving", "switching", "cost", "lost", "fraud", "estate", "military", "safety"),
}
"""The fixed vocabulary of answers, written out once more: a change of `questions.yaml` has to be meant."""

SLUGS = sorted(path.stem for path in (locations.CHECKOUT / "procedures" / "carriers").glob("*.yaml"))
RANDOM = 3000
OWNER_SEES = {"support_phone", "account_login", "cancel_url", "support_chat", "support_email", "support_dial_code"}


@cache
def shipped() -> Catalogue:
    return build.load(locations.CHECKOUT / "procedures")


def route_by_hand(answers: Mapping[str, str], carrier: Carrier) -> str:
    """The route table of the design. Whose account it is, is asked of neither travel eSIMs nor resold cards."""
    reason = answers["reason"]
    if reason in ("safety", "estate"):
        return reason
    if reason == "fraud":
        return "report-fraud"
    if carrier.status == "closed":
        return "already-closed"
    if reason == "military":
        return "military"
    if carrier.kind == "travel-esim":
        return "refund-first"
    if carrier.slug == "reseller" or answers["role"] in ("member", "none"):
        return "owner-acts"
    data = answers["service"] == "data" or carrier.kind == "data-only"
    if not data and answers["number"] in ("keep", "unsure"):
        return "port-out"
    if not data and answers["number"] == "park":
        return "pause"
    billing = carrier.billing[0] if len(sides(carrier)) == 1 else answers["billing"]
    if billing == "unsure" and carrier.brand:
        billing = carrier.billing[0]  # the slug names one side of a brand with two
    return "let-expire" if billing == "prepaid" else "end-of-cycle"


def sides(carrier: Carrier) -> set[str]:
    """How the brand of a carrier can be paid for."""
    records = [other for other in shipped().carriers if brand(other) == brand(carrier)]
    return {side for record in records for side in record.billing}


def brand(carrier: Carrier) -> str:
    return carrier.brand or carrier.slug


# --- combinations ----------------------------------------------------------------------------------------------------


@cache
def pairs() -> list[dict[str, str]]:
    """Rows in which every two answers meet at least once, made greedily; the carrier is one of the columns."""
    columns = {"carrier": tuple(SLUGS), **CHOICES}
    names = list(columns)
    rng = random.Random(20261121)
    open_pairs = {
        ((one, first), (other, second))
        for one, other in itertools.combinations(names, 2)
        for first in columns[one]
        for second in columns[other]
    }
    rows = []
    while open_pairs:
        seed = min(open_pairs)
        best: dict[str, str] = {}
        met: set[tuple[tuple[str, str], tuple[str, str]]] = set()
        for _ in range(12):
            row = {name: rng.choice(columns[name]) for name in names} | dict(seed)
            new = {pair for pair in itertools.combinations(row.items(), 2) if pair in open_pairs}
            if len(new) > len(met):
                best, met = row, new
        rows.append(best)
        open_pairs -= met
    return rows


def combinations_of(slug: str) -> Iterator[dict[str, str]]:
    """The rows of a carrier: those of the covering array, and its share of the random ones."""
    yield from (row for row in pairs() if row["carrier"] == slug)
    rng = random.Random(f"simexit {slug}")
    for _ in range(-(-RANDOM // len(SLUGS))):
        yield {"carrier": slug, **{key: rng.choice(values) for key, values in CHOICES.items()}}


def test_the_vocabulary_is_the_one_of_the_design() -> None:
    asked = {q.key: tuple(choice.id for choice in q.choices) for q in shipped().questions if q.kind == "choice"}
    assert {key: set(values) for key, values in asked.items()} == {key: set(values) for key, values in CHOICES.items()}
    assert {q.key for q in shipped().questions} - set(asked) == {"carrier", "leaving_on", "cycle_ends", "expires_on"}


def test_every_pair_of_answers_occurs() -> None:
    columns = {"carrier": tuple(SLUGS), **CHOICES}
    met = {pair for row in pairs() for pair in itertools.combinations(((key, row[key]) for key in columns), 2)}
    for one, other in itertools.combinations(columns, 2):
        for first, second in itertools.product(columns[one], columns[other]):
            assert ((one, first), (other, second)) in met


# --- the promises ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_promises_hold(slug: str) -> None:
    told: list[str] = []
    count = 0
    for given in combinations_of(slug):
        told += [f"{sentence} {given}" for sentence in broken(given)]
        count += 1
    assert told == []
    assert count >= RANDOM / len(SLUGS)


def broken(given: dict[str, str]) -> Iterator[str]:
    """What is wrong with the plan of these answers."""
    catalogue = shipped()
    plan = resolve(given, catalogue, TODAY)  # raises where there is no order
    wanted = route_by_hand(given, plan.carrier)
    if plan.route.id != wanted:
        yield f"route {plan.route.id} instead of {wanted}"
    if sum(route.id == plan.route.id for route in catalogue.routes) != 1:
        yield f"route {plan.route.id} is there twice"
    if not plan.steps:
        yield "empty"
        return
    yield from broken_promises(plan)
    if plan.steps[-1].id != "close-case":
        yield f"ends with {plan.steps[-1].id}"
    if len({step.id for step in plan.steps}) != len(plan.steps):
        yield "a step twice"
    rank = [stage.id for stage in plan.stages]
    stages = [rank.index(step.step.stage) for step in plan.steps]
    if stages != sorted(stages):
        yield "stages out of order"
    yield from abroad_broken(plan, given)
    for step in plan.steps:
        if not step.checks:
            yield f"{step.id} has nothing to tick"
        yield from call_broken(step)
        for text in texts_of(step):
            yield from text_broken(text, plan)
    for alert in plan.alerts:
        yield from text_broken(alert.text, plan)
    if plan.route.discreet:
        yield from seen_by_owner(plan)


def abroad_broken(plan: Plan, given: dict[str, str]) -> Iterator[str]:
    """Abroad nothing that cannot be done there, and for each such step its substitute."""
    if plan.answers["where"] != "abroad":
        if any(step.replaces for step in plan.steps):
            yield "a substitute, though nobody is abroad"
        return
    impossible = [step.id for step in plan.steps if step.step.abroad == "no"]
    if impossible:
        yield f"{impossible} cannot be done from abroad"
    if not any(step.abroad == "no" for step in shipped().step_by_id.values()):
        return
    at_home = resolve({**given, "where": "us"}, shipped(), TODAY)
    for step in at_home.steps:
        if step.step.abroad == "no" and not plan.step(step.step.instead or ""):
            yield f"nothing stands for {step.id}"


def call_broken(step: PlanStep) -> Iterator[str]:
    """What is dialled is a number, and what is opened is https."""
    for action in step.actions:
        dial = action.target.lstrip("+*#").rstrip("#")
        if action.kind == "call" and not dial.isdigit():
            yield f"{step.id} calls {action.target}"
        if action.kind == "open" and not action.target.startswith("https://"):
            yield f"{step.id} opens {action.target}"


def seen_by_owner(plan: Plan) -> Iterator[str]:
    """The safety route: nothing that the owner of the account would see, and nobody is asked to act."""
    for step in plan.steps:
        topics = {action.source.fact.topic for action in step.actions if action.source}
        if topics & OWNER_SEES or any(action.kind == "call" for action in step.actions):
            yield f"{step.id} reaches out to the carrier"
        if {shown.fact.topic for shown in step.facts} & OWNER_SEES:
            yield f"{step.id} shows how to reach the carrier"
        own = [shown for shown in step.facts if shown.key.startswith(f"{plan.carrier.slug}/")]
        if step.open_topics or any(shown.question for shown in own):
            yield f"{step.id} has something asked of the carrier"
        if step.id in ("ask-owner-to-act", "agree-with-owner", "ask-to-cancel", "ask-seller"):
            yield f"{step.id} tells the owner"
        if step.step.irreversible:
            yield f"{step.id} cannot be undone"
    if plan.alerts:
        yield "warnings about ordinary cancelling"
    if not plan.step("separate-line-safely"):
        yield "no way out"


def texts_of(step: PlanStep) -> Iterator[Text]:
    """Everything that a page says, letters and scripts included."""
    own = step.step
    yield from (text for text in (own.title, own.why, own.loss, own.abroad_note) if text)
    for check in step.checks:
        yield from (text for text in (check.text, check.hint, check.say) if text)
    for field in step.fields:
        yield from (text for text in (field.label, field.hint) if text)
        yield from field.suggest
        yield from (text for choice in field.choices for text in (choice.text, choice.hint) if text)
    for shown in step.facts:
        fact = shown.fact
        yield from (text for text in (fact.says, fact.conflicts, fact.note, shown.question) if text)
    for topic in step.open_topics:
        yield from (topic.topic.title, topic.topic.ask)
    yield from (action.label for action in step.actions)
    yield from (rule.title for rule in own.dates)
    if own.script:
        script = shipped().script_by_id[own.script]
        yield script.title
        yield from (line.text for line in script.lines)
    if own.letter:
        letter = shipped().letter_by_id[own.letter]
        yield from (letter.title, letter.about)
    for name in own.replies:
        reply = shipped().reply_by_id[name]
        yield from (reply.hears, reply.answer, reply.then)


_SOUND: set[int] = set()
"""Texts seen to be whole. What they are filled with is the same everywhere: the brand's name."""


def text_broken(text: Text, plan: Plan) -> Iterable[str]:
    if id(text) in _SOUND:
        return ()
    for language in languages():
        shown = fill(pick(text, language), plan.values(language))
        if language not in text or not shown.strip() or "{" in shown or "}" in shown:
            return [f"{language}: {shown!r}"]
    if all("{carrier}" not in part for part in text.values()) or plan.carrier.name:
        _SOUND.add(id(text))
    return ()


# --- the whole product -----------------------------------------------------------------------------------------------


def shape(carrier: Carrier) -> str:
    """What the conditions of routes and steps can see of a carrier: what it is, and how its brand can be paid for."""
    seen = {
        "kind": carrier.kind if carrier.kind in ("travel-esim", "data-only") else "phone",
        "slug": carrier.slug if carrier.kind == "none" else "",
        "closed": carrier.status == "closed",
        "forms": [sorted(carrier.billing), sorted(carrier.sim), sorted(sides(carrier)), bool(carrier.brand)],
        "steps": carrier.steps,
    }
    return msgspec.json.encode(seen).decode()


def shapes() -> dict[str, str]:
    """One slug for each shape."""
    return {shape(carrier): carrier.slug for carrier in reversed(shipped().carriers)}


@pytest.mark.slow
@pytest.mark.parametrize("slug", sorted(shapes().values()))
def test_promises_hold_for_the_whole_product(slug: str) -> None:
    seen: set[tuple[str, ...]] = set()
    told: list[str] = []
    for values in itertools.product(*CHOICES.values()):
        given = {"carrier": slug, **dict(zip(CHOICES, values, strict=True))}
        answers, carrier, _ = complete(given, shipped())
        same = (carrier.slug, *(answers[key] for key in CHOICES))
        if same in seen:
            continue
        seen.add(same)
        told += [f"{sentence} {given}" for sentence in broken(given)]
        assert len(told) < 20, told
    assert told == []
