"""Closing in the middle and going on another day; and turning pages, which must change nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from simexit.core.case.session import Session
from simexit.core.plan.navigate import OVERVIEW
from simexit.gui.controller import START
from simexit.gui.widgets.progress import Bars

STEP = "set-up-account"


def test_a_case_goes_on_where_it_was_left(
    window: Any, start: Callable[..., Any], make_case: Callable[..., Path]
) -> None:
    make_case()
    first = window
    first.menu(first.word("&Start page"))
    first.open_case()
    assert first.page == OVERVIEW
    for check in first.controller.plan.step("count-cost").checks:
        first.controller.tick("count-cost", check.id, True)
    first.go(STEP)
    first.click(first.screen.boxes["lasting-mail"])
    first.write(first.controller.text(field_label(first, STEP, "account_number")), "9876543210")
    first.write(first.word("Notes"), "Called at ten\nSpoke to Ana")
    first.close()
    assert not first.window.isVisible()

    second = start()
    assert second.page == START
    row = second.cases()[0]
    title = second.controller.text(second.controller.knowledge.step_by_id["choose-destination"].title)
    assert "T-Mobile" in row.accessibleName()
    assert title in row.accessibleName(), "the next thing to do is on the start page"
    bars = second.all(Bars)[0]
    assert bars.accessibleName().startswith("1 / ")

    second.open_case()
    assert second.page == STEP
    assert second.screen.boxes["lasting-mail"].isChecked()
    assert not second.screen.boxes["bills-saved"].isChecked()
    assert second.find(second.controller.text(field_label(second, STEP, "account_number")), QLineEdit).text() == (
        "9876543210"
    )
    assert second.find(second.word("Notes"), QPlainTextEdit).toPlainText() == "Called at ten\nSpoke to Ana"


def test_completed_stages_are_counted_on_the_start_page(
    window: Any, make_case: Callable[..., Path], clock: Any
) -> None:
    person = window
    path = make_case()
    person.window.open_path(path)
    for step in person.controller.plan.of_sitting("desk"):
        for check in step.checks:
            person.controller.tick(step.id, check.id, True)
    person.go(OVERVIEW)
    person.back()
    assert person.page == START
    bars = person.all(Bars)[0]
    assert bars.accessibleName().startswith("5 / ")


def test_questions_left_in_the_middle_go_on_at_the_same_question(
    window: Any, start: Callable[..., Any], make_case: Callable[..., Path]
) -> None:
    make_case({"sim": "esim", "billing": "prepaid", "service": "voice", "carrier": "tello"}, place="ask:reason")
    window.close()
    person = start()
    person.open_case()
    assert person.page == "ask:reason"
    reason = person.controller.knowledge.question_by_key["reason"]
    person.click(person.controller.text(next(c.text for c in reason.choices if c.id == "cost")))
    assert person.saved()["answers"]["reason"] == "cost"


def test_an_unreadable_case_is_listed_with_the_reason_and_harms_no_other(
    folder: Path, make_case: Callable[..., Path], start: Callable[..., Any]
) -> None:
    make_case()
    broken = folder / "sessions" / "broken.simexit"
    broken.write_text("{", encoding="utf-8")
    person = start()
    assert len(person.cases()) == 2
    assert "broken.simexit" in person.cases()[1].accessibleName()
    person.open_case(1)
    assert person.page == START
    assert person.sees("broken.simexit")
    assert broken.read_text(encoding="utf-8") == "{"


def test_answers_that_are_no_longer_offered_are_said_and_asked_again(
    make_case: Callable[..., Path], start: Callable[..., Any]
) -> None:
    path = make_case(change=lambda session: session.answers.update(device="rented", lines="only"))
    person = start(path)
    assert person.controller.path == path
    title = person.controller.knowledge.question_by_key["device"].title
    assert person.sees(person.controller.text(title))
    assert person.controller.case.answers["lines"] == "only"
    assert "device" not in person.controller.case.answers


def contents(person: Any) -> dict[str, Any]:
    """What the file holds but for place and time."""
    return {key: value for key, value in person.wait_saved().items() if key not in ("place", "changed")}


def full(session: Session) -> None:
    """Something of everything, a half-typed day too."""
    from datetime import UTC, datetime

    now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    session.tick("set-up-account", "saved", now)
    session.set_field("set-up-account", "account_number", "12-34", now)
    session.set_field("choose-destination", "keep_until", "2026-12-31", now)
    session.set_field("count-cost", "fees", "about 20", now)
    session.set_field("get-into-account", "verify_by", "code", now)
    session.set_field("set-up-account", "newest_bill", "next mo", now)
    session.set_note("set-up-account", "  spaces, and\nlines \n", now)
    session.skip("count-cost", "there are none", now)
    session.rename_line("my number", now)


def test_next_through_all_pages_and_back_again_changes_nothing(
    start: Callable[..., Any], make_case: Callable[..., Path]
) -> None:
    person = start(make_case(change=full))
    before = contents(person)
    walked = [person.page]
    while person.window.next.isVisible():
        person.next()
        if person.page == walked[-1]:  # the check page before the first irreversible step stops, and should
            person.go(person.pages.next(person.page))
        walked.append(person.page)
        leave_all_fields(person)
    assert walked == list(person.pages.ids)
    assert contents(person) == before

    returned = [person.page]
    for _ in walked[1:]:
        person.back()
        returned.append(person.page)
    assert returned == walked[::-1]
    assert contents(person) == before
    person.back()
    assert person.page == START


def leave_all_fields(person: Any) -> None:
    """Go into every field of the page and out again, typing nothing."""
    for field in person.screen.findChildren(QLineEdit) + person.screen.findChildren(QPlainTextEdit):
        if field.isVisible():
            field.setFocus(Qt.FocusReason.TabFocusReason)
    person.window.back.setFocus()
    person.look()


def test_back_and_next_through_the_questions_keeps_every_answer(window: Any) -> None:
    from .conftest import ANSWERS

    person = window
    person.click(person.screen.begin)
    person.answer(ANSWERS | {"number": "release"})
    walked = [f"ask:{page}" for page in person.controller.question_pages()]
    before = contents(person)
    for page in walked:
        person.go(page)
        person.next()
    assert contents(person) == before


def test_back_on_the_question_pages_returns_to_the_page_before_with_its_answers(window: Any) -> None:
    person = window
    person.click(person.screen.begin)
    first = person.page
    person.click("eSIM")
    person.click(person.control("Prepaid"))
    person.click("A line with a phone number")
    person.next()
    second = person.page
    assert second != first
    person.back()
    assert person.page == first
    assert {c.value() for c in person.screen._groups.values()} == {"esim", "prepaid", "voice"}
    person.next()
    assert person.page == second
    person.back()
    person.back()
    assert person.page == START


def field_label(person: Any, step: str, field: str) -> dict[str, str]:
    return next(f.label for f in person.controller.plan.step(step).fields if f.id == field)


def test_the_start_page_says_what_is_waiting_when_nothing_is_due(
    start: Callable[..., Any], make_case: Callable[..., Path]
) -> None:
    make_case(change=lambda session: session.answers.update(leaving_on="2027-03-20", cycle_ends="2027-03-14"))
    person = start()
    assert "By Mar " in person.cases()[0].accessibleName()
