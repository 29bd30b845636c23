"""One of several answers, as cards: the whole card is the target, arrow keys move between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from simexit.gui.theme import UNIT, Theme
from simexit.gui.widgets.basic import ClickableRow, Flow, column, label, on_focus, still
from simexit.gui.widgets.controls import Radio


class Option(NamedTuple):
    """An answer: its id, its text, and one short line that explains it."""

    id: str
    text: str
    hint: str = ""


class ChoiceCards(QWidget):
    """A group of cards of which at most one is chosen. Nothing is chosen beforehand."""

    def __init__(
        self, name: str, options: Sequence[Option], chosen: str | None, changed: Callable[[str], object], theme: Theme
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons = QButtonGroup(self)
        self._cards: dict[str, ClickableRow] = {}
        self.radios: dict[str, Radio] = {}
        columns = 2 if len(options) in (2, 4) else 3
        flow = Flow(least=theme.px(220), gap=theme.px(UNIT * 1.5), most=columns)
        for option in options:
            flow.addWidget(self._card(option, theme))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(flow)
        if chosen in self.radios:
            self.radios[chosen].setChecked(True)
            self._show()
        self._buttons.buttonClicked.connect(lambda _: self._chosen(changed))
        self._buttons.idToggled.connect(lambda *_: self._show())

    def value(self) -> str | None:
        """The chosen answer, or None."""
        return next((key for key, radio in self.radios.items() if radio.isChecked()), None)

    def focus_first(self) -> None:
        """Put the focus where the answer has to be given."""
        next(iter(self.radios.values())).setFocus()

    def _card(self, option: Option, theme: Theme) -> ClickableRow:
        radio = Radio(option.text)
        radio.setAccessibleDescription(option.hint)
        self._buttons.addButton(radio)
        card = ClickableRow("choice", radio.click)
        hint = label(option.hint, "quiet") if option.hint else None
        if hint:
            hint.setIndent(theme.px(30))
            still(hint)
        laid = column(radio, hint, gap=0.25, margins=(1.75, 1.25, 1.25, 1.25), theme=theme)
        laid.addStretch(1)
        card.setLayout(laid)
        on_focus(radio, card)
        self._cards[option.id] = card
        self.radios[option.id] = radio
        return card

    def _chosen(self, changed: Callable[[str], object]) -> None:
        value = self.value()
        if value is not None:
            changed(value)

    def _show(self) -> None:
        for key, card in self._cards.items():
            card.chosen = self.radios[key].isChecked()
            card.update()
