"""From the start page through every question, step, tick and field to the report that is handed out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from simexit.core.plan.navigate import CHECK_BEFORE, OVERVIEW, REPORT
from simexit.gui.widgets.buttons import Button

ANSWERS = {
    "sim": "esim",
    "billing": "postpaid",
    "service": "voice",
    "carrier": "t-mobile",
    "reason": "leaving",
    "number": "keep",
    "where": "leaving",
    "leaving_on": "12/14/2026",
    "role": "owner",
    "lines": "only",
    "device": "clear",
    "equipment": "none",
    "codes": "yes",
}

TYPED = {
    "date": ("12/1/2026", "2026-12-01"),
    "money": ("1234.5", "$1,234.50"),
    "text": ("in the blue folder", "in the blue folder"),
    "phone": ("(206) 555-0142", "(206) 555-0142"),
    "email": ("lin@example.org", "lin@example.org"),
}
"""What is typed into each kind of field, and what is kept of it."""


@pytest.fixture
def expected() -> dict[str, dict[str, Any]]:
    return {}


def test_a_new_case_goes_from_the_start_page_to_the_exported_report(
    window: Any, dialogs: Any, tmp_path: Path, expected: dict[str, dict[str, Any]]
) -> None:
    person = window
    person.click(person.screen.begin)
    assert person.page.startswith("ask:")
    person.answer(ANSWERS)

    assert person.page == OVERVIEW
    assert person.controller.plan.route.id == "port-out"
    unticked = dict.fromkeys(("old_device", "other_lines", "subscriptions", "us_card"), "no")
    assert person.saved()["answers"] == {**ANSWERS, **unticked, "leaving_on": "2026-12-14"}
    assert person.path.parent == person.controller.sessions

    kinds = set()
    for page in person.pages.ids[1:-1]:
        person.next()
        assert person.page == page
        if page != CHECK_BEFORE:
            kinds |= fill_step(person, page, expected)
    person.next()
    assert person.page == REPORT
    assert kinds >= {"date", "money", "text", "accounts", "email"}
    assert person.controller.progress.closed

    saved = person.saved()
    assert saved["fields"] == expected
    assert len(saved["checks"]) == sum(len(step.checks) for step in person.controller.plan.steps)

    for ending in ("pdf", "md"):
        dialogs.save_as = tmp_path / f"report.{ending}"
        person.click(person.word("Save the report…"))
        assert person.sees(str(dialogs.save_as))
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "$1,234.50" in text
    assert person.controller.plan.carrier.name in text
    assert [entry["id"] for entry in person.saved()["history"] if entry["what"] == "exported"] == ["pdf", "md"]


def fill_step(person: Any, step_id: str, expected: dict[str, dict[str, Any]]) -> set[str]:
    """Tick every check and enter every field of a step, and see it saved."""
    planned = person.controller.plan.step(step_id)
    for check in planned.checks:
        person.click(person.screen.boxes[check.id])
        assert person.controller.case.is_ticked(step_id, check.id)
    for field in planned.fields:
        name = person.controller.text(field.label)
        if field.kind == "choice":
            value: Any = field.choices[-1].id
            person.choose(name, value)
        elif field.kind == "accounts":
            value = enter_accounts(person, field)
        else:
            typed, value = TYPED[field.kind]
            person.write(name, typed)
            person.leave()
        expected.setdefault(step_id, {})[field.id] = value
    return {field.kind for field in planned.fields}


def enter_accounts(person: Any, field: Any) -> list[dict[str, str]]:
    """Two from the list of those often forgotten, one typed, one taken away again, one tested."""
    if not field.suggest:
        return enter_typed_accounts(person)
    first, second, third = (person.controller.text(text) for text in field.suggest[:3])
    for name in (first, second, third):
        person.click(name)
    assert person.find(first, Button).accessibleDescription(), "an offer stays where it is, and says that it is listed"
    person.write(person.word("Another account"), "My landlord")
    person.click(person.word("Add"))
    assert person.find(person.word("Another account"), QLineEdit).text() == ""
    person.click(person.word("Remove {name}", name=third))
    person.click(person.word("Undo"))
    person.click(person.word("Remove {name}", name=third))
    person.choose(person.word("Progress: {name}", name=second), "tested")
    return [
        {"name": first, "state": "listed"},
        {"name": second, "state": "tested"},
        {"name": "My landlord", "state": "listed"},
    ]


def enter_typed_accounts(person: Any) -> list[dict[str, str]]:
    """Where none are offered: two typed, one taken away and brought back, one tested."""
    for name in ("My bank", "My landlord"):
        person.write(person.word("Another account"), name)
        person.click(person.word("Add"))
    assert person.find(person.word("Another account"), QLineEdit).text() == ""
    person.click(person.word("Remove {name}", name="My bank"))
    person.click(person.word("Undo"))
    person.choose(person.word("Progress: {name}", name="My landlord"), "tested")
    return [{"name": "My bank", "state": "listed"}, {"name": "My landlord", "state": "tested"}]


def test_nothing_is_written_before_the_carrier_is_known(window: Any) -> None:
    person = window
    person.click(person.screen.begin)
    person.click(person.control("eSIM"))
    assert person.controller.path is None
    assert not list(person.controller.sessions.glob("*.simexit"))
    assert person.sees(person.word("Saving starts once you have chosen the carrier"))


def test_every_answer_after_the_carrier_is_on_the_disk_at_once(window: Any) -> None:
    person = window
    person.click(person.screen.begin)
    for key in ("sim", "billing", "service"):
        question = person.controller.knowledge.question_by_key[key]
        text = next(choice.text for choice in question.choices if choice.id == ANSWERS[key])
        person.click(person.controller.text(text))
    person.next()
    person.write(person.word("Find your carrier"), "T-Mobile")
    person.click("T-Mobile")
    person.next()
    assert json.loads(person.path.read_text(encoding="utf-8"))["answers"]["carrier"] == "t-mobile"
    reason = person.controller.knowledge.question_by_key["reason"]
    person.click(person.controller.text(next(c.text for c in reason.choices if c.id == "cost")))
    assert person.saved()["answers"]["reason"] == "cost"
    assert person.saved()["place"] == person.page
