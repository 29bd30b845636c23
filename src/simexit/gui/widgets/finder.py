"""Finding any step, word, date or case: a field in the menu bar, its hits in a list below it (Ctrl+K, Ctrl+F)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter

from simexit.core.case.search import Entry, entries, search
from simexit.gui.controller import Controller
from simexit.gui.paint import as_icon
from simexit.gui.theme import NOTE, font, px
from simexit.gui.widgets.fields import Line


class Finder(Line):
    """The field; what is chosen is handed to `go`."""

    def __init__(self, controller: Controller, go: Callable[[Entry], object]) -> None:
        super().__init__()
        _ = controller.words
        self._controller, self._go = controller, go
        self._all: list[Entry] = []
        self._hits: list[Entry] = []
        self.setFont(font(NOTE))
        self.setMinimumHeight(px(24))
        self.setMaximumHeight(px(24))
        self.setFixedWidth(px(264))
        self.setPlaceholderText(_("Find a step, word or date (Ctrl+K)"))
        self.setAccessibleName(_("Find a step, word or date"))
        self.setClearButtonEnabled(True)
        self.addAction(as_icon("search", "quiet"), Line.ActionPosition.LeadingPosition)
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.popup().setMinimumWidth(px(420))
        self._completer.popup().setAccessibleName(_("What was found"))
        self._completer.setWidget(self)
        self._completer.activated.connect(self._chosen)
        self.textEdited.connect(self._find)
        self.returnPressed.connect(self._first)

    def sizeHint(self) -> QSize:
        return QSize(px(272), px(24))  # the menu bar goes by it

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._gather()

    def _gather(self) -> None:
        controller = self._controller
        if controller.catalogue is not None:
            known, _total = controller.glances(50)
            case = controller.held if controller.has_plan else None
            self._all = entries(case, controller.knowledge, controller.language, known)

    def _find(self, text: str) -> None:
        if not self._all:
            self._gather()
        self._hits = search(self._all, text)
        said = [f"{hit.title}  –  {hit.where}" if hit.where else hit.title for hit in self._hits]
        self._model.setStringList(said or ([self._controller.words("Nothing found")] if text.strip() else []))
        if text.strip():
            self._completer.complete()
        else:
            self._completer.popup().hide()

    def _chosen(self, text: object) -> None:
        said = self._model.stringList()
        place = said.index(text) if isinstance(text, str) and text in said else 0
        self._take(place)

    def _first(self) -> None:
        if not self._completer.popup().isVisible():
            self._take(0)

    def _take(self, place: int) -> None:
        if place < len(self._hits):
            hit = self._hits[place]
            self._completer.popup().hide()
            self.clear()
            self._go(hit)
