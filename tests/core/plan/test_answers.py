"""Answers are checked against the closed lists, and refused with what would have been right."""

from __future__ import annotations

import pytest

from simexit.core.errors import NotADate, UnknownAnswer, UnknownCarrier, UnknownQuestion, WrongUsage
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.answers import open_questions, validate


def test_right_answers_are_taken(catalogue: Catalogue) -> None:
    validate({"carrier": "t-mobile", "sim": "esim", "leaving_on": "2026-12-19"}, catalogue)
    validate({}, catalogue)


def test_an_unknown_question_is_refused_with_the_known_ones(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownQuestion) as caught:
        validate({"colour": "red"}, catalogue)
    assert "colour" in str(caught.value)
    assert "billing" in str(caught.value)
    assert caught.value.exit_code == 2


def test_an_unknown_answer_is_refused_with_the_allowed_ones(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownAnswer) as caught:
        validate({"sim": "nano"}, catalogue)
    assert {"nano", "sim", "physical", "esim", "unsure"} <= set(
        str(caught.value).replace("“", " ").replace("”", " ").replace(",", " ").replace(".", " ").split()
    )


@pytest.mark.parametrize(
    "value",
    [
        "",
        "tomorrow",
        "2026-11-31",
        "2026-13-01",
        "11/21/2026",
        "20261121",
        "2026-W47-6",
        "2026-1-2",
        "2026-11-21T10:00",
    ],
)
def test_only_year_month_day_is_a_date(value: str, catalogue: Catalogue) -> None:
    with pytest.raises(NotADate):
        validate({"leaving_on": value}, catalogue)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tmobile", "t-mobile"),
        ("T-Mobil", "t-mobile"),
        ("Mint", "mint-mobile"),
        ("verison", "verizon"),
        ("cricket wireles", "cricket"),
        ("google", "google-fi"),
    ],
)
def test_an_unknown_carrier_is_refused_with_the_nearest(typed: str, meant: str, catalogue: Catalogue) -> None:
    with pytest.raises(UnknownCarrier) as caught:
        validate({"carrier": typed}, catalogue)
    assert meant in str(caught.value)
    assert caught.value.exit_code == 2


def test_where_nothing_is_near_the_way_out_is_the_list(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownCarrier) as caught:
        validate({"carrier": "qqqqqqqq"}, catalogue)
    assert "unlisted" in str(caught.value)


def test_each_refusal_is_told_as_wrong_usage(catalogue: Catalogue) -> None:
    for answers in ({"x": "y"}, {"sim": "x"}, {"leaving_on": "x"}, {"carrier": "qqqqqqqq"}):
        with pytest.raises(WrongUsage):
            validate(answers, catalogue)


# --- what is still to be asked ---------------------------------------------------------------------------------------


def test_everything_is_open_at_first_but_what_cannot_matter_yet(catalogue: Catalogue) -> None:
    asked = open_questions({}, catalogue)
    assert asked[:3] == ["sim", "billing", "service"]
    assert "carrier" in asked
    assert "leaving_on" not in asked
    assert "leaving_on" in open_questions({"where": "leaving"}, catalogue)


def test_what_was_answered_is_no_longer_open(catalogue: Catalogue) -> None:
    assert "sim" not in open_questions({"sim": "unsure"}, catalogue)


@pytest.mark.parametrize(
    ("answers", "not_asked"),
    [
        ({"service": "data"}, {"number"}),
        ({"carrier": "airalo"}, {"number", "role", "lines", "device", "equipment", "cycle_ends", "sim", "billing"}),
        ({"carrier": "mint-mobile"}, {"billing", "cycle_ends"}),
        ({"carrier": "google-fi"}, {"billing", "expires_on"}),
        ({"carrier": "ctexcel-us"}, {"number", "role", "lines", "device", "equipment"}),
        ({"carrier": "reseller"}, {"role", "lines"}),
        ({"reason": "safety"}, {"number", "role", "lines", "device", "equipment", "cycle_ends", "expires_on"}),
        ({"reason": "fraud"}, {"number", "role", "lines", "device", "equipment"}),
        ({"reason": "estate"}, {"role"}),
        ({"role": "none"}, {"lines", "cycle_ends"}),
        ({"billing": "prepaid"}, {"cycle_ends"}),
        ({"billing": "postpaid"}, {"expires_on"}),
    ],
)
def test_only_what_can_still_change_the_plan_is_asked(
    answers: dict[str, str], not_asked: set[str], catalogue: Catalogue
) -> None:
    assert not not_asked & set(open_questions(answers, catalogue))


def test_a_brand_with_two_sides_is_still_asked_how_it_is_paid(catalogue: Catalogue) -> None:
    assert "billing" in open_questions({"carrier": "t-mobile"}, catalogue)
