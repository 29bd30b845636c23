"""Whose page an address is, and what its word is worth, by its host alone."""

from __future__ import annotations

import pytest

from simexit.core.knowledge.sources import Hosts
from simexit.core.knowledge.types import Source

SOURCES = [
    Source(name="Agency", kind="public-body", hosts=["agency.gov"]),
    Source(name="Maker", kind="maker", hosts=["maker.com", "help.one.com"]),
    Source(name="Bank", kind="company", hosts=["bank.com"]),
    Source(name="Paper", kind="news", hosts=["paper.com"]),
    Source(name="List", kind="directory", hosts=["list.com"]),
    Source(name="One in Spanish", kind="carrier", hosts=["uno.com"], carriers=["one"]),
    Source(name="One’s platform", kind="company", hosts=["platform.one.com"]),
]


@pytest.fixture
def hosts(make) -> Hosts:
    carriers = [
        make.carrier("one", parent="Big Holding (Delaware)"),
        make.carrier("one-prepaid", brand="one", official_domains=["one.com"]),
        make.carrier("two", parent="Big Holding"),
        make.carrier("three", parent="Three Group"),
        make.carrier("four", parent="owned by Three, Inc."),
        make.carrier("nobody", kind="none", official_domains=[]),
    ]
    return Hosts(SOURCES, carriers)


@pytest.mark.parametrize(
    ("address", "slug", "kind"),
    [
        ("https://www.one.com/page", "one", "official"),
        ("https://WWW.One.com/page", "one", "official"),
        ("https://www.one.com/page", "two", "secondary"),  # of one owner, but not its own word
        ("https://www.one.com/page", None, "official"),  # in a file for all: One speaks of its own
        ("https://www.one.com/page", "nobody", "official"),
        ("https://www.uno.com/page", "one", "official"),
        ("https://www.uno.com/page", "two", "secondary"),
        ("https://rules.agency.gov/7", "one", "regulator"),
        ("https://maker.com/help", "one", "official"),
        ("https://bank.com/codes", None, "official"),
        ("https://bank.com/codes", "one", "secondary"),  # what a bank says of a carrier
        ("https://paper.com/one", None, "secondary"),
        ("https://list.com/one", "one", "secondary"),
        ("https://www.one.com.evil.net/page", "one", "secondary"),
        ("https://notone.com/page", "one", "secondary"),
        ("a phone call", "one", "secondary"),
    ],
)
def test_the_kind_follows_from_the_host(hosts: Hosts, address: str, slug: str | None, kind: str) -> None:
    assert hosts.kind(address, slug) == kind


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://one.com/", "One"),
        ("https://help.one.com/x", "Maker"),  # the longest host that is listed
        ("https://a.platform.one.com/x", "One’s platform"),
        ("https://nowhere.net", None),
    ],
)
def test_the_longest_listed_host_counts(hosts: Hosts, address: str, name: str | None) -> None:
    found = hosts.find(address)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("address", "slug", "rival"),
    [
        ("https://www.one.com/x", "one", False),
        ("https://www.one.com/x", "one-prepaid", False),
        ("https://www.one.com/x", "two", False),  # of one owner
        ("https://www.three.com/x", "four", False),  # `parent` names the brand
        ("https://www.one.com/x", "three", True),
        ("https://www.one.com/x", "nobody", False),
        ("https://bank.com/x", "three", False),
    ],
)
def test_only_a_brand_of_another_owner_is_a_rival(hosts: Hosts, address: str, slug: str, *, rival: bool) -> None:
    assert hosts.is_rival(address, slug) is rival


def test_what_a_file_says_of_its_sources_is_not_believed(hosts: Hosts, make) -> None:
    written = make.fact("number_hold", source="https://paper.com/one", source_kind="official")
    carrier = make.carrier("one", facts=[written])
    assert [fact.source_kind for fact in hosts.settled(carrier, "one").facts] == ["secondary"]
