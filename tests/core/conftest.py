"""A catalogue small enough to be read at a glance, built in code, and makers of its parts."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest

from simexit.core.case.session import Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import (
    Carrier,
    Check,
    Choice,
    CommonFacts,
    Condition,
    Fact,
    Killer,
    Question,
    QuestionPage,
    Route,
    Sitting,
    Source,
    Step,
    Topic,
)
from simexit.core.language.text import Text
from simexit.core.plan.resolve import resolve
from simexit.core.plan.types import Plan

KILLERS = ("number-settled", "codes-moved", "records-saved", "bill-payable", "phone-free")
NOW = datetime.datetime(2026, 11, 21, 14, 32, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))


SITTINGS = ("secure", "act", "after")
SITTING_OF: dict[str, str] = {}


def said(words: str) -> Text:
    return {"en": words, "zh-Hans": f"（{words}）"}


class Make:
    """Makes parts with everything filled in that a test does not care for."""

    now = NOW

    def condition(self, **values: Any) -> Condition:
        """`make.condition(is_={"where": "abroad"})`."""
        return Condition(**values)

    def fact(self, topic: str, value: Any = None, **values: Any) -> Fact:
        base: dict[str, Any] = {
            "id": topic.replace("_", "-"),
            "says": said(values.get("id", topic)),
            "source": "https://www.one.com/page",
            "source_kind": "official",
            "as_of": "2026-06",
            "confidence": "high",
        }
        return Fact(topic=topic, value=value, **{**base, **values})

    def step(self, name: str, sitting: str = "secure", **values: Any) -> Step:
        """A step, remembered for the sitting in which `Cases.with_steps` puts it; its one check names the facts."""
        SITTING_OF[name] = sitting
        facts = [*values.pop("topics", []), *values.pop("common", [])]
        base: dict[str, Any] = {"checks": [Check(id="done", text=said(f"{name} done"), facts=facts)], "minutes": 5}
        return Step(id=name, title=said(name), why=said(f"why {name}"), **{**base, **values})

    def route(self, name: str, *steps: str, **values: Any) -> Route:
        """A route with its steps in the sittings that they were made for."""
        sittings = [
            Sitting(id=one, title=said(one), done=said("done"), steps=[s for s in steps if SITTING_OF[s] == one])
            for one in SITTINGS
        ]
        return Route(id=name, title=said(name), why=said("why"), sittings=sittings, **{"rank": 1, **values})

    def check(self, name: str, **values: Any) -> Check:
        return Check(id=name, text=said(name), **values)

    def carrier(self, slug: str, **values: Any) -> Carrier:
        base: dict[str, Any] = {
            "name": slug.title(),
            "kind": "mno",
            "billing": ["prepaid", "postpaid"],
            "sim": ["physical", "esim"],
            "read": "2026-11-01",
            "official_domains": [f"{slug}.com"],
        }
        return Carrier(slug=slug, **{**base, **values})

    def session(self, **answers: str) -> Session:
        session = Session.new(NOW, program="1", language="en")
        for key, value in answers.items():
            session.answer(key, value, NOW)
        return session


@pytest.fixture
def make() -> Make:
    return Make()


BASE = ("get-ready", "end-line", "close-case")


@pytest.fixture
def small(make: Make) -> Catalogue:
    """Two stages before the act, five killers in one step, one act, three carriers of which two are one brand."""

    def choice(key: str, *values: str, default: str, when: Condition | None = None) -> Question:
        choices = [Choice(id=value, text=said(value)) for value in values]
        return Question(
            key=key,
            kind="choice",
            title=said(key),
            why=said("why"),
            page="one",
            choices=choices,
            default=default,
            when=when,
        )

    def date(key: str, when: Condition | None = None) -> Question:
        return Question(key=key, kind="date", title=said(key), why=said("why"), page="one", when=when)

    return Catalogue(
        questions=[
            Question(key="carrier", kind="carrier", title=said("carrier"), why=said("why"), page="one"),
            choice("sim", "physical", "esim", "unsure", default="unsure"),
            choice("billing", "prepaid", "postpaid", "unsure", default="unsure"),
            choice("service", "voice", "data", default="voice"),
            choice("number", "keep", "release", default="keep", when=Condition(is_={"service": "voice"})),
            choice("where", "us", "leaving", "abroad", default="us"),
            date("leaving_on", Condition(is_={"where": "leaving"})),
            choice("role", "owner", "member", default="owner"),
            date("cycle_ends"),
        ],
        pages=[QuestionPage(id="one", title=said("one"))],
        killers=[Killer(id=name, title=said(name), loss=said(name)) for name in KILLERS],
        steps=[
            make.step("get-ready", checks=[make.check(name, killer=name) for name in KILLERS]),
            make.step("end-line", "act", irreversible=True, loss=said("gone"), needs=list(KILLERS)),
            make.step("close-case", "after"),
        ],
        routes=[
            make.route("move", *BASE, when=Condition(is_={"number": "keep"})),
            make.route("end", *BASE, rank=2),
        ],
        carriers=[
            make.carrier("one", billing=["postpaid"]),
            make.carrier("one-prepaid", brand="one", billing=["prepaid"], official_domains=["one.com"]),
            make.carrier("two", billing=["prepaid"], sim=["esim"]),
        ],
        common=[CommonFacts(slug="rights", title=said("rights"), read="2026-11-01", facts=[])],
        topics=[
            Topic(id=name, title=said(name), ask=said(f"ask {name}"), channels=name == "cancel_channels")
            for name in ("support_phone", "account_login", "number_hold", "notice_days", "cancel_channels")
        ],
        sources=[Source(name="Regulator", kind="public-body", hosts=["regulator.gov"], why=said("why"))],
    )


ROUTE_HEAD = ("id", "rank", "title", "why", "when", "discreet", "ends_line", "warnings")


class Cases:
    """A catalogue and what can be changed in it."""

    def __init__(self, catalogue: Catalogue, today: datetime.date) -> None:
        self.catalogue = catalogue
        self.today = today

    def with_steps(self, *steps: Step) -> Cases:
        """With these steps at the end of their sittings, before the closing one; a step of the same id gives way."""
        new = {step.id for step in steps}
        kept = [step for step in self.catalogue.steps if step.id not in new]
        names = [step.id for step in (*kept[:-1], *steps, kept[-1])]
        order = [name for one in SITTINGS for name in names if SITTING_OF[name] == one]
        by_id = {step.id: step for step in (*kept, *steps)}
        routes = [
            msgspec.structs.replace(Make().route("x", *order), **{k: getattr(route, k) for k in ROUTE_HEAD})
            for route in self.catalogue.routes
        ]
        changed = msgspec.structs.replace(self.catalogue, steps=[by_id[name] for name in order], routes=routes)
        return Cases(changed, self.today)

    def with_facts(self, *facts: Fact, slug: str = "one") -> Cases:
        """With these facts, and no others, of one carrier."""
        carriers = [
            msgspec.structs.replace(carrier, facts=list(facts)) if carrier.slug == slug else carrier
            for carrier in self.catalogue.carriers
        ]
        return Cases(msgspec.structs.replace(self.catalogue, carriers=carriers), self.today)

    def with_common(self, *facts: Fact) -> Cases:
        """With these common facts, named `rights.topic`."""
        common = [msgspec.structs.replace(self.catalogue.common[0], facts=list(facts))]
        return Cases(msgspec.structs.replace(self.catalogue, common=common), self.today)

    def plan(self, *, on: datetime.date | None = None, **answers: str) -> Plan:
        """The plan of these answers; the carrier is `one` unless said."""
        return resolve({"carrier": "one", **answers}, self.catalogue, on or self.today)


@pytest.fixture
def case(small: Catalogue, today: datetime.date) -> Cases:
    return Cases(small, today)
