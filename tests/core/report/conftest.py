"""A small world of procedures and one case in it with something in every place; independent of what is shipped."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from simexit.core.case.session import AccountRow, Evidence, Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.resolve import resolve
from simexit.core.plan.types import Plan
from simexit.core.report.as_html import to_html
from simexit.core.report.as_json import to_json
from simexit.core.report.as_markdown import to_markdown
from simexit.core.report.as_text import plain
from simexit.core.report.case_report import report
from simexit.core.report.document import Paper
from simexit.core.report.papers import Part, paper
from simexit.core.report.subject import Subject
from simexit.core.report.types import Share

NOW = datetime.datetime(2026, 11, 21, 14, 32, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))
TODAY = NOW.date()


def both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh-Hans": zh}


def fact(name: str, topic: str, says: dict[str, str], **more: object) -> dict[str, object]:
    return {
        "id": name,
        "topic": topic,
        "says": says,
        "source": "https://www.acme.example/help",
        "source_kind": "official",
        "as_of": "2026-06",
        "confidence": "high",
        **more,
    }


SMALL = {
    "pages": [{"id": name, "title": both(name, name)} for name in ("card-type", "carrier", "where")],
    "letter_blanks": {name: f"your {name}" for name in ("name", "line", "account_number", "requested_on", "email")},
    "letters": [
        {
            "id": "request",
            "title": both("Request", "申请信"),
            "about": both("To the carrier.", "写给运营商。"),
            "to": ["{carrier}", "Customer Care"],
            "subject": "Please end one line",
            "events": True,
            "opening": ["I asked on {requested_on}.", "I ask you to end the line {line}."],
            "body": "Please confirm:\n1. the last day;\n2. the last bill.\n\nPlease answer to {email}.",
        }
    ],
    "scripts": [
        {
            "id": "call",
            "title": both("The call", "打电话"),
            "lines": [
                {"who": "you", "text": both("I want to end one line.", "我要停一个号码。")},
                {"who": "them", "text": both("Why?", "为什么？")},
            ],
        }
    ],
    "owner_sheet": {
        "when": {"is": {"role": "member"}},
        "ask": [{"text": both("End my line only.", "只停我这个号码。")}],
        "bring": [{"text": both("Your own sign-in.", "您自己的登录方式。")}],
        "report": [{"text": both("Last day", "最后一天")}],
    },
    "questions": [
        *(
            {
                "key": key,
                "kind": "choice",
                "title": both(key, key),
                "why": both("It matters.", "有关系。"),
                "page": "card-type",
                "default": "unsure",
                "choices": [{"id": name, "text": both(name, name)} for name in [*values, "unsure"]],
            }
            for key, values in {"sim": ["physical", "esim"], "billing": ["prepaid", "postpaid"]}.items()
        ),
        {
            "key": "carrier",
            "kind": "carrier",
            "title": both("Which carrier?", "哪家运营商？"),
            "why": both("Each has its own way.", "各家办法不同。"),
            "page": "carrier",
        },
        {
            "key": "where",
            "kind": "choice",
            "title": both("Where are you?", "您在哪里？"),
            "why": both("Some things need the US.", "有些事要在美国办。"),
            "page": "where",
            "default": "us",
            "choices": [
                {"id": "us", "text": both("In the US", "在美国")},
                {"id": "leaving", "text": both("Leaving soon", "快离开了")},
            ],
        },
        {
            "key": "leaving_on",
            "kind": "date",
            "title": both("When do you leave?", "哪天离开？"),
            "why": both("Days are counted back.", "日子往前推。"),
            "page": "where",
        },
    ],
    "killers": [
        {"id": "records-saved", "title": both("Records are saved", "记录已保存"), "loss": both("Gone.", "没了。")}
    ],
    "routes": [
        {
            "id": "end-of-cycle",
            "rank": 1,
            "title": both("Cancel with {carrier}", "向 {carrier} 取消"),
            "why": both("Nothing has to move.", "没有要转走的。"),
            "sittings": [
                {"id": name, "title": both(en, zh), "done": both("Done.", "好了。"), "steps": [step]}
                for name, en, zh, step in [
                    ("secure", "Save what you would lose", "保存会失去的东西", "save-bills"),
                    ("cancel", "Ask the carrier", "请运营商取消", "ask-to-cancel"),
                    ("settle", "Settle the money", "结清费用", "pay-final-bill"),
                ]
            ],
        }
    ],
    "topics": [
        {
            "id": "notice_days",
            "title": both("Notice", "提前通知"),
            "ask": both("How many days before?", "How many days before?（要提前几天？）"),
            "answer": "days",
        },
        {
            "id": "refund",
            "title": both("Refund", "退款"),
            "ask": both("Is there a refund?", "Is there a refund?（退款吗？）"),
        },
    ],
    "common": [],
    "carriers": [
        {
            "slug": "acme",
            "name": "Acme Mobile",
            "kind": "mno",
            "billing": ["postpaid"],
            "sim": ["esim"],
            "read": "2026-11-20",
            "official_domains": ["acme.example"],
            "facts": [
                fact("pays-at-end", "last_bill", both("The last bill comes later.", "最后一期账单以后才来。")),
                fact(
                    "notice",
                    "notice_days",
                    both("Reported: tell them 5 days before.", "据说要提前 5 天。"),
                    value=5,
                    source="https://guide.example.net/acme",
                    source_kind="secondary",
                    confidence="low",
                    conflicts=both("Others say 3 days.", "也有说 3 天的。"),
                    conflict_sources=["https://other.example.net/acme"],
                ),
            ],
            "warnings": [
                {"id": "late-bill", "text": both("A bill follows.", "之后还有账单。"), "fact": "pays-at-end"},
            ],
        }
    ],
    "steps": [
        {
            "id": "save-bills",
            "minutes": 10,
            "title": both("Save your bills", "保存账单"),
            "why": both("The login ends.", "登录会失效。"),
            "checks": [
                {"id": "downloaded", "text": both("All bills are saved", "账单都存好了"), "killer": "records-saved"},
                {"id": "twice", "text": both("In two places", "存了两处"), "facts": ["last_bill"]},
            ],
            "fields": [
                {
                    "id": "account_number",
                    "kind": "text",
                    "label": both("Account number", "账户号"),
                    "mask": True,
                    "letter": "account_number",
                },
                {
                    "id": "phone_number",
                    "kind": "phone",
                    "label": both("Number of the line", "线路号码"),
                    "letter": "line",
                },
                {"id": "email", "kind": "email", "label": both("E-mail", "邮箱"), "letter": "email"},
                {"id": "owed", "kind": "money", "label": both("Still owed", "还欠")},
                {"id": "place", "kind": "text", "label": both("Stored in", "存放处")},
                {
                    "id": "way",
                    "kind": "choice",
                    "label": both("How", "方式"),
                    "choices": [{"id": "pdf", "text": both("As PDF", "PDF 文件")}],
                },
                {"id": "accounts", "kind": "accounts", "label": both("Accounts", "账户清单")},
            ],
        },
        {
            "id": "ask-to-cancel",
            "minutes": 10,
            "title": both("Ask {carrier} to end the line", "请 {carrier} 停掉线路"),
            "why": both("Only they can.", "只有他们能停。"),
            "after": ["save-bills"],
            "irreversible": True,
            "letter": "request",
            "script": "call",
            "loss": both("The number is gone.", "号码就没了。"),
            "needs": ["records-saved"],
            "checks": [{"id": "asked", "text": both("You have asked", "提出了"), "facts": ["notice_days", "refund"]}],
            "fields": [
                {"id": "requested_on", "kind": "date", "label": both("Asked on", "提出日期"), "milestone": "requested"},
                {
                    "id": "effective_on",
                    "kind": "date",
                    "label": both("Ends on", "停用日期"),
                    "milestone": "effective",
                },
                {
                    "id": "reference",
                    "kind": "text",
                    "label": both("Reference number", "受理编号"),
                    "letter": "reference",
                },
            ],
            "dates": [
                {
                    "id": "notice-by",
                    "title": both("Tell them by now", "最晚这天提出"),
                    "start": "leaving_on",
                    "days_from": "notice_days",
                    "before": True,
                    "kind": "deadline",
                },
                {
                    "id": "confirmation",
                    "title": both("Nothing in writing? Ask", "还没有书面确认？去要"),
                    "start": "ask-to-cancel.requested_on",
                    "business_days": 2,
                    "kind": "look",
                },
                {
                    "id": "off",
                    "title": both("See whether it is off", "看看停了没有"),
                    "start": "ask-to-cancel.effective_on",
                    "days": 1,
                    "kind": "look",
                },
            ],
        },
        {
            "id": "pay-final-bill",
            "minutes": 10,
            "title": both("Pay the final bill", "付清最后一期账单"),
            "why": both("Or it goes to collections.", "不然会转给催收。"),
            "checks": [{"id": "paid", "text": both("It is paid", "付清了")}],
            "fields": [{"id": "paid_on", "kind": "date", "label": both("Paid on", "付清日期"), "milestone": "paid"}],
            "settles": True,
        },
    ],
}


WRITERS: dict[str, Callable[[Paper], str]] = {
    "html": to_html,
    "md": to_markdown,
    "txt": lambda paper: plain(paper.blocks),
}


def written(form: str, subject: Subject, language: str, share: Share, part: Part = "report") -> str:
    """A paper in one of its forms; the record's data as JSON."""
    if form == "json":
        return to_json(report(subject, language, share))
    return WRITERS[form](paper(subject, part, language, share))


