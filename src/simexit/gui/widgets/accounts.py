"""Every account that uses the number, as a table: entered once, seen where it is tested."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from simexit.core.case.secrets import find, mask
from simexit.core.case.session import AccountRow
from simexit.core.language.messages import Words
from simexit.core.language.text import Text
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import Button, IconButton, button
from simexit.gui.widgets.fields import ChoiceField, Line
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import Packed, column, empty, holder, row
from simexit.gui.widgets.panels import frame
from simexit.gui.widgets.secret import warning_text


class AccountsField(QWidget):
    """The table, a line to add to it, and the names that are often forgotten."""

    def __init__(
        self,
        rows: list[AccountRow],
        suggestions: list[Text],
        changed: Callable[[list[AccountRow]], object],
        language: str,
        words: Words,
        masked: Callable[[], object],
    ) -> None:
        super().__init__()
        self._masked = masked
        self._rows = [AccountRow(name=row_.name, state=row_.state) for row_ in rows]
        self._changed, self._words = changed, words
        self._removed: tuple[int, AccountRow] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.new = Line()
        self.new.setPlaceholderText(words("Another account"))
        self.new.setAccessibleName(words("Another account"))
        self.new.returnPressed.connect(self._add_typed)
        self._offers: dict[str, Button] = {}
        flow = Packed(gap=px(6), lines=px(6))
        for text in suggestions:
            name = text.get(language, text["en"])
            self._offers[name] = button(name, lambda n=name: self._add(n), "small", "plus")
            flow.addWidget(self._offers[name])
        self._undo_text = label("", "quiet")
        undo = row(self._undo_text, button(words("Undo"), self._undo, "text", "undo"))
        undo.setStretch(0, 1)
        self._undo_line = holder(undo)
        self._undo_line.hide()
        add = row(self.new, button(words("Add"), self._add_typed, "plain", "plus"))
        add.setStretch(0, 1)
        self.setLayout(
            column(
                add,
                label(words("Often forgotten; press to add:"), "quiet") if suggestions else None,
                holder(flow) if suggestions else None,
                self._lines,
                self._undo_line,
                gap=1,
            )
        )
        self._build()

    def _build(self) -> None:
        empty(self._lines)
        names = {account.name for account in self._rows}
        if self._rows:
            lines = column(gap=0)
            for index, account in enumerate(self._rows):
                lines.addWidget(self._line(index, account))
            self._lines.addWidget(frame("card", lines))
        for name, offer in self._offers.items():
            # They stay where they are: what one is about to press must not move.
            offer.set_icons("check" if name in names else "plus")
            offer.setAccessibleDescription(self._words("Already listed") if name in names else "")

    def _line(self, index: int, account: AccountRow) -> QWidget:
        _ = self._words
        states = [
            ("listed", _("Still on this number")),
            ("moved", _("Moved, not tested")),
            ("tested", _("Moved and tested")),
        ]
        state = ChoiceField(states, account.state, lambda value, i=index: self._set(i, value), _)
        state.removeItem(0)  # an account always has a state
        state.setCurrentIndex(state.findData(account.state))
        state.setMinimumContentsLength(14)
        state.setAccessibleName(_("Progress: {name}", name=account.name))
        remove = IconButton("trash", _("Remove {name}", name=account.name), lambda i=index: self._remove(i), size=18)
        name = label(account.name)
        name.setBuddy(state)
        laid: QBoxLayout = row(name, state, remove, margins=(1.75, 0.75, 1, 0.75))
        laid.setStretch(0, 1)
        if find(account.name):
            mask_it = button(_("Replace it with dots"), lambda i=index: self._mask(i), "small")
            told = column(label(warning_text(_), "danger"), row(mask_it, stretch=True), gap=0.5)
            told.setContentsMargins(px(14), 0, px(8), px(8))
            laid = column(laid, told, gap=0)
        made = frame("row", laid)
        made.first = index == 0
        return made

    def _add_typed(self) -> None:
        if self.new.text().strip():
            self._add(self.new.text().strip())
            self.new.clear()
            self.new.setFocus()

    def _add(self, name: str) -> None:
        if all(account.name != name for account in self._rows):
            self._rows.append(AccountRow(name=name))
            self._store()

    def _set(self, index: int, state: str) -> None:
        self._rows[index].state = state  # type: ignore[assignment]
        self._changed(list(self._rows))

    def _mask(self, index: int) -> None:
        account = self._rows[index]
        account.name = mask(account.name, find(account.name))
        self._store()
        self._masked()

    def _remove(self, index: int) -> None:
        self._removed = index, self._rows.pop(index)
        self._store()
        self._undo_text.setText(self._words("{name} is taken off the list.", name=self._removed[1].name))
        self._undo_line.show()

    def _undo(self) -> None:
        if self._removed is not None:
            self._rows.insert(*self._removed)
            self._removed = None
            self._undo_line.hide()
            self._store()

    def _store(self) -> None:
        self._undo_line.hide()
        self._changed(list(self._rows))
        self._build()
