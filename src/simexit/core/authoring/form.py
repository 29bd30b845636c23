"""Rules on the form of the files: which there must be, whether they can be read, and whether each entry has its shape.

All of these are found while the folder is being read (`folder.load`); here they get their names and reasons.
"""

from __future__ import annotations

from collections.abc import Iterator

from simexit.core.authoring.folder import Folder
from simexit.core.authoring.registry import rule
from simexit.core.knowledge import load as build
from simexit.core.knowledge import translations
from simexit.core.knowledge.findings import Fault, Place, nearest

NO_PROCEDURES = ("README.md", "COVERAGE.md", "schema.json")
"""What else may stand in the folder: the author's guide and the schema for editors."""


def _while_reading(name: str, folder: Folder) -> Iterator[Fault]:
    return (fault for found, fault in folder.faults if found == name)


@rule("missing-file")
def missing_file(folder: Folder) -> Iterator[Fault]:
    """Every single file at the top of the folder is there and can be opened.

    A plan needs all of them; an empty list is a file too.
    """
    yield from _while_reading("missing-file", folder)


@rule("unknown-file")
def unknown_file(folder: Folder) -> Iterator[Fault]:
    """Nothing lies in the folder that the program does not read.

    A file in the wrong place, or called `.yml`, would silently be no part of any plan.
    """
    read = set(build.files(folder.root))
    for language in translations.languages(folder.root):
        read |= {
            translations.file_for(folder.root, language, file.relative_to(folder.root).as_posix())
            for file in build.files(folder.root)
        }
    missing = [name for name in build.FILES if not (folder.root / name).exists()]
    for file in sorted(folder.root.rglob("*")):
        relative = file.relative_to(folder.root)
        hidden = any(part.startswith(".") for part in relative.parts)
        if file.is_dir() or file in read or hidden or relative.as_posix() in NO_PROCEDURES:
            continue
        hint = nearest(relative.as_posix(), missing) or "remove it, or move it to steps/, common/ or carriers/"
        if file.suffix == ".yml":
            hint = f"rename it to {file.stem}.yaml"
        yield Fault(Place(file, 1), "The program does not read this file.", hint)


@rule("encoding")
def encoding(folder: Folder) -> Iterator[Fault]:
    """Every file is UTF-8, those of translations too, which must be such.

    Chinese saved in another encoding is unreadable on the next machine; a file of translations that cannot be read
    would leave all its texts in English without a word.
    """
    yield from _while_reading("encoding", folder)


@rule("yaml")
def yaml(folder: Folder) -> Iterator[Fault]:
    """Every file is YAML."""
    yield from _while_reading("yaml", folder)


@rule("repeated-key")
def repeated_key(folder: Folder) -> Iterator[Fault]:
    """No key stands twice in a mapping.

    YAML silently keeps the last, and the first is lost.
    """
    yield from _while_reading("repeated-key", folder)


@rule("unknown-key")
def unknown_key(folder: Folder) -> Iterator[Fault]:
    """Every key is one that the program knows.

    A misspelt key says nothing to anyone, and nobody notices.
    """
    yield from _while_reading("unknown-key", folder)


@rule("missing-key")
def missing_key(folder: Folder) -> Iterator[Fault]:
    """Every key that an entry cannot do without is there."""
    yield from _while_reading("missing-key", folder)


@rule("wrong-type")
def wrong_type(folder: Folder) -> Iterator[Fault]:
    """Every value is of its kind: text, list, mapping, number."""
    yield from _while_reading("wrong-type", folder)


@rule("unknown-value")
def unknown_value(folder: Folder) -> Iterator[Fault]:
    """Where the values are a closed list, the value is of that list.

    Among them the kind of a source: what is known from memory alone has none, and so does not ship.
    """
    yield from _while_reading("unknown-value", folder)


@rule("unquoted-number")
def unquoted_number(folder: Folder) -> Iterator[Fault]:
    """Text that looks like a number, `true` or `false` stands in quotes.

    YAML turns 2026-06 into text but 2026 into a number, and 0123 loses its zero elsewhere.
    """
    yield from _while_reading("unquoted-number", folder)
