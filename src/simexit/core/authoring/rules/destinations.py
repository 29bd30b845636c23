"""Rules on `destinations.yaml`: values that can be compared, sources that may be shown, sentences that fit a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.findings import Fault, nearest
from simexit.core.knowledge.sources import host_name
from simexit.core.knowledge.types import Destination, Fact
from simexit.core.language.text import FALLBACK
from simexit.core.plan.doubt import PRICES

MOST_WORDS = 30
"""English words of a statement."""

MOST_SHORT = 9
"""English words of a cell: three lines of 25 letters."""

WORDS: dict[str, tuple[str, ...]] = {
    "by": ("itself", "pay", "balance", "use", "ends"),
    "set_up": ("us",),
    "way": ("roaming", "wifi", "internet", "none"),
    "where": ("us",),
}
"""Keys of values that hold words, and the words."""

KEYS: dict[str, tuple[str, ...]] = {
    "price_month": ("usd", "days"),
    "price_year": ("usd", "usd_high", "once", "first", "first_deposit"),
    "port_in": ("where", "hours", "business_days", "sure"),
    "from_abroad": ("possible",),
    "sms_abroad": ("way", "set_up", "usd", "china"),
    "keep_alive": ("days", "by"),
}
"""Topics whose values are compared, and the keys that they may have."""


@rule("place-value")
def place_value(folder: Folder) -> Iterator[Fault]:
    """What places are compared by (price, texts, start from abroad, upkeep) is of a closed form.

    A misspelt value counts as not known, and the place stands in the wrong row.
    """
    for fact, _ in _facts(folder):
        allowed = KEYS.get(fact.value.topic)
        if allowed is None:
            continue
        value = fact.value.value
        if value is None and fact.value.topic == "port_in":
            continue  # that it takes numbers is said by the fact itself
        if not isinstance(value, dict):
            yield fact.fault(("value",), "The value must be a map.", f"its keys: {', '.join(allowed)}")
            continue
        for key, one in value.items():
            if key not in allowed:
                hint = nearest(str(key), allowed) or f"its keys: {', '.join(allowed)}"
                yield fact.fault(("value", key), f"`{key}` is not compared.", hint)
            elif key in WORDS:
                for word in one if isinstance(one, list) else [one]:
                    if word not in WORDS[key]:
                        hint = nearest(str(word), WORDS[key]) or f"one of: {', '.join(WORDS[key])}"
                        yield fact.fault(("value", key), f"`{word}` is not a value of `{key}`.", hint)
            elif key in ("possible", "china", "sure"):
                if not isinstance(one, bool):
                    yield fact.fault(("value", key), f"`{key}` must be true or false.", "leave it out if unknown")
            elif isinstance(one, bool) or not isinstance(one, int | float) or one < 0:
                yield fact.fault(("value", key), f"`{key}` must be a number.")


@rule("reported-elsewhere")
def reported_elsewhere(folder: Folder) -> Iterator[Fault]:
    """What somebody else has read is shown with the company's own page to open, so that is its source.

    Without that page nobody can look, and the topic's question is the better answer.
    """
    for fact, place in _facts(folder):
        if (
            fact.value.reported_on is not None
            and folder.hosts.kind(fact.value.source, _slug(place.value)) != "official"
        ):
            sentence = f"{host_name(fact.value.source)} is no host of {place.value.name}."
            yield fact.fault(("source",), sentence, "name the company's own page, or leave the fact out")
    for item in folder.items(Destination):
        site = item.value.site
        if site is not None and folder.hosts.kind(site, _slug(item.value)) != "official":
            yield item.fault(("site",), f"`{site}` is on none of its domains.", "add it to `official_domains`")


@rule("place-sentence")
def place_sentence(folder: Folder) -> Iterator[Fault]:
    """A statement on a place has thirty words at most, and its cell in the table nine.

    A reader compares; who wants more opens the source.
    """
    columns = folder.catalogue.place_table.columns
    for fact, place in _facts(folder):
        for key, most in (("says", MOST_WORDS), ("short", MOST_SHORT)):
            text = getattr(fact.value, key) or {}
            words = len(text.get(FALLBACK, "").split())
            if words > most:
                yield fact.fault((key, FALLBACK), f"{words} words where {most} fit.", "make it shorter")
        first = place.value.of_topic(fact.value.topic)[0].id == fact.value.id
        shown = fact.value.topic in columns and fact.value.topic not in PRICES
        if shown and first and fact.value.short is None:
            yield fact.fault((), "The table has no words for this.", "add `short:`")


def _slug(place: Destination) -> str:
    return place.carrier or place.id


def _facts(folder: Folder) -> Iterator[tuple[Item[Fact], Item[Destination]]]:
    for fact in folder.items(Fact):
        place: Item[Any] | None = fact.within(Destination)
        if place is not None:
            yield fact, place
