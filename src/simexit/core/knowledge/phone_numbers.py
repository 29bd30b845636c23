"""US phone numbers: however they are typed, and how they are shown."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
"""The letters of a telephone keypad (1-800-T-MOBILE)."""

_SHAPE = re.compile(r"[0-9\s().+\-–·/]+")


def e164(text: str) -> str | None:
    """A number however typed (`(800) 937-8997`, `1-800-T-MOBILE`, `+86 …`) as E.164; None if it is none.

    A number without a country code is taken as a US one.
    """
    text = unicodedata.normalize("NFKC", text).strip().removeprefix("tel:")  # a Chinese keyboard types １８００－…
    vanity = re.fullmatch(r"\+?1?[-\s.(]*(8\d\d)[-\s.)]*([A-Za-z0-9\-\s]+)", text)
    if vanity and re.search("[A-Za-z]", vanity[2]):
        digits = re.sub(r"\D", "", vanity[2].upper().translate(LETTERS))
        return f"+1{vanity[1]}{digits[:7]}" if len(digits) >= 7 else None
    if not _SHAPE.fullmatch(text):
        return None
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") and not digits.startswith("1"):
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    return f"+1{digits}" if len(digits) == 10 and digits[0] not in "01" else None


def spoken(number: str) -> str:
    """A number as people in the US write it: `1-800-937-8997`; others stay as they are."""
    if re.fullmatch(r"\+1\d{10}", number):
        return f"1-{number[2:5]}-{number[5:8]}-{number[8:]}"
    return number


def is_toll_free(number: str) -> bool:
    """Whether an E.164 number is a North American toll-free one (800, 833, 844 … 888)."""
    return bool(re.fullmatch(r"\+18(00|33|44|55|66|77|88)\d{7}", number))
