"""The small ⓘ beside a statement: who says so, when it was read, how sure; a popup that Esc closes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simexit.core.knowledge.links import host_of
from simexit.core.plan.types import ShownFact
from simexit.gui import links
from simexit.gui.controller import Controller
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import IconButton, button
from simexit.gui.widgets.facts import official_addresses
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import column, row
from simexit.gui.widgets.panels import frame


class SourceMark(IconButton):
    """Opens where a statement comes from."""

    def __init__(self, shown: ShownFact, controller: Controller) -> None:
        super().__init__("info", controller.words("Where this comes from"), self._open, size=16)
        self._shown, self._controller = shown, controller
        self.setAccessibleDescription(controller.text(shown.fact.says))

    def _open(self) -> None:
        controller, fact, _ = self._controller, self._shown.fact, self._controller.words
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setAccessibleName(_("Where this comes from"))
        opens = [
            button(
                _("Open {host}", host=host_of(address) or ""),
                lambda a=address: (popup.close(), links.open_address(a, controller)),
                "small",
                "open",
            )
            for address in official_addresses(self._shown, controller)[:1]
        ]
        inside = column(
            label(controller.text(fact.says), "table"),
            label(controller.text(fact.note), "quiet") if fact.note else None,
            label(_("Another source differs: {text}", text=controller.text(fact.conflicts)), "quiet")
            if fact.conflicts
            else None,
            label(controller.wording.source(fact, self._shown.read), "small"),
            row(*opens, stretch=True) if opens else None,
            gap=0.75,
            margins=(2, 1.5, 2, 1.5),
        )
        outer = QVBoxLayout(popup)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame("popup", inside))
        popup.setFixedWidth(px(360))
        popup.adjustSize()
        place_popup(popup, self)
        popup.show()
        if opens:
            opens[0].setFocus()
        else:
            popup.setFocus()


def place_popup(popup: QWidget, by: QWidget) -> None:
    """Below a control, its right edges in line, wholly on the screen."""
    free = by.screen().availableGeometry()
    at = by.mapToGlobal(QPoint(by.width() - popup.width(), by.height() + px(4)))
    if at.y() + popup.height() > free.bottom():
        at.setY(by.mapToGlobal(QPoint(0, 0)).y() - popup.height() - px(4))
    at.setX(max(free.left(), min(at.x(), free.right() - popup.width())))
    popup.move(at)
