"""Dates that follow from dates: business days, the shortest limit, counting back, and starts that are not there."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simexit.core.knowledge.types import Condition, DateRule, Field
from simexit.core.plan.dates import PlannedDate, add_business_days, days_in, planned_dates


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def rule(**values: object) -> DateRule:
    return DateRule(id="due", title={"en": "due"}, **{"start": "end-line.asked_on", **values})


def act(case, make, *rules: DateRule, **values: object):
    """The act with a date field and these rules."""
    field = Field(id="asked_on", kind="date", label={"en": "asked"})
    return case.with_steps(make.step("end-line", "act", fields=[field], dates=list(rules), **values))


def dates(cases, fields=None, **answers: str) -> dict[str, PlannedDate]:
    plan = cases.plan(**answers)
    return {date.id: date for date in planned_dates(plan, fields or {}, cases.catalogue)}


ASKED = {"end-line": {"asked_on": "2026-11-20"}}


# --- business days ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-11-21", 1, "2026-11-23"),  # from a Saturday
        ("2026-11-25", 1, "2026-11-27"),  # over Thanksgiving
        ("2026-11-25", 2, "2026-11-30"),
        ("2026-12-24", 1, "2026-12-28"),  # over Christmas and a weekend
        ("2026-07-02", 1, "2026-07-06"),  # 4 July is a Saturday and kept on Friday
        ("2027-12-30", 1, "2028-01-03"),  # New Year's Day is a Saturday and kept on Friday, in the old year
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-11-27", -1, "2026-11-25"),
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 10, "2026-12-07"),
    ],
)
def test_business_days_skip_weekends_and_federal_holidays(start: str, days: int, end: str) -> None:
    assert add_business_days(day(start), days) == day(end)


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 1, 1)), st.integers(1, 30))
def test_a_business_day_is_a_working_day_and_never_too_near(start: datetime.date, days: int) -> None:
    end = add_business_days(start, days)
    assert end.weekday() < 5
    assert (end - start).days >= days
    assert add_business_days(start, days + 1) > end
    assert add_business_days(add_business_days(end, 1), -1) == end


# --- where the number of days comes from -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"days": 30}, "2026-12-20"),
        ({"days": 0}, "2026-11-20"),
        ({"days": -7}, "2026-11-13"),
        ({"days": 7, "before": True}, "2026-11-13"),
        ({"business_days": 1}, "2026-11-23"),
        ({"business_days": 1, "before": True}, "2026-11-19"),
    ],
)
def test_days_written_in_the_rule(case, make, values: dict[str, object], expected: str) -> None:
    assert dates(act(case, make, rule(**values)), ASKED)["end-line/due"].day == day(expected)


def test_a_limit_of_a_fact_is_taken_at_its_shortest(case, make) -> None:
    cases = act(case, make, rule(days_from="number_hold", kind="deadline"), topics=["number_hold"]).with_facts(
        make.fact("number_hold", 90, id="a"),
        make.fact("number_hold", 30, id="b", confidence="low"),
        make.fact("number_hold", "a while", id="c"),
    )
    found = dates(cases, ASKED)["end-line/due"]
    assert (found.day, found.kind) == (day("2026-12-20"), "deadline")
    assert found.fact is not None
    assert (found.fact.key, found.fact.status) == ("one/b", "ask")
    assert found.rule == "end-line.asked_on + 30 days"


def test_a_notice_before_a_day_is_taken_at_its_longest(case, make) -> None:
    """The early day is the safe one: who gives thirty days' notice has also given three."""
    notice = rule(start="cycle_ends", days_from="notice_days", before=True, kind="deadline")
    cases = act(case, make, notice, topics=["notice_days"]).with_facts(
        make.fact("notice_days", 3, id="a"), make.fact("notice_days", 30, id="b")
    )
    assert dates(cases, cycle_ends="2026-12-31")["end-line/due"].day == day("2026-12-01")


def test_a_fact_of_another_case_gives_no_date(case, make) -> None:
    away = make.fact("number_hold", 30, when=Condition(is_={"where": "abroad"}))
    cases = act(case, make, rule(days_from="number_hold"), topics=["number_hold"]).with_facts(away)
    assert "end-line/due" not in dates(cases, ASKED)
    assert dates(cases, ASKED, where="abroad")["end-line/due"].day == day("2026-12-20")


