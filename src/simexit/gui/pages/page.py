"""What every page is to the shell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from simexit.core.language.messages import Words
from simexit.gui.controller import Controller
from simexit.gui.theme import Theme
from simexit.gui.widgets.basic import Column, heading, label, words_of


class Page(QWidget):
    """One screen: a scrolling column under a heading. The shell owns the buttons at the bottom."""

    wide = False
    """Stands alone, without the list of stages."""
    explains = True
    """Lists the words of the glossary that it uses."""

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.controller = controller
        self.theme = theme
        self.column = Column(theme, left=not self.wide)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.column)
        self.headline: QLabel | None = None
        self._rest: list[Callable[[], object]] = []

    @property
    def _(self) -> Words:
        """The program's words in the present language."""
        return self.controller.words

    def head(self, title: str, why: str = "") -> None:
        """The heading and the sentence below it."""
        self.headline = heading(title)
        self.column.add(self.headline)
        self.setAccessibleName(title)
        self.setWindowTitle(title)
        if why:
            self.column.body.addSpacing(-self.theme.px(8))
            self.column.add(label(why, "why"))

    def later(self, build: Callable[[], object]) -> None:
        """Build a part once the top of the page is painted: what lies below the fold must not hold up a page turn."""
        self._rest.append(build)

    def build_rest(self) -> None:
        """Build what was put off, and keep everything at the top. Called by the shell after the first paint."""
        waiting, self._rest = self._rest, []
        for build in waiting:
            build()
        self._explain_words()
        if waiting:
            self.column.finish()

    def _explain_words(self) -> None:
        """The words of the glossary that stand on this page, for those who come by keyboard."""
        words = words_of(self, self.theme) if self.explains else None
        if words:
            self.section(self._("Words on this page"))
            self.column.add(words)

    def section(self, title: str) -> None:
        """A small heading inside the page."""
        self.column.add(label(title, "section"), space_before=1)

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

    def footer_link(self) -> tuple[str, Callable[[], object]] | None:
        """A link at the lower left, beside what is said about saving."""
        return None

    def refresh(self) -> None:
        """Something was ticked or entered: bring what depends on it up to date without building anew."""
