"""Where a number can go: sorted for the person, and taken up by the plan."""

from __future__ import annotations

import datetime

import pytest

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.dates import planned_dates
from simexit.core.plan.destinations import BEST, Row, compare, ways
from simexit.core.plan.resolve import resolve
from simexit.core.plan.weight import MOST_WORDS, most_steps, sentences, step_words

TODAY = datetime.date(2026, 11, 27)
LEAVING = {"where": "leaving", "leaving_on": "2026-12-25", "abroad_in": "CN", "codes": "yes", "number": "keep"}
MOVING = {"carrier": "t-mobile", "service": "voice", **LEAVING}


def rows(catalogue: Catalogue, **answers: str) -> dict[str, Row]:
    return {row.place.id: row for row in compare(answers, catalogue, TODAY).rows}


def test_every_place_stands_once_or_says_why_not(catalogue: Catalogue) -> None:
    for carrier in ("t-mobile", "tello", "google-fi", "unlisted"):
        table = compare({"carrier": carrier, **LEAVING}, catalogue, TODAY)
        there = [row.place.id for row in table.rows]
        assert sorted([*there, *table.left_out]) == sorted(catalogue.destination_by_id)
        assert [row.rank for row in table.rows] == list(range(1, len(there) + 1))
        best = [row for row in table.rows if row.best]
        assert [row.rank for row in best] == list(range(1, BEST + 1))
        assert len({row.place.name for row in best}) == BEST
        assert all(row.fit and row.place.status == "open" for row in best)
        assert all(1 <= len(row.reasons) <= 2 for row in table.rows)


def test_the_order_hangs_on_the_answers_alone(catalogue: Catalogue) -> None:
    once = compare(LEAVING, catalogue, TODAY)
    again = compare(dict(reversed(LEAVING.items())), catalogue, TODAY)
    assert once == again


def test_codes_need_a_real_mobile_number(catalogue: Catalogue) -> None:
    needed = rows(catalogue, **LEAVING)
    assert not any(row.fit for row in needed.values() if row.place.kind in ("voip", "parking"))
    assert "internet number" in needed["google-voice"].reasons[0]["en"]
    free = rows(catalogue, where="us", codes="no")
    assert free["google-voice"].fit
    assert free["google-voice"].best


def test_abroad_nothing_is_offered_that_starts_in_the_us_only(catalogue: Catalogue) -> None:
    there = rows(catalogue, where="abroad", abroad_in="CN", codes="yes")
    for row in there.values():
        if row.cells[3].mark == "no":
            assert not row.fit
            assert not row.best
    assert "inside the US" in there["tello-plan"].reasons[0]["en"]
    assert rows(catalogue, **LEAVING)["tello-plan"].fit


def test_little_time_is_said(catalogue: Catalogue) -> None:
    soon = rows(catalogue, **(LEAVING | {"leaving_on": "2026-12-01"}))["tello-plan"]
    later = rows(catalogue, **LEAVING)["tello-plan"]
    assert soon.points < later.points
    assert any("Little time" in reason["en"] for reason in soon.reasons)


def test_the_company_one_is_with_is_no_place_to_move_to(catalogue: Catalogue) -> None:
    table = compare({"carrier": "t-mobile", **LEAVING}, catalogue, TODAY)
    assert {"t-mobile-connect", "stay-verizon", "stay-att"} <= set(table.left_out)
    assert {"stay", "stay-t-mobile-season"} <= {row.place.id for row in table.rows}


def test_what_somebody_else_read_is_a_question(catalogue: Catalogue) -> None:
    shown = [one for row in compare({}, catalogue, TODAY).rows for one in row.facts]
    reported = [one for one in shown if one.fact.reported_on]
    assert reported
    assert all(one.status == "ask" and one.question and one.fact.source_kind == "official" for one in reported)
    for row in compare({}, catalogue, TODAY).rows:
        for cell in row.cells:
            assert cell.question is None or cell.question["zh-Hans"]
            if cell.facts and cell.facts[0].status == "ask" and cell.topic.id != "bank_codes":
                assert cell.question is not None


