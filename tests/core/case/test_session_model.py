"""A session remembers what was done and when, and has no place for secrets."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import get_type_hints

import msgspec
import pytest

from simexit.core.case import session as model
from simexit.core.case.session import AccountRow, Session


@pytest.fixture
def fresh(now: datetime) -> Session:
    return Session.new(now, program="1.0", language="en")


def test_a_tick_keeps_its_first_day_and_can_be_taken_back(fresh: Session, now: datetime) -> None:
    later = now + timedelta(days=3)
    fresh.tick("save-bills", "downloaded", now)
    fresh.tick("save-bills", "downloaded", later)
    assert fresh.checks["save-bills/downloaded"].ticked_on == now.date()
    assert fresh.is_ticked("save-bills", "downloaded")
    fresh.untick("save-bills", "downloaded", later)
    assert not fresh.is_ticked("save-bills", "downloaded")
    assert [event.what for event in fresh.history] == ["started", "ticked", "unticked"]
    assert fresh.changed == later.replace(microsecond=0)


def test_empty_values_leave_nothing_behind(fresh: Session, now: datetime) -> None:
    before = msgspec.to_builtins(fresh)
    fresh.set_field("a", "b", "x", now)
    fresh.set_field("list-accounts", "accounts", [AccountRow(name="Bank")], now)
    fresh.set_note("a", "note", now)
    assert fresh.field_text("a", "b") == "x"
    assert fresh.accounts("list-accounts", "accounts") == [AccountRow(name="Bank", state="listed")]
    assert fresh.accounts("a", "b") == []
    assert fresh.field_text("list-accounts", "accounts") == ""
    fresh.set_field("a", "b", "", now)
    fresh.set_field("list-accounts", "accounts", [], now)
    fresh.set_note("a", " \n", now)
    assert msgspec.to_builtins(fresh) == before


def test_everything_can_be_taken_back(full: Session, now: datetime) -> None:
    full.answer("number", None, now)
    full.unskip("return-equipment", now)
    full.withdraw_override("start-transfer", now)
    full.reopen_sitting("decide", now)
    full.answer_fact("t-mobile/refund", " ", now)
    full.remove_evidence("e1", now)
    full.rename_line(" other ", now)
    assert "number" not in full.answers
    assert not (full.skipped or full.overrides or full.stage_done or full.fact_answers or full.evidence)
    assert full.line == "other"


def test_the_journal_is_short(fresh: Session, now: datetime) -> None:
    for minute in range(10):
        fresh.record("exported", "pdf", now + timedelta(minutes=minute))
    assert [event.what for event in fresh.history] == ["started", "exported"]
    assert fresh.history[-1].on == now + timedelta(minutes=9)


def test_turning_pages_is_no_change_of_the_case(fresh: Session) -> None:
    before = fresh.changed
    fresh.go_to("save-bills")
    assert (fresh.place, fresh.changed) == ("save-bills", before)


def test_a_time_without_offset_is_refused_at_once_and_not_when_the_file_is_read(fresh: Session) -> None:
    with pytest.raises(ValueError, match="offset"):
        fresh.tick("a", "b", datetime(2026, 11, 21))


def test_no_field_for_secrets_exists() -> None:
    names = {
        name
        for thing in vars(model).values()
        if isinstance(thing, type) and issubclass(thing, msgspec.Struct)
        for name in get_type_hints(thing)
    }
    assert {"answers", "ticked_on", "sha256"} <= names
    assert not [n for n in names if any(w in n for w in ("pin", "password", "pass", "ssn", "card", "secret"))]


def test_two_sessions_share_nothing(now: datetime) -> None:
    one, other = (Session.new(now, program="1", language="en") for _ in range(2))
    one.tick("a", "b", now)
    one.answer("sim", "esim", now)
    assert one.id != other.id
    assert not other.checks
    assert not other.answers
    assert len(other.history) == 1
