"""Buttons, ticks and radio marks that draw themselves in the theme's colours.

Not by a style sheet: with one on the application, Qt works out the rules of every widget on every page, and a page turn
took twice as long.
"""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSizePolicy,
)

from simexit.gui.theme import BODY, CONTROL, SMALL, Theme

Kind = Literal["plain", "primary", "danger", "small", "link", "side"]


class _Form(NamedTuple):
    """What a kind of button looks like: colours by their names in the theme, sizes of the type scale."""

    text: str
    ground: str
    edge: str
    size: int
    bold: bool
    padding: int
    height: int


FORMS: dict[str, _Form] = {
    "plain": _Form("text", "card", "line", BODY, False, 16, CONTROL),
    "primary": _Form("on_accent", "accent", "accent", BODY, True, 16, CONTROL),
    "danger": _Form("danger", "card", "danger", BODY, True, 16, CONTROL),
    "small": _Form("text", "card", "line", SMALL + 1, False, 10, 28),
    "link": _Form("accent", "", "", SMALL + 1, False, 4, 26),
    "side": _Form("text", "", "", BODY, False, 7, 32),
}


WRAPS_FROM = 1.25
"""From this size of text on the words of a button may need a second line; below it that is never worked out."""


def _focused_by_key(widget: QAbstractButton) -> bool:
    return widget.hasFocus() and widget.window().isActiveWindow()


class Button(QPushButton):
    """A button in one of the kinds; what it does stands on it."""

    def __init__(self, text: str, kind: Kind) -> None:
        super().__init__(text)
        self.kind = kind
        self.current = False
        """Of entries at the side: the page that is shown."""
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(self._font())
        self._wraps = Theme.current.scale > WRAPS_FROM
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if self._wraps:
            policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _font(self) -> QFont:
        form = FORMS[self.kind]
        font = Theme.current.font(form.size, strong=form.bold or self.current)
        font.setUnderline(self.kind == "link")
        return font

    def mark_current(self, current: bool) -> None:
        """Show that this entry is where one is."""
        self.current = current
        self.setFont(self._font())

    def sizeHint(self) -> QSize:
        form, theme = FORMS[self.kind], Theme.current
        width = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(width + 2 * theme.px(form.padding) + 2, max(theme.px(form.height), self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        form, theme, full = FORMS[self.kind], Theme.current, self.sizeHint()
        if not self._wraps:
            return full
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        least = min(longest, theme.px(form.size * 6)) + 2 * theme.px(form.padding) + 2
        return QSize(min(least, full.width()), full.height())

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        form, theme = FORMS[self.kind], Theme.current
        full = self.sizeHint()
        if width >= full.width() or not self._wraps:
            return full.height()
        room = QRect(0, 0, max(1, width - 2 * theme.px(form.padding) - 2), 10_000)
        flags = Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextWordWrap
        return max(full.height(), self.fontMetrics().boundingRect(room, int(flags), self.text()).height() + theme.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wraps:
            self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        form, theme, painter = FORMS[self.kind], Theme.current, QPainter(self)
        colors = theme.colors
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        focused = _focused_by_key(self)
        ground, edge = form.ground, form.edge
        if not self.isEnabled() and ground:
            ground = "side"
        if ground:
            fill = QColor(getattr(colors, ground))
            if self.isDown():
                fill = fill.darker(108)
            elif self.underMouse() and self.isEnabled():
                fill = fill.lighter(110) if self.kind == "primary" else QColor(colors.window)
            painter.setPen(QPen(QColor(getattr(colors, edge)), 1))
            painter.setBrush(fill)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(6), theme.px(6))
        elif self.kind == "side" and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.card))
            painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        if focused:
            painter.setPen(QPen(QColor(colors.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))
        painter.setPen(QColor(colors.quiet if not self.isEnabled() else getattr(colors, form.text)))
        left = self.kind in ("link", "side")
        across = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        inner = box.adjusted(theme.px(form.padding), 0, -theme.px(form.padding), 0)
        flags = Qt.TextFlag.TextShowMnemonic
        if self._wraps and self.width() < self.sizeHint().width():
            flags |= Qt.TextFlag.TextWordWrap
        painter.drawText(inner, int(across | Qt.AlignmentFlag.AlignVCenter | flags), self.text())


class Tick(QCheckBox):
    """A check box: 22 px, its tick in the accent. Its words stand beside it in labels that can wrap."""

    SIDE: ClassVar[int] = 22

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = Theme.current.px(self.SIDE) + 4
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = Theme.current, QPainter(self)
        colors = theme.colors
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(self.SIDE)
        box = QRectF(2, 2, side, side)
        on = self.isChecked()
        edge = colors.accent if on else colors.quiet
        painter.setPen(QPen(QColor(edge), 2))
        painter.setBrush(QColor(colors.accent if on else colors.card))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.px(4), theme.px(4))
        if on:
            painter.setPen(
                QPen(
                    QColor(colors.on_accent),
                    max(2, theme.px(2.2)),
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                    Qt.PenJoinStyle.RoundJoin,
                )
            )
            painter.drawPolyline(
                [
                    QPointF(box.left() + side * x, box.top() + side * y)
                    for x, y in ((0.27, 0.53), (0.44, 0.69), (0.74, 0.33))
                ]
            )


class Radio(QRadioButton):
    """A radio mark with its text beside it, in the type of the page."""

    MARK: ClassVar[int] = 20
    GAP: ClassVar[int] = 10

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(Theme.current.font(BODY))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _text_box(self, width: int) -> QRectF:
        theme = Theme.current
        left = theme.px(self.MARK + self.GAP)
        return QRectF(left, 0, max(20, width - left), 10_000)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = self.fontMetrics().boundingRect(self._text_box(width).toRect(), Qt.TextFlag.TextWordWrap, self.text())
        return max(Theme.current.px(self.MARK) + 4, text.height() + 4)

    def sizeHint(self) -> QSize:
        theme = Theme.current
        width = theme.px(self.MARK + self.GAP) + self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width + 40))

    def minimumSizeHint(self) -> QSize:
        return QSize(Theme.current.px(80), Theme.current.px(self.MARK) + 4)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = Theme.current, QPainter(self)
        colors = theme.colors
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(self.MARK)
        box = QRectF(1, 2, side, side)
        if self.isChecked():
            painter.setPen(QPen(QColor(colors.accent), theme.px(5.5)))
            inset = theme.px(5.5) / 2
        else:
            painter.setPen(QPen(QColor(colors.quiet), 2))
            inset = 1
        painter.setBrush(QColor(colors.card))
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        painter.setPen(QColor(colors.text))
        text = self._text_box(self.width())
        text.setHeight(self.height())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self.text())


class Bar(QScrollBar):
    """A scroll bar that is only its handle: the page should be seen, not its machinery."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(Theme.current.px(12), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider  # the window comes up sooner without them

        theme, painter = Theme.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        color = QColor(theme.colors.quiet)
        color.setAlphaF(0.9 if self.underMouse() or self.isSliderDown() else 0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        inset = theme.px(3)
        painter.drawRoundedRect(QRectF(handle).adjusted(inset, 2, -inset, -2), theme.px(3), theme.px(3))
