"""Plain text for a terminal: blocks of a page, and columns in which a hanzi counts for two."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

from simexit.core.report.document import Block, Heading, Items, Line, Paragraph, Table

WIDTH = 100


def columns(rows: Sequence[Sequence[str]], gap: int = 2) -> str:
    """Rows as a table without lines; the last column may be of any length."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell + " " * (widths[place] - width(cell) + gap) for place, cell in enumerate(row[:-1])]
        lines.append("".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)


def width(text: str) -> int:
    """How many places a text takes in a terminal."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text
    )


def folded(text: str, indent: str = "", most: int = 80) -> str:
    """Lines of at most so many places, all behind the indent: broken between words, and between hanzi."""
    lines, line = [], indent
    for piece in _PIECES.findall(text):
        if width(line + piece.rstrip()) > most - SIGN and line.strip():
            if piece[0] in NEVER_FIRST:
                line += piece
                continue
            lines.append(line.rstrip())
            line = indent + piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])


SIGN = 2
"""Places kept free for a sign that may begin no line."""

NEVER_FIRST = "，。；：！？、）》”’"
"""Signs that begin no line."""

_HANZI = r"\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”‘’"
_PIECES = re.compile(rf"[{_HANZI}]|[^\s{_HANZI}]+\s*|\s+")
"""What stays together in a line: a word, or one hanzi or its sign."""


def plain(blocks: Iterable[Block]) -> str:
    """A page of blocks as plain text."""
    return "\n\n".join(_block(block) for block in blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return text if level == 3 else f"{text}\n{('=' if level == 1 else '-') * width(text)}"
        case Paragraph(line):
            return _wrap(_text(line))
        case Table(heads, rows):
            if not heads:
                return "\n".join(_wrap(f"{_text(label)}: {_text(value)}", "  ") for label, value in rows)
            return "\n".join(_wrap(" | ".join(_text(cell).replace("\n", "; ") for cell in row), "  ") for row in rows)
        case Items(items):
            marks = {True: "[x] ", False: "[ ] ", None: "- "}
            return "\n".join(_wrap(marks[item.ticked] + _text(item.line), "    ") for item in items)


def _text(line: Line) -> str:
    return "".join(run.text for run in line)


def _wrap(text: str, indent: str = "") -> str:
    """Lines broken between words; an address stays whole, and Chinese is left to the terminal."""
    first, *others = text.split("\n")
    lines = [_fold(first, "", indent), *(_fold(line, indent, indent) for line in others)]
    return "\n".join(lines)


def _fold(line: str, first: str, later: str) -> str:
    return textwrap.fill(
        line,
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
