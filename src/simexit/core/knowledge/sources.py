"""Whose page an address is, and what its word is worth: from the host alone, never a judgement of each fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from simexit.core.knowledge.types import (
    Carrier,
    CommonFacts,
    Destination,
    Fact,
    OtherNames,
    Source,
    SourceKind,
)

Holder = TypeVar("Holder", Carrier, CommonFacts, Destination)

_PARTS = re.compile(r"\s*[/;()]\s*")


class Hosts:
    """An index over the list of sources and the own domains of carriers and of places where a number can go."""

    def __init__(
        self, sources: Iterable[Source], carriers: Sequence[Carrier], destinations: Iterable[Destination] = ()
    ) -> None:
        self._by_host: dict[str, Source] = {}
        places: dict[str, list[str]] = {}
        for place in destinations:
            for domain in place.official_domains:
                slug = place.carrier or place.id
                places.setdefault(domain, []).append(slug)
                self._by_host[domain] = Source(name=place.name, kind="company", hosts=[domain], carriers=[slug])
        own: dict[str, list[Carrier]] = {}
        for carrier in carriers:
            for domain in carrier.official_domains:
                own.setdefault(domain, []).append(carrier)
        for domain, holders in own.items():
            # Metro uses t-mobile.com too: the brand that the domain is named after comes first.
            first = holders[0]
            if len(holders) > 1:
                first = max(holders, key=lambda one: SequenceMatcher(None, one.slug, domain).ratio())
            slugs = [*(one.slug for one in holders), *places.get(domain, ())]  # Google answers for Fi and for Voice
            self._by_host[domain] = Source(name=first.name, kind="carrier", hosts=[domain], carriers=slugs)
        for source in sources:
            for host in source.hosts:
                mine = [carrier.slug for carrier in own.get(host, ())]
                known = msgspec.structs.replace(source, carriers=[*source.carriers, *mine]) if mine else source
                self._by_host[host] = known
        self._carriers = carriers
        self._nobody = {carrier.slug for carrier in carriers if carrier.kind == "none"}
        """Entries that are no brand: for them every carrier speaks of its own, as in a file for all."""

    @cached_property
    def _owners(self) -> dict[str, set[str]]:
        return _owners(self._carriers)

    def find(self, address: str) -> Source | None:
        """Who stands behind an address; None where nobody is listed."""
        host = host_name(address)
        while host:
            found = self._by_host.get(host)
            if found is not None:
                return found
            _, _, host = host.partition(".")
        return None

    def kind(self, address: str, slug: str | None = None) -> SourceKind:
        """What a page's word is worth in the file of a carrier, or in one for all carriers.

        A carrier is heard as official on itself only; a maker, a company and (in files for all) a carrier on what is
        their own.
        """
        source = self.find(address)
        if source is None or source.kind in ("news", "directory"):
            return "secondary"
        if source.kind == "public-body":
            return "regulator"
        if slug is None or slug in self._nobody or source.kind == "maker":
            return "official"
        return "official" if slug in source.carriers else "secondary"

    def is_rival(self, address: str, slug: str) -> bool:
        """Whether it is the page of another brand, not of the same owner."""
        source = self.find(address)
        if (
            source is None
            or source.kind != "carrier"
            or not source.carriers
            or slug in (*source.carriers, *self._nobody)
        ):
            return False
        mine = self._owners.get(slug, set())
        return not any(mine & self._owners.get(other, set()) for other in source.carriers)

    def settled(self, holder: Holder, slug: str | None = None) -> Holder:
        """A file of facts, each with the kind of its source."""
        return msgspec.structs.replace(holder, facts=[self._settled(fact, slug) for fact in holder.facts])

    def settled_names(self, names: OtherNames) -> OtherNames:
        """The same for the facts of other names."""
        each = [msgspec.structs.replace(one, fact=self._settled(one.fact, None)) for one in names.names]
        return msgspec.structs.replace(names, names=each)

    def _settled(self, fact: Fact, slug: str | None) -> Fact:
        return msgspec.structs.replace(fact, source_kind=self.kind(fact.source, slug))


def host_name(address: str) -> str:
    """The host of an address in lower case, whatever its scheme; empty for what is no address."""
    try:
        return (urlsplit(address.strip()).hostname or "").removesuffix(".")
    except ValueError:
        return ""


def _owners(carriers: Sequence[Carrier]) -> dict[str, set[str]]:
    """Slug -> what tells the owner: the entry on the screen, the brand's name, what `parent` says, and the brands whose
    names stand in there.
    """
    owners: dict[str, set[str]] = {}
    for carrier in carriers:
        parent = carrier.parent or ""
        names = {
            carrier.brand or carrier.slug,
            carrier.name.casefold(),
            *(part.casefold() for part in _PARTS.split(parent) if part),
        }
        names |= {
            other.name.casefold() for other in carriers if re.search(rf"(?<!\w){re.escape(other.name)}(?!\w)", parent)
        }
        owners[carrier.slug] = names
    return owners
