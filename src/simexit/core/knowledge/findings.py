"""What is wrong with a procedures folder, said with its place and a suggestion."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple


class Place(NamedTuple):
    """A line of a file, counted from 1."""

    file: Path
    line: int


Severity = Literal["error", "warning"]


class Fault(NamedTuple):
    """One place where a rule is broken. The name of the rule is added by whoever runs it."""

    place: Place
    sentence: str
    suggestion: str = ""
    severity: Severity = "error"


class Finding(NamedTuple):
    """One thing that breaks a rule."""

    place: Place
    rule: str
    sentence: str
    suggestion: str = ""
    severity: Severity = "error"

    def render(self, relative_to: Path | None = None) -> str:
        """`file:line: rule: sentence (suggestion)`, the path relative to a folder where that is possible."""
        file = self.place.file
        if relative_to and file.is_relative_to(relative_to):
            file = file.relative_to(relative_to)
        tail = f" ({self.suggestion})" if self.suggestion else ""
        return f"{file}:{self.place.line}: {self.rule}: {self.sentence}{tail}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The suggestion that names the nearest known word; empty where none is near."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""
