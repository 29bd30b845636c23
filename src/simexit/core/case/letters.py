"""A letter of the procedures filled from a case: what is known is put in, the rest is left to be filled by hand."""

from __future__ import annotations

import datetime

import msgspec

from simexit.core.case.session import Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Field, Letter
from simexit.core.language import days
from simexit.core.language.messages import show_date
from simexit.core.language.text import fill, placeholders
from simexit.core.plan.types import Plan


class FilledLetter(msgspec.Struct, frozen=True, kw_only=True):
    """The letter of one case, in English; what is not known stands in square brackets."""

    letter: Letter
    to: list[str]
    subject: str
    rows: list[tuple[str, str]]
    paragraphs: list[str]
    """Of the text; one that begins with `1.` is a list, a point a line."""


def fill_letter(letter: Letter, plan: Plan, session: Session, catalogue: Catalogue) -> FilledLetter:
    """The English letter of this case."""
    known = known_values(plan, session, catalogue, letter)
    blanks = {name: f"[{text}]" for name, text in catalogue.letter_blanks.items()}
    values = {**blanks, **known}
    opening = next((words for words in letter.opening if placeholders(words) <= known.keys()), None)
    first = [opening or letter.opening[-1]] if letter.opening else []
    return FilledLetter(
        letter=letter,
        to=[fill(line, values) for line in letter.to],
        subject=fill(letter.subject, values),
        rows=[(row.label, fill(row.value, values)) for row in letter.rows],
        paragraphs=[fill(words.strip(), values) for words in [*first, *letter.body.split("\n\n")]],
    )


def known_values(plan: Plan, session: Session, catalogue: Catalogue, letter: Letter | None = None) -> dict[str, str]:
    """Everything of a case that letters may name, by placeholder: from the fields whose `letter` says so.

    The step that offers the letter knows best, then the latest step that was filled in. Days are written in English.
    """
    values = {name: show_date(day, "en") for name, day in _milestones(plan, session).items()}
    if plan.carrier.kind != "none":
        values["carrier"] = plan.carrier.name
    own = [step for step in plan.steps if letter and step.step.letter == letter.id]
    for step in [*plan.steps, *own]:
        for field in step.fields:
            value = session.field_text(step.id, field.id)
            if value and field.letter and not (field.letter == "carrier" and "carrier" in values):
                values[field.letter] = in_english(value, field)
    place = next((one for one in catalogue.destinations if one.id == plan.answers.get("destination")), None)
    if place:
        values.setdefault("destination", place.name)
    person = session.person
    values |= {name: text for name, text in (("name", person.name), ("line", person.number)) if text}
    return values


def in_english(value: str, field: Field) -> str:
    """A value as Americans write it: days with the month in front, amounts in dollars."""
    if field.kind == "date":
        return days.shown(value, "en")
    return f"${value}" if field.kind == "money" and value[:1].isdigit() else value


def _milestones(plan: Plan, session: Session) -> dict[str, datetime.date]:
    """`requested_on`, `moved_on` and so on; the latest step counts, since it knows best."""
    found = {}
    for step in plan.steps:
        for field in step.fields:
            day = days.saved(session.field_text(step.id, field.id)) if field.milestone else None
            if day:
                found[f"{field.milestone}_on"] = day
    return found
