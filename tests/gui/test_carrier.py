"""Finding the carrier however it is called; and Next says what is missing where it is missing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from simexit.gui.widgets.carriers import CarrierPicker


@pytest.fixture
def at_carrier(window: Any) -> Any:
    window.click(window.screen.begin)
    window.go("ask:carrier")
    return window


def listed(person: Any) -> list[str]:
    picker = person.all(CarrierPicker)[0]
    return [*picker.tiles, *picker.ways]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("tmobile", "t-mobile"),
        ("T-MOBILE", "t-mobile"),
        ("t mobile", "t-mobile"),
        ("mint", "mint-mobile"),
        ("红口袋", "redpocket"),
        ("威瑞森", "verizon"),
        ("verison", "verizon"),
        ("Verzion", "verizon"),
        ("criket", "cricket"),
    ],
)
def test_a_carrier_is_found_however_it_is_written(at_carrier: Any, typed: str, slug: str) -> None:
    person = at_carrier
    if slug == "redpocket":
        slug = next((s for s in person.controller.knowledge.brands if s.replace("-", "") == slug), "")
        if not slug:
            pytest.skip("not among the shipped carriers")
    person.write(person.word("Find your carrier"), typed)
    assert slug in listed(person)[:6]


def test_every_carrier_is_found_by_its_names(at_carrier: Any) -> None:
    person = at_carrier
    search = person.control(person.word("Find your carrier"))
    for slug, records in person.controller.knowledge.brands.items():
        for record in records:
            for name in (record.name, *(record.names or {}).values(), *record.nicknames):
                if name:
                    search.setText(name)
                    assert slug in listed(person), f"{name} does not find {slug}"


@pytest.mark.parametrize("typed", ["", "mint", "zzzz", "我的卡"])
def test_not_listed_and_reseller_are_always_there(at_carrier: Any, typed: str) -> None:
    person = at_carrier
    person.write(person.word("Find your carrier"), typed)
    assert listed(person)[-2:] == ["reseller", "unlisted"]


def test_enter_takes_the_best_match(at_carrier: Any) -> None:
    person = at_carrier
    person.write(person.word("Find your carrier"), "T-Mobile")
    person.press(Qt.Key.Key_Return)
    assert person.controller.draft["carrier"] == "t-mobile"


def test_what_is_chosen_stays_in_sight_whatever_is_typed(at_carrier: Any) -> None:
    person = at_carrier
    person.write(person.word("Find your carrier"), "T-Mobile")
    person.press(Qt.Key.Key_Return)
    assert person.page == "ask:carrier", "Enter takes the best hit; only the next Enter goes on"
    person.write(person.word("Find your carrier"), "mint")
    picker = person.all(CarrierPicker)[0]
    assert [slug for slug, tile in picker.tiles.items() if tile.isChecked()] == ["t-mobile"]


def test_next_without_a_carrier_says_what_is_missing(at_carrier: Any) -> None:
    person = at_carrier
    person.next()
    assert person.page == "ask:carrier"
    assert person.sees(person.word("Choose a carrier from the list."))
    assert person.controller.path is None


def test_next_without_answers_says_so_beside_each_question(window: Any) -> None:
    person = window
    person.click(person.screen.begin)
    person.click("eSIM")
    person.next()
    page = person.page
    problems = person.screen._problems
    assert [key for key, label in problems.items() if label.isVisible()] == ["billing", "service"]
    for key, label in problems.items():
        if label.isVisible():
            cards = person.screen._groups[key]
            gap = (
                cards.mapTo(person.screen, cards.rect().topLeft()).y()
                - label.mapTo(person.screen, label.rect().bottomLeft()).y()
            )
            assert 0 <= gap < 40, "the words stand beside the question"
    person.click(person.control("Prepaid"))
    assert not problems["billing"].isVisible()
    person.click("A line with a phone number")
    person.next()
    assert person.page != page


def test_not_sure_shows_how_to_find_out(window: Any) -> None:
    person = window
    person.click(person.screen.begin)
    question = person.controller.knowledge.question_by_key["sim"]
    told = person.controller.text(question.find_out)
    assert not person.sees(told)
    person.click(person.control(person.controller.text(next(c.text for c in question.choices if c.id == "unsure"))))
    assert person.sees(told)


def test_nothing_is_chosen_beforehand(window: Any) -> None:
    person = window
    person.click(person.screen.begin)
    while True:
        assert all(cards.value() is None for cards in person.screen._groups.values())
        for question in person.controller.questions(person.page.removeprefix("ask:")):
            if question.kind == "choice" and question.key not in person.controller.draft:
                person.screen._groups[question.key].focus_first()
                person.controller.answer(question.key, question.choices[0].id)
        if person.page == "ask:carrier":
            break
        person.next()


@pytest.mark.parametrize(
    ("typed", "first", "fact"),
    [
        ("sprint", "t-mobile", "sprint"),
        ("8901260", "t-mobile", "network-is-not-brand"),
        ("310410", "att", "network-is-not-brand"),
        ("lyca uk", "lycamobile", "lyca-of-another-country"),
    ],
)
def test_what_is_known_of_what_was_typed_stands_below_it(at_carrier: Any, typed: str, first: str, fact: str) -> None:
    person = at_carrier
    knowledge = person.controller.knowledge
    facts = [*knowledge.carrier("unlisted").facts, *(one.fact for one in knowledge.other_names.names)]
    says = next(person.controller.text(one.says) for one in facts if one.id == fact)
    assert not person.sees(says)
    person.write(person.word("Find your carrier"), typed)
    assert person.sees(says)
    assert listed(person)[0] == first
    person.write(person.word("Find your carrier"), "mint")
    assert not person.sees(says), "it goes when other words are typed"


def test_a_phone_number_is_told_to_say_nothing(at_carrier: Any) -> None:
    person = at_carrier
    person.write(person.word("Find your carrier"), "646 321 4567")
    assert person.sees(person.word("A phone number does not show the carrier, because numbers move. Look at the bill."))
    assert listed(person) == ["reseller", "unlisted"]
