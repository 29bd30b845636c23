"""Everything can be reached and done with the keys alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QWidget

from simexit.core.plan.navigate import CHECK_BEFORE, OVERVIEW
from simexit.gui.controller import ANSWERS, START

CTRL = Qt.KeyboardModifier.ControlModifier


def focus(person: Any) -> QWidget | None:
    return person.window.focusWidget()


def walk(person: Any, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Everything that gets the focus until it comes round again."""
    seen: list[QWidget] = []
    for _ in range(300):
        here = focus(person)
        if here is None or (seen and here is seen[0]):
            return seen
        assert here not in seen, f"Tab runs in a circle at {here}"
        assert here.isVisible(), f"Tab goes to something hidden: {here}"
        seen.append(here)
        QTest.keyClick(here, key)
        QApplication.processEvents()
    raise AssertionError("Tab does not come to an end")


def reachable(person: Any) -> list[QWidget]:
    """What Tab should reach: of a group of radio buttons one is enough, the arrows do the rest."""
    found = []
    groups = set()
    for widget in person.window.findChildren(QWidget):
        if not (widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
            continue
        if widget.focusProxy() is not None:
            continue
        if isinstance(widget, QRadioButton) and widget.group() is not None:
            if id(widget.group()) in groups:
                continue
            chosen = widget.group().checkedButton() or widget
            groups.add(id(widget.group()))
            widget = chosen
        found.append(widget)
    return found


@pytest.mark.parametrize(
    "page", ["ask:number", "set-up-account", "list-accounts", CHECK_BEFORE, OVERVIEW, ANSWERS, START]
)
def test_tab_reaches_everything_in_reading_order(case: Any, page: str) -> None:
    person = case
    person.go(page)
    person.screen.headline.setFocus()
    order = walk(person)
    groups = {id(w.group()): w for w in order if isinstance(w, QRadioButton) and w.group()}
    missing = [
        widget
        for widget in reachable(person)
        if widget not in order and not (isinstance(widget, QRadioButton) and id(widget.group()) in groups)
    ]
    assert not missing, f"Tab never comes to {missing}"
    on_page = [w for w in order if person.screen.isAncestorOf(w)]
    tops = [w.mapTo(person.screen.column.widget(), w.rect().center()).y() for w in on_page]
    top = tops.index(min(tops)) if page == START else 0  # there the languages stand above the heading
    lefts = [w.mapTo(person.screen.column.widget(), QPoint(0, 0)).x() for w in on_page]
    order_of = [*range(top, len(tops)), *range(top)]
    for one, two in itertools.pairwise(order_of):
        # What stands at the right is read after the main column, from its top.
        assert tops[two] > tops[one] - 50 or lefts[two] > lefts[one] + 300, "the order of Tab is not that of reading"
    # After the page come Back and Next, before anything at the side.
    if person.window.next.isVisible():
        last = order.index(on_page[-1])
        assert order[last + 1 : last + 4].count(person.window.next) == 1


def test_shift_tab_goes_back(case: Any) -> None:
    person = case
    person.go("set-up-account")
    first = focus(person)
    person.press(Qt.Key.Key_Tab)
    assert focus(person) is not first
    person.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focus(person) is first


def test_the_focus_goes_to_the_heading_on_every_page_change(case: Any) -> None:
    person = case
    for page in (OVERVIEW, "set-up-account", CHECK_BEFORE, "report", ANSWERS, "ask:card-type"):
        person.go(page)
        assert focus(person) is person.screen.headline, page
        assert person.screen.headline.text()
    person.go("set-up-account")
    person.next()
    assert focus(person) is person.screen.headline


def test_a_question_with_one_field_begins_in_it(window: Any) -> None:
    person = window
    person.click(person.screen.begin)
    person.go("ask:carrier")
    assert isinstance(focus(person), QLineEdit)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_alt_n_and_alt_b_turn_pages(start: Callable[..., Any], make_case: Callable[..., Any], language: str) -> None:
    person = start(make_case(), language=language)
    person.alt(Qt.Key.Key_N)
    assert person.page == "choose-destination"
    person.alt(Qt.Key.Key_N)
    assert person.page == "set-up-account"
    person.alt(Qt.Key.Key_B)
    assert person.page == "choose-destination"
    person.alt(Qt.Key.Key_B)
    assert person.page == OVERVIEW


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_alt_n_presses_whatever_next_is_called(
    start: Callable[..., Any], make_case: Callable[..., Any], language: str
) -> None:
    person = start(make_case(), language=language)
    person.go(ANSWERS)
    person.alt(Qt.Key.Key_N)
    assert person.page == OVERVIEW
    person.go(ANSWERS)
    person.controller.change_answer("device")
    person.look()
    person.alt(Qt.Key.Key_N)
    assert person.page == ANSWERS


def test_a_tick_by_the_space_bar(case: Any) -> None:
    person = case
    person.go("set-up-account")
    while focus(person) is not person.screen.boxes["lasting-mail"]:
        person.press(Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Space)
    assert "set-up-account/lasting-mail" in person.saved()["checks"]


def test_answers_by_the_arrow_keys(case: Any) -> None:
    person = case
    person.go("ask:card-type")
    person.press(Qt.Key.Key_Tab)
    assert isinstance(focus(person), QRadioButton)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Space)
    assert person.screen._groups["sim"].value() is not None


