"""What looks like a PIN, password, card or identity number is pointed out wherever it is typed, and can be masked."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from simexit.core.case.secrets import find, mask
from simexit.core.language.messages import Words
from simexit.gui.boxes import ask, message
from simexit.gui.controller import Controller
from simexit.gui.widgets.buttons import button
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import column, row

SHORT = 2000
"""Up to this length a text is looked at whole with every key."""


class Watched:
    """Looks for secrets in a text that is being written: of a long one only at the paragraphs that have changed."""

    def __init__(self) -> None:
        self._known: dict[str, bool] = {}

    def holds(self, text: str) -> bool:
        """Whether something in it looks like a secret."""
        if len(text) <= SHORT:
            return bool(find(text))
        lines = text.split("\n")
        # Two at a time: a word such as "PIN" may end a line, and the number begin the next.
        pairs = {f"{one}\n{two}" for one, two in pairwise(lines)} or {text}
        known = self._known
        self._known = {pair: known[pair] if pair in known else bool(find(pair)) for pair in pairs}
        return any(self._known.values())


class SecretWarning(QWidget):
    """Stands below a field, and is seen only while something in it looks like a secret or has just been masked."""

    def __init__(self, edit: QLineEdit | QPlainTextEdit, controller: Controller) -> None:
        super().__init__()
        _ = controller.words
        self._edit, self._controller, self._watched = edit, controller, Watched()
        self._before: str | None = None
        self._warning = warning_text(_)
        self._text = label(self._warning, "danger")
        self.hide_it = button(_("Replace it with dots"), self._mask, "small")
        self.undo = button(_("Undo"), self._undo, "small", "undo")
        self.undo.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(column(self._text, row(self.hide_it, self.undo, stretch=True), gap=0.5))
        edit.textChanged.connect(lambda *_args: self._look())
        self._look()

    def _read(self) -> str:
        return self._edit.text() if isinstance(self._edit, QLineEdit) else self._edit.toPlainText()

    def _write(self, text: str) -> None:
        if isinstance(self._edit, QLineEdit):
            self._edit.setText(text)
            self._edit.textEdited.emit(text)
        else:
            self._edit.setPlainText(text)

    def _look(self) -> None:
        found = self._watched.holds(self._read())
        if found:
            self._text.setText(self._warning)
            self.hide_it.show()
            self.undo.hide()
        self.setVisible(found)

    def _mask(self) -> None:
        self._before = before = self._read()
        self._write(mask(before, find(before)))
        self._controller.masked()
        self._text.setText(self._controller.words("Replaced by dots."))
        self.hide_it.hide()
        self.undo.show()
        self.show()
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self) -> None:
        if self._before is not None:
            before, self._before = self._before, None
            self._write(before)


def warning_text(words: Words) -> str:
    """What is said wherever something looks like a secret."""
    return words("This looks like a PIN, password, or card or identity number. Keep those on paper, not here.")


def may_be_called(parent: QWidget, name: str, words: Words) -> bool:
    """Whether a file may have a name: asked where it looks as if it held a secret, for all to read."""
    if not find(name):
        return True
    box = message(
        parent,
        QMessageBox.Icon.Warning,
        words.sentences(
            words("The name “{name}” looks like it holds a PIN, password, or card or identity number.", name=name),
            words("Whoever sees the folder can read it."),
        ),
    )
    use = box.addButton(words("Use this name"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(words("Choose another name"), QMessageBox.ButtonRole.RejectRole))
    return ask(box) is use


def name_to_attach(parent: QWidget, name: str, words: Words) -> str | None:
    """Under what name a file is kept as evidence: its own, or one with dots; None where it is not to be attached."""
    found = find(name)
    if not found:
        return ""
    box = message(
        parent,
        QMessageBox.Icon.Warning,
        words("The name “{name}” looks like it holds a PIN, password, or card or identity number.", name=name),
    )
    dots = box.addButton(words("Attach it with dots in its name"), QMessageBox.ButtonRole.AcceptRole)
    own = box.addButton(words("Attach it under its own name"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(words("Do not attach it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(dots)
    pressed = ask(box)
    return mask(name, found) if pressed is dots else "" if pressed is own else None
