"""Plain data to the model: which file holds what, and how a folder becomes a catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from simexit.core.errors import ProceduresBroken
from simexit.core.knowledge import translations
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.findings import Finding, Place
from simexit.core.knowledge.sources import Hosts
from simexit.core.knowledge.types import (
    Carrier,
    CommonFacts,
    Destination,
    Killer,
    KnownAddresses,
    Letter,
    OtherNames,
    OwnerSheet,
    PlaceTable,
    Question,
    QuestionPage,
    Reply,
    Route,
    Script,
    Source,
    Step,
    Term,
    Topic,
    Trouble,
)
from simexit.core.system import locations


class Questions(msgspec.Struct, forbid_unknown_fields=True):
    """`questions.yaml`."""

    pages: list[QuestionPage]
    questions: list[Question]


class Killers(msgspec.Struct, forbid_unknown_fields=True):
    """`killers.yaml`."""

    killers: list[Killer]


class Steps(msgspec.Struct, forbid_unknown_fields=True):
    """A file of `steps/`."""

    steps: list[Step]


class Topics(msgspec.Struct, forbid_unknown_fields=True):
    """`topics.yaml`."""

    topics: list[Topic]


class Replies(msgspec.Struct, forbid_unknown_fields=True):
    """`replies.yaml`."""

    replies: list[Reply]


class Scripts(msgspec.Struct, forbid_unknown_fields=True):
    """`scripts.yaml`."""

    scripts: list[Script]


class Letters(msgspec.Struct, forbid_unknown_fields=True):
    """`letters.yaml`."""

    blanks: dict[str, str]
    """Everything that a letter may leave open, and what stands in its place where nothing is known. Nothing secret is
    among it."""
    letters: list[Letter]
    owner: OwnerSheet


class Troubles(msgspec.Struct, forbid_unknown_fields=True):
    """`trouble.yaml`."""

    troubles: list[Trouble]


class Glossary(msgspec.Struct, forbid_unknown_fields=True):
    """`glossary.yaml`."""

    terms: list[Term]


class Sources(msgspec.Struct, forbid_unknown_fields=True):
    """`sources.yaml`."""

    sources: list[Source]


class Destinations(msgspec.Struct, forbid_unknown_fields=True):
    """`destinations.yaml`."""

    table: PlaceTable
    destinations: list[Destination]


class Retired(msgspec.Struct, forbid_unknown_fields=True):
    """`retired.yaml`."""

    retired: dict[str, str]


class Covers(msgspec.Struct, forbid_unknown_fields=True):
    """`covers.yaml`: what the steps together have to serve, by the names that they use in `covers`."""

    clusters: dict[str, str]
    gaps: dict[str, str]


FILES: dict[str, type[msgspec.Struct]] = {
    "questions.yaml": Questions,
    "killers.yaml": Killers,
    "topics.yaml": Topics,
    "replies.yaml": Replies,
    "scripts.yaml": Scripts,
    "letters.yaml": Letters,
    "trouble.yaml": Troubles,
    "glossary.yaml": Glossary,
    "sources.yaml": Sources,
    "retired.yaml": Retired,
    "other-names.yaml": OtherNames,
    "known-addresses.yaml": KnownAddresses,
    "destinations.yaml": Destinations,
    "covers.yaml": Covers,
}
"""The single files at the top of the folder. All must be there."""

FOLDERS: dict[str, type[msgspec.Struct]] = {"routes": Route, "steps": Steps, "common": CommonFacts, "carriers": Carrier}
"""The folders, each with files of one kind, read in the order of their names."""


def kind_of(file: Path, folder: Path) -> type[msgspec.Struct] | None:
    """What a file holds, by its place; None for a file that is not part of the procedures."""
    relative = file.relative_to(folder)
    if len(relative.parts) == 1:
        return FILES.get(relative.name)
    return FOLDERS.get(relative.parts[0]) if len(relative.parts) == 2 else None


def files(folder: Path) -> Iterator[Path]:
    """Every procedure file, in a fixed order."""
    yield from (folder / name for name in FILES)
    for name in FOLDERS:
        yield from sorted((folder / name).glob("*.yaml"))


def load(folder: Path | None = None) -> Catalogue:
    """The catalogue of a folder; by default the shipped one, from JSON that was built from it where there is some.

    Raises:
        ProceduresBroken: a file is missing or wrong. `checks.run` lists everything; this names the first.
    """
    if folder is None:
        built = locations.built_procedures()
        if built:
            return msgspec.json.decode(built.read_bytes(), type=Catalogue)
        if not locations.is_installed():
            from simexit.core.knowledge import checkout

            return checkout.catalogue(locations.CHECKOUT, load)
        folder = locations.shipped("procedures")
    parts: dict[str, Any] = {}
    for file in files(folder):
        if not file.is_file():
            raise _broken(Finding(Place(file, 1), "missing-file", "This file must be there."))
        name = file.relative_to(folder).as_posix()
        parts[name] = decode(file, folder)
        try:
            translations.add(parts[name], folder, name)
        except translations.UnreadableTranslationsError as error:
            raise _broken(error.finding) from error
    return assemble(parts)


def assemble(parts: dict[str, Any]) -> Catalogue:
    """Put decoded files (by their path inside the folder) together."""

    def under(name: str) -> list[Any]:
        return [part for path, part in parts.items() if path.startswith(f"{name}/")]

    places: list[Destination] = parts["destinations.yaml"].destinations
    hosts = Hosts(parts["sources.yaml"].sources, under("carriers"), places)
    return Catalogue(
        pages=parts["questions.yaml"].pages,
        questions=parts["questions.yaml"].questions,
        killers=parts["killers.yaml"].killers,
        routes=sorted(under("routes"), key=lambda route: route.rank),
        steps=[step for part in under("steps") for step in part.steps],
        carriers=[hosts.settled(carrier, carrier.slug) for carrier in under("carriers")],
        destinations=[hosts.settled(place, place.carrier or place.id) for place in places],
        place_table=parts["destinations.yaml"].table,
        common=[hosts.settled(group) for group in under("common")],
        topics=parts["topics.yaml"].topics,
        replies=parts["replies.yaml"].replies,
        scripts=parts["scripts.yaml"].scripts,
        letters=parts["letters.yaml"].letters,
        letter_blanks=parts["letters.yaml"].blanks,
        owner_sheet=parts["letters.yaml"].owner,
        troubles=parts["trouble.yaml"].troubles,
        terms=parts["glossary.yaml"].terms,
        sources=parts["sources.yaml"].sources,
        retired=parts["retired.yaml"].retired,
        other_names=hosts.settled_names(parts["other-names.yaml"]),
        known=parts["known-addresses.yaml"],
    )


def decode(file: Path, folder: Path) -> Any:
    """One file as its type, in the languages that stand in it.

    Raises:
        ProceduresBroken: it is wrong.
    """
    from simexit.core.knowledge.yaml_lines import read  # an installed program never reads YAML

    document = read(file)
    if document.findings:
        raise _broken(document.findings[0])
    kind = kind_of(document.file, folder)
    assert kind is not None
    try:
        return msgspec.convert(document.data, type=kind)
    except msgspec.ValidationError as error:
        raise _broken(
            Finding(
                document.place(_path(str(error))),
                "shape",
                f"{error}.",
                "`simexit check` lists everything that is wrong",
            )
        ) from error


def _path(message: str) -> tuple[str | int, ...]:
    """The path that msgspec names in `... - at `$.facts[3].says``."""
    _, found, tail = message.partition(" - at `$")
    if not found:
        return ()
    path: list[str | int] = []
    for part in tail.rstrip("`").replace("[", ".[").split("."):
        if part.startswith("["):
            inner = part[1:-1]
            if inner == "...":  # msgspec does not name a mapping's key
                break
            path.append(int(inner))
        elif part:
            path.append(part)
    return tuple(path)


def _broken(finding: Finding) -> ProceduresBroken:
    return ProceduresBroken(count=1, first=finding.render())
