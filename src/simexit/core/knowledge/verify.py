"""Judges a link, a mail address or a phone number that somebody was given: official, unknown or suspicious, and why."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from simexit.core.errors import N_
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.links import belongs, host_of
from simexit.core.knowledge.look_alike import look_alike, wears
from simexit.core.knowledge.phone_numbers import e164, plainly, spoken
from simexit.core.knowledge.types import Carrier, Fact, KnownOwner, Source

Verdict = Literal["official", "unknown", "suspicious"]

VERDICTS: dict[Verdict, str] = {
    "official": N_("Official."),
    "unknown": N_("Not confirmed."),
    "suspicious": N_("Suspicious."),
}
"""Each verdict as it is said before its reason."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict with its reason: a message of `i18n` and its values."""

    verdict: Verdict
    message: str
    values: dict[str, str]


def verify(text: str, catalogue: Catalogue, carrier: Carrier | None = None) -> Judgement:
    """Judge a link, mail address or number against what is known of all carriers, or of the one the person has.

    `official` never means that a page or caller can be trusted with a PIN or code; the screens say so.
    """
    text = text.strip()
    if carrier and carrier.kind == "none":
        carrier = None  # whose line it is, is not known: nothing can be said to belong to somebody else
    short = _short_number(text, catalogue, carrier)
    if short:
        return short
    number = _one_number(text, catalogue)
    if number:
        return _number(number, catalogue, carrier)
    written = _unwrapped(text)
    if re.fullmatch(r"(?:mailto:)?[^\s@/:?#]+@[^\s@/:?#]+\.[^\s@/:?#]+", written):
        return _mail(written.removeprefix("mailto:").lower(), catalogue, carrier)
    if "." in written and not re.search(r"\s", written):
        return _link(written, catalogue, carrier)
    if len(_DIGITS.findall(text)) > 1 or (_DIGITS.search(text) and "." in text):
        return _said(
            "unknown", N_("There is more here than one number or link. Paste one at a time, and nothing else.")
        )
    return _said("unknown", N_("This is neither a link nor a US phone number. Paste one of them."))


def _said(verdict: Verdict, message: str, **values: str) -> Judgement:
    return Judgement(verdict=verdict, message=message, values=values)


def _unwrapped(text: str) -> str:
    """Without the quotes and brackets that come along when one copies."""
    return text.strip(" \t\r\n\"'“”‘’<>«»「」『』《》（）()[]").rstrip(",;。，；！!")


# --- numbers ---------------------------------------------------------------------------------------------------------

_DIGITS = re.compile(r"\d[\d().\s-]{6,}\d")

# What people and pages write before a number, and after it. Anything else beside a number makes it none: what follows
# may be the number that one is to call really.
_BEFORE = re.compile(
    r"(?:(?:please|callto|call|calls|dial|ring|phone|telephone|tel|mobile|free|number|no|us|at|on|customer|care|service|"
    r"support|toll|line|hotline|text|llame|llamar|marque|al|teléfono|tel[eé]fono|número|请|請|拨打|撥打|拨|撥|致电|致電|"
    r"打|电话|電話|号码|號碼|客服|热线|熱線|官方|是|为)[\s:.,#-]*)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,;]*(?:(?:ext(?:ension|\.)?|x|转|轉|分机|分機)[\s.:=]*\d{1,6}|\(?toll[- ]?free\)?|\(?TTY\)?)?[\s.,;!]*",
    re.IGNORECASE,
)


def _one_number(text: str, catalogue: Catalogue) -> str | None:
    """The number that the text is, with nothing beside it but words that say that it is one, or whose."""
    text = _unwrapped(plainly(text))
    number = e164(text)
    if number or not re.search(r"\d", text):
        return number
    rest = _after_its_words(text, catalogue).lstrip("\"'“‘<")
    for end in _ends(rest):
        number = e164(rest[:end].rstrip("\"'”’>"))
        if number and _AFTER.fullmatch(rest, end):
            return number
    return None


def _after_its_words(text: str, catalogue: Catalogue) -> str:
    """What is left behind “Call T-Mobile at”: words that say that a number comes, and the name of a brand."""
    words = _BEFORE.match(text)
    text = text[words.end() :] if words else text
    names = {name.casefold() for carrier in catalogue.carriers for name in (carrier.name, *carrier.nicknames)}
    small = text.casefold()
    name = max((name for name in names if small.startswith(name)), key=len, default="")
    text = text[len(name) :].lstrip(" :,-'’s") if name else text
    words = _BEFORE.match(text)
    return text[words.end() :] if words else text


