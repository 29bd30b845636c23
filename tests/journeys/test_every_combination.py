"""The promises of the design, for every carrier and combinations of answers.

What is run when:

- always, one test per carrier (so that xdist spreads them): every pair of answers, the carrier included, occurs at
  least once (a covering array made by `pairs`), and the carrier's share of 3,000 random combinations with a fixed seed;
- with `--run-slow`: the whole product of all choices that a route or step looks at, for one carrier of each shape.
  Carriers of one shape differ in their facts only. Combinations that come to the same completed answers (an answer to a
  question that is not asked counts for nothing) have the same plan and are resolved once.

The route is compared with `route_by_hand`, written from the table of the design and not from the YAML.
"""

from __future__ import annotations

import datetime
import itertools
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import msgspec
import pytest

from simexit.core.knowledge import load as build
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Carrier
from simexit.core.language.text import Text, fill
from simexit.core.plan.answers import complete
from simexit.core.plan.guard import broken_promises
from simexit.core.plan.resolve import resolve, unused
from simexit.core.plan.types import Plan, PlanStep
from simexit.core.plan.weight import CHECKS_A_STEP, MOST_CHECKS, MOST_FACTS, MOST_WORDS, most_steps, step_words
from simexit.core.plan.weight import sentences as said_once
from simexit.core.system import locations

TODAY = datetime.date(2026, 11, 21)

CHOICES = {
    "sim": ("physical", "esim", "unsure"),
    "billing": ("prepaid", "postpaid", "unsure"),
    "service": ("voice", "data"),
    "number": ("keep", "park", "release", "unsure"),
    "where": ("us", "leaving", "abroad"),
    "role": ("owner", "member", "work", "none"),
    "lines": ("only", "several", "all"),
    "device": ("clear", "financed", "locked", "unsure"),
    "equipment": ("none", "loan", "unsure"),
    "reason": (
        *("unneeded", "leaving", "switching", "cost", "lost", "fraud", "taken", "ended", "cancelled"),
        *("estate", "military", "safety"),
    ),
    "other_lines": ("yes", "no"),
    "subscriptions": ("yes", "no"),
    "us_card": ("yes", "no"),
    "old_device": ("yes", "no"),
    "codes": ("yes", "no", "unsure"),
}
"""The fixed vocabulary of answers, written out once more: a change of `questions.yaml` has to be meant."""

OTHER_KEYS = {"carrier", "destination", "abroad_in", "leaving_on", "cycle_ends", "expires_on"}

SLUGS = sorted(path.stem for path in (locations.CHECKOUT / "procedures" / "carriers").glob("*.yaml"))
RANDOM = 3000
OWNER_SEES = {"support_phone", "account_login", "cancel_url", "support_chat", "support_email", "support_dial_code"}

KEPT = ("keep", "park", "unsure")

ENDING = re.compile(
    r"(?<!not )(?<!n't )(?<!never )(?<!will )\b(?:"
    r"(?:cancel|end|terminate|close|disconnect) (?:it|this|all|one line|my (?:line|service)"
    r"|the (?:line|account|service|contract))\b|please (?:cancel|end|close)\b(?! nothing)|do not renew|line will end)",
    re.IGNORECASE,
)
"""Words that end a line when an agent hears or reads them."""


@cache
def shipped() -> Catalogue:
    return build.load(locations.CHECKOUT / "procedures")


def route_by_hand(answers: Mapping[str, str], carrier: Carrier) -> str:
    """The route table of the design. Whose account it is, is asked of neither travel eSIMs nor resold cards."""
    reason, data = answers["reason"], answers["service"] == "data"
    travel = carrier.kind == "travel-esim"
    if reason in ("safety", "estate") and not (reason == "estate" and travel and data):
        return reason
    if reason == "fraud":
        return "report-fraud"
    if reason == "taken":
        return "taken"
    if carrier.status == "closed":
        return "already-closed"
    if reason in ("ended", "cancelled", "military") and (reason == "ended" or not (travel and data)):
        return reason
    if answers["role"] == "work":
        return "work"
    if carrier.slug == "reseller" or answers["role"] in ("member", "none"):
        return "owner-acts"
    if travel and (data or answers["number"] == "release"):
        return "refund-first"
    if not data and answers["number"] in ("keep", "unsure"):
        return "port-out"
    if not data and answers["number"] == "park":
        return "pause"
    return "let-expire" if answers["billing"] == "prepaid" else "end-of-cycle"


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
        for _ in range(8):
            row = {name: rng.choice(columns[name]) for name in names} | dict(seed)
            new = {pair for pair in itertools.combinations(row.items(), 2) if pair in open_pairs}
            if len(new) > len(met):
                best, met = row, new
        rows.append(best)
        open_pairs -= met
    return rows


