"""One of several answers: cards, short rows or tiles of which at most one is chosen. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from simexit.gui.theme import UNIT, px
from simexit.gui.widgets.layouts import Flow
from simexit.gui.widgets.option import Chosen, OptionCard, ShortOption


class Option(NamedTuple):
    """An answer: its id, its text, one short line that explains it, and a picture."""

    id: str
    text: str
    hint: str = ""
    picture: str = ""


class Choices(QWidget):
    """A group of answers; the arrow keys move between them, and a figure chooses one."""

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        chosen: str | None,
        changed: Callable[[str], object],
        *,
        short: bool = False,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._changed = changed
        self.radios: dict[str, Chosen] = {}
        least, gap = (210, 1.25) if short else (340, 2)
        most = min(4, len(options)) if short else 2
        self._flow = Flow(least=px(least), gap=px(UNIT * gap), most=most)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._flow)
        self.add(options, short=short)
        if chosen in self.radios:
            self.radios[chosen].setChecked(True)
        self._group.buttonClicked.connect(lambda _: self._tell())

    def add(self, options: Sequence[Option], *, short: bool = False) -> None:
        """More answers at the end."""
        for option in options:
            made = (ShortOption if short else OptionCard)(option.text, option.hint, option.picture)
            self._group.addButton(made)
            self._flow.addWidget(made)
            self.radios[option.id] = made

    def value(self) -> str | None:
        """The chosen answer, or None."""
        return next((key for key, radio in self.radios.items() if radio.isChecked()), None)

    def choose(self, place: int) -> bool:
        """Choose the answer at a place, as its figure does."""
        keys = [key for key, radio in self.radios.items() if not radio.isHidden()]
        if not 0 <= place < len(keys):
            return False
        radio = self.radios[keys[place]]
        radio.setFocus()
        radio.setChecked(True)
        self._tell()
        return True

    def focus_first(self) -> None:
        """Put the focus where the answer has to be given: on the chosen one, else on the first."""
        self.radios[self.value() or next(iter(self.radios))].setFocus()

    def _tell(self) -> None:
        value = self.value()
        if value is not None:
            self._changed(value)
