"""The page of papers: whose line it is, which paper, and that what is saved is what was chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrintDialog


@pytest.fixture
def page(case: Any) -> Any:
    case.go("report")
    return case.window._page


def choose(page: Any, part: str) -> None:
    page.part.setCurrentIndex(page.part.findData(part))
    page.part.activated.emit(page.part.currentIndex())


def test_name_and_number_stand_on_the_summary_and_are_kept(case: Any, page: Any) -> None:
    assert "Account holder" in page.view.toPlainText()
    page.name.setText(" Your Name ")
    page.number.setText("(206) 555-0142")
    page.number.editingFinished.emit()
    assert "Your Name" in page.view.toPlainText()
    assert "(206) 555-0142" in page.view.toPlainText()
    assert case.controller.case.session.person.name == "Your Name"


def test_each_paper_is_seen(case: Any, page: Any) -> None:
    seen = set()
    for row in range(page.part.count()):
        choose(page, page.part.itemData(row))
        seen.add(page.view.toPlainText())
    assert len(seen) == page.part.count() >= 4
    assert page.part.findData("owner") < 0


def test_what_has_no_public_copy_says_so(case: Any, page: Any) -> None:
    choose(page, "letter")
    page.share.radios["public"].click()
    assert "Choose" in page.view.toPlainText() or "请" in page.view.toPlainText()


def test_the_chosen_paper_is_saved(case: Any, page: Any, dialogs: Any, tmp_path: Path) -> None:
    choose(page, "letter")
    dialogs.save_as = tmp_path / "letter.md"
    case.click(case.word("Save the report…"))
    assert "Sincerely," in (tmp_path / "letter.md").read_text("utf-8")


def test_nothing_is_printed_that_was_not_confirmed(page: Any, case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(QPrintDialog, "exec", lambda _self: asked.append(1) or QPrintDialog.DialogCode.Rejected)
    case.click(case.word("Print…"))
    assert asked == [1]
