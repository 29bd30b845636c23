"""Finding the carrier from whatever the person has: a name in any spelling, a line of a bank statement, digits.

Digits name a network at best, never the brand: many brands run on one network (fact `network-is-not-brand`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Carrier, Fact
from simexit.core.language.messages import Words

ANY_BRAND = "unlisted"
"""The record that holds what is known about telling cards apart."""

ICCID_US, ICCID_ABROAD = "iccid-us-networks", "iccid-countries"
CODES_US, CODES_ABROAD = "mcc-mnc-us", "mcc-mnc-foreign"
NOT_THE_BRAND = "network-is-not-brand"

Kind = Literal["name", "card", "network code", "phone number", "unknown digits"]


class Noted(NamedTuple):
    """A fact about what was typed."""

    fact: Fact
    read: str
    """The day on which its page was read."""


class Found(NamedTuple):
    """What fits what was typed."""

    kind: Kind
    """What it was taken for."""
    brands: list[str]
    """Entries of the list, the best first."""
    notes: list[Noted]
    network: str = ""
    """The network that digits belong to, in the words of the fact; a country for a card from abroad."""


def find(catalogue: Catalogue, typed: str) -> Found:
    """What fits a name, a line of a statement, an ICCID, an MCC-MNC (or IMSI), or the beginning of one of them."""
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed))
    if re.fullmatch(r"\+?\d{5,22}|89\d{2,3}", digits):
        return _by_digits(catalogue, digits)
    return _by_name(catalogue, typed)


def _by_name(catalogue: Catalogue, typed: str) -> Found:
    wanted = plain(typed)
    ranks: dict[str, int] = {}
    notes = []
    if wanted:
        for slug, records in catalogue.brands.items():
            rank = min(_rank(wanted, record) for record in records)
            if rank < _NO_MATCH:
                ranks[slug] = rank
        for other in catalogue.other_names.names:
            if len(wanted) >= 3 and any(_hit(wanted, plain(name)) for name in other.names):
                notes.append(Noted(other.fact, catalogue.other_names.read))
                for place, carrier in enumerate(other.carriers):
                    slug = _entry(catalogue, carrier)
                    ranks[slug] = min(ranks.get(slug, _NO_MATCH), place)
    brands = sorted(ranks, key=lambda slug: (ranks[slug], _title(catalogue, slug)))
    if wanted and not brands:
        brands = [_entry(catalogue, slug) for slug in catalogue.nearest_slugs(typed)]
    return Found("name", list(dict.fromkeys(brands)), notes)


def _by_digits(catalogue: Catalogue, digits: str) -> Found:
    home = catalogue.carrier_by_slug.get(ANY_BRAND)
    facts = {fact.id: fact for fact in home.facts} if home else {}

    def named(fact: str, prefixes_of: str) -> str:
        """Of the names in a fact's value, the one whose longest number begins these digits."""
        best, found = "", ""
        numbers = facts[fact].value if fact in facts else {}
        for name, prefixes in numbers.items():
            for prefix in prefixes:
                if prefixes_of.startswith(prefix) and len(prefix) > len(best):
                    best, found = prefix, name
        return found

    def known(kind: Kind, fact: str, network: str) -> Found:
        brands = [
            slug
            for slug, records in catalogue.brands.items()
            if any(network in name for record in records for name in record.network)
        ]
        # The network's own brand first, then the others by name.
        brands.sort(key=lambda slug: (not _title(catalogue, slug).startswith(network.casefold()), slug))
        others = [] if brands else _by_name(catalogue, network.partition(" (")[0]).notes
        wanted = [facts[one] for one in (fact, NOT_THE_BRAND) if one in facts]
        return Found(kind, brands, [*(Noted(one, home.read) for one in wanted if home), *others], network)

    if digits.startswith("89"):
        for fact in (ICCID_US, ICCID_ABROAD):
            network = named(fact, digits)
            if network:
                return known("card", fact, network)
        return Found("unknown digits", [], [])
    if len(digits) in (5, 6, 14, 15):  # MCC-MNC alone, or the IMSI that begins with it
        for fact in (CODES_US, CODES_ABROAD):
            network = named(fact, digits)
            if network:
                return known("network code", fact, network)
        return Found("unknown digits", [], [])
    return Found("phone number" if len(digits) >= 10 else "unknown digits", [], [])


def said_of(found: Found, _: Words) -> str:
    """What digits tell; nothing for a name."""
    match found.kind:
        case "card":
            says = _("These digits show where the card comes from: {network}.", network=found.network)
        case "network code":
            says = _("These digits belong to the network {network}.", network=found.network)
        case "phone number":
            says = _("A phone number does not show the carrier, because numbers move. Look at the bill.")
        case "unknown digits":
            says = _("These digits are in none of our lists. Look at the bill, the card or the app.")
        case _name:
            return ""
    more = _("The brand may be any of these; the bill shows it.") if found.network and found.brands else ""
    return _.sentences(says, more)


_NO_MATCH = 9


def _rank(wanted: str, carrier: Carrier) -> int:
    """How well a record fits: 0 its name, 1 its beginning, 2 a part, 3 it is part of what was typed, 4 its owner."""
    own = [plain(name) for name in (carrier.slug, carrier.name, *(carrier.names or {}).values(), *carrier.nicknames)]
    own = [name for name in own if name]
    if wanted in own:
        return 0
    if any(name.startswith(wanted) for name in own):
        return 1
    if any(wanted in name for name in own):
        return 2
    if any(len(name) >= 5 and name in wanted for name in own):
        return 3
    return 4 if carrier.parent and len(wanted) >= 3 and wanted in plain(carrier.parent) else _NO_MATCH


def _hit(wanted: str, name: str) -> bool:
    return name.startswith(wanted) or (len(name) >= 5 and name in wanted)


def plain(text: str) -> str:
    """A name without what people write differently: capitals, accents' forms, spaces and marks."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())


def _entry(catalogue: Catalogue, slug: str) -> str:
    return catalogue.carrier(slug).brand or slug


def _title(catalogue: Catalogue, slug: str) -> str:
    return main_record(catalogue.brands[slug]).name.casefold()


def main_record(records: list[Carrier]) -> Carrier:
    """The record that gives a brand its name: the one that the others name as their brand."""
    return next((record for record in records if record.brand is None), records[0])
