"""Opening pages and copying texts: the only ways out of the window. Nothing is opened that is not official."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from simexit.core.knowledge.links import is_official
from simexit.gui.controller import Controller


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


def copy(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
