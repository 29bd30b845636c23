"""What papers are made of: a case as it stands on one day, and what of it others may read.

The summary, the letter and the sheets take what they say of a person from here, so that nothing else can slip into what
is handed on: no list of accounts, no reasons, no decisions.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from simexit.core.case.case import Case
from simexit.core.case.letters import in_english, known_values
from simexit.core.case.session import Evidence, Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Field, Milestone
from simexit.core.language import days
from simexit.core.language.messages import show_date
from simexit.core.language.text import fill
from simexit.core.plan.types import Plan, PlanStep
from simexit.core.report.masking import hide, last_four
from simexit.core.report.types import Share
from simexit.core.wording import Wording


class Subject(NamedTuple):
    """A case as it stands on one day."""

    plan: Plan
    session: Session
    catalogue: Catalogue
    today: datetime.date
    file: Path | None = None
    """Where it is saved: beside it lies its evidence."""

    @classmethod
    def of(cls, case: Case, file: Path | None = None) -> Subject:
        """A case as it stands now; `file` where the case itself does not know its own."""
        return cls(case.plan, case.session, case.catalogue, case.today, file or case.path)

    def voice(self, language: str) -> Wording:
        """The names and texts of its plan in one language."""
        return Wording(self.plan, self.catalogue, language)


def shown(share: Share) -> Callable[[str], str]:
    """How free text is written for this reader."""
    return hide if share == "helper" else str


class Event(NamedTuple):
    """Something that happened, in English."""

    day: datetime.date
    milestone: Milestone
    text: str


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What a carrier, a bank or the FCC needs to know of a case, in English."""

    name: str
    number: str
    account: str
    email: str
    carrier: str
    card: str
    """`one line, eSIM, postpaid`."""
    destination: str
    leaving_on: datetime.date | None
    cycle_ends: datetime.date | None
    events: list[Event]
    """By day."""
    enclosures: list[tuple[str, Evidence]]
    """Letter and file."""

    def of(self, milestone: Milestone) -> Event | None:
        """The last event of a kind."""
        return next((event for event in reversed(self.events) if event.milestone == milestone), None)


def frame(subject: Subject, share: Share) -> Frame:
    """What of a case is handed on; for a helper with the numbers to the last four."""
    plan, session = subject.plan, subject.session
    english = subject.voice("en")
    values = known_values(plan, session, subject.catalogue)
    show = shown(share)
    number = last_four if share == "helper" else str
    private = {step.id for step in plan.steps for field in step.step.fields if field.kind == "accounts"}
    files = [
        msgspec.structs.replace(item, title=show(item.title)) for item in session.evidence if item.step not in private
    ]
    return Frame(
        name=show(values.get("name", "")),
        number=number(values.get("line", "")),
        account=number(values.get("account_number", "")),
        email=show(values.get("email", "")),
        carrier=english.brand(),
        card=", ".join(filter(None, ["one line" if plan.answers.get("lines") != "all" else "", _card(english)])),
        destination=show(values.get("destination", "")),
        leaving_on=days.saved(plan.answers.get("leaving_on")),
        cycle_ends=days.saved(plan.answers.get("cycle_ends")),
        events=sorted(_events(subject, values, share), key=lambda event: event.day),
        enclosures=[(_letter(place), item) for place, item in enumerate(files)],
    )


def _card(english: Wording) -> str:
    """Form and billing; that a line with a number has a number goes without saying."""
    answers = {**english.plan.answers}
    if answers.get("service") == "voice":
        del answers["service"]
    plan = msgspec.structs.replace(english.plan, answers=answers)
    return Wording(plan, english.catalogue, "en").card()


def _letter(place: int) -> str:
    """A to Z, then AA: what an enclosure is called."""
    rounds, here = divmod(place, 26)
    return (chr(64 + rounds) if rounds else "") + chr(65 + here)


def _events(subject: Subject, values: dict[str, str], share: Share) -> list[Event]:
    found = []
    show = shown(share)
    for step in subject.plan.steps:
        for field in step.fields:
            day = days.saved(subject.session.field_text(step.id, field.id))
            if day and field.milestone:
                reference = _entered(step, subject.session, lambda one: one.letter == "reference")
                text = _said(step, field, subject, values, future=day > subject.today)
                if reference and field.milestone in ("requested", "moved"):
                    text += f" Reference number: {show(reference)}."
                found.append(Event(day, field.milestone, text))
    return found


def _said(step: PlanStep, field: Field, subject: Subject, values: dict[str, str], *, future: bool) -> str:
    carrier, place = subject.voice("en").brand(), values.get("destination", "")
    if field.event:
        return fill(field.event, {"carrier": carrier})
    moves = any(one.milestone == "moved" for other in subject.plan.steps for one in other.fields)
    match field.milestone:
        case "requested" if moves:
            return f"Move of the number requested{f' at {place}' if place else ''}."
        case "moved":
            return f"Number moved{f' to {place}' if place else ''}. It works there."
        case "parked":
            return f"{carrier} put the line on a cheaper plan."
        case "confirmed":
            return f"{carrier} confirmed in writing."
        case "effective":
            return "Service is to end." if future else "Service ended."
        case "off":
            return "The line was seen to be off."
        case "paid":
            amount = _entered(step, subject.session, lambda one: one.kind == "money")
            return f"Last bill paid{f', {amount}' if amount else ''}."
        case _:
            return f"{carrier} was asked to end service."


def _entered(step: PlanStep, session: Session, wanted: Callable[[Field], bool]) -> str:
    fields = [field for field in step.fields if wanted(field)]
    return next((in_english(value, one) for one in fields if (value := session.field_text(step.id, one.id))), "")


def us_day(day: datetime.date) -> str:
    """A day as Americans write it: what is handed on is read by them."""
    return show_date(day, "en")