@pytest.fixture(scope="session")
def small() -> Catalogue:
    return msgspec.convert(SMALL, type=Catalogue)


def marked(mark: str) -> Session:
    """A case in which every text that a person can enter holds the mark."""
    session = Session.new(NOW, program="1.0.0", language="zh-Hans", line=f"我的主卡 {mark}")
    session.id = "6f0c4f0e7c1b4b0c9d0f3a5e8b7a6c5d"
    session.introduce(f"Name {mark}", "(617) 555-0123", NOW)
    session.answer("carrier", "acme", NOW)
    session.answer("where", "leaving", NOW)
    session.answer("leaving_on", "2026-12-20", NOW)
    session.tick("save-bills", "downloaded", NOW)
    fields: dict[str, object] = {
        "account_number": f"{mark}-99887766554",
        "phone_number": "(617) 555-0123",
        "email": f"{mark}@example.com",
        "owed": "$1,234.56",
        "place": f"云盘 {mark}",
        "way": "pdf",
        "accounts": [AccountRow(name=f"招商银行 {mark}", state="moved"), AccountRow(name="Chase", state="tested")],
        "gone_field": f"old {mark}",
    }
    for name, value in fields.items():
        session.set_field("save-bills", name, value, NOW)  # type: ignore[arg-type]
    session.set_field("ask-to-cancel", "requested_on", "2026-11-24", NOW)
    session.set_field("ask-to-cancel", "reference", f"REF-{mark}", NOW)
    session.set_note("save-bills", f"*Amy* said <b>yes</b> {mark}\n1. 月底生效 & 之后", NOW)
    session.answer_fact("acme/notice", f"three days, {mark}", NOW)
    session.answer_fact("acme/?refund", f"no, {mark}", NOW)
    session.answer_fact("old-carrier/gone", f"old answer {mark}", NOW)
    session.override("ask-to-cancel", f"in a hurry {mark}", NOW)
    session.skip("pay-final-bill", f"no bill {mark}", NOW)
    session.finish_sitting("secure", NOW)
    session.add_evidence(
        Evidence(
            id="e1",
            file=f"bill {mark}.pdf",
            title=f"Bill {mark}",
            step="ask-to-cancel",
            added_on=datetime.date(2026, 11, 22),
            sha256="0123456789abcdef" * 4,
        ),
        NOW,
    )
    # What the procedures no longer know.
    session.tick("save-bills", "old-check", NOW)
    session.tick("old-step", "old-tick", NOW)
    session.set_note("old-step", f"old note {mark}", NOW)
    session.set_field("old-step", "old_field", f"old value {mark}", NOW)
    session.override("old-step", f"old reason {mark}", NOW)
    session.skip("older-step", f"old skip {mark}", NOW)
    return session


@pytest.fixture
def case() -> Session:
    return marked("Markus")


def subject_of(case: Session, catalogue: Catalogue, today: datetime.date = TODAY, file: Path | None = None) -> Subject:
    """A case as papers are made of it: with what the carrier has answered."""
    heard = {key: answer.answer for key, answer in case.fact_answers.items()}
    return Subject(resolve(case.answers, catalogue, today, heard), case, catalogue, today, file)


@pytest.fixture
def subject(small: Catalogue, case: Session) -> Subject:
    return subject_of(case, small)


@pytest.fixture
def plan(small: Catalogue, case: Session) -> Plan:
    return resolve(case.answers, small, TODAY)
