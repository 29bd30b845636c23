"""Dates that follow from other dates: thirty days after the request, one business day after the port began."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import DateRule, Fact, Sitting
from simexit.core.language.days import saved
from simexit.core.language.text import Text
from simexit.core.plan.facts import THE_PLACE
from simexit.core.plan.types import Plan, ShownFact

if TYPE_CHECKING:
    import holidays

Fields = Mapping[str, Mapping[str, Any]]
"""What has been entered: step id -> field id -> value."""

MOST_DAYS = 3660
"""Ten years: no limit of a carrier is longer, and a slip in a file must not count through the centuries."""


class PlannedDate(msgspec.Struct, frozen=True, kw_only=True):
    """A day that matters to this person, or the rule for it while its start is not known."""

    id: str
    step: str | None
    title: Text
    day: datetime.date | None
    kind: Literal["due", "look", "deadline", "own"]
    start: str
    """An answer key or `step-id.field-id`."""
    days: int = 0
    """Days (or business days) from the start; negative before it."""
    business: bool = False
    fact: ShownFact | None = None
    """The fact that gave the number of days."""

    @property
    def rule(self) -> str:
        """The rule in one line: `start-transfer.started_on + 1 business days`."""
        if not self.days:
            return self.start
        unit = "business days" if self.business else "days"
        return f"{self.start} {'-' if self.days < 0 else '+'} {abs(self.days)} {unit}"


DateState = Literal["due", "past", "coming", "waiting"]
"""due: within the days ahead; past: its day is over; coming: later; waiting: for a date not yet known."""

DAYS_AHEAD = 7
"""How many days before its day a date counts as due."""


def date_state(date: PlannedDate, today: datetime.date) -> DateState:
    """How a date stands on a day."""
    if date.day is None:
        return "waiting"
    if date.day < today:
        return "past"
    return "due" if date.day <= today + datetime.timedelta(days=DAYS_AHEAD) else "coming"


NOTHING_CHOSEN: Mapping[str, datetime.date] = {}


def planned_dates(
    plan: Plan, fields: Fields, catalogue: Catalogue, chosen: Mapping[str, datetime.date] = NOTHING_CHOSEN
) -> list[PlannedDate]:
    """All dates of the plan: those known first by day, then those that wait for their start, in plan order.

    Args:
        plan: the plan.
        fields: what has been entered.
        catalogue: for the names of the person's own dates.
        chosen: sitting id -> the day that the person has set for it.
    """
    found = [
        PlannedDate(
            id=question.key,
            step=None,
            title=question.as_date or question.title,
            kind="own",
            start=question.key,
            day=saved(plan.answers[question.key]),
        )
        for question in catalogue.questions
        if question.kind == "date" and plan.answers.get(question.key)
    ]
    for sitting in plan.sittings:
        day = sitting_day(sitting, plan, chosen)
        if day:
            found.append(
                PlannedDate(
                    id=f"sitting/{sitting.id}",
                    step=plan.of_sitting(sitting.id)[0].id,
                    title=sitting.title,
                    day=day,
                    kind="due",
                    start=next((rule.start for rule in sitting.day if plan.answers.get(rule.start)), sitting.id),
                    days=next((rule.days for rule in sitting.day if plan.answers.get(rule.start)), 0),
                )
            )
    for step in plan.steps:
        for rule in step.dates:
            planned = _planned(rule, step.id, plan, fields, catalogue)
            if planned:
                found.append(planned)
    found.sort(key=lambda date: date.day or datetime.date.max)
    return found


def _planned(rule: DateRule, step_id: str, plan: Plan, fields: Fields, catalogue: Catalogue) -> PlannedDate | None:
    start = _start(rule.start, plan, fields)
    if start is _ABSENT:
        return None
    days, business, fact = _length(rule, plan, catalogue)
    if days is None or abs(days) > MOST_DAYS:
        return None
    if rule.before:
        days = -days
    day = None
    if isinstance(start, datetime.date):
        day = shifted(start, days, business=business)
        if day and rule.business and rule.days_from is None:
            day = at_work(day)
    return PlannedDate(
        id=f"{step_id}/{rule.id}",
        step=step_id,
        title=rule.title,
        day=day,
        kind=rule.kind,
        start=rule.start,
        days=days,
        business=business,
        fact=fact,
    )


_ABSENT = object()


def _start(start: str, plan: Plan, fields: Fields) -> datetime.date | object | None:
    """The first day; None while it is not entered; absent where this plan has nothing that could give it."""
    step_id, dot, field_id = start.partition(".")
    if not dot:
        value = plan.answers.get(start)
        return saved(value) if value else (None if start in plan.questions_open else _ABSENT)
    step = plan.step(step_id)
    if step is None or all(field.id != field_id for field in step.fields):
        return _ABSENT
    return saved(fields.get(step_id, {}).get(field_id))


def _length(rule: DateRule, plan: Plan, catalogue: Catalogue) -> tuple[int | None, bool, ShownFact | None]:
    if rule.business_days is not None:
        return rule.business_days, True, None
    if rule.days is not None:
        return rule.days, False, None
    if rule.days_from is None:
        return 0, False, None
    if rule.days_from in catalogue.common_by_id:
        number = days_in(catalogue.common_by_id[rule.days_from], rule.days_key)
        return number, rule.business, None
    candidates = [
        (number, shown)
        for step in plan.steps
        for shown in (*step.facts, *step.more)
        if name_of(shown) == rule.days_from and (number := _days_told(shown, rule.days_key)) is not None
    ]
    if not candidates:
        heard = plan.heard.get(f"{plan.carrier.slug}/?{rule.days_from}", "")
        return whole_number(heard), rule.business, None
    # The earliest day is the safe one: a limit at its shortest, a notice to be given before a day at its longest.
    number, shown = (max if rule.before else min)(candidates, key=lambda pair: abs(pair[0]))
    return number, rule.business, shown


def name_of(shown: ShownFact) -> str:
    """What steps call the topic of a shown fact: that of the chosen destination has its file before it."""
    of_place = shown.key.startswith("destinations/")
    return f"{THE_PLACE}.{shown.fact.topic}" if of_place else shown.fact.topic


def _days_told(shown: ShownFact, key: str | None) -> int | None:
    """The days that the carrier itself has named, where it was asked; else those of the fact."""
    return days_in(shown.fact, key) if shown.heard is None else whole_number(shown.heard)


def whole_number(text: str) -> int | None:
    """The first whole number of an answer (“within 30 days”); None where it names none."""
    found = re.search(r"\d{1,4}", text)
    return int(found.group()) if found else None


def days_in(fact: Fact, key: str | None) -> int | None:
    """The number of days a fact's value holds, under `key` where the value is a map."""
    value = fact.value
    if isinstance(value, dict):
        value = value.get(key) if key else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def shifted(start: datetime.date, days: int, *, business: bool) -> datetime.date | None:
    """The day so many days (or business days) from another; None beyond the calendar."""
    try:
        return add_business_days(start, days) if business else start + datetime.timedelta(days=days)
    except OverflowError:
        return None


