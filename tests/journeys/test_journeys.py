"""Whole cases walked without a display: what each person meets, in which order, and what they do not meet."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from simexit.core.case import store
from simexit.core.case.changes import compare
from simexit.core.knowledge.types import Condition
from simexit.core.plan.guard import PAUSE_POINT
from simexit.core.plan.navigate import CHECK_BEFORE, OVERVIEW, REPORT
from simexit.core.plan.resolve import resolve
from simexit.core.system import locations

STUDENT = {
    "carrier": "t-mobile",
    "billing": "postpaid",
    "sim": "esim",
    "number": "keep",
    "where": "leaving",
    "leaving_on": "2026-12-19",
    "reason": "leaving",
    "device": "clear",
}
"""A student in Boston with a T-Mobile eSIM who flies home in four weeks and keeps the number."""


def in_order(ids: list[str], *names: str) -> bool:
    places = [ids.index(name) for name in names]
    return places == sorted(places)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# --- moving the number ------------------------------------------------------------------------------------------------


def test_a_student_moves_the_number_before_flying_home(person) -> None:
    me = person(**STUDENT)
    assert me.plan.route.id == "port-out"
    assert me.ids == [
        "choose-destination",
        "set-up-account",
        "count-cost",
        "list-accounts",
        "unlock-phone",
        "prepare-move",
        "start-transfer",
        "confirm-transfer",
        "get-confirmation",
        "pay-final-bill",
        "check-charges",
        "remove-sim",
        "close-case",
    ]
    # There is no card to cut, and nothing is on loan.
    assert "cut" not in [check.id for check in me.step("remove-sim").checks]

    # Counted back from the flight, on a day on which companies work.
    assert me.date("leaving_on").day == day("2026-12-19")
    assert me.date("sitting/move").day == day("2026-12-02")
    assert me.date("start-transfer/transfer-look").day is None  # waits for the transfer
    assert [task.step.id for task in me.progress.today] == ["choose-destination", "set-up-account", "count-cost"]

    # The transfer cannot be begun before all five are settled, however the pages are turned.
    me.go("start-transfer")
    assert me.state("start-transfer") == "blocked"
    assert [one.killer for one in me.progress.step("start-transfer").unmet] == list(PAUSE_POINT)
    assert me.pages.back("start-transfer") == CHECK_BEFORE
    with pytest.raises(AssertionError, match="blocked"):
        me.do("start-transfer")

    me.list_accounts("招商银行", "Gmail", "Duo")
    me.do_until("prepare-move")
    me.on("2026-12-01")
    me.do("prepare-move")
    assert me.session.field_text("prepare-move", "pin_made_on") == "2026-12-01", "the tick fills in its day"
    assert me.date("prepare-move/pin-runs-out").day == day("2026-12-08")
    assert me.state("start-transfer") == "not-started"

    me.enter("start-transfer", started_on="2026-12-04")  # a Friday
    me.on("2026-12-04")
    me.do("start-transfer")
    assert me.date("start-transfer/transfer-look").day == day("2026-12-07")
    assert "start-transfer/transfer-look" in me.due  # the step is done, the looking is not

    me.on("2026-12-07")
    me.enter("confirm-transfer", completed_on="2026-12-07")
    me.do("confirm-transfer")
    assert me.date("get-confirmation/ask-old-carrier").day == day("2026-12-09")
    me.do_the_rest()
    assert me.progress.closed
    assert all(sitting.state == "completed" for sitting in me.progress.sittings)
    assert me.progress.today == []


def test_all_lines_need_a_case_each(person) -> None:
    me = person(**{**STUDENT, "lines": "all"})
    assert "all-lines" in [check.id for check in me.step("sort-extras").checks]


# --- going away and coming back --------------------------------------------------------------------------------------


def test_a_case_goes_on_where_it_was_left(person) -> None:
    me = person(**STUDENT)
    me.list_accounts("招商银行", "Gmail")
    me.do_until("count-cost")
    me.tick("count-cost", "cycle-known")
    me.enter("count-cost", fees="35")
    me.case.note("count-cost", "周一去银行")
    before = msgspec.to_builtins(me.session)
    ticked, following, done = set(me.session.checks), me.progress.next_step, me.progress.done_steps

    me.on("2026-11-30")
    me.close_and_reopen()
    assert me.page == "count-cost"
    assert msgspec.to_builtins(me.session) == before
    assert set(me.session.checks) == ticked
    assert (me.progress.next_step, me.progress.done_steps) == (following, done)
    assert me.session.field_text("count-cost", "fees") == "35"
    assert [row.name for row in me.session.accounts("list-accounts", "accounts")] == ["招商银行", "Gmail"]
    assert me.told == []


def test_a_case_opened_from_its_folder_is_the_same(person) -> None:
    me = person(**STUDENT)
    me.do_until("list-accounts")
    (path,) = store.list_paths(locations.sessions_folder())
    assert path == me.path
    me.case.flush()
    assert store.peek(path).place == "list-accounts"
    assert set(store.peek(path).checks) == set(me.session.checks)


def test_back_and_next_through_every_page_change_nothing(person) -> None:
    me = person(**STUDENT)
    me.do_until("set-up-account")
    me.tick("set-up-account", "lasting-mail")

    def content() -> dict[str, object]:
        return {key: value for key, value in msgspec.to_builtins(me.session).items() if key != "place"}

    before = content()
    forward = list(me.walk())
    assert forward == list(me.pages.ids)
    assert (forward[0], forward[-1]) == (OVERVIEW, REPORT)
    backward = [me.page]
    while (page := me.pages.back(me.page)) is not None:
        me.go(page)
        backward.append(page)
    assert backward == forward[::-1]
    assert content() == before
    me.close_and_reopen()
    assert content() == before


# --- another answer --------------------------------------------------------------------------------------------------


def test_letting_the_number_go_after_all_shows_what_changes_and_keeps_every_tick(person) -> None:
    me = person(**STUDENT)
    me.do_until("unlock-phone")
    ticked = set(me.session.checks)
    before = me.plan
    after = resolve({**me.session.answers, "number": "release"}, me.catalogue, me.today)
    change = compare(before, after, me.session)
    assert change.new_route
    assert change.added == ["ask-to-cancel"]
    assert change.removed == ["choose-destination", "prepare-move", "start-transfer", "confirm-transfer"]
    assert change.removed_with_entries == ["choose-destination"]
    assert "list-accounts" in change.check_again
    assert set(me.session.checks) == ticked  # looking is not taking

    me.answer(number="release")
    assert me.plan.route.id == "end-of-cycle"
    assert set(me.session.checks) == ticked
    assert {entry.step for entry in me.progress.lost} >= {"choose-destination"}
    assert me.state("set-up-account") == "completed"
    assert me.page == OVERVIEW

    me.answer(number="keep")
    assert me.plan == before
    assert me.state("choose-destination") == "completed"
    assert not me.progress.lost


def test_a_step_done_for_another_case_is_open_again(person) -> None:
    """The accounts ask something else of someone who lets the number go."""
    me = person(**STUDENT)
    me.do_until("unlock-phone")
    assert me.state("list-accounts") == "completed"
    me.answer(number="release")
    assert me.state("list-accounts") == "in-progress"
    assert me.progress.next_step in me.ids


# --- other ways out --------------------------------------------------------------------------------------------------


def test_a_prepaid_line_runs_out(person) -> None:
    me = person(carrier="att", billing="prepaid", sim="physical", number="release", expires_on="2026-12-10")
    assert me.plan.carrier.slug == "att-prepaid"
    assert me.plan.route.id == "let-expire"
    assert in_order(me.ids, "list-accounts", "let-it-expire", "check-ended", "remove-sim", "close-case")
    # No bill will come, so nothing waits for one; nothing is moved, and nobody has to be asked.
    assert not {"pay-final-bill", "start-transfer", "ask-to-cancel", "count-cost"} & set(me.ids)
    assert me.date("let-it-expire/autopay-off-by").day == day("2026-12-03")
    assert [one.killer for one in me.progress.step("let-it-expire").unmet] == [
        killer for killer in PAUSE_POINT if killer != "bill-payable"
    ]
    me.do_until("let-it-expire")
    me.enter("let-it-expire", service_ends_on="2026-12-10")
    me.do("let-it-expire")
    assert me.date("check-ended/look-after-expiry").day == day("2026-12-11")
    me.do_the_rest()
    assert me.progress.closed


def test_a_travel_esim_is_refunded_before_it_is_deleted(person) -> None:
    me = person(carrier="airalo", service="data", where="abroad")
    assert me.plan.route.id == "refund-first"
    assert me.plan.answers["sim"] == "esim"  # it is sold as nothing else
    assert me.ids == ["end-renewals", "request-refund", "check-ended", "remove-sim", "close-case"]
    assert me.plan.pause_before == "remove-sim"
    assert me.state("remove-sim") == "blocked"
    me.do_until("request-refund")
    me.enter("request-refund", requested_on="2026-11-21")
    me.do("request-refund")
    assert me.date("request-refund/refund-answer").day == day("2026-12-05")
    me.do_the_rest()
    assert me.progress.closed


def test_a_travel_esim_with_a_number_has_its_codes_moved_first(person) -> None:
    me = person(carrier="airalo", service="voice", number="release")
    assert in_order(me.ids, "list-accounts", "remove-sim")
    assert "codes-moved" in me.step("remove-sim").needs


def test_a_number_of_a_travel_esim_is_moved_before_anything_is_deleted(person) -> None:
    me = person(carrier="saily", service="voice", number="keep")
    assert me.plan.route.id == "port-out"
    assert in_order(me.ids, "prepare-move", "start-transfer", "confirm-transfer", "remove-sim")
    assert "number-settled" in me.step("remove-sim").needs


def test_a_member_of_a_family_plan_has_the_holder_act(person) -> None:
    me = person(carrier="verizon", billing="postpaid", number="release", role="member", lines="several")
    assert me.plan.route.id == "owner-acts"
    assert in_order(me.ids, "agree-with-owner", "list-accounts", "ask-owner-to-act", "get-confirmation")
    # Only the holder has the login and the bill.
    assert not {"set-up-account", "count-cost", "pay-final-bill", "ask-to-cancel"} & set(me.ids)
    assert me.state("ask-owner-to-act") == "blocked"
    me.do_until("ask-owner-to-act")
    me.enter("ask-owner-to-act", requested_on="2026-11-20")
    me.do("ask-owner-to-act")
    assert me.date("get-confirmation/ask-holder").day == day("2026-11-25")
    me.do_the_rest()
    assert me.progress.closed


def test_a_card_from_a_reseller_is_ended_by_its_seller(person) -> None:
    me = person(carrier="reseller", number="release", sim="physical")
    assert (me.plan.route.id, me.plan.answers["role"]) == ("owner-acts", "none")
    assert in_order(me.ids, "save-records", "list-accounts", "ask-seller", "remove-sim")
    assert not {"agree-with-owner", "ask-owner-to-act", "set-up-account"} & set(me.ids)
    assert me.state("ask-seller") == "blocked"
    me.do_until("ask-seller")
    me.enter("ask-seller", requested_on="2026-11-21")
    assert me.date("ask-seller/seller-answer").day == day("2026-11-28")
    me.do_the_rest()
    assert me.progress.closed


def test_a_closed_brand_is_not_asked_to_cancel(person) -> None:
    me = person(carrier="ctexcel-us", sim="physical")
    assert me.plan.route.id == "already-closed"
    assert me.ids == ["check-closed-brand", "list-accounts", "remove-sim", "close-case"]
    assert not any(step.open_topics for step in me.plan.steps)  # nobody is left to answer
    assert me.state("remove-sim") == "blocked"
    me.do_the_rest()
    assert me.progress.closed


def test_whoever_must_not_be_noticed_is_not_given_away(person) -> None:
    me = person(carrier="t-mobile", billing="postpaid", reason="safety", role="member", number="keep")
    assert me.plan.route.id == "safety"
    assert me.plan.route.discreet
    assert me.ids == ["separate-line-safely", "change-safely"]
    assert me.plan.alerts == []
    for step in me.plan.steps:
        assert not [action for action in step.actions if action.kind == "call"], step.id
        assert not step.open_topics, step.id
    me.do_until("separate-line-safely")
    me.enter("separate-line-safely", requested_on="2026-11-20")
    assert me.date("separate-line-safely/separation-due").day == day("2026-11-24")
    me.do_the_rest()
    assert me.progress.closed


def test_someone_who_has_left_already(person) -> None:
    me = person(**{**STUDENT, "where": "abroad"})
    assert me.plan.route.id == "port-out"
    # What is hard from there says how, and the day of departure is past.
    hard = [step for step in me.plan.steps if step.step.abroad == "hard"]
    assert {"start-transfer", "list-accounts", "prepare-move"} <= {step.id for step in hard}
    assert all(step.step.abroad_note for step in hard)
    assert not [date.id for date in me.progress.dates if date.start == "leaving_on"]
    me.do_the_rest()
    assert me.progress.closed


def test_the_account_of_someone_who_died(person) -> None:
    me = person(carrier="att", billing="postpaid", reason="estate", number="release", role="member")
    assert me.plan.route.id == "estate"
    assert in_order(me.ids, "save-records", "list-accounts", "close-after-death", "pay-final-bill")
    assert not {"agree-with-owner", "ask-owner-to-act", "set-up-account"} & set(me.ids)
    me.do_the_rest()
    assert me.progress.closed


def test_a_paused_line_is_seen_coming_to_its_end(person) -> None:
    me = person(carrier="t-mobile", billing="postpaid", number="park")
    assert me.plan.route.id == "pause"
    assert me.plan.pause_before is None
    assert CHECK_BEFORE not in me.pages.ids
    me.do_until("park-with-carrier")
    me.enter("park-with-carrier", parked_on="2026-11-21", pause_ends_on="2027-02-19")
    me.do_the_rest()
    assert me.progress.closed
    me.on("2027-02-15")
    assert "park-with-carrier/pause-ends" in me.due


# --- more than one line ----------------------------------------------------------------------------------------------


def test_two_lines_of_a_family_are_two_cases(person) -> None:
    mother = person(name="妈妈的号码", **{**STUDENT, "lines": "several"})
    child = person(name="孩子的手表", carrier="t-mobile", billing="postpaid", service="data", lines="several")
    mother.do_until("set-up-account")
    child.do_until("count-cost")
    assert mother.path != child.path
    assert len(store.list_paths(locations.sessions_folder())) == 2
    mother.close_and_reopen()
    child.close_and_reopen()
    assert (mother.session.line, child.session.line) == ("妈妈的号码", "孩子的手表")
    assert (mother.page, child.page) == ("set-up-account", "count-cost")
    assert (mother.plan.route.id, child.plan.route.id) == ("port-out", "end-of-cycle")
    assert not any(key.startswith("choose-destination/") for key in child.session.checks)


# --- the knowledge changes under a saved case ------------------------------------------------------------------------


def test_ticks_of_a_step_that_was_taken_out_stay_and_are_shown(person) -> None:
    me = person(**STUDENT)
    me.do_until("list-accounts")
    me.case.note("set-up-account", "在网盘里")
    ticks = {key for key in me.session.checks if key.startswith("set-up-account/")}
    assert ticks

    never = Condition(is_={"carrier": "nobody"})
    newer = [
        msgspec.structs.replace(step, when=never) if step.id == "set-up-account" else step
        for step in me.catalogue.steps
    ]
    me.catalogue = msgspec.structs.replace(me.catalogue, steps=newer)
    me.close_and_reopen()
    assert "set-up-account" not in me.ids
    assert {f"{entry.step}/{entry.check}" for entry in me.progress.lost} == ticks
    assert {entry.on for entry in me.progress.lost} == {me.today}
    assert me.page == "list-accounts"

    # Saving with the newer procedures drops nothing.
    me.tick("list-accounts", "listed")
    me.close_and_reopen()
    assert ticks <= set(me.session.checks)
    assert me.session.notes["set-up-account"] == "在网盘里"


def test_a_check_that_was_added_opens_its_step_again(person) -> None:
    me = person(**STUDENT)
    me.do_until("list-accounts")
    assert me.state("set-up-account") == "completed"
    more = [
        msgspec.structs.replace(
            step, checks=[*step.checks, msgspec.structs.replace(step.checks[0], id="new", killer=None)]
        )
        if step.id == "set-up-account"
        else step
        for step in me.catalogue.steps
    ]
    me.catalogue = msgspec.structs.replace(me.catalogue, steps=more)
    me.close_and_reopen()
    assert me.state("set-up-account") == "in-progress"
    assert me.progress.next_step == "set-up-account"
    assert me.progress.lost == []


# --- situations of their own ------------------------------------------------------------------------------------------


def test_a_stolen_number_is_asked_back_and_nothing_is_ended(person) -> None:
    me = person(carrier="total-wireless", reason="taken")
    assert me.ids == ["guard-accounts", "get-number-back", "report-theft", "close-case"]
    words = [check.say["en"] for step in me.plan.steps for check in step.checks if check.say]
    assert any("Please bring it back. Do not close my account." in said for said in words)
    assert not any("not mine" in said for said in words)
    assert not [reply.id for step in me.plan.steps for reply in step.replies if reply.ends_line]


def test_a_line_that_the_carrier_ended_is_asked_back(person) -> None:
    me = person(carrier="tello", reason="ended", where="abroad")
    assert me.ids == ["ask-why-ended", "accounts-without-number", "check-charges", "close-case"]


def test_who_cancelled_too_early_stops_it_today(person) -> None:
    me = person(carrier="t-mobile", billing="postpaid", reason="cancelled", number="keep")
    assert me.progress.today[0].step.id == "stop-the-end"
    assert in_order(me.ids, "stop-the-end", "prepare-move", "start-transfer", "confirm-transfer")


def test_an_employers_line_is_released_before_the_last_day(person) -> None:
    me = person(carrier="att", role="work", number="keep")
    assert me.ids == ["ask-release", "save-records", "list-accounts", "hand-back", "close-case"]
    me.enter("ask-release", last_day="2026-12-18")
    assert me.date("ask-release/release-by").day == day("2026-12-15")


def test_orders_hold_the_number_before_anything_moves(person) -> None:
    me = person(carrier="verizon", billing="postpaid", reason="military", number="keep")
    assert in_order(me.ids, "decide-hold", "give-military-notice")
    assert not {"start-transfer", "prepare-move"} & set(me.ids)
    assert me.step("give-military-notice").checks[0].id == "hold-agreed"


def test_what_the_carrier_said_stands_in_the_plan(person) -> None:
    """An answer to a doubtful fact takes its place, and dates go by it."""
    me = person(carrier="ultra-mobile", number="park", expires_on="2026-12-20")
    topic = "ultra-mobile/?number_hold"
    facts = {fact.key: fact for step in me.plan.steps for fact in (*step.facts, *step.more)}
    held = next((key for key, fact in facts.items() if fact.fact.topic == "number_hold"), topic)
    me.case.answer_fact(held, "25 days, they said")
    assert me.date("park-with-carrier/rescue-until").day == day("2027-01-14")
    heard = [fact for step in me.plan.steps for fact in (*step.facts, *step.more) if fact.key == held]
    assert all(fact.heard == "25 days, they said" and fact.status == "stated" for fact in heard)
