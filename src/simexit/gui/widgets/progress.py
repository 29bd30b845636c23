"""How far one is: a row of bars with the words beside them, painted as one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simexit.gui import paint
from simexit.gui.theme import px


class Bars(QWidget):
    """`done` of `total` bars filled. Spoken as its words say it."""

    def __init__(
        self,
        done: int,
        total: int,
        words: str,
        *,
        bar: tuple[float, float] = (44, 4),
        gap: float = 6,
        over: bool = False,
    ) -> None:
        super().__init__()
        self._bar, self._gap, self._over = bar, gap, over
        self.set_state(done, total, words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_state(self, done: int, total: int, words: str) -> None:
        """Show another state."""
        self._filled, self._total = done, total
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def _width(self) -> float:
        """Of one bar; smaller where there are many."""
        return min(self._bar[0], 420 / max(1, self._total) - self._gap)

    def sizeHint(self) -> QSize:
        return QSize(px((self._width() + self._gap) * self._total - self._gap), px(max(self._bar[1], 4)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(8 * self._total), px(self._bar[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / max(1, self._total)
        wide = max(2.0, min(step - 2, px(self._width())))
        if self.width() >= self.sizeHint().width():
            step = px(self._width() + self._gap)
        high = px(self._bar[1])
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(self._total):
            painter.setBrush(
                paint.color("quiet" if self._over else "accent") if place < self._filled else paint.color("line")
            )
            box = QRectF(place * step, (self.height() - high) / 2, wide, high)
            painter.drawRoundedRect(box, high / 2, high / 2)
