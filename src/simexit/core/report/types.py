"""The report as plain frozen data: every text is chosen in one language, every value is shown as its reader may see it.

What a share must not hold is not in the model at all, so that no form of output can let it slip.
"""

from __future__ import annotations

import datetime
from typing import Literal, get_args

import msgspec

from simexit.core.case.progress import State
from simexit.core.knowledge.types import Confidence, SourceKind
from simexit.core.plan.types import Status

Share = Literal["full", "helper", "public"]
"""full: everything; helper: numbers only to the last four; public: nothing that the person entered."""

DateState = Literal["done", "overdue", "due", "later", "waiting"]

SHARES: tuple[Share, ...] = get_args(Share)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what a report is made of."""


class Entry(Part, frozen=True):
    """Something entered or answered: what it is, and the value as shown."""

    id: str
    label: str
    value: str
    day: datetime.date | None = None
    """The value where it is a date; for an answer or a reason the day on which it was written."""


class CheckLine(Part, frozen=True):
    """A tick, or the lack of one."""

    id: str
    text: str
    ticked: bool
    on: datetime.date | None
    killer: str | None
    """The killer check that it settles."""


class StepLine(Part, frozen=True):
    """One step: how far it is, and all that was entered there."""

    id: str
    title: str
    state: State | None
    """None in a public copy: what somebody has done is the person's own."""
    state_text: str
    irreversible: bool
    checks: list[CheckLine] = []
    values: list[Entry] = []
    note: str = ""
    override: Entry | None = None
    """The person went on against the guard's advice: the reason and its day."""
    still_open: list[str] = []
    """Titles of the killer checks that are open before this step."""
    skipped: str = ""
    """Why it does not apply, in the person's words."""


class SittingLine(Part, frozen=True):
    """What is done at one time and place."""

    id: str
    title: str
    state: State | None
    state_text: str
    done_on: datetime.date | None
    steps: list[StepLine]


class DateLine(Part, frozen=True):
    """A day that matters, or what it waits for."""

    id: str
    title: str
    day: datetime.date | None
    kind: Literal["due", "look", "deadline", "own"]
    kind_text: str
    state: DateState
    state_text: str
    rule: str
    """How the day comes about, in words."""
    step: str | None
    step_title: str
    reported: bool
    """The number of days rests on a fact in doubt."""


class EvidenceLine(Part, frozen=True):
    """A file that proves something."""

    id: str
    title: str
    file: str
    step_title: str
    on: datetime.date
    sha256: str
    """The beginning of the fingerprint, enough to tell files apart."""


class FactLine(Part, frozen=True):
    """A fact relied on, with who says so."""

    key: str
    topic: str
    topic_title: str
    says: str
    status: Status
    about_carrier: bool
    """A fact of the carrier, not of rights, devices or linked accounts."""
    source: str
    source_line: str
    """Who says so, how old it is, when it was read, how sure: in words."""
    source_kind: SourceKind
    link: bool
    """The address is official, so that it may be offered to be opened."""
    as_of: str
    read: str
    confidence: Confidence
    conflicts: str = ""
    conflict_sources: list[str] = []
    note: str = ""
    question: str = ""
    """What to ask, where it is in doubt."""
    answer: str = ""
    """What the carrier itself said: it stands instead."""
    answered_on: datetime.date | None = None


class AlertLine(Part, frozen=True):
    """Something to know before anything else, with the fact behind it."""

    id: str
    text: str
    reported: bool
    source_line: str
    source: str


class AskLine(Part, frozen=True):
    """A question for the carrier that nobody has answered yet."""

    key: str
    question: str
    english: str
    """The words to say, where the report is in another language."""


class LostLine(Part, frozen=True):
    """Entries whose step or check has left the plan: kept and shown."""

    step: str
    title: str
    checks: list[CheckLine] = []
    values: list[Entry] = []
    note: str = ""
    override: Entry | None = None
    skipped: str = ""


class ReportModel(Part, frozen=True):
    """The whole report."""

    language: str
    share: Share
    share_text: str
    """What this copy shows and what it leaves out."""
    title: str
    made: datetime.date
    program: str
    case: str
    """The id of the session; empty in a public report."""
    created: datetime.datetime | None
    carrier: str
    """Slug."""
    carrier_name: str
    line: str
    card: str
    """The card type in words."""
    route: str
    route_title: str
    route_why: str
    steps_done: int | None
    """None in a public copy."""
    steps_total: int
    milestones: list[Entry]
    """Requested, confirmed, ended, settled: as far as there is a day."""
    situation: list[Entry]
    """The questions and what was answered."""
    notices: list[str]
    alerts: list[AlertLine]
    stages: list[SittingLine]
    to_do: list[StepLine]
    """The steps that are not completed; the points that are open in them."""
    to_ask: list[AskLine]
    dates: list[DateLine]
    carrier_said: list[Entry]
    """The carrier's own answers, with their day."""
    evidence: list[EvidenceLine]
    lost: list[LostLine]
    facts: list[FactLine]
