"""The JSON Schema of the procedures, made from the types: for editors (`schema.json`) and for `simexit check`.

`python -m simexit.core.authoring.schema` writes `procedures/schema.json` anew. What an author sees in an editor are
the docstrings of `knowledge/types.py`.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from simexit.core.knowledge import types as model
from simexit.core.knowledge.load import FILES, FOLDERS
from simexit.core.system import locations

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS = (*FILES.values(), *FOLDERS.values())


def of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The schema of one kind of file."""
    return {"$schema": DIALECT, "$ref": f"#/$defs/{kind.__name__}", "$defs": _definitions()}


def text() -> str:
    """The whole of `schema.json`: any procedure file, with every description."""
    definitions = _definitions()
    for name, described in _attribute_docs().items():
        if name not in definitions:
            continue  # a type of which no file is made yet
        for key, description in described.items():
            spelled = key if key in definitions[name]["properties"] else key.rstrip("_")
            definitions[name]["properties"][spelled]["description"] = description
    whole = {
        "$schema": DIALECT,
        "title": "A file of procedures",
        "description": "Made from the types in src/simexit/core/knowledge/types.py; change those, then run "
        "`python -m simexit.core.authoring.schema`.",
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in KINDS],
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(whole, order="sorted"), indent=2).decode() + "\n"


def write(folder: Path) -> None:
    """Write `schema.json` into a folder of procedures."""
    (folder / "schema.json").write_text(text(), encoding="utf-8")


def _definitions() -> dict[str, Any]:
    _, definitions = msgspec.json.schema_components(KINDS, ref_template="#/$defs/{name}")
    return definitions


@cache
def _attribute_docs() -> dict[str, dict[str, str]]:
    """Type -> attribute -> the string that stands below it in the source; Python itself does not keep those."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(model)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for above, below in zip(node.body, node.body[1:], strict=False):
            if (
                isinstance(above, ast.AnnAssign)
                and isinstance(above.target, ast.Name)
                and isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
            ):
                found.setdefault(node.name, {})[above.target.id] = " ".join(str(below.value.value).split())
    return found


if __name__ == "__main__":
    write(locations.CHECKOUT / "procedures")
