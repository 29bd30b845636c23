"""What a helper may see of what was entered: numbers to the last four, no secrets."""

from __future__ import annotations

import re
from collections.abc import Callable

from simexit.core.case.secrets import MASK, find, mask

SHOWN = 4
"""How much of a number stays readable."""

LONG = 6
"""From so many digits on, a number may be an account, a phone or a card."""

SHORTENED = "…@"
"""What stands in the middle of a shortened e-mail address."""

_NAME = re.compile(r"[^\s@<>(),;:\"'\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]+\Z")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_LONGEST_NAME = 64
"""Characters before the @ that are looked at; no address has more."""
_LEFT_ALONE = re.compile(
    # Days, as people and programs write them.
    r"(?<![\w/.-])(?:(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)?\d\d)(?![\w/]|[.-]\d)"
    # Amounts: with a currency, or with cents.
    r"|(?<![\w.,/-])(?:[$¥€£]\d{1,3}(?:,\d{3})+(?:\.\d\d)?|[$¥€£]?\d{1,3}(?:,\d{3})+\.\d\d|[$¥€£]?\d{1,5}\.\d\d)"
    r"(?!\w|[.,/-]\d)"
)
_MIXED = re.compile(r"[A-Za-z\d](?:[-_./]?[A-Za-z\d])*")
# Between the digits of one number: spaces, brackets, dots and dashes of all kinds, marks that cannot be seen.
_BETWEEN = r"()（）+./·•‐‑‒–—−－．\-\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_NUMBER = re.compile(rf"\d(?:(?:,(?=\d)|[{_BETWEEN}]|[^\S\n]){{0,4}}\d)*")


def hide(text: str) -> str:
    """Free text as a helper may see it."""
    text = mask(text, find(text))
    shown, start = [], 0
    at = text.find("@")
    while at >= 0:
        first = max(start, at - _LONGEST_NAME)
        name, domain = _NAME.search(text[first:at]), _DOMAIN.match(text, at + 1)
        if name and domain:
            shown += [_numbers(text[start : first + name.start()]), f"{name[0][0]}{SHORTENED}{domain[0]}"]
            start = domain.end()
        at = text.find("@", at + 1)
    return "".join([*shown, _numbers(text[start:])])


def last_four(text: str) -> str:
    """A value that is a number of an account, card or phone, whatever it is made of."""
    return _dotted(text, set(_hidden(text, 0, str.isalnum)))


def _numbers(text: str) -> str:
    shown, start = [], 0
    for kept in _LEFT_ALONE.finditer(text):
        shown += [_long_numbers(text[start : kept.start()]), kept[0]]
        start = kept.end()
    return "".join([*shown, _long_numbers(text[start:])])


def _long_numbers(text: str) -> str:
    """Both ways to read a number, in the text as it was: what either would hide is hidden."""
    hidden = {
        place
        for pattern, counts in ((_MIXED, str.isalnum), (_NUMBER, str.isdigit))
        for found in pattern.finditer(text)
        if sum(char.isdigit() for char in found[0]) >= LONG
        if pattern is _NUMBER or any(char.isalpha() for char in found[0])
        for place in _hidden(found[0], found.start(), counts)
    }
    return _dotted(text, hidden)


def _hidden(text: str, start: int, counts: Callable[[str], bool]) -> list[int]:
    """The places of all that counts but the last four."""
    return [start + place for place, char in enumerate(text) if counts(char)][:-SHOWN]


def _dotted(text: str, hidden: set[int]) -> str:
    return "".join(MASK if place in hidden else char for place, char in enumerate(text))
