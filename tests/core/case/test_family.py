"""Several lines of one account: what was done for all of them is done; and cases that are put away."""

from __future__ import annotations

import datetime
from pathlib import Path

from simexit.core.case import store
from simexit.core.case.case import Case
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.navigate import ANSWERS

NOW = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))


def saved(catalogue: Catalogue, folder: Path) -> tuple[Case, Path]:
    case = Case.new(catalogue, folder, lambda: NOW, "en")
    for key, value in {"carrier": "t-mobile", "billing": "postpaid", "service": "voice", "number": "keep"}.items():
        case.answer(key, value)
    case.save()
    assert case.path
    return case, case.path


def test_the_next_line_takes_over_what_was_done_for_the_account_and_nothing_else(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    case, path = saved(catalogue, tmp_path)
    shared = next(step for step in case.plan.steps if step.step.for_account and step.fields)
    own = next(step for step in case.plan.steps if not step.step.for_account and step.checks)
    case.rename_line("Mother")
    case.tick(shared.id, shared.checks[0].id)
    case.set_field(shared.id, shared.fields[0].id, "2026-11-20")
    case.tick(own.id, own.checks[0].id)
    case.note(own.id, "only for this line")
    case.answer_fact("t-mobile/x", "They said so")
    case.close()
    other = Case.next_of_account(path, catalogue, tmp_path, lambda: NOW, "en")
    assert other.page == ANSWERS
    assert other.path not in (None, path)
    assert other.line == ""
    assert other.answers == case.answers
    assert other.is_ticked(shared.id, shared.checks[0].id)
    assert other.field_text(shared.id, shared.fields[0].id) == "2026-11-20"
    assert not other.is_ticked(own.id, own.checks[0].id)
    assert not other.notes
    assert other.said_by_carrier("t-mobile/x") == "They said so"
    assert other.said_on("t-mobile/x") == NOW.date()
    other.tick(shared.id, shared.checks[1].id)
    other.close()
    assert not store.peek(path).is_ticked(shared.id, shared.checks[1].id)


def test_put_away_is_saved_and_taken_back(catalogue: Catalogue, tmp_path: Path) -> None:
    case, path = saved(catalogue, tmp_path)
    case.put_away()
    assert store.peek(path).put_away
    case.put_away(on=False)
    assert not store.peek(path).put_away
    case.close()


def test_a_file_that_says_too_much_by_its_name_is_attached_under_another(catalogue: Catalogue, tmp_path: Path) -> None:
    case, path = saved(catalogue, tmp_path)
    file = tmp_path / "PIN 4821.txt"
    file.write_text("proof")
    case.attach(case.plan.steps[0].id, file, "PIN ••••")
    (item,) = case.evidence
    assert "4821" not in item.file + item.title
    assert item.file.endswith(".txt")
    assert case.evidence_states() == {item.id: "present"}
    assert path.is_file()
    case.close()
