"""Finding the carrier from whatever the person has: a name in any spelling, a line of a bank statement, digits.

Digits name a network at best, never the brand: many brands run on one network (fact `network-is-not-brand`).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import Literal, NamedTuple, get_args

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.look_alike import distance
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


Why = Literal["name", "other name", "beginning", "part", "in it", "spelling", "owner", "note", "network", "guess"]
"""How an entry fits what was typed: from its very name down to a mere guess."""


class Match(NamedTuple):
    """One entry of the list and why it is shown."""

    brand: str
    why: Why
    name: str = ""
    """The name that fits, as the brand writes it; for an owner the company's."""
    record: str = ""
    """The record whose name it is: `GoPhone` is AT&T's prepaid side, not its monthly bills."""


class Found(NamedTuple):
    """What fits what was typed."""

    kind: Kind
    """What it was taken for."""
    matches: list[Match]
    """Entries of the list, the best first; what is not listed comes before mere guesses."""
    notes: list[Noted]
    network: str = ""
    """The network that digits belong to, in the words of the fact; a country for a card from abroad."""
    listed: bool = True
    """False: nothing in the list bears this name, and whatever is shown besides “not listed” is a guess."""

    @property
    def brands(self) -> list[str]:
        """The entries alone."""
        return [match.brand for match in self.matches]


def find(catalogue: Catalogue, typed: str) -> Found:
    """What fits a name, a line of a statement, an ICCID, an MCC-MNC (or IMSI), or the beginning of one of them."""
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed))
    if re.fullmatch(r"\+?\d{5,22}|89\d{2,3}", digits):
        return _by_digits(catalogue, digits)
    return _by_name(catalogue, typed)


def in_order(catalogue: Catalogue) -> list[str]:
    """All entries as a list shows them: those that most people have, the others by name, then the two for nobody."""
    popular = {slug: place for place, slug in enumerate(catalogue.other_names.popular)}
    return sorted(
        catalogue.brands,
        key=lambda slug: (
            main_record(catalogue.brands[slug]).kind == "none",
            popular.get(slug, len(popular)),
            _title(catalogue, slug),
        ),
    )


def records_of(catalogue: Catalogue, match: Match) -> list[Carrier]:
    """The records of an entry, first the one that fits: a prepaid name leads to the prepaid side."""
    first = match.record or match.brand
    return sorted(catalogue.brands[match.brand], key=lambda record: record.slug != first)


def _by_name(catalogue: Catalogue, typed: str) -> Found:
    wanted = plain(typed)
    if not wanted:
        return Found("name", [], [])
    place = {slug: number for number, slug in enumerate(in_order(catalogue))}
    own: dict[str, Match] = {}
    for slug, records in catalogue.brands.items():
        main_first = sorted(records, key=lambda record: record.brand is not None)
        fits = [match for record in main_first if (match := _fit(wanted, typed, slug, record))]
        if fits:
            own[slug] = min(fits, key=_rank)
    told = [other for other in catalogue.other_names.names if any(_is(wanted, typed, name) for name in other.names)]
    if told:
        # The name is known for what it is: nothing that merely sounds like it is offered beside it.
        own = {slug: match for slug, match in own.items() if match.why in _NAMED}
    begun = [
        other
        for other in catalogue.other_names.names
        if len(wanted) >= 3
        and not told
        and not any(match.why in _NAMED for match in own.values())
        and any(plain(name).startswith(wanted) for name in other.names)
    ]
    matches = [_told(catalogue, slug) for other in told for slug in other.carriers]
    matches += sorted(own.values(), key=lambda match: (_rank(match), place[match.brand]))
    matches += [_told(catalogue, slug) for other in begun for slug in other.carriers]
    best: dict[str, Match] = {}
    for match in matches:
        best.setdefault(match.brand, match)
    matches = list(best.values())
    notes = [Noted(other.fact, catalogue.other_names.read) for other in [*told, *begun]]
    if matches:
        listed = matches[0].brand != ANY_BRAND or matches[0].why in _NAMED
        return Found("name", matches, notes, listed=listed)
    none = [Match(ANY_BRAND, "guess")] if ANY_BRAND in catalogue.brands else []
    return Found("name", [*none, *_guesses(catalogue, wanted)], notes, listed=False)


def _told(catalogue: Catalogue, slug: str) -> Match:
    return Match(_entry(catalogue, slug), "note", record=slug)


_NAMED: tuple[Why, ...] = ("name", "other name")


def _rank(match: Match) -> int:
    return get_args(Why).index(match.why)


def _fit(wanted: str, typed: str, slug: str, record: Carrier) -> Match | None:
    """The best way in which a record fits; None if it does not."""
    found: list[Match] = []
    for name in (record.name, *(record.names or {}).values(), *record.nicknames, record.slug):
        why = _way(wanted, typed, plain(name), is_name=name in (record.name, record.slug))
        if why:
            found.append(Match(slug, why, name, record.slug))
    if not found and record.parent and len(wanted) >= 3 and _begins_a_word(wanted, record.parent):
        found.append(Match(slug, "owner", record.parent, record.slug))
    return min(found, key=_rank, default=None)


