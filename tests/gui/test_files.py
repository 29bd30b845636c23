"""What can go wrong with the file of a case, and that nothing is lost and everything is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from simexit.core.case import store
from simexit.core.case.session import AccountRow
from simexit.core.case.store import SessionFile
from simexit.core.errors import SaveDiskFull
from simexit.core.plan.navigate import CHECK_BEFORE

# --- damaged ---------------------------------------------------------------------------------------------------------


def test_a_damaged_file_is_set_aside_and_the_previous_copy_takes_its_place(
    start: Callable[..., Any], make_case: Callable[..., Path], clock: Any
) -> None:
    path = make_case()
    with store.open_session(path, now=clock()) as file:
        file.session.set_note("set-up-account", "in the previous copy", clock())
        file.save()
        file.session.set_note("set-up-account", "in the damaged one", clock())
        file.save()
    damaged = path.read_bytes()[:300]
    path.write_bytes(damaged)

    person = start(path)
    assert person.controller.path == path
    assert person.controller.case.notes["set-up-account"] == "in the previous copy"
    aside = [file for file in path.parent.iterdir() if "damaged" in file.name]
    assert [file.read_bytes() for file in aside] == [damaged]
    assert person.sees(aside[0].name), "the person is told, with the name of the file that was kept"
    assert person.sees(path.name)
    person.go("set-up-account")
    assert person.sees("in the previous copy")


def test_a_damaged_file_without_a_copy_is_refused_in_words_and_left_alone(
    start: Callable[..., Any], folder: Path
) -> None:
    path = folder / "sessions" / "case.simexit"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\0" * 200)
    person = start(path)
    assert person.controller.session is None
    assert person.sees(path.name)
    assert path.read_bytes() == b"\0" * 200


def test_a_file_of_a_newer_program_is_refused_in_words_and_left_alone(
    start: Callable[..., Any], make_case: Callable[..., Path]
) -> None:
    path = make_case()
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"version": 99}), encoding="utf-8")
    before = path.read_bytes()
    person = start(path)
    assert person.controller.session is None
    assert person.sees("99")
    assert path.read_bytes() == before


def test_what_another_program_wrote_is_kept_beside(case: Any) -> None:
    person = case
    theirs = json.dumps(person.saved() | {"line": "written by another program"}, ensure_ascii=False)
    person.path.write_text(theirs, encoding="utf-8")
    person.go("set-up-account")
    person.click(person.screen.boxes["signed-in"])
    other = [file for file in person.path.parent.glob("*.simexit") if file != person.path]
    assert [file.read_text(encoding="utf-8") for file in other] == [theirs]
    assert person.sees(other[0].name)
    assert "set-up-account/signed-in" in person.saved()["checks"]


# --- saving fails ----------------------------------------------------------------------------------------------------


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """A disk that is full while it is told so."""
    real = SessionFile.save

    def switch(full: bool) -> None:
        def save(self: SessionFile, *, forget: bool = False) -> bool:
            if full:
                raise SaveDiskFull(self.path)
            return real(self, forget=forget)

        monkeypatch.setattr(SessionFile, "save", save)

    return switch


def fail_to_save(person: Any, full_disk: Callable[[bool], None]) -> None:
    person.go("set-up-account")
    person.wait_saved()
    full_disk(True)
    person.click(person.screen.boxes["signed-in"])


def test_a_failed_save_is_said_and_kept_and_tried_again(case: Any, full_disk: Callable[[bool], None]) -> None:
    person = case
    fail_to_save(person, full_disk)
    assert person.sees(SaveDiskFull(person.path).text(person.controller.words))
    assert person.sees(person.word("Not saved yet"))
    assert person.controller._retry.isActive(), "it is tried again by itself"
    assert "set-up-account/signed-in" not in person.saved()["checks"]
    person.controller.go("count-cost")
    assert person.sees(person.word("Not saved yet")), "turning a page must not claim that it is saved"
    person.back()
    assert person.screen.boxes["signed-in"].isChecked(), "everything is kept in the window"
    assert person.sees(person.word("Not saved yet"))

    person.click(person.word("Try again"))
    assert person.sees(person.word("Not saved yet"))
    full_disk(False)
    person.click(person.word("Try again"))
    assert "set-up-account/signed-in" in person.saved()["checks"]
    assert not person.sees(person.word("Not saved yet"))
    assert not person.controller._retry.isActive()


def test_a_failed_save_is_retried_by_itself(case: Any, full_disk: Callable[[bool], None], qtbot: Any) -> None:
    person = case
    person.controller._retry.setInterval(30)
    fail_to_save(person, full_disk)
    full_disk(False)
    qtbot.waitUntil(lambda: "set-up-account/signed-in" in person.saved()["checks"], timeout=2000)


def test_save_somewhere_else_goes_on_in_the_other_file(
    case: Any, full_disk: Callable[[bool], None], dialogs: Any, tmp_path: Path
) -> None:
    person = case
    old = person.path
    fail_to_save(person, full_disk)
    dialogs.save_as = tmp_path / "stick" / "mine"
    dialogs.save_as.parent.mkdir()
    person.click(person.word("Save somewhere else…"))
    full_disk(False)
    assert person.path == tmp_path / "stick" / "mine.simexit"
    assert "set-up-account/signed-in" in person.saved()["checks"]
    assert person.page == "set-up-account"
    assert not person.sees(person.word("Not saved yet"))
    person.click(person.screen.boxes["lasting-mail"])
    assert "set-up-account/lasting-mail" in person.saved()["checks"]
    assert "set-up-account/lasting-mail" not in json.loads(old.read_text(encoding="utf-8"))["checks"]
    assert not old.with_name(old.name + ".lock").exists(), "the old file is given free"


def test_closing_asks_only_where_something_could_not_be_saved(
    case: Any, full_disk: Callable[[bool], None], dialogs: Any, tmp_path: Path
) -> None:
    person = case
    fail_to_save(person, full_disk)
    dialogs.answers = [person.word("Keep the window open")]
    person.close()
    assert person.window.isVisible()
    assert len(dialogs.seen) == 1
    dialogs.save_as = tmp_path / "rescued.simexit"
    dialogs.answers = [person.word("Save somewhere else…")]
    person.close()
    assert not person.window.isVisible()
    assert "set-up-account/signed-in" in json.loads(dialogs.save_as.read_text(encoding="utf-8"))["checks"]


def test_leaving_the_case_while_it_could_not_be_saved_asks_first(
    case: Any, full_disk: Callable[[bool], None], dialogs: Any
) -> None:
    person = case
    fail_to_save(person, full_disk)
    dialogs.answers = [person.word("Keep the window open")]
    person.menu(person.word("&Start page"))
    assert person.controller.session is not None, "the unsaved tick would have been lost without a word"
    assert person.controller.case.is_ticked("set-up-account", "signed-in")
    assert len(dialogs.seen) == 1


def test_a_new_case_that_cannot_be_written_stays_on_its_page(
    window: Any, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    def create(where: Path, *_args: object, **_more: object) -> None:
        raise SaveDiskFull(where)

    person = window
    person.click(person.screen.begin)
    person.go("ask:carrier")
    person.write(person.word("Find your carrier"), "Tello")
    person.click("Tello")
    with monkeypatch.context() as patch:
        patch.setattr(store, "create", create)
        person.next()
        assert person.sees(SaveDiskFull(folder / "sessions").text(person.controller.words))
        assert person.controller.draft["carrier"] == "tello"
    while person.page.startswith("ask:"):
        person.controller.page.startswith("ask:")
        for cards in person.screen._groups.values():
            if cards.value() is None:
                next(iter(cards.radios.values())).click()
        person.next()
    assert person.controller.path is not None, "made as soon as it can be"


def test_a_copy_leaves_the_open_case_where_it_is(case: Any, dialogs: Any, tmp_path: Path) -> None:
    person = case
    path = person.path
    dialogs.save_as = tmp_path / "copy.simexit"
    person.menu(person.word("Save a &copy…"))
    assert person.path == path
    assert json.loads(dialogs.save_as.read_text(encoding="utf-8"))["answers"] == person.saved()["answers"]


def test_a_name_typed_without_its_ending_is_asked_about_as_it_will_be_written(
    case: Any, dialogs: Any, tmp_path: Path
) -> None:
    person = case
    there = tmp_path / "mum.simexit"
    there.write_bytes(b"mum's")
    dialogs.save_as = tmp_path / "mum"
    dialogs.answers = ["Keep it"]
    person.menu(person.word("Save a &copy…"))
    assert str(there) in dialogs.seen[0]
    assert there.read_bytes() == b"mum's"
    dialogs.answers = ["Replace it"]
    person.menu(person.word("Save a &copy…"))
    assert json.loads(there.read_text(encoding="utf-8"))["answers"] == person.saved()["answers"]
    assert there.with_name("mum.simexit.bak").read_bytes() == b"mum's"


def test_a_deleted_case_comes_back_only_if_the_person_says_so(
    case: Any, start: Callable[..., Any], dialogs: Any
) -> None:
    path = case.path
    case.controller.rename_line("mine")
    case.controller.save()
    case.close()
    path.unlink()
    dialogs.answers = ["Do not open it", "Bring it back"]
    person = start(path)
    assert person.controller.session is None
    assert not path.exists()
    person.window.open_path(path)
    assert person.controller.path == path
    person.controller.delete(path)
    assert person.controller.session is None
    assert [file.name for file in path.parent.iterdir()] == []


def test_a_case_taken_over_elsewhere_can_only_be_read_here(case: Any) -> None:
    person = case
    with store.open_session(person.path, now=person.controller.now(), take_over=True) as other:
        person.controller.rename_line("here")
        person.controller.save()
        assert person.controller.only_looking
        person.look()
        assert person.sees(person.word("Read only: another window has this case"))
        other.session.rename_line("there", person.controller.now())
        assert other.save()
        person.controller.rename_line("here again")
        person.controller.save()
    assert person.saved()["line"] == "there"
    assert len(list(person.path.parent.glob("*other copy*.simexit"))) == 1


# --- open twice ------------------------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(make_case: Callable[..., Path], clock: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case that is open in a window on another computer."""

    def fill(session: Any) -> None:
        session.set_field("list-accounts", "accounts", [AccountRow(name="Bank")], clock())

    path = make_case(change=fill)
    holder = "filelock/2\npid=4242\nhost=kitchen-laptop\nmode=exclusive\n"
    path.with_name(path.name + ".lock").write_text(holder, encoding="utf-8")
    return path


