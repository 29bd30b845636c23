"""Where to tap on the phone: drawn, with the English words on it, numbered in the order of tapping."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simexit.core.language.messages import Words
from simexit.gui import paint
from simexit.gui.theme import SMALL, color, font, px


class Tap(NamedTuple):
    """One place to press: the words on the screen, and what they mean."""

    english: str
    meaning: str
    last: bool = False
    """What one wants to see or press at the end: drawn filled."""


def taps_of(picture: str, _: Words) -> tuple[str, list[Tap]] | None:
    """Title and taps of a picture, or None where there is none of that name."""
    return {
        "carrier-lock": (
            _("On an iPhone"),
            [
                Tap("Settings", _("Settings")),
                Tap("General", _("General")),
                Tap("About", _("About")),
                Tap("Carrier Lock", _("Carrier lock")),
                Tap("No SIM restrictions", _("This means unlocked"), last=True),
            ],
        ),
        "delete-esim": (
            _("On an iPhone"),
            [
                Tap("Settings", _("Settings")),
                Tap("Cellular", _("Mobile data")),
                Tap("SIMs: the old line", _("Choose the old line, look twice")),
                Tap("Delete eSIM", _("Only when everything is over"), last=True),
            ],
        ),
        "number-lock": (
            _("In the carrier’s app"),
            [
                Tap("Account", _("Your account")),
                Tap("Security / Privacy", _("Security or privacy")),
                Tap("Number Lock: Off", _("Also called Port Out Protection"), last=True),
                Tap("Transfer PIN", _("Makes the PIN for the move"), last=True),
            ],
        ),
    }.get(picture)


class PhoneTaps(QWidget):
    """The phone with its rows, and beside it the figures with their meaning."""

    WIDE, ROW = 168, 36

    def __init__(self, taps: list[Tap], name: str) -> None:
        super().__init__()
        self._taps = taps
        order = ", ".join(f"{place}. {tap.english} ({tap.meaning})" for place, tap in enumerate(taps, start=1))
        self.setAccessibleName(f"{name}: {order}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _inner(self) -> int:
        return px(34) + len(self._taps) * px(self.ROW) + px(20)

    def sizeHint(self) -> QSize:
        return QSize(px(318), self._inner() + 2)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inner() + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(1, 1, px(self.WIDE), self._inner() - 2)
        painter.setPen(paint.pen("text", 1.6))
        painter.setBrush(color("card"))
        painter.drawRoundedRect(body, px(18), px(18))
        middle = body.center().x()
        painter.drawLine(QPointF(middle - px(13), px(13)), QPointF(middle + px(13), px(13)))
        for place, tap in enumerate(self._taps):
            self._tap(painter, place, tap, QRectF(px(13), px(28) + place * px(self.ROW), px(self.WIDE - 24), px(29)))

    def _tap(self, painter: QPainter, place: int, tap: Tap, box: QRectF) -> None:
        paint.rounded(painter, box, 7, "accent" if tap.last else "tint", "accent")
        painter.setFont(font(SMALL, medium=tap.last))
        painter.setPen(color("on_accent" if tap.last else "text"))
        metrics = QFontMetrics(painter.font())
        words = metrics.elidedText(tap.english, Qt.TextElideMode.ElideRight, int(box.width() - px(12)))
        painter.drawText(box.adjusted(px(9), 0, -px(3), 0), int(Qt.AlignmentFlag.AlignVCenter), words)
        y, x = box.center().y(), px(self.WIDE + 24)
        painter.setPen(paint.pen("accent", 1.2))
        painter.drawLine(QPointF(box.right() + px(3), y), QPointF(x - px(9), y))
        painter.setBrush(color("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        dot = QRectF(x - px(9), y - px(9), px(18), px(18))
        painter.drawEllipse(dot)
        painter.setPen(color("on_accent"))
        painter.setFont(font(SMALL, medium=True))
        painter.drawText(dot, int(Qt.AlignmentFlag.AlignCenter), str(place + 1))
        painter.setPen(color("text"))
        painter.setFont(font(SMALL))
        room = QRectF(x + px(16), y - px(20), max(px(40), self.width() - x - px(16)), px(40))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), tap.meaning)
