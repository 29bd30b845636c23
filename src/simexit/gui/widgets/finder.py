"""The field at the right of the menus that finds a step, word, date or case; its answers open below as one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from simexit.core.language.messages import Words
from simexit.gui import paint
from simexit.gui.theme import NOTE, SMALL, TABLE, color, font, px
from simexit.gui.widgets.fields import Line
from simexit.gui.widgets.scroll import Bar

if TYPE_CHECKING:
    from simexit.core.case.search import Entry  # it comes with the knowledge, after the first painting

ICONS = {
    "step": "list",
    "check": "check",
    "date": "calendar",
    "trouble": "help",
    "fact": "info",
    "about": "info",
    "word": "chat",
    "case": "sim",
}
ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class Finder(Line):
    """Type, go down with the arrows, Enter opens. Esc empties it and gives the focus back."""

    def __init__(
        self, window: QWidget, words: Words, look: Callable[[], list[Entry]], go: Callable[[Entry], object]
    ) -> None:
        super().__init__()
        self._look, self._go, self._words = look, go, words
        self._window = window
        self._items: list[Entry] = []
        self._entries: list[Entry] | None = None
        self._before: QWidget | None = None
        self.setPlaceholderText(words("Find a step, word or date"))
        self.setAccessibleName(words("Find a step, word or date"))
        self.setFont(font(NOTE))
        self.setMinimumHeight(px(26))
        self.setFixedWidth(px(264))
        self.setTextMargins(px(28), 0, px(48), 0)
        self.found = QListWidget(window)
        self.found.setAccessibleName(words("Found"))
        self.found.setFrameShape(QFrame.Shape.NoFrame)
        self.found.setVerticalScrollBar(Bar())
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setItemDelegate(_Rows(self.found))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setMouseTracking(True)
        self.found.itemClicked.connect(lambda item: self._open(item))
        self.found.hide()
        self.textChanged.connect(self._typed)

    def sizeHint(self) -> QSize:
        return QSize(px(280), px(26))  # the menu bar goes by it, and so leaves a margin at the right

    def begin(self) -> None:
        """Ctrl+K: put the keyboard here."""
        self._before = self.window().focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def done(self) -> None:
        """Close what was found, and empty the field."""
        self.found.hide()
        self._entries = None
        self.clear()

    def _typed(self, text: str) -> None:
        if not text.strip():
            self.found.hide()
            return
        from simexit.core.case.search import search

        if self._entries is None:
            self._entries = self._look()
        self.found.clear()
        self._items = search(self._entries, text)
        for place, entry in enumerate(self._items):
            item = QListWidgetItem(entry.title)
            item.setData(ENTRY, (place, ICONS[entry.kind], below(entry, self._words)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}, {below(entry, self._words)}")
            self.found.addItem(item)
        if not self.found.count():
            item = QListWidgetItem(self._words("Nothing found"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.found.addItem(item)
        else:
            self.found.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        """Below the field, its right edge in line, inside the window."""
        parent = self._window
        width = min(px(520), parent.width() - px(16))
        rows = sum(self.found.sizeHintForRow(row) for row in range(self.found.count()))
        at = self.mapTo(parent, QPoint(self.width() - width, self.height() + px(4)))
        height = min(rows + px(8), parent.height() - at.y() - px(8))
        self.found.setGeometry(max(px(8), at.x()), at.y(), width, height)
        self.found.setStyleSheet(
            f"QListWidget {{ background: {color('card').name()}; border: 1px solid {color('edge').name()};"
            f" border-radius: {px(6)}px; padding: 3px; outline: 0; }}"
        )
        self.found.show()
        self.found.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = event.key(), self.found.isVisible()
        if shown and key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}[Qt.Key(key)]
            self.found.setCurrentRow(max(0, min(self.found.count() - 1, self.found.currentRow() + step)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shown and (item := self.found.currentItem()):
                self._open(item)
        elif key == Qt.Key.Key_Escape:
            self.done()
            if self._before is not None:
                self._before.setFocus()
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        data = item.data(ENTRY)
        if data is not None:
            found = self._items[data[0]]
            self.done()
            self._before = None
            self._go(found)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.found.hide()
            self._entries = None  # by the next time something may have been written

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text():
            self._typed(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint.draw_icon(painter, "search", px(9), (self.height() - px(14)) / 2, "quiet", 14)
        if not self.text():
            painter.setFont(font(SMALL))
            painter.setPen(color("quiet"))
            painter.drawText(
                self.rect().adjusted(0, 0, -px(9), 0),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
                "Ctrl K",
            )


def below(entry: Entry, words: Words) -> str:
    """What was found, in a word, and what it belongs to."""
    _ = words
    kind = {
        "step": _("Step"),
        "check": _("To do"),
        "date": _("Date"),
        "trouble": _("If it goes wrong"),
        "fact": _("Good to know"),
        "about": _("Good to know"),
        "word": _("Word explained"),
        "case": _("Saved case"),
    }[entry.kind]
    return _("{label}: {value}", label=kind, value=entry.where) if entry.where else kind


class _Rows(QStyledItemDelegate):
    """An icon, the title on one line, below it what it is and where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        high = QFontMetrics(font(TABLE)).height() + QFontMetrics(font(SMALL)).height()
        return QSize(px(100), high + px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        data = index.data(ENTRY)
        box = QRectF(option.rect)
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if data is not None and state & QStyle.StateFlag.State_Selected:
            paint.rounded(painter, box, 6, "tint", None)
        elif data is not None and state & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, box, 6, "key", None)
        words = box.adjusted(px(38), px(5), -px(10), -px(5))
        metrics = QFontMetrics(font(TABLE))
        painter.setFont(font(TABLE))
        painter.setPen(color("text"))
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, round(words.width()))
        if data is None:
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), title)
        else:
            paint.draw_icon(painter, data[1], box.left() + px(10), box.top() + px(8), "quiet", 18)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignTop), title)
            painter.setFont(font(SMALL))
            painter.setPen(color("quiet"))
            low = QFontMetrics(font(SMALL)).elidedText(data[2], Qt.TextElideMode.ElideRight, round(words.width()))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignBottom), low)
        painter.restore()
