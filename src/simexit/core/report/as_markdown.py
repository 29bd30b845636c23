"""The report as Markdown: plain text to read anywhere, and to compare from one day to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simexit.core.report.as_text import UNDERLINE
from simexit.core.report.document import (
    Block,
    Heading,
    Item,
    Items,
    Letterhead,
    Line,
    Paper,
    Paragraph,
    Run,
    Table,
    printable,
)

# What would be taken as a mark inside a line; an underscore or star between letters is one too.
_MARKS = re.compile(r"([\\`*_\[\]<>|~&])")
# Spaces of one line only: a run of empty lines is not to be tried again from each of them.
_AT_START = re.compile(r"^([^\S\n]*)(?:([#+=-])|(\d+)([.)]))", re.MULTILINE)


def to_markdown(paper: Paper) -> str:
    """The whole paper. What a person typed cannot become a mark."""
    return blocks_to_markdown(paper.blocks)


def blocks_to_markdown(blocks: Iterable[Block]) -> str:
    """Any page of blocks."""
    return "\n\n".join(_block(block) for block in blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_one_line(_marks(text))}"
        case Paragraph(line):
            return _line(line, "  \n")
        case Letterhead(sender, day):
            return "\n\n".join(["  \n".join(_line(line, "  \n") for line in sender), _escape(day)])
        case Table(heads, rows):
            if not heads:  # Markdown tables need a head; label and value read well as a list
                return "\n".join(f"- {_label(_line(label, ' '))}{_line(value, '<br>')}" for label, value in rows)
            lines = [_row(heads), _row(tuple("---" for _ in heads))]
            lines += [_row(tuple(_line(cell, "<br>") for cell in row)) for row in rows]
            return "\n".join(lines)
        case Items(items):
            marks = {True: "- [x] ", False: "- [ ] ", None: "- "}
            points = [(_mark(item) or marks[item.ticked], _line(item.line, "  \n  ")) for item in items]
            return "\n".join(f"{mark}{text}" for mark, text in points)


def _mark(item: Item) -> str:
    """The number of a point; a letter is no mark of Markdown, so it stands in the text."""
    if not item.mark:
        return ""
    return f"{item.mark} " if item.mark[0].isdigit() else f"- {item.mark} "


def _label(text: str) -> str:
    """A label and what parts it from its value; a question has its own mark."""
    if text.endswith(("?", "？")):
        return text.replace("?", "? ")
    return f"{text}：" if text[-1:] > "\u2e7f" else f"{text}: "


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(_one_line(cell) for cell in cells)} |"


def _line(line: Line, line_end: str) -> str:
    return "".join(_run(run) for run in line).strip().replace("\n", line_end)


def _run(run: Run) -> str:
    if run.style == "blank":
        return _marks(UNDERLINE)
    if run.href:
        # An address between angle brackets is a link as it stands.
        return run.text.replace(run.href, f"<{run.href}>")
    text = _escape(run.text)
    if run.style in ("strong", "danger") and text.strip():
        body = text.strip()
        before, _, after = text.partition(body)
        return f"{before}**{body}**{after}" if "\n" not in body else text
    return text


def _escape(text: str) -> str:
    text = _marks(text)
    return _AT_START.sub(lambda at: f"{at[1]}\\{at[2]}" if at[2] else f"{at[1]}{at[3]}\\{at[4]}", text)


def _marks(text: str) -> str:
    return _MARKS.sub(r"\\\1", printable(text))


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
