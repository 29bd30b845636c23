"""The dates of a case for any calendar program. Imported again, the same dates move instead of doubling."""

from __future__ import annotations

import datetime

import icalendar

import simexit
from simexit.core.errors import NoDates, NothingPublic
from simexit.core.language.messages import words
from simexit.core.report.document import printable
from simexit.core.report.types import DateLine, ReportModel

REMINDER = datetime.timedelta(hours=-15)
"""An all-day event begins at midnight: this reminds at nine in the morning of the day before."""


def to_calendar(model: ReportModel, now: datetime.datetime) -> str:
    """One all-day event for each known date, reminded of on the day before unless it is done.

    Args:
        model: the report; its dates are worked out, so those that depend on others have moved with them.
        now: the moment of writing, with its offset.

    Raises:
        NothingPublic: a public report has no days.
        NoDates: no day is known yet.
    """
    if model.share == "public":
        raise NothingPublic
    known = [date for date in model.dates if date.day]
    if not known:
        raise NoDates
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//SIM Exit//SIM Exit {simexit.__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for date in known:
        calendar.add_component(_event(date, model, now))
    return bytes(calendar.to_ical()).decode("utf-8", "replace")


def uid(case: str, date_id: str) -> str:
    """The name of an event: the same for the same date of the same case, whenever it is written."""
    return printable(f"{case}-{date_id.replace('/', '.')}@simexit")


def _event(date: DateLine, model: ReportModel, now: datetime.datetime) -> icalendar.Event:
    assert date.day is not None
    summary = printable(f"{model.carrier_name}: {date.title}")
    event = icalendar.Event()
    event.add("uid", uid(model.case, date.id))
    event.add("dtstamp", now.astimezone(datetime.UTC))
    # Programs take a newer version of an event only under a higher number.
    age = int((now - model.created).total_seconds()) if model.created else 0
    event.add("sequence", min(max(0, age), 2**31 - 1))
    event.add("dtstart", date.day)
    event.add("dtend", date.day + datetime.timedelta(days=1))
    event.add("summary", summary)
    event.add("description", printable(_description(date, model)))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if date.state != "done":
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", REMINDER)
        event.add_component(alarm)
    return event


def _description(date: DateLine, model: ReportModel) -> str:
    _ = words(model.language)
    lines = [_.apart([date.kind_text, date.rule])]
    if date.step_title:
        lines.append(_("Step: {step}", step=date.step_title))
    if model.line:
        lines.append(_("Line: {line}", line=model.line))
    if date.reported:
        lines.append(_("The number of days is reported, not certain."))
    return "\n".join(lines)
