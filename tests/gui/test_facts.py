"""What is doubtful is a question with a place for the answer; the answer is kept and stands instead of the fact."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from simexit.core.language.messages import show_date
from simexit.gui.widgets.facts import Doubt
from simexit.gui.widgets.fold import Fold
from simexit.gui.widgets.source import SourceMark


def doubtful(person: Any) -> Any:
    """The first thing that has to be asked, on its page: a reported fact, or one that is not known."""
    for step in person.controller.plan.steps:
        asked = [fact for fact in (*step.facts, *step.more) if fact.status == "ask" and fact.question]
        asked += [SimpleNamespace(key=topic.key, question=topic.topic.ask) for topic in step.open_topics]
        if asked:
            person.go(step.id)
            return asked[0]
    raise AssertionError("nothing is doubtful")


def answer_field(person: Any, fact: Any) -> QLineEdit:
    """The field for the answer; it opens when it is asked for."""
    for fold in person.all(Fold):
        fold.head.setChecked(True)
    person.look()
    for doubt in person.all(Doubt):
        doubt._open()
    person.look()
    question = person.controller.english(fact.question)
    return person.control(person.word("What they answered to: {question}", question=question))


def test_the_answer_to_a_doubtful_fact_is_marked_saved_and_comes_back(case: Any) -> None:
    person = case
    fact = doubtful(person)
    day = show_date(person.clock.now.date(), "en", short=True)
    stands = person.word("They answered on {date}: {answer}. Your plan goes by it.", answer="Yes, 14 days", date=day)
    assert not person.sees(stands)
    person.write(answer_field(person, fact), "Yes, 14 days")
    person.leave()
    assert person.sees(stands)
    assert person.wait_saved()["fact_answers"][fact.key]["answer"] == "Yes, 14 days"
    person.next()
    person.back()
    assert answer_field(person, fact).text() == "Yes, 14 days"
    assert person.sees(stands)
    person.write(answer_field(person, fact), "")
    person.leave()
    assert not person.sees(stands)
    assert fact.key not in person.wait_saved()["fact_answers"]


def test_every_shown_fact_opens_its_source_and_doubt_stands_in_words(case: Any) -> None:
    person = case
    for step in person.controller.plan.steps[:8]:
        person.go(step.id)
        for fact in step.facts:
            assert person.sees(person.controller.text(fact.fact.says))
        marks = person.all(SourceMark)
        assert len(marks) >= len(step.facts)
        for mark in marks[:1]:
            person.click(mark)
            popup = next(w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not person.window)
            said = " ".join(text.text() for text in popup.findChildren(QLabel))
            assert "read" in said, "who says so, and when it was read"
            popup.close()
            person.look()


def test_the_answer_is_in_the_report(case: Any, dialogs: Any, tmp_path: Any) -> None:
    person = case
    person.write(answer_field(person, doubtful(person)), "Only by chat, they said")
    person.go("report")
    dialogs.save_as = tmp_path / "report.md"
    person.click(person.word("Save the report…"))
    assert "Only by chat, they said" in dialogs.save_as.read_text(encoding="utf-8")
