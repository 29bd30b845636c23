"""Links and numbers that somebody was given: official, unknown or suspicious, and why."""

from __future__ import annotations

import pytest

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.verify import Judgement, verify
from simexit.core.language.text import placeholders


def judge(text: str, catalogue: Catalogue, slug: str | None = None) -> Judgement:
    found = verify(text, catalogue, catalogue.carrier(slug) if slug else None)
    assert placeholders(found.message) <= set(found.values)
    assert all(found.values[name] for name in placeholders(found.message)), found
    return found


def verdict(text: str, catalogue: Catalogue, slug: str | None = None) -> str:
    return judge(text, catalogue, slug).verdict


@pytest.mark.parametrize("slug", [None, "t-mobile", "t-mobile-prepaid", "unlisted", "reseller"])
@pytest.mark.parametrize(
    "text", ["https://www.t-mobile.com/support/account/cancel-service", "t-mobile.com", " www.T-Mobile.com "]
)
def test_a_carriers_own_page_is_official(text: str, slug: str | None, catalogue: Catalogue) -> None:
    assert verdict(text, catalogue, slug) == "official"


def test_a_page_of_another_carrier_is_suspicious(catalogue: Catalogue) -> None:
    found = judge("https://www.verizon.com/x", catalogue, "t-mobile")
    assert found.verdict == "suspicious"
    assert found.values["carrier"] == "T-Mobile"
    assert "Verizon" in found.values["other"]


@pytest.mark.parametrize("slug", [None, "t-mobile", "unlisted"])
def test_public_bodies_are_official(slug: str | None, catalogue: Catalogue) -> None:
    assert verdict("https://consumercomplaints.fcc.gov/hc/en-us", catalogue, slug) == "official"
    assert verdict("identitytheft.gov", catalogue, slug) == "official"


@pytest.mark.parametrize("slug", [None, "t-mobile", "unlisted"])
@pytest.mark.parametrize(
    "text",
    [
        "https://t-mobile.com.evil.ru/login",
        "https://www.t-mobile.com.account-verify.top",
        "https://t-rnobile.com",
        "https://t-moblie.com",
        "https://tmobile.com.evil.ru",
        "https://my-t-mobile-support.com",
        "https://verizon-cancel.com",
        "https://att.com.evil.ru",
        "https://att-support.com",
        "https://vverizon.com",
        "https://xn--tmobile-jua.com",
        "https://t-mоbile.com",
        "https://t-mobile.com@evil.ru",
        "https://www.t-mobile.com:8080/login",
        "https://192.168.10.20/t-mobile",
        "https://evil.ru\\.t-mobile.com",
        "http://t-mobile.com.evil.ru",
        "ftp://t-mobile.com/x",
    ],
)
def test_look_alikes_and_disguises_are_suspicious(text: str, slug: str | None, catalogue: Catalogue) -> None:
    assert verdict(text, catalogue, slug) == "suspicious"


def test_a_look_alike_names_what_it_looks_like(catalogue: Catalogue) -> None:
    assert judge("https://t-rnobile.com", catalogue).values["official"] == "t-mobile.com"


@pytest.mark.parametrize("text", ["http://www.t-mobile.com/x", "http://fcc.gov/complaints"])
def test_without_the_s_even_the_right_host_is_suspicious(text: str, catalogue: Catalogue) -> None:
    found = judge(text, catalogue)
    assert found.verdict == "suspicious"
    assert "https" in found.message


@pytest.mark.parametrize(
    "text", ["https://www.icbc.com.cn", "https://example.org/sim", "http://example.org", "weather.gov", "wikipedia.org"]
)
def test_what_is_in_no_record_is_unknown(text: str, catalogue: Catalogue) -> None:
    assert verdict(text, catalogue) == "unknown"


@pytest.mark.parametrize("text", ["", "hello", "please call me", "see t-mobile.com for more", "12345"])
def test_what_is_neither_link_nor_number_is_said_so(text: str, catalogue: Catalogue) -> None:
    found = judge(text, catalogue)
    assert (found.verdict, found.values) == ("unknown", {})


