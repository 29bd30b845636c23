"""English words as they stand on the phone or page: small keys. A click copies."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from simexit.core.language.messages import Words
from simexit.gui import links, paint
from simexit.gui.theme import NOTE, color, font, px
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import Packed, holder


class Key(QAbstractButton):
    """One word or phrase to look for."""

    def __init__(self, text: str, words: Words) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(words("English, as it stands there. Press to copy."))
        self.setToolTip(words("Copy"))
        self.setFont(font(NOTE))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: links.copy(text, words))

    def sizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance(self.text()) + px(13), max(px(24), self.fontMetrics().height())
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(px(30), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.rounded(painter, box, 4, "key", "edge" if self.underMouse() else "line")
        painter.setFont(self.font())
        painter.setPen(color("text"))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - px(10))
        painter.drawText(self.rect(), 0x84, text)
        if self.hasFocus() and self.window().isActiveWindow():
            paint.focus(painter, box, 4)


def words_to_find(english: str) -> list[str]:
    """The labels on the way, if the words are labels and not something to say."""
    parts = [part.strip() for part in re.split(r"\s*[›>]\s*", english) if part.strip()]
    if len(parts) > 1:
        return parts
    sentence = re.search(r"[.?!]\s|[.?!]$", english) or len(english) > 44
    return [] if sentence else parts


def keys(parts: list[str], words: Words) -> QWidget:
    """The labels in the order in which they are pressed."""
    packed = Packed(gap=px(5), lines=px(5))
    for place, part in enumerate(parts):
        if place:
            packed.addWidget(label("›", "quiet", wrap=False))
        packed.addWidget(Key(part, words))
    return holder(packed)
