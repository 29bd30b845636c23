"""The start page: begin, open a file, check a link or number, or go on where one was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from simexit.core.errors import SimExitError
from simexit.core.language.messages import show_date
from simexit.core.language.text import fill, pick
from simexit.gui.controller import ASK, Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import Theme
from simexit.gui.widgets.basic import Role, RowButton, button, column, frame, label, row
from simexit.gui.widgets.picture import Ring

if TYPE_CHECKING:
    from simexit.core.case.progress import Progress
    from simexit.core.case.session import Session
    from simexit.core.plan.types import Plan

ROOMY = 1.2
"""Up to this text size there is room beside a case's title for what is due."""

SHOWN_AT_FIRST = 12
"""Cases listed before "show all": a family has a handful; a thousand must not slow the start."""


class StartPage(Page):
    """Where the program begins. The actions come from the shell, which owns the file dialogs."""

    wide = True
    explains = False

    def __init__(
        self,
        controller: Controller,
        theme: Theme,
        actions: dict[str, object],
        most: int = SHOWN_AT_FIRST,
    ) -> None:
        super().__init__(controller, theme)
        self._actions = actions
        _ = self._
        self.head(
            _("Cancel a US mobile line"),
            _(
                "In the right order, without losing your number, your money or your accounts. Everything stays on this "
                "computer."
            ),
        )
        self.begin = button(_("Start a new cancellation"), actions["new"], "primary")  # type: ignore[arg-type]
        self.column.add(
            row(
                self.begin,
                button(_("Open a file…"), actions["open"]),  # type: ignore[arg-type]
                button(_("Check a link or number"), actions["verify"]),  # type: ignore[arg-type]
                theme=theme,
                gap=1.5,
                stretch=True,
            )
        )
        if controller.catalogue is not None:
            self._list(most)
        self.column.finish()

    def focus_first(self) -> None:
        """The one thing most people come for."""
        self.begin.setFocus() if self.begin.isEnabled() else super().focus_first()

    def next_text(self) -> str:
        return ""

    def _list(self, most: int) -> None:
        _ = self._
        summaries, total = self.controller.summaries(most)
        if not summaries:
            self.column.add(self._first_time(), space_before=2)
            return
        self.section(_("Continue where you left off"))
        for summary in summaries:
            self.column.add(
                self._case(summary.path, summary.session)
                if summary.session
                else self._unreadable(summary.path, summary.error.text(_) if summary.error else "")
            )
        if total > len(summaries):
            self.column.add(
                row(
                    button(_("Show all {n} saved cases", n=total), self._actions["all"], "link"),
                    theme=self.theme,
                    stretch=True,
                )
            )  # type: ignore[arg-type]

    def _first_time(self) -> QWidget:
        _ = self._
        texts = (
            _("SIM Exit asks about ten short questions, then shows only the steps that apply to you, in a safe order."),
            _("You work through them over days or weeks, with notes and dates. Every change is saved at once."),
            _("At the end you have a report for yourself, the carrier, your bank or the FCC."),
        )
        return frame("band", column(*(label(text) for text in texts), margins=(2, 2, 2, 2), theme=self.theme))

    def _case(self, path: Path, session: Session) -> QWidget:
        _, controller = self._, self.controller
        today = controller.today()
        plan = resolve_quietly(controller, session)
        if plan is None:
            return self._unreadable(
                path, _("Some of its answers do not fit this version of SIM Exit. Open it to correct them.")
            )
        from simexit.core.case.progress import progress

        state = progress(plan, session, controller.knowledge, today)
        stages = state.sittings
        done = sum(stage.state == "completed" for stage in stages)
        name = plan.carrier.name
        title = row(
            label(name, "strong", wrap=False),
            label(f"· {session.line}", "quiet") if session.line else None,
            theme=self.theme,
            gap=0.75,
            stretch=not session.line,
        )
        doing = self._doing(session, plan, state)
        changed = _("changed {date}", date=show_date(session.changed.date(), controller.language))
        due = self._due(state) or self._waiting(state)
        # Beside the title where there is room and it presses; else below it, where it can wrap.
        beside = due is not None and due[1] != "quiet" and self.theme.scale < ROOMY
        right = column(
            row(label(due[0], due[1], wrap=False), theme=self.theme) if due and beside else None,
            label(changed, "quiet", wrap=False),
            gap=0.5,
            theme=self.theme,
        )
        below = label(due[0], "danger" if due[1] == "tag-danger" else "quiet") if due and not beside else None
        content = row(
            Ring(done, len(stages), self.theme),
            column(title, label(doing), below, gap=0.5, theme=self.theme),
            right,
            gap=2,
            margins=(2, 1.75, 2, 1.75),
            theme=self.theme,
        )
        content.setStretch(1, 1)
        so_far = _("{done} of {total} stages completed", done=done, total=len(stages))
        spoken = ", ".join(part for part in (name, session.line, so_far, doing, due[0] if due else "", changed) if part)
        return RowButton(content, spoken, lambda: self._open(path), card=True)

    def _doing(self, session: Session, plan: Plan, state: Progress) -> str:
        _, controller = self._, self.controller
        if session.place.startswith(ASK):
            return _("Next: answer the questions")
        if state.next_step is None:
            return _("Everything is done.")
        step = state.step(state.next_step).step.step
        title = fill(pick(step.title, controller.language), plan.values(controller.language))
        return _("Next: {step}", step=title)

    def _due(self, state: Progress) -> tuple[str, Role] | None:
        _, controller = self._, self.controller
        if not state.due:
            return None
        first = state.due[0]
        assert first.day
        days = (first.day - controller.today()).days
        title = fill(pick(first.title, controller.language), {})
        if days < 0:
            return _(
                "{what}: was due {date}", what=title, date=show_date(first.day, controller.language, short=True)
            ), "tag-danger"
        if days == 0:
            return _("{what}: today", what=title), "tag-danger"
        return (
            _.many("{what}: in {n} day", "{what}: in {n} days", days, what=title),
            "tag-danger" if first.kind == "deadline" else "tag-doubt",
        )

    def _waiting(self, state: Progress) -> tuple[str, Role] | None:
        """The next day on which there is something to look at or to do, when nothing is due yet."""
        _, controller = self._, self.controller
        coming = [date for date in state.dates if date.day and date.step and date.day > controller.today()]
        if not coming:
            return None
        first = coming[0]
        assert first.day
        return _(
            "Waiting: {what} ({date})",
            what=fill(pick(first.title, controller.language), {}),
            date=show_date(first.day, controller.language, short=True),
        ), "quiet"

    def _unreadable(self, path: Path, why: str) -> QWidget:
        content = row(
            column(label(path.name, "strong"), label(why, "quiet"), gap=0.5, theme=self.theme),
            gap=2,
            margins=(2, 1.75, 2, 1.75),
            theme=self.theme,
        )
        return RowButton(content, f"{path.name}. {why}", lambda: self._open(path), card=True)

    def _open(self, path: Path) -> None:
        self._actions["open-path"](path)  # type: ignore[operator]


def resolve_quietly(controller: Controller, session: Session) -> Plan | None:
    """The plan of a saved case, or None where its answers are no longer allowed."""
    from simexit.core.plan.resolve import resolve

    try:
        return resolve(session.answers, controller.knowledge, controller.today())
    except SimExitError:
        return None
