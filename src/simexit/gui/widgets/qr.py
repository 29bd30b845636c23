"""A number or address to take over with the phone in one's hand."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from simexit.gui.theme import px


@cache
def _matrix(content: str) -> tuple[bytes, ...]:
    """The modules of a QR code, row by row; worked out once, when it is first drawn."""
    import segno  # slow to import, and most pages show no QR code

    return tuple(bytes(line) for line in segno.make(content, error="m", micro=False).matrix)


class QrCode(QWidget):
    """Always dark on white, or cameras fail."""

    SIDE = 240

    def __init__(self, content: str, name: str) -> None:
        super().__init__()
        self._content = content
        self.setFixedSize(px(self.SIDE), px(self.SIDE))
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        quiet, matrix = 4, _matrix(self._content)
        cells = len(matrix) + 2 * quiet
        size = self.width() / cells
        for line, bits in enumerate(matrix):
            for place, bit in enumerate(bits):
                if bit:
                    left, top = (place + quiet) * size, (line + quiet) * size
                    painter.fillRect(QRectF(left, top, size + 0.5, size + 0.5), QColor("#111111"))
