"""A full session, and the moment at which these tests take place."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from simexit.core.case.session import AccountRow, Evidence, Session

NOW = datetime(2026, 11, 21, 14, 32, 1, tzinfo=timezone(timedelta(hours=-5)))


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def full() -> Session:
    """Something in every field."""
    session = Session.new(NOW, program="1.0.0", language="zh-Hans", line="我的主卡")
    session.id = "6f0c4f0e7c1b4b0c9d0f3a5e8b7a6c5d"
    session.answer("carrier", "t-mobile", NOW)
    session.answer("number", "keep", NOW)
    session.answer("leaving_on", "2026-12-20", NOW)
    session.tick("save-bills", "downloaded", NOW)
    session.set_field("list-accounts", "accounts", [AccountRow(name="招商银行", state="moved")], NOW)
    session.set_field("choose-date", "last-day", "2026-12-15", NOW)
    session.set_note("ask-to-cancel", "他们说“月底生效”\nsecond line", NOW)
    session.answer_fact("t-mobile/refund", "no refund", NOW)
    session.override("start-transfer", "已经转好了", NOW)
    session.skip("return-equipment", "没有设备", NOW)
    session.finish_sitting("decide", NOW)
    session.add_evidence(
        Evidence(id="e1", file="bill.pdf", title="Bill", step="save-bills", added_on=NOW.date(), sha256="0" * 64),
        NOW,
    )
    session.go_to("save-data")
    return session
