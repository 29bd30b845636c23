"""Prose in several languages: choosing one, filling its placeholders, and comparing translations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

Text = dict[str, str]
"""One piece of prose in each language, keyed by tag: `{"en": "...", "zh-Hans": "..."}`."""


FALLBACK = "en"
"""The language every text has, whatever else is missing."""

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

_COMMON = re.compile(r"[a-z]+ ")
"""A brand may begin with a small letter, but none of them has a small first word of several."""

_FILLED = re.compile(r"(^|(?<=[.?!:] ))?\{([a-z_]+)\}")
_HAN = r"[\u2e80-\u9fff\uff00-\uffef]"


@cache
def _gap() -> re.Pattern[str]:
    """A space between Chinese characters. Made when it is first needed: such wide classes take milliseconds."""
    return re.compile(rf"(?<={_HAN}) (?={_HAN})")


def pick(text: Text, language: str) -> str:
    """The text in `language`, else in English, else in whatever language there is."""
    if language in text:
        return text[language]
    if FALLBACK in text:
        return text[FALLBACK]
    return next(iter(text.values()), "")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Replace `{name}` by its value. A name without a value stays, so that a test can see it.

    A value in common words (`the carrier`, `la compañía`, `运营商`) is fitted in: a capital letter at the start of a
    sentence, no space between Chinese characters.
    """

    def value(found: re.Match[str]) -> str:
        own = values.get(found[2], found[0])
        return own[:1].upper() + own[1:] if found[1] is not None and _COMMON.match(own) else own

    filled = _FILLED.sub(value, template)
    return _gap().sub("", filled) if any(re.match(_HAN, own) for own in values.values()) else filled


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
