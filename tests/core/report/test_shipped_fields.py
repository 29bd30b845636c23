"""What the shipped steps hand on: days to the head of the report, numbers to the letters, warnings to the overview."""

from __future__ import annotations

import datetime

import pytest

from simexit.core.case.letters import known_values
from simexit.core.case.session import Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.resolve import resolve
from simexit.core.plan.types import Plan
from simexit.core.report.case_report import build

NOW = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.UTC)

BASE = {
    "sim": "esim",
    "billing": "postpaid",
    "service": "voice",
    "carrier": "t-mobile",
    "reason": "leaving",
    "number": "keep",
    "where": "us",
    "role": "owner",
    "lines": "only",
    "device": "clear",
    "equipment": "none",
}
ROADS = {
    "moves": {},
    "released": {"number": "release"},
    "runs out": {"billing": "prepaid", "carrier": "mint-mobile", "number": "release"},
    "parked": {"billing": "prepaid", "carrier": "ultra-mobile", "number": "park"},
    "member": {"number": "release", "role": "member"},
    "data": {"billing": "prepaid", "carrier": "airalo", "service": "data"},
    "taken": {"reason": "taken"},
}


def walked(road: str, catalogue: Catalogue) -> tuple[Plan, Session]:
    """A plan with every day and every number entered."""
    plan = resolve(BASE | ROADS[road], catalogue, NOW.date())
    session = Session.new(NOW, program="0", language="en")
    for key, value in (BASE | ROADS[road]).items():
        session.answer(key, value, NOW)
    for step in plan.steps:
        for field in step.fields:
            if field.kind in ("date", "text"):
                value = "2026-11-20" if field.kind == "date" else f"{step.id}.{field.id}"
                session.set_field(step.id, field.id, value, NOW)
    return plan, session


@pytest.mark.parametrize(
    ("road", "labels"),
    [
        ("moves", {"Number moved on", "Final bill paid on"}),
        ("released", {"Final bill paid on"}),
        ("member", set()),
    ],
)
def test_the_head_of_the_report_names_the_days(catalogue: Catalogue, road: str, labels: set[str]) -> None:
    plan, session = walked(road, catalogue)
    model = build(plan, session, catalogue, NOW.date(), "en", "full")
    assert labels <= {entry.label for entry in model.milestones}
    assert len(model.milestones) >= 2


@pytest.mark.parametrize("road", ROADS)
def test_a_field_called_a_reference_reaches_the_letters(catalogue: Catalogue, road: str) -> None:
    plan, session = walked(road, catalogue)
    named = [f"{s.id}.{f.id}" for s in plan.steps for f in s.fields if f.id.endswith("reference")]
    said = {f"{s.id}.{f.id}" for s in plan.steps for f in s.fields if f.letter == "reference"}
    assert set(named) <= said
    assert not named or known_values(plan, session, catalogue)["reference"] in named
    if road in ("moves", "released", "member"):
        assert named, "the number by which the carrier knows the request"


@pytest.mark.parametrize("reason", ["fraud", "taken", "ended"])
def test_no_warning_holds_up_who_was_robbed(catalogue: Catalogue, reason: str) -> None:
    for carrier in catalogue.carriers:
        plan = resolve(BASE | {"carrier": carrier.slug, "reason": reason}, catalogue, NOW.date())
        assert not plan.alerts or carrier.status == "closed", carrier.slug
