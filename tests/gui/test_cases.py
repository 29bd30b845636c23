"""The menu of a saved case: put away and brought back, the next number of its account, deleted wholly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simexit.core.case import store
from simexit.gui.pages.start import StartPage
from simexit.gui.widgets.fold import Fold


def act(person: Any, name: str, path: Path) -> None:
    """As the entry of the row's menu does."""
    assert isinstance(person.screen, StartPage)
    person.screen._actions[name](path)
    person.look()


def test_put_away_stands_folded_and_comes_back(start: Any, make_case: Any) -> None:
    path = make_case()
    person = start()
    assert len(person.cases()) == 1
    act(person, "archive", path)
    assert person.cases() == []
    (fold,) = person.all(Fold)
    assert spoken_count(fold) == "1"
    person.click(fold.head)
    assert len(person.cases()) == 1
    act(person, "bring-back", path)
    assert not person.all(Fold)
    assert len(person.cases()) == 1
    assert not store.peek(path).put_away


def spoken_count(fold: Fold) -> str:
    return fold.head.accessibleName().rpartition(", ")[2]


def test_delete_wholly_says_what_goes_and_leaves_nothing(start: Any, make_case: Any, tmp_path: Path) -> None:
    person = start(make_case())
    path = person.path
    proof = tmp_path / "bill.pdf"
    proof.write_text("bill")
    person.controller.attach(person.steps[0], proof)
    person.controller.home()
    person.look()
    person.dialogs.answers = [person.word("Keep it"), person.word("Delete wholly")]
    act(person, "delete", path)
    assert path.exists()
    assert path.name in person.dialogs.seen[0]
    assert path.stem + ".files" in person.dialogs.seen[0]
    act(person, "delete", path)
    assert list(path.parent.iterdir()) == []
    assert proof.exists()
    assert person.cases() == []
    assert person.sees(path.name)


def test_the_next_number_begins_with_its_answers(start: Any, make_case: Any) -> None:
    path = make_case()
    person = start()
    act(person, "duplicate", path)
    assert person.page == "answers"
    assert person.path != path
    assert person.controller.case.answers == store.peek(path).answers


def test_a_case_is_renamed_from_the_list(start: Any, make_case: Any) -> None:
    path = make_case()
    person = start()
    act(person, "rename", path)
    person.write(person.word("What you call this number, for example: my main number, tablet"), "Mother")
    person.click(person.word("Rename"))
    assert store.peek(path).line == "Mother"
    assert person.sees("T-Mobile, Mother")
