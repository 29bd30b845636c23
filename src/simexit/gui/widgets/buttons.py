"""Buttons, ticks and radio marks that draw themselves in the theme's colours.

Not by a style sheet: with one on the application, Qt works out the rules of every widget on every page, and a page turn
took twice as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from simexit.gui import paint
from simexit.gui.theme import BODY, BUTTON, HEAD, LARGE, NOTE, SMALL, SMALL_BUTTON, TABLE, Theme, color, font, px

Kind = Literal[
    "plain", "primary", "danger", "small", "small-primary", "large", "large-primary", "start", "link", "text", "quiet",
    "foot",
]  # fmt: skip


class _Form(NamedTuple):
    """What a kind of button looks like: colours by their names in the theme, sizes of the type scale."""

    text: str
    ground: str
    edge: str
    size: int
    medium: bool
    padding: int
    height: int


FORMS: dict[str, _Form] = {
    "plain": _Form("text", "card", "edge", TABLE, False, 14, BUTTON),
    "primary": _Form("on_accent", "accent", "accent", TABLE, True, 14, BUTTON),
    "danger": _Form("danger", "card", "danger", TABLE, True, 14, BUTTON),
    "small": _Form("text", "card", "edge", TABLE, False, 10, SMALL_BUTTON),
    "small-primary": _Form("on_accent", "accent", "accent", TABLE, True, 10, SMALL_BUTTON),
    "large": _Form("text", "card", "edge", BODY, False, 18, LARGE),
    "large-primary": _Form("on_accent", "accent", "accent", HEAD, True, 28, LARGE),
    "start": _Form("on_accent", "accent", "accent", 20, True, 36, 52),
    "link": _Form("accent", "", "", NOTE, False, 2, 26),
    "text": _Form("accent", "", "", NOTE, False, 8, SMALL_BUTTON),
    "quiet": _Form("quiet", "", "", NOTE, False, 8, SMALL_BUTTON),
    "foot": _Form("quiet", "", "", SMALL, False, 3, SMALL_BUTTON),
}
"""`link` is underlined and goes somewhere, `text` does something, `quiet` does something of less weight."""

WRAPS_FROM = 1.25
"""From this size of text on the words of a button may need a second line; below it that is never worked out."""
ICON, ICON_GAP = 18, 8


def _focused(widget: QAbstractButton) -> bool:
    return widget.hasFocus() and widget.window().isActiveWindow()


class Button(QPushButton):
    """A button in one of the kinds; what it does stands on it, with an icon before or after the words."""

    def __init__(self, text: str, kind: Kind, icon: str = "", after: str = "") -> None:
        super().__init__(text)
        self.kind = kind
        self._icon, self._after = icon, after
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
        made = QFont(font(form.size, medium=form.medium))
        made.setUnderline(self.kind == "link")
        return made

    def set_kind(self, kind: Kind) -> None:
        """Take another weight on the page: only one button is filled."""
        if kind != self.kind:
            self.kind = kind
            self.setFont(self._font())
            self.updateGeometry()
            self.update()

    def set_icons(self, icon: str = "", after: str = "") -> None:
        """Put other icons beside the words."""
        self._icon, self._after = icon, after
        self.updateGeometry()

    def _shown(self) -> str:
        """The words without their key, which Chinese puts behind them in brackets."""
        return re.sub(r"\(&\w\)", "", self.text()).replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _beside(self) -> int:
        """Room that the icons take."""
        return px(ICON + ICON_GAP) * (bool(self._icon) + bool(self._after))

    def sizeHint(self) -> QSize:
        form = FORMS[self.kind]
        width = self.fontMetrics().horizontalAdvance(self._shown())
        width += self._beside() + 2 * px(form.padding) + 2
        return QSize(width, max(px(form.height), self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        form, full = FORMS[self.kind], self.sizeHint()
        if not self._wraps:
            return full
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in self._shown().split()), default=0)
        least = min(longest, px(form.size * 6)) + 2 * px(form.padding) + 2 + self._beside()
        return QSize(min(least, full.width()), full.height())

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        form, full = FORMS[self.kind], self.sizeHint()
        if width >= full.width() or not self._wraps:
            return full.height()
        room = QRect(0, 0, max(1, width - 2 * px(form.padding) - 2 - self._beside()), 10_000)
        words = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._shown())
        return max(full.height(), words.height() + px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wraps:
            self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        form, painter = FORMS[self.kind], QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        ink = form.text if self.isEnabled() else "quiet"
        over = self.underMouse() and self.isEnabled()
        if form.ground:
            ground = form.ground if self.isEnabled() else "side"
            paint.rounded(painter, box, 7, ground, form.edge if self.isEnabled() else "line")
            if over or self.isDown():
                shade = color("text")
                shade.setAlphaF(0.16 if self.isDown() else 0.07)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(shade)
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(7), px(7))
        elif over and self.kind != "link":
            paint.rounded(painter, box, 6, "key", None)
        if _focused(self):
            paint.focus(painter, box, 7)
        self._words(painter, form, ink, box)

    def _words(self, painter: QPainter, form: _Form, ink: str, box: QRectF) -> None:
        inner = box.adjusted(px(form.padding), 0, -px(form.padding), 0)
        room = inner.width() - self._beside()
        wide = self.fontMetrics().horizontalAdvance(self._shown())
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        if self._wraps and wide > room:
            flags |= int(Qt.TextFlag.TextWordWrap)
        text = min(wide, room)
        left = inner.left() if self.kind == "link" else inner.left() + (room - text) / 2
        top = (self.height() - px(ICON)) / 2
        if self._icon:
            paint.draw_icon(painter, self._icon, left, top, ink, ICON)
            left += px(ICON + ICON_GAP)
        painter.setPen(color(ink))
        painter.setFont(self.font())
        painter.drawText(QRectF(left, 0, text + 1, self.height()), flags, self._shown())
        if self._after:
            paint.draw_icon(painter, self._after, left + text + px(ICON_GAP), top, ink, ICON)


def button(text: str, action: Callable[[], object], kind: Kind = "plain", icon: str = "", after: str = "") -> Button:
    """A button that says what it does."""
    made = Button(text, kind, icon, after)
    made.clicked.connect(lambda: action())
    return made


class IconButton(QAbstractButton):
    """A small button that is only an icon: its name is spoken and stands in its tip."""

    def __init__(
        self, icon: str, name: str, action: Callable[[], object], ink: str = "quiet", size: float = 20
    ) -> None:
        super().__init__()
        self._icon, self._ink, self._size = icon, ink, size
        self.set_name(name)
        self.setFixedSize(px(max(28, size + 8)), px(max(28, size + 8)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda: action())

    def set_name(self, name: str) -> None:
        """Say something else when it is asked what it does."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon: str, ink: str | None = None) -> None:
        """Show another icon."""
        self._icon, self._ink = icon, ink or self._ink
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            paint.rounded(painter, box, 6, "key", None)
        inset = (self.width() - px(self._size)) / 2
        paint.draw_icon(painter, self._icon, inset, inset, self._ink if self.isEnabled() else "line", self._size)
        if _focused(self):
            paint.focus(painter, box, 6)


