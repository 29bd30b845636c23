"""What one person has answered, ticked, written, dated and attached: the data of a progress file.

A session points at procedures by ids only and never holds them, so that a saved file outlives every change of the
knowledge. It is changed by its own methods, each of which takes the present moment; nothing here reads a clock.

There is no field for a PIN, a password, a Social Security, card or passport number, and there must never be one.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import uuid4

import msgspec

from simexit.core.case import migrations

FORMAT: Literal["simexit-session"] = "simexit-session"
"""The first value in every progress file; by it the file is known whatever its name."""

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A point in time with its offset: a case may begin in Boston and end in Beijing."""


class Part(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Base of what a session is made of. An unknown key inside a part is an error, never silently dropped."""


class AccountRow(Part):
    """One account that uses the number, and how far it has come."""

    name: str
    state: Literal["listed", "moved", "tested"] = "listed"


FieldValue = str | list[AccountRow]
"""What a field holds: dates as `YYYY-MM-DD`, money and choices as text; rows for the list of accounts."""


class Tick(Part):
    """A check that was ticked."""

    ticked_on: date


class FactAnswer(Part):
    """What the carrier itself said; it stands in this session instead of the doubtful fact."""

    answer: str
    on: date


class Person(Part):
    """Whose line it is, as it stands on papers that are handed on. Asked when the first one is made, never required."""

    name: str = ""
    number: str = ""
    """The phone number of the line, as the person writes it."""


class Override(Part):
    """The person went on although the guard advised against it, and why."""

    reason: str
    on: date


class Evidence(Part):
    """A file that proves something. The file itself lies in the folder beside the session."""

    id: str
    file: str
    """Its name inside the evidence folder, without any path."""
    title: str
    step: str
    added_on: date
    sha256: str


class Event(Part):
    """One line of the short journal."""

    on: Moment
    what: str
    """started, answered, ticked, unticked, skipped, overridden, stage-done, attached, exported, …: open for more."""
    id: str = ""


class Session(msgspec.Struct, kw_only=True):
    """The whole state of one case. Keys are ids: they stay when the procedures change, and are never dropped."""

    format: Literal["simexit-session"] = FORMAT
    version: int = msgspec.field(default_factory=migrations.current_version)
    id: str
    created: Moment
    changed: Moment
    program: str
    """Version of the program that saved it last."""
    language: str
    line: str = ""
    """What the person calls this line (“my main number”, “流量卡”)."""
    person: Person = msgspec.field(default_factory=Person)
    answers: dict[str, str] = {}
    """Question key -> value; dates as ISO."""
    checks: dict[str, Tick] = {}
    """`step-id/check-id` -> tick."""
    fields: dict[str, dict[str, FieldValue]] = {}
    """step id -> field id -> value."""
    notes: dict[str, str] = {}
    """step id -> what the person wrote."""
    fact_answers: dict[str, FactAnswer] = {}
    overrides: dict[str, Override] = {}
    """step id -> why it was done against the advice."""
    skipped: dict[str, str] = {}
    """step id -> why it does not apply, in words."""
    stage_done: dict[str, date] = {}
    """sitting id -> the day it was called complete."""
    sitting_days: dict[str, date] = {}
    """sitting id -> the day that the person chose for it."""
    put_off: dict[str, date] = {}
    """step id -> the day until which it was put off."""
    put_away: bool = False
    """The person has put the case away: it stands behind the others in lists."""
    evidence: list[Evidence] = []
    place: str = ""
    """Where the person was: the id of a page or step."""
    history: list[Event] = []
    extra: dict[str, Any] = {}
    """Top-level keys that this program does not know; the codec writes them back as they came."""

    @classmethod
    def new(cls, now: datetime, *, program: str, language: str, line: str = "") -> Session:
        """A fresh case, begun now."""
        moment = _moment(now)
        session = cls(
            id=uuid4().hex, created=moment, changed=moment, program=program, language=language, line=line.strip()
        )
        session.record("started", "", now)
        return session

    # --- what is known of the situation

    def answer(self, key: str, value: str | None, now: datetime) -> None:
        """Keep an answer; None takes it back."""
        if self.answers.get(key) == value:
            return
        if value is None:
            self.answers.pop(key, None)
        else:
            self.answers[key] = value
        self.record("answered", key, now)

    def answer_fact(self, key: str, answer: str, now: datetime) -> None:
        """Keep what the carrier said about a doubtful fact; empty takes it back."""
        if answer.strip():
            self.fact_answers[key] = FactAnswer(answer=answer, on=now.date())
            self.record("asked", key, now)
        elif self.fact_answers.pop(key, None) is not None:
            self._touch(now)

    def rename_line(self, line: str, now: datetime) -> None:
        """What the person calls this line."""
        self.line = line.strip()
        self._touch(now)

    def introduce(self, name: str, number: str, now: datetime) -> None:
        """Whose line it is; empty takes it back."""
        self.person = Person(name=name.strip(), number=number.strip())
        self._touch(now)

    def put_case_away(self, on: bool, now: datetime) -> None:
        """Put the case away, or bring it back."""
        if on != self.put_away:
            self.put_away = on
            self.record("put-away" if on else "brought-back", "", now)

    # --- what was done

    def tick(self, step: str, check: str, now: datetime) -> None:
        """Tick a check. A check that is ticked already keeps its first day."""
        if not self.is_ticked(step, check):
            self.checks[f"{step}/{check}"] = Tick(ticked_on=now.date())
            self.record("ticked", f"{step}/{check}", now)

    def untick(self, step: str, check: str, now: datetime) -> None:
        """Take a tick back."""
        if self.checks.pop(f"{step}/{check}", None) is not None:
            self.record("unticked", f"{step}/{check}", now)

    def is_ticked(self, step: str, check: str) -> bool:
        """Whether this check of this step is ticked."""
        return f"{step}/{check}" in self.checks

    def set_field(self, step: str, field: str, value: FieldValue, now: datetime) -> None:
        """Keep the value of a field; an empty one takes it back. Typing is not journalled."""
        if value:
            self.fields.setdefault(step, {})[field] = value
        else:
            of_step = self.fields.get(step, {})
            of_step.pop(field, None)
            if not of_step:
                self.fields.pop(step, None)
        self._touch(now)

    def field_text(self, step: str, field: str) -> str:
        """The value of a field, or empty."""
        value = self.fields.get(step, {}).get(field, "")
        return value if isinstance(value, str) else ""

    def accounts(self, step: str, field: str) -> list[AccountRow]:
        """The rows of a list of accounts, or none."""
        value = self.fields.get(step, {}).get(field, [])
        return value if isinstance(value, list) else []

    def set_note(self, step: str, text: str, now: datetime) -> None:
        """Keep the note of a step; empty takes it away."""
        if text.strip():
            self.notes[step] = text
        else:
            self.notes.pop(step, None)
        self._touch(now)

    def skip(self, step: str, reason: str, now: datetime) -> None:
        """Say that a step does not apply, and why."""
        self.skipped[step] = reason
        self.record("skipped", step, now)

    def unskip(self, step: str, now: datetime) -> None:
        """Take a step back into the plan."""
        if self.skipped.pop(step, None) is not None:
            self.record("unskipped", step, now)

    def plan_sitting(self, sitting: str, day: date | None, now: datetime) -> None:
        """Choose the day of a sitting; None leaves it to the rule."""
        if day is None:
            self.sitting_days.pop(sitting, None)
        else:
            self.sitting_days[sitting] = day
        self._touch(now)

    def put_off_step(self, step: str, until: date, now: datetime) -> None:
        """Take a step out of today's list until a day."""
        self.put_off[step] = until
        self.record("put-off", step, now)

    def override(self, step: str, reason: str, now: datetime) -> None:
        """Go on against the guard's advice, with the reason in the person's words."""
        self.overrides[step] = Override(reason=reason, on=now.date())
        self.record("overridden", step, now)

    def withdraw_override(self, step: str, now: datetime) -> None:
        """Take the advice after all."""
        if self.overrides.pop(step, None) is not None:
            self.record("override-withdrawn", step, now)

    def finish_sitting(self, sitting: str, now: datetime) -> None:
        """Call a sitting complete."""
        if sitting not in self.stage_done:
            self.stage_done[sitting] = now.date()
            self.record("stage-done", sitting, now)

    def reopen_sitting(self, sitting: str, now: datetime) -> None:
        """Take the completion of a sitting back."""
        if self.stage_done.pop(sitting, None) is not None:
            self.record("stage-reopened", sitting, now)

    def add_evidence(self, evidence: Evidence, now: datetime) -> None:
        """List a file that was copied into the evidence folder."""
        self.evidence.append(evidence)
        self.record("attached", evidence.id, now)

    def remove_evidence(self, evidence_id: str, now: datetime) -> None:
        """Take a file off the list; what happens to the file itself is `evidence.py`'s matter."""
        kept = [item for item in self.evidence if item.id != evidence_id]
        if len(kept) != len(self.evidence):
            self.evidence = kept
            self.record("detached", evidence_id, now)

    def go_to(self, place: str) -> None:
        """Remember where the person is. Turning pages is no change of the case, so `changed` stays."""
        self.place = place

    def record(self, what: str, about: str, now: datetime) -> None:
        """Write a line into the journal; the same thing twice in a row is one line with the later time."""
        event = Event(on=_moment(now), what=what, id=about)
        if self.history and (self.history[-1].what, self.history[-1].id) == (what, about):
            self.history[-1] = event
        else:
            self.history.append(event)
        self._touch(now)

    def _touch(self, now: datetime) -> None:
        self.changed = _moment(now)


def _moment(now: datetime) -> datetime:
    """Whole seconds with an offset; a naive time would be refused when the file is read again."""
    if now.tzinfo is None or now.utcoffset() is None:
        raise ValueError("now must carry its offset from UTC")
    return now.replace(microsecond=0)
