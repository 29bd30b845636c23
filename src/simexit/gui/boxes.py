"""Questions that stop the window until they are answered: plain text whatever it quotes, and gone afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget


def message(parent: QWidget | None, icon: QMessageBox.Icon, text: str) -> QMessageBox:
    """A box that shows a text as it is: names of files and of computers may look like HTML."""
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setWindowTitle("SIM Exit")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


def ask(box: QMessageBox) -> QAbstractButton | None:
    """Show it and wait; the button that was pressed, or None. The box is deleted with the next round of events."""
    box.exec()
    box.deleteLater()
    return box.clickedButton()
