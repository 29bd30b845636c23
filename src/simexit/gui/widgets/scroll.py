"""The scrolling middle of a page, and a scroll bar that is only its handle."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from simexit.gui.theme import COLUMN, UNIT, colors, px
from simexit.gui.widgets.layouts import AsHighAsItsText


class Bar(QScrollBar):
    """A scroll bar that is only its handle: the page should be seen, not its machinery."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.rangeChanged.connect(lambda *_range: self.update())

    def sizeHint(self) -> QSize:
        return QSize(px(12), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.maximum():
            return
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider  # the window comes up sooner without them

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        ink = QColor(colors().quiet)
        ink.setAlphaF(0.9 if self.underMouse() or self.isSliderDown() else 0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        inset = px(3)
        painter.drawRoundedRect(QRectF(handle).adjusted(inset, 2, -inset, -2), px(3), px(3))


class Scrolling(QScrollArea):
    """A scroll area without frame, that never scrolls sideways."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # One of our own: asked for Qt's, PySide6 would first make all of its classes, which takes 10 ms of the start.
        self.setViewport(QWidget())
        self.setVerticalScrollBar(Bar())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class Column(Scrolling):
    """A page's scrolling middle: one column, never wider than `width`, in the middle or at the left."""

    def __init__(
        self, *, left: bool = False, width: int = COLUMN, margins: tuple[float, float, float] = (3, 3, 3)
    ) -> None:
        super().__init__()
        outer = AsHighAsItsText()
        line = QHBoxLayout(outer)
        side, top, bottom = (px(UNIT * margin) for margin in margins)
        line.setContentsMargins(side, top, max(side - px(12), 0), bottom)
        line.setSpacing(0)
        self.inner = QWidget()
        self.inner.setMaximumWidth(px(width))
        self.inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self.inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(UNIT * 2))
        if not left:
            line.addStretch(1)
        line.addWidget(self.inner, 100)
        line.addStretch(1)
        self.setWidget(outer)
        # Its room is always kept, its handle is drawn where there is something to scroll: nothing moves sideways.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def add(self, item: QWidget | QLayout | None, space_before: float = 0) -> None:
        """Put something at the end, with extra space before it in units."""
        if item is None:
            return
        if space_before:
            self.body.addSpacing(px(UNIT * space_before))
        if isinstance(item, QWidget):
            self.body.addWidget(item)
        else:
            self.body.addLayout(item)

    def finish(self) -> None:
        """Keep everything at the top."""
        self.body.addStretch(1)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that something that has just been opened is seen whole."""
        self.inner.layout().activate()
        self.widget().adjustSize()
        self.ensureWidgetVisible(widget, 0, px(UNIT * 2))
