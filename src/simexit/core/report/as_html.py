"""The report as one self-contained page: prints from any browser, and holds only what Qt's text documents can draw."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import zip_longest

import msgspec

from simexit.core.report.document import Block, Heading, Items, Line, Paragraph, Run, Style, Table, layout, printable
from simexit.core.report.types import ReportModel

TICKED, OPEN = "✓", "□"
"""Marks that the bundled font has; the words beside them say the same."""

_COLOURS: dict[Style, str] = {"quiet": "#4d545c", "doubt": "#7a4f00", "danger": "#9b2c1d"}

_SHEET = """
body { font-family: "SIM Exit Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  color: #1f2328; background-color: #ffffff; }
h1 { font-size: 17pt; margin-top: 0; margin-bottom: 8px; }
h2 { font-size: 13pt; margin-top: 16px; margin-bottom: 5px; }
h3 { font-size: 11pt; margin-top: 12px; margin-bottom: 3px; }
p { margin-top: 5px; margin-bottom: 3px; }
td, th { text-align: left; vertical-align: top; }
"""

_PRINT = """
@page { margin: 18mm; }
@media screen { body { max-width: 50em; margin: 2em auto; padding: 0 1em; line-height: 1.45; } }
@media print { tr, li { page-break-inside: avoid; } h2, h3 { page-break-after: avoid; } }
table { border-collapse: collapse; }
"""
"""For browsers only; Qt passes over it."""

LONG = 2000
"""Characters from which on a text becomes several paragraphs. Qt goes through all lines of a paragraph for every page
that it is drawn on, and so do browsers for every page that they print."""

MOST_ROWS = 200
"""Of one table; only thousands of attachments come to more."""

_CLOSE = ' style="margin-top: 0px; margin-bottom: 0px"'
"""Of a paragraph that goes on where the one before it was cut."""

_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_HAN = re.compile(rf"[{_CJK}]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’\-]+(?:[ ,.;:/&'’\-]+[A-Za-z][A-Za-z'’\-]*)*")


def to_html(model: ReportModel) -> str:
    """The whole page. Everything that comes from a person or a procedure is escaped."""
    page = _Page(model.language)
    body = "\n".join(page.block(block) for block in layout(model))
    title = html.escape(model.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(model.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_SHEET}</style>\n<style>{_PRINT}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


class _Page:
    def __init__(self, language: str) -> None:
        self.chinese = language.startswith("zh")

    def block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                return f"<h{level}>{self.text(text)}</h{level}>"
            case Paragraph(line):
                return "\n".join(f"<p{_CLOSE if part else ''}>{text}</p>" for part, text in enumerate(self.parts(line)))
            case Table():
                return self.table(block)
            case Items():
                return self.items(block)

    def table(self, table: Table) -> str:
        """Borders and widths as attributes: Qt knows few of them as styles. A long table is several: Qt goes through
        all of one for every page."""
        parts = range(0, len(table.rows), MOST_ROWS)
        return "\n".join(self.rows(table.heads, table.rows[part : part + MOST_ROWS]) for part in parts)

    def rows(self, heads: tuple[str, ...], lines: tuple[tuple[Line, ...], ...]) -> str:
        """One table."""
        rows = []
        if heads:
            cells = "".join(f"<th>{self.text(head)}</th>" for head in heads)
            rows.append(f"<thead><tr>{cells}</tr></thead>")
        for row in lines:
            width = ' width="32%"' if not heads else ""
            # A cell that goes on over many pages is drawn slowly, many rows are not.
            for first, *others in zip_longest(*(self.parts(cell) for cell in row), fillvalue=""):
                cells = f"<td{width}>{first}</td>" + "".join(f"<td>{cell}</td>" for cell in others)
                rows.append(f"<tr>{cells}</tr>")
        joined = "\n".join(rows)
        return (
            '<table width="100%" cellspacing="0" cellpadding="4" border="1" '
            'style="border-style: solid; border-color: #c9c5bc; border-collapse: collapse; '
            'margin-top: 4px; margin-bottom: 10px; margin-left: 0px; margin-right: 0px;">'
            f"\n{joined}\n</table>"
        )

    def items(self, items: Items) -> str:
        """Ticked and open points as a table of two columns, because Qt's lists know no marks of their own."""
        if all(item.ticked is None for item in items.items):
            lines = "\n".join(f"<li>{self.line(item.line)}</li>" for item in items.items)
            return f"<ul>\n{lines}\n</ul>"
        lines = "\n".join(
            f'<tr><td width="18">{TICKED if item.ticked else OPEN}</td><td>{self.line(item.line)}</td></tr>'
            for item in items.items
        )
        return f'<table width="100%" cellspacing="0" cellpadding="2" border="0">\n{lines}\n</table>'

    def parts(self, line: Line) -> list[str]:
        """A line, or the pieces of one that is too long to be drawn as one paragraph."""
        if sum(len(run.text) for run in line) <= LONG:
            return [self.line(line)]
        return [self.line((msgspec.structs.replace(run, text=text),)) for run in line for text in _pieces(run.text)]

    def line(self, line: Line) -> str:
        return "".join(self.run(run) for run in line)

    def run(self, run: Run) -> str:
        text = self.text(run.text)
        if run.href:
            text = f'<a href="{html.escape(run.href, quote=True)}">{text}</a>'
        if run.style == "strong":
            return f"<b>{text}</b>"
        colour = _COLOURS.get(run.style)
        if colour is None:
            return text
        size = "; font-size: 8.5pt" if run.style == "quiet" else ""
        return f'<span style="color: {colour}{size}">{text}</span>'

    def text(self, text: str) -> str:
        """Escaped, lines kept, and what is in the other language marked as such for screen readers and browsers."""
        other, tag = (_LATIN, "en") if self.chinese else (_HAN, "zh-Hans")
        shown, start = [], 0
        for found in other.finditer(text):
            shown.append(_escape(text[start : found.start()]))
            shown.append(f'<span lang="{tag}">{_escape(found[0])}</span>')
            start = found.end()
        return "".join([*shown, _escape(text[start:])])


def _pieces(text: str) -> Iterator[str]:
    """Cut where a line ends, else at a space, else anywhere."""
    start = 0
    while len(text) - start > LONG:
        last = start + LONG
        cut = max(text.rfind("\n", start + 1, last), text.rfind(" ", start + 1, last))
        cut = cut if cut > 0 else last
        yield text[start:cut]
        start = cut + (text[cut] in "\n ")
    yield text[start:]


def _escape(text: str) -> str:
    return html.escape(printable(text)).replace("\n", "<br>")
