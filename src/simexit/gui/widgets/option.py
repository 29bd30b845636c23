"""An answer to choose: a card with a picture, a short row, a brand. Painted whole, spoken as a radio button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from simexit.gui import paint
from simexit.gui.theme import BODY, HEAD, NOTE, SMALL, TABLE, color, font, px

WRAP = int(Qt.TextFlag.TextWordWrap)


class Chosen(QRadioButton):
    """What all answers share: pressed whole, by mouse, Space and the arrow keys; spoken with name and description."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.hint = hint
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hitButton(self, position: object) -> bool:
        return True

    def hasHeightForWidth(self) -> bool:
        return True

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), px(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # Enter goes on, it chooses nothing
        else:
            super().keyPressEvent(event)

    def _ground(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, on = QRectF(self.rect()), self.isChecked()
        ground = "tint" if on else "key" if self.underMouse() and self.isEnabled() else "card"
        paint.rounded(painter, box, 8, ground, "accent" if on else "edge", 2 if on else 1)
        if self.hasFocus() and self.window().isActiveWindow():
            paint.focus(painter, box, 8)


class OptionCard(Chosen):
    """A card of 128 px: picture, title, one line, and the radio mark."""

    LEFT, PICTURE, GAP, MARK, HEIGHT = 20, (104, 78), 12, 20, 128

    def __init__(self, title: str, hint: str = "", picture: str = "") -> None:
        super().__init__(title, hint)
        self._picture = picture

    def _room(self, width: int) -> tuple[int, int]:
        """Where the words begin, and how wide they may be."""
        left = px(self.LEFT) + (px(self.PICTURE[0] + self.GAP) if self._picture else 0)
        return left, width - left - px(self.MARK + 30)

    def _heights(self, width: int) -> tuple[int, int]:
        room = self._room(width)[1]
        title = paint.lines_of(QFontMetrics(font(HEAD, medium=True)), self.text(), room)
        return title, paint.lines_of(QFontMetrics(font(BODY)), self.hint, room)

    def heightForWidth(self, width: int) -> int:
        title, hint = self._heights(width)
        least = self.HEIGHT if self._picture else 72
        return max(px(least), title + hint + px(28))

    def sizeHint(self) -> QSize:
        return QSize(px(440), self.heightForWidth(px(440)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        if self._picture:
            pixmap = paint.picture(self._picture, *self.PICTURE, self.devicePixelRatioF())
            painter.drawPixmap(px(self.LEFT), (self.height() - px(self.PICTURE[1])) // 2, pixmap)
        left, room = self._room(self.width())
        title, hint = self._heights(self.width())
        gap = px(2) if hint else 0
        top = (self.height() - title - hint - gap) // 2
        painter.setFont(font(HEAD, medium=True))
        painter.setPen(color("text"))
        painter.drawText(QRectF(left, top, room, title), WRAP, self.text())
        painter.setFont(font(BODY))
        painter.setPen(color("text" if self.isChecked() else "quiet"))
        painter.drawText(QRectF(left, top + title + gap, room, hint), WRAP, self.hint)
        side = px(self.MARK)
        mark = QRectF(self.width() - side - px(18), (self.height() - side) / 2, side, side)
        paint.radio(painter, mark, chosen=self.isChecked())


class ShortOption(Chosen):
    """A low card beside others: a small picture, the answer, and its line."""

    PICTURE = (58, 43.5)

    def __init__(self, title: str, hint: str = "", picture: str = "") -> None:
        super().__init__(title, hint)
        self._picture = picture

    def _room(self, width: int) -> tuple[int, int]:
        left = px(12) + (px(self.PICTURE[0] + 8) if self._picture else px(20 + 10))
        return left, max(px(40), width - left - px(12))

    def _heights(self, width: int) -> tuple[int, int]:
        room = self._room(width)[1]
        title = paint.lines_of(QFontMetrics(font(BODY, medium=True)), self.text(), room)
        return title, paint.lines_of(QFontMetrics(font(NOTE)), self.hint, room)

    def heightForWidth(self, width: int) -> int:
        return max(px(66 if self._picture else 52), sum(self._heights(width)) + px(18))

    def sizeHint(self) -> QSize:
        return QSize(px(280), self.heightForWidth(px(280)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        if self._picture:
            pixmap = paint.picture(self._picture, *self.PICTURE, self.devicePixelRatioF())
            painter.drawPixmap(px(10), (self.height() - px(self.PICTURE[1])) // 2, pixmap)
        else:
            side = px(20)
            paint.radio(painter, QRectF(px(12), (self.height() - side) / 2, side, side), chosen=self.isChecked())
        left, room = self._room(self.width())
        title, hint = self._heights(self.width())
        top = (self.height() - title - hint) // 2
        painter.setFont(font(BODY, medium=True))
        painter.setPen(color("accent" if self.isChecked() else "text"))
        painter.drawText(QRectF(left, top, room, title), WRAP, self.text())
        painter.setFont(font(NOTE))
        painter.setPen(color("text" if self.isChecked() else "quiet"))
        painter.drawText(QRectF(left, top + title, room, hint), WRAP, self.hint)


def monogram(name: str) -> str:
    """One or two letters for a brand: no logos, no brand colours."""
    known = {"at&t": "AT", "t-mobile": "T", "us mobile": "US", "google fi": "Fi", "google voice": "Gv"}
    lower = name.casefold()
    for start, short in known.items():
        if lower.startswith(start):
            return short
    letters = [char for char in name if char.isalnum()]
    return "".join(letters[:1]).upper() + "".join(letters[1:2]) if lower != "verizon" else "V"


def draw_monogram(painter: QPainter, box: QRectF, letters: str, *, white: bool = False) -> None:
    """The tile of a brand's letters on a neutral ground."""
    paint.rounded(painter, box, 8, "card" if white else "side", None)
    painter.setFont(font(BODY, medium=True))
    painter.setPen(color("text"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letters)


class BrandTile(Chosen):
    """A brand that many have: its letters, its name, how it is paid."""

    SIDE, HEIGHT = 40, 68

    def _room(self, width: int) -> tuple[int, int]:
        left = px(14 + self.SIDE + 12)
        return left, max(px(40), width - left - px(10))

    def _heights(self, width: int) -> tuple[int, int]:
        room = self._room(width)[1]
        title = paint.lines_of(QFontMetrics(font(BODY, medium=True)), self.text(), room)
        return title, paint.lines_of(QFontMetrics(font(SMALL)), self.hint, room)

    def heightForWidth(self, width: int) -> int:
        return max(px(self.HEIGHT), sum(self._heights(width)) + px(16))

    def sizeHint(self) -> QSize:
        return QSize(px(240), self.heightForWidth(px(240)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        side = px(self.SIDE)
        box = QRectF(px(14), (self.height() - side) / 2, side, side)
        draw_monogram(painter, box, monogram(self.text()), white=self.isChecked())
        left, room = self._room(self.width())
        title, hint = self._heights(self.width())
        top = (self.height() - title - hint) // 2
        painter.setFont(font(BODY, medium=True))
        painter.setPen(color("text"))
        painter.drawText(QRectF(left, top, room, title), WRAP, self.text())
        painter.setFont(font(SMALL))
        painter.setPen(color("quiet"))
        painter.drawText(QRectF(left, top + title, room, hint), WRAP, self.hint)


class WayOut(Chosen):
    """An answer beside the list: an icon and its words, 44 px high."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__(title)
        self._icon = icon

    def _room(self, width: int) -> tuple[int, int]:
        return px(44), max(px(40), width - px(56))

    def heightForWidth(self, width: int) -> int:
        return max(px(44), paint.lines_of(QFontMetrics(font(TABLE)), self.text(), self._room(width)[1]) + px(14))

    def sizeHint(self) -> QSize:
        return QSize(px(300), self.heightForWidth(px(300)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        paint.draw_icon(painter, self._icon, px(15), (self.height() - px(20)) / 2, "text")
        left, room = self._room(self.width())
        painter.setFont(font(TABLE))
        painter.setPen(color("text"))
        painter.drawText(QRectF(left, 0, room, self.height()), WRAP | int(Qt.AlignmentFlag.AlignVCenter), self.text())
