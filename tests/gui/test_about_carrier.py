"""All about the carrier: every fact once, filtered by a word, doubt marked; what it answered itself, with its day."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from simexit.core.language.messages import show_date
from simexit.core.plan.beside import about_carrier
from simexit.gui.widgets.fold import Fold
from simexit.gui.widgets.source import SourceMark


def open_about(person: Any) -> None:
    """As the menu under the carrier's name does."""
    person.window.side._about()
    person.look()


def test_every_fact_stands_there_with_its_source(case: Any) -> None:
    open_about(case)
    assert case.sees(case.word("All about {carrier}", carrier="T-Mobile"))
    assert len(case.all(SourceMark)) == len(case.controller.plan.carrier.facts)
    assert any(tag.text() == case.word("Reported") for tag in case.all(QLabel))


def test_the_field_filters_and_says_where_nothing_fits(case: Any) -> None:
    open_about(case)
    everything = len(case.all(SourceMark))
    field = case.word("Find a word in this list")
    case.write(field, "transfer pin")
    left = [mark for mark in case.all(SourceMark) if mark.isVisible()]
    assert 0 < len(left) < everything
    case.write(field, "zzzz")
    assert not [mark for mark in case.all(SourceMark) if mark.isVisible()]
    assert case.sees(case.word("Nothing of this fits. Try a shorter word, or the English one."))


def test_the_name_of_the_carrier_leads_there(case: Any) -> None:
    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        wanted = case.word("All about {carrier}", carrier="T-Mobile")
        action = next((a for a in menu.actions() if a.text() == wanted), None)
        menu.close()
        if action:
            action.trigger()

    case.go(case.steps[0])
    QTimer.singleShot(100, choose)
    case.window.side._menu()
    case.look()
    assert case.control(case.word("Find a word in this list"))
    case.back()
    assert case.page == case.steps[0]


def test_what_the_carrier_answered_stands_instead_of_the_doubtful_fact(case: Any) -> None:
    person = case
    (fact, *_more), topic = next(
        (topic.facts, topic.topic)
        for topic in about_carrier(person.controller.plan, person.controller.knowledge, person.controller.today())
        if topic.facts
    )
    open_about(person)
    assert person.sees(person.controller.text(fact.fact.says))
    person.controller.answer_fact(fact.key, "Yes, 14 days")
    open_about(person)
    assert person.sees("Yes, 14 days")
    assert not any(text.text() == person.controller.text(fact.fact.says) for text in person.all(QLabel))
    day = show_date(person.clock.now.date(), "en")
    assert person.sees(person.word("{carrier} told you so on {date}", carrier="T-Mobile", date=day))
    person.click(person.word("Change the answer"))
    name = person.word(
        "What they answered to: {question}", question=person.controller.english(fact.fact.ask or topic.ask)
    )
    person.write(name, "")
    assert fact.key not in person.wait_saved()["fact_answers"]


def test_more_about_a_step_leads_there(case: Any) -> None:
    step = next(step for step in case.controller.plan.steps if step.more)
    case.go(step.id)
    case.click(next(fold.head for fold in case.all(Fold) if fold.head.text() == case.word("More about this step")))
    case.click(case.word("All about {carrier}", carrier="T-Mobile"))
    assert case.control(case.word("Find a word in this list"))
    case.back()
    assert case.page == step.id
