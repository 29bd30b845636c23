"""The start page: what one will get and the one button; later one row for each number with its next thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QWidget

from simexit.core.language.messages import languages, show_date
from simexit.gui import paint
from simexit.gui.controller import ASK, Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import NOTE, PAGE, UNIT, Theme, color, font, px
from simexit.gui.widgets.buttons import Button, IconButton, button
from simexit.gui.widgets.labels import Picture, heading, label
from simexit.gui.widgets.layouts import Flow, Packed, column, holder, row
from simexit.gui.widgets.option import draw_monogram, monogram
from simexit.gui.widgets.panels import Panel, frame
from simexit.gui.widgets.progress import Bars

if TYPE_CHECKING:
    from simexit.core.case.case import Case, Glance


SHOWN_AT_FIRST = 6
"""Cases listed before "show all": a family has a handful; a thousand must not slow the start."""
ROOMY = 1.15
"""Up to this text size a case stands on one line."""


class StartPage(Page):
    """Where the program begins. The actions come from the shell, which owns the file dialogs."""

    wide = True
    width_of_column = PAGE
    margins = (3.0, 2.75, 2.0)

    def __init__(
        self, controller: Controller, actions: Mapping[str, Callable[..., object]], most: int = SHOWN_AT_FIRST
    ) -> None:
        super().__init__(controller)
        self._actions = actions
        self.begin: Button | None = None
        self.column.add(self._top())
        glances, total = controller.glances(most) if controller.catalogue is not None else ([], 0)
        if glances:
            self._cases(glances, total)
        else:
            self._first_time()
        self.column.finish()

    def next_text(self) -> str:
        return ""

    def note(self) -> str:
        return self._("Have ready if you can: a bill, the login, the day you leave") if self.begin else ""

    def focus_first(self) -> None:
        """The one thing most people come for."""
        if self.begin is not None:
            self.begin.setFocus()
        else:
            super().focus_first()

    def _top(self) -> QWidget:
        _ = self._
        name = row(Picture("sim", (20, 20), "accent"), label(_("SIM Exit"), "strong", wrap=False), gap=0.75)
        line = row(holder(name), gap=1)
        line.addStretch(1)
        line.addWidget(_Languages(self.controller))
        return holder(line)

    def _head(self, title: str, why: str) -> None:
        self.headline = heading(title, "start")
        self.column.add(self.headline, space_before=0.5)
        self.entitle(title)
        self.column.body.addSpacing(-px(14))
        self.column.add(label(why, "why"))

    # --- the first time

    def _first_time(self) -> None:
        _ = self._
        self._head(
            _("Leave a US carrier without losing your number"),
            _("Move it, keep it cheaply or let it go, in an order that is safe."),
        )
        flow = Flow(least=px(250), gap=px(UNIT * 4), most=3)
        for number, (picture, title, text) in enumerate(
            (
                (
                    "start-answer",
                    _("Answer a few short pages"),
                    _("About 3 minutes. “Not sure” is always an answer."),
                ),
                (
                    "start-act",
                    _("Do two or three things a day"),
                    _("Only what applies to you, each with its day and its minutes."),
                ),
                (
                    "start-proof",
                    _("Finish with proof in hand"),
                    _("The number is safe, the last bill paid, the end in writing."),
                ),
            ),
            start=1,
        ):
            words = row(
                column(_Figure(number)),
                column(label(title, "head"), label(text, "quiet"), gap=0.25),
                gap=1.25,
            )
            words.itemAt(0).layout().addStretch(1)
            words.setStretch(1, 1)
            flow.addWidget(holder(column(_Scene(picture), words, gap=1.75)))
        self.column.add(flow, space_before=0.5)
        self.begin = button(_("Start"), self._actions["new"], "start", after="arrow-right")
        self.column.add(self._buttons(self.begin, later=False), space_before=1)

    def _buttons(self, *first: QWidget, later: bool) -> QWidget:
        _ = self._
        others = (
            button(_("Open a saved case"), self._actions["open"], "large", "folder"),
            button(_("Check a number or link"), self._actions["verify"], "large", "shield"),
        )
        if Theme.current.scale > ROOMY:
            packed = Packed(gap=px(12), lines=px(12))
            for made in (*first, *others):
                packed.addWidget(made)
            return holder(packed)
        line = row(*first, gap=1.5)
        line.addStretch(1)
        for made in others:
            line.addWidget(made)
        return holder(line)

    # --- one row for each number

    def _cases(self, glances: list[Glance], total: int) -> None:
        _, controller = self._, self.controller
        today = show_date(controller.today(), controller.language)
        self._head(_("Your numbers"), _("Today is {date}. The most urgent comes first.", date=today))
        cases = [_Case(self, glance) for glance in glances]
        cases.sort(key=lambda case: (case.away, case.rank))
        box = column(gap=1.5)
        away = [case for case in cases if case.away]
        for place, case in enumerate(case for case in cases if not case.away):
            box.addWidget(case.row(first=place == 0 and not case.closed))
        self.column.add(box, space_before=0.5)
        if away:
            from simexit.gui.widgets.fold import Fold  # few have any

            rows = Fold(_("Put away"), str(len(away)), lambda: [case.row(first=False) for case in away])
            self.column.add(rows)
        if total > len(glances):
            everything = button(_("Show all {n} saved cases", n=total), self._actions["all"], "link")
            self.column.add(row(everything, stretch=True))
        new = button(_("A new number"), self._actions["new"], "large", "sim")
        self.column.add(self._buttons(new, later=True), space_before=0.5)

    def open_case(self, path: Path) -> None:
        """Open a case where it was left."""
        self._actions["open-path"](path)

    def case_menu(self, path: Path, at: QWidget, *, away: bool, whole: bool) -> None:
        """Rename, archive, delete wholly, and the next number of the same account; a bad file can only be deleted."""
        _, menu = self._, QMenu(self)
        for key, text, icon in (
            ("rename", _("Rename…"), "pencil"),
            ("duplicate", _("The next number of the same account"), "copy"),
            ("bring-back", _("Bring back"), "undo") if away else ("archive", _("Put away"), "archive"),
            ("delete", _("Delete wholly…"), "trash"),
        ):
            if whole or key == "delete":
                menu.addAction(paint.as_icon(icon), text, lambda act=self._actions[key]: act(path))
        menu.exec(at.mapToGlobal(at.rect().bottomLeft()))
        menu.deleteLater()


class _Case:
    """A saved case as its row says it."""

    def __init__(self, page: StartPage, glance: Glance) -> None:
        self._page, self._path, self._whole = page, glance.path, glance.case is not None
        self.closed = False
        self.rank: tuple[int, int, str] = (8, 0, glance.path.name)
        self.away = bool(glance.case and glance.case.session.put_away)
        self._next, self._when, self._ink, self._icon = "", "", "text", ""
        self._sub = ""
        self._done = self._total = 0
        if glance.case is None:
            self._name = glance.path.name
            self._sub = glance.error.text(page._) if glance.error else ""
        else:
            self._describe(glance.case)

    def _describe(self, case: Case) -> None:
        from simexit.core.wording import Wording  # it comes with the knowledge, after the first painting

        _, controller = self._page._, self._page.controller
        plan, session, state = case.plan, case.session, case.progress
        wording = Wording(plan, controller.knowledge, controller.language)
        carrier = wording.brand()
        self._name = _("{carrier}, {line}", carrier=carrier, line=session.line) if session.line else carrier
        self._letters = carrier
        self._sub = wording.text(plan.route.title)
        self._done, self._total = state.done_steps, state.total_steps
        today = controller.today()
        if session.place.startswith(ASK):
            self._next, self.rank = _("Answer the questions"), (2, 0, self._name)
            return
        if state.next_step is None:
            self.closed, self._ink, self._icon = True, "quiet", "check"
            day = show_date(session.changed.date(), controller.language, short=True)
            self._next, self.rank = _("Finished on {date}", date=day), (9, 0, self._name)
            return
        step = state.step(state.next_step).step
        self._next = wording.text(step.step.title)
        # A sitting's day that has passed is no fault: the plan may have been made after it.
        dated = [d for d in state.dates if d.day and d.step and not (d.id.startswith("sitting/") and d.day < today)]
        coming = sorted(dated, key=lambda d: d.day or today)
        open_ones = [d for d in coming if state.step(d.step or "").state != "completed"] if coming else []
        first = next(iter(open_ones), None)
        days = (first.day - today).days if first and first.day else 999
        self.rank = (0 if days < 0 else 1 if days <= 7 else 3, days, self._name)
        if first and first.day:
            day = show_date(first.day, controller.language, short=True)
            what = wording.date_title(first)
            if days < 0:
                self._ink = "danger"
                self._when = _("{what}: was due {date}, do it today", what=what, date=day)
            else:
                self._when = _("By {date}: {what}", date=day, what=what)
            self._icon = "clock"

    def row(self, *, first: bool) -> QWidget:
        """The row; only the most urgent one has the filled button."""
        page, _ = self._page, self._page._
        steps = _("{done} / {total} steps", done=self._done, total=self._total)
        spoken = ", ".join(filter(None, (self._name, self._sub, self._next, self._when, steps if self._total else "")))
        text = _("Look") if self.closed else _("Continue") if self._whole else _("Open")
        go = button(text, lambda: page.open_case(self._path), "primary" if first else "plain")
        go.setMinimumWidth(px(84))
        go.setAccessibleName(_("{button}: {case}", button=text, case=self._name))
        go.setAccessibleDescription(spoken)
        more = IconButton(
            "dots",
            _("More: {case}", case=self._name),
            lambda: page.case_menu(self._path, more, away=self.away, whole=self._whole),
        )
        name = column(label(self._name, "head"), label(self._sub, "quiet"), gap=0.25)
        next_ = label(self._next, "strong")
        if self.closed:
            next_.set_role("quiet")
        when = label(self._when, "danger" if self._ink == "danger" else "quiet") if self._when else None
        if self._ink == "danger" and when is not None:
            when.setFont(font(NOTE))
        doing = column(next_, when, gap=0.25)
        far = (
            column(
                Bars(self._done, self._total, steps, bar=(9, 6), gap=3, over=self.closed),
                label(steps, "small", wrap=False),
                gap=0.75,
            )
            if self._total
            else None
        )
        if far is not None:
            far.itemAt(0).widget().setFixedWidth(px(156))  # the columns of all rows stand below each other
        role = "quiet-card" if self.closed or self.away else "card"
        if Theme.current.scale > ROOMY:
            line = row(_Letters(self._name), column(name, doing, far, row(go, more, gap=1, stretch=True), gap=1), gap=2)
            line.setStretch(1, 1)
        else:
            line = row(_Letters(self._name), name, doing, far, gap=2)
            line.addWidget(go)
            line.addWidget(more)
            line.setStretch(1, 5)
            line.setStretch(2, 6)
            for part in (name, doing, far):
                if part is not None:
                    part.insertStretch(0, 1)
                    part.addStretch(1)
        line.setContentsMargins(px(18), px(16), px(14), px(16))
        made: Panel = frame(role, line)
        made.setMinimumHeight(px(84))
        made.setAccessibleName(spoken)
        return made


class _Letters(QWidget):
    """The letters of a brand on their ground."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._letters = monogram(name)
        self.setFixedSize(px(44), px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_monogram(painter, QRectF(self.rect()), self._letters)


class _Figure(QWidget):
    """A figure in a ring."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(px(24), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(paint.pen("accent", 1.2))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setFont(font(NOTE))
        painter.drawText(self.rect(), 0x84, str(self._number))


class _Scene(QWidget):
    """One of the three pictures, on its ground; as high as the window allows."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setMinimumHeight(px(150))
        self.setMaximumHeight(px(206))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        top = self.window().height() if self.window() is not self else px(760)
        return max(px(120), min(px(206), round(width * 0.66), top - px(520)))

    def sizeHint(self) -> QSize:
        return QSize(px(312), px(206))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.rounded(painter, QRectF(self.rect()), 10, "side", "line" if Theme.current.contrast else None)
        share = min(self.width() / px(312), self.height() / px(206), 1.0)
        ratio = self.devicePixelRatioF()
        pixmap = paint.picture(self._name, 312 * share, 206 * share, ratio)
        painter.drawPixmap(
            round((self.width() - pixmap.width() / ratio) / 2),
            round((self.height() - pixmap.height() / ratio) / 2),
            pixmap,
        )


class _Languages(QWidget):
    """The languages, each in its own script: four words to press, not a menu."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        group = QButtonGroup(self)
        line = row(Picture("globe", (16, 16), "quiet"), gap=0.25, margins=(1.5, 0.375, 0.375, 0.375))
        for tag, name in languages().items():
            made = _Language(name, on=tag == controller.language)
            made.clicked.connect(lambda _on=False, t=tag: controller.set_language(t))
            group.addButton(made)
            line.addWidget(made)
        self.setLayout(line)
        self.setAccessibleName(controller.words("Language"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.rounded(painter, QRectF(self.rect()), 8, "side", None)


class _Language(QPushButton):
    """A language to switch to."""

    def __init__(self, name: str, *, on: bool) -> None:
        super().__init__(name)
        self.setCheckable(True)
        self.setChecked(on)
        self.setAutoDefault(False)
        self.setFont(font(NOTE, medium=on))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + px(26), px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + px(8), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            paint.rounded(painter, box, 6, "card", "accent")
        elif self.underMouse():
            paint.rounded(painter, box, 6, "key", None)
        painter.setPen(color("accent" if self.isChecked() else "text"))
        painter.setFont(self.font())
        painter.drawText(self.rect(), 0x84, self.text())
        if self.hasFocus() and self.window().isActiveWindow():
            paint.focus(painter, box, 6)
