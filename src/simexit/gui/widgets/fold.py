"""More, folded away until it is asked for, and built only then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from simexit.gui import paint
from simexit.gui.theme import BODY, NOTE, UNIT, color, font, px


class _Head(QAbstractButton):
    """The line that opens it: an arrow, the title, how many."""

    def __init__(self, title: str, count: str) -> None:
        super().__init__()
        self._title, self._count = title, count
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(f"{title}, {count}" if count else title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(200), max(px(34), QFontMetrics(font(BODY)).height() + px(8)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            paint.rounded(painter, box, 6, "key", None)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        paint.draw_icon(painter, name, px(16), (self.height() - px(16)) / 2, "text", 16)
        painter.setFont(font(BODY))
        painter.setPen(color("text"))
        words = box.adjusted(px(40), 0, -px(8), 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(words, middle, self._title)
        words.setLeft(words.left() + QFontMetrics(font(BODY)).horizontalAdvance(self._title) + px(8))
        painter.setFont(font(NOTE))
        painter.setPen(color("quiet"))
        painter.drawText(words, middle, self._count)
        if self.hasFocus() and self.window().isActiveWindow():
            paint.focus(painter, box, 6)


class Fold(QWidget):
    """A head, and what is behind it."""

    def __init__(
        self,
        title: str,
        count: str,
        make: Callable[[], list[QWidget]],
        opened: Callable[[QWidget], object] | None = None,
    ) -> None:
        super().__init__()
        self._make: Callable[[], list[QWidget]] | None = make
        self._opened = opened
        self.head = _Head(title, count)
        self._inside = QWidget()
        self._inside.hide()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(px(UNIT), px(UNIT), 0, px(UNIT))
        self._lines.setSpacing(px(UNIT * 1.5))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self._inside)
        self.head.toggled.connect(self._turn)

    def _turn(self, on: bool) -> None:
        if on and self._make is not None:
            make, self._make = self._make, None
            for widget in make():
                self._lines.addWidget(widget)
        self._inside.setVisible(on)
        if on and (opened := self._opened) is not None:
            QTimer.singleShot(0, self, lambda: opened(self))
