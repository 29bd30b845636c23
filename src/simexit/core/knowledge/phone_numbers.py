"""US phone numbers: however they are typed, and how they are shown."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
"""The letters of a telephone keypad (1-800-T-MOBILE)."""

_SHAPE = re.compile(r"(?:tel:)?[0-9\s().+\-·/]+", re.IGNORECASE)
_VANITY = re.compile(
    r"(?:tel:)?\+?1?[-\s.(]*(8\d\d)[-\s.)]*((?:\d[-\s.]?){0,4}[A-Z](?:[-\s.]?[A-Z]){2,})", re.IGNORECASE
)
"""Digits first, then letters to the end: nothing may follow them."""


def plainly(text: str) -> str:
    """The text as a plain keyboard types it (a Chinese one has １８００－…), without marks that cannot be seen."""
    text = unicodedata.normalize("NFKC", text)
    seen = (char for char in text if unicodedata.category(char) not in ("Cf", "Cc") or char in "\t\n")
    return "".join("-" if unicodedata.category(char) == "Pd" or char in "−⁃" else char for char in seen).strip()


def e164(text: str) -> str | None:
    """A number however typed (`(800) 937-8997`, `1-800-T-MOBILE`, `001 800 …`, `+86 …`) as E.164; None if it is none.

    The whole text must be one number. A number without a country code is taken as a US one.
    """
    text = plainly(text)
    vanity = _VANITY.fullmatch(text)
    if vanity:
        digits = re.sub(r"\D", "", vanity[2].upper().translate(LETTERS))
        return f"+1{vanity[1]}{digits}" if len(digits) == 7 else None
    if not _SHAPE.fullmatch(text):
        return None
    text = re.sub("^tel:", "", text, flags=re.IGNORECASE)
    if text.rfind("+") > 0:
        return None
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") and not digits.startswith("1"):
        return f"+{digits}" if 8 <= len(digits) <= 15 else None
    if len(digits) == 13 and digits.startswith("001"):  # as one dials the US from most countries
        digits = digits[2:]
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
