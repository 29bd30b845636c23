"""The calendar file, read by another library: nothing to complain of, and the same dates move."""

from __future__ import annotations

import datetime
import warnings
from typing import Any

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import vobject

from simexit.core.case.session import Session
from simexit.core.errors import NoDates, NothingPublic
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.resolve import resolve
from simexit.core.report.as_calendar import to_calendar
from simexit.core.report.case_report import build

from .conftest import NOW, TODAY


def read(case: Session, catalogue: Catalogue, now: datetime.datetime = NOW, share: str = "full") -> dict[str, Any]:
    plan = resolve(case.answers, catalogue, TODAY)
    text = to_calendar(build(plan, case, catalogue, TODAY, "zh-Hans", share), now)
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    assert calendar.prodid.value.startswith("-//SIM Exit//")
    return {event.uid.value: event for event in calendar.vevent_list}


def test_another_library_reads_it(small: Catalogue, case: Session) -> None:
    events = read(case, small)
    event = events[f"{case.id}-ask-to-cancel.notice-by@simexit"]
    assert event.dtstart.value == datetime.date(2026, 12, 15)
    assert event.dtend.value == datetime.date(2026, 12, 16)
    assert event.summary.value == "Acme Mobile: 最晚这天提出"
    assert "请 Acme Mobile 停掉线路" in event.description.value
    assert event.valarm.trigger.value == datetime.timedelta(hours=-15), "the morning of the day before"
    assert event.dtstamp.value == NOW.astimezone(datetime.UTC)
    assert f"{case.id}-leaving_on@simexit" in events


def test_dependent_dates_move_with_the_same_uid(small: Catalogue, case: Session) -> None:
    before = read(case, small)
    later = NOW + datetime.timedelta(hours=1)
    case.answer("leaving_on", "2026-12-27", later)
    case.set_field("ask-to-cancel", "requested_on", "2026-11-25", later)
    after = read(case, small, later)
    assert before.keys() == after.keys()

    notice = f"{case.id}-ask-to-cancel.notice-by@simexit"
    assert after[notice].dtstart.value - before[notice].dtstart.value == datetime.timedelta(days=7)
    # Thanksgiving (26 November 2026) is no business day.
    confirmation = f"{case.id}-ask-to-cancel.confirmation@simexit"
    assert before[confirmation].dtstart.value == datetime.date(2026, 11, 27)
    assert after[confirmation].dtstart.value == datetime.date(2026, 11, 30)
    assert int(after[notice].sequence.value) > int(before[notice].sequence.value)


def test_what_is_done_does_not_remind(small: Catalogue, case: Session) -> None:
    case.tick("ask-to-cancel", "asked", NOW)
    event = read(case, small)[f"{case.id}-ask-to-cancel.notice-by@simexit"]
    assert not hasattr(event, "valarm")


def test_waiting_dates_are_left_out(small: Catalogue, case: Session) -> None:
    assert f"{case.id}-ask-to-cancel.off@simexit" not in read(case, small)


def test_no_calendar_in_public(small: Catalogue, case: Session) -> None:
    with pytest.raises(NothingPublic):
        read(case, small, share="public")


def test_no_calendar_without_dates(small: Catalogue) -> None:
    case = Session.new(NOW, program="1", language="en")
    case.answer("carrier", "acme", NOW)
    with pytest.raises(NoDates):
        read(case, small)
