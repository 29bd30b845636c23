"""Finding a step, check, fact, word, trouble, date or saved case by whatever comes to mind, in either language."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from simexit.core.case.case import Case, glances
from simexit.core.case.search import entries, plain, search
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.language.text import pick

NOW = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))
ANSWERS = {
    "carrier": "t-mobile",
    "billing": "postpaid",
    "sim": "esim",
    "service": "voice",
    "number": "keep",
    "where": "leaving",
}


@pytest.fixture
def case(catalogue: Catalogue, tmp_path: Path) -> Case:
    made = Case.new(catalogue, tmp_path, lambda: NOW, "zh-Hans")
    for key, value in {**ANSWERS, "leaving_on": "2026-12-25"}.items():
        made.answer(key, value)
    made.save()
    return made


def test_every_step_and_check_is_found_by_its_title_in_both_languages(case: Case, catalogue: Catalogue) -> None:
    found = entries(case, catalogue, "zh-Hans")
    for step in case.plan.steps:
        for kind, text in [("step", step.step.title), *(("check", check.text) for check in step.checks)]:
            for language in ("en", "zh-Hans"):
                title = pick(text, language).replace("{carrier}", "T-Mobile")
                hits = search(found, title)
                assert any(hit.kind == kind and hit.target == step.id for hit in hits[:3]), title


def test_what_is_called_so_comes_before_what_only_mentions_it(case: Case, catalogue: Catalogue) -> None:
    found = search(entries(case, catalogue, "en"), "ICCID")
    assert found[0].kind == "word"
    assert plain(found[0].title).startswith("iccid")


def test_trouble_facts_and_dates_are_found(case: Case, catalogue: Catalogue) -> None:
    found = entries(case, catalogue, "en")
    assert any(hit.kind == "trouble" for hit in search(found, "debt collector"))
    shown = next(shown for step in case.plan.steps for shown in step.facts)
    assert any(hit.kind == "fact" for hit in search(found, shown.fact.says["en"][:40]))
    assert {hit.kind for hit in found} >= {"step", "check", "fact", "about", "trouble", "word", "date"}
    day = next(hit for hit in found if hit.kind == "date")
    assert day in search(found, day.where, most=100)


def test_the_beginning_of_a_word_comes_before_its_middle(case: Case, catalogue: Catalogue) -> None:
    hits = search(entries(case, catalogue, "en"), "pin", most=500)
    begins = [bool(re.search(r"\bpin", hit.look)) for hit in hits]
    assert begins == sorted(begins, reverse=True)
    assert not all(begins), "nothing with “pin” inside a word to compare with"


def test_a_note_leads_to_its_step(case: Case, catalogue: Catalogue) -> None:
    step = case.plan.steps[1].id
    case.note(step, "Ref 77-GH, agent Lee")
    assert [hit.target for hit in search(entries(case, catalogue, "en"), "77-gh")] == [step]


def test_every_word_must_fit_and_nothing_finds_nothing(case: Case, catalogue: Catalogue) -> None:
    found = entries(case, catalogue, "en")
    assert search(found, "  ") == []
    assert search(found, "transfer zzzz") == []
    assert search(found, "pin transfer")


def test_saved_cases_are_found_by_line_and_brand_without_an_open_one(
    case: Case, catalogue: Catalogue, tmp_path: Path
) -> None:
    case.rename_line("爸爸的号码")
    case.close()
    saved = glances(tmp_path, catalogue, lambda: NOW, "en")[0]
    found = entries(None, catalogue, "en", saved)
    for typed in ("爸爸", "t-mobile", "Ｔ－Ｍｏｂｉｌｅ 号码"):
        hits = [hit for hit in search(found, typed) if hit.kind == "case"]
        assert [hit.target for hit in hits] == [str(case.path or saved[0].path)]
