"""A case without a window: when its file is made, what waits, what happens where nothing can be written."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from simexit.core.case import store
from simexit.core.case.case import Case, glances
from simexit.core.errors import AlreadyExists, AnswersDoNotFit, SaveFailed
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.navigate import ANSWERS, OVERVIEW

NOW = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))

New = Callable[..., Case]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


@pytest.fixture
def new(catalogue: Catalogue, folder: Path) -> New:
    def make(place: Path = folder) -> Case:
        return Case.new(catalogue, place, lambda: NOW, "en")

    return make


def to_the_plan(case: Case) -> Case:
    """Every question answered by its first choice."""
    while case.page.startswith("ask:"):
        for question in case.questions(case.page.removeprefix("ask:")):
            if question.kind == "choice":
                case.answer(question.key, question.choices[0].id)
            elif question.kind == "carrier":
                case.answer("carrier", "tello")
        case.next()
    return case


def test_the_file_is_made_once_the_carrier_is_known(new: New, folder: Path) -> None:
    case = new()
    while case.page != "ask:carrier":
        case.next()
        assert not folder.exists()
    case.answer("carrier", "tello")
    case.next()
    (path,) = store.list_paths(folder)
    assert path == case.path
    assert path.name.startswith("Tello")
    assert store.peek(path).answers == {"carrier": "tello"}
    case.close()


def test_what_is_ticked_is_on_the_disk_and_what_is_typed_waits(new: New) -> None:
    case = to_the_plan(new())
    case.flush()
    assert case.path
    heard: list[str] = []
    case.changed = heard.append
    step = case.plan.steps[0]
    case.tick(step.id, step.checks[0].id)
    assert store.peek(case.path).checks.keys() == {f"{step.id}/{step.checks[0].id}"}
    assert heard == ["progress", "saved"]
    heard.clear()
    case.note(step.id, "called at ten")
    assert case.waiting
    assert heard == ["progress", "waiting"]
    assert not store.peek(case.path).notes
    case.flush()
    assert not case.waiting
    assert store.peek(case.path).notes == {step.id: "called at ten"}
    case.note(step.id, "called at eleven")
    case.close()
    assert store.peek(case.path).notes == {step.id: "called at eleven"}, "closing loses nothing"


@pytest.mark.parametrize("blocked", ["file", "device"])
def test_a_case_whose_file_cannot_be_made_keeps_everything_and_goes_elsewhere(
    new: New, catalogue: Catalogue, tmp_path: Path, blocked: str
) -> None:
    stone = tmp_path / "stone"
    stone.write_text("", encoding="utf-8")
    place = {"file": stone / "sessions", "device": Path("/proc/nowhere/sessions")}[blocked]
    case = to_the_plan(new(place))
    assert case.page == OVERVIEW
    assert case.path is None
    assert isinstance(case.save_problem, SaveFailed)
    assert case.has_plan
    assert case.plan.carrier.slug == "tello"
    step = case.plan.steps[0]
    case.tick(step.id, step.checks[0].id)
    case.note(step.id, "kept in memory")
    assert case.progress.step(step.id).ticked == 1
    with pytest.raises(SaveFailed):
        case.attach(step.id, stone)
    with pytest.raises(AlreadyExists):
        case.save_elsewhere(stone)
    assert case.save_problem

    case.save_elsewhere(tmp_path / "other.simexit")
    assert case.save_problem is None
    assert case.path == tmp_path / "other.simexit"
    case.tick(step.id, step.checks[-1].id)
    case.close()
    again, told = Case.open(tmp_path / "other.simexit", catalogue, lambda: NOW, "en")
    again.close()
    assert told == []
    assert again.session.notes == {step.id: "kept in memory"}
    assert again.page == OVERVIEW


def test_the_file_is_made_later_if_it_can_be(new: New, tmp_path: Path) -> None:
    stone = tmp_path / "stone"
    stone.write_text("", encoding="utf-8")
    case = to_the_plan(new(stone / "sessions"))
    assert case.save_problem
    stone.unlink()
    case.save()
    assert case.save_problem is None
    assert case.path
    assert store.peek(case.path).answers["carrier"] == "tello"
    case.close()


def test_a_failed_save_is_told_and_tried_again(new: New, monkeypatch: pytest.MonkeyPatch) -> None:
    case = to_the_plan(new())
    heard: list[str] = []
    case.changed = heard.append

    def fail(_file: object, **_more: object) -> bool:
        raise SaveFailed(case.path or "")

    step = case.plan.steps[0]
    with monkeypatch.context() as broken:
        broken.setattr(store.SessionFile, "save", fail)
        case.tick(step.id, step.checks[0].id)
        assert heard == ["progress", "unsaved"]
        assert case.save_problem
    case.close()
    assert case.path
    assert store.peek(case.path).checks, "the next save writes it all"


def test_changed_answers_count_when_they_are_used_and_not_before(new: New) -> None:
    case = to_the_plan(new())
    before = case.plan
    case.go(ANSWERS)
    assert case.pending_change() is None
    case.change_answer("number")
    case.answer("number", "release")
    case.next()
    assert case.page == ANSWERS
    change = case.pending_change()
    assert change
    assert not change.empty
    assert case.plan == before
    case.discard()
    assert (case.page, case.draft) == (OVERVIEW, case.session.answers)
    assert case.plan == before
    case.change_answer("number")
    case.answer("number", "release")
    assert case.back()
    assert case.page == ANSWERS
    assert case.draft == case.session.answers, "Back takes the changed answer back"
    case.change_answer("number")
    case.answer("number", "release")
    case.next()
    case.next()
    assert case.page == OVERVIEW
    assert case.plan.answers["number"] == "release"
    case.close()


def test_back_from_the_first_page_leaves_the_case(new: New) -> None:
    case = new()
    first = case.page
    case.next()
    assert case.back()
    assert case.page == first
    assert not case.back()
    to_the_plan(case)
    assert not case.back()
    case.close()


def test_only_looking_changes_nothing(new: New, catalogue: Catalogue) -> None:
    case = to_the_plan(new())
    case.flush()
    assert case.path
    before = case.path.read_bytes()
    other, _told = Case.open(case.path, catalogue, lambda: NOW, "en", look=True)
    step = other.plan.steps[0]
    other.tick(step.id, step.checks[0].id)
    other.note(step.id, "x")
    other.skip(step.id, "x")
    other.answer("number", "release")
    other.accept()
    other.set_language("es")
    other.go(step.id)
    other.next()
    other.close()
    assert case.path.read_bytes() == before
    assert not other.session.checks
    case.close()


def test_the_plan_goes_by_the_day(catalogue: Catalogue, folder: Path) -> None:
    now = [NOW]
    case = to_the_plan(Case.new(catalogue, folder, lambda: now[0], "en"))
    case.answer("where", "leaving")
    case.answer("leaving_on", "2027-02-20")
    case.accept()
    assert not case.progress.due
    now[0] += datetime.timedelta(days=80)
    assert case.progress.due, "also where the window stays open over night"
    case.close()


def test_one_bad_file_is_one_bad_entry(new: New, catalogue: Catalogue, folder: Path) -> None:
    good = to_the_plan(new())
    good.close()
    odd = to_the_plan(new())
    odd.session.answers["leaving_on"] = "0001-01-01"
    odd.save()
    odd.close()
    (folder / "broken.simexit").write_text("{", encoding="utf-8")
    found, total = glances(folder, catalogue, lambda: NOW, "en")
    assert total == 3
    by_path = {glance.path: glance for glance in found}
    shown = by_path[good.path or Path()]
    assert shown.case
    assert shown.case.progress.total_steps == len(good.plan.steps)
    assert isinstance(by_path[odd.path or Path()].error, AnswersDoNotFit)
    assert by_path[folder / "broken.simexit"].error
    again, told = Case.open(odd.path or Path(), catalogue, lambda: NOW, "en")
    assert len(told) == 1
    assert "leaving_on" not in again.session.answers
    again.close()
