"""How the window looks: one type scale, one unit of space, few colours with a meaning each, light and dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from simexit.core.system import locations

FONT_FILE = "SimExitSansSC.otf"
FONT_FAMILY = "SIM Exit Sans SC"
"""The bundled Chinese font: what the screen falls back to, and the report's own font."""

SMALL, BODY, LARGE, NUMBER, HEADING = 13, 15, 16, 22, 26
"""The type scale in pixels at normal text size."""

UNIT = 8
COLUMN = 760
"""Widest text column; longer lines are hard to read."""

SIDE = 272
CONTROL, INPUT = 40, 36
"""Height of buttons and of inputs: comfortably above the 24 px that WCAG 2.5.8 asks for."""


@dataclass(frozen=True)
class Colors:
    """A colour has one meaning, and a word or mark always says the same."""

    window: str
    side: str
    card: str
    text: str
    quiet: str
    line: str
    accent: str
    on_accent: str
    doubt: str
    doubt_ground: str
    danger: str
    danger_ground: str


LIGHT = Colors(
    window="#f7f6f3",
    side="#efede8",
    card="#ffffff",
    text="#1f2328",
    quiet="#5c636b",
    line="#dcd9d2",
    accent="#0b6b61",
    on_accent="#ffffff",
    doubt="#8a5a00",
    doubt_ground="#fbf1dc",
    danger="#9b2c1d",
    danger_ground="#fbe9e5",
)
DARK = Colors(
    window="#1b1e21",
    side="#16181b",
    card="#23272b",
    text="#e8e6e1",
    quiet="#a4abb2",
    line="#363b41",
    accent="#5cc4b6",
    on_accent="#10201e",
    doubt="#e0b25a",
    doubt_ground="#3a301b",
    danger="#f09a8b",
    danger_ground="#42241f",
)


def _from_system(palette: QPalette) -> Colors:
    """High contrast: the system's own colours, whatever they are; meaning is carried by words and lines."""

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    text, base, window = (
        name(QPalette.ColorRole.WindowText),
        name(QPalette.ColorRole.Base),
        name(QPalette.ColorRole.Window),
    )
    return Colors(
        window=window,
        side=window,
        card=base,
        text=text,
        quiet=text,
        line=text,
        accent=name(QPalette.ColorRole.Highlight),
        on_accent=name(QPalette.ColorRole.HighlightedText),
        doubt=text,
        doubt_ground=base,
        danger=text,
        danger_ground=base,
    )


class Theme:
    """The look of the running program; applied to the application, and asked for sizes by widgets."""

    current: ClassVar[Theme]
    """The theme in use: labels and panels take their fonts and colours from it when they are made and drawn."""

    def __init__(self, zoom: float = 1.0, scheme: str = "system") -> None:
        self.zoom = zoom
        self.scheme = scheme
        """`system`, `light` or `dark`: not every desktop tells its programs which one it is."""
        self.colors = LIGHT
        self._system = QPalette(QApplication.palette())
        self._basis = QFontInfo(QApplication.font()).pixelSize()
        Theme.current = self

    @property
    def scale(self) -> float:
        """What all sizes are multiplied with: the system's text size and the person's zoom."""
        return max(1.0, self._basis / 17) * self.zoom

    def px(self, size: float) -> int:
        """A size of the type scale or a multiple of the unit, in pixels of this screen."""
        return round(size * self.scale)

    def apply(self) -> None:
        """Take over the system's scheme, contrast and text size."""
        hints = QGuiApplication.styleHints()
        contrast = hints.accessibility().contrastPreference() if hasattr(hints, "accessibility") else None
        if contrast is not None and contrast == Qt.ContrastPreference.HighContrast:
            self.colors = _from_system(self._system)
        else:
            dark = hints.colorScheme() == Qt.ColorScheme.Dark if self.scheme == "system" else self.scheme == "dark"
            self.colors = DARK if dark else LIGHT
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(self._palette())
        app.setFont(self.font(BODY))
        QToolTip.setPalette(app.palette())

    def font(self, size: int, *, strong: bool = False) -> QFont:
        """The interface font in a size of the scale."""
        font = QFont(QApplication.font())
        font.setPixelSize(self.px(size))
        if strong:
            font.setBold(True)  # Qt thickens the bundled Chinese font from "bold" on, not for "demi-bold"
        return font

    def _palette(self) -> QPalette:
        c, palette, role = self.colors, QPalette(), QPalette.ColorRole
        for target, color in (
            (role.Window, c.window),
            (role.WindowText, c.text),
            (role.Base, c.card),
            (role.AlternateBase, c.side),
            (role.Text, c.text),
            (role.Button, c.card),
            (role.ButtonText, c.text),
            (role.Highlight, c.accent),
            (role.HighlightedText, c.on_accent),
            (role.Link, c.accent),
            (role.LinkVisited, c.accent),
            (role.ToolTipBase, c.card),
            (role.ToolTipText, c.text),
            (role.PlaceholderText, c.quiet),
            (role.Mid, c.line),
            (role.Dark, c.line),
            (role.Light, c.card),
        ):
            palette.setColor(target, QColor(color))
        for target in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(c.quiet))
        return palette


def load_font() -> None:
    """Make the bundled Chinese font known to Qt, which then falls back to it for every hanzi."""
    path = locations.shipped("resources") / "fonts" / FONT_FILE
    QFontDatabase.addApplicationFont(str(path))