def _ends(text: str) -> Iterator[int]:
    """Where a number could end: with the text, or before the words that may follow one."""
    yield len(text)
    found = re.search(r"[\s,;]*(?:\bext|\bx\s?\d|;ext|转|轉|分机|分機|\(?toll|\(?TTY)", text, re.IGNORECASE)
    if found:
        yield found.start()
    yield len(text.rstrip(" .,;!"))


def _short_number(text: str, catalogue: Catalogue, wanted: Carrier | None) -> Judgement | None:
    typed = re.sub(r"\s", "", _unwrapped(plainly(text))).upper()
    typed = re.sub(r"^(?:TEL:|CALL|DIAL|TEXT|(?:FORWARD|SEND)(?:IT)?TO|拨打?|打)", "", typed)
    for short in catalogue.known.short_numbers:
        if typed not in short.numbers:
            continue
        values = {"number": typed}
        if wanted and short.carriers and (wanted.brand or wanted.slug) not in short.carriers:
            return _said(
                "unknown",
                N_("{number} is for other carriers' lines. Whether {carrier} has it is not known."),
                **values,
                carrier=wanted.name,
            )
        return _said("official", _USES[short.use], **values)
    if not re.fullmatch(r"[*#]?[A-Z\d]{3,6}#?", typed):
        return None
    for carrier, fact in _phone_facts(catalogue):
        if typed in _strings(fact.value) and (wanted is None or _same_brand(carrier, wanted)):
            return _number_of(typed, [(carrier, fact)])
    return None


_USES = {
    "service": N_(
        "{number} reaches the carrier's own customer service, but only when you dial it from the line itself. From "
        "another phone it reaches the carrier of that phone."
    ),
    "port": N_(
        "{number} is the way to ask for a transfer PIN by phone, dialled from the line itself. Give that PIN to "
        "the new "
        "carrier only."
    ),
    "spam": N_("You can forward a suspicious text to {number}; the carriers use it to stop spam. It never calls you."),
    "emergency": N_("{number} is for emergencies. Nobody sends you there about your line."),
    "directory": N_("{number} is directory assistance and can cost money. It is not your carrier's customer service."),
    "crisis": N_("{number} is the US crisis line for people in distress. It has nothing to do with your carrier."),
    "imei": N_("{number} shows the IMEI of the phone and calls nobody."),
}


def _number(number: str, catalogue: Catalogue, wanted: Carrier | None) -> Judgement:
    holders = [(carrier, fact) for carrier, fact in _phone_facts(catalogue) if number in _strings(fact.value)]
    own = [(carrier, fact) for carrier, fact in holders if wanted is None or _same_brand(carrier, wanted)]
    values = {"number": spoken(number)}
    if own:
        return _number_of(values["number"], own)
    if holders:
        return _said(
            "suspicious",
            N_("{number} belongs to {other}, not to {carrier}. Do not give it details of your {carrier} line."),
            **values,
            carrier=wanted.name if wanted else "",
            other=holders[0][0].name,
        )
    if wanted:
        own_word, reported = _numbers_of(catalogue, wanted)
        if own_word or reported:
            message = (
                N_(
                    "{number} is none of the numbers that we know of {carrier}. On its own pages {carrier} "
                    "gives {known}. "
                    "Dial that, or 611 from the line itself."
                )
                if own_word
                else N_(
                    "{number} is none of the numbers that we know of {carrier}. Reported for {carrier}, though not by "
                    "{carrier} itself, is {known}. Take the number from your bill, or dial 611 from the line itself."
                )
            )
            known = ", ".join((own_word or reported)[:_SHOWN])
            return _said("unknown", message, **values, carrier=wanted.name, known=known)
    return _said(
        "unknown",
        N_(
            "{number} is in none of our records. That alone proves nothing. Take the number from your bill, or dial "
            "611 from the line itself."
        ),
        **values,
    )


def _number_of(number: str, own: list[tuple[Carrier, Fact]]) -> Judgement:
    for carrier, fact in own:
        if _is_own_word(fact):
            return _said(
                "official",
                N_(
                    "{carrier} gave {number} on its own pages when they were read for this program, so you can dial it "
                    "yourself. A caller who shows this number may still be someone else."
                ),
                number=number,
                carrier=carrier.name,
            )
    return _said(
        "unknown",
        N_(
            "{number} is reported for {carrier}, but not by {carrier} itself. Compare it with a bill or the "
            "carrier's site before you call."
        ),
        number=number,
        carrier=own[0][0].name,
    )


_SHOWN = 3
"""How many of a carrier's own numbers are named beside one that is unknown."""


