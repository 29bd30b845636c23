"""Rules on conditions: a closed vocabulary, and what each word of it may be compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.findings import Fault, nearest
from simexit.core.knowledge.types import Carrier, CarrierKind, Condition, Fact, Question, Route

CHANNELS = ("online", "app", "chat", "phone", "store", "email", "mail", "port-out", "let-expire", "social")
"""The ways in which a line is ended, as values of `cancel_channels` facts."""

STATUSES = ("active", "closing", "closed", "unknown")
"""What a carrier may be, but for `merged-into:<slug>`."""

CARRIER_KEYS = (
    "carrier.slug",
    "carrier.kind",
    "carrier.status",
    "carrier.billing",
    "carrier.network",
    "carrier.channels",
)
"""What of a carrier a condition may look at."""

MOST_LISTED = 12
"""How many allowed values a suggestion lists; the carriers are too many."""

CHANNEL_TOPIC = "cancel_channels"

NOTHING_OFFERED = ("none", "n/a")
"""Values that say that a thing does not exist; `has_fact` does not count them (see `plan.resolve`)."""


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
    keys = {*folder.known.of("question"), *CARRIER_KEYS, "route"}
    if name not in CARRIER_KEYS and name != "route" and folder.known.lacks("question", name):
        yield item.fault(path, f"`{name}` is nothing that a condition can look at.", nearest(name, keys))
        return
    allowed = _allowed(name, folder)
    for value in values:
        if allowed is not None and value not in allowed:
            few = f"its values: {', '.join(sorted(allowed))}" if 0 < len(allowed) <= MOST_LISTED else ""
            hint = nearest(value, allowed) or few
            yield item.fault(path, f"`{value}` is not a value of `{name}`.", hint)


def _allowed(name: str, folder: Folder) -> set[str] | None:
    """The values that something may have; None where they cannot be known because a file is broken."""
    carriers = [item.value for item in folder.items(Carrier)]
    slugs = folder.known.all_of("carrier")
    match name:
        case "route":
            return folder.known.all_of("route")
        case "carrier" | "carrier.slug":
            return slugs
        case "carrier.kind":
            return set(get_args(CarrierKind))
        case "carrier.status":
            return {*STATUSES, *(carrier.status for carrier in carriers)}
        case "carrier.billing":
            return {"prepaid", "postpaid"}
        case "carrier.network":
            return {network for carrier in carriers for network in carrier.network} if slugs is not None else None
        case "carrier.channels":
            return set(CHANNELS)
    question = next((one.value for one in folder.items(Question) if one.value.key == name), None)
    if question is None:
        return None
    return slugs if question.kind == "carrier" else {choice.id for choice in question.choices}


def _hidden_from(item: Item[Any]) -> tuple[str, ...]:
    """What is not known yet when this condition is looked at: the route comes first, then the carrier's facts."""
    if item.within(Question) is not None or item.within(Route) is not None:
        return ("route", "carrier.channels", "has_fact")
    if item.within(Fact) is not None and item.within(Carrier) is not None:
        return ("carrier.channels", "has_fact")
    return ()
