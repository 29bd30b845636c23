"""What must not stand in notes is found; what belongs in them is left in peace."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simexit.core.case.secrets import MASK, _luhn, find, mask

SECRET = [
    ("SSN 123-45-6789", "123-45-6789", "ssn"),
    ("gave them 123-45-6789 on the phone", "123-45-6789", "ssn"),
    ("my ssn: 123456789", "123456789", "ssn"),
    ("ITIN 912-78-1234", "912-78-1234", "ssn"),
    ("社安号后四位 6789", "6789", "ssn"),
    ("SSN last four: 6789", "6789", "ssn"),
    ("4111 1111 1111 1111", "4111 1111 1111 1111", "card"),
    ("卡 4111111111111111 已删", "4111111111111111", "card"),
    ("2026-11-21 4111-1111-1111-1111 12/26", "4111-1111-1111-1111", "card"),
    ("Amex 3782 822463 10005", "3782 822463 10005", "card"),
    ("CVV: 123", "123", "card"),
    ("PIN 1234", "1234", "pin"),
    ("my PIN is 4821.", "4821", "pin"),
    ("Transfer PIN: 123456", "123456", "pin"),
    ("转网 PIN（Transfer PIN）：123456", "123456", "pin"),
    ("转网 PIN 码 123456", "123456", "pin"),
    ("PIN 码是 8843", "8843", "pin"),
    ("PIN：４８２１", "４８２１", "pin"),
    ("passcode 1234", "1234", "pin"),
    ("PIN: 8008662453", "8008662453", "pin"),
    ("PIN:\n4821", "4821", "pin"),
    ("密码 abc123", "abc123", "password"),
    ("密码：hunter2。", "hunter2", "password"),
    ("密码是Abc!9", "Abc!9", "password"),
    ("password: Tr0ub4dor&3", "Tr0ub4dor&3", "password"),
    ("护照 E12345678", "E12345678", "passport"),
    ("带了 EA1234567 去", "EA1234567", "passport"),
    ("passport no. 561234567", "561234567", "passport"),
    ("身份证 11010519491231002X", "11010519491231002X", "identity"),
]

HARMLESS = [
    "",
    "Called 408-555-1234 and (408) 555-1234, +1 408 555 1234, 1-800-866-2453, 611",
    "+86 138 0013 8000 · 13800138000",
    "ICCID 8901260123456789012",
    "8986 0012 3456 7890 1234",
    "EID 89049032 00000000 00000000 00000000 and 8904 9032 0000 0000 0000 0000 0000 0000",
    "IMEI 356938035643809",
    "356938035643809",  # Passes the check digit, and is no card.
    "2026-11-21 14:32, 11/21/2026, 20261121143201",
    "$1,234.56, 45.00 美元, ¥300",
    "account 123456789-00001, 287301234567",
    "order number 4111111111111111",
    "confirmation #4111111111111111",
    "参考号：4111111111111111",
    "case E12345678",
    "ref 1234567890, 工单号 123456789012",
    "tracking 9400111899223100001234",
    "PIN expires in 4 days",
    "PIN: 6 digits",
    "PIN (6 digits), PIN 4-15 digits, PIN 6-15 位",
    "PIN 2026-11-21 拿到",
    "PIN 1-800-866-2453",
    "No PIN 611 call",
    "PIN 8008662453",
    "asked for the Transfer PIN, they sent it",
    "spin 1234, opinion 2026, shipping 5678",
    "password is required",
    "password reset on 2026-11-21",
    "password: changed",
    "the password 2026-11-21",
    "密码已改 2026 年",
    "密码，2026",
    "credit card ending 1234",
    "000-12-3456, 666-12-3456, 123-00-4567, 123-45-0000",
    "ZIP 95014-1234",
    "110105194912310021",  # Wrong check digit of an identity number.
]


@pytest.mark.parametrize(("text", "secret", "kind"), SECRET)
def test_a_secret_is_found_and_masked(text: str, secret: str, kind: str) -> None:
    found = [(text[span.start : span.end], span.kind) for span in find(text)]
    assert found == [(secret, kind)]
    assert mask(text, find(text)) == text.replace(secret, MASK * len(secret))


@pytest.mark.parametrize("text", HARMLESS)
def test_what_belongs_in_notes_is_left_in_peace(text: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == []


def _with_check_digit(digits: str) -> str:
    return next(digits + str(last) for last in range(10) if _luhn(digits + str(last)))


@given(body=st.text("0123456789", min_size=11, max_size=14), before=st.sampled_from(["", "paid with ", "用 "]))
def test_every_visa_and_mastercard_number_is_found(body: str, before: str) -> None:
    for card in (_with_check_digit("4" + body.ljust(14, "7")), _with_check_digit("53" + body.ljust(14, "7")[:13])):
        grouped = " ".join(card[place : place + 4] for place in range(0, 16, 4))
        for shown in (card, grouped, grouped.replace(" ", "-")):
            text = f"{before}{shown}, ok"
            assert [text[s.start : s.end] for s in find(text)] == [shown]


@given(area=st.integers(1, 999), group=st.integers(1, 99), serial=st.integers(1, 9999))
def test_every_ssn_is_found(area: int, group: int, serial: int) -> None:
    text = f"{area:03}-{group:02}-{serial:04}"
    assert len(find(text)) == (area != 666)


@given(digits=st.text("0123456789", min_size=16, max_size=17))
def test_an_iccid_is_never_a_secret(digits: str) -> None:
    assert find(f"89{digits}") == [] == find(f"卡号 {_with_check_digit('89' + digits)}")


@given(area=st.integers(200, 999), exchange=st.integers(200, 999), line=st.integers(0, 9999))
def test_a_phone_number_is_never_a_secret(area: int, exchange: int, line: int) -> None:
    for form in ("{}-{}-{:04}", "({}) {}-{:04}", "{}{}{:04}", "+1{}{}{:04}", "1 {} {} {:04}", "{}.{}.{:04}"):
        assert find("call " + form.format(area, exchange, line)) == []


@given(st.dates())
def test_a_date_is_never_a_secret(day: object) -> None:
    for text in (f"PIN {day}", f"password {day}", f"密码 {day} 改了", f"{day}"):
        assert find(text) == []


_SECRETS = ["4111111111111111", "123-45-6789", "E12345678", "4111", "1111"]
_LABELS = ["PIN", "密码", "SSN", "护照", "password", "card", "ref "]
_words = st.sampled_from([*_SECRETS, *_LABELS, " ", ": ", "-", "是", "89", "2026-11-21", "（", "）", "\n", "7", "•"])


@given(st.one_of(st.text(max_size=80), st.lists(_words, max_size=14).map("".join)))
@example("PIN 8912 4111 1111 1111 1111")
def test_masked_text_holds_no_secret_and_loses_nothing_else(text: str) -> None:
    spans = find(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    masked = mask(text, spans)
    assert find(masked) == []
    hidden = {place for span in spans for place in range(span.start, span.end)}
    assert all(masked[place] == (MASK if place in hidden else text[place]) for place in range(len(text)))


@pytest.mark.parametrize("piece", ["PIN ", "4111 ", "密码", "1-", "password (", "123-45-6789 ", "a", "卡号 1 "])
def test_long_notes_do_not_hang(piece: str) -> None:
    begin = time.perf_counter()
    find(piece * (20_000 // len(piece)))
    assert time.perf_counter() - begin < 2
