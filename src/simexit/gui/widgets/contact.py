"""Whom to reach, on one line: number or address, copy, open, the code for the phone when asked for, and call mode."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from simexit.core.knowledge.phone_numbers import spoken
from simexit.core.plan.types import ShownAction
from simexit.gui import links
from simexit.gui.controller import Controller
from simexit.gui.theme import Theme, px
from simexit.gui.widgets.buttons import WRAPS_FROM, IconButton, button
from simexit.gui.widgets.copying import CopyButton
from simexit.gui.widgets.labels import Label, Picture, label
from simexit.gui.widgets.layouts import Packed, column, holder, row
from simexit.gui.widgets.panels import Panel
from simexit.gui.widgets.qr import QrCode
from simexit.gui.widgets.source import SourceMark

MOST_LETTERS = 36
"""Of an address on one line."""


class ContactLine(Panel):
    """One way to reach someone."""

    def __init__(self, action: ShownAction, controller: Controller, call: Callable[[], object] | None = None) -> None:
        super().__init__("quiet-card")
        _ = controller.words
        calls = action.kind == "call"
        shown = spoken(action.target) if calls else action.target.removeprefix("https://").rstrip("/")
        if not calls and len(shown) > MOST_LETTERS:
            shown = shown.partition("/")[0]  # whose page it is; copying and opening take the whole address
        large = Theme.current.scale > WRAPS_FROM
        number = label(shown, "number" if calls else "strong", wrap=large or len(shown) > MOST_LETTERS)
        words = Packed(gap=px(10), lines=px(2))
        words.addWidget(label(controller.text(action.label), "table", wrap=large))
        words.addWidget(number)
        warned = [label(warning, "small") for warning in controller.wording.warnings_of(action)]
        said = holder(column(words, *(_warned(one) for one in warned), gap=0.25)) if warned else holder(words)
        tools = row(gap=0.25)
        if action.source:
            tools.addWidget(SourceMark(action.source, controller))
        tools.addWidget(CopyButton(shown if calls else action.target, _))
        if not calls:
            open_ = IconButton(
                "open", _("Open {host}", host=shown), lambda: links.open_address(action.target, controller)
            )
            tools.addWidget(open_)
        content = f"tel:{action.target}" if calls else action.target
        tools.addWidget(
            IconButton(
                "code", _("Take it over with the phone"), lambda: CodeDialog(self, content, shown, controller).open()
            )
        )
        if call is not None:
            tools.addSpacing(px(4))
            tools.addWidget(button(_("Call mode"), call, "small"))
        icon = Picture("phone" if calls else "globe", (20, 20), "quiet")
        if large:
            self.setLayout(column(said, tools, gap=0.5, margins=(2, 0.75, 1, 0.75)))
            tools.insertWidget(0, icon)
            tools.addStretch(1)
            return
        line = row(icon, said, tools, gap=1.25, margins=(2, 0.75, 1, 0.75))
        line.setStretch(1, 1)
        self.setLayout(line)


def _warned(words: Label) -> QWidget:
    """What to know before one relies on it."""
    line = row(Picture("ask", (16, 16), "doubt"), words, gap=0.75)
    line.setStretch(1, 1)
    return holder(line)


class CodeDialog(QDialog):
    """The code large, to be read by the phone's camera. Esc closes it."""

    def __init__(self, parent: QWidget, content: str, shown: str, controller: Controller) -> None:
        super().__init__(parent.window())
        _ = controller.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Take it over with the phone"))
        hint = (
            _("Scan it with the phone to dial.")
            if content.startswith("tel:")
            else _("Scan it to open it on the phone.")
        )
        code = QrCode(content, _("QR code of {what}", what=shown))
        close = button(_("Close"), self.reject)
        name = label(shown, "number")
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        told = label(hint, "quiet")
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer = QVBoxLayout(self)
        outer.addLayout(column(row(code), name, told, row(close), gap=1, margins=(2, 2, 2, 1)))
        self.setFixedWidth(px(320))
