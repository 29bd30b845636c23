"""Judges a link or a phone number that somebody was given: official, unknown or suspicious, and why."""

from __future__ import annotations

import difflib
import re
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from simexit.core.errors import N_
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.links import belongs, host_of
from simexit.core.knowledge.phone_numbers import e164, spoken
from simexit.core.knowledge.types import Carrier, PublicBody

Verdict = Literal["official", "unknown", "suspicious"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict with its reason: a message of `i18n` and its values."""

    verdict: Verdict
    message: str
    values: dict[str, str]


def verify(text: str, catalogue: Catalogue, carrier: Carrier | None = None) -> Judgement:
    """Judge a link or number against what is known of all carriers, or of the one the person has.

    `official` never means that a page or caller can be trusted with a PIN or code; the screens say so.
    """
    text = text.strip()
    if carrier and carrier.kind == "none":
        carrier = None  # whose line it is, is not known: nothing can be said to belong to somebody else
    number = e164(text)
    if number:
        return _number(number, catalogue, carrier)
    if "." in text and " " not in text:
        return _link(text, catalogue, carrier)
    return Judgement(
        verdict="unknown", values={}, message=N_("This is neither a link nor a US phone number. Paste one of them.")
    )


def _number(number: str, catalogue: Catalogue, wanted: Carrier | None) -> Judgement:
    holders = [
        (carrier, fact)
        for carrier in catalogue.carriers
        for fact in carrier.facts
        if fact.topic == "support_phone" and number in _numbers(fact.value)
    ]
    own = [(carrier, fact) for carrier, fact in holders if wanted is None or _same_brand(carrier, wanted)]
    values = {"number": spoken(number)}
    for carrier, fact in own:
        if fact.source_kind == "official" and fact.confidence != "low":
            return Judgement(
                verdict="official",
                values={**values, "carrier": carrier.name},
                message=N_(
                    "{carrier} gave {number} on its own pages when they were read for this program, so you can dial it "
                    "yourself. A caller who shows this number may still be someone else."
                ),
            )
    if own:
        return Judgement(
            verdict="unknown",
            values={**values, "carrier": own[0][0].name},
            message=N_(
                "{number} is reported for {carrier}, but not by {carrier} itself. Compare it with a bill or the "
                "carrier's site before you call."
            ),
        )
    if holders:
        return Judgement(
            verdict="suspicious",
            values={**values, "carrier": wanted.name if wanted else "", "other": holders[0][0].name},
            message=N_("{number} belongs to {other}, not to {carrier}. Do not give it details of your {carrier} line."),
        )
    return Judgement(
        verdict="unknown",
        values=values,
        message=N_(
            "{number} is in none of our records. That alone proves nothing. Take the number from your bill, or dial "
            "611 from the line itself."
        ),
    )


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
                return _look_alike(host, values, catalogue)
            return Judgement(
                verdict="suspicious",
                values=values,
                message=N_(
                    "The address begins with http, not https, so anyone on the way can change the page. Type {host} "
                    "into the browser yourself."
                ),
            )
        return Judgement(
            verdict="suspicious",
            values=values,
            message=N_(
                "The address is made in a way that no official page uses (a bare number, a user name, a special port "
                "or look-alike letters). Do not open it."
            ),
        )
    owners = _owners(host, catalogue)
    body = _body(host, catalogue)
    if body:
        return Judgement(
            verdict="official", values={**values, "body": body.name}, message=N_("{host} belongs to {body}.")
        )
    if owners and (wanted is None or any(_same_brand(owner, wanted) for owner in owners)):
        return Judgement(
            verdict="official",
            values={**values, "carrier": owners[0].name},
            message=N_(
                "{host} belongs to {carrier}. Type it into the browser yourself rather than following a link in a "
                "message."
            ),
        )
    if owners:
        return Judgement(
            verdict="suspicious",
            values={**values, "other": owners[0].name},
            message=N_("{host} belongs to {other}, not to {carrier}. Do not sign in there for your {carrier} line."),
        )
    return _look_alike(host, values, catalogue)


def _look_alike(host: str, values: dict[str, str], catalogue: Catalogue) -> Judgement:
    """A host that uses a carrier's name without being the carrier's is the usual trap."""
    domains = {domain: carrier for carrier in catalogue.carriers for domain in carrier.official_domains}
    registered = ".".join(host.split(".")[-2:])
    near = difflib.get_close_matches(registered, domains, n=1, cutoff=0.8)
    if near:
        return Judgement(
            verdict="suspicious",
            values={**values, "official": near[0]},
            message=N_("{host} looks like {official} but is not. Do not open it."),
        )
    labels = set(re.split(r"[.-]", host))
    squeezed = re.sub(r"[^a-z0-9]", "", host)
    for domain in domains:
        name = domain.rsplit(".", 1)[0]
        plain = re.sub(r"[^a-z0-9]", "", name)
        if name in labels or (len(plain) > 4 and plain in squeezed):
            return Judgement(
                verdict="suspicious",
                values={**values, "official": domain},
                message=N_("{host} uses the name of {official} but does not belong to it. Do not open it."),
            )
    return Judgement(
        verdict="unknown",
        values=values,
        message=N_("{host} is in none of our records. Do not enter a PIN, password or code there."),
    )


def _owners(host: str, catalogue: Catalogue) -> list[Carrier]:
    """The carriers that a host belongs to; first the one whose name it bears (Metro uses t-mobile.com too)."""
    owners = [carrier for carrier in catalogue.carriers if belongs(host, carrier.official_domains)]
    return sorted(owners, key=lambda owner: -difflib.SequenceMatcher(None, owner.slug, host).ratio())


def _body(host: str, catalogue: Catalogue) -> PublicBody | None:
    return next((body for body in catalogue.bodies if belongs(host, body.domains)), None)


def _same_brand(one: Carrier, other: Carrier) -> bool:
    return (one.brand or one.slug) == (other.brand or other.slug)


def _numbers(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [part for part in value if isinstance(part, str)]
    if isinstance(value, dict):
        return [number for part in value.values() for number in _numbers(part)]
    return []