class RowButton(QAbstractButton):
    """A button made of several texts (a saved case, an entry): one thing to press, one name for a screen reader."""

    def __init__(
        self, content: QLayout, name: str, action: Callable[[], object], *, card: bool = False, current: bool = False
    ) -> None:
        super().__init__()
        self.setLayout(content)
        self._card = card
        self._current = current
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: action())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.underMouse() and self.isEnabled()
        if self._card:
            paint.rounded(painter, box, 8, "key" if over else "card", "edge")
        elif self._current or over:
            paint.rounded(painter, box, 7, "card", None)
        if _focused(self):
            paint.focus(painter, box, 8)

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.layout().minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self.layout().heightForWidth(width)
        return height if height > 0 else self.sizeHint().height()


class Tick(QCheckBox):
    """A check box of 20 px with its words beside it, which wrap. Box and words tick; nothing around them does."""

    SIDE, GAP = 20, 14

    def __init__(self, text: str = "", role_size: int = BODY) -> None:
        super().__init__(text)
        self._known: dict[int, int] = {}
        self.setFont(font(role_size))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if text else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        )
        policy.setHeightForWidth(bool(text))
        self.setSizePolicy(policy)

    def _left(self) -> int:
        return px(self.SIDE) + px(self.GAP)

    def _text_height(self, width: int) -> int:
        """Worked out once for each width: neither words nor font of a check ever change."""
        if width not in self._known:
            self._known[width] = paint.lines_of(self.fontMetrics(), self.text(), width - self._left())
        return self._known[width]

    def hasHeightForWidth(self) -> bool:
        return bool(self.text())

    def heightForWidth(self, width: int) -> int:
        return max(px(self.SIDE) + 4, self._text_height(width) + 2)

    def sizeHint(self) -> QSize:
        side = px(self.SIDE) + 4
        if not self.text():
            return QSize(side, side)
        return QSize(
            self._left() + self.fontMetrics().horizontalAdvance(self.text()) + 2, max(side, self.fontMetrics().height())
        )

    def minimumSizeHint(self) -> QSize:
        side = px(self.SIDE) + 4
        return QSize(px(120) if self.text() else side, side)

    def hitButton(self, position: QPoint) -> bool:
        if not self.text():
            return self.rect().contains(position)
        wide = min(self.width(), self._left() + self.fontMetrics().horizontalAdvance(self.text()) + px(4))
        return QRect(0, 0, wide, self.height()).contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(self.SIDE)
        line = self.fontMetrics().height()
        top = max(2.0, (line - side) / 2 + 1) if self.text() else 2.0
        box = QRectF(2, top, side, side)
        if _focused(self):
            painter.setPen(QPen(color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), px(6), px(6))
        paint.check_box(painter, box, checked=self.isChecked(), enabled=self.isEnabled())
        if self.text():
            painter.setPen(color("text"))
            room = QRectF(
                self._left(),
                0 if self._text_height(self.width()) > line else (self.height() - line) / 2,
                self.width() - self._left(),
                self.height(),
            )
            if self._text_height(self.width()) <= line:
                room.setTop(top + side / 2 - line / 2)
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), self.text())


def named(made: QWidget, name: str) -> QWidget:
    """Give a control the name that a screen reader says."""
    made.setAccessibleName(name)
    return made
