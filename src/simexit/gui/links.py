"""Opening pages and copying texts: the only ways out of the window. Nothing is opened that is not official."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from simexit.core.knowledge.links import is_official
from simexit.core.language.messages import Words
from simexit.gui.controller import Controller

say: list[Callable[[str], object]] = []
"""What says a short word to the person: the line at the bottom of the window."""


def open_address(address: str, controller: Controller) -> bool:
    """Hand an official https address to the browser; False if it is none or no browser took it."""
    carrier = controller.plan.carrier if controller.has_plan else None
    if not is_official(address, carrier, controller.knowledge.bodies):
        return False
    if QDesktopServices.openUrl(QUrl(address)):
        return True
    copy(address)
    controller.told.emit(
        controller.words("The browser did not open. The address was copied: {address}", address=address)
    )
    return False


def copy(text: str, words: Words | None = None) -> None:
    """Put a text on the clipboard, and say so."""
    QGuiApplication.clipboard().setText(text)
    if words is not None and say:
        say[-1](words("Copied: {text}", text=text if len(text) < 60 else text[:57] + "…"))
