"""Copying says that it has copied: on the button, and to a screen reader."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from simexit.core.language.messages import Words
from simexit.gui import links
from simexit.gui.widgets.buttons import IconButton

SAID_MS = 2000


class CopyButton(IconButton):
    """Puts a text on the clipboard, and shows a tick for two seconds."""

    def __init__(self, text: str | Callable[[], str], words: Words, of: str = "") -> None:
        self._text, self._words = text, words
        self._named = words("Copy: {text}", text=of or (text if isinstance(text, str) else ""))
        super().__init__("copy", self._named, self._copy)
        self._timer = QTimer(self, singleShot=True, interval=SAID_MS)
        self._timer.timeout.connect(self._quiet)

    def _copy(self) -> None:
        links.copy(self._text if isinstance(self._text, str) else self._text(), self._words)
        self.set_icon("check", "accent")
        self.setToolTip(self._words("Copied"))
        self._timer.start()

    def _quiet(self) -> None:
        self.set_icon("copy", "quiet")
        self.setToolTip(self._named)
