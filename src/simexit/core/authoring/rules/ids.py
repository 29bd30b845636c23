"""Rules on names: each stands once, is spelt like a name, and is the name of its file where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.findings import Fault
from simexit.core.knowledge.types import (
    Carrier,
    CarrierWarning,
    Check,
    Choice,
    CommonFacts,
    DateRule,
    Destination,
    Fact,
    Field,
    Killer,
    Letter,
    PlaceReason,
    Question,
    QuestionPage,
    Reply,
    Route,
    Script,
    Sitting,
    Step,
    Term,
    Topic,
    Trouble,
)

EVERYWHERE: dict[type, str] = {
    Question: "key",
    Route: "id",
    QuestionPage: "id",
    Trouble: "id",
    Killer: "id",
    Topic: "id",
    Step: "id",
    Reply: "id",
    Script: "id",
    Letter: "id",
    Term: "id",
    Carrier: "slug",
    CommonFacts: "slug",
    Destination: "id",
    PlaceReason: "id",
}
"""What has a name that stands once in the whole folder, and the key of that name."""

WITHIN_OWNER: dict[type, str] = {
    Sitting: "id",
    Check: "id",
    Field: "id",
    DateRule: "id",
    Choice: "id",
    Fact: "id",
    CarrierWarning: "id",
}
"""What has a name that stands once in its step, question or file."""

NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


@rule("repeated-id")
def repeated_id(folder: Folder) -> Iterator[Fault]:
    """Every name stands once: in the whole folder, or in its step, question or file.

    Saved progress points at names; of two things with one name it would find the wrong one.
    """
    for kind, key in EVERYWHERE.items():
        yield from _repeated(folder.items(kind), key)
    for kind, key in WITHIN_OWNER.items():
        for siblings in _siblings(folder.items(kind)):
            yield from _repeated(siblings, key)
    for siblings in _siblings(folder.items(Fact)):
        # Steps name a common fact by file and topic, so a second one of the topic would never be seen.
        owner = siblings[0].owner
        if owner and isinstance(owner.value, CommonFacts):
            yield from _repeated(siblings, "topic")


@rule("id-form")
def id_form(folder: Folder) -> Iterator[Fault]:
    """A name is of lower-case letters, digits, hyphens and underscores.

    Names are joined by `/` and `.` in saved progress and in `common`, so these cannot be part of one.
    """
    for kind, key in {**EVERYWHERE, **WITHIN_OWNER}.items():
        items: list[Item[Any]] = folder.items(kind)
        for item in items:
            name = getattr(item.value, key)
            if not NAME.fullmatch(name):
                proper = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
                yield item.fault((key,), f"`{name}` is not spelt like a name.", f"for example `{proper}`")


@rule("slug-file-name")
def slug_file_name(folder: Folder) -> Iterator[Fault]:
    """A carrier, a route or a set of common facts stands in the file of its own name."""
    for kind, key in ((Carrier, "slug"), (CommonFacts, "slug"), (Route, "id")):
        items: list[Item[Any]] = folder.items(kind)
        for item in items:
            stem, name = item.document.file.stem, getattr(item.value, key)
            if name != stem:
                yield item.fault((key,), f"The {key} `{name}` is not the name of the file.", f"write `{stem}`")


def _repeated(items: Iterable[Item[Any]], key: str) -> Iterator[Fault]:
    first: dict[str, Item[Any]] = {}
    for item in items:
        name = getattr(item.value, key)
        if name not in first:
            first[name] = item
            continue
        place = first[name].document.place((*first[name].path, key))
        yield item.fault(
            (key,),
            f"`{name}` stands twice as {key} of a {type(item.value).__name__.rstrip('_').lower()}.",
            f"rename one; the first is in {place.file.name}, line {place.line}",
        )


def _siblings(items: Iterable[Item[Any]]) -> Iterable[list[Item[Any]]]:
    """The items by what they are part of."""
    groups: dict[int, list[Item[Any]]] = {}
    for item in items:
        groups.setdefault(id(item.owner), []).append(item)
    return groups.values()
