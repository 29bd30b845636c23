"""The program's own words: translated, filled, and never able to stop the program."""

from __future__ import annotations

import datetime
import gettext
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from simexit.core.language.messages import Words, compile_po, language_for, languages, show_date, words
from simexit.core.system import locations

FOLDER = locations.CHECKOUT / "resources" / "i18n"
PO = FOLDER / "zh-Hans.po"


def made(*entries: tuple[str, str]) -> Words:
    """Words of a language with these translations."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
    body = "\n".join(f'msgid "{one}"\nmsgstr "{other}"\n' for one, other in entries)
    return Words("zh-Hans", gettext.GNUTranslations(compile_po((head + body).encode())))


def test_a_message_is_translated_and_filled() -> None:
    speak = made(("Saved {time}", "已保存 {time}"))
    assert speak("Saved {time}", time="14:32") == "已保存 14:32"
    assert speak("Not translated {n}", n=3) == "Not translated 3"


def test_a_message_without_values_is_not_formatted() -> None:
    assert made(("{carrier}", "{carrier}"))("{carrier}") == "{carrier}"


def test_the_empty_message_is_empty() -> None:
    """gettext would give its header: who translated, and when."""
    assert made(("a", "b"))("") == ""


@pytest.mark.parametrize("slip", ["已保存 {tmie}", "已保存 {time", "已保存 {0}", "已保存 {time.x}"])
def test_a_slip_in_a_translation_gives_the_english(slip: str) -> None:
    assert made(("Saved {time}", slip))("Saved {time}", time="14:32") == "Saved 14:32"


def test_the_form_that_fits_a_number() -> None:
    english = words("en")
    assert english.many("{n} step", "{n} steps", 1) == "1 step"
    assert english.many("{n} step", "{n} steps", 2) == "2 steps"
    assert english.many("{n} of {all}", "{n} of {all}", 2, all=5) == "2 of 5"


def test_names_in_a_row() -> None:
    assert words("en").listed(["a", "b"]) == "a, b"
    assert words("zh-Hans").listed(["甲", "乙"]) == "甲、乙"
    assert words("en").sentences("One.", "", "Two.") == "One. Two."
    assert words("zh-Hans").sentences("一。", "二。") == "一。二。"


@pytest.mark.parametrize("language", ["de", "xx-Nowhere", "", "../../etc"])
def test_a_language_that_is_not_there_is_english(language: str) -> None:
    assert words(language)("Back") == "Back"


@pytest.mark.parametrize("language", languages())
def test_every_language_loads(language: str) -> None:
    assert (words(language)("Completed") == "Completed") is (language == "en")


def test_each_language_is_named_in_itself() -> None:
    assert list(languages().items())[:2] == [("en", "English"), ("zh-Hans", "简体中文")]


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["zh-Hans-CN"], "zh-Hans"),
        (["zh-Hans-CN", "zh-CN", "zh"], "zh-Hans"),
        (["zh_CN"], "zh-Hans"),
        (["zh_CN.UTF-8"], "zh-Hans"),
        (["ZH-sg"], "zh-Hans"),
        (["zh-Hans-HK"], "zh-Hans"),
        (["zh"], "zh-Hans"),
        (["zh-TW"], "zh-Hant"),
        (["zh_HK.UTF-8"], "zh-Hant"),
        (["zh-MO", "en"], "zh-Hant"),
        (["zh_Hant_HK"], "zh-Hant"),
        (["es-MX"], "es"),
        (["es_US.UTF-8"], "es"),
        (["en-US"], "en"),
        (["en_GB.UTF-8"], "en"),
        (["en-US", "zh-CN"], "en"),
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


def test_days_are_written_as_people_write_them() -> None:
    day = datetime.date(2026, 11, 4)
    assert show_date(day, "en") == "November 4, 2026"
    assert show_date(day, "en", short=True) == "Nov 4"
    assert show_date(day, "zh-Hans") == "2026年11月4日"
    assert show_date(day, "zh-Hans", short=True) == "11月4日"
    assert show_date(day, "zh-Hant") == "2026年11月4日"
    assert show_date(day, "es") == "4 de noviembre de 2026"
    assert show_date(day, "es", short=True) == "4 nov"


@pytest.mark.parametrize("language", languages())
def test_every_language_names_twelve_months(language: str) -> None:
    for short in (False, True):
        assert len(set(words(language).months(short=short))) == 12


@pytest.mark.parametrize("language", [tag for tag in languages() if tag != "en"])
def test_every_translation_has_the_placeholders_of_its_message(language: str) -> None:
    holes = re.compile(r"\{(\w*)\}")
    wrong = []
    for message in read_po(BytesIO((FOLDER / f"{language}.po").read_bytes())):
        if not message.id or message.fuzzy:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = {frozenset(holes.findall(one)) for one in ids}
        wrong += [(ids[0], text) for text in texts if text and frozenset(holes.findall(text)) not in allowed]
    assert wrong == []


def test_the_time_of_compiling_is_not_in_the_result() -> None:
    """Two builds of the same sources gave different packages."""
    assert b"POT-Creation-Date: 1970-01-01" in compile_po(PO.read_bytes()).getvalue()


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_help_whole(language: str) -> None:
    """The same pages with the same headings, lists and tables; the program opens them by their names."""

    def shape(page: Path) -> list[str]:
        marks = [re.match(r"#+ |- |\d+\. |\|", line) for line in page.read_text(encoding="utf-8").splitlines()]
        return [mark[0] for mark in marks if mark]

    folder = locations.CHECKOUT / "resources" / "help"
    pages = sorted(page.name for page in (folder / "en").glob("*.md"))
    assert sorted(page.name for page in (folder / language).glob("*.md")) == pages
    assert len(pages) == 4
    for page in pages:
        assert shape(folder / language / page) == shape(folder / "en" / page), page
