"""The list at the left: the case, its sittings with their states in words, and the steps of the present sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from simexit.core.plan.navigate import CHECK_BEFORE, OVERVIEW, REPORT
from simexit.gui.controller import Controller
from simexit.gui.theme import SIDE, UNIT, Theme
from simexit.gui.widgets.basic import AsHighAsItsText, Panel, RowButton, button, column, label, row, rule
from simexit.gui.widgets.controls import Bar
from simexit.gui.widgets.picture import StageMark

if TYPE_CHECKING:
    from simexit.core.case.progress import SittingProgress, StepProgress
    from simexit.core.knowledge.types import Carrier


class Sidebar(Panel):
    """Where one is among all stages. Every page that is open can be jumped to."""

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__("side")
        self._controller, self._theme = controller, theme
        self.setAccessibleName(controller.words("Stages"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        # One of our own: asked for Qt's, PySide6 would first make all of its classes, which takes 10 ms of the start.
        self._scroll.setViewport(QWidget())
        self._scroll.setVerticalScrollBar(Bar())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._here: QWidget | None = None
        self._drawn: tuple[object, ...] = ()

    def fit(self, window_width: int) -> None:
        """As wide as drawn, but never more than a third of a narrow window with large text."""
        self.setFixedWidth(min(self._theme.px(SIDE), max(200, round(window_width * 0.32))))

    def draw(self, page: str) -> None:
        """Draw the list for the present state and page; scrolled to where one is, focus kept where it was."""
        controller, theme, _ = self._controller, self._theme, self._controller.words
        shown = self._shown(page)
        if shown == self._drawn:
            return  # most keys that are typed into a field change nothing here
        self._drawn = shown
        position = self._scroll.verticalScrollBar().value()
        inner = AsHighAsItsText()
        box = QVBoxLayout(inner)
        box.setContentsMargins(theme.px(UNIT * 2), theme.px(UNIT * 3), theme.px(UNIT * 2), theme.px(UNIT * 2))
        box.setSpacing(theme.px(UNIT / 2))
        plan = controller.plan
        name = label(_brand_name(plan.carrier, controller), "strong")
        name.setContentsMargins(theme.px(UNIT), 0, 0, 0)
        kind = label(" · ".join(self._card()), "quiet")
        kind.setContentsMargins(theme.px(UNIT), 0, 0, theme.px(UNIT))
        box.addWidget(name)
        box.addWidget(kind)
        box.addWidget(rule())
        box.addSpacing(theme.px(UNIT))
        self._here = None
        box.addWidget(self._plain(_("Your plan"), OVERVIEW, page == OVERVIEW))
        current = self._sitting_of(page)
        for stage in controller.progress.sittings:
            box.addWidget(self._stage(stage, current=stage.sitting.id == current))
            if stage.sitting.id == current:
                for made in self._steps(stage, page):
                    box.addWidget(made)
        box.addWidget(self._plain(_("Report"), REPORT, page == REPORT))
        box.addStretch(1)
        self._scroll.setWidget(inner)
        inner.setAutoFillBackground(False)
        inner.adjustSize()
        if self._here is not None:
            self._scroll.verticalScrollBar().setValue(position)
            self._scroll.ensureWidgetVisible(self._here, 0, theme.px(80))

    def _shown(self, page: str) -> tuple[object, ...]:
        """Everything that the list depends on, besides language and look."""
        plan, stages = self._controller.plan, self._controller.progress.sittings
        steps = [
            (step.step.id, step.state, step.unmet[0].killer if step.unmet else "") for s in stages for step in s.steps
        ]
        return (page, plan.carrier.slug, tuple(self._card()), plan.pause_before, tuple(steps))

    def _card(self) -> list[str]:
        controller, _ = self._controller, self._controller.words
        names = {"physical": _("physical SIM"), "esim": "eSIM", "prepaid": _("prepaid"), "postpaid": _("postpaid")}
        answers = controller.plan.answers
        parts = [names[answers[key]] for key in ("sim", "billing") if answers.get(key) in names]
        if controller.case.line:
            parts.append(f"“{controller.case.line}”")
        return parts or [_("card type not known yet")]

    def _sitting_of(self, page: str) -> str:
        plan = self._controller.plan
        step = plan.step(plan.pause_before or "" if page == CHECK_BEFORE else page)
        return step.sitting if step else ""

    def _plain(self, text: str, page: str, current: bool) -> QWidget:
        controller = self._controller
        made = button(text, lambda: controller.go(page), "side")
        made.mark_current(current)
        if current:
            made.setAccessibleDescription(controller.words("You are here"))
            self._here = made
        return made

    def _stage(self, stage: SittingProgress, *, current: bool) -> QWidget:
        controller, theme, _ = self._controller, self._theme, self._controller.words
        state = self._state_words(stage)
        title = controller.text(stage.sitting.title)
        applies = bool(stage.steps)
        number = controller.progress.sittings.index(stage) + 1
        mark = StageMark(number, done=stage.state == "completed", current=current, theme=theme)
        name = label(title, "accent" if current else ("body" if applies else "quiet"))
        laid = row(
            column(mark, theme=theme),
            column(name, label(state, "quiet"), gap=0.1, theme=theme),
            gap=1.25,
            margins=(1, 0.75, 0.5, 0.75),
            theme=theme,
        )
        laid.itemAt(0).layout().addStretch(1)
        laid.setStretch(1, 1)
        first = next(
            (step.step.id for step in stage.steps if step.state != "completed"),
            stage.steps[0].step.id if stage.steps else "",
        )
        spoken = _("{label}: {value}", label=title, value=state)
        made = RowButton(laid, spoken, lambda: controller.go(first), current=current)
        made.setEnabled(applies)
        return made

    def _state_words(self, stage: SittingProgress) -> str:
        _ = self._controller.words
        if stage.state == "blocked":
            return _("Cannot start yet: {why}", why=self._why(stage.steps[0]))
        return {
            "not-started": _("Not started"),
            "in-progress": _("In progress"),
            "completed": _("Completed"),
            "does-not-apply": _("Does not apply"),
        }[stage.state]

    def _why(self, step: StepProgress) -> str:
        controller = self._controller
        return controller.text(step.unmet[0].step.step.title) if step.unmet else ""

    def _steps(self, stage: SittingProgress, page: str) -> list[QWidget]:
        controller, _ = self._controller, self._controller.words
        made: list[QWidget] = []
        for step in stage.steps:
            if step.step.id == controller.plan.pause_before:
                made.append(self._step(_("Check before this"), CHECK_BEFORE, "", page == CHECK_BEFORE))
            done = step.state == "completed"
            state = {
                "completed": _("Completed"),
                "blocked": _("Cannot start yet"),
                "in-progress": _("In progress"),
            }.get(step.state, _("Not started"))
            mark = " ✓" if done else ""
            made.append(
                self._step(controller.text(step.step.step.title) + mark, step.step.id, state, page == step.step.id)
            )
        return made

    def _step(self, text: str, page: str, state: str, current: bool) -> QWidget:
        controller, theme = self._controller, self._theme
        shown: QLabel = label(text, "here" if current else "quiet")
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(UNIT * 5), theme.px(3), theme.px(4), theme.px(3))
        line.addWidget(shown)
        spoken = ", ".join(
            part
            for part in (text.removesuffix(" ✓"), state, controller.words("You are here") if current else "")
            if part
        )
        made = RowButton(line, spoken, lambda: controller.go(page))
        if current:
            self._here = made
        return made


def _brand_name(carrier: Carrier, controller: Controller) -> str:
    return carrier.called(controller.language) if carrier.kind == "none" else carrier.name
