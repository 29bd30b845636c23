"""Rules on pointers: whatever an entry names is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.registry import rule
from simexit.core.authoring.rules.vocabulary import CHANNELS, STATUSES
from simexit.core.knowledge.findings import Fault, nearest
from simexit.core.knowledge.load import Retired
from simexit.core.knowledge.types import (
    Action,
    Carrier,
    CarrierWarning,
    Check,
    CommonFacts,
    Condition,
    DateRule,
    Destination,
    Fact,
    Field,
    OtherName,
    PlaceTable,
    Question,
    Sitting,
    Step,
    Trouble,
)
from simexit.core.knowledge.yaml_lines import Path_
from simexit.core.plan.dates import days_in
from simexit.core.plan.facts import NOTHING_OFFERED, THE_PLACE

Pointer = tuple[Item[Any], Path_, str, str]
"""The entry that points, the place of the pointer in it, the kind of what it names, and the name."""

STEP_LISTS = {"after": "step", "needs": "killer", "replies": "reply", "covers": "cluster"}
STEP_SINGLES = {"script": "script", "letter": "letter"}


@rule("unknown-topic")
def unknown_topic(folder: Folder) -> Iterator[Fault]:
    """Every topic of a carrier's fact, a step, an action or a condition is one of `topics.yaml`, and every topic of a
    place where a number can go one of `destinations.yaml`.

    A fact under a misspelt topic is shown nowhere.
    """
    for item, path, name in _topics(folder):
        if folder.lacks("topic", name):
            yield item.fault(path, f"There is no topic `{name}`.", folder.suggest("topic", name))
    for fact in folder.items(Fact):
        name = fact.value.topic
        if fact.within(Destination) and folder.lacks("topic of destinations", name):
            hint = folder.suggest("topic of destinations", name)
            yield fact.fault(("topic",), f"There is no topic `{name}` of destinations.", hint)


@rule("unknown-reference")
def unknown_reference(folder: Folder) -> Iterator[Fault]:
    """Everything that an entry names is there: steps, killers, common facts, fields, carriers and the rest.

    A pointer to nothing is left out of the plan in silence.
    """
    for item, path, kind, name in [*_of_steps(folder), *_of_files(folder)]:
        if folder.lacks(kind, name):
            shown = name.rpartition("/")[2]
            yield item.fault(path, f"There is no {_SAID.get(kind, kind)} `{shown}`.", folder.suggest(kind, name))
    for date in folder.items(DateRule):
        yield from _start(date, folder)


@rule("days-from")
def days_from(folder: Folder) -> Iterator[Fault]:
    """What a date takes its number of days from does hold a whole number, and only one length is given.

    Otherwise the date never appears, or another one than was meant.
    """
    for date in folder.items(DateRule):
        value = date.value
        lengths = [key for key in ("days", "business_days", "days_from") if getattr(value, key) is not None]
        if len(lengths) > 1:
            yield date.fault((lengths[-1],), f"The date has {' and '.join(lengths)}; only one is used.", "keep one")
        if value.days_from is None:
            if value.days_key is not None:
                yield date.fault(("days_key",), "`days_key` says nothing without `days_from`.", "add `days_from`")
            continue
        source = value.days_from
        if folder.lacks("topic", source) and folder.lacks("common", source):
            continue  # named by `unknown-reference`
        facts = [fact for fact in folder.items(Fact) if _gives(fact, source)]
        if not any(days_in(fact.value, value.days_key) is not None for fact in facts):
            what = f"under `{value.days_key}`" if value.days_key else "as its value"
            yield date.fault(("days_from",), f"No fact of `{source}` holds a number of days {what}.")


@rule("no-target")
def no_target(folder: Folder) -> Iterator[Fault]:
    """An action says where its target comes from, and a call does not come from an address.

    Without a target there is no button. A common fact beside a topic is the second choice, where the first is missing.
    """
    for action in folder.items(Action):
        given = [key for key in ("topic", "common", "url") if getattr(action.value, key) is not None]
        if not given:
            yield action.fault((), "The action has no target.", "add `topic`, `common` or `url`")
        if action.value.kind == "call" and "url" in given:
            yield action.fault(("url",), "An address cannot be called.", "use `kind: open`, or a topic with a number")


@rule("carrier-status")
def carrier_status(folder: Folder) -> Iterator[Fault]:
    """A carrier's status is active, closing, closed, unknown or `merged-into:` a carrier that is there, with a source.

    Routes hang on it, and it is a statement like any other.
    """
    for carrier in folder.items(Carrier):
        status = carrier.value.status
        word, merged, target = status.partition("merged-into:")
        if merged and not word:
            if folder.lacks("carrier", target):
                yield carrier.fault(("status",), f"There is no carrier `{target}`.", folder.suggest("carrier", target))
        elif status not in STATUSES:
            hint = nearest(status, STATUSES) or f"one of: {', '.join(STATUSES)}, merged-into:<slug>"
            yield carrier.fault(("status",), f"`{status}` is not a status.", hint)
        if status not in ("active", "unknown") and not carrier.value.status_source:
            yield carrier.fault(("status",), f"No source says that the brand is {status}.", "add `status_source`")


@rule("channel-word")
def channel_word(folder: Folder) -> Iterator[Fault]:
    """Ways to cancel are of the closed list that conditions compare with."""
    channels = {topic.id for topic in folder.catalogue.topics if topic.channels}
    for fact in folder.items(Fact):
        value = fact.value.value
        if fact.value.topic not in channels or not fact.within(Carrier) or value in NOTHING_OFFERED:
            continue
        words = value if isinstance(value, list) else [value]
        for word in words:
            if word not in CHANNELS:
                hint = nearest(str(word), CHANNELS) or f"a list of: {', '.join(CHANNELS)}"
                yield fact.fault(("value",), f"`{word}` is not a way to cancel that conditions know.", hint)


_SAID = {"common": "common fact", "cluster": "cluster or gap", "killer": "killer check"}


def _topics(folder: Folder) -> Iterator[tuple[Item[Any], Path_, str]]:
    for fact in folder.items(Fact):
        if not fact.within(CommonFacts) and not fact.within(Destination):
            yield fact, ("topic",), fact.value.topic
    for item, key, names in _fact_names(folder):
        yield from ((item, (key, index), name) for index, name in enumerate(names) if "." not in name)
    for action in folder.items(Action):
        if action.value.topic not in (None, THE_PLACE):
            yield action, ("topic",), action.value.topic
    for condition in folder.items(Condition):
        if condition.value.has_fact is not None:
            yield condition, ("has_fact",), condition.value.has_fact


def _fact_names(folder: Folder) -> Iterator[tuple[Item[Any], str, list[str]]]:
    """Where facts are named: topics of the carrier, and common facts as `file.topic`."""
    yield from ((step, "more", step.value.more) for step in folder.items(Step))
    yield from ((check, "facts", check.value.facts) for check in folder.items(Check))
    yield from ((trouble, "facts", trouble.value.facts) for trouble in folder.items(Trouble))


def _of_steps(folder: Folder) -> Iterator[Pointer]:
    for step in folder.items(Step):
        for key, kind in STEP_LISTS.items():
            for index, name in enumerate(getattr(step.value, key)):
                yield step, (key, index), kind, name
        for key, kind in STEP_SINGLES.items():
            if getattr(step.value, key) is not None:
                yield step, (key,), kind, getattr(step.value, key)
    for trouble in folder.items(Trouble):
        for key, kind in (("replies", "reply"), ("covers", "cluster")):
            for index, name in enumerate(getattr(trouble.value, key)):
                yield trouble, (key, index), kind, name
        if trouble.value.letter is not None:
            yield trouble, ("letter",), "letter", trouble.value.letter
    for item, key, names in _fact_names(folder):
        yield from ((item, (key, index), "common", name) for index, name in enumerate(names) if "." in name)
    for sitting in folder.items(Sitting):
        for index, entry in enumerate(sitting.value.steps):
            if isinstance(entry, str):
                yield sitting, ("steps", index), "step", entry
            else:
                yield sitting, ("steps", index, "step"), "step", entry.step
    for question in folder.items(Question):
        yield question, ("page",), "page", question.value.page
    for field in folder.items(Field):
        if field.value.letter is not None:
            yield field, ("letter",), "blank", field.value.letter
    for check in folder.items(Check):
        if check.value.killer is not None:
            yield check, ("killer",), "killer", check.value.killer
    for field in folder.items(Field):
        owner = field.within(Step)
        if field.value.check is not None and owner:
            yield field, ("check",), "check", f"{owner.value.id}/{field.value.check}"
    for action in folder.items(Action):
        if action.value.common is not None:
            yield action, ("common",), "common", action.value.common
    for date in folder.items(DateRule):
        source = date.value.days_from
        if source is not None:
            yield date, ("days_from",), "common" if "." in source else "topic", source


def _of_files(folder: Folder) -> Iterator[Pointer]:
    for place in folder.items(Destination):
        if place.value.carrier is not None:
            yield place, ("carrier",), "carrier", place.value.carrier
    for table in folder.items(PlaceTable):
        yield table, ("codes_fact",), "common", table.value.codes_fact
        for index, name in enumerate(table.value.columns):
            yield table, ("columns", index), "topic of destinations", name
    for carrier in folder.items(Carrier):
        if carrier.value.brand is not None:
            yield carrier, ("brand",), "carrier", carrier.value.brand
    for warning in folder.items(CarrierWarning):
        owner = warning.within(Carrier)
        if owner:
            yield warning, ("fact",), "fact", f"{owner.value.slug}/{warning.value.fact}"
    for other in folder.items(OtherName):
        yield from ((other, ("carriers", index), "carrier", slug) for index, slug in enumerate(other.value.carriers))
    for retired in folder.items(Retired):
        for old, new in retired.value.retired.items():
            yield retired, ("retired", old), "carrier", new


def _start(date: Item[DateRule], folder: Folder) -> Iterator[Fault]:
    """The start of a date is a question that asks for a date, or a field that takes one."""
    start = date.value.start
    kind = "field" if "." in start else "question"
    if folder.lacks(kind, start):
        yield date.fault(("start",), f"There is no {kind} `{start}`.", folder.suggest(kind, start))
        return
    kinds = {
        question.key: question.kind for part in folder.parts.values() for question in getattr(part, "questions", [])
    }
    for field in folder.items(Field):
        owner = field.within(Step)
        if owner:
            kinds[f"{owner.value.id}.{field.value.id}"] = field.value.kind
    if kinds.get(start, "date") != "date":
        yield date.fault(("start",), f"`{start}` does not hold a date.", "name a question or field of the kind date")


def _gives(fact: Item[Fact], source: str) -> bool:
    if fact.within(Destination):
        return f"{THE_PLACE}.{fact.value.topic}" == source
    owner = fact.within(CommonFacts)
    return f"{owner.value.slug}.{fact.value.topic}" == source if owner else fact.value.topic == source
