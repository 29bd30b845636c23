"""What a helper sees of free text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simexit.core.report.masking import hide, last_four


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("call 617-555-0123 now", "call •••-•••-0123 now"),
        ("+1 (617) 555-0123", "+• (•••) •••-0123"),
        ("账号123456789。", "账号•••••6789。"),
        ("A1B2-C3D4-E5F6", "••••-••••-E5F6"),
        ("1Z999AA10123456784", "••••••••••••••6784"),
        ("on 2026-11-24 at 14:32", "on 2026-11-24 at 14:32"),
        ("11/24/2026", "11/24/2026"),
        ("paid $1,234.56 and 99.95", "paid $1,234.56 and 99.95"),
        ("5 lines, 30 days, 2026", "5 lines, 30 days, 2026"),
        ("wang.li88@mail.example.com", "w…@mail.example.com"),
        ("邮箱12345678@qq.com，谢谢", "邮箱1…@qq.com，谢谢"),
        ("PIN: 4821\n月底", "PIN: ••••\n月底"),
        ("12345", "12345"),
        ("1 2 3 4 5 6 7", "• • • 4 5 6 7"),
        ("１２３４５６７", "•••４５６７"),
        ("123,456,789", "•••,••6,789"),
        ("617.555.0123", "•••.•••.0123"),
        ("555\u200b1234567", "•••\u200b•••4567"),
    ],
)
def test_hide(text: str, shown: str) -> None:
    assert hide(text) == shown


def test_last_four() -> None:
    assert last_four("(617) 555-0123") == "(•••) •••-0123"
    assert last_four("AB-12") == "AB-12"


SEPARATORS = st.sampled_from(["", "-", " ", ".", ") ", " - ", "\u00a0", "–", "/"])


@given(
    st.lists(st.tuples(st.sampled_from("0123456789"), SEPARATORS), min_size=6, max_size=24), st.sampled_from("x 号:")
)
def test_no_long_number_survives(parts: list[tuple[str, str]], before: str) -> None:
    number = "".join(digit + gap for digit, gap in parts[:-1]) + parts[-1][0]
    shown = hide(f"{before} {number} .")
    dated = re.search(r"\d{1,4}[-/.]\d{1,2}", number)  # a day or an amount is left alone
    digits = "".join(char for char in shown if char.isdigit())
    assert dated or len(digits) <= 4


def test_a_very_long_value_takes_no_longer_than_its_length() -> None:
    """It took the square: minutes for the text of a damaged file."""
    began = time.process_time()
    assert last_four("7" * 1_000_000).endswith("•7777")
    assert time.process_time() - began < 5
