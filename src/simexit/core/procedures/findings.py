"""What is wrong with a procedures folder, said with its place and a suggestion."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple


class Place(NamedTuple):
    """A line of a file, counted from 1."""

    file: Path
    line: int


class Finding(NamedTuple):
    """One thing that breaks a rule."""

    place: Place
    rule: str
    sentence: str
    suggestion: str = ""
    severity: Literal["error", "warning"] = "error"

    def render(self, relative_to: Path | None = None) -> str:
        """`file:line: rule: sentence (suggestion)`, the path relative to a folder where that is possible."""
        file = self.place.file
        if relative_to and file.is_relative_to(relative_to):
            file = file.relative_to(relative_to)
        tail = f" ({self.suggestion})" if self.suggestion else ""
        return f"{file}:{self.place.line}: {self.rule}: {self.sentence}{tail}"