def test_the_second_window_is_told_who_holds_the_case(start: Callable[..., Any], elsewhere: Path, dialogs: Any) -> None:
    dialogs.answers = ["Do not open it"]
    person = start(elsewhere)
    assert "kitchen-laptop" in dialogs.seen[0]
    assert person.controller.session is None
    assert len(dialogs.offered[0]) == 3


def test_only_looking_can_change_nothing(start: Callable[..., Any], elsewhere: Path, dialogs: Any) -> None:
    dialogs.answers = ["Open for reading only"]
    before = {file: file.read_bytes() for file in elsewhere.parent.iterdir()}
    person = start(elsewhere)
    assert person.controller.only_looking
    assert person.sees(person.word("Read only: another window has this case"))
    kept = person.controller.case
    person.go("list-accounts")
    entries = [*person.screen.boxes.values(), *person.screen.findChildren(QComboBox)]
    assert entries
    assert not any(entry.isEnabled() for entry in entries), "what cannot be changed looks so"
    person.controller.tick("set-up-account", "signed-in", True)
    person.controller.set_note("set-up-account", "by another way")
    assert not kept.session.checks
    assert not kept.notes
    for page in (*person.pages.ids, "ask:number", "ask:where", "answers"):
        person.go(page)
        poke_everything(person, kept, page)
    person.close()
    assert {file: file.read_bytes() for file in elsewhere.parent.iterdir()} == before


