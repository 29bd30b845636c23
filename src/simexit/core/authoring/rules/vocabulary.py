"""Rules on conditions: a closed vocabulary, and what each word of it may be compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.findings import Fault, nearest
from simexit.core.knowledge.types import (
    Carrier,
    CarrierKind,
    Condition,
    Fact,
    PlacedStep,
    PlaceKind,
    PlaceReason,
    PlaceStatus,
    Question,
    Route,
)
from simexit.core.plan.answers import carrier_values

CHANNELS = ("online", "app", "chat", "phone", "store", "email", "mail", "port-out", "let-expire", "social")
"""The ways in which a line is ended, as values of `cancel_channels` facts."""

STATUSES = ("active", "closing", "closed", "unknown")
"""What a carrier may be, but for `merged-into:<slug>`."""

CHANNELS_KEY = "carrier.channels"
"""What conditions call the ways to cancel that hold for this person."""

PLACE_KEYS: dict[str, tuple[str, ...] | None] = {
    "place.id": None,
    "place.kind": get_args(PlaceKind),
    "place.status": get_args(PlaceStatus),
    "place.from_abroad": ("yes", "no", "unknown"),
    "place.port_in": ("known", "unsure", "unknown"),
    "place.texts": ("roaming", "wifi", "internet", "none", "unknown"),
    "place.china": ("yes", "no"),
    "place.set_up": ("us", "anywhere"),
    "place.keeps": ("itself", "pay", "balance", "use", "ends", "unknown"),
    "place.rhythm": ("week", "month", "season", "year", "unknown"),
    "place.price": ("free", "cheapest", "dear", "known", "unknown"),
    "time.left": ("short", "enough"),
}
"""What of a destination a reason may look at (see `plan.destinations`), with its values."""

MOST_LISTED = 12
"""How many allowed values a suggestion lists; the carriers are too many."""


@rule("condition-shape")
def condition_shape(folder: Folder) -> Iterator[Fault]:
    """A condition has exactly one key, and compares something known with one of its values.

    Anything else never holds, or always, and the plan is wrong without a word.
    """
    for item in folder.items(Condition):
        yield from faults_of(item, folder)


def faults_of(item: Item[Condition], folder: Folder) -> Iterator[Fault]:
    """What is wrong with one condition, but for the parts inside it."""
    condition = item.value
    given = {
        "all": condition.all_,
        "any": condition.any_,
        "not": condition.not_,
        "is": condition.is_,
        "in": condition.in_,
        "has_fact": condition.has_fact,
    }
    used = [key for key, value in given.items() if value is not None]
    if len(used) != 1:
        sentence = "A condition has exactly one of `all`, `any`, `not`, `is`, `in`, `has_fact`"
        yield item.fault((), f"{sentence}; this has {' and '.join(used) or 'none'}.", "join them with `all`")
    for key in ("all", "any", "is", "in"):
        if given[key] in ([], {}):
            yield item.fault((key,), f"`{key}` is empty.", "leave the condition out if it is always so")
    for key, compared in (("is", condition.is_), ("in", condition.in_)):
        if compared and len(compared) > 1:
            yield item.fault((key,), f"`{key}` compares {len(compared)} things at once.", "join them with `all`")
    for name, value in (condition.is_ or {}).items():
        yield from _comparison(item, ("is", name), name, [value], folder)
    for name, values in (condition.in_ or {}).items():
        yield from _comparison(item, ("in", name), name, values, folder)
    hidden = _hidden_from(item)
    if condition.has_fact is not None and "has_fact" in hidden:
        yield item.fault(("has_fact",), "`has_fact` is not known yet where this condition is looked at.")


def _comparison(
    item: Item[Condition], path: tuple[str, str], name: str, values: list[str], folder: Folder
) -> Iterator[Fault]:
    if name in _hidden_from(item):
        yield item.fault(path, f"`{name}` is not known yet where this condition is looked at.")
        return
    if item.within(PlaceReason) and name in PLACE_KEYS:
        values_of = PLACE_KEYS[name] or sorted(folder.names["destination"])
        for value in values:
            if value not in values_of:
                hint = nearest(value, values_of) or f"its values: {', '.join(values_of[:MOST_LISTED])}"
                yield item.fault(path, f"`{value}` is not a value of `{name}`.", hint)
        return
    keys = {*folder.names["question"], *carrier_keys(folder), "route"}
    if name not in keys:
        yield item.fault(path, f"`{name}` is nothing that a condition can look at.", nearest(name, keys))
        return
    allowed = _allowed(name, folder)
    for value in values:
        if allowed is not None and value not in allowed:
            few = f"its values: {', '.join(sorted(allowed))}" if 0 < len(allowed) <= MOST_LISTED else ""
            hint = nearest(value, allowed) or few
            yield item.fault(path, f"`{value}` is not a value of `{name}`.", hint)


def carrier_keys(folder: Folder) -> set[str]:
    """What of a carrier a condition may look at: what plans know of it."""
    return {*carrier_values(folder.catalogue.carriers[0]), CHANNELS_KEY} if folder.catalogue.carriers else set()


def _allowed(name: str, folder: Folder) -> set[str] | None:
    """The values that something may have; None where any word will do."""
    carriers = folder.catalogue.carriers
    match name:
        case "route":
            return folder.names["route"]
        case "carrier.slug":
            return folder.names["carrier"]
        case "carrier.kind":
            return set(get_args(CarrierKind))
        case "carrier.status":
            return {*STATUSES, *(carrier.status for carrier in carriers)}
        case "carrier.billing":
            return {"prepaid", "postpaid"}
        case "carrier.network":
            return {network for carrier in carriers for network in carrier.network}
        case "carrier.channels":
            return set(CHANNELS)
    question = folder.catalogue.question_by_key[name]
    match question.kind:
        case "carrier":
            return folder.names["carrier"]
        case "destination":
            return {*folder.names["destination"], "unsure"}
        case "country":
            return None
    return {choice.id for choice in question.choices}


def _hidden_from(item: Item[Any]) -> tuple[str, ...]:
    """What is not known yet when this condition is looked at: the route comes first, then the carrier's facts."""
    of_route = item.within(Route) is not None and item.within(PlacedStep) is None
    if item.within(Question) is not None or of_route:
        return ("route", CHANNELS_KEY, "has_fact")
    if item.within(Fact) is not None and item.within(Carrier) is not None:
        return (CHANNELS_KEY, "has_fact")
    return ()
