"""The page before what cannot be undone: it stops, says why, and lets through only what is settled or explained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simexit.core.plan.navigate import CHECK_BEFORE
from simexit.gui.widgets.buttons import Button

REASON_NAME = "Why you are going on although a point is open"


def killers(person: Any) -> list[tuple[Any, Any]]:
    step = person.controller.plan.step(person.controller.plan.pause_before)
    return [person.controller.plan.killer_owner(killer) for killer in step.needs]


@pytest.fixture
def at_check(case: Any) -> Any:
    case.go(CHECK_BEFORE)
    return case


def test_it_stands_before_the_first_irreversible_step(at_check: Any) -> None:
    person = at_check
    first = next(step for step in person.controller.plan.steps if step.step.irreversible)
    assert person.pages.next(CHECK_BEFORE) == first.id == person.controller.plan.pause_before
    assert len(killers(person)) == 5


def test_next_refuses_with_the_loss_in_words(at_check: Any) -> None:
    person = at_check
    person.next()
    assert person.page == CHECK_BEFORE
    assert person.window.focusWidget() is person.screen.go_on
    step = person.screen.step.step
    assert person.sees(person.controller.text(step.loss))
    person.click(person.screen.go_on)
    for killer in person.screen.step.needs:
        assert person.sees(person.controller.text(person.controller.knowledge.killer_by_id[killer].loss))


def test_going_on_takes_a_reason_and_the_report_shows_it(at_check: Any, dialogs: Any, tmp_path: Path) -> None:
    person = at_check
    step = person.controller.plan.pause_before
    person.click(person.screen.go_on)
    person.click(person.word("Write this down and go on"))
    assert person.page == CHECK_BEFORE, "no reason, no way"
    assert person.sees(person.word("Write at least a few words: the report shows them."))
    person.write(person.word(REASON_NAME), " . ")
    person.click(person.word("Write this down and go on"))
    assert person.page == CHECK_BEFORE
    assert not person.saved()["overrides"]

    person.write(person.word(REASON_NAME), "The phone was stolen, codes go elsewhere")
    person.click(person.word("Write this down and go on"))
    assert person.page == step
    assert person.saved()["overrides"][step]["reason"] == "The phone was stolen, codes go elsewhere"
    person.back()
    assert person.sees("The phone was stolen, codes go elsewhere")
    person.next()
    assert person.page == step

    person.go("report")
    dialogs.save_as = tmp_path / "report.md"
    person.click(person.word("Save the report…"))
    assert "The phone was stolen, codes go elsewhere" in dialogs.save_as.read_text(encoding="utf-8")

    person.go(CHECK_BEFORE)
    person.click(person.word("Take it back"))
    assert not person.saved()["overrides"]
    person.next()
    assert person.page == CHECK_BEFORE


def test_what_is_settled_on_the_steps_opens_the_way(at_check: Any) -> None:
    person = at_check
    assert not person.screen.settled.isVisible()
    for owner, check in killers(person):
        person.controller.tick(owner.id, check.id, True)
    person.go(CHECK_BEFORE)
    assert not person.screen.go_on.isVisible()
    person.click(person.screen.settled)
    assert person.page == person.controller.plan.pause_before
    owner, check = killers(person)[0]
    person.go(owner.id)
    person.click(person.screen.boxes[check.id])
    person.go(CHECK_BEFORE)
    person.next()
    assert person.page == CHECK_BEFORE, "unticked on its step, open again here"


def test_only_the_first_open_point_is_filled_and_leads_to_its_step(at_check: Any) -> None:
    person = at_check
    filled = [made for made in person.screen.findChildren(Button) if made.isVisible() and "primary" in made.kind]
    assert len(filled) == 1
    person.click(filled[0])
    assert person.page == killers(person)[0][0].id


def test_values_are_repeated_to_be_read_once_more(at_check: Any) -> None:
    person = at_check
    person.go("set-up-account")
    label = next(f.label for f in person.controller.plan.step("set-up-account").fields if f.id == "account_number")
    person.write(person.controller.text(label), "99-1234")
    person.go(CHECK_BEFORE)
    assert person.sees("99-1234")


def test_not_today_puts_it_off_and_leads_home(at_check: Any) -> None:
    person = at_check
    person.click(person.word("Not today: put it off"))
    assert person.page == "overview"
    assert person.controller.plan.pause_before in person.saved()["put_off"]


def test_every_irreversible_step_says_what_is_open(case: Any) -> None:
    person = case
    for step in person.controller.plan.steps:
        if step.step.irreversible:
            person.go(step.id)
            for needed in step.needs:
                title = person.controller.text(person.controller.knowledge.killer_by_id[needed].title)
                assert person.sees(title), (step.id, needed)
            assert person.sees(person.controller.text(step.step.loss))


def test_an_irreversible_step_cannot_be_set_aside(case: Any) -> None:
    person = case
    person.go(person.controller.plan.pause_before)
    assert not person.sees(person.word("This step does not apply to me"))
    person.go("unlock-phone")  # holds a killer check
    assert not person.sees(person.word("This step does not apply to me"))


def test_setting_a_step_aside_takes_a_reason(case: Any) -> None:
    person = case
    person.go("count-cost")
    person.click(person.word("This step does not apply to me"))
    take = person.control(person.word("Leave this step out"))
    assert not take.isEnabled(), "no reason, no way"
    person.write(person.word("Why it does not apply, in a few words"), "there are none")
    person.click(take)
    assert person.saved()["skipped"] == {"count-cost": "there are none"}
    assert person.controller.progress.step("count-cost").state == "completed"
    assert person.sees(person.word("Set aside: {reason}", reason="there are none"))
    person.click(person.word("Bring this step back"))
    assert not person.saved()["skipped"]
