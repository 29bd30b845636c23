"""How far a case is: states of steps and stages, what is due, and entries that the plan no longer has a place for."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from simexit.core.case.progress import Progress, accounts_state, progress
from simexit.core.case.session import AccountRow, Session
from simexit.core.knowledge.types import Check, DateRule, Field

KILLERS = ("number-settled", "codes-moved", "records-saved", "bill-payable", "phone-free")


def stand(cases, session: Session, *, on: datetime.date | None = None, **answers: str) -> Progress:
    return progress(cases.plan(**answers), session, cases.catalogue, on or cases.today)


def ready(make) -> Session:
    """Everything that stands before the act is done."""
    session = make.session()
    for killer in KILLERS:
        session.tick("get-ready", killer, make.now)
    return session


# --- states ----------------------------------------------------------------------------------------------------------


def test_a_step_begins_goes_on_and_is_completed(case, make) -> None:
    session = make.session()
    assert stand(case, session).step("get-ready").state == "not-started"
    for number, killer in enumerate(KILLERS[:-1], start=1):
        session.tick("get-ready", killer, make.now)
        step = stand(case, session).step("get-ready")
        assert (step.state, step.ticked, step.total) == ("in-progress", number, 5)
    session.tick("get-ready", KILLERS[-1], make.now)
    assert stand(case, session).step("get-ready").state == "completed"
    session.untick("get-ready", KILLERS[0], make.now)
    assert stand(case, session).step("get-ready").state == "in-progress"


@pytest.mark.parametrize("enter", ["field", "note"])
def test_something_entered_is_a_beginning(case, make, enter: str) -> None:
    session = make.session()
    if enter == "field":
        session.set_field("close-case", "on", "2026-11-20", make.now)
    else:
        session.set_note("close-case", "remember", make.now)
    assert stand(case, session).step("close-case").state == "in-progress"


def test_what_does_not_apply_is_done_with(case, make) -> None:
    session = make.session()
    session.skip("close-case", "nothing to close", make.now)
    assert stand(case, session).step("close-case").state == "completed"
    session.unskip("close-case", make.now)
    assert stand(case, session).step("close-case").state == "not-started"


def test_a_step_without_checks_is_never_done_by_itself(case, make) -> None:
    cases = case.with_steps(make.step("read", checks=[]))
    assert stand(cases, make.session()).step("read").state == "not-started"


def test_the_act_is_blocked_until_every_killer_is_ticked(case, make) -> None:
    session = make.session()
    for left in range(5, 0, -1):
        act = stand(case, session).step("end-line")
        assert (act.state, len(act.unmet)) == ("blocked", left)
        session.tick("get-ready", KILLERS[5 - left], make.now)
    act = stand(case, session).step("end-line")
    assert (act.state, act.unmet) == ("not-started", [])


def test_skipping_the_preparation_does_not_free_the_act(case, make) -> None:
    session = make.session()
    session.skip("get-ready", "no time", make.now)
    assert stand(case, session).step("end-line").state == "blocked"


def test_going_on_all_the_same_is_shown(case, make) -> None:
    session = make.session()
    session.override("end-line", "the number moved long ago", make.now)
    act = stand(case, session).step("end-line")
    assert (act.state, act.overridden, len(act.unmet)) == ("not-started", True, 5)
    session.withdraw_override("end-line", make.now)
    assert stand(case, session).step("end-line").state == "blocked"


def test_sittings_sum_up_their_steps(case, make) -> None:
    session = make.session()
    sittings = stand(case, session).sittings
    assert [(s.sitting.id, s.state) for s in sittings] == [
        ("secure", "not-started"),
        ("act", "blocked"),
        ("after", "not-started"),
    ]
    session.tick("get-ready", KILLERS[0], make.now)
    assert stand(case, session).sittings[0].state == "in-progress"
    assert [s.state for s in stand(case, ready(make)).sittings] == ["completed", "not-started", "not-started"]


def test_a_sitting_without_a_step_is_not_listed(case, make) -> None:
    never = make.condition(is_={"carrier": "nobody"})
    steps = [msgspec.structs.replace(s, when=never if s.id == "end-line" else None) for s in case.catalogue.steps]
    less = type(case)(msgspec.structs.replace(case.catalogue, steps=steps), case.today)
    assert [s.sitting.id for s in stand(less, make.session()).sittings] == ["secure", "after"]


# --- today ---------------------------------------------------------------------------------------------------------


def today_of(case, session) -> list[str]:
    return [task.step.id for task in stand(case, session).today]


def test_today_holds_what_can_be_done_now(case, make) -> None:
    cases = case.with_steps(make.step("one"), make.step("two", after=["one"]), make.step("three"), make.step("four"))
    session = make.session()
    assert today_of(cases, session) == ["get-ready", "one", "three"], "three at most, and nothing that waits"
    session.tick("one", "done", make.now)
    assert today_of(cases, session) == ["get-ready", "two", "three"]


def test_nothing_irreversible_is_for_today_before_its_killer_checks(case, make) -> None:
    assert "end-line" not in today_of(case, make.session())
    assert today_of(case, ready(make))[0] == "end-line"


def test_the_nearest_due_comes_first(case, make) -> None:
    soon = DateRule(id="due", title={"en": "due"}, start="cycle_ends", days=-2)
    cases = case.with_steps(make.step("late", dates=[soon]))
    plan = cases.plan(cycle_ends="2026-11-26")
    tasks = progress(plan, make.session(), cases.catalogue, cases.today).today
    assert [(task.step.id, task.why) for task in tasks] == [("late", "due"), ("get-ready", "next")]
    assert tasks[0].due == datetime.date(2026, 11, 24)


def test_put_off_until_tomorrow_but_never_past_its_day(case, make) -> None:
    rule = DateRule(id="due", title={"en": "due"}, start="cycle_ends")
    cases = case.with_steps(make.step("pay", dates=[rule]))
    plan = cases.plan(cycle_ends="2026-11-23")
    session = make.session()
    session.put_off_step("pay", cases.today + datetime.timedelta(days=1), make.now)

    def on(day: datetime.date) -> list[str]:
        return [task.step.id for task in progress(plan, session, cases.catalogue, day).today]

    assert "pay" not in on(cases.today)
    session.put_off_step("pay", datetime.date(2026, 12, 24), make.now)
    assert "pay" in on(datetime.date(2026, 11, 23)), "on its day it is there, whatever was put off"


def test_done_from_the_list_only_where_nothing_is_at_stake(case, make) -> None:
    tasks = {t.step.id: t for t in stand(case.with_steps(make.step("look")), make.session()).today}
    assert (tasks["look"].at_once, tasks["get-ready"].at_once) == (True, False)


def test_what_comes_next_and_the_end(case, make) -> None:
    session = make.session()
    now = stand(case, session)
    assert (now.next_step, now.done_steps, now.total_steps, now.closed) == ("get-ready", 0, 3, False)
    session = ready(make)
    assert stand(case, session).next_step == "end-line"
    session.tick("end-line", "done", make.now)
    session.tick("close-case", "done", make.now)
    now = stand(case, session)
    assert (now.next_step, now.done_steps, now.closed) == (None, 3, True)


def test_a_step_that_is_not_in_the_plan_is_asked_for_in_vain(case, make) -> None:
    with pytest.raises(KeyError):
        stand(case, make.session()).step("nowhere")


def test_accounts_are_counted(make) -> None:
    rows = [AccountRow(name="a", state="tested"), AccountRow(name="b", state="moved"), AccountRow(name="c")]
    assert accounts_state(rows) == (1, 3)
    assert accounts_state([]) == (0, 0)


# --- what is due -----------------------------------------------------------------------------------------------------


def dated(case, make, kind: str):
    """The closing step with a date of this kind, ten days after a day that is entered."""
    return case.with_steps(
        make.step(
            "close-case",
            "after",
            fields=[Field(id="on", kind="date", label={"en": "on"})],
            dates=[DateRule(id="day", title={"en": "day"}, start="close-case.on", days=10, kind=kind)],
        )
    )


@pytest.mark.parametrize(
    ("today", "due"),
    [("2026-11-23", False), ("2026-11-24", True), ("2026-12-01", True), ("2026-12-02", True), ("2027-12-01", True)],
)
@pytest.mark.parametrize("kind", ["due", "look", "deadline"])
def test_a_date_of_an_open_step_is_due_from_a_week_before(case, make, kind: str, today: str, due: bool) -> None:
    session = make.session()
    session.set_field("close-case", "on", "2026-11-21", make.now)
    now = stand(dated(case, make, kind), session, on=datetime.date.fromisoformat(today))
    assert [date.id for date in now.due] == (["close-case/day"] if due else [])
    assert [date.id for date in now.dates] == ["close-case/day"]


@pytest.mark.parametrize(
    ("kind", "today", "due"),
    [
        ("due", "2026-11-30", False),  # it has been done
        ("look", "2026-11-23", False),
        ("look", "2026-11-24", True),
        ("deadline", "2026-12-01", True),
        ("deadline", "2026-12-08", True),
        ("deadline", "2026-12-09", False),
    ],
)
def test_a_day_to_look_outlives_the_step_that_led_to_it(case, make, kind: str, today: str, due: bool) -> None:
    """The pause is arranged and ticked; the day on which it ends still has to be seen coming."""
    session = make.session()
    session.set_field("close-case", "on", "2026-11-21", make.now)
    session.tick("close-case", "done", make.now)
    now = stand(dated(case, make, kind), session, on=datetime.date.fromisoformat(today))
    assert bool(now.due) is due


def test_a_date_without_a_day_is_waiting_and_not_due(case, make) -> None:
    now = stand(dated(case, make, "due"), make.session())
    assert (len(now.dates), now.dates[0].day, now.due) == (1, None, [])


# --- what has no place any more --------------------------------------------------------------------------------------


def test_ticks_of_a_step_that_is_gone_are_kept_and_shown(case, make) -> None:
    session = make.session()
    session.tick("old-step", "old-check", make.now)
    session.tick("get-ready", "old-check", make.now)
    session.set_field("old-fields", "on", "2026-11-20", make.now)
    session.set_note("old-note", "remember", make.now)
    session.skip("old-skip", "why", make.now)
    session.override("old-override", "why", make.now)
    before = msgspec.json.encode(session)
    lost = stand(case, session).lost
    assert [(entry.step, entry.check, entry.on) for entry in lost] == [
        ("old-step", "old-check", make.now.date()),
        ("get-ready", "old-check", make.now.date()),
        ("old-fields", "", None),
        ("old-note", "", None),
        ("old-skip", "", None),
        ("old-override", "", None),
    ]
    assert msgspec.json.encode(session) == before


def test_one_step_that_is_gone_is_told_once(case, make) -> None:
    session = make.session()
    session.tick("old-step", "a", make.now)
    session.set_note("old-step", "remember", make.now)
    session.set_field("old-step", "on", "2026-11-20", make.now)
    assert [(entry.step, entry.check) for entry in stand(case, session).lost] == [("old-step", "a")]


def test_a_tick_that_comes_back_counts_again(case, make) -> None:
    session = make.session()
    session.tick("visit", "done", make.now)
    assert [entry.step for entry in stand(case, session).lost] == ["visit"]
    again = case.with_steps(make.step("visit"))
    assert stand(again, session).lost == []
    assert stand(again, session).step("visit").state == "completed"


def test_ticks_of_a_check_that_was_added_leave_the_step_open(case, make) -> None:
    session = ready(make)
    more = case.with_steps(
        make.step("get-ready", checks=[*case.catalogue.steps[0].checks, Check(id="new", text={"en": "new"})])
    )
    assert stand(case, session).step("get-ready").state == "completed"
    step = stand(more, session).step("get-ready")
    assert (step.state, step.ticked, step.total) == ("in-progress", 5, 6)
