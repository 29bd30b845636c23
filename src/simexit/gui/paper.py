"""Lays a paper out on pages and draws them: no row is cut, no heading stands alone at the foot of a page.

Every cell is a small text document of its own, so that its height is known before it is placed. What is taller than a
page goes on over several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import msgspec
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from simexit.core.errors import N_
from simexit.core.language.messages import Words, words
from simexit.core.report.document import (
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
    printable,
)
from simexit.gui.theme import FONT_FAMILY, LATIN_FAMILY

BODY_PT = 9.5
SHEET_PT = 10.5
"""Of a paper of one page, which has the room."""
LEAST_PT = 7.5
FOOT_PT = 26.0
"""Room under the text for whose paper it is and the number of the page."""

INK, QUIET, LINE = "#1f2328", "#5c636b", "#c9c5bc"
COLOURS = {"quiet": QUIET, "doubt": "#8a5a00", "danger": "#9b2c1d"}

TICKED, OPEN, BULLET = "✓", "□", "•"
"""Marks that the bundled fonts have."""

LONG = 2000
"""Characters from which on a cell is set in pieces, so that it may go on over pages."""

SIGNATURE = "_" * 34

SIGN = 2.6
"""Room above a line to sign on, as a share of the size of type."""

HEADS = {1: (1.75, 1.0, 0.55), 2: (1.25, 1.1, 0.35), 3: (1.1, 0.8, 0.25)}
"""Level -> size, room above, room below, as shares of the body's size."""

LATIN_LINE, CHINESE_LINE = 106, 90
"""Height of a line in percent of the font's own, which leaves less air in the Latin one."""

_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")

PAGE_OF = N_("Page {page} of {pages}")


@dataclass
class Unit:
    """What stands together on a page: a paragraph, a row, a point of a list."""

    cells: list[tuple[float, QTextDocument]]
    """Each with its place from the left."""
    height: float
    above: float
    keep: bool = False
    """It stays with the next one."""
    rules: tuple[bool, bool] = (False, False)
    """A line above, and one below."""
    inset: float = 0.0
    """Air between the line above and the text."""
    head: list[Unit] = field(default_factory=list)
    """The heads of its table, to be said again on a new page."""