def combinations_of(slug: str) -> Iterator[dict[str, str]]:
    """The rows of a carrier: those of the covering array, and its share of random ones, half with days and a place."""
    yield from (row for row in pairs() if row["carrier"] == slug)
    rng = random.Random(f"simexit {slug}")
    for number in range(-(-RANDOM // len(SLUGS))):
        given = {"carrier": slug, **{key: rng.choice(values) for key, values in CHOICES.items()}}
        if number % 2:
            given |= {"leaving_on": "2026-12-19", "expires_on": "2026-12-24", "cycle_ends": "2026-12-11"}
            given |= {"abroad_in": rng.choice(("CN", "TW", "DE"))}
            given |= {"destination": rng.choice([place.id for place in shipped().destinations])}
        yield given


def test_the_vocabulary_is_the_one_of_the_design() -> None:
    asked = {q.key: tuple(choice.id for choice in q.choices) for q in shipped().questions if q.kind == "choice"}
    assert {key: set(values) for key, values in asked.items()} == {key: set(values) for key, values in CHOICES.items()}
    assert {q.key for q in shipped().questions} - set(asked) == OTHER_KEYS


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
    plan = resolve(given, catalogue, TODAY)
    wanted = route_by_hand(plan.answers, plan.carrier)
    if plan.route.id != wanted:
        yield f"route {plan.route.id} instead of {wanted}"
    if not plan.steps:
        yield "empty"
        return
    yield from broken_promises(plan)
    if len({step.id for step in plan.steps}) != len(plan.steps):
        yield "a step twice"
    order = [sitting.id for sitting in plan.route.sittings]
    if [order.index(step.sitting) for step in plan.steps] != sorted(order.index(step.sitting) for step in plan.steps):
        yield "sittings out of order"
    yield from too_much(plan)
    yield from number_lost(plan)
    for step in plan.steps:
        yield from call_broken(step)
        for text in texts_of(step):
            yield from text_broken(text, plan)
    for alert in plan.alerts:
        yield from text_broken(alert.text, plan)
    if plan.route.discreet:
        yield from seen_by_owner(plan)


def too_much(plan: Plan) -> Iterator[str]:
    """The limits of the design: what a person can read and do."""
    if len(plan.steps) > most_steps(plan):
        yield f"{len(plan.steps)} steps"
    if sum(len(step.checks) for step in plan.steps) > CHECKS_A_STEP * len(plan.steps):
        yield "more than four checks a step"
    for step in plan.steps:
        if not 1 <= len(step.checks) <= MOST_CHECKS:
            yield f"{step.id} has {len(step.checks)} checks"
        if step_words(step) > MOST_WORDS:
            yield f"{step.id} has {step_words(step)} words"
        if len(step.facts) > MOST_FACTS:
            yield f"{step.id} shows {len(step.facts)} facts"
    yield from (f"said twice: {text}" for text, times in Counter(said_once(plan)).items() if times > 1)


def number_lost(plan: Plan) -> Iterator[str]:
    """While the number must live nothing ends the line: no act, and no words that anyone could read out."""
    if not plan.number_must_live:
        return
    moves = next((step for step in plan.steps if step.step.moves_number), None)
    for step in plan.steps:
        if step is moves:
            break
        starts_move = moves is not None and step.id in moves.step.after
        if step.step.irreversible and not starts_move:
            yield f"{step.id} cannot be undone, and the number has not moved"
        for where, words in words_to_say(step):
            found = ENDING.search(words)
            if found:
                yield f"{step.id} offers “{found[0]}” ({where})"
    if plan.answers["number"] == "keep" and plan.route.ends_line == "yes" and moves is None:
        yield "the number is kept and nothing moves it"


def words_to_say(step: PlanStep) -> Iterator[tuple[str, str]]:
    """Everything in English that a person may read out or send from a page."""
    catalogue = shipped()
    yield from ((check.id, check.say["en"]) for check in step.checks if check.say)
    yield from ((reply.id, reply.answer["en"]) for reply in step.replies)
    yield from ((shown.key, shown.question["en"]) for shown in (*step.facts, *step.more) if shown.question)
    yield from ((topic.key, topic.topic.ask["en"]) for topic in step.open_topics)
    if step.step.script:
        script = catalogue.script_by_id[step.step.script]
        yield from ((script.id, line.text["en"]) for line in script.lines if line.who == "you")
    if step.step.letter:
        yield step.step.letter, catalogue.letter_by_id[step.step.letter].body


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
        if {shown.fact.topic for shown in (*step.facts, *step.more)} & OWNER_SEES:
            yield f"{step.id} shows how to reach the carrier"
        own = [shown for shown in (*step.facts, *step.more) if shown.key.startswith(f"{plan.carrier.slug}/")]
        if step.open_topics or any(shown.question for shown in own):
            yield f"{step.id} has something asked of the carrier"
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
    for shown in (*step.facts, *step.more):
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
    for reply in step.replies:
        yield from (reply.hears, reply.answer, reply.then)


_SOUND: set[int] = set()
"""Texts seen to be whole. What they are filled with is the same everywhere: the brand's name."""


def text_broken(text: Text, plan: Plan) -> Iterable[str]:
    """Whether a text stands in the languages of its author, with everything filled in. Others: `simexit check`."""
    if id(text) in _SOUND:
        return ()
    for language in ("en", "zh-Hans"):
        shown = fill(text.get(language, ""), plan.values(language))
        if not shown.strip() or "{" in shown or "}" in shown:
            return [f"{language}: {shown!r}"]
    _SOUND.add(id(text))
    return ()


# --- no answer dropped -----------------------------------------------------------------------------------------------


def face(plan: Plan) -> bytes:
    """All that a person sees of a plan but the answers themselves."""
    seen = msgspec.to_builtins(plan)
    for key in ("given", "answers", "questions_open", "notices"):
        del seen[key]
    days = [plan.answers.get(day.start) for sitting in plan.sittings for day in sitting.day]
    days += [plan.answers.get(rule.start) for step in plan.steps for rule in step.dates]
    return msgspec.json.encode([seen, days, plan.answers["where"] == "us"])


@pytest.mark.parametrize("part", range(6))
def test_an_answer_changes_the_plan_or_is_told_not_to(part: int) -> None:
    catalogue = shipped()
    rng = random.Random(f"unused {part}")
    for slug in rng.sample(SLUGS, 12):
        given = {"carrier": slug, **{key: rng.choice(values) for key, values in CHOICES.items()}}
        plan = resolve(given, catalogue, TODAY)
        told = {one.key: one for one in unused(plan, catalogue, TODAY)}
        for key, value in given.items():
            if key == "carrier":
                continue
            if key in told:
                assert (told[key].value, sorted(told[key].why)) == (value, sorted(told[key].why))
                assert told[key].why["en"]
                assert told[key].why["zh-Hans"]
                continue
            others = [{**given, key: other} for other in CHOICES[key] if other != value]
            assert any(face(resolve(other, catalogue, TODAY)) != face(plan) for other in others), (key, given)


TRAVEL = [
    carrier.slug for carrier in shipped().carriers if carrier.kind == "travel-esim" and carrier.status != "closed"
]


@pytest.mark.parametrize("slug", TRAVEL)
def test_a_number_of_a_travel_brand_is_moved_when_it_is_kept(slug: str) -> None:
    given = {"carrier": slug, "service": "voice", "number": "keep", "reason": "leaving"}
    plan = resolve(given, shipped(), TODAY)
    ids = [step.id for step in plan.steps]
    moved = next(index for index, step in enumerate(plan.steps) if step.step.moves_number)
    assert moved < ids.index("remove-sim")
    assert "number" not in {one.key for one in unused(plan, shipped(), TODAY)}


# --- what is written is somebody's -----------------------------------------------------------------------------------


def test_every_route_step_check_field_and_reply_is_in_some_plan() -> None:
    """With the answers that the covering array and the random rows happen to have; what is in none is dead."""
    seen: set[str] = set()
    for slug in SLUGS:
        for given in combinations_of(slug):
            plan = resolve(given, shipped(), TODAY)
            seen.add(f"route {plan.route.id}")
            for step in plan.steps:
                seen.add(f"step {step.id}")
                seen |= {f"check {step.id}/{check.id}" for check in step.checks}
                seen |= {f"field {step.id}.{field.id}" for field in step.fields}
                seen |= {f"reply {reply.id}" for reply in step.replies}
    catalogue = shipped()
    wanted = {f"route {route.id}" for route in catalogue.routes} | {f"step {step.id}" for step in catalogue.steps}
    wanted |= {f"check {step.id}/{check.id}" for step in catalogue.steps for check in step.checks}
    wanted |= {f"field {step.id}.{field.id}" for step in catalogue.steps for field in step.fields}
    in_troubles = {f"reply {name}" for trouble in catalogue.troubles for name in trouble.replies}
    wanted |= {f"reply {reply.id}" for reply in catalogue.replies} - in_troubles
    assert wanted - seen == set()


# --- the whole product -----------------------------------------------------------------------------------------------

BY_ITSELF = ("subscriptions", "us_card", "old_device", "codes", "lines", "sim", "equipment", "other_lines")
"""Answers that only add or leave out something of their own step: drawn at random beside the product."""


def shape(carrier: Carrier) -> str:
    """What the conditions of routes and steps can see of a carrier: what it is, and how its brand can be paid for."""
    records = shipped().brands[carrier.brand or carrier.slug]
    seen = {
        "kind": carrier.kind if carrier.kind in ("travel-esim", "data-only") else "phone",
        "slug": carrier.slug if carrier.kind == "none" else "",
        "closed": carrier.status == "closed",
        "forms": [sorted(carrier.billing), sorted(carrier.sim), bool(carrier.brand)],
        "sides": sorted({form for record in records for form in record.billing}),
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
    columns = {key: values for key, values in CHOICES.items() if key not in BY_ITSELF}
    rng = random.Random(slug)
    for values in itertools.product(*columns.values()):
        given = {"carrier": slug, **dict(zip(columns, values, strict=True))}
        given |= {key: rng.choice(CHOICES[key]) for key in BY_ITSELF}
        answers, carrier, _ = complete(given, shipped())
        same = (carrier.slug, *(answers[key] for key in columns))
        if same in seen:
            continue
        seen.add(same)
        told += [f"{sentence} {given}" for sentence in broken(given)]
        assert len(told) < 20, told
    assert told == []
