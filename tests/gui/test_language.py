"""Switching the language in the middle: the same page, and nothing that was typed is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from simexit.core.plan.navigate import CHECK_BEFORE, OVERVIEW
from simexit.gui.controller import START

OWN = {"en": "English", "zh-Hans": "简体中文"}


def switch(person: Any, language: str) -> None:
    person.menu(OWN[language])
    assert person.controller.language == language


def test_typed_text_page_and_language_are_kept(case: Any, start: Callable[..., Any], folder: Path) -> None:
    person = case
    person.go("set-up-account")
    person.click(person.screen.boxes["lasting-mail"])
    person.write("Account number", "555-01") if False else None
    field = next(f for f in person.controller.plan.step("set-up-account").fields if f.id == "account_number")
    person.write(person.controller.text(field.label), "A 77")
    person.write(person.word("Notes"), "typed a moment ago")
    assert "set-up-account" not in person.saved().get("notes", {}), "not saved yet, that is the point"

    switch(person, "zh-Hans")
    assert person.page == "set-up-account"
    title = person.controller.knowledge.step_by_id["set-up-account"].title["zh-Hans"]
    assert person.screen.headline.text() == title
    assert person.find(person.word("Notes"), QPlainTextEdit).toPlainText() == "typed a moment ago"
    assert person.find(field.label["zh-Hans"], QLineEdit).text() == "A 77"
    assert person.screen.boxes["lasting-mail"].isChecked()
    saved = person.saved()
    assert saved["language"] == "zh-Hans"
    assert saved["notes"]["set-up-account"] == "typed a moment ago"
    assert json.loads((folder / "config" / "window.json").read_text(encoding="utf-8"))["language"] == "zh-Hans"
    person.close()

    again = start(language="en")
    assert again.controller.language == "zh-Hans", "the window remembers the language"
    assert again.screen.headline.text() == again.word("Your numbers")


def test_a_half_typed_day_survives_the_switch(case: Any) -> None:
    person = case
    person.go("prepare-move")
    field = next(f for f in person.controller.plan.step("prepare-move").fields if f.kind == "date")
    person.write(person.controller.text(field.label), "end of Dec")
    switch(person, "zh-Hans")
    assert person.find(field.label["zh-Hans"], QLineEdit).text() == "end of Dec"
    switch(person, "en")
    assert person.find(field.label["en"], QLineEdit).text() == "end of Dec"


def test_a_half_typed_day_of_a_question_survives_the_switch(
    start: Callable[..., Any], make_case: Callable[..., Path]
) -> None:
    person = start(make_case({"carrier": "t-mobile", "reason": "leaving", "where": "leaving"}, place="ask:where"))
    title = person.controller.knowledge.question_by_key["leaving_on"].title
    person.write(title["en"], "mid Dec")
    switch(person, "zh-Hans")
    assert person.page == "ask:where"
    assert person.find(title["zh-Hans"], QLineEdit).text() == "mid Dec"


def test_a_reason_being_written_survives_the_switch(case: Any) -> None:
    person = case
    person.go(CHECK_BEFORE)
    person.click(person.screen.go_on)
    person.write(person.word("Why you are going on although a point is open"), "The phone is lo")
    switch(person, "zh-Hans")
    person.click(person.screen.go_on)
    name = person.word("Why you are going on although a point is open")
    assert person.find(name, QPlainTextEdit).toPlainText() == "The phone is lo"


def test_an_account_being_typed_survives_the_switch(case: Any) -> None:
    person = case
    person.go("list-accounts")
    person.write(person.word("Another account"), "My bank i")
    switch(person, "zh-Hans")
    assert person.find(person.word("Another account"), QLineEdit).text() == "My bank i"


def test_the_search_for_a_carrier_survives_the_switch(window: Any) -> None:
    person = window
    person.click(person.screen.begin)
    person.go("ask:carrier")
    person.write(person.word("Find your carrier"), "mint")
    switch(person, "zh-Hans")
    assert person.find(person.word("Find your carrier"), QLineEdit).text() == "mint"


def test_answers_given_before_there_is_a_file_survive_the_switch(window: Any) -> None:
    person = window
    person.click(person.screen.begin)
    person.click("eSIM")
    switch(person, "zh-Hans")
    assert person.screen._groups["sim"].value() == "esim"
    assert person.page == "ask:card-type"


@pytest.mark.parametrize("place", [START, OVERVIEW, CHECK_BEFORE, "report", "answers"])
def test_the_switch_stays_on_the_page(case: Any, place: str) -> None:
    person = case
    person.go(place)
    for language in ("zh-Hans", "en"):
        switch(person, language)
        assert person.page == place


def test_a_note_of_the_window_stays_after_the_switch(case: Any) -> None:
    person = case
    person.window.tell("The damaged file is kept.")
    switch(person, "zh-Hans")
    assert person.sees("The damaged file is kept.")
