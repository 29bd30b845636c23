"""Small pictures: a QR code, the ring of progress, the mark of a stage, the line of dates."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simexit.gui.theme import SMALL, Theme


@cache
def _matrix(content: str) -> tuple[bytes, ...]:
    """The modules of a QR code, row by row; worked out once, when it is first drawn."""
    import segno  # slow to import, and most pages show no QR code

    return tuple(bytes(line) for line in segno.make(content, error="m", micro=False).matrix)


class QrCode(QWidget):
    """A number or address to take over with the phone in one's hand. Always dark on white, or cameras fail."""

    def __init__(self, content: str, name: str, theme: Theme) -> None:
        super().__init__()
        self._content = content
        side = theme.px(96)
        self.setFixedSize(side, side)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        quiet, matrix = 3, _matrix(self._content)
        cells = len(matrix) + 2 * quiet
        size = self.width() / cells
        for line, bits in enumerate(matrix):
            for place, bit in enumerate(bits):
                if bit:
                    left, top = (place + quiet) * size, (line + quiet) * size
                    painter.fillRect(QRectF(left, top, size + 0.5, size + 0.5), QColor("#111111"))


class Ring(QWidget):
    """How many stages are done; the figure stands in the middle."""

    def __init__(self, done: int, total: int, theme: Theme) -> None:
        super().__init__()
        self._done, self._total, self._theme = done, total, theme
        side = theme.px(48)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, width = self._theme.colors, self._theme.px(5)
        box = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter.setPen(QPen(QColor(colors.line), width))
        painter.drawEllipse(box)
        if self._total:
            pen = QPen(QColor(colors.accent), width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, -round(360 * 16 * self._done / self._total))
        painter.setFont(self._theme.font(SMALL - 1))
        painter.setPen(QColor(colors.quiet))
        whole = self._total and self._done == self._total
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "✓" if whole else f"{self._done}/{self._total}")


class StageMark(QWidget):
    """The number of a stage in a circle: filled with a tick when completed, ringed in the accent where one is."""

    def __init__(self, number: int, *, done: bool, current: bool, theme: Theme) -> None:
        super().__init__()
        self._number, self._is_done, self._current, self._theme = number, done, current, theme
        side = theme.px(22)
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setFont(self._theme.font(SMALL - 2))
        if self._is_done and not self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.quiet))
            painter.drawEllipse(box)
            painter.setPen(QColor(colors.side))
        else:
            painter.setPen(QPen(QColor(colors.accent if self._current else colors.line), 2))
            painter.drawEllipse(box)
            painter.setPen(QColor(colors.accent if self._current else colors.quiet))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "✓" if self._is_done else str(self._number))


class DateLine(QWidget):
    """The line with its dots under the dates that matter; the words stand in labels around it."""

    def __init__(self, kinds: list[str], theme: Theme) -> None:
        super().__init__()
        self._kinds, self._theme = kinds, theme
        self.setFixedHeight(theme.px(12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, middle = self._theme.colors, self.height() / 2
        painter.setPen(QPen(QColor(colors.line), 2))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        share = self.width() / max(1, len(self._kinds))
        for place, kind in enumerate(self._kinds):
            painter.setPen(QPen(QColor(colors.window), 2))
            painter.setBrush(QColor(colors.danger if kind == "deadline" else colors.accent))
            painter.drawEllipse(QPointF(share * (place + 0.5), middle), self._theme.px(5), self._theme.px(5))
