"""How the window looks: one type scale, one unit of space, few colours with a meaning each, light and dark.

There is one theme in a running program. Widgets ask it by `px`, `font` and `colors` when they are made and drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from simexit.core.system import locations

FONT_FAMILY = "SIM Exit Sans SC"
"""The bundled Chinese font: also what the report is set in."""
LATIN_FAMILY = "SIM Exit Sans"
"""The bundled Latin one, in which quotes and apostrophes are as narrow as English wants them."""
FONT_FILES = ("SimExitSans-Regular", "SimExitSans-Medium", "SimExitSansSC-Regular", "SimExitSansSC-Medium")

SMALL, NOTE, TABLE, BODY, WHY, HEAD, FIGURE, TITLE, QUESTION, START, SAY = 12, 13, 14, 15, 16, 17, 20, 26, 28, 32, 34
"""The type scale in pixels at normal text size."""

UNIT = 8
COLUMN = 760
"""Widest text column; longer lines are hard to read."""
CARDS = 896
"""Width of the questions' column: two cards beside each other."""
PAGE = 1000
"""Width of the widest column, of the start page and the brands."""

SIDE = 276
NARROW = 1180
"""Below this width of the window what stands at the right goes below."""
BUTTON, LARGE, SMALL_BUTTON, INPUT = 36, 48, 28, 34
"""Heights of what is pressed or typed into: all above the 24 px that WCAG 2.5.8 asks for."""


@dataclass(frozen=True)
class Colors:
    """A colour has one meaning, and a word or mark always says the same."""

    window: str
    side: str
    card: str
    text: str
    quiet: str
    line: str
    """Separates, carries nothing."""
    edge: str
    """Outline of what can be operated."""
    accent: str
    """You, now: the act, the current, the chosen."""
    on_accent: str
    tint: str
    doubt: str
    doubt_ground: str
    danger: str
    danger_ground: str
    key: str
    """Ground of English words to look for, and of the row under the mouse."""


LIGHT = Colors(
    window="#f7f6f3",
    side="#efede8",
    card="#ffffff",
    text="#1f2328",
    quiet="#5c636b",
    line="#dcd9d2",
    edge="#7d8186",
    accent="#0b6b61",
    on_accent="#ffffff",
    tint="#e2efec",
    doubt="#8a5a00",
    doubt_ground="#fbf1dc",
    danger="#9b2c1d",
    danger_ground="#fbe9e5",
    key="#f1efea",
)
DARK = Colors(
    window="#1b1e21",
    side="#16181b",
    card="#23272b",
    text="#e8e6e1",
    quiet="#a4abb2",
    line="#363b41",
    edge="#7b828a",
    accent="#5cc4b6",
    on_accent="#10201e",
    tint="#1f3a37",
    doubt="#e0b25a",
    doubt_ground="#3a301b",
    danger="#f09a8b",
    danger_ground="#42241f",
    key="#2a2f34",
)


def from_system(palette: QPalette) -> Colors:
    """High contrast: the system's own colours, whatever they are; meaning is carried by words, lines and marks."""

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    role = QPalette.ColorRole
    text, base, window, accent = name(role.WindowText), name(role.Base), name(role.Window), name(role.Highlight)
    return Colors(
        window=window,
        side=window,
        card=base,
        text=text,
        quiet=text,
        line=text,
        edge=text,
        accent=accent,
        on_accent=name(role.HighlightedText),
        tint=base,
        doubt=text,
        doubt_ground=base,
        danger=text,
        danger_ground=base,
        key=base,
    )


class Theme:
    """The look of the running program; applied to the application, and asked for sizes by widgets."""

    current: ClassVar[Theme]
    """The theme in use."""

    def __init__(self, zoom: float = 1.0, scheme: str = "system", language: str = "en") -> None:
        self.zoom = zoom
        self.scheme = scheme
        """`system`, `light` or `dark`: not every desktop tells its programs which one it is."""
        self.language = language
        """Of the window: decides which family comes first."""
        self.colors = LIGHT
        self.contrast = False
        """The system asks for high contrast: what is said by a ground is then said by a frame."""
        self._system = QPalette(QApplication.palette())
        self._family = QApplication.font().family()
        self._basis = QFontInfo(QApplication.font()).pixelSize()
        self._fonts: dict[tuple[float, bool, bool], QFont] = {}
        Theme.current = self

    @property
    def scale(self) -> float:
        """What all sizes are multiplied with: the system's text size and the person's zoom."""
        return max(1.0, self._basis / 17) * self.zoom

    def px(self, size: float) -> int:
        """A size of the type scale or a multiple of the unit, in pixels of this screen."""
        return round(size * self.scale)

    def apply(self) -> None:
        """Take over the system's scheme, contrast and text size, and the language's font."""
        hints = QGuiApplication.styleHints()
        asked = hints.accessibility().contrastPreference() if hasattr(hints, "accessibility") else None
        self.contrast = asked is not None and asked == Qt.ContrastPreference.HighContrast
        if self.contrast:
            self.colors = from_system(self._system)
        else:
            dark = hints.colorScheme() == Qt.ColorScheme.Dark if self.scheme == "system" else self.scheme == "dark"
            self.colors = DARK if dark else LIGHT
        self._fonts = {}
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(self._palette())
        app.setFont(self.font(BODY))
        QToolTip.setPalette(app.palette())

    def font(self, size: float, *, medium: bool = False, english: bool = False) -> QFont:
        """The interface font in a size of the scale; shared, so copy it before changing it.

        With `english` it is for English words in a Chinese window: their quotes and apostrophes are narrow.
        """
        key = (size, medium, english)
        if key not in self._fonts:
            font = QFont()
            chinese = self.language.startswith("zh") and not english
            families = [FONT_FAMILY, LATIN_FAMILY] if chinese else [LATIN_FAMILY, FONT_FAMILY]
            font.setFamilies([*families, self._family])
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight.Medium if medium else QFont.Weight.Normal)
            self._fonts[key] = font
        return self._fonts[key]

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


def px(size: float) -> int:
    """A size of the drawings in pixels of this screen."""
    return Theme.current.px(size)


def font(size: float, *, medium: bool = False, english: bool = False) -> QFont:
    """The interface font in a size of the scale, in one of its two weights; for English words on request."""
    return Theme.current.font(size, medium=medium, english=english)


def colors() -> Colors:
    """The colours in use."""
    return Theme.current.colors


def color(name: str) -> QColor:
    """A colour in use, by its name."""
    return QColor(getattr(Theme.current.colors, name))


def load_font() -> None:
    """Make the bundled fonts known to Qt."""
    folder = locations.shipped("resources") / "fonts"
    for file in FONT_FILES:
        QFontDatabase.addApplicationFont(str(folder / f"{file}.otf"))
