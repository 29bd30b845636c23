"""Changing an early answer: what that does is shown first, can be undone, and loses nothing that was entered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from simexit.core.case.session import AccountRow
from simexit.core.plan.navigate import OVERVIEW
from simexit.gui.controller import ANSWERS


def choose(person: Any, key: str, value: str) -> None:
    """From the list of answers: Change, the other answer, Continue."""
    question = person.controller.knowledge.question_by_key[key]
    person.click(person.word("Change: {question}", question=person.controller.text(question.title)))
    assert person.page == f"ask:{question.page}"
    person.click(person.controller.text(next(c.text for c in question.choices if c.id == value)))
    person.next()


def open_answers(person: Any) -> None:
    person.go(OVERVIEW)
    person.click(person.word("Change my answers"))
    assert person.page == ANSWERS


def title(person: Any, step: str) -> str:
    return person.controller.text(person.controller.knowledge.step_by_id[step].title)


def test_a_changed_answer_is_shown_before_it_is_applied_and_loses_nothing(case: Any, clock: Any) -> None:
    person = case
    for check in person.controller.plan.step("choose-destination").checks:
        person.controller.tick("choose-destination", check.id, True)
    person.go("choose-destination")
    person.write(person.word("Notes"), "Compared three of them")
    ticks = len(person.controller.plan.step("choose-destination").checks)
    before = person.steps
    open_answers(person)
    choose(person, "number", "release")

    assert person.page == ANSWERS
    assert person.saved()["answers"]["number"] == "keep", "nothing is applied yet"
    assert person.steps == before
    change = person.controller.pending_change()
    assert "ask-to-cancel" in change.added
    assert "choose-destination" in change.removed_with_entries
    assert person.sees(title(person, "ask-to-cancel"))
    assert person.sees(title(person, "choose-destination"))

    person.next()
    assert person.page == OVERVIEW
    assert person.saved()["answers"]["number"] == "release"
    assert "ask-to-cancel" in person.steps
    assert "choose-destination" not in person.steps
    saved = person.saved()
    assert sum(key.startswith("choose-destination/") for key in saved["checks"]) == ticks
    assert saved["notes"]["choose-destination"] == "Compared three of them"
    assert person.sees("Compared three of them"), "what was entered there stays on the overview"
    assert person.sees(title(person, "choose-destination"))

    open_answers(person)
    choose(person, "number", "keep")
    person.next()
    person.go("choose-destination")
    assert all(box.isChecked() for box in person.screen.boxes.values())
    assert person.sees("Compared three of them")


def test_a_change_can_be_undone_before_it_is_applied(case: Any) -> None:
    person = case
    before, steps = person.saved(), person.steps
    open_answers(person)
    choose(person, "number", "release")
    person.click(person.word("Leave everything as it was"))
    assert person.page == OVERVIEW
    assert person.steps == steps
    assert person.saved() == before
    open_answers(person)
    assert not person.sees(person.word("What this changes in your plan"))


def test_without_a_change_the_list_of_answers_leads_straight_back(case: Any) -> None:
    person = case
    before = person.saved()
    open_answers(person)
    person.next()
    assert person.page == OVERVIEW
    assert person.saved() == before


def test_back_from_one_changed_question_keeps_the_change_of_another(case: Any) -> None:
    person = case
    open_answers(person)
    choose(person, "number", "release")
    question = person.controller.knowledge.question_by_key["device"]
    person.click(person.word("Change: {question}", question=person.controller.text(question.title)))
    person.click(person.controller.text(next(c.text for c in question.choices if c.id == "financed")))
    person.back()
    assert person.page == ANSWERS
    assert person.controller.draft["number"] == "release", "the other change is still there"
    assert person.controller.draft["device"] == "clear"


def test_a_newly_needed_question_comes_before_the_list_of_answers(
    start: Callable[..., Any], make_case: Callable[..., Path]
) -> None:
    answers = {"sim": "esim", "billing": "prepaid", "service": "data", "carrier": "airalo", "reason": "unneeded"}
    person = start(make_case(answers | {"where": "us"}))
    open_answers(person)
    question = person.controller.knowledge.question_by_key["carrier"]
    person.click(person.word("Change: {question}", question=person.controller.text(question.title)))
    person.write(person.word("Find your carrier"), "T-Mobile")
    person.click("T-Mobile")
    asked = []
    while person.page != ANSWERS:
        person.next()
        if person.page.startswith("ask:"):
            asked.append(person.page)
            for key, cards in person.screen._groups.items():
                if cards.value() is None:
                    person.click(person.find(next(iter(cards.radios.values())).text()))
                    assert key in person.controller.draft
    assert asked, "T-Mobile has an account, so more is asked"
    person.next()
    assert person.page == OVERVIEW
    assert person.saved()["answers"]["carrier"] == "t-mobile"


def test_accounts_of_a_step_that_left_the_plan_stay_on_the_overview(
    start: Callable[..., Any], make_case: Callable[..., Path], clock: Any
) -> None:
    def fill(session: Any) -> None:
        rows = [AccountRow(name="Bank of Somewhere"), AccountRow(name="Library")]
        session.set_field("list-accounts", "accounts", rows, clock())
        session.set_field("get-into-account", "verify_by", "code", clock())
        session.set_field("get-into-account", "logged_in_on", "2026-11-02", clock())

    answers = {"sim": "esim", "billing": "prepaid", "service": "data", "carrier": "airalo", "reason": "unneeded"}
    person = start(make_case(answers | {"where": "us"}, change=fill))
    assert "list-accounts" not in person.steps
    assert person.sees("Bank of Somewhere")
    assert person.sees("Library")
