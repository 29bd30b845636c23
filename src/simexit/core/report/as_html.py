"""A paper as a web page of its own: for any browser, from a phone to a printer. It asks the network for nothing."""

from __future__ import annotations

import html
import re

from simexit.core.errors import N_
from simexit.core.language.messages import words
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
    Section,
    Table,
    lowered,
    printable,
)

TICKED, OPEN = "✓", "□"

_SAID = {True: N_("ticked"), False: N_("not ticked")}

_SHEET = """
:root { color-scheme: light; --ink: #1f2328; --quiet: #5c636b; --line: #dcd9d2; --doubt: #8a5a00; --danger: #9b2c1d; }
* { box-sizing: border-box; }
body { margin: 0; background: #f7f6f3; color: var(--ink); font: 1rem/1.55 "SIM Exit Sans", "Source Sans 3",
  "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
article { background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: 1.25rem 1.5rem;
  margin: 0 0 1.5rem; }
h1, h2, h3 { line-height: 1.3; font-weight: 500; margin: 1.5rem 0 .4rem; }
h1 { font-size: 1.6rem; margin-top: .4rem; }
h2 { font-size: 1.25rem; }
h3 { font-size: 1.05rem; }
p { margin: .4rem 0; }
a { color: #0b6b61; }
strong { font-weight: 500; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { text-align: start; vertical-align: top; font-weight: 400; padding: .4rem .75rem .4rem 0;
  border-bottom: 1px solid var(--line); }
table.pairs { border-top: 1px solid var(--line); }
table.pairs th { color: var(--quiet); width: 32%; }
thead th { color: var(--quiet); }
ul, ol { margin: .4rem 0 1rem; padding-inline-start: 1.5rem; }
ul.ticks { list-style: none; padding-inline-start: 0; }
ul.ticks > li { display: flex; gap: .6rem; position: relative; }
li { margin: .2rem 0; }
.quiet { color: var(--quiet); font-size: .9rem; }
.doubt { color: var(--doubt); }
.danger { color: var(--danger); }
.blank { display: inline-block; min-width: 12rem; width: 100%; height: 1.3em; border-bottom: 1px solid var(--ink); }
.box { flex: none; width: 1em; height: 1em; margin-top: .28em; border: 1px solid #7d8186; border-radius: 3px; }
.box.on { border-color: #0b6b61; background: #0b6b61; }
.box.on::after { content: ""; display: block; width: .3em; height: .55em; margin: .08em auto 0;
  border: solid #fff; border-width: 0 2px 2px 0; rotate: 45deg; }
.spoken { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
.letterhead { display: flex; justify-content: space-between; gap: 2rem; flex-wrap: wrap; }
.letterhead p { margin: 0; }
@media (max-width: 40rem) {
  main { padding: 0; }
  article { border-radius: 0; border-inline: 0; padding: 1rem; }
  table, tbody, tr, th, td { display: block; width: auto; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  th, td { border-bottom: 0; padding: .1rem 0; }
  table.pairs th { width: auto; }
  tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
}
@page { margin: 18mm; }
@media print {
  .box { print-color-adjust: exact; }
  body { background: #fff; font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  article { border: 0; padding: 0; break-after: page; }
  article:last-of-type { break-after: auto; }
  tr, li { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
}
"""

_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_HAN = re.compile(rf"[{_CJK}]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’\-]+(?:[ ,.;:/&'’\-]+[A-Za-z][A-Za-z'’\-]*)*")


def to_html(paper: Paper, *, spoken: bool = True) -> str:
    """The whole page. Everything that comes from a person or a procedure is escaped.

    Args:
        paper: what to write.
        spoken: with the words that only screen readers say; a viewer that knows no style sheets would show them.
    """
    articles = [_article(section, first=not place, spoken=spoken) for place, section in enumerate(paper.sections)]
    body = "\n".join(articles)
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escape(paper.title)}</title>\n<style>{_SHEET}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _article(section: Section, *, first: bool, spoken: bool) -> str:
    """What stands in one language; the title of a further one is a part of the page, which has one title."""
    page = _Page(section.language, spoken=spoken)
    blocks = [block if first else lowered(block) for block in section.blocks]
    inner = "\n".join(page.block(block) for block in blocks)
    return f'<article lang="{html.escape(section.language)}">\n{inner}\n</article>'


