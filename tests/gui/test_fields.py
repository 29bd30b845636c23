"""Days and amounts however they are typed; secrets are pointed out and masked only when asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from simexit.core.case.secrets import MASK
from simexit.core.language.messages import show_date
from simexit.gui.widgets.fields import MoneyField


def label_of(person: Any, step: str, kind: str) -> tuple[str, str]:
    """The id and the label of the first field of a kind."""
    field = next(f for f in person.controller.plan.step(step).fields if f.kind == kind)
    return field.id, person.controller.text(field.label)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("typed", ["12/14/2026", "2026-12-14", "Dec 14", "12月14日", "14 December 2026"])
def test_a_day_is_saved_the_same_however_it_is_typed(
    start: Callable[..., Any], make_case: Callable[..., Any], language: str, typed: str
) -> None:
    person = start(make_case(), language=language)
    person.go("prepare-move")
    key, name = label_of(person, "prepare-move", "date")
    edit = person.write(name, typed)
    person.leave()
    assert edit.text() == show_date(datetime.date(2026, 12, 14), language)
    assert person.saved()["fields"]["prepare-move"][key] == "2026-12-14"


def test_half_a_day_stays_as_it_is_and_says_so(case: Any) -> None:
    person = case
    problem = person.word("Write the day like this: 2026-12-14 or 12/14/2026.")
    person.go("prepare-move")
    key, name = label_of(person, "prepare-move", "date")
    edit = person.write(name, "2026-12-")
    assert not person.sees(problem), "not while it is being typed"
    person.leave()
    assert edit.text() == "2026-12-"
    assert person.sees(problem)
    assert person.saved()["fields"]["prepare-move"][key] == "2026-12-", "and it is kept"
    person.next()
    assert person.page != "prepare-move", "it holds nobody back"
    person.back()
    assert person.find(name, QLineEdit).text() == "2026-12-"
    assert person.sees(problem)
    person.write(name, "2026-12-14")
    person.leave()
    assert not person.sees(problem)
    person.write(name, "")
    person.leave()
    assert "prepare-move" not in person.saved()["fields"]


def test_an_earlier_day_does_not_stay_behind_half_of_a_new_one(case: Any) -> None:
    person = case
    person.go("prepare-move")
    key, name = label_of(person, "prepare-move", "date")
    person.write(name, "2026-12-14")
    person.leave()
    person.write(name, "next week")
    person.leave()
    assert person.saved()["fields"]["prepare-move"][key] == "next week"
    person.go("overview")
    person.go("report")


def test_half_a_day_on_a_question_page_is_not_passed_over(
    start: Callable[..., Any], make_case: Callable[..., Any]
) -> None:
    answers = {"carrier": "t-mobile", "reason": "leaving", "number": "keep", "where": "leaving"}
    person = start(make_case(answers, place="ask:where"))
    name = person.controller.text(person.controller.knowledge.question_by_key["leaving_on"].title)
    person.write(name, "mid December")
    person.next()
    assert person.page == "ask:where"
    assert person.sees(person.word("Write the day like this: 2026-12-14 or 12/14/2026."))
    assert person.find(name, QLineEdit).text() == "mid December"
    assert "leaving_on" not in person.saved()["answers"]
    person.write(name, "")
    person.next()
    assert person.page != "ask:where", "a day may be left blank"
    person.back()
    person.write(name, "20261214")
    person.next()
    assert person.saved()["answers"]["leaving_on"] == "2026-12-14"
    person.back()
    person.write(name, "12/31/9999")
    person.next()
    assert person.page == "ask:where"
    assert person.sees(person.word("Only years from {first} to {last} are taken.", first=2000, last=2100))
    person.write(name, "12/14/2025")
    person.next()
    assert person.page == "ask:where", "a day that has passed is asked about"
    assert person.sees(person.word("{day} has passed. Is the year right?", day="December 14, 2025"))
    person.next()
    assert person.page != "ask:where", "and taken by who says so again"
    assert person.saved()["answers"]["leaving_on"] == "2025-12-14"


def test_a_day_is_picked_from_the_calendar(case: Any) -> None:
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QCalendarWidget

    person = case
    person.go("prepare-move")
    key, _name = label_of(person, "prepare-move", "date")
    person.click(person.word("Pick the day from a calendar"))
    calendar = person.all(QCalendarWidget)[0]
    calendar.clicked.emit(QDate(2026, 12, 9))
    person.look()
    assert person.saved()["fields"]["prepare-move"][key] == "2026-12-09"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", "$12.00"),
        ("$1,234.5", "$1,234.50"),
        ("1234", "$1,234.00"),
        ("USD", "USD"),
        ("US$ 20", "$20.00"),
        ("20 美元", "$20.00"),
        ("about 20", "about 20"),
        ("1,2,3", "1,2,3"),
        ("-5", "-5"),
    ],
)
def test_an_amount_is_tidied_and_what_is_none_stays(case: Any, typed: str, kept: str) -> None:
    person = case
    person.go("count-cost")
    key, name = label_of(person, "count-cost", "money")
    edit = person.write(name, typed)
    person.leave()
    assert edit.text() == kept
    assert person.wait_saved()["fields"]["count-cost"][key] == kept


@given(st.decimals(min_value=0, max_value=Decimal(10) ** 18, places=2))
def test_tidying_never_changes_an_amount(amount: Decimal) -> None:
    kept: list[str] = []
    field = MoneyField.__new__(MoneyField)
    field.text = lambda: f"{amount:.2f}"  # type: ignore[method-assign]
    field.setText = lambda text: kept.append(text)  # type: ignore[method-assign]
    field._tidy(kept.append)
    assert Decimal(kept[-1].lstrip("$").replace(",", "")) == amount


# --- secrets ---------------------------------------------------------------------------------------------------------

WARNING = "This looks like a PIN, password, or card or identity number. Keep those on paper, not here."


@pytest.mark.parametrize(
    "secret", ["Transfer PIN: 482913", "SSN 123-45-6789", "密码是 hunter2!", "4111 1111 1111 1111"]
)
def test_a_secret_in_a_note_is_pointed_out_and_masked_only_when_asked(case: Any, secret: str) -> None:
    person = case
    person.go("choose-destination")
    assert not person.sees(person.word(WARNING))
    person.write(person.word("Notes"), f"Called. {secret}")
    assert person.sees(person.word(WARNING))
    assert person.wait_saved()["notes"]["choose-destination"] == f"Called. {secret}", "nothing is changed by itself"
    person.click(person.word("Replace it with dots"))
    note = person.find(person.word("Notes"), QPlainTextEdit).toPlainText()
    assert note.startswith("Called. ")
    assert MASK in note
    assert secret not in note
    assert not person.sees(person.word(WARNING))
    assert person.wait_saved()["notes"]["choose-destination"] == note
    kept = person.path.with_name(person.path.name + ".bak")
    assert secret not in kept.read_text(encoding="utf-8"), "nor does the previous copy hold it"


def test_a_secret_in_a_field_is_pointed_out_too(case: Any) -> None:
    person = case
    person.go("choose-destination")
    key, name = label_of(person, "choose-destination", "text")
    person.write(name, "PIN 482913")
    assert person.sees(person.word(WARNING))
    person.click(person.word("Replace it with dots"))
    assert "482913" not in person.wait_saved()["fields"]["choose-destination"][key]


@pytest.mark.parametrize(
    "text", ["Called +1 (206) 555-0142", "Bill of 2026-12-14: $1,234.50", "账号 987654321", "Ref 20261121"]
)
def test_what_belongs_in_notes_is_left_in_peace(case: Any, text: str) -> None:
    person = case
    person.go("choose-destination")
    person.write(person.word("Notes"), text)
    assert not person.sees(person.word(WARNING))
