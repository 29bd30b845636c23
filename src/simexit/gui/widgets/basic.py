"""Labels, buttons, bands, cards and the scrolling column: the alphabet of all pages."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from simexit.core.language.text import pick
from simexit.gui.theme import BODY, COLUMN, HEADING, LARGE, NUMBER, SMALL, UNIT, Theme
from simexit.gui.widgets.controls import Bar, Button, Kind

if TYPE_CHECKING:
    from simexit.core.knowledge.glossary import Terms

Role = Literal[
    "body",
    "heading",
    "why",
    "section",
    "quiet",
    "strong",
    "number",
    "danger",
    "accent",
    "tag",
    "tag-doubt",
    "tag-danger",
    "here",
]


TEXTS: dict[str, tuple[int, bool, str]] = {
    "body": (BODY, False, "text"),
    "heading": (HEADING, True, "text"),
    "why": (LARGE, False, "quiet"),
    "section": (SMALL, True, "quiet"),
    "quiet": (SMALL, False, "quiet"),
    "strong": (BODY, True, "text"),
    "here": (SMALL, True, "text"),
    "number": (NUMBER, True, "text"),
    "danger": (BODY, True, "danger"),
    "accent": (BODY, False, "accent"),
    "tag": (SMALL, False, "quiet"),
    "tag-doubt": (SMALL, False, "doubt"),
    "tag-danger": (SMALL, False, "danger"),
}
"""Role of a text -> size, bold, colour of the theme."""

TAG_GROUNDS = {"tag": "side", "tag-doubt": "doubt_ground", "tag-danger": "danger_ground"}


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
            color = Theme.current.colors.text
            link = f'<a href="{hit.term.id}" style="color: {color}">{html.escape(text[hit.start : hit.end])}</a>'
            parts += [html.escape(text[start : hit.start]), link]
            start = hit.end
        return "".join([*parts, html.escape(text[start:])]).replace("\n", "<br>") if hits else ""


class _Label(QLabel):
    """A text in one of the roles; a tag has a ground behind it."""

    def __init__(self, text: str, role: Role) -> None:
        super().__init__(text)
        self._plain: str | None = None
        """The text without links, while it has some."""
        self._connected = False
        self.selectable = True
        """Whether it can be marked and copied; not inside a row that is pressed as a whole."""
        theme = Theme.current
        size, strong, color = TEXTS[role]
        self.setFont(theme.font(size, strong=strong))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(getattr(theme.colors, color)))
        self.setPalette(palette)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # inside a button Qt would take the button's colour
        self._ground = TAG_GROUNDS.get(role)
        if self._ground:
            self.setContentsMargins(theme.px(6), theme.px(1), theme.px(6), theme.px(1))

    explained: ClassVar[Explained | None] = None
    """The words of the glossary and what opens one, once the knowledge is there."""

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
            self.setTextFormat(Qt.TextFormat.PlainText)
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
            theme, painter = Theme.current, QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(theme.colors, self._ground)))
            painter.drawRoundedRect(self.rect(), theme.px(3), theme.px(3))
            painter.end()
        super().paintEvent(event)


def label(text: str, role: Role = "body", *, wrap: bool = True) -> QLabel:
    """A text that can be selected with the mouse, so that everything on a page can be copied."""
    made = _Label(text, role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        made.setMinimumWidth(1)
    else:
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def explain(explained: Explained | None) -> None:
    """Let every text explain its words, or none of them any more."""
    _Label.explained = explained


def words_of(page: QWidget, theme: Theme) -> Packed | None:
    """The words of the glossary on a page, in the order in which they are met, each as a button that explains it."""
    explained = _Label.explained
    if explained is None:
        return None
    texts = [made.text() for made in page.findChildren(QLabel) if isinstance(made, _Label) and made.selectable]
    hits = explained.terms.in_text("\n".join(texts))
    words = Packed(gap=theme.px(UNIT * 2))
    for hit in hits:
        name = pick(hit.term.term, explained.terms.language)
        words.addWidget(button(name, lambda term=hit.term.id: explained.open(term), "link"))
    return words if hits else None


def still(made: QLabel) -> QLabel:
    """Let clicks through to the row around a label, so that the whole row is the target."""
    assert isinstance(made, _Label)
    made.selectable = False
    return made


def heading(text: str) -> QLabel:
    """The one heading of a page: it takes the focus when the page is shown, so that a screen reader begins there."""
    made = label(text, "heading")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(text)
    return made


def button(text: str, action: Callable[[], object], kind: Kind = "plain") -> Button:
    """A button that says what it does."""
    made = Button(text, kind)
    made.clicked.connect(lambda: action())
    return made


GROUNDS = {
    "card": "card",
    "choice": "card",
    "band": "side",
    "band-doubt": "doubt_ground",
    "band-danger": "danger_ground",
    "side": "side",
    "footer": "window",
}
EDGES = {"known": "accent", "asked": "doubt", "loss": "danger"}
"""Panels with a coloured line at the left, whose colour says what the words say too."""


class Panel(QFrame):
    """A ground that groups things, drawn by itself: card, row, choice, band, known, asked, loss, side, footer."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.role = role
        self.first = False
        """Of rows: no line above the first."""
        self.chosen = self.focused = self._hovered = False

    def set_role(self, role: str) -> None:
        """Take another look."""
        self.role = role
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = self.role == "row"
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = Theme.current, QPainter(self)
        colors, box = theme.colors, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.role in EDGES:
            painter.fillRect(QRectF(0, 0, theme.px(3), self.height()), QColor(getattr(colors, EDGES[self.role])))
        elif self.role == "row":
            if self._hovered:
                painter.fillRect(box.adjusted(1, 1, -1, -1), QColor(colors.window))
            if not self.first:
                painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(colors.line))
            if self.focused:
                painter.setPen(QPen(QColor(colors.text), 2))
                painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), theme.px(4), theme.px(4))
        elif self.role in GROUNDS:
            self._ground(painter, box)

    def _ground(self, painter: QPainter, box: QRectF) -> None:
        theme = Theme.current
        colors, flat = theme.colors, self.role in ("side", "footer")
        lined = self.role in ("card", "choice")
        width = 2 if self.chosen or self.focused else 1
        edge = colors.text if self.focused else colors.accent if self.chosen else colors.line
        painter.setPen(QPen(QColor(edge), width) if lined else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colors, GROUNDS[self.role])))
        if flat:
            painter.drawRect(box)
            line = (
                QRectF(self.width() - 1, 0, 1, self.height()) if self.role == "side" else QRectF(0, 0, self.width(), 1)
            )
            painter.fillRect(line, QColor(colors.line))
        else:
            inset = width / 2
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), theme.px(8), theme.px(8))


