"""Grounds that group things: cards, rows in a card, bands, the frame of something in doubt."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from simexit.gui import paint
from simexit.gui.theme import Theme, color, colors, px

GROUNDS = {
    "card": ("card", "line"),
    "quiet-card": ("window", "line"),
    "band": ("side", None),
    "band-doubt": ("doubt_ground", None),
    "band-danger": ("danger_ground", None),
    "picture": ("side", None),
    "popup": ("card", "edge"),
}
"""Role of a panel -> its ground and its line."""
EDGES = {"known": "line", "asked": "doubt", "loss": "danger"}
"""Panels with a coloured line at the left, whose colour says what the words say too."""


class Panel(QFrame):
    """A ground drawn by itself: a card, a row in one, a band, the side or the footer."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.role = role
        self.first = False
        """Of rows: no line above the first."""
        self.chosen = self.focused = False

    def set_role(self, role: str) -> None:
        """Take another look."""
        self.role = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.role in EDGES:
            painter.fillRect(QRectF(0, 0, px(3), self.height()), color(EDGES[self.role]))
        elif self.role in ("row", "footer", "top"):
            if not self.first:
                at = self.height() - 1 if self.role == "top" else 0
                painter.fillRect(QRectF(0, at, self.width(), 1), QColor(colors().line))
        elif self.role == "side":
            painter.fillRect(box, QColor(colors().side))
            painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), QColor(colors().line))
        elif self.role in GROUNDS:
            ground, edge = GROUNDS[self.role]
            if self.chosen:
                paint.rounded(painter, box, 8, "card", "accent", 2)
            elif Theme.current.contrast and edge is None:
                self._framed(painter, box)
            else:
                paint.rounded(painter, box, 8, ground, edge)

    def _framed(self, painter: QPainter, box: QRectF) -> None:
        """Where there are no grounds, a frame says it: dashed what is in doubt."""
        dashed = Qt.PenStyle.DashLine if self.role == "band-doubt" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(color("text"), 2, dashed))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(8), px(8))


def frame(role: str, layout: QLayout) -> Panel:
    """A panel around something."""
    made = Panel(role)
    made.setLayout(layout)
    return made


class _Rule(QWidget):
    """A thin line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), color("line"))


def rule() -> QWidget:
    """A thin line across."""
    return _Rule()


class _FocusWatch(QObject):
    """Lets a panel show that the control inside it has the keyboard's focus."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self._panel = panel

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
            self._panel.focused = event.type() == QEvent.Type.FocusIn and not by_mouse
            self._panel.update()
        return False


def on_focus(widget: QWidget, panel: Panel) -> None:
    """Let a panel show the focus of the control inside it."""
    widget.installEventFilter(_FocusWatch(panel))