@pytest.mark.parametrize("page", [START, "ask:card-type", "set-up-account", CHECK_BEFORE])
def test_esc_does_not_close_the_window(case: Any, page: str) -> None:
    person = case
    person.go(page)
    person.press(Qt.Key.Key_Escape)
    assert person.window.isVisible()
    assert person.page == page
    if page == "set-up-account":
        person.write(person.word("Notes"), "kept")
        person.press(Qt.Key.Key_Escape)
        assert person.window.isVisible()
        assert person.sees("kept")


def beside(person: Any) -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not person.window and w.isWindow()]


def test_f1_opens_the_help_and_esc_closes_it(case: Any) -> None:
    person = case
    person.press(Qt.Key.Key_F1)
    shown = beside(person)
    assert len(shown) == 1
    QTest.keyClick(shown[0], Qt.Key.Key_Escape)
    person.look()
    assert not beside(person)
    assert person.window.isVisible()


@pytest.mark.parametrize(
    "menu", ["&Contents", "&If it goes wrong", "&Privacy", "&Sources", "&Glossary", "Check a &link or number"]
)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_entry_of_the_help_opens_its_window(window: Any, menu: str, language: str) -> None:
    person = window
    person.controller.set_language(language)
    person.look()
    person.menu(person.word(menu))
    shown = beside(person)
    assert len(shown) == 1
    assert shown[0].windowTitle()
    assert person.find(shown[0].windowTitle())


def test_ctrl_n_begins_a_new_case(case: Any) -> None:
    person = case
    QTest.keySequence(focus(person) or person.window, QKeySequence(QKeySequence.StandardKey.New))
    person.look()
    assert person.page.startswith("ask:")
    assert person.controller.session is None


def test_ctrl_o_opens_a_file(window: Any, make_case: Callable[..., Any], dialogs: Any) -> None:
    person = window
    dialogs.open = make_case()
    QTest.keySequence(focus(person) or person.window, QKeySequence(QKeySequence.StandardKey.Open))
    person.look()
    assert person.path == dialogs.open


def test_ctrl_e_exports(case: Any, dialogs: Any, tmp_path: Any) -> None:
    person = case
    dialogs.save_as = tmp_path / "out.md"
    person.press(Qt.Key.Key_E, CTRL)
    assert dialogs.save_as.is_file()


def test_leaving_by_a_shortcut_takes_over_what_is_being_typed(case: Any, tmp_path: Any) -> None:
    person = case
    path = person.path
    person.go("count-cost")
    person.click(person.word("This step does not apply to me"))
    person.write(person.control(person.word("Why it does not apply, in a few words")), "none at all")
    person.press(Qt.Key.Key_Return)
    assert '"none at all"' in path.read_text(encoding="utf-8")
    person.menu(person.word("&New cancellation"))
    assert person.page == "ask:card-type"


def test_closing_takes_over_what_is_being_typed(case: Any) -> None:
    person = case
    path = person.path
    person.go("count-cost")
    field = next(f for f in person.controller.plan.step("count-cost").fields if f.kind == "money")
    person.write(person.controller.text(field.label), "12")
    person.close()
    assert '"$12.00"' in path.read_text(encoding="utf-8")
