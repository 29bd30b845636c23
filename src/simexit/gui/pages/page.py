"""What every page is to the shell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from simexit.gui.controller import Controller
from simexit.gui.theme import COLUMN, px
from simexit.gui.widgets.labels import Label, heading, label
from simexit.gui.widgets.scroll import Column


class Page(QWidget):
    """One screen: a scrolling column under a heading. The shell owns the buttons at the bottom."""

    wide = False
    """Stands alone, without the list of steps."""
    alone = False
    """Takes the whole window: no menus, no list, no line at the bottom."""
    overlay = False
    """No page of the case: Back leads to the one from which it was opened."""
    filled_next = True
    """Next is the filled button; not where the page itself has one."""
    centred = False
    """Its column stands in the middle, beside the list too."""
    width_of_column = COLUMN
    margins = (3.0, 2.5, 3.0)
    """Of the column at the sides, above and below, in units."""
    enter_pressed = Signal()
    """Enter was pressed where it goes on."""
    asked = Signal(str)
    """Something that the shell does: `calendar`, `call:STEP`, `destinations`."""
    noted = Signal(str)
    """What the line at the bottom says beside the buttons has become different."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.controller = controller
        self._case = controller.held
        self._ = controller.words  # no property: PySide6 before 6.12 cannot bear one of a single letter
        self.column = Column(left=not (self.wide or self.centred), width=self.width_of_column, margins=self.margins)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.column)
        self.headline: Label | None = None
        self._rest: list[Callable[[], object]] = []

    def holds(self) -> bool:
        """Whether the case that the page was made for is still the open one. What comes later has to ask."""
        return self.controller.held is self._case

    def head(self, title: str, why: str = "") -> None:
        """The heading and the sentence below it."""
        self.headline = heading(title)
        self.column.add(self.headline)
        self.entitle(title)
        if why:
            self.column.body.addSpacing(-px(14))
            self.column.add(label(why, "why"))

    def entitle(self, title: str) -> None:
        """What the page is called, for the window and for a screen reader."""
        self.setAccessibleName(title)
        self.setWindowTitle(title)

    def later(self, build: Callable[[], object]) -> None:
        """Build a part once the top of the page is painted: what lies below the fold must not hold up a page turn."""
        self._rest.append(build)

    def build_rest(self) -> None:
        """Build what was put off, and keep everything at the top. Called by the shell after the first paint."""
        waiting, self._rest = self._rest, []
        for build in waiting:
            build()
        if waiting:
            self.column.finish()

    def section(self, title: str) -> Label:
        """A small heading inside the page."""
        made = label(title, "section")
        self.column.add(made, space_before=1)
        return made

    def keep(self, edit: QLineEdit | QPlainTextEdit, name: str) -> None:
        """Let a text that is not the case's yet (a search, half a reason) outlive this page being drawn anew."""
        loose, key = self.controller.loose, f"{self.controller.page}/{name}"
        if key in loose:
            edit.setText(loose[key]) if isinstance(edit, QLineEdit) else edit.setPlainText(loose[key])
        edit.textChanged.connect(
            lambda *_: loose.__setitem__(key, edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText())
        )

    def only_look(self, *inputs: QWidget) -> None:
        """Where another window holds the case everything can be read, and nothing entered."""
        if not self.controller.only_looking:
            return
        for part in inputs:
            for widget in (part, *part.findChildren(QWidget)):
                if isinstance(widget, QLineEdit | QPlainTextEdit):
                    widget.setReadOnly(True)  # can still be copied
                elif isinstance(widget, QAbstractButton | QComboBox):
                    widget.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.enter_goes_on():
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)

    def enter_goes_on(self) -> bool:
        """Whether Enter, where nothing else takes it, is Next."""
        return False

    def focus_first(self) -> None:
        """Where the focus goes when the page appears: the heading, so that reading begins at the top."""
        if self.headline:
            self.headline.setFocus()

    def before_next(self) -> bool:
        """Called when Next is pressed; False keeps the person here and has said why on the page."""
        return True

    def next_text(self) -> str:
        """What the button on the right says; empty where there is nothing to go on to."""
        return self._("Next")

    def note(self) -> str:
        """What stands beside the buttons at the bottom."""
        return ""

    def footer_link(self) -> tuple[str, Callable[[], object]] | None:
        """A link at the lower left, beside what is said about saving."""
        return None

    def refresh(self) -> None:
        """Something was ticked or entered: bring what depends on it up to date without building anew."""