# --- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", [None, "t-mobile", "t-mobile-prepaid", "unlisted", "reseller"])
@pytest.mark.parametrize("text", ["1-800-T-MOBILE", "(800) 866-2453", "+18008662453", "800.866.2453"])
def test_a_number_from_the_carriers_own_page_is_official(text: str, slug: str | None, catalogue: Catalogue) -> None:
    found = judge(text, catalogue, slug)
    assert found.verdict == "official"
    assert found.values["number"] == "1-800-866-2453"


def test_a_number_that_is_only_reported_is_unknown(catalogue: Catalogue) -> None:
    assert verdict("+18444255234", catalogue) == "unknown"
    assert verdict("1-866-377-0294", catalogue, "tello") == "unknown"  # low: no page was seen that prints it
    assert judge("1-866-377-0294", catalogue, "tello").values["carrier"] == "Tello"


def test_a_number_of_another_carrier_is_suspicious(catalogue: Catalogue) -> None:
    found = judge("1-800-922-0204", catalogue, "t-mobile")
    assert found.verdict == "suspicious"
    assert (found.values["carrier"], "Verizon" in found.values["other"]) == ("T-Mobile", True)


def test_for_an_unlisted_brand_nothing_is_somebody_elses(catalogue: Catalogue) -> None:
    """Whoever does not know whose line it is may well have found out just now."""
    assert verdict("1-800-922-0204", catalogue, "unlisted") == "official"
    assert verdict("https://www.verizon.com", catalogue, "reseller") == "official"


@pytest.mark.parametrize("text", ["1-888-555-0199", "+86 138 0013 8000", "(212) 555-0100"])
def test_a_number_in_no_record_is_unknown_and_never_official(text: str, catalogue: Catalogue) -> None:
    assert verdict(text, catalogue) == "unknown"
    assert verdict(text, catalogue, "t-mobile") == "unknown"


def test_beside_an_unknown_number_stand_the_numbers_that_are_the_carriers(catalogue: Catalogue) -> None:
    found = judge("1-844-556-7665", catalogue, "t-mobile")
    assert found.verdict == "unknown"
    assert "1-800-937-8997" in found.values["known"]
    assert "known" not in judge("1-844-556-7665", catalogue).values


@pytest.mark.parametrize("text", ["611", "*611", "dial 611", "#PORT", "7726"])
def test_numbers_of_few_digits_are_known_with_what_they_are_for(text: str, catalogue: Catalogue) -> None:
    found = judge(text, catalogue)
    assert found.verdict == "official"
    assert found.values["number"] in text


def test_a_short_number_of_other_carriers_is_not_promised(catalogue: Catalogue) -> None:
    assert verdict("#PORT", catalogue, "verizon") == "official"
    assert verdict("#PORT", catalogue, "t-mobile") == "unknown"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("support@hellohelium.com", "official"),
        ("mailto:support@hellohelium.com", "official"),
        ("help@fcc.gov", "official"),
        ("wang.li@gmail.com", "unknown"),
        ("tmobile.support@gmail.com", "suspicious"),
        ("verizon-cancel@outlook.com", "suspicious"),
        ("t-mobile.com@evil.ru", "suspicious"),
        ("help@t-mobile.com.evil.ru", "suspicious"),
        ("help@t-rnobile.com", "suspicious"),
    ],
)
def test_mail_addresses_are_judged_by_where_they_are(text: str, expected: str, catalogue: Catalogue) -> None:
    assert verdict(text, catalogue) == expected


def test_pages_that_anybody_can_make_are_nobodys_word(catalogue: Catalogue) -> None:
    assert verdict("accounts.google.com", catalogue) == "official"
    assert verdict("sites.google.com/view/x", catalogue) == "unknown"
    assert verdict("att-login.wixsite.com", catalogue) == "suspicious"
    assert verdict("nothing-special.wixsite.com", catalogue) == "unknown"
