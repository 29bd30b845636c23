"""A folder of procedures as rules look at it: every entry with its place, as far as it can be read."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from simexit.core.authoring import shape
from simexit.core.authoring.known import Known
from simexit.core.knowledge import load as build
from simexit.core.knowledge import translations
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.findings import Fault, Place, Severity
from simexit.core.knowledge.sources import Hosts
from simexit.core.knowledge.types import Carrier, Destination, Source
from simexit.core.knowledge.yaml_lines import Document, Path_, read

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
    """Everything that could be read."""

    root: Path
    parts: dict[str, Any] = field(default_factory=dict)
    """Decoded files by their path inside the folder."""
    documents: dict[str, Document] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    """All names in use, also those of entries that could not be decoded."""
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    """What was found while reading, with the rule it breaks."""
    complete: bool = True
    """Nothing had to be left out."""
    today: datetime.date = field(default_factory=datetime.date.today)
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
        """Whose page an address is, as far as the files can be read."""
        sources = [item.value for item in self.items(Source)]
        places = [item.value for item in self.items(Destination)]
        return Hosts(sources, [item.value for item in self.items(Carrier)], places)

    @cached_property
    def catalogue(self) -> Catalogue:
        """All together as plans see it. Only for rules about the whole."""
        return build.assemble(self.parts)


def load(root: Path, today: datetime.date | None = None) -> Folder:
    """Read every file. What is wrong becomes a fault; what can be read is kept."""
    folder = Folder(root, today=today or datetime.date.today())
    for file in build.files(root):
        name = file.relative_to(root).as_posix()
        document = _read(file, name, folder)
        if document is None:
            folder.complete = False
            folder.known.leave_open(name)
            continue
        folder.known.add(name, document.data)
        folder.documents[name] = document
        part = _decode(document, name, folder)
        if part is not None:
            try:
                translations.add(part, root, name)
            except translations.UnreadableTranslationsError as error:
                found = error.finding
                folder.faults.append((found.rule, Fault(found.place, found.sentence, found.suggestion)))
            folder.parts[name] = part
    return folder


def _read(file: Path, name: str, folder: Folder) -> Document | None:
    try:
        document = read(file)
    except OSError as error:
        sentence = "This file must be there." if not file.exists() else f"It cannot be read: {error.strerror}."
        folder.faults.append(("missing-file", Fault(Place(file, 1), sentence, f"add {name}")))
        return None
    for finding in document.findings:
        folder.faults.append((finding.rule, Fault(finding.place, finding.sentence, finding.suggestion)))
    return None if any(finding.rule in ("yaml", "encoding") for finding in document.findings) else document


def _decode(document: Document, name: str, folder: Folder) -> Any:
    """The file as its type; without the entries that are not of the right shape, where there are such."""
    kind = build.kind_of(document.file, folder.root)
    assert kind is not None
    try:
        return msgspec.convert(document.data, type=kind)
    except msgspec.ValidationError as error:
        wrong = list(shape.wrong(document.data, kind))
        folder.faults += [(one.rule, Fault(document.place(one.path), one.sentence, one.suggestion)) for one in wrong]
        if not wrong:  # the schema and the types would have to disagree; never let it pass in silence
            folder.faults.append(("wrong-type", Fault(document.place(()), f"{error}.")))
    document.data = copy.deepcopy(document.data)
    if not _mend(document, wrong):
        folder.complete = False
    try:
        return msgspec.convert(document.data, type=kind)
    except msgspec.ValidationError:
        folder.complete = False
        return None


def _mend(document: Document, wrong: Iterable[shape.Wrong]) -> bool:
    """Repair what can be repaired and leave out the list entries that cannot. True if nothing had to be left out.

    One wrong key would otherwise hide everything else that is wrong in its file.
    """
    out: set[Path_] = set()
    for one in wrong:
        holder, last = _at(document.data, one.path[:-1]), one.path[-1] if one.path else None
        if one.rule == "unknown-key":
            value = holder.pop(last)
            if one.meant:
                holder[one.meant] = value
        elif one.rule == "unquoted-number":
            holder[last] = str(holder[last])
        else:
            numbers = [position for position, part in enumerate(one.path) if isinstance(part, int)]
            if numbers:
                out.add(one.path[: numbers[-1] + 1])
    whole = not out and all(one.rule in ("unknown-key", "unquoted-number") for one in wrong)
    # From the back, so that the indexes in front stay true.
    for path in sorted(out, key=lambda path: tuple((isinstance(part, int), part) for part in path), reverse=True):
        if not any(path[:length] in out for length in range(1, len(path))):
            _leave_out(document, path)
    return whole


def _leave_out(document: Document, path: Path_) -> None:
    *front, index = path
    assert isinstance(index, int)
    del _at(document.data, tuple(front))[index]
    depth = len(front)
    lines: dict[Path_, int] = {}
    for old, line in document.lines.items():
        number = old[depth] if len(old) > depth and old[:depth] == tuple(front) else None
        if not isinstance(number, int) or number < index:
            lines[old] = line
        elif number > index:
            lines[(*front, number - 1, *old[depth + 1 :])] = line
    document.lines = lines


def _at(data: Any, path: Path_) -> Any:
    for part in path:
        data = data[part]
    return data


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