def _begins_a_word(wanted: str, company: str) -> bool:
    """Whether a company's name, or a word in it, begins so; what stands in brackets is about others."""
    words = re.sub(r"\(.*?\)|\b(?:Inc|LLC|Pte|Ltd|Corporation|Limited)\b", "", company).split()
    return any(plain("".join(words[start:])).startswith(wanted) for start in range(len(words)))


def _way(wanted: str, typed: str, name: str, *, is_name: bool) -> Why | None:
    """How a name, made plain, fits what was typed."""
    if not name:
        return None
    if wanted == name:
        return "name" if is_name else "other name"
    if name.startswith(wanted):
        return "beginning"
    if (len(wanted) >= 3 or not wanted.isascii()) and wanted in name:
        return "part"
    if _stands_in(name, typed):
        return "in it"
    return "spelling" if _misspelt(wanted, name) else None


def _is(wanted: str, typed: str, name: str) -> bool:
    """Whether what was typed is that name, or holds it as words of its own."""
    bare = plain(name)
    return wanted == bare or (len(bare) >= 4 and _stands_in(bare, typed))


_BETWEEN_WORDS = re.compile(r"[\W_]+|(?<=[a-z\d])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])(?=[a-z\d])")


def _stands_in(name: str, typed: str) -> bool:
    """Whether a name stands in a longer text as whole words (`TMOBILE*AUTO PAY`); Chinese has no spaces around them."""
    text = unicodedata.normalize("NFKC", typed).casefold()
    if not name.isascii():
        return len(name) >= 2 and name in plain(text)
    words = [word for word in _BETWEEN_WORDS.split(text) if word][:_WORDS_READ]
    for start, first in enumerate(words):
        joined = ""
        for word in words[start : start + 5]:
            joined += word
            if joined == name and len(name) >= 3 and len(words) > 1:
                return True
        # Banks cut and glue: “VERIZONWRLSS*RTCCR VB”.
        if len(name) >= 6 and first.startswith(name):
            return True
    return False


_WORDS_READ = 40
"""Of a text that somebody pasted."""


def _misspelt(wanted: str, name: str) -> bool:
    """One letter off in a name of six letters or more, two in a long one; the first letter is mostly right."""
    most = 1 if len(name) < 11 else 2
    return len(name) >= 6 and wanted[0] == name[0] and distance(wanted, name, most) <= most


_EVERYBODYS = re.compile(
    r"mobile|wireless|cellular|phone|prepaid|postpaid|esim|sim|card|usa|us|cell|telecom|plan|手机|移动|电话|卡|美国"
)
"""Words that any brand may have in its name: alone they liken nothing to nothing."""


def _guesses(catalogue: Catalogue, wanted: str, most: int = 3) -> list[Match]:
    """What looks a little like it, without the words that all have in common."""
    core = _EVERYBODYS.sub("", wanted)[:40]
    known: dict[str, Match] = {}
    for slug, records in catalogue.brands.items():
        for record in records:
            if record.kind != "none":
                for name in (record.name, *(record.names or {}).values(), *record.nicknames):
                    known.setdefault(_EVERYBODYS.sub("", plain(name)), Match(slug, "guess", name, record.slug))
    near = difflib.get_close_matches(core, [name for name in known if len(name) > 2], n=most, cutoff=0.75)
    return list({known[name].brand: known[name] for name in near}.values()) if len(core) > 2 else []


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
        # The network's own brand first, then the others as every list has them.
        place = {slug: number for number, slug in enumerate(in_order(catalogue))}
        brands.sort(key=lambda slug: (not _title(catalogue, slug).startswith(network.casefold()), place[slug]))
        others = [] if brands else _by_name(catalogue, network.partition(" (")[0]).notes
        wanted = [facts[one] for one in (fact, NOT_THE_BRAND) if one in facts]
        return Found(
            kind,
            [Match(slug, "network", network) for slug in brands],
            [*(Noted(one, home.read) for one in wanted if home), *others],
            network,
        )

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
    """What digits tell; of a name only that it is not in the list."""
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
            return "" if found.listed else _not_listed(found, _)
    more = _("The brand may be any of these; the bill shows it.") if found.network and found.brands else ""
    return _.sentences(says, more)


def _not_listed(found: Found, _: Words) -> str:
    guessed = any(match.why == "guess" and match.brand != ANY_BRAND for match in found.matches)
    return _.sentences(
        _("This name is not in the list. Choose “My carrier is not listed”: you get a whole plan all the same."),
        _("What stands below it only looks like the name you typed.") if guessed else "",
    )


def why_of(match: Match, _: Words) -> str:
    """Why an entry is shown, in a few words; nothing where its own name says it."""
    if match.why == "name" or not match.name:
        return _("see the note") if match.why == "note" else ""
    match match.why:
        case "owner":
            return _("belongs to {company}", company=match.name)
        case "network":
            return _("runs on {network}", network=match.name)
        case "spelling":
            return _("spelt almost like {name}", name=match.name)
        case "guess":
            return _("only looks like {name}", name=match.name)
        case _named:
            return _("found as {name}", name=match.name)


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
