"""`schema.json`, which editors read, is the one that the types make, and every shipped file fits it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from simexit.core.authoring import schema
from simexit.core.knowledge import load as build
from simexit.core.knowledge.yaml_lines import read
from simexit.core.system import locations

SHIPPED = locations.CHECKOUT / "procedures"


def test_the_committed_file_is_current() -> None:
    """Made anew by `python -m simexit.core.authoring.schema`. How lines are set differs between versions of Python."""
    committed = (SHIPPED / "schema.json").read_text(encoding="utf-8")
    assert meaning(json.loads(committed)) == meaning(json.loads(schema.text()))


def meaning(part: Any) -> Any:
    """A schema without what its texts owe to the indentation of the code."""
    if isinstance(part, dict):
        return {key: meaning(value) for key, value in part.items()}
    if isinstance(part, list):
        return [meaning(value) for value in part]
    return " ".join(part.split()) if isinstance(part, str) else part


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(schema.text()))


def test_what_stands_below_an_attribute_describes_it() -> None:
    fact = json.loads(schema.text())["$defs"]["Fact"]
    assert fact["properties"]["confidence"]["enum"] == ["high", "low", "medium"]
    assert fact["properties"]["source"]["description"].startswith("Address of the page")


@pytest.mark.parametrize("kind", schema.KINDS, ids=lambda kind: kind.__name__)
def test_shipped_files_fit_the_schema_of_their_kind(kind: type) -> None:
    """As an editor would judge them, not as msgspec does: the two agree."""
    validator = Draft202012Validator(schema.of(kind))
    for file in build.files(SHIPPED):
        if build.kind_of(file, SHIPPED) is kind:
            assert not list(validator.iter_errors(read(file).data)), file.name


@pytest.mark.parametrize("file", list(build.files(SHIPPED)), ids=lambda file: file.name)
def test_every_file_tells_editors_its_schema(file: Path) -> None:
    """A language server for YAML then completes keys, shows what they mean, and marks what is wrong."""
    kind = build.kind_of(file, SHIPPED)
    assert kind is not None
    lines = file.read_text(encoding="utf-8").splitlines()[:5]
    (named,) = (line.partition("$schema=")[2] for line in lines if line.startswith("# yaml-language-server: "))
    path, _, pointer = named.partition("#/$defs/")
    assert (file.parent / path).resolve() == SHIPPED / "schema.json"
    assert pointer == kind.__name__
    assert pointer in json.loads((SHIPPED / "schema.json").read_text(encoding="utf-8"))["$defs"]
