"""Choosing a language, filling placeholders, and what English words mean."""

from __future__ import annotations

import datetime

import pytest

from simexit.core.text import NAMES, SHIPPED, fill, language_for, meaning_of, pick, placeholders, show_date


def test_the_wanted_language_then_english_then_any() -> None:
    assert pick({"en": "Bill", "zh-Hans": "账单"}, "zh-Hans") == "账单"
    assert pick({"en": "Bill"}, "zh-Hans") == "Bill"
    assert pick({"zh-Hans": "账单"}, "en") == "账单"
    assert pick({}, "en") == ""


def test_placeholders_are_filled_and_a_missing_one_stays_to_be_seen() -> None:
    assert fill("Call {carrier}", {"carrier": "T-Mobile"}) == "Call T-Mobile"
    assert fill("Call {carrier}", {}) == "Call {carrier}"
    assert fill("{carrier} and {carrier}", {"carrier": "{line}", "line": "x"}) == "{line} and {line}"
    assert fill("{0} {Carrier} { carrier }", {"carrier": "x"}) == "{0} {Carrier} { carrier }"
    assert placeholders("{carrier}, {line} {carrier}") == {"carrier", "line"}


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["zh-Hans-CN"], "zh-Hans"),
        (["zh_CN"], "zh-Hans"),
        (["zh_CN.UTF-8"], "zh-Hans"),
        (["zh-SG"], "zh-Hans"),
        (["zh-Hans-HK"], "zh-Hans"),
        (["zh"], "zh-Hans"),
        (["ZH"], "zh-Hans"),
        (["zh-TW"], "zh-Hans"),
        (["zh_Hant_HK"], "zh-Hans"),
        (["en-US"], "en"),
        (["en_GB.UTF-8"], "en"),
        (["de-DE", "zh-CN", "en"], "zh-Hans"),
        (["fr", "en", "zh"], "en"),
        (["C"], "en"),
        (["de-DE"], "en"),
        ([""], "en"),
        ([], "en"),
    ],
)
def test_the_language_that_fits_a_system(wanted: list[str], language: str) -> None:
    assert language_for(wanted) == language


def test_each_language_is_named_in_itself() -> None:
    assert set(NAMES) == set(SHIPPED)
    assert NAMES["zh-Hans"] == "简体中文"


def test_days_are_written_as_people_write_them() -> None:
    day = datetime.date(2026, 11, 4)
    assert show_date(day, "en") == "4 November 2026"
    assert show_date(day, "en", short=True) == "4 Nov"
    assert show_date(day, "zh-Hans") == "2026年11月4日"
    assert show_date(day, "zh-Hans", short=True) == "11月4日"


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ({"en": "Cancel it.", "zh-Hans": "Cancel it.（请取消。）"}, "请取消。"),
        ({"en": "Cancel it.", "zh-Hans": "请取消。"}, "请取消。"),
        ({"en": "Cancel it.", "zh-Hans": "Cancel it. (please)"}, "please"),
        ({"en": "Cancel it.", "zh-Hans": "Cancel it.（请取消）（现在）"}, "（请取消）（现在）"),
        ({"en": "Cancel it."}, ""),
    ],
)
def test_what_words_to_say_mean(words: dict[str, str], meaning: str) -> None:
    assert meaning_of(words, "zh-Hans") == meaning
    assert meaning_of(words, "en") == ""
