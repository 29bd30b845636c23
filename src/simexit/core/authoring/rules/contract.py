"""Rules on names that others rely on: those of questions and killer checks never change, and old names lead on."""

from __future__ import annotations

from collections.abc import Iterator

from simexit.core.authoring.folder import Folder
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.findings import Fault, nearest
from simexit.core.knowledge.types import Killer, PlaceTable, Question, Step
from simexit.core.plan.guard import PAUSE_POINT

ANSWERS: dict[str, tuple[str, ...]] = {
    "sim": ("physical", "esim", "unsure"),
    "billing": ("prepaid", "postpaid", "unsure"),
    "service": ("voice", "data"),
    "carrier": (),
    "number": ("keep", "park", "release", "unsure"),
    "where": ("us", "leaving", "abroad"),
    "leaving_on": (),
    "role": ("owner", "member", "work", "none"),
    "lines": ("only", "several", "all"),
    "device": ("clear", "financed", "locked", "unsure"),
    "equipment": ("none", "loan", "unsure"),
    "reason": (
        *("unneeded", "leaving", "switching", "cost", "lost", "fraud", "taken", "ended", "cancelled"),
        *("estate", "military", "safety"),
    ),
    "other_lines": ("yes", "no"),
    "subscriptions": ("yes", "no"),
    "us_card": ("yes", "no"),
    "old_device": ("yes", "no"),
    "destination": (),
    "codes": ("yes", "no", "unsure"),
    "abroad_in": (),
    "cycle_ends": (),
    "expires_on": (),
}
"""The keys and values of answers: in saved cases, on the command line, and in how a plan is made."""

PLACE_TOPICS = ("price_month", "price_year", "port_in", "sms_abroad", "from_abroad", "keep_alive")
"""What is told of a place that a number can go to, and by whose values the places are ranked (`plan.destinations`)."""


@rule("fixed-name")
def fixed_name(folder: Folder) -> Iterator[Fault]:
    """The keys of questions, their answers, the killer checks and what places are ranked by keep their names.

    Saved cases, the command line, the order guard and the ranking know them by these.
    """
    for item in folder.items(Question):
        question = item.value
        if question.key not in ANSWERS:
            hint = nearest(question.key, ANSWERS) or "a new question is added to `contract.py` and to the design"
            yield item.fault(("key",), f"`{question.key}` is not one of the fixed keys.", hint)
            continue
        for index, choice in enumerate(question.choices):
            if choice.id not in ANSWERS[question.key]:
                hint = nearest(choice.id, ANSWERS[question.key]) or f"one of: {', '.join(ANSWERS[question.key])}"
                yield item.fault(("choices", index, "id"), f"`{choice.id}` is no fixed answer.", hint)
    for table in folder.items(PlaceTable):
        there = [topic.id for topic in table.value.topics]
        for name in PLACE_TOPICS:
            if name not in there:
                yield table.fault(("topics",), f"The topic `{name}` of places is missing.", nearest(name, there))
    for killer in folder.items(Killer):
        if killer.value.id not in PAUSE_POINT:
            hint = nearest(killer.value.id, PAUSE_POINT) or f"one of: {', '.join(PAUSE_POINT)}"
            yield killer.fault(("id",), f"`{killer.value.id}` is no killer check of the order guard.", hint)


@rule("was-present")
def was_present(folder: Folder) -> Iterator[Fault]:
    """What `was` names is gone: no step, check or field of another place still has that name.

    Else what was kept under it in a saved case would be in two places, or in the wrong one.
    """
    for step in folder.items(Step):
        for index, old in enumerate(step.value.was):
            if old != step.value.id and not folder.lacks("step", old):
                yield step.fault(("was", index), f"The step `{old}` is still there.", "name a step that is gone")
        for number, check in enumerate(step.value.checks):
            for index, old in enumerate(check.was):
                if old != f"{step.value.id}/{check.id}" and not folder.lacks("check", old):
                    path = ("checks", number, "was", index)
                    yield step.fault(path, f"The check `{old}` is still there.", "name a check that is gone")
        for number, field in enumerate(step.value.fields):
            for index, old in enumerate(field.was):
                if old != f"{step.value.id}.{field.id}" and not folder.lacks("field", old):
                    path = ("fields", number, "was", index)
                    yield step.fault(path, f"The field `{old}` is still there.", "name a field that is gone")