class _Page:
    def __init__(self, language: str, *, spoken: bool) -> None:
        self.spoken = spoken
        self.chinese = language.startswith("zh")
        self.words = words(language)

    def block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                return f"<h{level}>{self.text(text)}</h{level}>"
            case Paragraph(line):
                return f"<p>{self.line(line)}</p>"
            case Letterhead(lines, day):
                left = "<br>".join(self.line(line) for line in lines)
                return f'<header class="letterhead">\n<p>{left}</p>\n<p>{self.text(day)}</p>\n</header>'
            case Table():
                return self.table(block)
            case Items():
                return self.items(block)

    def table(self, table: Table) -> str:
        """Every cell that names others says which: the heads their columns, the first of a pair its row."""
        rows = []
        if table.heads:
            cells = "".join(f'<th scope="col">{self.text(head)}</th>' for head in table.heads)
            rows.append(f"<thead>\n<tr>{cells}</tr>\n</thead>")
        rows.append("<tbody>")
        for row in table.rows:
            cells = "".join(f"<td>{self.line(cell)}</td>" for cell in row[0 if table.heads else 1 :])
            named = "" if table.heads else f'<th scope="row">{self.line(row[0])}</th>'
            rows.append(f"<tr>{named}{cells}</tr>")
        lines = "\n".join([*rows, "</tbody>"])
        kind = "" if table.heads else ' class="pairs"'
        return f"<table{kind}>\n{lines}\n</table>"

    def items(self, items: Items) -> str:
        marks = [item.mark for item in items.items]
        if all(marks):
            kind = "" if marks[0][:1].isdigit() else ' type="A"'
            return f"<ol{kind}>\n{self._points(items)}\n</ol>"
        if all(item.ticked is None for item in items.items):
            return f"<ul>\n{self._points(items)}\n</ul>"
        lines = "\n".join(f"<li>{self._tick(item)}<span>{self.line(item.line)}</span></li>" for item in items.items)
        return f'<ul class="ticks">\n{lines}\n</ul>'

    def _points(self, items: Items) -> str:
        return "\n".join(f"<li>{self.line(item.line)}</li>" for item in items.items)

    def _tick(self, item: Item) -> str:
        if not self.spoken:
            return f"<span>{TICKED if item.ticked else OPEN} </span>"
        # Drawn, not written: a letter would be read out, and its contrast be measured as a text's.
        said = _escape(self.words(_SAID[bool(item.ticked)]))
        return f'<span class="{"box on" if item.ticked else "box"}"><span class="spoken">{said}: </span></span>'

    def line(self, line: Line) -> str:
        return "".join(self.run(run) for run in line)

    def run(self, run: Run) -> str:
        if run.style == "blank":
            return '<span class="blank"></span>'
        text = self.text(run.text)
        if run.href:
            text = f'<a href="{html.escape(run.href, quote=True)}">{text}</a>'
        if run.style == "strong":
            return f"<strong>{text}</strong>"
        return f'<span class="{run.style}">{text}</span>' if run.style else text

    def text(self, text: str) -> str:
        """Escaped, lines kept, and what is in the other language marked as such for screen readers and browsers."""
        other, tag = (_LATIN, "en") if self.chinese else (_HAN, "zh-Hans")
        shown, start = [], 0
        for found in other.finditer(text):
            shown.append(_escape(text[start : found.start()]))
            shown.append(f'<span lang="{tag}">{_escape(found[0])}</span>')
            start = found.end()
        return "".join([*shown, _escape(text[start:])])


def _escape(text: str) -> str:
    return html.escape(printable(text)).replace("\n", "<br>")