def frame(role: str, layout: QLayout) -> Panel:
    """A panel around something."""
    made = Panel(role)
    made.setLayout(layout)
    return made


def column(
    *items: QWidget | QLayout | None, gap: float = 1, margins: tuple[float, ...] = (0, 0, 0, 0), theme: Theme
) -> QVBoxLayout:
    """Things below each other; `gap` and `margins` in units."""
    made = QVBoxLayout()
    _fill(made, items, gap, margins, theme)
    return made


def row(
    *items: QWidget | QLayout | None,
    gap: float = 1,
    margins: tuple[float, ...] = (0, 0, 0, 0),
    theme: Theme,
    stretch: bool = False,
) -> QHBoxLayout:
    """Things beside each other; with `stretch` the rest of the line stays empty."""
    made = QHBoxLayout()
    _fill(made, items, gap, margins, theme)
    if stretch:
        made.addStretch(1)
    return made


def _fill(
    layout: QVBoxLayout | QHBoxLayout,
    items: Iterable[QWidget | QLayout | None],
    gap: float,
    margins: tuple[float, ...],
    theme: Theme,
) -> None:
    layout.setSpacing(theme.px(UNIT * gap))
    layout.setContentsMargins(*(theme.px(UNIT * margin) for margin in margins))
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif item is not None:
            layout.addLayout(item)


