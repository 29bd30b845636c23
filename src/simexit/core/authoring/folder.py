"""A folder of procedures as the rules see it: every entry with its place, and all names in use."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.findings import Fault, Severity, nearest
from simexit.core.knowledge.load import assemble
from simexit.core.knowledge.sources import Hosts
from simexit.core.knowledge.yaml_lines import Document, Path_
from simexit.core.plan.facts import THE_PLACE

Entry = TypeVar("Entry", bound=msgspec.Struct)
Outer = TypeVar("Outer", bound=msgspec.Struct)


@dataclass(frozen=True)
class Item(Generic[Entry]):
    """One entry of a file (a step, one of its checks, a condition …) and where it stands."""

    value: Entry
    document: Document
    path: Path_
    owner: Item[Any] | None
    """The entry that it is part of; None for the file itself."""

    def fault(self, path: Path_, sentence: str, suggestion: str = "", severity: Severity = "error") -> Fault:
        """A fault at `path` inside this entry."""
        return Fault(self.document.place((*self.path, *path)), sentence, suggestion, severity)

    def within(self, kind: type[Outer]) -> Item[Outer] | None:
        """The nearest entry of that kind that this one is, or is part of."""
        item: Item[Any] | None = self
        while item is not None and not isinstance(item.value, kind):
            item = item.owner
        return item


@dataclass
class Folder:
    """Everything that stands in a folder of procedures; every entry is of the right shape."""

    root: Path
    parts: dict[str, Any]
    """The files as their types, by their path inside the folder."""
    documents: dict[str, Document]
    today: datetime.date
    """The day from which age is counted."""

    def items(self, kind: type[Entry]) -> list[Item[Entry]]:
        """All entries of a kind, wherever they stand, in the order of the files."""
        return self._by_kind.get(kind, [])

    @cached_property
    def everything(self) -> list[Item[Any]]:
        """All entries of all kinds."""
        return [
            item for name, part in self.parts.items() for item in _entries(part, self.documents[name], (), owner=None)
        ]

    @cached_property
    def _by_kind(self) -> dict[type, list[Item[Any]]]:
        found: dict[type, list[Item[Any]]] = {}
        for item in self.everything:
            found.setdefault(type(item.value), []).append(item)
        return found

    @cached_property
    def hosts(self) -> Hosts:
        """Whose page an address is."""
        whole = self.catalogue
        return Hosts(whole.sources, whole.carriers, whole.destinations)

    @cached_property
    def catalogue(self) -> Catalogue:
        """All together as plans see it."""
        return assemble(self.parts)

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """All names in use, by what they name.

        A check is named `step/check`, a field `step.field`, a fact of a carrier `slug/fact` and a common fact
        `file.topic` (of the chosen destination `destination.topic`), as the procedures and saved cases name them.
        """
        whole, covers = self.catalogue, self.parts["covers.yaml"]
        return {
            "question": set(whole.question_by_key),
            "page": {page.id for page in whole.pages},
            "route": {route.id for route in whole.routes},
            "killer": set(whole.killer_by_id),
            "topic": set(whole.topic_by_id),
            "step": set(whole.step_by_id),
            "check": {f"{step.id}/{check.id}" for step in whole.steps for check in step.checks},
            "field": {f"{step.id}.{field.id}" for step in whole.steps for field in step.fields},
            "reply": set(whole.reply_by_id),
            "script": set(whole.script_by_id),
            "letter": set(whole.letter_by_id),
            "blank": set(whole.letter_blanks),
            "trouble": {trouble.id for trouble in whole.troubles},
            "carrier": set(whole.carrier_by_slug),
            "fact": {f"{carrier.slug}/{fact.id}" for carrier in whole.carriers for fact in carrier.facts},
            "common": {*whole.common_by_id, *(f"{THE_PLACE}.{name}" for name in whole.destination_topic_by_id)},
            "destination": set(whole.destination_by_id),
            "topic of destinations": set(whole.destination_topic_by_id),
            "cluster": {*covers.clusters, *covers.gaps},
        }

    def lacks(self, kind: str, name: str) -> bool:
        """Whether nothing of this kind has that name."""
        return name not in self.names[kind]

    def suggest(self, kind: str, name: str) -> str:
        """The nearest name of this kind, as a suggestion; for `step/check` and `slug/fact` one of the same owner."""
        owner, slash, bare = name.rpartition("/")
        return nearest(
            bare, [other.removeprefix(owner + slash) for other in self.names[kind] if other.startswith(owner + slash)]
        )


@cache
def _fields(kind: type[msgspec.Struct]) -> list[tuple[str, str]]:
    """The fields of a type: name in Python, key in the file."""
    return [(one.name, one.encode_name) for one in msgspec.structs.fields(kind)]


def _entries(value: Any, document: Document, path: Path_, owner: Item[Any] | None) -> Iterator[Item[Any]]:
    if isinstance(value, msgspec.Struct):
        item = Item(value, document, path, owner)
        yield item
        for name, key in _fields(type(value)):
            yield from _entries(getattr(value, name), document, (*path, key), item)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _entries(part, document, (*path, index), owner)
