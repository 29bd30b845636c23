"""Which facts are past their age, and in which order they are read again."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from simexit.core.authoring.stale import stale
from simexit.core.knowledge.load import load

GOOD = Path(__file__).parents[2] / "procedures" / "good"


@pytest.mark.parametrize(
    ("today", "ids"),
    [
        ("2026-12-31", []),
        ("2027-01-02", ["code"]),  # "2026" counts from its first day
        ("2027-05-21", ["code", "page", "hold", "complaint"]),  # undated ones six months after they were read
        ("2027-06-02", ["code", "phone", "page", "hold", "complaint", "oldalpha"]),
        ("2027-06-06", ["code", "phone", "ways", "page", "hold", "complaint", "oldalpha"]),
    ],
)
def test_the_file_with_the_oldest_fact_comes_first(today: str, ids: list[str]) -> None:
    found = stale(load(GOOD), datetime.date.fromisoformat(today))
    assert [one.fact.id for one in found] == ids
    assert [one.day for one in found if one.file == "alpha"] == sorted(one.day for one in found if one.file == "alpha")
