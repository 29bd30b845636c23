"""How the window looks: one type scale, one unit of space, few colours with a meaning each, light and dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from simexit.core import locations

FONT_FILE = "SimExitSansSC.otf"
FONT_FAMILY = "SIM Exit Sans SC"
"""The bundled Chinese font: what the screen falls back to, and the report's own font."""

SMALL, BODY, LARGE, HEADING = 13, 15, 16, 26
"""The type scale in pixels at normal text size."""

UNIT = 8
COLUMN = 760
"""Widest text column; longer lines are hard to read."""

SIDE = 272
CONTROL = 40
"""Height of buttons and inputs: comfortably above the 24 px that WCAG 2.5.8 asks for."""


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

    def __init__(self, zoom: float = 1.0, scheme: str = "system") -> None:
        self.zoom = zoom
        self.scheme = scheme
        """`system`, `light` or `dark`: not every desktop tells its programs which one it is."""
        self.colors = LIGHT
        self._system = QPalette(QApplication.palette())

    @property
    def scale(self) -> float:
        """What all sizes are multiplied with: the system's text size and the person's zoom."""
        return max(1.0, QFontInfo(QApplication.font("QMenu")).pixelSize() / 17) * self.zoom

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
        app.setStyleSheet(self._sheet())

    def font(self, size: int, *, strong: bool = False) -> QFont:
        """The interface font in a size of the scale."""
        font = QFont(QApplication.font())
        font.setPixelSize(self.px(size))
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
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

    def _sheet(self) -> str:
        c = self.colors
        icons = (locations.shipped("resources") / "icons").as_posix()
        ink = "dark" if QColor(c.on_accent).lightness() < 128 else "light"
        px = self.px
        return f"""
* {{ font-size: {px(BODY)}px; }}
QMainWindow, QDialog, #shell {{ background: {c.window}; }}
QToolTip {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line}; padding: {px(4)}px; }}
QLabel {{ background: transparent; color: {c.text}; }}
QLabel[role="heading"] {{ font-size: {px(HEADING)}px; font-weight: 700; }}
QLabel[role="why"] {{ font-size: {px(LARGE)}px; color: {c.quiet}; }}
QLabel[role="section"] {{ font-size: {px(SMALL)}px; font-weight: 700; color: {c.quiet}; }}
QLabel[role="quiet"] {{ font-size: {px(SMALL)}px; color: {c.quiet}; }}
QLabel[role="here"] {{ font-size: {px(SMALL)}px; font-weight: 700; }}
QLabel[role="strong"] {{ font-weight: 700; }}
QLabel[role="number"] {{ font-size: {px(22)}px; font-weight: 700; }}
QLabel[role="danger"] {{ color: {c.danger}; font-weight: 700; }}
QLabel[role="accent"] {{ color: {c.accent}; }}
QLabel[role="tag-doubt"] {{ font-size: {px(SMALL)}px; color: {c.doubt}; background: {c.doubt_ground};
  border-radius: {px(3)}px; padding: {px(1)}px {px(6)}px; }}
QLabel[role="tag-danger"] {{ font-size: {px(SMALL)}px; color: {c.danger}; background: {c.danger_ground};
  border-radius: {px(3)}px; padding: {px(1)}px {px(6)}px; }}
QLabel[role="tag"] {{ font-size: {px(SMALL)}px; color: {c.quiet}; background: {c.side};
  border-radius: {px(3)}px; padding: {px(1)}px {px(6)}px; }}
QLabel:focus {{ border: none; }}
QFrame[role="card"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {px(8)}px; }}
QFrame[role="row"] {{ background: transparent; border: none; border-top: 1px solid {c.line}; }}
QFrame[role="row"][first="true"] {{ border-top: none; }}
QFrame[role="row"]:hover {{ background: {c.window}; }}
QFrame[role="known"] {{ border: none; border-left: 3px solid {c.accent}; }}
QFrame[role="asked"] {{ border: none; border-left: 3px solid {c.doubt}; }}
QFrame[role="loss"] {{ border: none; border-left: 3px solid {c.danger}; }}
QFrame[role="band-danger"] {{ background: {c.danger_ground}; border: none; border-radius: {px(8)}px; }}
QFrame[role="band-doubt"] {{ background: {c.doubt_ground}; border: none; border-radius: {px(8)}px; }}
QFrame[role="band"] {{ background: {c.side}; border: none; border-radius: {px(8)}px; }}
QFrame[role="choice"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {px(8)}px; padding: 1px; }}
QFrame[role="choice"][chosen="true"] {{ border: 2px solid {c.accent}; padding: 0; }}
QFrame[role="choice"][focused="true"] {{ border: 2px solid {c.text}; padding: 0; }}
#side {{ background: {c.side}; border: none; border-right: 1px solid {c.line}; }}
#footer {{ background: {c.window}; border: none; border-top: 1px solid {c.line}; }}
QFrame[role="rule"] {{ background: {c.line}; border: none; max-height: 1px; min-height: 1px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QPushButton {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line}; border-radius: {px(6)}px;
  padding: {px(8)}px {px(16)}px; min-height: {px(22)}px; }}
QPushButton:hover {{ border-color: {c.quiet}; }}
QPushButton:pressed {{ background: {c.side}; }}
QPushButton:focus {{ border: 2px solid {c.text}; padding: {px(8) - 1}px {px(16) - 1}px; }}
QPushButton:disabled {{ color: {c.quiet}; background: {c.side}; }}
QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent};
  font-weight: 700; }}
QPushButton[kind="primary"]:hover {{ background: {QColor(c.accent).lighter(112).name()}; }}
QPushButton[kind="danger"] {{ color: {c.danger}; border-color: {c.danger}; font-weight: 700; }}
QPushButton[kind="small"] {{ padding: {px(3)}px {px(10)}px; min-height: {px(20)}px; font-size: {px(14)}px; }}
QPushButton[kind="small"]:focus {{ padding: {px(3) - 1}px {px(10) - 1}px; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; color: {c.accent};
  text-decoration: underline; padding: {px(3)}px {px(4)}px; min-height: {px(20)}px; font-size: {px(SMALL + 1)}px;
  text-align: left; }}
QPushButton[kind="link"]:focus {{ border: 1px solid {c.text}; padding: {px(3)}px {px(4)}px; }}
QPushButton[kind="step"] {{ background: transparent; border: 1px solid transparent; text-align: left;
  padding: {px(2)}px {px(6)}px; }}
QPushButton[kind="step"]:hover, QPushButton[kind="stage"]:hover {{ background: {c.card}; }}
QPushButton[kind="step"][current="true"] {{ font-weight: 700; }}
QPushButton[kind="stage"], QPushButton[kind="case"] {{ text-align: left; padding: 0; }}
QPushButton[kind="stage"] {{ background: transparent; border: 1px solid transparent; }}
QPushButton[kind="stage"][current="true"] {{ background: {c.card}; }}
QPushButton[kind="stage"]:focus, QPushButton[kind="step"]:focus, QPushButton[kind="case"]:focus {{
  border: 2px solid {c.text}; }}
QLineEdit, QPlainTextEdit, QTextBrowser, QComboBox, QDateEdit {{ background: {c.card}; color: {c.text};
  border: 1px solid {QColor(c.quiet).name()}; border-radius: {px(6)}px; padding: {px(7)}px {px(10)}px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QTextBrowser {{ border-color: {c.line}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QTextBrowser:focus {{ border: 2px solid {c.accent};
  padding: {px(7) - 1}px {px(10) - 1}px; }}
QLineEdit[wrong="true"] {{ border: 2px solid {c.danger}; padding: {px(7) - 1}px {px(10) - 1}px; }}
QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: url("{icons}/down-{"light" if ink == "dark" else "dark"}.svg"); width: {px(12)}px; }}
QComboBox QAbstractItemView {{ background: {c.card}; border: 1px solid {c.line}; outline: none; }}
QListWidget, QTableWidget {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {px(8)}px;
  outline: none; }}
QListWidget::item {{ padding: {px(9)}px {px(12)}px; border-bottom: 1px solid {c.line}; }}
QListWidget::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
QCheckBox, QRadioButton {{ spacing: {px(10)}px; background: transparent; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(20)}px; height: {px(20)}px; }}
QCheckBox::indicator {{ border: 2px solid {c.quiet}; border-radius: {px(4)}px; background: {c.card}; }}
QCheckBox::indicator:checked {{ border-color: {c.accent}; background: {c.accent};
  image: url("{icons}/check-{ink}.svg"); }}
QCheckBox::indicator:focus {{ border-color: {c.text}; }}
QRadioButton::indicator {{ width: {px(16)}px; height: {px(16)}px; border: 2px solid {c.quiet};
  border-radius: {px(10)}px; background: {c.card}; }}
QRadioButton::indicator:checked {{ border: {px(5)}px solid {c.accent}; width: {px(10)}px; height: {px(10)}px; }}
QMenuBar {{ background: {c.window}; color: {c.text}; border-bottom: 1px solid {c.line}; padding: {px(4)}px; }}
QMenuBar::item {{ padding: {px(4)}px {px(10)}px; background: transparent; }}
QMenuBar::item:selected {{ background: {c.side}; }}
QMenu {{ background: {c.card}; border: 1px solid {c.line}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(24)}px; }}
QMenu::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
QMenu::item:disabled {{ color: {c.quiet}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: {px(4)}px {px(8)}px; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.quiet}; border-radius: {px(4)}px; min-height: {px(32)}px;
  margin: {px(2)}px {px(3)}px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
  border: none; height: 0; }}
"""


def load_font() -> None:
    """Make the bundled Chinese font known to Qt, which then falls back to it for every hanzi."""
    path = locations.shipped("resources") / "fonts" / FONT_FILE
    QFontDatabase.addApplicationFont(str(path))