def rule() -> QFrame:
    """A thin line."""
    made = QFrame()
    made.setFixedHeight(1)
    made.setAutoFillBackground(True)
    palette = made.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(Theme.current.colors.line))
    made.setPalette(palette)
    return made


class AsHighAsItsText(QWidget):
    """Wrapped labels claim a minimum height as if they were narrow; here only the real width counts."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Column(QScrollArea):
    """A page's scrolling middle: one column of text, never wider than is good to read."""

    def __init__(self, theme: Theme, *, left: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(Bar())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = AsHighAsItsText()
        line = QHBoxLayout(outer)
        side = theme.px(UNIT * (5 if left else 3))
        line.setContentsMargins(side, theme.px(UNIT * 4), theme.px(UNIT * 3), theme.px(UNIT * 4))
        inner = QWidget()
        inner.setMaximumWidth(theme.px(COLUMN + (0 if left else 60)))
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(UNIT * 2))
        if not left:
            line.addStretch(1)
        line.addWidget(inner, 100)
        line.addStretch(1)
        self.setWidget(outer)

    def add(self, item: QWidget | QLayout | None, space_before: float = 0) -> None:
        """Put something at the end, with extra space before it in units."""
        if item is None:
            return
        if space_before:
            self.body.addSpacing(self._theme.px(UNIT * space_before))
        if isinstance(item, QWidget):
            self.body.addWidget(item)
        else:
            self.body.addLayout(item)

    def finish(self) -> None:
        """Keep everything at the top."""
        self.body.addStretch(1)


class RowButton(QAbstractButton):
    """A button made of several texts (a saved case, a stage): one thing to press, one name for a screen reader."""

    def __init__(
        self, content: QLayout, name: str, action: Callable[[], object], *, card: bool = False, current: bool = False
    ) -> None:
        super().__init__()
        self.setLayout(content)
        self._card = card
        self._current = current
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: action())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = Theme.current, QPainter(self)
        colors, box = theme.colors, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.underMouse() and self.isEnabled()
        if self._card or self._current or hovered:
            painter.setPen(QPen(QColor(colors.quiet if hovered else colors.line)) if self._card else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.card))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(7), theme.px(7))
        if self.hasFocus() and self.window().isActiveWindow():
            painter.setPen(QPen(QColor(colors.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.px(7), theme.px(7))

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.layout().minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self.layout().heightForWidth(width)
        return height if height > 0 else self.sizeHint().height()


class ClickableRow(Panel):
    """A panel that hands clicks anywhere on it to the control in it: the whole line is the target."""

    def __init__(self, role: str, target: Callable[[], object]) -> None:
        super().__init__(role)
        self._target = target
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._target()
        super().mouseReleaseEvent(event)


class Packed(QLayout):
    """Items beside each other, each as wide as it wants to be, and on as many lines as that takes."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(600))

    def minimumSize(self) -> QSize:
        return QSize(120, 1)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height that the items take; put there if they are to move."""
        left, top, height = rect.left(), rect.top(), 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            wanted = item.sizeHint()
            width = min(wanted.width(), rect.width())
            if left > rect.left() and left + width > rect.left() + rect.width():
                left, top, height = rect.left(), top + height + self._gap // 2, 0
            if move:
                item.setGeometry(QRect(left, top, width, wanted.height()))
            left += width + self._gap
            height = max(height, wanted.height())
        return top + height - rect.top()


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


class _FocusWatch(QObject):
    """Lets a panel show that the control inside it has the keyboard's focus."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self._panel = panel

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
            self._panel.focused = event.type() == QEvent.Type.FocusIn and not by_mouse
            self._panel.update()
        return False


def on_focus(widget: QWidget, panel: Panel) -> None:
    """Let a panel show the focus of the control inside it."""
    widget.installEventFilter(_FocusWatch(panel))
