"""When a fact may be stated and when it turns into a question: the house's rule, in one place."""

from __future__ import annotations

import calendar
import datetime

from simexit.core.knowledge.types import Fact
from simexit.core.language.days import first_day
from simexit.core.plan.types import Status

MONTHS_FRESH = 12
"""A fact older than this is asked, not stated (design, facts rules)."""


def status(fact: Fact, read: str, today: datetime.date) -> Status:
    """`ask` where the confidence is low, sources conflict, or the fact is older than twelve months."""
    if fact.confidence == "low" or fact.conflicts is not None:
        return "ask"
    return "ask" if is_old(fact, read, today) else "stated"


def is_old(fact: Fact, read: str, today: datetime.date) -> bool:
    """Whether a fact is past the age up to which it may be stated."""
    return today > _plus_months(dated(fact, read), MONTHS_FRESH)


def dated(fact: Fact, read: str) -> datetime.date:
    """The day a fact counts from: what its page says (a month or year from its first day), else when it was read."""
    return first_day(read if fact.as_of == "unknown" else fact.as_of)


def _plus_months(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
