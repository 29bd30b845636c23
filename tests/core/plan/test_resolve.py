"""From answers to a plan: which record, which facts and how sure, which actions, which substitute."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Action, Condition, DateRule
from simexit.core.language.text import fill
from simexit.core.plan.resolve import NoPlan, resolve
from simexit.core.plan.types import Plan, ShownAction, ShownFact

ABROAD = Condition(is_={"where": "abroad"})


def facts_of(plan: Plan, step_id: str) -> list[ShownFact]:
    step = plan.step(step_id)
    assert step is not None
    return [*step.facts, *step.more]


def targets(plan: Plan, step_id: str) -> list[str]:
    return [action.target for action in actions_of(plan, step_id)]


def actions_of(plan: Plan, step_id: str) -> list[ShownAction]:
    step = plan.step(step_id)
    assert step is not None
    return step.actions


# --- the same plan for the same answers ------------------------------------------------------------------------------


def test_the_same_answers_give_the_same_plan_and_change_nothing(catalogue: Catalogue, today: datetime.date) -> None:
    answers = {"carrier": "t-mobile", "number": "keep"}
    before = msgspec.json.encode(catalogue)
    assert resolve(answers, catalogue, today) == resolve(answers, catalogue, today)
    assert answers == {"carrier": "t-mobile", "number": "keep"}
    assert msgspec.json.encode(catalogue) == before


def test_no_answer_at_all_gives_a_plan(catalogue: Catalogue, today: datetime.date) -> None:
    plan = resolve({}, catalogue, today)
    assert plan.carrier.slug == "unlisted"
    assert plan.route.id == "port-out"  # not sure about the number means that it is kept
    assert "carrier" in plan.questions_open


def test_steps_stand_in_the_order_of_their_route(case, make) -> None:
    cases = case.with_steps(make.step("b", "secure"), make.step("a", "secure"), make.step("z", "secure", after=["a"]))
    assert [step.id for step in cases.plan().steps] == ["get-ready", "b", "a", "z", "end-line", "close-case"]


def test_no_route_is_a_fault_of_the_procedures(case) -> None:
    without = msgspec.structs.replace(case.catalogue, routes=case.catalogue.routes[:1])
    with pytest.raises(NoPlan, match="no route fits"):
        resolve({"carrier": "one", "number": "release"}, without, case.today)


def test_the_first_route_that_fits_wins(case, make) -> None:
    always = make.route("always", "get-ready")
    first = msgspec.structs.replace(case.catalogue, routes=[always, *case.catalogue.routes])
    assert resolve({"carrier": "one"}, first, case.today).route.id == "always"
    assert case.plan(number="keep").route.id == "move"
    assert case.plan(number="release").route.id == "end"


def test_checks_and_fields_of_other_cases_are_left_out(case, make) -> None:
    step = make.step("visit", checks=[make.check("always"), make.check("away", when=ABROAD)])
    cases = case.with_steps(step)
    assert [check.id for check in cases.plan(where="us").step("visit").checks] == ["always"]
    assert [check.id for check in cases.plan(where="abroad").step("visit").checks] == ["always", "away"]


# --- brand and record ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "billing", "record"),
    [
        ("t-mobile", "postpaid", "t-mobile"),
        ("t-mobile", "prepaid", "t-mobile-prepaid"),
        ("t-mobile", None, "t-mobile"),
        ("t-mobile", "unsure", "t-mobile"),
        ("att", "prepaid", "att-prepaid"),
        ("att", None, "att"),
        ("att-prepaid", None, "att-prepaid"),
        ("att-prepaid", "postpaid", "att"),
        ("verizon", "prepaid", "verizon-prepaid"),
        ("mint-mobile", None, "mint-mobile"),
        ("mint-mobile", "postpaid", "mint-mobile"),
    ],
)
def test_billing_picks_the_record_of_a_brand(
    slug: str, billing: str | None, record: str, catalogue: Catalogue, today: datetime.date
) -> None:
    answers = {"carrier": slug} | ({"billing": billing} if billing else {})
    plan = resolve(answers, catalogue, today)
    assert plan.carrier.slug == record
    assert plan.answers["carrier"] == record
    for step in plan.steps:
        for shown in step.facts:
            file = shown.key.partition("/")[0]
            assert file == record or file in {group.slug for group in catalogue.common}


def test_a_retired_slug_means_what_took_its_place(case) -> None:
    retired = msgspec.structs.replace(case.catalogue, retired={"old": "one"})
    old = resolve({"carrier": "old"}, retired, case.today)
    new = resolve({"carrier": "one"}, retired, case.today)
    assert old.carrier.slug == "one"
    assert (old.answers, old.notices, old.steps) == (new.answers, new.notices, new.steps)


# --- what a carrier leaves no choice in ------------------------------------------------------------------------------


def test_what_the_carrier_fixes_is_taken_and_said(case) -> None:
    plan = case.plan(carrier="two", billing="postpaid", sim="physical")
    assert (plan.answers["billing"], plan.answers["sim"]) == ("prepaid", "esim")
    assert [notice.id for notice in plan.notices] == ["billing-differs", "sim-differs"]
    for notice in plan.notices:
        assert notice.values == {"carrier": "Two"}
        assert fill(notice.message, notice.values) == notice.message.format(**notice.values)
    assert plan.given["billing"] == "postpaid"


@pytest.mark.parametrize("answer", [None, "unsure"])
def test_who_was_not_sure_is_not_contradicted(case, answer: str | None) -> None:
    plan = case.plan(carrier="two", **({"billing": answer, "sim": answer} if answer else {}))
    assert (plan.answers["billing"], plan.answers["sim"]) == ("prepaid", "esim")
    assert plan.notices == []


def test_a_brand_with_two_sides_fixes_nothing(case) -> None:
    assert case.plan(carrier="one").answers["billing"] == "unsure"
    assert case.plan(carrier="one", billing="prepaid").notices == []
    # The slug of one side says which side it is.
    assert case.plan(carrier="one-prepaid").answers["billing"] == "prepaid"


def test_a_resold_card_has_no_account(catalogue: Catalogue, today: datetime.date) -> None:
    assert resolve({"carrier": "reseller"}, catalogue, today).answers["role"] == "none"
    assert resolve({"carrier": "reseller", "role": "member"}, catalogue, today).answers["role"] == "none"


def test_a_travel_esim_is_nobodys_family_plan(catalogue: Catalogue, today: datetime.date) -> None:
    plan = resolve({"carrier": "airalo", "role": "member", "number": "keep"}, catalogue, today)
    assert (plan.route.id, plan.answers["role"], plan.answers["number"]) == ("refund-first", "owner", "unsure")


# --- answers that are no longer asked for ----------------------------------------------------------------------------


def test_an_answer_that_is_not_asked_for_counts_for_nothing(case) -> None:
    plan = case.plan(service="data", number="release")
    assert plan.answers["number"] == "keep"
    assert plan.given["number"] == "release"
    assert case.plan(service="voice", number="release").answers["number"] == "release"


def test_a_date_that_is_not_asked_for_is_no_date(case) -> None:
    assert "leaving_on" not in case.plan(where="abroad", leaving_on="2026-12-19").answers
    assert case.plan(where="leaving", leaving_on="2026-12-19").answers["leaving_on"] == "2026-12-19"


@pytest.mark.parametrize("role", ["member", "none"])
def test_nobody_asks_the_dead_holder_to_act(role: str, catalogue: Catalogue, today: datetime.date) -> None:
    """Someone said “member”, then that the holder died: the question is gone, and so is the answer."""
    given = {"carrier": "t-mobile", "billing": "postpaid", "number": "keep", "reason": "estate"}
    assert resolve({**given, "role": role}, catalogue, today).steps == resolve(given, catalogue, today).steps


# --- facts -----------------------------------------------------------------------------------------------------------


def test_the_fact_of_the_persons_case_is_chosen_and_comes_first(case, make) -> None:
    step = make.step("ask", topics=["number_hold"])
    general = make.fact("number_hold", 90, id="general")
    away = make.fact("number_hold", 30, id="away", when=ABROAD)
    moved = make.fact("number_hold", 5, id="moved", when=Condition(is_={"route": "move"}))
    cases = case.with_steps(step).with_facts(general, away, moved)
    assert [f.fact.id for f in facts_of(cases.plan(number="release"), "ask")] == ["general"]
    assert [f.fact.id for f in facts_of(cases.plan(number="release", where="abroad"), "ask")] == ["away", "general"]
    assert [f.fact.id for f in facts_of(cases.plan(number="keep"), "ask")] == ["moved", "general"]


def test_the_better_source_comes_first(case, make) -> None:
    facts = [
        make.fact("number_hold", id="d", source_kind="secondary", confidence="low"),
        make.fact("number_hold", id="c", source_kind="secondary", confidence="medium"),
        make.fact("number_hold", id="b", confidence="medium"),
        make.fact("number_hold", id="a", source_kind="regulator"),
    ]
    plan = case.with_steps(make.step("ask", topics=["number_hold"])).with_facts(*facts).plan()
    assert [shown.fact.id for shown in facts_of(plan, "ask")] == ["a", "b", "c", "d"]


def test_what_may_be_stated_comes_before_what_is_only_reported(case, make) -> None:
    facts = [
        make.fact("number_hold", id="old", as_of="2020", when=Condition(is_={"where": "us"})),
        make.fact("number_hold", id="disputed", conflicts={"en": "no"}),
        make.fact("number_hold", id="forum", source_kind="secondary", confidence="medium"),
    ]
    plan = case.with_steps(make.step("ask", topics=["number_hold"])).with_facts(*facts).plan()
    assert [shown.fact.id for shown in facts_of(plan, "ask")] == ["forum", "old", "disputed"]


@pytest.mark.parametrize(
    ("as_of", "last_day"),
    [("2026-06-05", "2027-06-05"), ("2026-06", "2027-06-01"), ("2026", "2027-01-01"), ("2024-02-29", "2025-02-28")],
)
def test_a_fact_is_stated_for_exactly_twelve_months(case, make, as_of: str, last_day: str) -> None:
    cases = case.with_steps(make.step("ask", topics=["number_hold"])).with_facts(
        make.fact("number_hold", 30, as_of=as_of)
    )
    last = datetime.date.fromisoformat(last_day)
    (stated,) = facts_of(cases.plan(on=last), "ask")
    assert (stated.status, stated.question) == ("stated", None)
    (asked,) = facts_of(cases.plan(on=last + datetime.timedelta(days=1)), "ask")
    assert asked.status == "ask"
    assert asked.question == {"en": "ask number_hold", "zh-Hans": "（ask number_hold）"}


def test_an_undated_fact_is_stated_for_six_months_after_it_was_read(case, make) -> None:
    cases = case.with_steps(make.step("ask", topics=["number_hold"])).with_facts(
        make.fact("number_hold", 30, as_of="unknown")
    )
    assert facts_of(cases.plan(on=datetime.date(2027, 5, 1)), "ask")[0].status == "stated"
    assert facts_of(cases.plan(on=datetime.date(2027, 5, 2)), "ask")[0].status == "ask"


@pytest.mark.parametrize("as_of", ["2019-03-26", "unknown"])
def test_a_rule_of_law_ages_from_the_day_it_was_checked(case, make, as_of: str) -> None:
    """The page of 2019 that printed the rule is old; the rule is not, while somebody sees each year that it stands."""
    cases = case.with_steps(make.step("ask", topics=["number_hold"])).with_facts(
        make.fact("number_hold", 45, as_of=as_of, in_force_from="2020-07-27", checked="2026-11-27")
    )
    assert facts_of(cases.plan(on=datetime.date(2027, 11, 27)), "ask")[0].status == "stated"
    assert facts_of(cases.plan(on=datetime.date(2027, 11, 28)), "ask")[0].status == "ask"


def test_a_rule_that_is_not_in_force_yet_is_asked(case, make) -> None:
    cases = case.with_steps(make.step("ask", topics=["number_hold"])).with_facts(
        make.fact("number_hold", 45, as_of="2026-11-01", in_force_from="2027-01", checked="2026-11-20")
    )
    assert facts_of(cases.plan(on=datetime.date(2026, 12, 31)), "ask")[0].status == "ask"
    assert facts_of(cases.plan(on=datetime.date(2027, 1, 1)), "ask")[0].status == "stated"


def test_low_and_disputed_facts_are_always_asked(case, make) -> None:
    cases = case.with_steps(make.step("ask", topics=["number_hold", "notice_days"])).with_facts(
        make.fact("number_hold", 30, as_of="2026-11-20", confidence="low"),
        make.fact("notice_days", 3, as_of="2026-11-20", conflicts={"en": "ten"}, ask={"en": "How many days?"}),
    )
    low, disputed = facts_of(cases.plan(), "ask")
    assert (low.status, disputed.status) == ("ask", "ask")
    assert disputed.question == {"en": "How many days?"}  # its own question is better than the topic's


def test_a_common_fact_ages_by_its_own_file(case, make) -> None:
    cases = case.with_steps(make.step("ask", common=["rights.port"])).with_common(make.fact("port", as_of="unknown"))
    (shown,) = facts_of(cases.plan(), "ask")
    assert (shown.key, shown.status, shown.read) == ("rights/port", "stated", "2026-11-01")
    assert facts_of(cases.plan(on=datetime.date(2028, 1, 1)), "ask")[0].status == "ask"


def test_nothing_known_is_a_question_too(case, make) -> None:
    cases = case.with_steps(make.step("ask", topics=["number_hold", "notice_days"]))
    plan = cases.with_facts(make.fact("number_hold", 30), make.fact("notice_days", 3, when=ABROAD)).plan()
    assert [topic.key for topic in plan.step("ask").open_topics] == ["one/?notice_days"]


def test_a_closed_carrier_is_asked_nothing(case, make) -> None:
    cases = case.with_steps(make.step("ask", topics=["number_hold"]))
    closed = [msgspec.structs.replace(carrier, status="closed") for carrier in cases.catalogue.carriers]
    over = [msgspec.structs.replace(route, ends_line="over") for route in cases.catalogue.routes]
    gone = msgspec.structs.replace(cases.catalogue, carriers=closed, routes=over)
    plan = resolve({"carrier": "one"}, gone, cases.today)
    assert plan.step("ask").open_topics == []


@pytest.mark.parametrize(("value", "there"), [(30, True), (["a"], True), (None, True), ("none", False), ("n/a", False)])
def test_a_fact_that_says_there_is_none_does_not_count_as_one(case, make, value: object, there: bool) -> None:
    cases = case.with_steps(make.step("pause", when=Condition(has_fact="number_hold")))
    assert bool(cases.with_facts(make.fact("number_hold", value)).plan().step("pause")) is there


def test_channels_are_those_of_the_facts_that_apply(case, make) -> None:
    cases = case.with_steps(
        make.step("by-chat", when=Condition(is_={"carrier.channels": "chat"})),
        make.step("by-store", when=Condition(in_={"carrier.channels": ["store", "mail"]})),
    ).with_facts(
        make.fact("cancel_channels", ["phone", "chat"]),
        make.fact("cancel_channels", ["store"], id="abroad-only", when=ABROAD),
    )
    assert [bool(cases.plan().step(name)) for name in ("by-chat", "by-store")] == [True, False]
    assert cases.plan(where="abroad").step("by-store")


# --- actions ---------------------------------------------------------------------------------------------------------


def opening(**values: str) -> Action:
    return Action(kind="open", label={"en": "open"}, **values)


def calling(**values: str) -> Action:
    return Action(kind="call", label={"en": "call"}, **values)


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://www.one.com/login", True),
        ("https://one.com", True),
        ("http://www.one.com/login", False),
        ("https://www.one.com.evil.ru/login", False),
        ("https://phone-one.com", False),
        ("https://user@www.one.com", False),
        ("https://two.com", False),
    ],
)
def test_only_the_carriers_own_pages_are_opened(case, make, address: str, opens: bool) -> None:
    step = make.step("login", actions=[opening(topic="account_login")])
    plan = case.with_steps(step).with_facts(make.fact("account_login", address)).plan()
    assert targets(plan, "login") == ([address] if opens else [])


def test_pages_of_public_bodies_are_opened(case, make) -> None:
    step = make.step("complain", actions=[opening(url="https://www.regulator.gov"), opening(common="rights.page")])
    cases = case.with_steps(step).with_common(make.fact("page", "https://regulator.gov/form"))
    assert targets(cases.plan(), "complain") == ["https://www.regulator.gov", "https://regulator.gov/form"]
    elsewhere = case.with_steps(step).with_common(make.fact("page", "https://elsewhere.org/form"))
    assert targets(elsewhere.plan(), "complain") == ["https://www.regulator.gov"]


def test_a_low_fact_never_drives_what_cannot_be_undone(case, make) -> None:
    actions = [calling(topic="support_phone"), opening(topic="account_login")]
    old = case.catalogue.step_by_id["end-line"]
    cases = case.with_steps(
        msgspec.structs.replace(old, actions=actions), make.step("prepare", actions=actions)
    ).with_facts(
        make.fact("support_phone", "+18005550100", confidence="low"),
        make.fact("account_login", "https://one.com", confidence="low"),
    )
    plan = cases.plan()
    assert targets(plan, "end-line") == []
    assert targets(plan, "prepare") == ["+18005550100", "https://one.com"]


def test_a_number_is_as_good_as_its_source(case, make) -> None:
    step = make.step("call", actions=[calling(topic="support_phone")])

    def check_first(**values: str) -> bool:
        plan = case.with_steps(step).with_facts(make.fact("support_phone", "+18005550100", **values)).plan()
        (action,) = actions_of(plan, "call")
        return action.check_first

    assert not check_first()
    assert check_first(source_kind="secondary")
    assert check_first(as_of="2020")


def test_toll_free_comes_first_at_home_and_last_abroad(case, make) -> None:
    step = make.step("call", actions=[calling(topic="support_phone")])
    cases = case.with_steps(step).with_facts(make.fact("support_phone", ["+15055550100", "+18005550100"]))
    assert targets(cases.plan(where="us"), "call") == ["+18005550100"]
    assert targets(cases.plan(where="leaving"), "call") == ["+18005550100"]
    assert targets(cases.plan(where="abroad"), "call") == ["+15055550100"]


def test_a_toll_free_number_may_not_connect_from_abroad(case, make) -> None:
    step = make.step("call", actions=[calling(topic="support_phone")])
    cases = case.with_steps(step).with_facts(make.fact("support_phone", "+18005550100"))
    assert [actions_of(cases.plan(where=w), "call")[0].may_not_connect for w in ("us", "leaving", "abroad")] == [
        False,
        False,
        True,
    ]


def test_a_reported_number_never_comes_before_the_carriers_own(case, make) -> None:
    step = make.step("call", actions=[calling(topic="support_phone")])
    cases = case.with_steps(step).with_facts(
        make.fact("support_phone", "+18005550199", id="forum", source_kind="secondary"),
        make.fact("support_phone", "+15055550100", id="own"),
    )
    assert targets(cases.plan(), "call") == ["+15055550100"]


def test_an_action_of_another_case_is_left_out(case, make) -> None:
    action = Action(kind="open", label={"en": "open"}, url="https://regulator.gov", when=ABROAD)
    cases = case.with_steps(make.step("complain", actions=[action, action]))
    assert targets(cases.plan(), "complain") == []
    assert targets(cases.plan(where="abroad"), "complain") == ["https://regulator.gov"]  # and not twice


# --- discretion ------------------------------------------------------------------------------------------------------


def test_a_discreet_route_reaches_out_to_nobody(case, make) -> None:
    step = make.step(
        "prepare",
        topics=["support_phone", "number_hold"],
        actions=[calling(topic="support_phone"), opening(topic="account_login"), opening(url="https://regulator.gov")],
    )
    cases = case.with_steps(step).with_facts(
        make.fact("support_phone", "+18005550100"), make.fact("account_login", "https://one.com")
    )
    quiet = [msgspec.structs.replace(route, discreet=True) for route in cases.catalogue.routes]
    open_plan = cases.plan()
    discreet = resolve({"carrier": "one"}, msgspec.structs.replace(cases.catalogue, routes=quiet), cases.today)
    assert len(actions_of(open_plan, "prepare")) == 3
    assert targets(discreet, "prepare") == ["https://regulator.gov"]
    assert open_plan.step("prepare").open_topics
    assert facts_of(open_plan, "prepare")
    assert discreet.step("prepare").open_topics == []
    assert facts_of(discreet, "prepare") == []


def test_in_a_discreet_route_what_is_told_is_not_asked(catalogue: Catalogue, today: datetime.date) -> None:
    """The question would go to the carrier, and its answer where the owner can see it."""
    doubtful = next(fact for fact in catalogue.carrier("unlisted").facts if fact.topic == "network_identification")
    carriers = [
        msgspec.structs.replace(
            carrier, facts=[msgspec.structs.replace(doubtful, confidence="low", ask={"en": "Whose line is it?"})]
        )
        if carrier.slug == "t-mobile"
        else carrier
        for carrier in catalogue.carriers
    ]
    doubted = msgspec.structs.replace(catalogue, carriers=carriers)

    def shown(reason: str) -> ShownFact:
        plan = resolve({"carrier": "t-mobile", "reason": reason}, doubted, today)
        shown = [fact for step in plan.steps for fact in facts_of(plan, step.id)]
        return next(one for one in shown if one.key.startswith("t-mobile/"))

    assert (shown("cost").status, shown("cost").question) == ("ask", {"en": "Whose line is it?"})
    assert (shown("safety").status, shown("safety").question) == ("ask", None)


def test_days_of_a_rule_are_no_business_of_the_order(case, make) -> None:
    rule = DateRule(id="look", title={"en": "look"}, start="end-line.on", days=3)
    ids = [step.id for step in case.with_steps(make.step("early", dates=[rule])).plan().steps]
    assert ids.index("early") < ids.index("end-line")
