"""Numbers however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simexit.core.knowledge.phone_numbers import e164, is_toll_free, spoken


@pytest.mark.parametrize(
    "typed",
    [
        "+18009378997",
        "18009378997",
        "8009378997",
        "1-800-937-8997",
        "800-937-8997",
        "(800) 937-8997",
        "1 (800) 937-8997",
        "+1 800 937 8997",
        "800.937.8997",
        "800/937-8997",
        "800–937–8997",
        "800·937·8997",
        " 800 937 8997 ",
        "tel:+18009378997",
        "1-800-937-TXWS",
        "１－８００－９３７－８９９７",
        "（800）937-8997",
    ],
)
def test_one_number_typed_many_ways(typed: str) -> None:
    assert e164(typed) == "+18009378997"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1-800-T-MOBILE", "+18008662453"),
        ("1-800-t-mobile", "+18008662453"),
        ("1 (800) T MOBILE", "+18008662453"),
        ("1-800-CALL-ATT", "+18002255288"),
        ("1.800.t.mobile", "+18008662453"),
        ("1-888-4-NEXTEL", "+18884639835"),
    ],
)
def test_numbers_spelt_with_letters(typed: str, number: str) -> None:
    assert e164(typed) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+86 138 0013 8000", "+8613800138000"),
        ("+44 20 7946 0958", "+442079460958"),
        ("+852 2123 4567", "+85221234567"),
    ],
)
def test_numbers_of_other_countries(typed: str, number: str) -> None:
    assert e164(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "611",
        "*611",
        "937-8997",
        "0800937899",
        "180093789971",
        "28009378997",
        "000-000-0000",
        "1-800-ABC",
        "1-800-T-MOBILE-900-555-1234",
        "1-800-T-MOBILES",
        "1-800-866-245E",
        "1-800-866-2453 or 1-900-555-1234",
        "800+866+2453",
        "+1",
        "+123",
        "+1234567890123456",
        "hello",
        "https://t-mobile.com",
        "800,937,8997",
        "٨٠٠٩٣٧٨٩٩٧",
    ],
)
def test_what_is_no_number(typed: str) -> None:
    assert e164(typed) is None


@given(st.text(max_size=25))
def test_whatever_is_typed_comes_out_clean_or_not_at_all(typed: str) -> None:
    number = e164(typed)
    assert number is None or (number.isascii() and number[0] == "+" and number[1:].isdigit())
    assert number is None or e164(number) == number


def test_numbers_are_shown_as_people_write_them() -> None:
    assert spoken("+18009378997") == "1-800-937-8997"
    assert spoken("+8613800138000") == "+8613800138000"
    assert spoken("611") == "611"
    assert e164(spoken("+15059983793")) == "+15059983793"


def test_toll_free_ones_are_known_by_their_beginning() -> None:
    assert all(is_toll_free(f"+1{code}5550100") for code in (800, 833, 844, 855, 866, 877, 888))
    assert not any(is_toll_free(number) for number in ("+15055550100", "+18225550100", "+86800555010", "611", ""))