SAFE = {"Copy", "Open", "Go", "Show", "Save the report…", "Print…", "Back", "Next"}


def poke_everything(person: Any, kept: Any, page: str) -> None:
    """Try every control of a page; the case must be as it was."""
    import msgspec

    before = msgspec.json.encode(kept.session)
    for box in person.screen.findChildren(QAbstractButton):
        if box.isCheckable() and box.isVisible() and box.isEnabled():
            box.click()
    for edit in person.screen.findChildren(QLineEdit):
        if edit.isEnabled() and not edit.isReadOnly():
            edit.setText("2026-12-24")
            edit.textEdited.emit("2026-12-24")
            edit.editingFinished.emit()
    for note in person.screen.findChildren(QPlainTextEdit):
        if note.isEnabled() and not note.isReadOnly():
            note.setPlainText("changed")
    for combo in person.screen.findChildren(QComboBox):
        if combo.isEnabled() and combo.count() > 1:
            combo.setCurrentIndex(combo.count() - 1)
            combo.activated.emit(combo.count() - 1)
    for place in range(len(offered(person.screen))):
        still = offered(person.screen)
        if place < len(still):
            still[place].click()
            person.look()
    assert msgspec.json.encode(kept.session) == before, f"{page} let something be changed"


def offered(screen: QWidget) -> list[QAbstractButton]:
    """Buttons that add, remove, attach or write down: everything but copying, opening and going."""
    buttons = [button for button in screen.findChildren(QAbstractButton) if button.isEnabled()]
    return [b for b in buttons if b.text().startswith(("+", "✕", "Add", "Write", "Take", "Use", "Replace"))]


