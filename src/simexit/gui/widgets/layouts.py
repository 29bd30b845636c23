"""Where things stand: below each other, beside each other, packed on lines, in columns of equal width."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from simexit.gui.theme import UNIT, px

Item = QWidget | QLayout | None


def column(*items: Item, gap: float = 1, margins: tuple[float, ...] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Things below each other; `gap` and `margins` in units."""
    made = QVBoxLayout()
    _fill(made, items, gap, margins)
    return made


def row(*items: Item, gap: float = 1, margins: tuple[float, ...] = (0, 0, 0, 0), stretch: bool = False) -> QHBoxLayout:
    """Things beside each other; with `stretch` the rest of the line stays empty."""
    made = QHBoxLayout()
    _fill(made, items, gap, margins)
    if stretch:
        made.addStretch(1)
    return made


def holder(layout: QLayout) -> QWidget:
    """A layout as a widget, to be shown and hidden as one."""
    made = QWidget()
    made.setLayout(layout)
    return made


def _fill(layout: QVBoxLayout | QHBoxLayout, items: Iterable[Item], gap: float, margins: tuple[float, ...]) -> None:
    layout.setSpacing(px(UNIT * gap))
    layout.setContentsMargins(*(px(UNIT * margin) for margin in margins))
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif item is not None:
            layout.addLayout(item)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            break
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            empty(inner)


class AsHighAsItsText(QWidget):
    """Wrapped labels claim a minimum height as if they were narrow; here only the real width counts."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class _Own(QLayout):
    """What our layouts share: their items, and heights that are worked out once for each width.

    Qt asks for the height at a width dozens of times while it lays out one page.
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._known: dict[int, int] = {}

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._known = {}

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        self._known = {}
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._known = {}
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._known:
            self._known[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._known[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height that the items take; put there if they are to move."""
        raise NotImplementedError


class Packed(_Own):
    """Items beside each other, each as wide as it wants to be, and on as many lines as that takes."""

    def __init__(self, gap: int, lines: int | None = None) -> None:
        super().__init__()
        self._gap = gap
        self._lines = gap // 2 if lines is None else lines

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(600))

    def minimumSize(self) -> QSize:
        return QSize(120, 1)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height that the items take; put there if they are to move. On a line they stand in its middle."""
        lines: list[list[tuple[QLayoutItem, int, int]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            wanted = item.sizeHint()
            width = min(wanted.width(), rect.width())
            high = item.heightForWidth(width) if item.hasHeightForWidth() else wanted.height()
            if not lines or left + width > rect.width():
                lines.append([])
                left = 0
            lines[-1].append((item, width, max(high, wanted.height() if width == wanted.width() else 0)))
            left += width + self._gap
        top = rect.top()
        for place, line in enumerate(lines):
            height = max(high for _item, _width, high in line)
            left = rect.left()
            for item, width, high in line:
                if move:
                    item.setGeometry(QRect(left, top + (height - high) // 2, width, high))
                left += width + self._gap
            top += height + (self._lines if place < len(lines) - 1 else 0)
        return top - rect.top()


class Flow(Packed):
    """Items beside each other in columns of equal width; fewer columns where the text is large or the window small."""

    def __init__(self, least: int, gap: int, most: int = 3) -> None:
        super().__init__(gap)
        self._least = least
        self._most = most

    def sizeHint(self) -> QSize:
        return QSize(self._least, self.heightForWidth(self._least * self._most))

    def minimumSize(self) -> QSize:
        return QSize(min(self._least, 120), 1)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        items = [item for item in self._items if not item.isEmpty()]  # empty: hidden
        if not items:
            return 0
        columns = max(1, min(self._most, len(items), (rect.width() + self._gap) // (self._least + self._gap)))
        if columns == 3 and len(items) == 4:
            columns = 2  # two and two, not three and one
        width = (rect.width() - self._gap * (columns - 1)) // columns
        top = rect.top()
        for start in range(0, len(items), columns):
            line = items[start : start + columns]
            height = max(
                item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height() for item in line
            )
            for place, item in enumerate(line):
                if move:
                    item.setGeometry(QRect(rect.left() + place * (width + self._gap), top, width, height))
            top += height + self._gap
        return top - self._gap - rect.top()


class Beside(_Own):
    """A main part and another at its right; below it where there is no room for both."""

    def __init__(
        self, left: QWidget, right: QWidget, *, least: int, most: int, side: int, gap: int, equal: bool = False
    ) -> None:
        super().__init__()
        self._least, self._most, self._side, self._gap = least, most, side, gap
        self._equal = equal
        """Beside each other both are as high as the higher one."""
        self.addWidget(left)
        self.addWidget(right)

    def sizeHint(self) -> QSize:
        return QSize(self._least, self.heightForWidth(self._least))

    def minimumSize(self) -> QSize:
        return QSize(120, 1)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left, right = self._items
        if right.isEmpty():
            boxes = [(left, rect.left(), rect.top(), min(rect.width(), self._most))]
        elif rect.width() >= self._least + self._gap + self._side:
            wide = min(self._most, rect.width() - self._gap - self._side)
            boxes = [
                (left, rect.left(), rect.top(), wide),
                (right, rect.left() + wide + self._gap, rect.top(), self._side),
            ]
        else:
            below = rect.top() + _high(left, rect.width()) + self._gap // 2
            boxes = [(left, rect.left(), rect.top(), rect.width()), (right, rect.left(), below, rect.width())]
        bottom = rect.top()
        level = self._equal and len({y for _item, _x, y, _width in boxes}) == 1
        highest = max(_high(item, width) for item, _x, _y, width in boxes) if level else 0
        for item, x, y, width in boxes:
            high = highest or _high(item, width)
            if move:
                item.setGeometry(QRect(x, y, width, high))
            bottom = max(bottom, y + high)
        return bottom - rect.top()


def _high(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
