"""Rules on sources: whose pages may stand behind a statement, and which not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.registry import rule
from simexit.core.authoring.rules.facts import read_of
from simexit.core.knowledge.findings import Fault
from simexit.core.knowledge.sources import host_name
from simexit.core.knowledge.types import Carrier, Fact, Source
from simexit.core.knowledge.yaml_lines import Path_
from simexit.core.language.days import first_day
from simexit.core.language.text import FALLBACK
from simexit.core.plan.doubt import plus_months

GOVERNMENT = re.compile(r"(?:.+\.)?(?:gov|mil)(?:\.[a-z]{2})?")
FOR_GOVERNMENT = frozenset({"usac.org", "lifelinesupport.org", "reassigned.us", "itu.int"})
"""Hosts of bodies that act for a government or are made of governments, and have no name below .gov."""

NOT_FOR_READERS = re.compile(
    r"(?:web)?(?:test|stage|staging|preview|dev|qa|uat|demo|sandbox|production)[a-z]?\d*"
    r"|.*-(?:test|staging|stage|preview|prod|demo|prz)(?:-.*)?"
    r"|(?:test|staging|qa|dev|demo)-.*"
)
"""Names of hosts for those who build a site (`patriot-staging`, `webtesta`, `qa-webapp`)."""

PRICE = re.compile(r"\$\s?\d|\b\d+ (?:dollars?|cents?)\b|\bfree (?:plan|trial|month|line|offer)", re.IGNORECASE)
MONTHS_OF_A_PRICE = 6


@rule("unlisted-host")
def unlisted_host(folder: Folder) -> Iterator[Fault]:
    """Every host that is cited is a carrier's own or stands in `sources.yaml`.

    Nobody should be sent to a look-alike, a hijacked host, a content farm, a shop or a quiz site; so a host is looked
    at once, and listed with what it is, before it may carry a statement.
    """
    for fact, path, address in _cited(folder):
        if host_name(address) and folder.hosts.find(address) is None:
            sentence = f"Nobody is listed for `{host_name(address)}`."
            yield fact.fault(path, sentence, "cite the brand's own page or a public body, or list it in sources.yaml")


@rule("directory-alone")
def directory_alone(folder: Folder) -> Iterator[Fault]:
    """A directory, which collects what others say, is a second voice and never the only one."""
    for fact in folder.items(Fact):
        source = folder.hosts.find(fact.value.source)
        if source is not None and source.kind == "directory":
            sentence = f"`{source.name}` is a directory, and the only source."
            yield fact.fault(("source",), sentence, "cite the page that it read, and this in `note_sources`")


@rule("rival-source")
def rival_source(folder: Folder) -> Iterator[Fault]:
    """What one brand says of another is no source.

    It wants the customer, and has its facts second-hand. Brands of one owner may speak for each other, and who receives
    a number may say what it needs for the move.
    """
    of_receiver = {topic.id for topic in folder.catalogue.topics if topic.receiver_knows}
    for fact, path, address in _cited(folder):
        carrier = fact.within(Carrier)
        if fact.value.topic in of_receiver:
            continue
        if carrier is not None and folder.hosts.is_rival(address, carrier.value.slug):
            source = folder.hosts.find(address)
            assert source is not None
            sentence = f"This is a page of {source.name}, another brand than {carrier.value.name}."
            yield fact.fault(path, sentence, "cite the brand's own page")


@rule("plain-http")
def plain_http(folder: Folder) -> Iterator[Fault]:
    """A source is https.

    What comes unprotected can be changed on the way.
    """
    for fact, path, address in _cited(folder):
        if address.startswith("http://"):
            yield fact.fault(path, f"`{address}` is not https.", "write https:// if the page can be had so")


@rule("bare-home-page")
def bare_home_page(folder: Folder) -> Iterator[Fault]:
    """A source is the page that says it, not the home page of a site.

    On a home page nobody finds the sentence again.
    """
    for fact, path, address in _cited(folder):
        parts = urlsplit(address)
        if parts.netloc and parts.path in ("", "/") and not parts.query:
            yield fact.fault(path, f"`{address}` is a home page.", "give the address of the page itself")


@rule("test-host")
def test_host(folder: Folder) -> Iterator[Fault]:
    """No source is a test, staging or staff host.

    Such a page can vanish or say what was never published.
    """
    for fact, path, address in _cited(folder):
        label = next((one for one in host_name(address).split(".")[:-2] if NOT_FOR_READERS.fullmatch(one)), None)
        if label is not None:
            sentence = f"`{host_name(address)}` is not made for readers (`{label}`)."
            yield fact.fault(path, sentence, "cite the public page")


@rule("not-a-public-body")
def not_a_public_body(folder: Folder) -> Iterator[Fault]:
    """Only an office, or who acts for one, is called a public body.

    A reprint of a law, a credit bureau or a bank is none, however serious.
    """
    for source in folder.items(Source):
        if source.value.kind != "public-body":
            continue
        for index, host in enumerate(source.value.hosts):
            if not GOVERNMENT.fullmatch(host) and host not in FOR_GOVERNMENT:
                sentence = f"`{host}` is no host of a government."
                yield source.fault(("hosts", index), sentence, "make it `kind: company`, or cite the body itself")


@rule("law-undated")
def law_undated(folder: Folder) -> Iterator[Fault]:
    """A fact from the text of a law says since when it holds and when somebody saw that it stands.

    It ages from that day and not with the page that prints it.
    """
    for fact in folder.items(Fact):
        source = folder.hosts.find(fact.value.source)
        if source is not None and source.law:
            for key in ("in_force_from", "checked"):
                if getattr(fact.value, key) is None:
                    yield fact.fault(
                        ("source",), f"`{source.name}` prints law, and `{key}` is missing.", f"add `{key}`"
                    )


@rule("written-source-kind")
def written_source_kind(folder: Folder) -> Iterator[Fault]:
    """No fact says itself what kind of source it has: that follows from whose page it is.

    Said at each fact it was an opinion, and a reprint was called a public body.
    """
    for fact in folder.items(Fact):
        raw = fact.document.data
        for part in fact.path:
            raw = raw[part]
        if "source_kind" in raw:
            sentence = "What kind of source it is follows from its host (`sources.yaml`)."
            yield fact.fault(("source_kind",), sentence, "take the key out")


@rule("old-price")
def old_price(folder: Folder) -> Iterator[Fault]:
    """A price or a free offer is looked at again after six months.

    Offers end without a word; who comes for one that is gone has lost a day.
    """
    for fact in folder.items(Fact):
        found = PRICE.search(fact.value.says.get(FALLBACK, ""))
        if found is None:
            continue
        undated = fact.value.reported_on or read_of(fact)
        given = fact.value.checked or (undated if fact.value.as_of == "unknown" else fact.value.as_of)
        try:
            day = first_day(given)
        except ValueError:
            continue  # `fact-date` tells it
        if folder.today > plus_months(day, MONTHS_OF_A_PRICE):
            sentence = f"`{found[0]}` is a price or an offer of {given}."
            yield fact.fault(("says",), sentence, "read the page again, then set `as_of` and `read`", "warning")


def _cited(folder: Folder) -> Iterator[tuple[Item[Fact], Path_, str]]:
    for fact in folder.items(Fact):
        yield fact, ("source",), fact.value.source
        for key in ("note_sources", "conflict_sources"):
            for index, address in enumerate(getattr(fact.value, key)):
                yield fact, (key, index), address
