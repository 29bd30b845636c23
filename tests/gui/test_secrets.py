"""What looks like a PIN or card number is pointed out wherever one can type, and masked when asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simexit.gui.widgets.secret import Watched, warning_text

PIN = "PIN: 4821"


def warned(person: Any) -> bool:
    return any(text == warning_text(person.controller.words) for text in map(_text, person.all()))


def _text(widget: Any) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def step_with(person: Any, kind: str) -> tuple[Any, Any]:
    return next((step, f) for step in person.controller.plan.steps for f in step.fields if f.kind == kind)


@pytest.mark.parametrize("kind", ["date", "text", "money"])
def test_fields_point_it_out_and_mask_it(case: Any, kind: str) -> None:
    step, field = step_with(case, kind)
    case.go(step.id)
    name = case.controller.text(field.label)
    line = next(w for w in case.all() if w.accessibleName() == name and hasattr(w, "textEdited"))
    case.write(line, PIN)
    assert warned(case)
    case.click(case.word("Replace it with dots"))
    assert "4821" not in line.text()
    case.controller.flush()
    assert "4821" not in case.path.read_text(encoding="utf-8")


def test_accounts(case: Any) -> None:
    step, _field = step_with(case, "accounts")
    case.go(step.id)
    case.write(case.word("Another account"), PIN)
    assert warned(case)
    case.click(case.word("Add"))
    assert warned(case)
    case.click(case.word("Replace it with dots"))
    assert not warned(case)
    assert "4821" not in case.path.read_text(encoding="utf-8")


def test_the_name_of_the_line(case: Any) -> None:
    case.window.side._rename()
    case.look()
    case.write(case.word("What you call this number, for example: my main number, tablet"), PIN)
    assert warned(case)
    case.click(case.word("Replace it with dots"))
    case.click(case.word("Rename"))
    assert "4821" not in case.controller.case.line


def test_names_of_files(case: Any, dialogs: Any, tmp_path: Path) -> None:
    case.go(case.steps[0])
    dialogs.open = tmp_path / "PIN 4821.txt"
    dialogs.open.write_text("proof")
    dialogs.answers = [case.word("Do not attach it"), case.word("Attach it with dots in its name")]
    case.click(case.word("Attach a file…"))
    assert not case.controller.case.evidence
    case.click(case.word("Attach a file…"))
    (item,) = case.controller.case.evidence
    assert "4821" not in item.file + item.title
    dialogs.save_as = tmp_path / "PIN 4821.simexit"
    dialogs.answers = [case.word("Choose another name")]
    case.menu(case.word("Save a &copy…"))
    assert not dialogs.save_as.exists()


def test_of_a_long_note_only_what_changed_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    from simexit.gui.widgets import secret

    looked: list[str] = []
    real = secret.find
    monkeypatch.setattr(secret, "find", lambda text: (looked.append(text), real(text))[1])
    watched = Watched()
    lines = [f"Paragraph {place}: spoke to them, nothing new, will call again next week." for place in range(400)]
    assert not watched.holds("\n".join(lines))
    looked.clear()
    lines[200] += " PIN:"
    assert not watched.holds("\n".join(lines))
    assert len(looked) == 2
    lines[201] = "4821"
    assert watched.holds("\n".join(lines)), "the number on the line after the word"
