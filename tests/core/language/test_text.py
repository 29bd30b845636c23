"""Choosing a language, filling placeholders, and what English words mean."""

from __future__ import annotations

import pytest

from simexit.core.language.text import fill, meaning_of, pick, placeholders


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


def test_common_words_in_a_placeholder_begin_a_sentence_with_a_capital_letter() -> None:
    for common, shown in (("the carrier", "The carrier"), ("la compañía", "La compañía")):
        assert fill("{carrier} ends it. Ask {carrier}: {carrier}.", {"carrier": common}) == (
            f"{shown} ends it. Ask {common}: {shown}."
        )
    assert fill("{carrier} ends it.", {"carrier": "aerailo"}) == "aerailo ends it."


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