def at_work(day: datetime.date) -> datetime.date:
    """The day itself if companies work on it, else the last one before."""
    while not is_business_day(day):
        day -= datetime.timedelta(days=1)
    return day


def is_business_day(day: datetime.date) -> bool:
    """Monday to Friday, and no US federal holiday."""
    return day.weekday() < 5 and day not in _federal_holidays()


def sitting_day(sitting: Sitting, plan: Plan, chosen: Mapping[str, datetime.date]) -> datetime.date | None:
    """The day of a sitting: the one that the person chose, else by the first of its rules whose start is known.

    Args:
        sitting: one of the plan's.
        plan: whose answers give the starts.
        chosen: sitting id -> the day that the person has set.
    """
    if sitting.id in chosen:
        return chosen[sitting.id]
    for rule in sitting.day:
        start = saved(plan.answers.get(rule.start))
        if start:
            day = shifted(start, rule.days, business=False)
            return at_work(day) if day and rule.business else day
    return None


def add_business_days(start: datetime.date, days: int) -> datetime.date:
    """The day `days` US federal business days after `start`, or before it when negative."""
    step = datetime.timedelta(days=1 if days >= 0 else -1)
    day, left = start, abs(days)
    while left:
        day += step
        if is_business_day(day):
            left -= 1
    return day


@cache
def _federal_holidays() -> holidays.HolidayBase:
    import holidays  # slow to import, and few plans count business days

    return holidays.country_holidays("US")
