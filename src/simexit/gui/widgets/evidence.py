"""The files that prove something at a step: whether each is still there and unchanged, open it, take it off again."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simexit.core.case.evidence import folder_of, path_of
from simexit.core.case.session import Evidence
from simexit.core.errors import SimExitError
from simexit.core.language.messages import show_date
from simexit.gui.controller import Controller
from simexit.gui.widgets.buttons import IconButton, button
from simexit.gui.widgets.labels import Picture, label
from simexit.gui.widgets.layouts import empty, row


class Files(QWidget):
    """The attached files of one step. What is taken off is deleted once the page is left; until then it comes back."""

    def __init__(self, controller: Controller, step: str) -> None:
        super().__init__()
        self._controller, self._step = controller, step
        self._case = controller.held
        self._removed: list[str] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        controller.leaving.append(self.settle)
        self.draw()

    def draw(self) -> None:
        """Show them as they are now."""
        _, controller = self._controller.words, self._controller
        empty(self._lines)
        mine = [item for item in controller.case.evidence if item.step == self._step]
        states = controller.case.evidence_states() if mine else {}
        for item in mine:
            if item.id in self._removed:
                undo = button(_("Undo"), lambda i=item.id: self._bring_back(i), "text", "undo")
                undo.setAccessibleName(_("Undo: {name}", name=item.title))
                told = label(_("“{name}” is taken off when you leave this page.", name=item.title), "quiet")
                line = row(told, undo)
                line.setStretch(0, 1)
                self._lines.addLayout(line)
            else:
                self._lines.addLayout(self._line(item, states.get(item.id, "missing")))
        self.setVisible(bool(mine))

    def _line(self, item: Evidence, state: str) -> QVBoxLayout:
        _, controller = self._controller.words, self._controller
        day = show_date(item.added_on, controller.language, short=True)
        troubled = {
            "missing": _("The file is no longer there. Attach it again."),
            "changed": _("The file was changed after it was attached."),
        }.get(state, "")
        name = label(f"{item.title}, {day}", "quiet")
        open_ = IconButton("open", _("Open {name}", name=item.title), lambda: self._open(item), size=18)
        open_.setEnabled(state != "missing")
        off = IconButton("trash", _("Take {name} off", name=item.title), lambda: self._take_off(item.id), size=18)
        off.setEnabled(not controller.only_looking)
        line = row(Picture("clip", (16, 16), "quiet"), name, open_, off, gap=0.5)
        line.setStretch(1, 1)
        both = QVBoxLayout()
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addLayout(line)
        if troubled:
            warned = row(Picture("ask", (16, 16), "doubt"), label(troubled, "small"), gap=0.5)
            warned.setStretch(1, 1)
            both.addLayout(warned)
        return both

    def _open(self, item: Evidence) -> None:
        controller, path = self._controller, self._controller.path
        file = path_of(path, item) if path else None
        if file is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            folder = folder_of(path) if path else ""
            controller.told.emit(controller.words("The files lie in {folder}.", folder=str(folder)))

    def _take_off(self, evidence_id: str) -> None:
        self._removed.append(evidence_id)
        self.draw()

    def _bring_back(self, evidence_id: str) -> None:
        self._removed.remove(evidence_id)
        self.draw()

    def settle(self) -> None:
        """The page or the case is left: what was taken off is deleted."""
        removed, self._removed = self._removed, []
        if self.settle in self._controller.leaving:
            self._controller.leaving.remove(self.settle)
        if self._controller.held is not self._case:
            return
        for evidence_id in removed:
            try:
                self._controller.detach(evidence_id)
            except SimExitError as error:
                self._controller.told.emit(error.text(self._controller.words))

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous() and self._removed:  # not when the window is only made small
            self.settle()
        super().hideEvent(event)