def _numbers_of(catalogue: Catalogue, wanted: Carrier) -> tuple[list[str], list[str]]:
    """A carrier's numbers as people write them: those that it gives itself, and those that others report."""
    own_word: dict[str, bool] = {}
    for carrier, fact in _phone_facts(catalogue):
        if _same_brand(carrier, wanted):
            for number in _strings(fact.value):
                if number.startswith("+"):
                    own_word[spoken(number)] = own_word.get(spoken(number), False) or _is_own_word(fact)
    return [one for one, own in own_word.items() if own], [one for one, own in own_word.items() if not own]


def _is_own_word(fact: Fact) -> bool:
    return fact.source_kind == "official" and fact.confidence != "low"


def _phone_facts(catalogue: Catalogue) -> Iterator[tuple[Carrier, Fact]]:
    """What is known of each carrier's numbers."""
    topics = {topic.id for topic in catalogue.topics if topic.answer == "phone"}
    for carrier in catalogue.carriers:
        yield from ((carrier, fact) for fact in carrier.facts if fact.topic in topics)


# --- mail addresses --------------------------------------------------------------------------------------------------


def _mail(address: str, catalogue: Catalogue, wanted: Carrier | None) -> Judgement:
    mailbox, _at, domain = address.rpartition("@")
    named = [
        carrier
        for carrier in catalogue.carriers
        if any(
            address in text.lower() for fact in carrier.facts for text in (*fact.says.values(), *_strings(fact.value))
        )
    ]
    host = host_of(f"https://{domain}")
    owner = _known(domain, catalogue)
    anyones = _anyones(domain, catalogue)
    if host and not anyones and "." not in _own_names_in(mailbox, catalogue):
        whose = [*named, *_owners(host, catalogue)]
        fits = [one for one in whose if wanted is None or _same_brand(one, wanted)]
        if whose and not fits and wanted:
            return _said(
                "suspicious",
                N_("{host} belongs to {other}, not to {carrier}. Do not sign in there for your {carrier} line."),
                host=address,
                other=whose[0].name,
                carrier=wanted.name,
            )
        body = _body(host, catalogue)
        name = fits[0].name if fits else body.name if body else owner.name if owner else None
        if name:
            return _said(
                "official",
                N_(
                    "{address} is an address of {owner}. You can write to it. The sender of a message can be "
                    "forged, so "
                    "what seems to come from there proves nothing."
                ),
                address=address,
                owner=name,
            )
    values = {"host": domain, "carrier": wanted.name if wanted else ""}
    brand = _own_names_in(mailbox, catalogue)
    if brand and (anyones or not owner):
        return _said(
            "suspicious",
            N_("{host} uses the name of {official} but does not belong to it. Do not open it."),
            host=address,
            official=brand,
        )
    if anyones:
        return _said(
            "unknown", N_("Anybody can have an address at {host}. It proves nothing about who writes."), host=domain
        )
    if host is None:
        return _link(domain, catalogue, wanted)
    return _look_alike(host, values, catalogue)


def _own_names_in(mailbox: str, catalogue: Catalogue) -> str:
    """A domain or brand whose name a mailbox wears: `t-mobile.com@…`, `verizon.support@…`."""
    for domain in _protected(catalogue):
        if mailbox == domain or wears(domain.rsplit(".", 1)[0], mailbox, catalogue.known.words):
            return domain
    return ""


# --- links -----------------------------------------------------------------------------------------------------------


def _link(text: str, catalogue: Catalogue, wanted: Carrier | None) -> Judgement:
    address = text if "://" in text else f"https://{text}"
    host = host_of(address)
    try:
        shown = urlsplit(address).hostname or text
    except ValueError:
        shown = text
    values = {"host": shown, "carrier": wanted.name if wanted else ""}
    if host is None:
        if address.startswith("http://") and host_of("https" + address[4:]):
            host = host_of("https" + address[4:]) or ""
            if not (_owners(host, catalogue) or _body(host, catalogue)):
                return _unowned(host, values, catalogue, wanted)
            return _said(
                "suspicious",
                N_(
                    "The address begins with http, not https, so anyone on the way can change the page. Type {host} "
                    "into the browser yourself."
                ),
                **values,
            )
        return _said(
            "suspicious",
            N_(
                "The address is made in a way that no official page uses (a bare number, a user name, a special port "
                "or look-alike letters). Do not open it."
            ),
            **values,
        )
    owners = _owners(host, catalogue)
    body = _body(host, catalogue)
    if body:
        return _said("official", N_("{host} belongs to {body}."), **values, body=body.name)
    if owners and (wanted is None or any(_same_brand(owner, wanted) for owner in owners)):
        return _belongs(values, next((one.name for one in owners if one == wanted), owners[0].name))
    if owners:
        return _said(
            "suspicious",
            N_("{host} belongs to {other}, not to {carrier}. Do not sign in there for your {carrier} line."),
            **values,
            other=owners[0].name,
        )
    return _unowned(host, values, catalogue, wanted)


