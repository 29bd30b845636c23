"""What each reader may see, and that nothing which was entered is dropped for those who may see all of it."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import msgspec
import pytest

from simexit.core.case.session import Evidence, Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.language.messages import languages, words
from simexit.core.plan.types import Plan
from simexit.core.report.as_calendar import to_calendar
from simexit.core.report.as_text import UNDERLINE, plain
from simexit.core.report.case_report import build, report
from simexit.core.report.papers import Part, paper
from simexit.core.report.plan_page import plan_page
from simexit.core.report.subject import Subject
from simexit.core.report.types import Share
from simexit.core.wording import doubt

from .conftest import NOW, TODAY, marked, subject_of, written

FORMS = ("html", "md", "txt", "json")
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("share", ["full", "helper", "public"])
def test_golden(language: str, share: Share, subject: Subject, pytestconfig: pytest.Config) -> None:
    compare(written("md", subject, language, share), f"{share}.{language}", pytestconfig)


def compare(text: str, name: str, pytestconfig: pytest.Config) -> None:
    """With the file that was looked at last; `pytest tests/core/report --update-golden` writes them all anew."""
    path = GOLDEN / f"{name}.md"
    if pytestconfig.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), "look at the difference; if it is meant, run with --update-golden"


@pytest.mark.parametrize("form", FORMS)
def test_full_drops_nothing(form: str, subject: Subject) -> None:
    mark, case = "Markus", subject.session
    text = written(form, subject, "en", "full")
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
    text = written(form, subject_of(case, small), language, "public")
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
def test_public_does_not_change_with_what_was_done(form: str, small: Catalogue) -> None:
    """Other words, and every step done or none: the public copy is the same to the letter."""
    texts = set()
    for mark in ("Anna", "贝贝 12345678"):
        case = marked(mark)
        texts.add(written(form, subject_of(case, small), "en", "public"))
    for check in ("save-bills/twice", "ask-to-cancel/asked", "pay-final-bill/paid"):
        case.tick(*check.split("/"), NOW)
    case.finish_sitting("cancel", NOW)
    texts.add(written(form, subject_of(case, small), "en", "public"))
    case.fact_answers.clear()
    texts.add(written(form, subject_of(case, small), "en", "public"))
    assert len(texts) == 1


@pytest.mark.parametrize("form", [*FORMS, "ics"])
def test_helper_sees_last_four_only(form: str, small: Catalogue) -> None:
    case = marked("Kx 31415926 mail li.wei@mail.example PIN: 4821 ☎ 617 555 0199")
    subject = subject_of(case, small)
    if form == "ics":
        text = to_calendar(report(subject, "en", "helper"), NOW).replace("\r\n ", "")
    else:
        text = written(form, subject, "en", "helper")
    for hidden in ["99887766", "31415", "li.wei", "4821", "555-01", "555 01", "(617"]:
        assert hidden not in text, hidden
    for shown in ["5926", "l…@mail.example", "0199"] + (["6554", "0123", "$1,234.56"] if form != "ics" else []):
        assert shown in text.replace("\\", ""), shown


@pytest.mark.parametrize("form", FORMS)
def test_helper_reads_no_reason_and_no_account(form: str, subject: Subject) -> None:
    text = written(form, subject, "en", "helper")
    for private in ("in a hurry", "no bill Markus", "old reason", "old skip", "招商银行", "Chase"):
        assert private in written(form, subject, "en", "full"), private
        assert private not in text, private


@pytest.mark.parametrize("part", ["report", "letter"])
def test_nothing_private_is_handed_on(part: Part, subject: Subject) -> None:
    """The page for a carrier, a bank or the FCC: no accounts, no reasons, no notes, no decisions, no program."""
    subject.session.add_evidence(
        Evidence(id="e2", file="list.txt", title="My accounts", step="save-bills", added_on=TODAY, sha256="0" * 64), NOW
    )
    first = msgspec.structs.replace(made := paper(subject, part, "zh-Hans", "full"), sections=made.sections[:1])
    text = plain(first.blocks)
    assert first.sections[0].language == "en"
    for private in (
        "Chase",
        "招商",
        "hurry",
        "no bill",
        "Amy",
        "cloud",
        "云盘",
        "SIM Exit",
        "twice",
        "My accounts",
        "主卡",
    ):
        assert private not in text, private
    for wanted in (
        "Name Markus",
        "(617) 555-0123",
        "Markus-99887766554",
        "Acme Mobile",
        "REF-Markus",
        "November 24, 2026",
    ):
        assert wanted in text, wanted


def test_summary_says_what_came_of_it(subject: Subject) -> None:
    case = subject.session
    case.set_field("pay-final-bill", "paid_on", "2026-12-16", NOW)
    case.set_field("ask-to-cancel", "effective_on", "2026-12-14", NOW)
    text = plain(paper(subject, "report", "es", "full").sections[0].blocks)
    assert "Asked: November 24, 2026. Acme Mobile was asked to end service. Reference number: REF-Markus." in text
    assert "End of service: December 14, 2026" in text
    assert "Last bill: December 16, 2026. Last bill paid." in text


def test_no_name_leaves_a_line_to_write_on(subject: Subject) -> None:
    subject.session.introduce("", "", NOW)
    assert f"Account holder: {UNDERLINE}" in plain(paper(subject, "report", "en", "full").sections[0].blocks)
    assert "[your name]" in plain(paper(subject, "letter", "en", "full").blocks)


def test_masked_mail_is_shortened(small: Catalogue, case: Session, plan: Plan) -> None:
    model = build(plan, case, small, TODAY, "en", "helper")
    values = {entry.id: entry.value for entry in model.stages[0].steps[0].values}
    assert values["email"] == "M…@example.com"
    assert values["phone_number"] == "(•••) •••-0123"
    assert values["account_number"].endswith("6554")
    assert values["account_number"].count("•") == len("Markus9988776")


def test_head_names_the_milestones(small: Catalogue, case: Session, plan: Plan) -> None:
    case.set_field("ask-to-cancel", "effective_on", "2026-12-01", NOW)
    case.tick("pay-final-bill", "paid", NOW)
    model = build(plan, case, small, TODAY, "en", "full")
    assert {entry.id: entry.day for entry in model.milestones} == {
        "requested": datetime.date(2026, 11, 24),
        "effective": datetime.date(2026, 12, 1),
        "settled": TODAY,
    }


def test_answer_of_the_carrier_stands_instead(subject: Subject) -> None:
    model = report(subject, "en", "full")
    notice = next(fact for fact in model.facts if fact.key == "acme/notice")
    assert notice.answer == "three days, Markus"
    assert not notice.link, "a third party's page is named, not offered"
    assert [line.key for line in model.to_ask] == []
    assert [entry.label for entry in model.carrier_said] == [
        "How many days before?", "Is there a refund?", "old-carrier/gone",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_the_answer_is_read_and_the_doubtful_fact_is_not(form: str, subject: Subject) -> None:
    doubtful = "tell them 5 days before"
    assert doubtful not in written(form, subject, "en", "full")
    case, voice = subject.session, subject.voice("en")
    page = plain(plan_page(subject.plan, [], voice, TODAY))
    assert doubtful not in page
    assert "Acme Mobile: three days, Markus" in page
    case.fact_answers.clear()
    fresh = subject_of(case, subject.catalogue)
    assert doubtful in written(form, fresh, "en", "full")
    assert doubtful in plain(plan_page(fresh.plan, [], voice, TODAY))


def test_everything_is_escaped(small: Catalogue) -> None:
    case = marked('<script>alert("x")</script> & \x00\x1b \ud800')
    page = written("html", subject_of(case, small), "en", "full")
    assert "<script" not in page
    assert "\x00" not in page
    assert "\x1b" not in page
    page.encode("utf-8")
    text = written("md", subject_of(case, small), "en", "full")
    assert "<script>" not in text.replace("\\<", "")


def test_the_other_language_is_marked(subject: Subject) -> None:
    page = written("html", subject, "zh-Hans", "full")
    assert '<html lang="zh-Hans">' in page
    assert page.index('<article lang="en">') < page.index('<article lang="zh-Hans">')
    assert '<span lang="en">Acme Mobile</span>' in page
    assert '<span lang="zh-Hans">我的主卡</span>' in written("html", subject, "en", "full")


def test_web_page_is_of_its_own_kind(subject: Subject) -> None:
    page = written("html", subject, "en", "full")
    assert page.count("<h1>") == page.count("<main>") == 1
    assert "<th>" not in page
    assert {"col", "row"} == set(re.findall(r'<th scope="(\w+)"', page))


def test_page_asks_the_network_for_nothing(subject: Subject) -> None:
    page = written("html", subject, "en", "full")
    assert not any(word in page for word in ("<img", "<link", "<script", "url(", "@import", "<iframe"))


def test_json_is_stable(subject: Subject) -> None:
    data = json.loads(written("json", subject, "en", "full"))
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
        subject = subject_of(session, catalogue)
        model = report(subject, language, "full")
        text = written("md", subject, language, "full")
        assert "{carrier}" not in text
        assert all(fact.source and fact.source_line for fact in model.facts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("It ends at once.", "Reported: It ends at once."), ("Reported: it ends at once.", "Reported: it ends at once.")],
)
def test_what_is_reported_says_so_once(text: str, shown: str) -> None:
    assert doubt(text, words("en")) + text == shown
