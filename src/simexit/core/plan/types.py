"""The plan as frozen types: what this person sees, in order, before anything is ticked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from simexit.core.errors import N_
from simexit.core.knowledge.types import Carrier, Check, DateRule, Fact, Field, Reply, Route, Sitting, Step, Topic
from simexit.core.language.messages import words
from simexit.core.language.text import Text

UNNAMED = N_("the carrier")
"""What stands in a sentence for a brand that nobody has named."""

Status = Literal["stated", "ask"]
"""stated: the source is good enough to say it; ask: reported only, so a question comes with it."""


class ShownFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as this person may be told it today."""

    key: str
    """`carrier-slug/fact-id` or `common-file/fact-id`; the carrier's own answer is saved under it."""
    fact: Fact
    read: str
    """The day on which the page was read."""
    status: Status
    question: Text | None
    """What to ask, where the status is `ask`."""
    heard: str | None = None
    """What the carrier itself has answered: it stands instead of the fact."""


class OpenTopic(msgspec.Struct, frozen=True, kw_only=True):
    """Something worth knowing of which nothing is known for this carrier: a question and a place for the answer."""

    key: str
    topic: Topic


class ShownAction(msgspec.Struct, frozen=True, kw_only=True):
    """A way to reach someone, with where its target comes from."""

    kind: Literal["open", "call"]
    label: Text
    target: str
    """An https address, or a number in E.164."""
    source: ShownFact | None
    """The fact behind it; None for an address written in the step itself."""
    check_first: bool
    """The source is not the carrier itself or is in doubt: compare with a bill before relying on it."""
    may_not_connect: bool = False
    """A toll-free US number for somebody abroad: from there it may not connect."""


class PlanStep(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the plan, with what applies of it."""

    step: Step
    sitting: str
    """The sitting of the route in which it is done."""
    checks: list[Check]
    fields: list[Field]
    facts: list[ShownFact]
    """What is shown at first: three at most."""
    more: list[ShownFact]
    """What is folded away."""
    serves: Mapping[str, list[str]]
    """Check -> the keys of the facts, shown or folded, that help to do it."""
    open_topics: list[OpenTopic]
    replies: list[Reply]
    actions: list[ShownAction]
    dates: list[DateRule]
    needs: list[str]
    """The killer checks that must stand before it, as far as this plan has them."""

    @property
    def id(self) -> str:
        """The step's own id."""
        return self.step.id


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something the program itself has to say about the answers: a message with its values."""

    id: str
    message: str
    values: dict[str, str]


class Unused(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that changed nothing, and why."""

    key: str
    value: str
    why: Text


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """A warning of the carrier's file with the fact behind it."""

    id: str
    text: Text
    fact: ShownFact


def number_must_live(answers: Mapping[str, str], route: Route) -> bool:
    """Whether the number is kept, parked or undecided: then nothing may end the line before it has moved."""
    kept = answers.get("number") in ("keep", "park", "unsure")
    return answers.get("service") == "voice" and kept and route.number_at_stake


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The ordered steps for this person."""

    given: Mapping[str, str]
    """The answers as they were given."""
    answers: Mapping[str, str]
    """The answers as the plan takes them: completed by defaults and by what the carrier leaves possible."""
    carrier: Carrier
    route: Route
    sittings: list[Sitting]
    """The sittings of the route that have a step here."""
    steps: list[PlanStep]
    questions_open: list[str]
    notices: list[Notice]
    alerts: list[Alert]
    heard: Mapping[str, str]
    """What the carrier has answered, by the key of a fact or open topic."""
    pause_before: str | None
    """The first irreversible step: the check page stands before it."""

    def step(self, step_id: str) -> PlanStep | None:
        """The step of that id, if it is in this plan."""
        return next((step for step in self.steps if step.id == step_id), None)

    def of_sitting(self, sitting_id: str) -> list[PlanStep]:
        """The steps of a sitting, in order."""
        return [step for step in self.steps if step.sitting == sitting_id]

    def killer_owner(self, killer: str) -> tuple[PlanStep, Check] | None:
        """The check that settles a killer check in this plan, and its step."""
        for step in self.steps:
            for check in step.checks:
                if check.killer == killer:
                    return step, check
        return None

    @property
    def number_must_live(self) -> bool:
        """Whether the number is kept, parked or undecided: then nothing may end the line before it has moved."""
        return number_must_live(self.answers, self.route)

    def values(self, language: str) -> dict[str, str]:
        """What fills the placeholders of procedure texts."""
        return {"carrier": words(language)(UNNAMED) if self.carrier.kind == "none" else self.carrier.name}
