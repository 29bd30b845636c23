"""Where a kept number can go, sorted for one person, and the three things that can become of it side by side."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.conditions import Situation, Value, holds
from simexit.core.knowledge.types import Answers, Carrier, Destination, PlaceReason, Topic, Way
from simexit.core.language.days import saved
from simexit.core.language.text import FALLBACK, Text
from simexit.core.plan import answers as sheet
from simexit.core.plan.doubt import status
from simexit.core.plan.facts import facts_of_place
from simexit.core.plan.resolve import resolve
from simexit.core.plan.types import ShownFact

BEST = 3
"""How many places are shown first."""

DOLLARS_A_POINT = 10
"""So many dollars a year cost a place one point."""

DOUBT = 2
"""Points that a cell costs which is a question."""

DEAR = 120
"""Dollars a year from which a place is called dear."""

SHORT_TIME = 14
"""Days before leaving that count as little time."""

MOST_REASONS = 2

GRAVE = 10
"""From so many points a drawback is said of one of the best too."""

Mark = Literal["yes", "no", ""]
NOTHING_HEARD: Mapping[str, str] = {}


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One thing about one place, as it stands in the table."""

    topic: Topic
    text: Text | None
    """None for the price: it is made of the row's amounts."""
    mark: Mark
    """A tick or cross where it is a yes or no."""
    facts: list[ShownFact]
    """What it rests on; the first is the one shown."""
    question: Text | None
    """What to ask first, where it is reported only or not known."""


class Price(NamedTuple):
    """Amounts in US dollars before taxes; None where no page was read that names one."""

    month: float | None
    days: int | None
    """Of the month, where it is no calendar month."""
    year: float | None
    once: float | None
    """For taking the number over."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One place as it fits this person."""

    place: Destination
    rank: int
    """1 is the best."""
    best: bool
    fit: bool
    """False where something rules it out."""
    reasons: list[Text]
    """Why it is among the best, or why not; two at most."""
    price: Price
    cells: list[Cell]
    facts: list[ShownFact]
    """All that is known of it, in the order of the topics."""
    points: int


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """All places, the best first."""

    rows: list[Row]
    left_out: dict[str, Text]
    """Places that are none for this person, and why."""
    answers: Mapping[str, str]
    """What they were sorted for."""
    carrier: Carrier


