"""Labels, buttons, bands, cards and the scrolling column: the alphabet of all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from simexit.gui.theme import COLUMN, UNIT, Theme

Role = Literal[
    "body",
    "heading",
    "why",
    "section",
    "quiet",
    "strong",
    "number",
    "danger",
    "accent",
    "tag",
    "tag-doubt",
    "tag-danger",
    "here",
]
Kind = Literal["plain", "primary", "danger", "small", "link"]


def label(text: str, role: Role = "body", *, wrap: bool = True) -> QLabel:
    """A text that can be selected with the mouse, so that everything on a page can be copied."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        made.setMinimumWidth(1)
    else:
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def heading(text: str) -> QLabel:
    """The one heading of a page: it takes the focus when the page is shown, so that a screen reader begins there."""
    made = label(text, "heading")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(text)
    return made


def button(text: str, action: Callable[[], object], kind: Kind = "plain") -> QPushButton:
    """A button that says what it does."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda: action())
    return made


def frame(role: str, layout: QLayout) -> QFrame:
    """A frame drawn by the style sheet: card, row, band, known, asked, loss."""
    made = QFrame()
    made.setProperty("role", role)
    made.setLayout(layout)
    return made


def column(
    *items: QWidget | QLayout | None, gap: float = 1, margins: tuple[float, ...] = (0, 0, 0, 0), theme: Theme
) -> QVBoxLayout:
    """Things below each other; `gap` and `margins` in units."""
    made = QVBoxLayout()
    _fill(made, items, gap, margins, theme)
    return made


def row(
    *items: QWidget | QLayout | None,
    gap: float = 1,
    margins: tuple[float, ...] = (0, 0, 0, 0),
    theme: Theme,
    stretch: bool = False,
) -> QHBoxLayout:
    """Things beside each other; with `stretch` the rest of the line stays empty."""
    made = QHBoxLayout()
    _fill(made, items, gap, margins, theme)
    if stretch:
        made.addStretch(1)
    return made


def _fill(
    layout: QVBoxLayout | QHBoxLayout,
    items: Iterable[QWidget | QLayout | None],
    gap: float,
    margins: tuple[float, ...],
    theme: Theme,
) -> None:
    layout.setSpacing(theme.px(UNIT * gap))
    layout.setContentsMargins(*(theme.px(UNIT * margin) for margin in margins))
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif item is not None:
            layout.addLayout(item)


def rule() -> QFrame:
    """A thin line."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


def restyle(widget: QWidget) -> None:
    """Draw a widget anew after one of its style properties has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class _AsHighAsItsText(QWidget):
    """Wrapped labels claim a minimum height as if they were narrow; here only the real width counts."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Column(QScrollArea):
    """A page's scrolling middle: one column of text, never wider than is good to read."""

    def __init__(self, theme: Theme, *, left: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = _AsHighAsItsText()
        line = QHBoxLayout(outer)
        side = theme.px(UNIT * (5 if left else 3))
        line.setContentsMargins(side, theme.px(UNIT * 4), theme.px(UNIT * 3), theme.px(UNIT * 4))
        inner = QWidget()
        inner.setMaximumWidth(theme.px(COLUMN + (0 if left else 60)))
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(UNIT * 2))
        if not left:
            line.addStretch(1)
        line.addWidget(inner, 100)
        line.addStretch(1)
        self.setWidget(outer)

    def add(self, item: QWidget | QLayout | None, space_before: float = 0) -> None:
        """Put something at the end, with extra space before it in units."""
        if item is None:
            return
        if space_before:
            self.body.addSpacing(self._theme.px(UNIT * space_before))
        if isinstance(item, QWidget):
            self.body.addWidget(item)
        else:
            self.body.addLayout(item)

    def finish(self) -> None:
        """Keep everything at the top."""
        self.body.addStretch(1)


class RowButton(QPushButton):
    """A button made of several texts (a saved case, a stage): one thing to press, one name for a screen reader."""

    def __init__(self, content: QLayout, name: str, action: Callable[[], object], kind: str) -> None:
        super().__init__()
        self.setLayout(content)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            child.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.clicked.connect(lambda: action())

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.layout().minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self.layout().heightForWidth(width)
        return height if height > 0 else self.sizeHint().height()


class ClickableRow(QFrame):
    """A row that hands clicks anywhere on it to the control in it: the whole line is the target."""

    def __init__(self, target: Callable[[], object]) -> None:
        super().__init__()
        self._target = target
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._target()
        super().mouseReleaseEvent(event)


class Flow(QLayout):
    """Items beside each other in columns of equal width; fewer columns where the text is large or the window small."""

    def __init__(self, least: int, gap: int, most: int = 3) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._least = least
        self._gap = gap
        self._most = most

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return QSize(self._least, self.heightForWidth(self._least * self._most))

    def minimumSize(self) -> QSize:
        return QSize(min(self._least, 120), 1)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        if not self._items:
            return 0
        columns = max(1, min(self._most, len(self._items), (rect.width() + self._gap) // (self._least + self._gap)))
        width = (rect.width() - self._gap * (columns - 1)) // columns
        top = rect.top()
        for start in range(0, len(self._items), columns):
            line = self._items[start : start + columns]
            height = max(
                item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height() for item in line
            )
            for place, item in enumerate(line):
                if move:
                    item.setGeometry(QRect(rect.left() + place * (width + self._gap), top, width, height))
            top += height + self._gap
        return top - self._gap - rect.top()


def on_focus(widget: QWidget, frame_: QWidget) -> None:
    """Let a frame show that the control inside it has the focus."""

    class Watch(QWidget):
        def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                reason = getattr(event, "reason", lambda: None)()
                by_key = reason in (
                    Qt.FocusReason.TabFocusReason,
                    Qt.FocusReason.BacktabFocusReason,
                    Qt.FocusReason.OtherFocusReason,
                )
                frame_.setProperty("focused", event.type() == QEvent.Type.FocusIn and by_key)
                restyle(frame_)
            return False

    watch = Watch(frame_)
    watch.hide()
    widget.installEventFilter(watch)