def test_days_of_a_map_are_under_their_key(case, make) -> None:
    value = {"valid_days": 7, "length": 6}
    cases = act(case, make, rule(days_from="number_hold", days_key="valid_days"), topics=["number_hold"])
    assert dates(cases.with_facts(make.fact("number_hold", value)), ASKED)["end-line/due"].day == day("2026-11-27")
    assert days_in(make.fact("number_hold", value), None) is None
    assert days_in(make.fact("number_hold", value), "missing") is None
    assert days_in(make.fact("number_hold", True), None) is None  # true is no number of days


def test_days_of_a_common_fact(case, make) -> None:
    cases = act(case, make, rule(days_from="rights.answer_days")).with_common(make.fact("answer_days", 30))
    assert dates(cases, ASKED)["end-line/due"].day == day("2026-12-20")


def test_business_days_of_a_common_fact_are_business_days(case, make) -> None:
    cases = act(case, make, rule(days_from="rights.port_days", business=True)).with_common(make.fact("port_days", 1))
    found = dates(cases, ASKED)["end-line/due"]
    assert (found.day, found.business) == (day("2026-11-23"), True)
    assert found.rule == "end-line.asked_on + 1 business days"


# --- where the start comes from --------------------------------------------------------------------------------------


def test_it_waits_while_its_start_is_not_entered(case, make) -> None:
    assert dates(act(case, make, rule(days=3)))["end-line/due"].day is None


def test_it_is_only_there_where_its_condition_holds(case, make) -> None:
    cases = act(case, make, rule(days=1, when=Condition(is_={"where": "abroad"})))
    assert "end-line/due" in dates(cases, ASKED, where="abroad")
    assert "end-line/due" not in dates(cases, ASKED, where="us")


def test_it_moves_when_the_field_moves(case, make) -> None:
    cases = act(case, make, rule(days=3))
    for typed, expected in (("2026-11-20", "2026-11-23"), ("2026-12-30", "2027-01-02")):
        assert dates(cases, {"end-line": {"asked_on": typed}})["end-line/due"].day == day(expected)


@pytest.mark.parametrize("typed", ["2026-1", "soon", "2026-11-31", "", []])
def test_a_date_typed_half_is_none_yet(case, make, typed: object) -> None:
    assert dates(act(case, make, rule(days=3)), {"end-line": {"asked_on": typed}})["end-line/due"].day is None


def test_it_is_left_out_where_nothing_could_give_its_start(case, make) -> None:
    cases = act(case, make, rule(start="not-here.asked_on", days=3))
    assert "end-line/due" not in dates(cases, {"not-here": {"asked_on": "2026-11-20"}})
    cases = act(case, make, rule(start="end-line.other", days=3))
    assert "end-line/due" not in dates(cases, {"end-line": {"other": "2026-11-20"}})


def test_counting_back_from_departure(case, make) -> None:
    cases = act(case, make, rule(start="leaving_on", days=-7))
    assert dates(cases, where="leaving", leaving_on="2026-12-19")["end-line/due"].day == day("2026-12-12")
    assert dates(cases, where="leaving")["end-line/due"].day is None  # asked, not yet answered
    assert "end-line/due" not in dates(cases, where="us")  # not even asked


def test_a_departure_that_is_past_caring_is_gone(case, make) -> None:
    """Whoever has left already and once entered a day is not reminded of it."""
    cases = act(case, make, rule(start="leaving_on", days=-7))
    found = dates(cases, where="abroad", leaving_on="2026-12-19")
    assert "leaving_on" not in found
    assert "end-line/due" not in found


# --- the list --------------------------------------------------------------------------------------------------------


def test_own_dates_are_among_them_and_known_days_come_first(case, make) -> None:
    cases = act(case, make, rule(days=3), rule(start="end-line.asked_on", days=5)).with_steps(
        make.step("get-ready", checks=case.catalogue.steps[0].checks, dates=[rule(start="leaving_on", days=-1)])
    )
    plan = cases.plan(where="leaving", leaving_on="2026-12-19", cycle_ends="2026-12-05")
    found = planned_dates(plan, {}, cases.catalogue)
    assert [(date.id, date.kind) for date in found[:3]] == [
        ("cycle_ends", "own"),
        ("get-ready/due", "due"),
        ("leaving_on", "own"),
    ]
    assert [date.day for date in found[3:]] == [None, None]
    assert found[0].step is None
    assert found[0].rule == "cycle_ends"


def test_every_shipped_start_exists(catalogue) -> None:
    """Each rule starts from an answer that is a date or from a date field of a step."""
    starts = {f"{step.id}.{field.id}" for step in catalogue.steps for field in step.fields if field.kind == "date"}
    starts |= {question.key for question in catalogue.questions if question.kind == "date"}
    assert {rule.start for step in catalogue.steps for rule in step.dates} <= starts