def test_a_price_is_old_after_half_a_year(catalogue: Catalogue) -> None:
    stated = {row.place.id: row for row in compare({}, catalogue, TODAY).rows}["tello-plan"].cells[0]
    later = {row.place.id: row for row in compare({}, catalogue, datetime.date(2027, 6, 1)).rows}["tello-plan"].cells[0]
    assert (stated.question, later.question is not None) == (None, True)


def test_the_plan_takes_up_the_place(catalogue: Catalogue) -> None:
    plan = resolve({**MOVING, "destination": "tello-plan"}, catalogue, TODAY)
    choosing, moving = plan.step("choose-destination"), plan.step("start-transfer")
    assert choosing is not None and moving is not None
    told = {one.key for one in (*choosing.facts, *choosing.more)}
    assert {"destinations/tello-plan.keep-alive", "destinations/tello-plan.from-abroad"} <= told
    assert [action.target for action in moving.actions if "tello.com" in action.target]
    without = resolve(MOVING, catalogue, TODAY)
    assert not any(one.key.startswith("destinations/") for step in without.steps for one in (*step.facts, *step.more))
    assert not any("tello.com" in action.target for step in without.steps for action in step.actions)


def test_the_place_has_to_be_kept_alive(catalogue: Catalogue) -> None:
    plan = resolve({**MOVING, "destination": "tello-payg"}, catalogue, TODAY)
    fields = {"confirm-transfer": {"completed_on": "2026-12-08"}}
    dates = {date.id: date for date in planned_dates(plan, fields, catalogue)}
    assert dates["confirm-transfer/keep-alive-there"].day == datetime.date(2027, 3, 8)
    plain = resolve(MOVING, catalogue, TODAY)
    assert "confirm-transfer/keep-alive-there" not in {date.id for date in planned_dates(plain, fields, catalogue)}


def test_what_is_not_known_of_the_place_is_asked(catalogue: Catalogue) -> None:
    plan = resolve({**MOVING, "destination": "ultra-paygo"}, catalogue, TODAY)
    step = plan.step("choose-destination")
    assert step is not None
    assert "destinations/ultra-paygo.?from_abroad" in {topic.key for topic in step.open_topics}
    heard = {"destinations/ultra-paygo.price-month": "3.50"}
    again = resolve({**MOVING, "destination": "ultra-paygo"}, catalogue, TODAY, heard)
    shown = [one for step in again.steps for one in (*step.facts, *step.more) if one.heard]
    assert [(one.key, one.status) for one in shown] == [("destinations/ultra-paygo.price-month", "stated")]


@pytest.mark.parametrize(
    ("carrier", "destination"), [("t-mobile", "stay-t-mobile-season"), ("t-mobile", "stay"), ("tello", "tello-plan")]
)
def test_who_stays_moves_nothing(catalogue: Catalogue, carrier: str, destination: str) -> None:
    plan = resolve({**MOVING, "carrier": carrier, "destination": destination}, catalogue, TODAY)
    assert plan.route.id == "pause"
    assert "number-stays" in {notice.id for notice in plan.notices}
    assert not any(step.step.irreversible for step in plan.steps)


def test_the_three_ways(catalogue: Catalogue) -> None:
    keep, park, release = ways(MOVING, catalogue, TODAY)
    best = compare(MOVING, catalogue, TODAY).rows[0]
    assert (keep.place, keep.usd_year) == (best.place, best.price.year)
    assert (release.usd_year, release.irreversible, park.irreversible) == (0, True, False)
    assert keep.steps == len(resolve(MOVING, catalogue, TODAY).steps)
    chosen = ways({**MOVING, "destination": "google-fi"}, catalogue, TODAY)[0]
    assert chosen.place is not None and chosen.place.id == "google-fi"
    assert ways({"carrier": "airalo", "service": "data"}, catalogue, TODAY) == []


def test_nothing_that_is_known_of_a_place_makes_a_page_too_long(catalogue: Catalogue) -> None:
    for place in catalogue.destination_by_id:
        plan = resolve({**MOVING, "destination": place}, catalogue, TODAY)
        assert len(plan.steps) <= most_steps(plan)
        assert max(step_words(step) for step in plan.steps) <= MOST_WORDS
        said = list(sentences(plan))
        assert len(said) == len(set(said))
