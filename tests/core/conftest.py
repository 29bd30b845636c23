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
    Route,
    Source,
    Stage,
    Step,
    Topic,
)
from simexit.core.language.text import Text
from simexit.core.plan.resolve import resolve
from simexit.core.plan.types import Plan

KILLERS = ("number-settled", "codes-moved", "records-saved", "bill-payable", "phone-free")
NOW = datetime.datetime(2026, 11, 21, 14, 32, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))


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
            "says": said(topic),
            "source": "https://www.one.com/page",
            "source_kind": "official",
            "as_of": "2026-06",
            "confidence": "high",
        }
        return Fact(topic=topic, value=value, **{**base, **values})

    def step(self, name: str, stage: str = "secure", **values: Any) -> Step:
        base: dict[str, Any] = {"checks": [Check(id="done", text=said("done"))]}
        return Step(id=name, stage=stage, title=said(name), why=said("why"), **{**base, **values})

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
        stages=[
            Stage(id=name, title=said(name), why=said("why"), done=said("done")) for name in ("secure", "act", "after")
        ],
        killers=[Killer(id=name, title=said(name), loss=said("loss")) for name in KILLERS],
        routes=[
            Route(id="move", title=said("move"), why=said("why"), when=Condition(is_={"number": "keep"})),
            Route(id="end", title=said("end"), why=said("why")),
        ],
        steps=[
            make.step("get-ready", checks=[make.check(name, killer=name) for name in KILLERS]),
            make.step("end-line", "act", irreversible=True, loss=said("gone"), needs=list(KILLERS)),
            make.step("close-case", "after"),
        ],
        carriers=[
            make.carrier("one", billing=["postpaid"]),
            make.carrier("one-prepaid", brand="one", billing=["prepaid"], official_domains=["one.com"]),
            make.carrier("two", billing=["prepaid"], sim=["esim"]),
        ],
        common=[CommonFacts(slug="rights", title=said("rights"), read="2026-11-01", facts=[])],
        topics=[
            Topic(id=name, title=said(name), ask=said(f"ask {name}"))
            for name in ("support_phone", "account_login", "number_hold", "notice_days", "cancel_channels")
        ],
        sources=[Source(name="Regulator", kind="public-body", hosts=["regulator.gov"], why=said("why"))],
    )


class Cases:
    """A catalogue and what can be changed in it."""

    def __init__(self, catalogue: Catalogue, today: datetime.date) -> None:
        self.catalogue = catalogue
        self.today = today

    def with_steps(self, *steps: Step) -> Cases:
        """With these steps before the closing one; a step of the same id gives way."""
        new = {step.id for step in steps}
        kept = [step for step in self.catalogue.steps if step.id not in new]
        order = {stage.id: number for number, stage in enumerate(self.catalogue.stages)}
        all_steps = sorted([*kept[:-1], *steps, kept[-1]], key=lambda step: order[step.stage])
        return Cases(msgspec.structs.replace(self.catalogue, steps=all_steps), self.today)

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
