"""One thing to do today: its name, how long, and three ways to treat it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from simexit.gui.theme import Theme, px
from simexit.gui.widgets.buttons import WRAPS_FROM, button
from simexit.gui.widgets.labels import Picture, label
from simexit.gui.widgets.layouts import Packed, column, holder, row
from simexit.gui.widgets.panels import Panel, frame


class TaskWords(NamedTuple):
    """What a row of today says."""

    title: str
    why: str
    minutes: str
    icon: str
    start: str
    done: str
    tomorrow: str
    late: bool = False


class TaskRow(Panel):
    """A row of today's list."""

    def __init__(
        self,
        words: TaskWords,
        start: Callable[[], object],
        done: Callable[[], object] | None,
        tomorrow: Callable[[], object] | None,
        *,
        first: bool,
        only_look: bool = False,
    ) -> None:
        super().__init__("row")
        title = label(words.title, "strong")
        why = label(words.why, "danger" if words.late else "quiet") if words.why else None
        if why is not None and words.late:
            why.set_role("quiet")
            why.set_role("tag-danger")
            why._ground = None
        go = button(words.start, start, "small-primary" if first else "small")
        go.setAccessibleName(f"{words.start}: {words.title}")
        large = Theme.current.scale > WRAPS_FROM
        minutes = label(words.minutes, "quiet", wrap=False)
        tools = Packed(gap=px(12), lines=px(4)) if large else row(gap=1.5)
        tools.addWidget(minutes)
        tools.addWidget(go)
        for text, action, kind in ((words.done, done, "text"), (words.tomorrow, tomorrow, "quiet")):
            if action is not None and not only_look:
                made = button(text, action, kind)  # type: ignore[arg-type]
                made.setAccessibleName(f"{text}: {words.title}")
                tools.addWidget(made)
        icon = Picture(words.icon, (20, 20), "accent" if first else "text")
        names = column(title, why, gap=0.125)
        if large:
            line = row(icon, column(names, holder(tools), gap=0.5), gap=1.5, margins=(2, 1, 1.5, 1))
            line.setStretch(1, 1)
        else:
            line = row(icon, names, holder(tools), gap=1.5, margins=(2, 0.75, 1.5, 0.75))
            line.setStretch(1, 1)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignVCenter)
        tools.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)


def card(head: QWidget | None, body: QWidget) -> Panel:
    """A card with a head line above its body."""
    return frame("card", column(head, body, gap=0))
