"""What is doubtful is a question with a place for the answer; the answer is kept and stands instead of the fact."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from simexit.gui.widgets.fold import Fold


def doubtful(person: Any) -> Any:
    """The first fact of the plan that has to be asked, on its page."""
    for step in person.controller.plan.steps:
        for fact in (*step.facts, *step.more):
            if fact.status == "ask" and fact.question:
                person.go(step.id)
                for fold in person.all(Fold):
                    fold.head.setChecked(True)
                person.look()
                return fact
    raise AssertionError("nothing of this carrier is doubtful")


def answer_field(person: Any, fact: Any) -> QLineEdit:
    return person.control(person.word("What they answered to: {question}", question=fact.question["en"]))


def test_the_answer_to_a_doubtful_fact_is_marked_saved_and_comes_back(case: Any) -> None:
    person = case
    fact = doubtful(person)
    stands = person.word("Your plan now goes by this answer.")
    assert not person.sees(stands)
    person.write(answer_field(person, fact), "Yes, 14 days")
    assert person.sees(stands)
    assert person.wait_saved()["fact_answers"][fact.key]["answer"] == "Yes, 14 days"
    person.next()
    person.back()
    assert answer_field(person, fact).text() == "Yes, 14 days"
    assert person.sees(stands)
    person.write(answer_field(person, fact), "")
    assert not person.sees(stands)
    assert fact.key not in person.wait_saved()["fact_answers"]


def test_every_shown_fact_has_its_source_and_doubt_in_words(case: Any) -> None:
    person = case
    for step in person.controller.plan.steps[:8]:
        person.go(step.id)
        for fact in step.facts[:5]:
            assert person.sees(person.controller.text(fact.fact.says))
            if fact.status == "ask":
                assert person.sees(person.word("Reported – ask before you rely on it"))
                assert person.sees(fact.question["en"].replace("{carrier}", person.controller.plan.carrier.name))


def test_the_answer_is_in_the_report(case: Any, dialogs: Any, tmp_path: Any) -> None:
    person = case
    person.write(answer_field(person, doubtful(person)), "Only by chat, they said")
    person.go("report")
    dialogs.save_as = tmp_path / "report.md"
    person.click(person.word("Save the report…"))
    assert "Only by chat, they said" in dialogs.save_as.read_text(encoding="utf-8")