def draw(paper: Paper, device: QPagedPaintDevice) -> bool:
    """Draw all pages; False if the device takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    body = QSizeF(device.width(), device.height() - FOOT_PT * device.logicalDpiY() / 72)
    done, begun = True, False
    for section, pages in zip(paper.sections, _fitting(paper, device, body), strict=True):
        for number, page in enumerate(pages, start=1):
            done = (device.newPage() if begun else True) and done
            begun = True
            _draw_page(painter, page, body, device)
            _draw_foot(painter, section, number, len(pages), body, device)
    return painter.end() and done


Placed = tuple[float, Unit, int]
"""Where on the page, what, and which piece of it where it is taller than a page."""


def _fitting(paper: Paper, device: QPagedPaintDevice, body: QSizeF) -> list[list[list[Placed]]]:
    """The pages of each section; of a paper that is to fit on one, in the largest type that does."""
    size = SHEET_PT if paper.one_page else BODY_PT
    while True:
        pages = [_Setter(section, size, device, body).pages() for section in paper.sections]
        if not paper.one_page or sum(map(len, pages)) <= 1 or size <= LEAST_PT:
            return pages
        size -= 0.25


class _Setter:
    """Sets one section in one size of type."""

    def __init__(self, section: Section, size: float, device: QPagedPaintDevice, body: QSizeF) -> None:
        self.section = section
        self.size = size
        self.device = device
        self.body = body
        self.chinese = section.language.startswith("zh")
        self.dot = device.logicalDpiY() / 72
        self.em = size * self.dot

    # --- what there is to place

    def units(self) -> Iterator[Unit]:
        for block in self.section.blocks:
            match block:
                case Heading(level, text):
                    size, above, below = HEADS[level]
                    document = self.text((Run(text, "strong"),), self.body.width(), size)
                    unit = self.unit([(0.0, document)], above=above, keep=True)
                    unit.height += below * self.em
                    yield unit
                case Paragraph(line, keep):
                    pieces = [self.unit([(0.0, self.text(p, self.body.width()))], above=0.45) for p in _pieces(line)]
                    pieces[-1].keep = keep
                    if any(run.style == "blank" for run in line):
                        pieces[0].above = SIGN * self.em
                    yield from pieces
                case Letterhead(lines, day):
                    left = self.text(_joined(lines), self.body.width() * 0.7)
                    right = self.text((Run(day),), self.body.width() * 0.3, right=True)
                    unit = self.unit([(0.0, left), (self.body.width() * 0.7, right)], above=0)
                    unit.height += self.em
                    yield unit
                case Table():
                    yield from self.table(block)
                case Items(items):
                    yield from self.items(items)

    def unit(
        self,
        cells: list[tuple[float, QTextDocument]],
        above: float,
        keep: bool = False,
        rules: tuple[bool, bool] = (False, False),
    ) -> Unit:
        height = max((document.size().height() for _left, document in cells), default=0.0)
        return Unit(cells, height, above * self.em, keep, rules)

    def table(self, table: Table) -> Iterator[Unit]:
        columns = max(len(table.heads), max((len(row) for row in table.rows), default=0))
        shares = table.widths or ((30, 70) if not table.heads else _shares(columns))
        lefts = [self.body.width() * sum(shares[:place]) / sum(shares) for place in range(columns + 1)]
        head: list[Unit] = []
        if table.heads:
            head = [self.row([(Run(text, "quiet"),) for text in table.heads], lefts, rules=(False, True), above=0.4)]
            head[0].keep = True
            yield head[0]
        for number, row in enumerate(table.rows):
            # A cell that goes on over many pages is several rows.
            pieces = list(zip_longest(*(_pieces(cell) for cell in row), fillvalue=()))
            for part, cells in enumerate(pieces):
                first = not number and not part and not table.heads
                unit = self.row(cells, lefts, rules=(first, part == len(pieces) - 1), above=0.4 if first else 0.0)
                unit.head = head
                # The first row does not leave its head, nor the last row the one before it.
                unit.keep = len(table.rows) > 2 and number == len(table.rows) - 2 and part == len(pieces) - 1
                yield unit
        if table.rows:
            yield Unit([], 0.0, 0.35 * self.em)

    def row(self, cells: Sequence[Line], lefts: list[float], rules: tuple[bool, bool], above: float) -> Unit:
        gap = self.em
        placed = []
        for place, line in enumerate(cells):
            wide = lefts[place + 1] - lefts[place] - (gap if place < len(cells) - 1 else 0)
            placed.append((lefts[place], self.text(_no_blank(line), wide)))
        unit = self.unit(placed, above, rules=rules)
        blanks = max(sum(run.style == "blank" for run in line) for line in cells)
        unit.inset = 0.3 * self.em
        unit.height = max(unit.height + 0.55 * self.em, 2.3 * self.em * blanks)
        return unit

    def items(self, items: tuple[Item, ...]) -> Iterator[Unit]:
        mark_width = 1.6 * self.em
        for number, item in enumerate(items):
            mark = item.mark or (BULLET if item.ticked is None else TICKED if item.ticked else OPEN)
            for part, line in enumerate(_pieces(item.line)):
                text = self.text(line, self.body.width() - mark_width)
                cells = [(mark_width, text)]
                if not part:
                    cells.insert(0, (0.0, self.text((Run(mark),), mark_width)))
                yield self.unit(cells, above=0.2, keep=not number and not part and len(items) > 1)

    def text(self, line: Line, width: float, size: float = 1.0, *, right: bool = False) -> QTextDocument:
        """A small document of one piece of text, as wide as its column."""
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        font = QFont()
        font.setFamilies([FONT_FAMILY, LATIN_FAMILY] if self.chinese else [LATIN_FAMILY, FONT_FAMILY])
        font.setPointSizeF(self.size * size)
        document.setDefaultFont(font)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.documentLayout().setPaintDevice(self.device)
        document.setTextWidth(width)
        spacing = QTextBlockFormat()
        percent = CHINESE_LINE if self.chinese else LATIN_LINE
        spacing.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.setBlockFormat(spacing)
        for run in line:
            look = QTextCharFormat()
            if run.style == "strong":
                look.setFontWeight(QFont.Weight.Medium)
            if run.style in COLOURS:
                look.setForeground(QColor(COLOURS[run.style]))
            if run.href:
                look.setAnchor(True)
                look.setAnchorHref(run.href)
            cursor.insertText(SIGNATURE if run.style == "blank" else self.narrow(printable(run.text)), look)
        cursor.endEditBlock()
        return document

    def narrow(self, text: str) -> str:
        """In a Chinese font an apostrophe is as wide as a hanzi: a gap in an English word."""
        return _APOSTROPHE.sub("'", text) if self.chinese else text

    # --- and where

    def pages(self) -> list[list[Placed]]:
        """The units on pages. What belongs together (a heading and what follows it) moves on together."""
        pages: list[list[Placed]] = [[]]
        y = 0.0
        for group in _groups(self.units()):
            height = sum(unit.above + unit.height for unit in group)
            if pages[-1] and y + height > self.body.height() and height <= self.body.height():
                pages.append([])
                y = 0.0
            for unit in group:
                above = unit.above if pages[-1] else 0.0
                if pages[-1] and y + above + unit.height > self.body.height():
                    pages.append([])
                    y, above = 0.0, 0.0
                if not pages[-1] and len(pages) > 1 and unit.head and unit not in unit.head:
                    for head in unit.head:
                        pages[-1].append((y, head, 0))
                        y += head.height
                if unit.height > self.body.height():
                    y = self._over_pages(unit, pages)
                    continue
                if unit.cells:
                    pages[-1].append((y + above, unit, 0))
                y += above + unit.height
        return pages if len(pages) == 1 or pages[-1] else pages[:-1]

    def _over_pages(self, unit: Unit, pages: list[list[Placed]]) -> float:
        """Something taller than a page, from the top of a page on; returns where the next thing may stand."""
        for _left, document in unit.cells:
            document.setPageSize(QSizeF(document.textWidth(), self.body.height()))
        if pages[-1]:
            pages.append([])
        for piece in range(max(document.pageCount() for _left, document in unit.cells)):
            if piece:
                pages.append([])
            pages[-1].append((0.0, unit, piece))
        return self.body.height()


def _groups(units: Iterator[Unit]) -> Iterator[list[Unit]]:
    group: list[Unit] = []
    for unit in units:
        group.append(unit)
        if not unit.keep:
            yield group
            group = []
    if group:
        yield group


def _shares(columns: int) -> tuple[int, ...]:
    return {2: (60, 40), 3: (50, 32, 18), 4: (20, 32, 32, 16)}.get(columns, (1,) * columns)


def _joined(lines: Sequence[Line]) -> Line:
    runs: list[Run] = []
    for number, line in enumerate(lines):
        runs += [Run("\n")] if number else []
        runs += line
    return tuple(runs)


def _no_blank(line: Line) -> Line:
    """In a table the rule under the row is the line to write on."""
    return tuple(run for run in line if run.style != "blank")


def _pieces(line: Line) -> list[Line]:
    """A line, or the pieces of one that is too long to stand on a page; cut where a line ends, else at a space."""
    if sum(len(run.text) for run in line) <= LONG and sum(run.text.count("\n") for run in line) <= LINES:
        return [line]
    return [(msgspec.structs.replace(run, text=text),) for run in line for text in _cut(run.text)]


LINES = 30
"""Lines from which on a text is set in pieces as well."""


def _cut(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = start + LONG
        breaks, place = 0, start
        while breaks < LINES and (place := text.find("\n", place, end)) >= 0:
            breaks += 1
            place += 1
        if breaks == LINES:
            yield text[start : place - 1]
            start = place
        elif end >= len(text):
            yield text[start:]
            return
        else:
            cut = max(text.rfind("\n", start + 1, end), text.rfind(" ", start + 1, end))
            cut = cut if cut > 0 else end
            yield text[start:cut]
            start = cut + (text[cut] in "\n ")


def _draw_page(painter: QPainter, page: list[Placed], body: QSizeF, device: QPagedPaintDevice) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor(INK))  # the window may be dark, paper is not
    pen = QPen(QColor(LINE), device.logicalDpiY() / 72 * 0.6)
    for y, unit, piece in page:
        for left, document in unit.cells:
            top = piece * body.height() if unit.height > body.height() else 0.0
            if unit.height > body.height() and piece >= document.pageCount():
                continue
            painter.save()
            painter.translate(QPointF(left, y - top + unit.inset))
            context.clip = QRectF(0, top, body.width(), body.height())
            if unit.height > body.height():
                painter.setClipRect(context.clip)
            document.documentLayout().draw(painter, context)
            painter.restore()
        painter.setPen(pen)
        for wanted, at in zip(unit.rules, (y, y + unit.height), strict=True):
            if wanted and unit.height <= body.height():
                painter.drawLine(QPointF(0, at), QPointF(body.width(), at))


def _draw_foot(
    painter: QPainter, section: Section, number: int, pages: int, body: QSizeF, device: QPagedPaintDevice
) -> None:
    _: Words = words(section.language)
    font = QFont()
    chinese = section.language.startswith("zh")
    font.setFamilies([FONT_FAMILY, LATIN_FAMILY] if chinese else [LATIN_FAMILY, FONT_FAMILY])
    font.setPointSizeF(8)
    painter.setFont(font)
    painter.setPen(QColor(QUIET))
    foot = QRectF(0, body.height(), body.width(), FOOT_PT * device.logicalDpiY() / 72)
    right = _.listed(filter(None, [_(PAGE_OF, page=number, pages=pages), section.foot_right]))
    metrics = QFontMetricsF(font, device)
    left = metrics.elidedText(printable(section.foot), Qt.TextElideMode.ElideRight, body.width() * 0.6)
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | bottom, left)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | bottom, right)
