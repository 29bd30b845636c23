"""Ids stand in the YAML alone: renamed everywhere there, everything works as before, or `simexit check` says so.

All ids of a kind are renamed at once, in a copy of the shipped procedures. What people see must not change by that:
plans, dates, today, letters, replies and reports of cases with something in every field, and what `verify` says. The
names that are a contract (questions, their answers, killer checks) must each be a finding.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from simexit.core import authoring
from simexit.core.authoring import shape
from simexit.core.case.case import Case
from simexit.core.case.session import AccountRow
from simexit.core.knowledge import load as build
from simexit.core.knowledge import types as t
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.load import Covers
from simexit.core.knowledge.verify import verify
from simexit.core.plan.answers import open_questions
from simexit.core.plan.dates import planned_dates
from simexit.core.plan.facts import THE_PLACE
from simexit.core.plan.navigate import OVERVIEW, question_pages
from simexit.core.report.as_markdown import blocks_to_markdown, to_markdown
from simexit.core.report.letter import letter_paper
from simexit.core.report.papers import offered, paper
from simexit.core.report.plan_page import plan_page
from simexit.core.report.subject import Subject
from simexit.core.report.types import SHARES
from simexit.core.system import locations
from simexit.core.wording import Wording

SHIPPED = locations.CHECKOUT / "procedures"
NOW = datetime.datetime(2026, 11, 21, 14, 32, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))

PERSONS = [
    {"carrier": "t-mobile", "sim": "esim", "billing": "postpaid", "number": "keep", "where": "leaving", "codes": "yes"},
    {"carrier": "mint-mobile", "billing": "prepaid", "number": "release", "reason": "switching"},
    {"carrier": "att", "billing": "postpaid", "number": "release", "role": "member", "equipment": "loan"},
    {"carrier": "airalo", "service": "data", "where": "abroad"},
    {"carrier": "ultra-mobile", "billing": "prepaid", "number": "park", "where": "abroad"},
    {"carrier": "verizon", "billing": "postpaid", "number": "release", "device": "financed", "other_lines": "yes"},
    {"carrier": "ctexcel-us", "service": "voice"},
    {"carrier": "verizon-prepaid", "reason": "lost", "number": "release"},
    *(
        {"carrier": "t-mobile", "billing": "postpaid", "reason": reason, "number": "keep"}
        for reason in ("safety", "fraud", "taken", "ended", "cancelled", "estate", "military")
    ),
    {"carrier": "att", "role": "work", "number": "keep"},
    {"carrier": "reseller", "number": "release"},
]

Rename = Callable[[str], str]
"""An id to its new name."""


def longer(name: str) -> str:
    return f"x{name}"


def within(separator: str, part: int) -> Callable[[str, Rename], str]:
    """Renames one part of `step/check`, `step.field` or `file.topic`."""

    def renamed(name: str, rename: Rename) -> str:
        parts = name.split(separator)
        if len(parts) == 2:
            parts[part] = rename(parts[part])
        return separator.join(parts)

    return renamed


def whole(name: str, rename: Rename) -> str:
    return rename(name)


def undotted(name: str, rename: Rename) -> str:
    """A topic of carriers: neither `file.topic` nor the place where the number goes."""
    return name if "." in name or name == THE_PLACE else rename(name)


WHERE: dict[str, dict[tuple[type, str], Callable[[str, Rename], str]]] = {
    "step": {
        (t.Step, "id"): whole,
        (t.Step, "after"): whole,
        (t.PlacedStep, "step"): whole,
        (t.Sitting, "steps"): whole,
        (t.DateRule, "start"): within(".", 0),
    },
    "check": {(t.Check, "id"): whole, (t.Field, "check"): whole},
    "field": {(t.Field, "id"): whole, (t.DateRule, "start"): within(".", 1)},
    "date": {(t.DateRule, "id"): whole},
    "page": {(t.QuestionPage, "id"): whole, (t.Question, "page"): whole},
    "topic": {
        (t.Topic, "id"): whole,
        (t.Fact, "topic"): whole,
        (t.Check, "facts"): undotted,
        (t.Step, "more"): undotted,
        (t.Trouble, "facts"): undotted,
        (t.Action, "topic"): undotted,
        (t.DateRule, "days_from"): undotted,
        (t.Condition, "has_fact"): whole,
    },
    "route": {(t.Route, "id"): whole},
    "sitting": {(t.Sitting, "id"): whole},
    "reply": {(t.Reply, "id"): whole, (t.Step, "replies"): whole, (t.Trouble, "replies"): whole},
    "script": {(t.Script, "id"): whole, (t.Step, "script"): whole},
    "letter": {(t.Letter, "id"): whole, (t.Step, "letter"): whole, (t.Trouble, "letter"): whole},
    "trouble": {(t.Trouble, "id"): whole},
    "cluster": {
        (t.Step, "covers"): whole,
        (t.Trouble, "covers"): whole,
        (Covers, "clusters"): whole,
        (Covers, "gaps"): whole,
    },
    "killer": {(t.Killer, "id"): whole, (t.Check, "killer"): whole, (t.Step, "needs"): whole},
    "question": {(t.Question, "key"): whole, (t.DateRule, "start"): undotted, (t.SittingDay, "start"): whole},
    "choice": {(t.Choice, "id"): whole, (t.Question, "default"): whole},
}
"""Kind -> where its ids stand."""

FREE = sorted(set(WHERE) - {"killer", "question", "choice"})


@cache
def parts() -> dict[str, Any]:
    """The files as their types, in the languages that stand in them."""
    reading = shape.read_all(SHIPPED)
    assert reading.findings == []
    return {name: build.decode(SHIPPED / name, SHIPPED) for name in reading.parts}


def plain(value: Any, kinds: Sequence[str], keep: tuple[type, ...] = ()) -> Any:
    """An entry as plain data, with the ids of some kinds renamed."""
    if isinstance(value, msgspec.Struct):
        found = {}
        for field in msgspec.structs.fields(type(value)):
            part = getattr(value, field.name)
            if part is None or (field.default is not msgspec.NODEFAULT and part == field.default):
                continue
            place = (type(value), field.name)
            renames = [WHERE[kind][place] for kind in kinds if place in WHERE[kind] and not isinstance(value, keep)]
            kept = keep
            if isinstance(value, t.CommonFacts) and field.name == "facts":
                kept = (*keep, t.Fact)  # `file.topic` is a name apart
            found[field.encode_name] = named(part, renames, kinds) if renames else plain(part, kinds, kept)
        return compared(found, kinds) if isinstance(value, t.Condition) else found
    if isinstance(value, list):
        return [plain(part, kinds, keep) for part in value]
    return value


def named(value: Any, renames: Sequence[Callable[[str, Rename], str]], kinds: Sequence[str]) -> Any:
    """An id, a list of ids (and entries), or a mapping by ids."""
    if isinstance(value, str):
        for rename in renames:
            value = rename(value, longer)
        return value
    if isinstance(value, list):
        return [named(part, renames, kinds) if isinstance(part, str) else plain(part, kinds) for part in value]
    return {named(name, renames, kinds): part for name, part in value.items()}


def compared(condition: dict[str, Any], kinds: Sequence[str]) -> dict[str, Any]:
    """Ids in `is` and `in` of a condition."""
    for key in ("is", "in"):
        new = {}
        for name, values in condition.get(key, {}).items():
            of_answer = "." not in name and name not in ("route", "carrier")
            if ("route" in kinds and name == "route") or ("choice" in kinds and of_answer):
                values = named(values, [whole], kinds)
            new[longer(name) if "question" in kinds and "." not in name and name != "route" else name] = values
        if new:
            condition[key] = new
    return condition


def renamed(folder: Path, *kinds: str) -> Path:
    """The shipped procedures with all ids of some kinds renamed, as JSON, which is YAML too."""
    for name, part in parts().items():
        file = folder / name
        if "route" in kinds and name.startswith("routes/"):
            file = file.with_stem(longer(file.stem))
        file.parent.mkdir(parents=True, exist_ok=True)
        wanted = [kind for kind in kinds if (kind, name) != ("topic", "destinations.yaml")]  # places have their own
        file.write_bytes(msgspec.json.encode(plain(part, wanted)))
    return folder


def errors(folder: Path) -> list[str]:
    found = authoring.run(folder, NOW.date())
    return [one.render(relative_to=folder) for one in found if one.severity == "error"]


# --- what people see -------------------------------------------------------------------------------------------------


def filled(given: dict[str, str], catalogue: Catalogue, folder: Path) -> Case:
    """A case in which every check is ticked that may be, and something stands in every field."""
    case = Case.new(catalogue, folder, lambda: NOW, "en")
    for key, value in {"leaving_on": "2026-12-19", **given}.items():
        if key in {question.key for question in case.questions()} or key in given:
            case.answer(key, value)
    case.go(OVERVIEW)
    for number, step in enumerate(case.plan.steps):
        for check in step.checks[: 1 + number % 3]:
            case.tick(step.id, check.id)
        for field in step.fields:
            value: Any = {"date": "2026-12-01", "money": "12.50", "email": "me@example.com"}.get(field.kind, "A 1")
            if field.kind == "accounts":
                value = [AccountRow(name="Bank", state="moved")]
            if field.kind == "choice":
                value = field.choices[0].id
            case.set_field(step.id, field.id, value)
        case.note(step.id, f"note {number}")
    return case


def seen(catalogue: Catalogue, folder: Path) -> list[str]:
    """Everything that these persons read, in one order."""
    shown: list[str] = []
    for number, given in enumerate(PERSONS):
        case = filled(given, catalogue, folder / str(number))
        plan, today = case.plan, NOW.date()
        wording = Wording(plan, catalogue, "zh-Hans")
        dates = planned_dates(plan, case.fields, catalogue)
        shown.append(blocks_to_markdown(plan_page(plan, dates, wording, today)))
        shown += [f"{wording.date_title(date)} {date.day}" for date in dates]
        shown += [
            f"{wording.text(task.step.step.title)} {wording.why_now(task)} {task.due}" for task in case.progress.today
        ]
        shown += [f"{sitting.state} {wording.text(sitting.sitting.title)}" for sitting in case.progress.sittings]
        shown += [wording.text(trouble.title) for trouble in wording.troubles()]
        subject = Subject.of(case)
        shown += [to_markdown(letter_paper(subject, "full", letter.id)) for letter in catalogue.letters]
        shown += [to_markdown(paper(subject, part, "zh-Hans", "full")) for part in offered(subject)]
        shown += [to_markdown(paper(subject, "report", "en", share)) for share in SHARES]
        shown.append(f"{len(question_pages(given, catalogue))} {open_questions(given, catalogue)}")
        rows = [case.accounts(s.id, f.id) for s in plan.steps for f in s.fields if f.kind == "accounts"]
        shown.append(f"{[row.name for some in rows for row in some]} {case.pages.ids.count('check-before')}")
        shown.append(str(plan.pause_before is None))
        case.close()
    shown += [verify(text, catalogue).verdict for text in ("611", "+1 800 937 8997", "t-mobile.com", "7726")]
    return shown


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = renamed(tmp_path_factory.mktemp("before"))
    return seen(build.load(folder), tmp_path_factory.mktemp("cases"))


@pytest.mark.parametrize("kind", FREE)
def test_an_id_may_be_renamed_in_the_yaml_alone(kind: str, before: list[str], tmp_path: Path) -> None:
    folder = renamed(tmp_path / "procedures", kind)
    assert errors(folder) == []
    now = seen(build.load(folder), tmp_path / "cases")
    assert now == before


@pytest.mark.parametrize("kind", ["killer", "question", "choice"])
def test_a_name_of_the_contract_is_a_finding_each(kind: str, tmp_path: Path) -> None:
    folder = renamed(tmp_path / "procedures", kind)
    said = "\n".join(line for line in errors(folder) if "fixed-name" in line)
    catalogue = build.load(SHIPPED)
    names = {
        "killer": [killer.id for killer in catalogue.killers],
        "question": [question.key for question in catalogue.questions],
        "choice": [choice.id for question in catalogue.questions for choice in question.choices],
    }[kind]
    assert all(f"`{longer(name)}`" in said for name in names)
