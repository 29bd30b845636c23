"""Icons, pictures and marks, drawn in the palette: dark and high contrast need no files of their own.

Icons and pictures are SVG files in the light palette's colours; where they are drawn these are replaced by the colours
in use. Marks of state (rings, ticks) are drawn by hand, because a list draws dozens of them.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QImageReader, QPainter, QPen, QPixmap

from simexit.core.system import locations
from simexit.gui.theme import LIGHT, Theme, colors, px
from simexit.gui.theme import color as color

PICTURE_COLORS = ("text", "edge", "accent", "tint", "card", "line", "side", "on_accent")
"""What pictures are drawn with: ink, what is left behind, the number, its ground, paper."""


@cache
def _source(folder: str, name: str) -> str:
    return (locations.shipped("resources") / folder / f"{name}.svg").read_text(encoding="utf-8")


_cache: dict[tuple[object, ...], QPixmap] = {}


def _render(svg: str, size: QSize, ratio: float) -> QPixmap:
    """An SVG in device pixels; through Qt's image plugin, which the window's icon has loaded already."""
    buffer = QBuffer()
    buffer.setData(QByteArray(svg.encode()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(round(size.width() * ratio), round(size.height() * ratio)))
    made = QPixmap.fromImage(reader.read())
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, ink: str = "text", size: float = 20, ratio: float = 1.0) -> QPixmap:
    """An icon in one of the theme's colours; `size` in pixels of the drawings."""
    key = (name, colors(), ink, px(size), ratio)
    if key not in _cache:
        svg = _source("icons", name).replace("currentColor", color(ink).name())
        _cache[key] = _render(svg, QSize(px(size), px(size)), ratio)
    return _cache[key]


def as_icon(name: str, ink: str = "text", size: float = 20) -> QIcon:
    """The same for menus and fields, which take a QIcon."""
    return QIcon(icon(name, ink, size, 2.0))


def picture(name: str, width: float, height: float, ratio: float = 1.0) -> QPixmap:
    """A picture in the colours in use; sizes in pixels of the drawings."""
    key = ("picture", name, colors(), px(width), px(height), ratio)
    if key not in _cache:
        svg = _source("pictures", name)
        marks = {getattr(LIGHT, role): f"@{role}@" for role in ("line", "side", "edge", "accent", "tint", "text")}
        for old, mark in marks.items():
            svg = svg.replace(old, mark)
        svg = svg.replace("#ffffff", "@card@").replace("#fff", "@on_accent@")
        for role in PICTURE_COLORS:
            svg = svg.replace(f"@{role}@", getattr(colors(), role))
        _cache[key] = _render(svg, QSize(px(width), px(height)), ratio)
    return _cache[key]


def draw_icon(painter: QPainter, name: str, left: float, top: float, ink: str = "text", size: float = 20) -> None:
    """An icon with its upper left corner at a place, sharp at every scale of the screen."""
    painter.drawPixmap(QPointF(left, top), icon(name, ink, size, painter.device().devicePixelRatioF()))


def pen(ink: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen with round ends, its width in pixels of the drawings."""
    return QPen(
        color(ink), max(1.0, width * Theme.current.scale), style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def tick(painter: QPainter, box: QRectF, ink: str, width: float = 1.6) -> None:
    """A tick inside a box or ring."""
    painter.setPen(pen(ink, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = ((0.27, 0.53), (0.44, 0.69), (0.74, 0.33))
    painter.drawPolyline([QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for x, y in points])


def ring(painter: QPainter, box: QRectF, state: str) -> None:
    """The mark of a step: `open`, `current`, `done` or `waiting`. A shape each, not only a colour."""
    inner = box.adjusted(1, 1, -1, -1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state == "current":
        painter.setPen(pen("accent", 1.8))
        painter.drawEllipse(inner)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        dot = inner.width() * 0.22
        painter.drawEllipse(inner.adjusted(dot, dot, -dot, -dot))
        return
    painter.setPen(pen("quiet" if state == "done" else "edge", 1.3))
    painter.drawEllipse(inner)
    if state == "done":
        tick(painter, inner.adjusted(1, 1, -1, -1), "quiet", 1.4)
    elif state == "waiting":
        middle = inner.center()
        painter.drawLine(middle, QPointF(middle.x(), inner.top() + inner.height() * 0.22))


def radio(painter: QPainter, box: QRectF, *, chosen: bool) -> None:
    """A radio mark."""
    painter.setBrush(color("card"))
    painter.setPen(pen("accent" if chosen else "edge", 1.5))
    inner = box.adjusted(1, 1, -1, -1)
    painter.drawEllipse(inner)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        gap = inner.width() * 0.24
        painter.drawEllipse(inner.adjusted(gap, gap, -gap, -gap))


def check_box(painter: QPainter, box: QRectF, *, checked: bool, enabled: bool = True) -> None:
    """A check box."""
    painter.setPen(pen(("accent" if checked else "edge") if enabled else "line", 1.5))
    painter.setBrush(color(("accent" if enabled else "quiet") if checked else "card"))
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), px(5), px(5))
    if checked:
        tick(painter, box, "on_accent", 1.8)


def rounded(
    painter: QPainter, box: QRectF, radius: float, ground: str | None, edge: str | None, width: float = 1
) -> None:
    """A rounded rectangle, its line wholly inside the box; radius in pixels of the drawings."""
    inset = width / 2
    painter.setPen(QPen(color(edge), width) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(color(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), px(radius), px(radius))


def focus(painter: QPainter, box: QRectF, radius: float) -> None:
    """The frame that shows where the keyboard is."""
    painter.setPen(QPen(color("text"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(radius), px(radius))


def dimmed(name: str) -> QColor:
    """A colour as it is while something is pressed."""
    return color(name).darker(110)


def lines_of(metrics: QFontMetrics, text: str, width: int) -> int:
    """How high a text stands in a width, in pixels of this screen."""
    flags = int(Qt.TextFlag.TextWordWrap)
    return metrics.boundingRect(0, 0, max(1, width), 10_000, flags, text).height() if text else 0
