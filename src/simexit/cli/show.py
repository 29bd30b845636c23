"""Columns for a terminal, in which a hanzi counts for two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simexit.core.report.as_text import width


def columns(rows: Sequence[Sequence[str]], gap: int = 2) -> str:
    """Rows as a table without lines; the last column may be of any length."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell + " " * (widths[place] - width(cell) + gap) for place, cell in enumerate(row[:-1])]
        lines.append("".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)


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
