"""Days: read as people type them, kept as `YYYY-MM-DD`, written as readers write them. The one place for all three.

Nothing here raises for what a person typed or a file holds: what is no day is None, and `why_not` says why in words.
"""

from __future__ import annotations

import datetime
import re

from simexit.core.language.messages import Words, languages, words

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""No day of a case lies outside; further off, counting days would leave the calendar (`9999-12-31` and a month)."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\s?\D?")
_US = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d\d)")
_NAMED = re.compile(
    r"(?:(\d{1,2})\s+(?:de\s+)?)?([^\W\d_]{3,10})\.?\s*(\d{1,2})?(?:st|nd|rd|th)?,?\s*(?:de\s+)?(\d{4})?"
)
_NO_YEAR = re.compile(r"(\d{1,2})(?:[/.\-]|\s?月\s?)(\d{1,2})\s?[日号號]?")


def saved(value: object) -> datetime.date | None:
    """The day that a saved value holds; None for none, for half a day, and for one outside the years of a case.

    Only `YYYY-MM-DD`: Python alone would also take `20261121` and `2026-W47-6`, which other readers of a file do not.
    """
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        return None
    try:
        return _within(datetime.date.fromisoformat(value))
    except ValueError:
        return None


def typed(text: str, today: datetime.date) -> datetime.date | None:
    """A day however typed: `2026-12-14`, `20261214`, `2026年12月14日`, `12/14/2026`, `12/14/26`, `12/14` and `12月14号`
    (the next one), `Dec 14`, `14 de diciembre de 2026`. None for anything else.

    US order where slashes are used, because bills are written so.
    """
    try:
        found = _typed(text.strip(), today)
    except (ValueError, OverflowError):
        return None
    return found and _within(found)


def why_not(text: str, today: datetime.date, words: Words) -> str:
    """Why a typed text is not taken as a day; empty where it is, and where nothing was typed."""
    if not text.strip() or typed(text, today):
        return ""
    try:
        far = _typed(text.strip(), today) is not None
    except (ValueError, OverflowError):
        far = False
    if far:
        return words("Only years from {first} to {last} are taken.", first=FIRST_YEAR, last=LAST_YEAR)
    return words("Write the day like this: 2026-12-14 or 12/14/2026.")


def passed(day: datetime.date | None, today: datetime.date, words: Words) -> str:
    """What to ask where a day to come is meant and this one has passed; empty where it has not."""
    if day is None or day >= today:
        return ""
    return words("{day} has passed. Is the year right?", day=words.day(day))


def shown(value: str, language: str) -> str:
    """A saved day as people write it; what is none, as it was typed."""
    day = saved(value)
    return words(language).day(day) if day else value


def first_day(text: str) -> datetime.date:
    """`2026`, `2026-06` or `2026-06-05`, as sources are dated, as its first day.

    Raises:
        ValueError: it is none of these.
    """
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
        raise ValueError(f"no day, month or year: {text}")
    return datetime.date.fromisoformat(f"{text}-01-01"[:10])


def _within(day: datetime.date) -> datetime.date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _typed(text: str, today: datetime.date) -> datetime.date | None:
    if found := _DIGITS.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    if found := _US.fullmatch(text):
        return datetime.date(int(found[3]) + (2000 if len(found[3]) == 2 else 0), int(found[1]), int(found[2]))
    named = _NAMED.fullmatch(text)
    if named and bool(named[1]) != bool(named[3]) and (month := _month(named[2])):
        day = int(named[1] or named[3])
        return datetime.date(int(named[4]), month, day) if named[4] else _coming(month, day, today)
    if found := _NO_YEAR.fullmatch(text):
        return _coming(int(found[1]), int(found[2]), today)
    return None


def _month(name: str) -> int:
    """The number of a month by its name in any language, or the beginning of it; 0 for another word."""
    for language in languages():
        for place, month in enumerate(words(language).months(), start=1):
            if month.lower().startswith(name.lower()):
                return place
    return 0


def _coming(month: int, day: int, today: datetime.date) -> datetime.date:
    """The next day of that name; 29 February in the next year that has one."""
    for year in range(today.year, today.year + 9):
        try:
            found = datetime.date(year, month, day)
        except ValueError:
            if (month, day) == (2, 29):
                continue
            raise
        if found >= today:
            return found
    raise ValueError("no such day")