class WayCompared(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can become of the number: what it costs a year, takes and risks."""

    way: Way
    usd_year: float | None
    """Of the place that is chosen, else of the best one; None where no price is known."""
    place: Destination | None
    """The place whose price it is."""
    doubtful: bool
    """The price is reported only."""
    route: str
    steps: int
    irreversible: bool
    """Something in it cannot be undone."""


def compare(
    given: Answers, catalogue: Catalogue, today: datetime.date, heard: Mapping[str, str] = NOTHING_HEARD
) -> Table:
    """All places sorted for a person's answers. The same answers on the same day always give the same order.

    Args:
        given: question key -> answer, as the person gave them; none is needed.
        catalogue: everything that is known.
        today: the day on which facts are judged old or fresh.
        heard: what a company has answered, by the key of a fact or open topic.

    Raises:
        WrongUsage: an answer outside the closed lists (see `answers.validate`).
    """
    sheet.validate(given, catalogue)
    completed, carrier, _ = sheet.complete(given, catalogue)
    answers: dict[str, str] = {**completed, **given}  # also of a person who was not asked: the table stands on its own
    known = catalogue.place_table
    left_out: dict[str, Text] = {}
    places = []
    for place in catalogue.destinations:
        own = sheet.same_brand(place, carrier, catalogue)
        if place.kind == "stay" and place.carrier is not None and not own:
            left_out[place.id] = known.other_stay
        elif place.kind != "stay" and own:
            left_out[place.id] = known.own_carrier
        else:
            places.append(place)
    rest = {**answers, "time.left": _time_left(answers, today)}
    seen = [_seen(place, catalogue, today, heard) for place in places]
    found = [_judged(one, rest, None, catalogue) for one in seen]
    prices = [one.price.year for one in found if one.fit and one.price.year and one.place.kind == "mobile"]
    found = [_judged(one, rest, min(prices, default=None), catalogue) for one in seen]
    order = sorted(range(len(found)), key=lambda at: (not found[at].fit, -found[at].points, at))
    best: list[int] = []
    for at in order:
        fits = found[at].fit and found[at].place.status == "open"
        if fits and len(best) < BEST and found[at].place.name not in {found[other].place.name for other in best}:
            best.append(at)
    said: set[str] = set()
    rows = []
    for rank, at in enumerate([*best, *(at for at in order if at not in best)], 1):
        one = found[at]
        rows.append(
            Row(
                place=one.place,
                rank=rank,
                best=at in best,
                fit=one.fit,
                reasons=_reasons_for(one, said) if at in best else _reasons_against(one) or [known.behind],
                price=one.price,
                cells=one.cells,
                facts=one.facts,
                points=one.points,
            )
        )
    return Table(rows=rows, left_out=left_out, answers=answers, carrier=carrier)


def ways(given: Answers, catalogue: Catalogue, today: datetime.date) -> list[WayCompared]:
    """The three things that can become of the number, side by side; nothing where the plan leaves no choice.

    Raises:
        WrongUsage: an answer outside the closed lists.
    """
    table = compare(given, catalogue, today)
    rest = {key: value for key, value in given.items() if key not in ("number", "destination")}
    found = []
    for way in catalogue.place_table.ways:
        plan = resolve({**rest, "number": way.number}, catalogue, today)
        row = _row_for(way, table, given.get("destination"))
        nothing = way.number == "release"
        found.append(
            WayCompared(
                way=way,
                usd_year=0 if nothing else row.price.year if row else None,
                place=row.place if row else None,
                doubtful=not nothing and (row is None or row.cells[0].question is not None),
                route=plan.route.id,
                steps=len(plan.steps),
                irreversible=any(step.step.irreversible for step in plan.steps),
            )
        )
    return found if len({one.route for one in found}) == len(found) else []


def _row_for(way: Way, table: Table, chosen: str | None) -> Row | None:
    stays = way.number == "park"
    rows = [row for row in table.rows if way.number != "release" and (row.place.kind == "stay") == stays]
    mine = [row for row in rows if row.place.id == chosen]
    best = [row for row in rows if row.best or stays]
    priced = [row for row in best if row.price.year is not None]
    return next(iter([*mine, *priced, *best]), None)


# --- one place -------------------------------------------------------------------------------------------------------


class _Seen(NamedTuple):
    """What is known of a place, whoever asks."""

    place: Destination
    price: Price
    cells: list[Cell]
    facts: list[ShownFact]


class _Judged(NamedTuple):
    place: Destination
    fit: bool
    points: int
    holding: list[PlaceReason]
    price: Price
    cells: list[Cell]
    facts: list[ShownFact]


def _seen(place: Destination, catalogue: Catalogue, today: datetime.date, heard: Mapping[str, str]) -> _Seen:
    facts = facts_of_place(place, catalogue, today, heard)
    topics = [catalogue.destination_topic_by_id[name] for name in catalogue.place_table.columns]
    cells = [_cell(place, topic, facts, catalogue, today) for topic in topics]
    return _Seen(place, price_of(place), cells, facts)


def _judged(seen: _Seen, rest: Mapping[str, str], cheapest: float | None, catalogue: Catalogue) -> _Judged:
    place, price, cells, facts = seen
    situation = Situation({**rest, **_values(place, price, cheapest)}, frozenset())
    holding = [reason for reason in catalogue.place_table.reasons if holds(reason.when, situation)]
    points = sum(reason.points for reason in holding) - DOUBT * sum(cell.question is not None for cell in cells)
    points -= round((price.year or 0) / DOLLARS_A_POINT)
    return _Judged(place, not any(reason.unfit for reason in holding), points, holding, price, cells, facts)


def price_of(place: Destination) -> Price:
    """What a place costs, as far as a page was read that says it."""
    month, year = _value(place, "price_month"), _value(place, "price_year")
    amount, days, total = _number(month.get("usd")), month.get("days"), _number(year.get("usd"))
    ends = _value(place, "keep_alive").get("by") == "ends"  # what holds for a season has no price a year
    if total is None and amount is not None and not ends:
        total = round(amount * (365 / days if days else 12), 2)
    return Price(amount, days if isinstance(days, int) else None, total, _number(year.get("once")))


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _value(place: Destination, topic: str) -> dict[str, Any]:
    """The value of the first fact of a topic; empty where there is none."""
    value = next((fact.value for fact in place.of_topic(topic)), None)
    return value if isinstance(value, dict) else {}


def _values(place: Destination, price: Price, cheapest: float | None) -> dict[str, Value]:
    texts = [fact.value for fact in place.of_topic("sms_abroad") if isinstance(fact.value, dict)]
    keep = _value(place, "keep_alive")
    possible = _value(place, "from_abroad").get("possible")
    return {
        "place.id": place.id,
        "place.kind": place.kind,
        "place.status": place.status,
        "place.from_abroad": "unknown" if possible is None else "yes" if possible else "no",
        "place.port_in": _port_in(place),
        "place.texts": texts[0].get("way", ["unknown"]) if texts else ["unknown"],
        "place.china": "yes" if any(value.get("china") for value in texts) else "no",
        "place.set_up": "us" if any(value.get("set_up") == "us" for value in texts) else "anywhere",
        "place.keeps": keep.get("by", "unknown"),
        "place.rhythm": _rhythm(keep.get("days")),
        "place.price": _price_word(price, cheapest),
    }


def _port_in(place: Destination) -> str:
    facts = place.of_topic("port_in")
    return "unknown" if not facts else "known" if _value(place, "port_in").get("sure", True) else "unsure"


def _rhythm(days: int | None) -> str:
    if days is None:
        return "unknown"
    return "week" if days <= 7 else "month" if days <= 31 else "season" if days <= 100 else "year"


def _price_word(price: Price, cheapest: float | None) -> str:
    if price.year is None:
        return "unknown"
    if not price.year:
        return "free"
    return "cheapest" if price.year == cheapest else "dear" if price.year > DEAR else "known"


def _time_left(answers: Mapping[str, str], today: datetime.date) -> str:
    """Nothing where nobody leaves or the day is not known."""
    day = saved(answers.get("leaving_on")) if answers.get("where") == "leaving" else None
    if day is None:
        return ""
    return "short" if (day - today).days < SHORT_TIME else "enough"


def _cell(place: Destination, topic: Topic, facts: list[ShownFact], catalogue: Catalogue, today: datetime.date) -> Cell:
    known = catalogue.place_table
    mine = [shown for shown in facts if shown.fact.topic == topic.id]
    value = mine[0].fact.value if mine and isinstance(mine[0].fact.value, dict) else {}
    text = mine[0].fact.short if mine else known.unknown
    question = mine[0].question if mine else topic.ask
    mark: Mark = ""
    match topic.id:
        case "price_month":
            mine = mine or [shown for shown in facts if shown.fact.topic == "price_year"]
            question = (mine[0].question if mine else topic.ask) if price_of(place).year is not None else topic.ask
            text = None
        case "sms_abroad":
            mark = "" if not mine else "no" if value.get("way") == ["none"] else "yes"
        case "bank_codes":
            mark = "yes" if place.kind in ("mobile", "stay") else "no"
            if not mine:
                text, mine = getattr(known.kinds, place.kind), _of_codes(catalogue, today)
                question = None
        case "from_abroad":
            possible = value.get("possible")
            mark = "" if possible is None else "yes" if possible else "no"
            if place.kind == "stay":
                question = None
        case "keep_alive":
            mark = "yes" if value.get("by") == "itself" else "no" if value.get("by") == "ends" else ""
    return Cell(topic=topic, text=text, mark=mark, facts=mine, question=question)


def _of_codes(catalogue: Catalogue, today: datetime.date) -> list[ShownFact]:
    name = catalogue.place_table.codes_fact
    fact = catalogue.common_by_id.get(name)
    if fact is None:
        return []
    read = catalogue.read_by_common[name]
    key = f"{name.partition('.')[0]}/{fact.id}"
    return [ShownFact(key=key, fact=fact, read=read, status=status(fact, read, today), question=None)]


def _reasons_for(one: _Judged, said: set[str]) -> list[Text]:
    """The weightiest things that speak for it; what a better place is praised for already comes last."""
    good = [reason for reason in one.holding if reason.points > 0]
    good.sort(key=lambda reason: (reason.id in said, -reason.points))
    said.update(reason.id for reason in good[:MOST_REASONS])
    against = [reason for reason in one.holding if reason.points <= -GRAVE and not reason.unfit]
    against.sort(key=lambda reason: reason.points)
    return [reason.says for reason in [*good[: MOST_REASONS - bool(against)], *against[:1]]]


def _reasons_against(one: _Judged) -> list[Text]:
    bad = sorted((reason for reason in one.holding if reason.points < 0), key=lambda reason: reason.points)
    bad = bad[:1] if bad and bad[0].unfit else bad[:MOST_REASONS]
    dear = [reason for reason in one.holding if not reason.points]
    return [reason.says for reason in (bad or dear) if reason.says.get(FALLBACK)]
