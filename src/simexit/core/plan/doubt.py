"""When a fact may be stated and when it turns into a question: the house's rule, in one place."""

from __future__ import annotations

import calendar
import datetime
from functools import cache

from simexit.core.knowledge.types import Fact
from simexit.core.language.days import first_day
from simexit.core.plan.types import Status

MONTHS_FRESH = 12
"""A fact with a date of its own (of its page, or of the day on which a rule was checked) may be stated so long."""

MONTHS_UNDATED = 6
"""A page without a date may be years old already, so it counts from its reading and only half as long."""


PRICES = ("price_month", "price_year")
"""Topics of destinations whose facts grow old in half a year whatever their date."""


def status(fact: Fact, read: str, today: datetime.date) -> Status:
    """`ask` where the confidence is low, sources conflict, somebody else read the page, the rule is not in force yet,
    or the fact is too old.
    """
    if fact.confidence == "low" or fact.conflicts is not None or fact.reported_on is not None:
        return "ask"
    if fact.in_force_from is not None and first_day(fact.in_force_from) > today:
        return "ask"
    return "ask" if is_old(fact, read, today) else "stated"


def is_old(fact: Fact, read: str, today: datetime.date) -> bool:
    """Whether a fact is past the age up to which it may be stated."""
    undated = fact.checked is None and fact.as_of == "unknown"
    short = undated or fact.topic in PRICES
    return today > plus_months(dated(fact, read), MONTHS_UNDATED if short else MONTHS_FRESH)


def dated(fact: Fact, read: str) -> datetime.date:
    """The day a fact counts from: when its rule was last checked, else what its page says (a month or year from its
    first day), else when it was read.

    A law does not grow old with the page that prints it, only with the time since somebody saw that it stands.
    """
    undated = fact.reported_on or read
    return first_day(fact.checked or (undated if fact.as_of == "unknown" else fact.as_of))


@cache
def plus_months(day: datetime.date, months: int) -> datetime.date:
    """So many months later, on the last day of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
