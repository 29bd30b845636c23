"""Finding the carrier from whatever the person has."""

from __future__ import annotations

import pytest

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.find import find, said_of
from simexit.core.knowledge.load import load
from simexit.core.language.messages import words
from simexit.core.system import locations


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load(locations.CHECKOUT / "procedures")


@pytest.mark.parametrize(
    ("typed", "brand"),
    [
        ("tmobile", "t-mobile"),
        ("T - MOBILE", "t-mobile"),
        ("红口袋", "red-pocket"),
        ("ｍｉｎｔ", "mint-mobile"),  # typed with a Chinese keyboard
        ("project fi", "google-fi"),
        ("metropcs", "metro"),
        ("gophone", "att"),
        ("criket", "cricket"),
        ("TMOBILE*AUTO PAY 800-937-8997", "t-mobile"),
        ("ATT*BILL PAYMENT", "att"),
        ("Comcast", "xfinity-mobile"),
        ("sprint", "t-mobile"),
        ("Nextel", "t-mobile"),
        ("紫卡", "ultra-mobile"),
        ("红包卡", "red-pocket"),
        ("Virgin Mobile", "boost-mobile"),
        ("U.S. Cellular", "t-mobile"),
    ],
)
def test_a_name_finds_its_brand_first(shipped: Catalogue, typed: str, brand: str) -> None:
    found = find(shipped, typed)
    assert found.kind == "name"
    assert found.brands[0] == brand
    assert said_of(found, words("en")) == ""


@pytest.mark.parametrize(
    ("typed", "fact", "brands"),
    [
        ("Republic Wireless", "republic-wireless", ["boost-mobile", "unlisted"]),
        ("lyca uk", "lyca-of-another-country", ["unlisted", "lycamobile"]),
        ("aerailo", "aerailo-is-not-airalo", ["reseller", "airalo"]),
        ("boom", "boom-is-not-boost", ["boom-mobile", "boost-mobile"]),
        ("Giffgaff", "giffgaff-is-british", ["unlisted"]),
        ("gg 卡", "giffgaff-is-british", ["unlisted"]),
        ("trump mobile", "trump-mobile", ["unlisted"]),
        ("Freedom Pop", "freedompop", ["unlisted"]),
        ("google voice", "google-voice-is-no-carrier", ["unlisted", "google-fi"]),
        ("Nord VPN", "nordvpn-is-not-saily", ["saily", "unlisted"]),
        ("Purple Card", "purple-card", ["ultra-mobile", "t-mobile"]),
        ("穷鬼卡", "purple-card", ["ultra-mobile", "t-mobile"]),
        ("go phone", "gophone", ["att"]),
    ],
)
def test_names_that_are_taken_for_others_are_told_apart(
    shipped: Catalogue, typed: str, fact: str, brands: list[str]
) -> None:
    found = find(shipped, typed)
    assert [note.fact.id for note in found.notes] == [fact]
    assert found.brands == brands


@pytest.mark.parametrize(
    ("typed", "kind", "network"),
    [
        ("8901410123456789012", "card", "AT&T"),
        ("89014 10", "card", "AT&T"),
        ("8901-2601-2345", "card", "T-Mobile"),
        ("891480", "card", "Verizon"),
        ("8986", "card", "China (mainland)"),
        ("89852000", "card", "Hong Kong"),
        ("8901999", "card", "United States and Canada"),
        ("310260", "network code", "T-Mobile"),
        ("310410123456789", "network code", "AT&T"),
        ("46000", "network code", "China Mobile"),
        ("310999", "unknown digits", ""),
        ("8977", "unknown digits", ""),
        ("6463214567", "phone number", ""),
        ("+1 646-321-4567", "phone number", ""),
    ],
)
def test_digits_name_a_network_and_never_a_brand(shipped: Catalogue, typed: str, kind: str, network: str) -> None:
    found = find(shipped, typed)
    assert (found.kind, found.network) == (kind, network)
    said = said_of(found, words("en"))
    assert said
    assert network in said
    if network in ("AT&T", "T-Mobile", "Verizon"):
        assert len(found.brands) > 5
        assert found.brands[0].startswith({"AT&T": "att", "T-Mobile": "t-mobile", "Verizon": "verizon"}[network])
        assert "network-is-not-brand" in [note.fact.id for note in found.notes]
        assert "The brand may be any of these" in said


def test_a_card_of_a_brand_that_is_gone_tells_what_became_of_it(shipped: Catalogue) -> None:
    assert [note.fact.id for note in find(shipped, "8901120").notes] == [
        "iccid-us-networks",
        "network-is-not-brand",
        "sprint",
    ]


def test_every_note_has_its_source_and_day(shipped: Catalogue) -> None:
    for other in shipped.other_names.names:
        for name in other.names:
            notes = find(shipped, name).notes
            assert other.fact in [note.fact for note in notes], name
            assert all(note.read and note.fact.source.startswith("http") for note in notes)


@pytest.mark.parametrize("typed", ["", " ", "…", "a\x00b", "٣١٠٢٦٠", "8" * 500, "zzzzqqq", "'; drop table"])
def test_whatever_is_typed_finds_something_or_nothing_but_never_fails(shipped: Catalogue, typed: str) -> None:
    found = find(shipped, typed)
    assert set(found.brands) <= set(shipped.brands)
