"""If it goes wrong: from every page, folded, with words to say, numbers and their warnings, and the letter."""

from __future__ import annotations

from typing import Any

import pytest

from simexit.core.plan.beside import troubles
from simexit.core.plan.navigate import OVERVIEW
from simexit.gui.widgets.fold import Fold


def shown(person: Any) -> dict[str, Any]:
    found = troubles(person.controller.plan, person.controller.knowledge, person.controller.today())
    return {one.trouble.id: one for one in found}


def open_trouble(person: Any, name: str) -> Any:
    title = person.controller.text(shown(person)[name].trouble.title)
    person.click(title)
    return next(fold for fold in person.all(Fold) if fold.head.text() == title)


def test_the_foot_of_the_list_opens_it_from_a_step_and_back_leads_there(case: Any) -> None:
    person = case
    person.go(person.steps[2])
    person.click(person.word("If it goes wrong"))
    assert [fold.head.text() for fold in person.all(Fold)] == [
        person.controller.text(one.trouble.title) for one in shown(person).values()
    ]
    person.back()
    assert person.page == person.steps[2]
    assert person.screen.windowTitle() == person.controller.text(person.controller.plan.steps[2].step.title)


def test_the_menu_opens_it(case: Any) -> None:
    case.go(OVERVIEW)
    case.menu(case.word("&If it goes wrong"))
    assert case.all(Fold)


def test_open_it_says_what_to_do_what_to_say_and_whom_to_call(case: Any) -> None:
    person = case
    person.menu(person.word("&If it goes wrong"))
    one = shown(person)["move-refused"]
    first = person.controller.text(one.trouble.do[0])
    assert not person.sees(first)
    open_trouble(person, "move-refused")
    assert person.sees(first)
    reply = one.replies[0]
    assert person.sees(person.controller.english(reply.hears))
    person.click(person.word("Copy: {text}", text=person.controller.english(reply.answer)))
    assert person.controller.text(one.facts[0].fact.says)
    open_trouble(person, "carrier-refuses")
    assert person.sees("FCC")


def test_the_letter_opens(case: Any) -> None:
    person = case
    person.menu(person.word("&If it goes wrong"))
    open_trouble(person, "charged-on")
    person.click(person.word("A letter to send"))
    letter = person.controller.knowledge.letter_by_id["dispute-charge"]
    assert person.sees(person.controller.text(letter.title))


def test_abroad_the_number_says_that_it_may_not_connect(start: Any, make_case: Any) -> None:
    person = start(make_case({"carrier": "t-mobile", "service": "voice", "number": "keep", "where": "abroad"}))
    warning = person.word("From abroad it may not connect: use chat, or Wi-Fi calling on the US SIM")
    person.menu(person.word("&If it goes wrong"))
    assert not person.sees(warning)
    open_trouble(person, "carrier-refuses")
    assert person.sees(warning)


@pytest.mark.parametrize("language", ["zh-Hans"])
def test_the_words_to_say_stay_english_with_their_meaning(start: Any, make_case: Any, language: str) -> None:
    person = start(make_case(), language=language)
    person.menu(person.word("&If it goes wrong"))
    open_trouble(person, "move-refused")
    reply = shown(person)["move-refused"].replies[0]
    assert person.sees(person.controller.english(reply.answer))
    assert person.sees(person.controller.meaning(reply.answer))


def test_another_language_keeps_the_page(case: Any) -> None:
    case.menu(case.word("&If it goes wrong"))
    case.controller.set_language("zh-Hans")
    case.look()
    assert case.screen.windowTitle() == case.word("If it goes wrong")
