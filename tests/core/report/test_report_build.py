"""What each reader may see, and that nothing which was entered is dropped for those who may see all of it."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from simexit.core.case.session import Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.language.messages import languages, words
from simexit.core.plan.resolve import resolve
from simexit.core.plan.types import Plan
from simexit.core.report.as_calendar import to_calendar
from simexit.core.report.as_html import to_html
from simexit.core.report.as_json import to_json
from simexit.core.report.as_markdown import to_markdown
from simexit.core.report.case_report import build
from simexit.core.wording import doubt

from .conftest import NOW, TODAY, marked

FORMS = {"html": to_html, "md": to_markdown, "json": to_json}
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("share", ["full", "helper", "public"])
def test_golden(
    language: str, share: str, small: Catalogue, case: Session, plan: Plan, pytestconfig: pytest.Config
) -> None:
    text = to_markdown(build(plan, case, small, TODAY, language, share))
    path = GOLDEN / f"{share}.{language}.md"
    if pytestconfig.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "look at the difference; if it is meant, run with --update-golden"


@pytest.mark.parametrize("form", FORMS)
def test_full_drops_nothing(form: str, small: Catalogue, case: Session, plan: Plan) -> None:
    mark = "Markus"
    text = FORMS[form](build(plan, case, small, TODAY, "en", "full"))
    entered = json.dumps(
        [case.line, case.fields, case.notes, case.skipped],
        default=lambda row: row.name,
    ).count(mark) + sum(
        mark in text
        for text in [
            *(answer.answer for answer in case.fact_answers.values()),
            *(override.reason for override in case.overrides.values()),
            *(item.title for item in case.evidence),
            *(item.file for item in case.evidence),
        ]
    )
    assert text.count(mark) >= entered
    for shown in ["old-check", "old-tick", "old_field", "gone_field", "0123456789ab"]:
        assert shown.replace("_", "\\_") in text or shown in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", languages())
def test_public_holds_nothing_of_the_person(form: str, language: str, small: Catalogue) -> None:
    mark = "Zq7Marker"
    case = marked(mark)
    plan = resolve(case.answers, small, TODAY)
    text = FORMS[form](build(plan, case, small, TODAY, language, "public"))
    assert mark.casefold() not in text.casefold()
    words = "我的主卡 99887766554 6554 555 0123 1,234.56 example.com 招商 Chase Amy 云盘 old-step old-carrier"
    days = "2026-12-20 12月20日 2026-11-24 11月24日 2026-11-22 11月22日 2026-12-15 12月15日 2026-11-27 11月27日"
    english = ["December 20", "November 24", "November 22", "December 15", "November 27"]
    for entered in [*words.split(), *days.split(), *english, "PDF 文件", "older-step", "old-check", case.id]:
        assert entered not in text, entered
    text = re.sub("<[^>]*>", "", text)
    assert "Ask Acme Mobile to end the line" in text or "请 Acme Mobile 停掉线路" in text
    assert "guide.example.net" in text


@pytest.mark.parametrize("form", FORMS)
def test_public_does_not_change_with_entries(form: str, small: Catalogue) -> None:
    """The same ticks, other words: the public report is the same to the letter."""
    texts = set()
    for mark in ("Anna", "贝贝 12345678"):
        case = marked(mark)
        plan = resolve(case.answers, small, TODAY)
        texts.add(FORMS[form](build(plan, case, small, TODAY, "en", "public")))
    assert len(texts) == 1


@pytest.mark.parametrize("form", [*FORMS, "ics"])
def test_helper_sees_last_four_only(form: str, small: Catalogue) -> None:
    case = marked("Kx 31415926 mail li.wei@mail.example PIN: 4821 ☎ 617 555 0199")
    plan = resolve(case.answers, small, TODAY)
    model = build(plan, case, small, TODAY, "en", "helper")
    text = to_calendar(model, NOW).replace("\r\n ", "") if form == "ics" else FORMS[form](model)
    for hidden in ["99887766", "31415", "li.wei", "4821", "555-01", "555 01", "(617"]:
        assert hidden not in text, hidden
    for shown in ["5926", "l…@mail.example", "0199"] + (["6554", "0123", "$1,234.56"] if form != "ics" else []):
        assert shown in text.replace("\\", ""), shown


def test_masked_mail_is_shortened(small: Catalogue, case: Session, plan: Plan) -> None:
    model = build(plan, case, small, TODAY, "en", "helper")
    values = {entry.id: entry.value for entry in model.stages[0].steps[0].values}
    assert values["email"] == "M…@example.com"
    assert values["phone_number"] == "(•••) •••-0123"
    assert values["account_number"].endswith("6554")
    assert values["account_number"].count("•") == len("Markus9988776")


def test_head_names_the_milestones(small: Catalogue, case: Session, plan: Plan) -> None:
    case.set_field("ask-to-cancel", "effective_on", "2026-12-01", NOW)
    case.finish_sitting("settle", NOW)
    model = build(plan, case, small, TODAY, "en", "full")
    assert {entry.id: entry.day for entry in model.milestones} == {
        "requested": datetime.date(2026, 11, 24),
        "effective": datetime.date(2026, 12, 1),
        "settled": TODAY,
    }


def test_answer_of_the_carrier_stands_instead(small: Catalogue, case: Session, plan: Plan) -> None:
    model = build(plan, case, small, TODAY, "en", "full")
    notice = next(fact for fact in model.facts if fact.key == "acme/notice")
    assert notice.answer == "three days, Markus"
    assert notice.status == "ask"
    assert not notice.link, "a third party's page is named, not offered"
    assert [line.key for line in model.to_ask] == []
    assert [entry.label for entry in model.carrier_said] == [
        "How many days before?", "Is there a refund?", "old-carrier/gone",
    ]  # fmt: skip


def test_everything_is_escaped(small: Catalogue, plan: Plan) -> None:
    case = marked('<script>alert("x")</script> & \x00\x1b \ud800')
    page = to_html(build(plan, case, small, TODAY, "en", "full"))
    assert "<script" not in page
    assert "\x00" not in page
    assert "\x1b" not in page
    page.encode("utf-8")
    text = to_markdown(build(plan, case, small, TODAY, "en", "full"))
    assert "<script>" not in text.replace("\\<", "")


def test_the_other_language_is_marked(small: Catalogue, case: Session, plan: Plan) -> None:
    assert '<html lang="zh-Hans">' in (page := to_html(build(plan, case, small, TODAY, "zh-Hans", "full")))
    assert '<span lang="en">Acme Mobile</span>' in page
    assert '<span lang="zh-Hans">我的主卡</span>' in to_html(build(plan, case, small, TODAY, "en", "full"))


def test_page_asks_the_network_for_nothing(small: Catalogue, case: Session, plan: Plan) -> None:
    page = to_html(build(plan, case, small, TODAY, "en", "full"))
    assert not any(word in page for word in ("<img", "<link", "<script", "url(", "@import", "<iframe"))


def test_json_is_stable(small: Catalogue, case: Session, plan: Plan) -> None:
    data = json.loads(to_json(build(plan, case, small, TODAY, "en", "full")))
    assert (data["format"], data["version"]) == ("simexit-report", 1)
    assert data["dates"][0]["day"] == "2026-11-27"
    assert [stage["id"] for stage in data["stages"]] == ["secure", "cancel", "settle"]


def test_unknown_share(small: Catalogue, case: Session, plan: Plan) -> None:
    with pytest.raises(ValueError, match="share"):
        build(plan, case, small, TODAY, "en", "friends")


@pytest.mark.parametrize("language", languages())
def test_every_shipped_carrier(language: str, catalogue: Catalogue) -> None:
    for carrier in catalogue.carriers:
        session = Session.new(NOW, program="1", language=language)
        session.answer("carrier", carrier.slug, NOW)
        model = build(resolve(session.answers, catalogue, TODAY), session, catalogue, TODAY, language, "full")
        text = to_markdown(model)
        assert "{carrier}" not in text
        assert all(fact.source and fact.source_line for fact in model.facts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("It ends at once.", "Reported: It ends at once."), ("Reported: it ends at once.", "Reported: it ends at once.")],
)
def test_what_is_reported_says_so_once(text: str, shown: str) -> None:
    assert doubt(text, words("en")) + text == shown
