"""Phase one of `simexit check`: whether every file is there, can be read, and fits the type of its place.

All faults of all files are listed, with their lines. Only a folder without any goes on to the rules, which can then
take for granted that every entry is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from simexit.core.authoring import schema
from simexit.core.knowledge import translations
from simexit.core.knowledge.findings import Finding, Place, nearest
from simexit.core.knowledge.load import FILES, FOLDERS, files, kind_of
from simexit.core.knowledge.yaml_lines import Document, Path_, read

SHAPE = {
    "missing-file": "Every single file at the top of the folder is there and can be opened; an empty list is one too.",
    "unknown-file": "Nothing lies in the folder that the program does not read: misplaced, it is part of no plan.",
    "encoding": "Every file is UTF-8, those of translations too: saved otherwise, its texts are unreadable elsewhere.",
    "yaml": "Every file is YAML.",
    "repeated-key": "No key stands twice in a mapping. YAML silently keeps the last, and the first is lost.",
    "unknown-key": "Every key is one that the program knows. A misspelt key says nothing, and nobody notices.",
    "missing-key": "Every key that an entry cannot do without is there.",
    "wrong-type": "Every value is of its kind: text, list, mapping, number.",
    "unknown-value": "Where the values are a closed list, the value is of that list.",
    "unquoted-number": "Text that looks like a number, `true` or `false` stands in quotes: 0123 would lose its zero.",
}
"""What phase one demands, by the name under which a fault is found."""

NO_PROCEDURES = ("README.md", "COVERAGE.md", "schema.json")
"""What else may stand in the folder: the author's guide and the schema for editors."""

WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "a mapping",
    "array": "a list",
    "null": "empty",
}


class Wrong(NamedTuple):
    """One place of the wrong shape."""

    rule: str
    path: Path_
    sentence: str
    suggestion: str = ""
    meant: str = ""
    """The key that is missing, or that an unknown key is a misspelling of."""


class Reading(NamedTuple):
    """What came out of phase one."""

    documents: dict[str, Document]
    """Every file with its lines, by its path inside the folder."""
    parts: dict[str, Any]
    """The same as the types of their places; all of them, where nothing was found."""
    findings: list[Finding]


def read_all(root: Path) -> Reading:
    """Read every file of a folder of procedures."""
    reading = Reading({}, {}, list(_strangers(root)))
    for file in files(root):
        name = file.relative_to(root).as_posix()
        try:
            document = read(file)
        except OSError as error:
            sentence = "This file must be there." if not file.exists() else f"It cannot be read: {error.strerror}."
            reading.findings.append(Finding(Place(file, 1), "missing-file", sentence, f"add {name}"))
            continue
        reading.findings.extend(document.findings)
        if any(finding.rule in ("yaml", "encoding") for finding in document.findings):
            continue
        reading.documents[name] = document
        kind = kind_of(file, root)
        assert kind is not None
        try:
            reading.parts[name] = msgspec.convert(document.data, type=kind)
        except msgspec.ValidationError as error:
            wrong = list(_wrong(document.data, kind))
            if not wrong:  # schema and types would have to disagree; never let it pass in silence
                wrong = [Wrong("wrong-type", (), f"{error}.")]
            reading.findings.extend(
                Finding(document.place(one.path), one.rule, one.sentence, one.suggestion) for one in wrong
            )
            continue
        try:
            translations.add(reading.parts[name], root, name)
        except translations.UnreadableTranslationsError as error:
            reading.findings.append(error.finding)
    return reading


def _strangers(root: Path) -> Iterator[Finding]:
    """Files that the program does not read."""
    known = list(files(root))
    names = [file.relative_to(root).as_posix() for file in known]
    wanted = {*known, *(root / name for name in NO_PROCEDURES)}
    for language in translations.languages(root):
        wanted |= {translations.file_for(root, language, name) for name in names}
    missing = [name for name in FILES if not (root / name).exists()]
    for file in sorted(root.rglob("*")):
        relative = file.relative_to(root)
        if file.is_dir() or file in wanted or any(part.startswith(".") for part in relative.parts):
            continue
        folders = ", ".join(f"{name}/" for name in FOLDERS)
        hint = nearest(relative.as_posix(), missing) or f"remove it, or move it to one of: {folders}"
        if file.suffix == ".yml":
            hint = f"rename it to {file.stem}.yaml"
        yield Finding(Place(file, 1), "unknown-file", "The program does not read this file.", hint)


def _wrong(data: Any, kind: type[msgspec.Struct]) -> Iterator[Wrong]:
    """Everything in plain data that does not fit a type, where decoding would name only the first.

    A missing key and an unknown one that is nearly spelt like it are one mistake, so they are told as one.
    """
    found = [one for error in _validator(kind).iter_errors(data) for one in _explain(error)]
    missing = {(one.path, one.meant) for one in found if one.rule == "missing-key"}
    meant = {(one.path[:-1], one.meant) for one in found if one.rule == "unknown-key"} & missing
    for one in found:
        if one.rule == "unknown-key" and (one.path[:-1], one.meant) not in meant:
            yield one._replace(meant="")
        elif one.rule != "missing-key" or (one.path, one.meant) not in meant:
            yield one


@cache
def _validator(kind: type[msgspec.Struct]) -> Draft202012Validator:
    return Draft202012Validator(schema.of(kind))


def _explain(error: ValidationError) -> Iterator[Wrong]:
    path = tuple(error.absolute_path)
    demanded: Any = error.validator_value
    instance: Any = error.instance
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    what = f"`{name}`" if name else "The file"
    if error.validator == "anyOf":
        # Here it only ever means "this, or nothing at all": what counts is what is wrong with "this".
        for inner in error.context or []:
            branch = inner.schema_path[0]
            if isinstance(branch, int) and demanded[branch].get("type") != "null":
                yield from _explain(inner)
    elif error.validator == "additionalProperties":
        allowed = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        for key in instance:
            if key not in allowed:
                hint = nearest(key, allowed)
                meant = hint.split("`")[1] if hint else ""
                hint = hint or f"the keys here are: {', '.join(allowed)}"
                yield Wrong("unknown-key", (*path, key), f"The key `{key}` is not known here.", hint, meant)
    elif error.validator == "required":
        key = error.message.split("'")[1]
        yield Wrong("missing-key", path, f"The key `{key}` is missing here.", f"add `{key}:`", key)
    elif error.validator == "enum":
        values = [str(value) for value in demanded if value is not None]
        hint = nearest(str(instance), values) or f"one of: {', '.join(values)}"
        yield Wrong("unknown-value", path, f"`{instance}` is not a value of `{name}`.", hint)
    elif error.validator == "type" and demanded == "string" and _is_scalar(instance):
        shown = str(instance).lower() if isinstance(instance, bool) else str(instance)
        sentence = f"{what} must be text, and {shown} without quotes is not."
        yield Wrong("unquoted-number", path, sentence, f'quote it: "{shown}"')
    elif error.validator == "type":
        sentence = f"{what} must be {WORDS[demanded]}, not {_word(instance)}."
        yield Wrong("wrong-type", path, sentence)
    else:
        yield Wrong("wrong-type", path, f"{what} is not as it must be: {error.message}.")


def _is_scalar(value: Any) -> bool:
    return isinstance(value, int | float)


def _word(value: Any) -> str:
    match value:
        case None:
            return WORDS["null"]
        case bool():
            return WORDS["boolean"]
        case int() | float():
            return WORDS["number"]
        case str():
            return WORDS["string"]
        case list():
            return WORDS["array"]
    return WORDS["object"]
