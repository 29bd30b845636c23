"""When what happens: events at equal distance, the days between on the line, and below it where the number is."""

from __future__ import annotations

import datetime
import itertools
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simexit.core.language.messages import Words
from simexit.gui import paint
from simexit.gui.theme import NOTE, SMALL, color, font, px


class Event(NamedTuple):
    """A day on the line."""

    day: datetime.date
    title: str
    shown: str
    """The day as it is written."""
    mark: str = "dot"
    """`today`, `lock` (cannot be undone), `plane` (the day of leaving), or `dot`."""


class Stretch(NamedTuple):
    """Where the number is, from one event to another (or to the end)."""

    start: int
    end: int | None
    text: str
    now: bool
    """The number is still at the old carrier: drawn in grey, not in the accent."""


class Timeline(QWidget):
    """The line, painted whole and spoken as one sentence."""

    def __init__(self, events: list[Event], stretches: list[Stretch], words: Words) -> None:
        super().__init__()
        self._events, self._stretches, self._words = events, stretches, words
        self._away = next((place for place, event in enumerate(events) if event.mark == "plane"), None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words("Dates: {list}", list=words.apart(f"{e.title}, {e.shown}" for e in events)))

    def _title_lines(self, width: float) -> int:
        metrics = QFontMetrics(font(NOTE, medium=True))
        share = int(width / max(1, len(self._events)) - px(8))
        most = max((paint.lines_of(metrics, e.title, share) for e in self._events), default=0)
        return max(metrics.height(), min(most, 3 * metrics.height()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        small = QFontMetrics(font(SMALL)).height()
        bars = px(40) if self._stretches else px(12)
        return px(8) + self._title_lines(width) + small + px(34) + bars

    def sizeHint(self) -> QSize:
        return QSize(px(700), self.heightForWidth(px(700)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), px(80))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._events:
            return
        share = self.width() / len(self._events)
        middles = [share * (place + 0.5) for place in range(len(self._events))]
        titles, small = self._title_lines(self.width()), QFontMetrics(font(SMALL)).height()
        line = px(8) + titles + small + px(17)
        if self._away is not None:
            away = QPainterPath()
            away.addRoundedRect(QRectF(1, 1, self.width() - 2, self.height() - 2), px(7), px(7))
            painter.setClipPath(away)
            painter.fillRect(QRectF(middles[self._away], 0, self.width(), self.height()), color("side"))
            painter.setClipping(False)
        self._line(painter, middles, line)
        for place, one in enumerate(self._events):
            self._event(painter, one, QRectF(place * share + px(4), px(8), share - px(8), titles), middles[place], line)
        for stretch in self._stretches:
            left = middles[stretch.start]
            right = middles[stretch.end] - px(6) if stretch.end is not None else self.width() - px(12)
            box = QRectF(left, line + px(22), right - left, px(23))
            paint.rounded(painter, box, 4, "line" if stretch.now else "tint", None)
            painter.setFont(font(SMALL))
            painter.setPen(color("text" if stretch.now else "accent"))
            text = QFontMetrics(font(SMALL)).elidedText(stretch.text, Qt.TextElideMode.ElideRight, int(box.width()) - 8)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _line(self, painter: QPainter, middles: list[float], line: float) -> None:
        painter.setFont(font(SMALL))
        metrics = QFontMetrics(font(SMALL))
        for place, (one, two) in enumerate(itertools.pairwise(middles)):
            days = (self._events[place + 1].day - self._events[place].day).days
            text = self._words.many("{n} day", "{n} days", days) if days else ""
            wide = metrics.horizontalAdvance(text) / 2 + px(6) if text else 0
            center = (one + two) / 2
            painter.setPen(paint.pen("edge", 1))
            painter.drawLine(QPointF(one + px(10), line), QPointF(center - wide, line))
            painter.drawLine(QPointF(center + wide, line), QPointF(two - px(10), line))
            painter.setPen(color("quiet"))
            painter.drawText(QRectF(one, line - px(12), two - one, px(24)), int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setPen(paint.pen("edge", 1))
        painter.drawLine(QPointF(middles[-1] + px(10), line), QPointF(self.width() - px(12), line))

    def _event(self, painter: QPainter, event: Event, box: QRectF, middle: float, line: float) -> None:
        now = event.mark == "today"
        painter.setFont(font(NOTE, medium=True))
        painter.setPen(color("accent" if now else "text"))
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)
        painter.drawText(box, flags, event.title)
        painter.setFont(font(SMALL))
        painter.setPen(color("quiet"))
        day = QRectF(box.left(), box.bottom(), box.width(), QFontMetrics(font(SMALL)).height())
        painter.drawText(day, int(Qt.AlignmentFlag.AlignHCenter), event.shown)
        side = px(9)
        mark = QRectF(middle - side, line - side, 2 * side, 2 * side)
        if now:
            painter.setBrush(color("card"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(mark)
            paint.ring(painter, mark, "current")
        elif event.mark == "lock":
            painter.setBrush(color("card"))
            painter.setPen(paint.pen("danger", 1.5))
            painter.drawEllipse(mark)
            paint.draw_icon(painter, "lock", mark.center().x() - px(5.5), mark.center().y() - px(6), "danger", 11)
        elif event.mark == "plane":
            grown = mark.adjusted(-px(3), -px(3), px(3), px(3))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("text"))
            painter.drawEllipse(grown)
            paint.draw_icon(painter, "plane-fill", middle - px(7), line - px(7), "card", 14)
        else:
            painter.setBrush(color("card"))
            painter.setPen(paint.pen("edge", 1.3))
            painter.drawEllipse(mark.adjusted(px(4), px(4), -px(4), -px(4)))
