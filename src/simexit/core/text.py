"""Prose in several languages: choosing one, filling its placeholders, and comparing translations."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simexit.core.model import Text

FALLBACK = "en"
"""The language every text has, whatever else is missing."""

SHIPPED = ("en", "zh-Hans")
"""The languages in which everything is written, in the order of the menu."""

NAMES = {"en": "English", "zh-Hans": "简体中文"}
"""Each language named in itself."""

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

_FILLED = re.compile(r"(^|(?<=[.?!:] ))?\{([a-z_]+)\}")
_HAN = r"[\u2e80-\u9fff\uff00-\uffef]"
_GAP = re.compile(rf"(?<={_HAN}) (?={_HAN})")


def pick(text: Text, language: str) -> str:
    """The text in `language`, else in English, else in whatever language there is."""
    if language in text:
        return text[language]
    if FALLBACK in text:
        return text[FALLBACK]
    return next(iter(text.values()), "")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Replace `{name}` by its value. A name without a value stays, so that a test can see it.

    A value in common words (`the carrier`, `运营商`) is fitted in: a capital letter at the start of a sentence, no
    space between Chinese characters.
    """

    def value(found: re.Match[str]) -> str:
        own = values.get(found[2], found[0])
        return own[:1].upper() + own[1:] if found[1] is not None and own.startswith("the ") else own

    filled = _FILLED.sub(value, template)
    return _GAP.sub("", filled) if any(re.match(_HAN, own) for own in values.values()) else filled


def meaning_of(words: Text, language: str) -> str:
    """What English words to say mean in the reader's language; empty where the reader reads English.

    The translation may repeat the English in front and put the meaning in brackets; only the meaning is given.
    """
    own, english = pick(words, language), words[FALLBACK]
    if own == english:
        return ""
    rest = own.replace(english, "", 1).strip()
    for left, right in ("（）", "()"):
        if rest.startswith(left) and rest.endswith(right) and rest.count(left) == 1:
            rest = rest[1:-1]
    return rest.strip()


def placeholders(template: str) -> set[str]:
    """The names of the placeholders in a template."""
    return set(PLACEHOLDER.findall(template))


def language_for(wanted: list[str]) -> str:
    """The shipped language that fits a system's list of languages, best first; English when none does.

    Chinese goes by script, because a region says little: `zh-Hans-SG`, `zh_CN`, `zh-SG` and plain `zh` read
    Simplified. `zh-TW`, `zh-HK` and `zh-Hant` read Traditional, which is not shipped yet; Simplified Chinese is
    nearer to their readers than English is.
    """
    for tag in wanted:
        main = re.split(r"[-_.@]", tag)[0].lower()
        if main == "zh":
            return "zh-Hans"
        if main in SHIPPED:
            return main
    return FALLBACK


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def show_date(day: datetime.date, language: str, *, short: bool = False) -> str:
    """A day as people write it: `24 November 2026`, `24 Nov`; in Chinese `2026年11月24日`, `11月24日`."""
    if language.startswith("zh"):
        return f"{day.month}月{day.day}日" if short else f"{day.year}年{day.month}月{day.day}日"
    month = MONTHS[day.month - 1]
    return f"{day.day} {month[:3]}" if short else f"{day.day} {month} {day.year}"
