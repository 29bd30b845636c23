"""Days however they are typed, as they are kept, and why one is not taken."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simexit.core.language.days import first_day, passed, saved, shown, typed, why_not
from simexit.core.language.messages import languages, show_date, words

TODAY = datetime.date(2026, 11, 21)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


@given(DAYS)
@settings(deadline=None)  # the first one loads the languages
def test_every_day_is_read_in_every_usual_form(day: datetime.date) -> None:
    month = words("en").months()[day.month - 1]
    for text in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year} {day.month} {day.day}",
        f"{day.month}/{day.day}/{day.year}",
        f"{day.month:02}-{day.day:02}-{day.year}",
        f"{day.month}/{day.day}/{day:%y}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]} {day.day} {day.year}",
        f"{month[:3].lower()}. {day.day}, {day.year}",
        f"{month.upper()} {day.day} {day.year}",
        f"{day.day} {month} {day.year}",
        f"  {day.isoformat()}  ",
        *(show_date(day, language) for language in languages()),
    ):
        assert typed(text, TODAY) == day, text


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_next_one(day: datetime.date, today: datetime.date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    for text in (
        f"{day.month}/{day.day}",
        f"{day.month}月{day.day}日",
        f"{words('en').months()[day.month - 1]} {day.day}",
    ):
        found = typed(text, today)
        assert found is not None
        assert (found.month, found.day) == (day.month, day.day)
        assert today <= found < today + datetime.timedelta(days=366)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_not_but_never_fails(text: str) -> None:
    day = typed(text, TODAY)
    assert day is None or typed(show_date(day, "en"), TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026",
        "2026-13-01",
        "2026-02-30",
        "13/45/2026",
        "12/",
        "2026-12-",
        "Marble 5",
        "Decimal 14",
        "3 May 14",
        "1 2 3 4",
        "32 December 2026",
        "2026-12-14 or later",
        "12月",
        "２",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert typed(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/25", "2026-12-25"),
        ("12.14", "2026-12-14"),
        ("1/5", "2027-01-05"),
        ("Dec 25", "2026-12-25"),
        ("December 14, 2026", "2026-12-14"),
        ("12月25日", "2026-12-25"),
        ("12 月 25 号", "2026-12-25"),
        ("2026年12月25号", "2026-12-25"),
        ("20261214", "2026-12-14"),
        ("2/29", "2028-02-29"),
    ],
)
def test_what_people_write_is_read(text: str, day: str) -> None:
    assert typed(text, TODAY) == datetime.date.fromisoformat(day)
    assert why_not(text, TODAY, words("en")) == ""


@pytest.mark.parametrize("text", ["12/31/9999", "0001-01-01", "1999-12-31", "21010101", "2101年1月1日"])
@pytest.mark.parametrize("language", languages())
def test_a_year_far_off_is_refused_in_words(text: str, language: str) -> None:
    assert typed(text, TODAY) is None
    told = why_not(text, TODAY, words(language))
    assert "2000" in told
    assert "2100" in told


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "13/45/2026", "20261314", "0000-00-00", "99999999"])
def test_what_is_no_day_is_told_how_to_write_one(text: str) -> None:
    assert "2026-12-14" in why_not(text, TODAY, words("en"))


@given(st.one_of(st.text(max_size=30), st.integers(), st.none(), st.dates().map(str), st.lists(st.text())))
def test_a_saved_value_is_a_day_or_none(value: object) -> None:
    day = saved(value)
    assert day is None or (day.isoformat() == value and 2000 <= day.year <= 2100)


@pytest.mark.parametrize("value", ["20261214", "2026-W47-6", "2026-12-14T00:00", "9999-12-31", "0001-01-01", ""])
def test_only_one_form_is_kept(value: str) -> None:
    assert saved(value) is None
    assert shown(value, "en") == value, "shown as it was typed, and nothing fails"


def test_english_days_are_written_as_in_the_us() -> None:
    assert shown("2026-12-14", "en") == "December 14, 2026"
    assert show_date(datetime.date(2026, 12, 14), "en", short=True) == "Dec 14"
    assert shown("2026-12-14", "zh-Hans") == "2026年12月14日"


def test_a_day_that_has_passed_is_asked_about() -> None:
    assert "November 20, 2026" in passed(datetime.date(2026, 11, 20), TODAY, words("en"))
    assert passed(TODAY, TODAY, words("en")) == ""
    assert passed(None, TODAY, words("en")) == ""


def test_a_source_is_dated_by_year_month_or_day() -> None:
    assert first_day("2026") == datetime.date(2026, 1, 1)
    assert first_day("2026-06") == datetime.date(2026, 6, 1)
    assert first_day("2026-06-05") == datetime.date(2026, 6, 5)
    for wrong in ("20260605", "2026-13", "unknown", ""):
        with pytest.raises(ValueError, match=r".+"):
            first_day(wrong)
