"""Whole cases walked without a display: what each person meets, in which order, and what they do not meet."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from simexit.core.case import store
from simexit.core.case.changes import compare
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
    assert in_order(
        me.ids,
        "decide-number",
        "list-accounts",
        "move-codes",
        "choose-new-home",
        "lift-locks",
        "get-port-data",
        "get-transfer-pin",
        "start-transfer",
        "confirm-transfer",
        "get-confirmation",
        "check-effective-day",
        "pay-final-bill",
        "delete-esim",
        "close-case",
    )
    # Cancelling is what loses the number, and there is no card to cut.
    assert not {"ask-to-cancel", "let-it-expire", "destroy-sim", "park-with-carrier"} & set(me.ids)

    # Counted back from the flight.
    assert me.date("leaving_on").day == day("2026-12-19")
    assert me.date("choose-new-home/start-before-leaving").day == day("2026-12-05")
    assert me.date("choose-date/week-before-leaving").day == day("2026-12-12")
    assert me.date("start-transfer/transfer-look").day is None  # waits for the transfer

    # The transfer cannot be begun before all five are settled, however the pages are turned.
    me.go("start-transfer")
    assert me.state("start-transfer") == "blocked"
    assert [one.killer for one in me.progress.step("start-transfer").unmet] == list(PAUSE_POINT)
    assert me.pages.back("start-transfer") == CHECK_BEFORE
    with pytest.raises(AssertionError, match="blocked"):
        me.do("start-transfer")

    me.list_accounts("招商银行", "Gmail", "Duo")
    me.do_until("get-transfer-pin")
    me.on("2026-12-01")
    me.enter("get-transfer-pin", pin_made_on="2026-12-01")
    me.do("get-transfer-pin")
    assert me.date("get-transfer-pin/use-pin").day == day("2026-12-02")
    assert me.state("start-transfer") == "not-started"

    me.enter("start-transfer", started_on="2026-12-04")  # a Friday
    me.on("2026-12-04")
    me.do("start-transfer")
    assert me.date("start-transfer/transfer-look").day == day("2026-12-07")
    assert "start-transfer/transfer-look" in me.due  # the step is done, the looking is not

    me.on("2026-12-07")
    me.enter("confirm-transfer", completed_on="2026-12-07")
    me.do("confirm-transfer")
    assert me.date("check-effective-day/look-after-transfer").day == day("2026-12-08")
    me.do_the_rest()
    assert me.progress.closed
    assert all(stage.state in ("completed", "does-not-apply") for stage in me.progress.stages)


def test_all_lines_end_after_the_number_has_moved(person) -> None:
    me = person(**{**STUDENT, "lines": "all"})
    assert in_order(me.ids, "confirm-transfer", "choose-channel", "ask-to-cancel", "get-confirmation")


# --- going away and coming back --------------------------------------------------------------------------------------


def test_a_case_goes_on_where_it_was_left(person) -> None:
    me = person(**STUDENT)
    me.list_accounts("招商银行", "Gmail")
    me.do_until("move-codes")
    me.tick("move-codes", "new-first")
    me.enter("move-codes", codes_to="验证器")
    me.case.note("move-codes", "周一去银行")
    before = msgspec.to_builtins(me.session)
    ticked, following, done = set(me.session.checks), me.progress.next_step, me.progress.done_steps

    me.on("2026-11-30")
    me.close_and_reopen()
    assert me.page == "move-codes"
    assert msgspec.to_builtins(me.session) == before
    assert set(me.session.checks) == ticked
    assert (me.progress.next_step, me.progress.done_steps) == (following, done)
    assert me.session.field_text("move-codes", "codes_to") == "验证器"
    assert [row.name for row in me.session.accounts()] == ["招商银行", "Gmail"]
    assert me.told == []


def test_a_case_opened_from_its_folder_is_the_same(person) -> None:
    me = person(**STUDENT)
    me.do_until("save-bills")
    (path,) = store.list_paths(locations.sessions_folder())
    assert path == me.path
    me.case.flush()
    assert store.peek(path).place == "save-bills"
    assert set(store.peek(path).checks) == set(me.session.checks)


def test_back_and_next_through_every_page_change_nothing(person) -> None:
    me = person(**STUDENT)
    me.do_until("save-data")
    me.tick("save-data", "voicemail")

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
    me.do_until("lift-locks")
    ticked = set(me.session.checks)
    before = me.plan
    after = resolve({**me.session.answers, "number": "release"}, me.catalogue, me.today)
    change = compare(before, after, me.session)
    assert change.new_route
    assert {"ask-to-cancel", "choose-channel", "move-messengers"} <= set(change.added)
    assert {"choose-new-home", "lift-locks", "get-transfer-pin", "start-transfer"} <= set(change.removed)
    assert change.removed_with_entries == ["choose-new-home"]
    assert "decide-number" in change.check_again
    assert set(me.session.checks) == ticked  # looking is not taking

    me.answer(number="release")
    assert me.plan.route.id == "end-of-cycle"
    assert set(me.session.checks) == ticked
    assert {entry.step for entry in me.progress.lost} >= {"choose-new-home"}
    assert me.state("save-bills") == "completed"
    assert me.page == OVERVIEW  # the page that was open is gone

    me.answer(number="keep")
    assert me.plan == before
    assert me.state("choose-new-home") == "completed"
    assert not me.progress.lost


def test_a_step_done_for_another_case_is_open_again(person) -> None:
    """“Decide what becomes of the number” asks something else of someone who lets it go."""
    me = person(**STUDENT)
    me.do_until("choose-date")
    assert me.state("decide-number") == "completed"
    me.answer(number="release")
    assert me.state("decide-number") == "in-progress"
    assert me.progress.next_step in me.ids


# --- other ways out --------------------------------------------------------------------------------------------------


def test_a_prepaid_line_runs_out(person) -> None:
    me = person(carrier="att", billing="prepaid", sim="physical", number="release", expires_on="2026-12-10")
    assert me.plan.carrier.slug == "att-prepaid"
    assert me.plan.route.id == "let-expire"
    assert in_order(me.ids, "move-codes", "use-up-balance", "let-it-expire", "check-effective-day", "destroy-sim")
    # No bill will come, so nothing waits for one; nothing is moved, and nobody has to be asked.
    assert not {"prepare-final-bill", "pay-final-bill", "start-transfer", "ask-to-cancel", "delete-esim"} & set(me.ids)
    assert me.date("let-it-expire/autopay-off-by").day == day("2026-12-03")
    assert [one.killer for one in me.progress.step("let-it-expire").unmet] == [
        killer for killer in PAUSE_POINT if killer != "bill-payable"
    ]
    me.do_until("let-it-expire")
    me.enter("let-it-expire", service_ends_on="2026-12-10")
    me.do("let-it-expire")
    assert me.date("check-effective-day/look-after-expiry").day == day("2026-12-11")
    me.do_the_rest()
    assert me.progress.closed


def test_a_travel_esim_is_refunded_before_it_is_deleted(person) -> None:
    me = person(carrier="airalo", service="data", where="abroad")
    assert me.plan.route.id == "refund-first"
    assert me.plan.answers["sim"] == "esim"  # it is sold as nothing else
    assert in_order(me.ids, "save-bills", "turn-off-renewals", "request-refund", "get-refund", "delete-esim")
    assert not {"list-accounts", "decide-number", "unlock-phone", "destroy-sim", "ask-to-cancel"} & set(me.ids)
    assert me.plan.pause_before == "delete-esim"
    assert me.state("delete-esim") == "blocked"
    me.do_until("request-refund")
    me.enter("request-refund", requested_on="2026-11-21")
    me.do("request-refund")
    assert me.date("request-refund/refund-answer").day == day("2026-12-05")
    me.do_the_rest()
    assert me.progress.closed


def test_a_travel_esim_with_a_number_has_its_codes_moved_first(person) -> None:
    me = person(carrier="airalo", service="voice")
    assert in_order(me.ids, "list-accounts", "move-codes", "delete-esim")
    assert "codes-moved" in me.step("delete-esim").needs


def test_a_member_of_a_family_plan_has_the_holder_act(person) -> None:
    me = person(carrier="verizon", billing="postpaid", number="release", role="member", lines="several")
    assert me.plan.route.id == "owner-acts"
    assert in_order(me.ids, "agree-with-owner", "move-codes", "ask-owner-to-act", "get-confirmation")
    # Only the holder has the login and the bill.
    assert not {"get-into-account", "change-contact", "prepare-final-bill", "ask-to-cancel"} & set(me.ids)
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
    assert in_order(me.ids, "identify-line", "move-codes", "ask-seller", "destroy-sim")
    assert not {"agree-with-owner", "ask-owner-to-act", "get-into-account"} & set(me.ids)
    assert me.state("ask-seller") == "blocked"
    me.do_until("ask-seller")
    me.enter("ask-seller", requested_on="2026-11-21")
    assert me.date("ask-seller/seller-answer").day == day("2026-11-28")
    me.do_the_rest()
    assert me.progress.closed


def test_a_closed_brand_is_not_asked_to_cancel(person) -> None:
    me = person(carrier="ctexcel-us", sim="physical")
    assert me.plan.route.id == "already-closed"
    assert in_order(me.ids, "identify-line", "move-codes", "check-closed-brand", "check-no-charge", "destroy-sim")
    assert not {"ask-to-cancel", "let-it-expire", "start-transfer", "get-into-account", "save-bills"} & set(me.ids)
    assert not any(step.open_topics for step in me.plan.steps)  # nobody is left to answer
    assert me.state("destroy-sim") == "blocked"
    me.do_the_rest()
    assert me.progress.closed


def test_whoever_must_not_be_noticed_is_not_given_away(person) -> None:
    me = person(carrier="t-mobile", billing="postpaid", reason="safety", role="member", number="keep")
    assert me.plan.route.id == "safety"
    assert me.plan.route.discreet
    assert in_order(me.ids, "list-accounts", "move-codes", "separate-line-safely", "close-case")
    assert not {"agree-with-owner", "ask-owner-to-act", "get-into-account", "check-need", "start-transfer"} & set(
        me.ids
    )
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
    assert not [step.id for step in me.plan.steps if step.step.abroad == "no"]
    # What is hard from there says how, and the day of departure is past.
    hard = [step for step in me.plan.steps if step.step.abroad == "hard"]
    assert {"start-transfer", "move-codes", "get-transfer-pin"} <= {step.id for step in hard}
    assert all(step.step.abroad_note for step in hard)
    assert not [date.id for date in me.progress.dates if date.start == "leaving_on"]
    # Google Voice takes a number only inside the US.
    assert "google-voice-not-abroad" in [check.id for check in me.step("choose-new-home").checks]
    # A toll-free number may not work from there: another one is offered first.
    (call,) = [action for action in me.step("get-port-data").actions if action.kind == "call"]
    assert not call.target.startswith(("+1800", "+1877", "+1844", "+1833"))
    me.do_the_rest()
    assert me.progress.closed


def test_the_account_of_someone_who_died(person) -> None:
    me = person(carrier="att", billing="postpaid", reason="estate", number="release", role="member")
    assert me.plan.route.id == "estate"
    assert in_order(me.ids, "save-data", "move-codes", "prepare-final-bill", "close-after-death", "pay-final-bill")
    assert not {"agree-with-owner", "ask-owner-to-act", "get-into-account"} & set(me.ids)
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
    mother.do_until("save-bills")
    child.do_until("check-need")
    assert mother.path != child.path
    assert len(store.list_paths(locations.sessions_folder())) == 2
    mother.close_and_reopen()
    child.close_and_reopen()
    assert (mother.session.line, child.session.line) == ("妈妈的号码", "孩子的手表")
    assert (mother.page, child.page) == ("save-bills", "check-need")
    assert (mother.plan.route.id, child.plan.route.id) == ("port-out", "end-of-cycle")
    assert not any(key.startswith("decide-number/") for key in child.session.checks)


# --- the knowledge changes under a saved case ------------------------------------------------------------------------


def test_ticks_of_a_step_that_was_taken_out_stay_and_are_shown(person) -> None:
    me = person(**STUDENT)
    me.do_until("save-data")
    me.case.note("save-bills", "在网盘里")
    ticks = {key for key in me.session.checks if key.startswith("save-bills/")}
    assert ticks

    newer = [step for step in me.catalogue.steps if step.id != "save-bills"]
    me.catalogue = msgspec.structs.replace(me.catalogue, steps=newer)
    me.close_and_reopen()
    assert "save-bills" not in me.ids
    assert {f"{entry.step}/{entry.check}" for entry in me.progress.lost} == ticks
    assert {entry.on for entry in me.progress.lost} == {me.today}
    assert me.page == "save-data"

    # Saving with the newer procedures drops nothing.
    me.tick("save-data", "voicemail")
    me.close_and_reopen()
    assert ticks <= set(me.session.checks)
    assert me.session.notes["save-bills"] == "在网盘里"


def test_a_check_that_was_added_opens_its_step_again(person) -> None:
    me = person(**STUDENT)
    me.do_until("save-data")
    assert me.state("save-bills") == "completed"
    more = [
        msgspec.structs.replace(
            step, checks=[*step.checks, msgspec.structs.replace(step.checks[0], id="new", killer=None)]
        )
        if step.id == "save-bills"
        else step
        for step in me.catalogue.steps
    ]
    me.catalogue = msgspec.structs.replace(me.catalogue, steps=more)
    me.close_and_reopen()
    assert me.state("save-bills") == "in-progress"
    assert me.progress.next_step == "save-bills"
    assert me.progress.lost == []
