"""A note: one line that grows to six as it is written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from simexit.gui import paint
from simexit.gui.theme import INPUT, px
from simexit.gui.widgets.scroll import Bar

MOST_LINES = 6


class Growing(QPlainTextEdit):
    """Free text that is as high as it needs to be, within bounds. Tab goes on to the next control."""

    def __init__(self, value: str, changed: Callable[[str], object], placeholder: str, least: int = 1) -> None:
        super().__init__(value)
        self._least = least
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(Bar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)
        self.setViewportMargins(px(8), px(4), px(4), px(4))
        self.textChanged.connect(lambda: changed(self.toPlainText()))
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def _fit(self) -> None:
        wanted = round(self.document().size().height())
        lines = max(self._least, min(MOST_LINES, wanted))
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(on if wanted > MOST_LINES else off)
        high = lines * self.fontMetrics().lineSpacing() + 2 * px(4) + 2 * round(self.document().documentMargin())
        self.setFixedHeight(max(px(INPUT), high))

    def sizeHint(self) -> QSize:
        return QSize(px(200), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), px(INPUT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: object) -> bool:  # type: ignore[override]
        if isinstance(event, QPaintEvent):  # of the frame around the viewport
            painter, focused = QPainter(self), self.hasFocus()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = "accent" if focused else "edge"
            paint.rounded(painter, QRectF(self.rect()), 6, "card", edge, 2 if focused else 1)
            painter.end()
            return True
        return super().event(event)  # type: ignore[arg-type]