def test_a_looked_at_case_takes_no_files(
    start: Callable[..., Any], elsewhere: Path, dialogs: Any, tmp_path: Path
) -> None:
    dialogs.answers = ["Open for reading only"]
    person = start(elsewhere)
    proof = tmp_path / "proof.txt"
    proof.write_text("proof", encoding="utf-8")
    person.controller.attach("get-confirmation", proof)
    assert not elsewhere.with_suffix(".files").exists()
    assert not person.controller.case.evidence


def test_taking_over_lets_one_go_on(start: Callable[..., Any], elsewhere: Path, dialogs: Any) -> None:
    dialogs.answers = ["Continue here"]
    person = start(elsewhere)
    assert not person.controller.only_looking
    person.go("set-up-account")
    person.click(person.screen.boxes["signed-in"])
    assert "set-up-account/signed-in" in person.saved()["checks"]


def test_opening_the_case_that_is_open_changes_nothing(case: Any, dialogs: Any) -> None:
    person = case
    person.go(CHECK_BEFORE)
    person.window.open_path(person.path)
    person.look()
    assert person.page == CHECK_BEFORE
    assert not dialogs.seen


# --- evidence --------------------------------------------------------------------------------------------------------


def test_an_attached_file_is_copied_and_shown(case: Any, dialogs: Any, tmp_path: Path) -> None:
    person = case
    person.go("get-confirmation")
    dialogs.open = tmp_path / "cancelled 电邮.txt"
    dialogs.open.write_text("confirmed", encoding="utf-8")
    person.click(person.word("Attach a file…"))
    assert person.sees("cancelled 电邮")
    assert [item["step"] for item in person.saved()["evidence"]] == ["get-confirmation"]
    dialogs.open = tmp_path / "gone.txt"
    person.click(person.word("Attach a file…"))
    assert person.sees(str(dialogs.open)), "that it could not be read is said"
