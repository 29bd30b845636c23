"""YAML to plain data, strictly: every value keeps its line, a repeated key is found, surprises are switched off.

YAML 1.1 turns `no` into false, `1:30` into 90 and `+18009378997` into a number. Here plain words are words: only
`true`, `false`, `null`, and numbers without a plus or a leading zero are anything else.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

import yaml

from simexit.core.knowledge.findings import Finding, Place

MOST_VALUES = 200_000
"""Of one file; the largest shipped has some thousands."""

MOST_DIGITS = 18
"""Of a whole number."""

Path_ = tuple[str | int, ...]
"""Where a value stands inside a document: keys and list indexes from the top."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The C parser (ten times faster) with our own short list of plain values that are not text."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_Loader.add_implicit_resolver("null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver("float", re.compile(r"^-?[0-9]+\.[0-9]+$"), list("-0123456789"))


class Document:
    """One YAML file as plain data, with the line of every value and what was wrong with its form."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.data: Any = None
        self.lines: dict[Path_, int] = {(): 1}
        self.findings: list[Finding] = []

    def place(self, path: Path_) -> Place:
        """The line of a value, or of the nearest thing around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return Place(self.file, self.lines.get(path, 1))


def read(file: Path) -> Document:
    """Read one file. Faults of form become findings, never exceptions.

    Raises:
        OSError: the file cannot be read.
    """
    document = Document(file)
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=_Loader)
    except UnicodeDecodeError as error:
        document.findings.append(not_utf8(file, error))
        return document
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        document.findings.append(
            Finding(
                Place(file, mark.line + 1 if mark else 1),
                "yaml",
                f"This is not YAML: {error.problem or error.context}.",
                "look at the quotes and the spaces at the start of this line and the one above",
            )
        )
        return document
    except yaml.YAMLError as error:  # characters that no YAML file may hold, such as a null byte
        document.findings.append(
            Finding(
                Place(file, 1),
                "yaml",
                f"This is not YAML: {str(error).splitlines()[0]}.",
                "remove the control character",
            )
        )
        return document
    if root is not None:
        try:
            document.data = _construct(root, (), document)
        except RecursionError:
            document.findings.append(
                Finding(
                    Place(file, 1), "yaml", "An anchor holds an alias of itself.", "write it out without `&` and `*`"
                )
            )
        except _TooLargeError as error:
            document.findings.append(
                Finding(
                    Place(file, error.line),
                    "yaml",
                    f"Aliases make more than {MOST_VALUES} values of this file.",
                    "write it out without `&` and `*`",
                )
            )
    return document


class _TooLargeError(Exception):
    """Aliases of aliases: eight lines that would fill the memory."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def not_utf8(file: Path, error: UnicodeDecodeError) -> Finding:
    """The finding for a file in another encoding, with the line of the first byte that does not fit."""
    line = bytes(error.object[: error.start]).count(b"\n") + 1
    return Finding(Place(file, line), "encoding", f"The file is not UTF-8: {error.reason}.", "save it as UTF-8")


def _construct(node: yaml.Node, path: Path_, document: Document) -> Any:
    document.lines[path] = node.start_mark.line + 1
    if len(document.lines) > MOST_VALUES:
        raise _TooLargeError(node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in mapping:
                document.findings.append(
                    Finding(
                        Place(document.file, line),
                        "repeated-key",
                        f"The key `{key}` stands twice in this mapping; YAML would silently keep the last.",
                        f"remove one, or rename it; the first is in line {document.lines[(*path, key)]}",
                    )
                )
            mapping[key] = _construct(value_node, (*path, key), document)
            document.lines[(*path, key)] = line
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_construct(item, (*path, index), document) for index, item in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    match node.tag:
        case "null":
            return None
        case "bool":
            return node.value == "true"
        case "int":
            # Longer ones are text, which no number's place takes; Python itself refuses those of 4,300 digits.
            return int(node.value) if len(node.value) <= MOST_DIGITS else node.value
        case "float":
            return float(node.value)
    return node.value
