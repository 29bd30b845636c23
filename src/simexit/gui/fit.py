"""Windows lie wholly on the screen that they open on, with their frame, whatever its size."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtWidgets import QWidget

FRAME = QMargins(4, 34, 4, 4)
"""What a window manager draws around a window, before it has said so."""


def fitted(wanted: QSize, screen: QRect, frame: QMargins = FRAME) -> QRect:
    """Where a window of the wanted size goes: in the middle of the screen's free part, smaller where that is small."""
    room = screen.marginsRemoved(frame)
    size = wanted.boundedTo(room.size())
    left = room.left() + (room.width() - size.width()) // 2
    top = room.top() + (room.height() - size.height()) // 2
    return QRect(left, top, size.width(), size.height())


def place(window: QWidget, wanted: QSize) -> None:
    """Give a window its size and place before it is shown."""
    window.setGeometry(fitted(wanted, window.screen().availableGeometry()))


def keep_inside(window: QWidget) -> None:
    """Once the frame is known: nothing of the window beyond the screen's free part."""
    if window.isMaximized() or window.isFullScreen():
        return
    free, outer, inner = window.screen().availableGeometry(), window.frameGeometry(), window.geometry()
    if free.contains(outer) or not free.isValid():
        return
    room = free.size() - (outer.size() - inner.size())
    if inner.width() > room.width() or inner.height() > room.height():
        window.resize(inner.size().boundedTo(room))
        outer = window.frameGeometry()
    left = max(free.left(), min(outer.left(), free.right() + 1 - outer.width()))
    top = max(free.top(), min(outer.top(), free.bottom() + 1 - outer.height()))
    if (left, top) != (outer.left(), outer.top()):
        window.move(left, top)
