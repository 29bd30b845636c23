"""Attached files: what became of them is said, and what is taken off comes back until the page is left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simexit.core.case.evidence import path_of


@pytest.fixture
def attached(case: Any, tmp_path: Path) -> Any:
    for name in ("bill", "chat"):
        file = tmp_path / f"{name}.txt"
        file.write_text(name)
        case.controller.attach(case.steps[0], file)
    case.go(case.steps[0])
    return case


def file_of(person: Any, place: int) -> Path:
    found = path_of(person.path, person.controller.case.evidence[place])
    assert found is not None
    return found


def test_a_missing_and_a_changed_file_are_told(attached: Any) -> None:
    person = attached
    assert not person.sees(person.word("The file is no longer there. Attach it again."))
    file_of(person, 0).unlink()
    file_of(person, 1).write_text("another text")
    person.go("overview")
    person.go(person.steps[0])
    assert person.sees(person.word("The file is no longer there. Attach it again."))
    assert person.sees(person.word("The file was changed after it was attached."))


def test_what_is_taken_off_goes_when_the_page_is_left(attached: Any) -> None:
    person = attached
    file = file_of(person, 0)
    person.click(person.word("Take {name} off", name="bill"))
    assert file.exists()
    person.click(person.word("Undo: {name}", name="bill"))
    assert person.word("Take {name} off", name="bill")
    person.click(person.word("Take {name} off", name="bill"))
    person.go("overview")
    assert not file.exists()
    assert [item.title for item in person.controller.case.evidence] == ["chat"]


def test_closing_the_window_settles_it_too(attached: Any) -> None:
    person = attached
    file, path = file_of(person, 0), person.path
    person.click(person.word("Take {name} off", name="bill"))
    person.close()
    assert not file.exists()
    assert '"bill"' not in path.read_text(encoding="utf-8")