def _belongs(values: dict[str, str], owner: str) -> Judgement:
    return _said(
        "official",
        N_("{host} belongs to {carrier}. Type it into the browser yourself rather than following a link in a message."),
        **{**values, "carrier": owner},
    )


def _unowned(host: str, values: dict[str, str], catalogue: Catalogue, wanted: Carrier | None) -> Judgement:
    """A host of no carrier and no public body: real all the same, anybody's, or a look-alike."""
    owner = _known(host, catalogue)
    if owner and (not owner.carriers or wanted is None or (wanted.brand or wanted.slug) in owner.carriers):
        return _belongs(values, owner.name)
    if owner:
        return _said(
            "suspicious",
            N_("{host} belongs to {other}, not to {carrier}. Do not sign in there for your {carrier} line."),
            **values,
            other=owner.name,
        )
    service = _anyones(host, catalogue)
    found = _look_alike(host.removesuffix(service).rstrip(".") if service else host, values, catalogue)
    if service and found.verdict == "unknown":
        return _said(
            "unknown",
            N_(
                "Anybody can put a page at {host}. Whose this one is cannot be seen from the address. Do not "
                "enter a PIN, "
                "password or code there."
            ),
            **values,
        )
    return found


def _look_alike(host: str, values: dict[str, str], catalogue: Catalogue) -> Judgement:
    """A host that uses a name without being its owner's is the usual trap."""
    # Below google.com, of which not every host is known by name, nothing looks like fi.google.com.
    shared = any(belongs(host, owner.hosts) for owner in catalogue.known.owners)
    slugs = [carrier.slug for carrier in catalogue.carriers if carrier.kind != "none" and len(carrier.slug) > 6]
    names = [slug.replace("-", "") for slug in slugs]
    services = {service for owner in catalogue.known.owners for service in owner.anyone}
    found = None if shared else look_alike(host, _protected(catalogue), names, catalogue.known.words, services)
    if found:
        message = {
            "looks like": N_("{host} looks like {official} but is not. Do not open it."),
            "uses the name of": N_("{host} uses the name of {official} but does not belong to it. Do not open it."),
        }[found.way]
        return _said("suspicious", message, **values, official=found.domain)
    return _said(
        "unknown",
        N_("{host} is in none of our records. Do not enter a PIN, password or code there."),
        **values,
    )


def _protected(catalogue: Catalogue) -> list[str]:
    """The domains whose names swindlers borrow: of carriers, of public bodies, and what else is known of carriers."""
    domains = [domain for carrier in catalogue.carriers for domain in carrier.official_domains]
    domains += [domain for body in catalogue.bodies for domain in body.hosts]
    domains += [domain for owner in catalogue.known.owners if owner.carriers for domain in owner.domains]
    return list(dict.fromkeys(domains))


def _known(host: str, catalogue: Catalogue) -> KnownOwner | None:
    return next(
        (
            owner
            for owner in catalogue.known.owners
            if host in owner.hosts or (belongs(host, owner.domains) and not _below(host, owner.anyone))
        ),
        None,
    )


def _anyones(host: str, catalogue: Catalogue) -> str:
    """The service below which this host lies and where anybody can put something; empty if none."""
    services = [service for owner in catalogue.known.owners for service in owner.anyone if belongs(host, [service])]
    return max(services, key=len, default="")


def _below(host: str, services: list[str]) -> bool:
    return any(host.endswith(f".{service}") for service in services)


def _owners(host: str, catalogue: Catalogue) -> list[Carrier]:
    """The carriers that a host belongs to; first the one whose name it bears (Metro uses t-mobile.com too)."""
    owners = [carrier for carrier in catalogue.carriers if belongs(host, carrier.official_domains)]
    return sorted(
        owners,
        key=lambda owner: (owner.slug not in host, -difflib.SequenceMatcher(None, owner.slug, host).ratio()),
    )


def _body(host: str, catalogue: Catalogue) -> Source | None:
    return next((body for body in catalogue.bodies if belongs(host, body.hosts)), None)


def _same_brand(one: Carrier, other: Carrier) -> bool:
    return (one.brand or one.slug) == (other.brand or other.slug)


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [part for part in value if isinstance(part, str)]
    if isinstance(value, dict):
        return [number for part in value.values() for number in _strings(part)]
    return []
