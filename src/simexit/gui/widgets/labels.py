"""Texts: in roles of the type scale, to be marked with the mouse, their words of the trade explained."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from simexit.gui import paint
from simexit.gui.theme import (
    BODY,
    FIGURE,
    HEAD,
    NOTE,
    QUESTION,
    SAY,
    SMALL,
    START,
    TABLE,
    TITLE,
    WHY,
    color,
    colors,
    font,
    px,
)

if TYPE_CHECKING:
    from simexit.core.knowledge.glossary import Terms

Role = Literal[
    "body", "heading", "question", "start", "why", "section", "quiet", "small", "strong", "head", "figure", "table",
    "table-strong", "number", "danger", "danger-why", "doubt", "accent", "tag", "tag-doubt", "tag-danger", "say",
    "meaning",
]  # fmt: skip

TEXTS: dict[str, tuple[int, bool, str]] = {
    "body": (BODY, False, "text"),
    "heading": (TITLE, True, "text"),
    "question": (QUESTION, True, "text"),
    "start": (START, True, "text"),
    "why": (WHY, False, "quiet"),
    "section": (NOTE, True, "quiet"),
    "quiet": (NOTE, False, "quiet"),
    "small": (SMALL, False, "quiet"),
    "strong": (BODY, True, "text"),
    "head": (HEAD, True, "text"),
    "figure": (FIGURE, True, "text"),
    "table": (TABLE, False, "text"),
    "table-strong": (TABLE, True, "text"),
    "number": (HEAD, True, "text"),
    "danger": (BODY, True, "danger"),
    "danger-why": (WHY, False, "danger"),
    "doubt": (BODY, True, "doubt"),
    "accent": (BODY, True, "accent"),
    "tag": (SMALL, True, "quiet"),
    "tag-doubt": (SMALL, True, "doubt"),
    "tag-danger": (SMALL, True, "danger"),
    "say": (SAY, True, "text"),
    "meaning": (19, False, "quiet"),
}
"""Role of a text -> size, medium weight, colour of the theme."""

TAG_GROUNDS = {"tag": "key", "tag-doubt": "doubt_ground", "tag-danger": "danger_ground"}

PLAIN = Qt.TextFormat.PlainText


class Explained(NamedTuple):
    """How words of the glossary are explained where they stand."""

    terms: Terms
    open: Callable[[str], object]
    """Opens the explanation of a term, by its id."""

    def linked(self, text: str) -> str:
        """The text as HTML in which each word of the glossary is a link; empty where it holds none."""
        hits = self.terms.in_text(text)
        parts, start = [], 0
        for hit in hits:
            link = (
                f'<a href="{hit.term.id}" style="color: {colors().text}">{html.escape(text[hit.start : hit.end])}</a>'
            )
            parts += [html.escape(text[start : hit.start]), link]
            start = hit.end
        return "".join([*parts, html.escape(text[start:])]).replace("\n", "<br>") if hits else ""


class Label(QLabel):
    """A text in one of the roles; a tag has a ground behind it."""

    explained: ClassVar[Explained | None] = None
    """The words of the glossary and what opens one, once the knowledge is there."""

    def __init__(self, text: str, role: Role) -> None:
        super().__init__(text)
        self.setTextFormat(PLAIN)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._plain: str | None = None
        """The text without links, while it has some."""
        self._connected = False
        self.selectable = True
        """Whether it can be marked and copied; not inside a row that is pressed as a whole."""
        self._ground = TAG_GROUNDS.get(role)
        self.set_role(role)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # inside a button Qt would take the button's colour
        if self._ground:
            self.setContentsMargins(px(6), px(1), px(6), px(1))

    def set_role(self, role: Role) -> None:
        """Take another size, weight and colour."""
        size, medium, ink = TEXTS[role]
        self.setFont(font(size, medium=medium))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, color(ink))
        self.setPalette(palette)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_terms()
        # Made selectable when the mouse comes: for a hundred labels at once it would slow the turn of a page.
        if self.selectable and not self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            policy = self.focusPolicy()
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.setFocusPolicy(policy)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._plain is not None and not self.hasSelectedText():
            self.setTextFormat(PLAIN)
            self.setText(self._plain)
            self._plain = None
        super().leaveEvent(event)

    def _show_terms(self) -> None:
        """Under the mouse, words of the glossary become links to their explanation; the text stays as it is."""
        if not (self.selectable and self.explained and self._plain is None) or self.textFormat() != PLAIN:
            return
        linked = self.explained.linked(self.text())
        if linked:
            self._plain = self.text()
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setText(linked)
            if not self._connected:
                self._connected = True
                self.linkActivated.connect(self.explained.open)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ground:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint.rounded(painter, QRectF(self.rect()), 4, self._ground, None)
            painter.end()
        super().paintEvent(event)


def label(text: str, role: Role = "body", *, wrap: bool = True) -> Label:
    """A text that can be selected with the mouse, so that everything on a page can be copied."""
    made = Label(text, role)
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        made.setMinimumWidth(1)
    else:
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def english(text: str, role: Role = "body", *, wrap: bool = True) -> Label:
    """English words to say or to look for, set in the Latin font whatever the language of the window."""
    made = label(text, role, wrap=wrap)
    size, medium, _ink = TEXTS[role]
    made.setFont(font(size, medium=medium, english=True))
    return made


def explain(explained: Explained | None) -> None:
    """Let every text explain its words, or none of them any more."""
    Label.explained = explained


def still(made: Label) -> Label:
    """Let clicks through to the row around a label, so that the whole row is the target."""
    made.selectable = False
    return made


def heading(text: str, role: Role = "heading") -> Label:
    """The one heading of a page: it takes the focus when the page is shown, so that a screen reader begins there."""
    made = label(text, role)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(text)
    return made


class Picture(QWidget):
    """An icon or a picture that stands beside words which say the same: screen readers pass over it."""

    def __init__(
        self, name: str, size: tuple[float, float] = (20, 20), ink: str = "text", *, drawing: bool = False
    ) -> None:
        super().__init__()
        self._name, self._size, self._ink, self._drawing = name, size, ink, drawing
        self.setFixedSize(QSize(px(size[0]), px(size[1])))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, ink: str) -> None:
        """Show another icon."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, ratio = QPainter(self), self.devicePixelRatioF()
        if self._drawing:
            painter.drawPixmap(0, 0, paint.picture(self._name, *self._size, ratio))
        else:
            painter.drawPixmap(0, 0, paint.icon(self._name, self._ink, self._size[0], ratio))
