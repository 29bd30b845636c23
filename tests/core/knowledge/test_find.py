"""Finding the carrier from whatever the person has."""

from __future__ import annotations

import pytest

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.find import find, in_order, records_of, said_of, why_of
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


@pytest.mark.parametrize(
    "typed", ["Koodo Mobile", "Fizz", "zzzqq", "Fido", "Orange", "Nomand", "Truphone", "Ptel", "Q Link"]
)
def test_a_guess_is_called_one_and_comes_after_not_listed(shipped: Catalogue, typed: str) -> None:
    found = find(shipped, typed)
    assert not found.listed
    assert found.brands[0] == "unlisted"
    assert "not in the list" in said_of(found, words("en"))
    assert all(match.why == "guess" for match in found.matches)


@pytest.mark.parametrize("typed", ["FreedomPop", "giffgaff", "Trump Mobile", "trump", "Google Voice", "GV number"])
def test_the_name_of_a_stranger_leads_into_no_other_brand(shipped: Catalogue, typed: str) -> None:
    found = find(shipped, typed)
    assert found.notes
    assert found.brands[0] == "unlisted"
    assert set(found.brands) <= {"unlisted", "google-fi"}


@pytest.mark.parametrize("typed", ["invisible ink", "castings", "freedom", "costello", "nordic"])
def test_a_name_inside_another_word_is_none(shipped: Catalogue, typed: str) -> None:
    assert not find(shipped, typed).listed


@pytest.mark.parametrize(
    ("typed", "record"),
    [("GoPhone", "att-prepaid"), ("t-mobile prepaid", "t-mobile-prepaid"), ("t-m", "t-mobile"), ("att", "att")],
)
def test_prepaid_and_postpaid_are_not_mixed_up(shipped: Catalogue, typed: str, record: str) -> None:
    match = find(shipped, typed).matches[0]
    assert match.record == record
    assert records_of(shipped, match)[0].slug == record


@pytest.mark.parametrize(
    ("typed", "brand", "why"),
    [
        ("PayGo", "ultra-mobile", "PayGo"),
        ("紫卡", "ultra-mobile", "紫卡"),
        ("红包卡", "red-pocket", "红包卡"),
        ("criket", "cricket", "almost"),
        ("at&t", "cricket", "AT&T Inc."),
        ("310260", "mint-mobile", "T-Mobile"),
        ("VERIZONWRLSS*RTCCR VB", "verizon", "Verizon"),
    ],
)
def test_a_hit_says_why_it_is_one(shipped: Catalogue, typed: str, brand: str, why: str) -> None:
    match = next(match for match in find(shipped, typed).matches if match.brand == brand)
    assert why in why_of(match, words("en"))


def test_a_list_begins_with_what_most_people_have(shipped: Catalogue) -> None:
    order = in_order(shipped)
    assert order[:3] == ["t-mobile", "att", "verizon"]
    assert sorted(order) == sorted(shipped.brands)
    assert set(order[-2:]) == {"unlisted", "reseller"}
    assert set(shipped.other_names.popular) <= set(order)
    assert find(shipped, "mobile").brands.index("t-mobile") < find(shipped, "mobile").brands.index("boom-mobile")
