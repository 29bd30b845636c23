"""Plain text for a terminal and for mail: blocks of a page, in which a hanzi counts for two places."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable

from simexit.core.report.document import Block, Heading, Items, Letterhead, Line, Paragraph, Run, Table

WIDTH = 100

UNDERLINE = "________________"
"""A line to write on."""


def width(text: str) -> int:
    """How many places a text takes in a terminal."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text
    )


def plain(blocks: Iterable[Block], columns: int = WIDTH) -> str:
    """A page of blocks as plain text."""
    return "\n\n".join(_block(block, columns) for block in blocks) + "\n"


def _block(block: Block, columns: int) -> str:
    def wrap(text: str, indent: str = "") -> str:
        return _wrap(text, indent, columns)

    match block:
        case Heading(level, text):
            return text if level == 3 else f"{text}\n{('=' if level == 1 else '-') * min(width(text), columns)}"
        case Paragraph(line):
            return wrap(_text(line))
        case Letterhead(sender, day):
            return "\n".join([*(_text(line) for line in sender), "", day])
        case Table(heads, rows):
            if not heads:
                return "\n".join(wrap(f"{_text(label)}: {_text(value)}", "  ") for label, value in rows)
            lines = ["; ".join(heads)] if any(heads) else []
            rows_ = [" | ".join(_text(cell).replace("\n", "; ") for cell in row) for row in rows]
            return "\n".join(wrap(text, "  ") for text in [*lines, *rows_])
        case Items(items):
            marks = {True: "[x]", False: "[ ]", None: "-"}
            return "\n".join(wrap(f"{item.mark or marks[item.ticked]} {_text(item.line)}", "    ") for item in items)


def _text(line: Line) -> str:
    return "".join(_run(run) for run in line)


def _run(run: Run) -> str:
    return UNDERLINE if run.style == "blank" else run.text


def _wrap(text: str, indent: str, columns: int) -> str:
    """Lines broken between words; an address stays whole, and Chinese is left to the terminal."""
    first, *others = text.split("\n")
    lines = [_fold(first, "", indent, columns), *(_fold(line, indent, indent, columns) for line in others)]
    return "\n".join(lines)


def _fold(line: str, first: str, later: str, columns: int) -> str:
    return textwrap.fill(
        line,
        columns,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
