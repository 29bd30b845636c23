"""One step of the plan: the act first, then whom to reach, what is in doubt, more, a note; at the right the facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from simexit.core.errors import SimExitError
from simexit.core.knowledge.types import Check, Field
from simexit.core.plan.guard import PAUSE_POINT
from simexit.core.plan.navigate import CHECK_BEFORE
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import UNIT, Theme, px
from simexit.gui.widgets.accounts import AccountsField
from simexit.gui.widgets.buttons import WRAPS_FROM, IconButton, button
from simexit.gui.widgets.checks import CheckRow
from simexit.gui.widgets.contact import ContactLine
from simexit.gui.widgets.evidence import Files
from simexit.gui.widgets.facts import doubt_of, known_list, open_question
from simexit.gui.widgets.fields import ChoiceField, DateField, MoneyField, TextField
from simexit.gui.widgets.fold import Fold
from simexit.gui.widgets.labels import Picture, label
from simexit.gui.widgets.layouts import Beside, Packed, column, holder, row
from simexit.gui.widgets.notes import Growing
from simexit.gui.widgets.panels import frame
from simexit.gui.widgets.secret import SecretWarning

MAIN, LEAST, SIDE, GAP = 686, 500, 318, 32
"""Widths of the act and of what stands at its right."""
CHOOSE = PAUSE_POINT[0]
"""What settles where the number goes: on its step the table of places can be opened."""
TITLE_IN_BUTTON = 34
"""Letters of the next step's title that a button can carry."""


class StepPage(Page):
    """One step."""

    width_of_column = MAIN + GAP + SIDE
    margins = (3.5, 2.25, 3.0)

    def __init__(self, controller: Controller, step_id: str) -> None:
        found = controller.plan.step(step_id)
        assert found is not None, step_id  # before Qt makes a widget that no window would take in
        super().__init__(controller)
        self.planned = found
        self.step = found.step
        self._live: list[Callable[[], object]] = []
        self.boxes: dict[str, QCheckBox] = {}
        self._changing: list[QWidget] = []
        """Buttons that change the case."""
        self._days: dict[str, DateField] = {}
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        for side in (self.left, self.right):
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(px(UNIT * 1.25))
        main, beside = self._main, self._aside = holder(self.left), holder(self.right)
        both = Beside(main, beside, least=px(LEAST), most=px(MAIN), side=px(SIDE), gap=px(GAP))
        self.column.add(holder(both))
        self._top()
        self._warnings()
        self._checks()
        self._loose_fields()
        self._contacts()
        self._doubts()
        self._beside()
        self.refresh()
        self._only_looking()
        for part in (self._more, self._note_line, self._completion, self.refresh, self._only_looking):
            self.later(part)
        beside.setVisible(self.right.count() > 0)
        if self.right.count():
            self.right.addStretch(1)

    def build_rest(self) -> None:
        """Build what was put off; the rest of the main column stays empty."""
        waiting = bool(self._rest)
        super().build_rest()
        if waiting:
            self.left.addStretch(1)
            self._order()

    def _order(self) -> None:
        """The keyboard goes down the act first, and then down what stands at its right."""
        last: QWidget | None = None
        for part in (self._main, self._aside):
            for child in part.findChildren(QWidget):
                reached = child.focusPolicy() & Qt.FocusPolicy.TabFocus and not child.focusProxy()
                if reached and child.window() is self.window():
                    if last is not None:
                        QWidget.setTabOrder(last, child)
                    last = child

    def _only_looking(self) -> None:
        """Another window holds the case: everything can be read and nothing changed."""
        kinds = (QCheckBox, QLineEdit, QPlainTextEdit, ChoiceField, DateField, AccountsField)
        inputs = [widget for widget in self.findChildren(QWidget) if isinstance(widget, kinds)]
        self.only_look(*inputs, *self._changing)

    def refresh(self) -> None:
        for update in self._live:
            update()
        self.noted.emit(self.note())

    # --- the line at the bottom

    def note(self) -> str:
        state, _ = self.controller.progress.step(self.step.id), self._
        still = state.total - state.ticked
        if not state.total:
            return ""
        return _.many("{n} check open", "{n} checks open", still) if still else _("All done") + " ✓"

    def next_text(self) -> str:
        controller, _ = self.controller, self._
        following = controller.pages.next(self.step.id)
        step = controller.plan.step(following) if following else None
        if step is None:
            return _("Next")
        title = controller.text(step.step.title)
        fits = len(title) <= TITLE_IN_BUTTON and Theme.current.scale <= WRAPS_FROM
        return _("Next: {step}", step=title) if fits else _("Next step")

    def footer_link(self) -> tuple[str, Callable[[], object]] | None:
        if not self._may_be_left_out() or self.controller.only_looking:
            return None
        if self.step.id in self.controller.case.skipped:
            return self._("Bring this step back"), lambda: self._leave_out("")
        return self._("This step does not apply to me"), self._ask_reason

    # --- what must be seen first

    def _top(self) -> None:
        _, controller = self._, self.controller
        sitting = next(s for s in controller.progress.sittings if s.sitting.id == self.planned.sitting)
        place = next(n for n, s in enumerate(sitting.steps, start=1) if s.step.id == self.step.id)
        crumb = Packed(gap=px(10), lines=px(2))
        crumb.addWidget(label(controller.text(sitting.sitting.title), "quiet", wrap=False))
        crumb.addWidget(label(_("{n} of {total}", n=place, total=len(sitting.steps)), "quiet", wrap=False))
        minutes = _.many("about {n} minute", "about {n} minutes", self.step.minutes)
        crumb.addWidget(_marked("clock", minutes))
        if self.step.irreversible:
            crumb.addWidget(_marked("lock", _("cannot be undone"), "danger"))
        top = column(holder(crumb), gap=0.25)
        self.left.addLayout(top)
        self.head(controller.text(self.step.title), controller.text(self.step.why))

    def head(self, title: str, why: str = "") -> None:
        from simexit.gui.widgets.labels import heading

        self.headline = heading(title)
        self.entitle(title)
        self.left.addLayout(column(self.headline, label(why, "why") if why else None, gap=0, margins=(0, 0, 0, 0.5)))

    def _warnings(self) -> None:
        _, controller = self._, self.controller
        if self.step.abroad_note and controller.plan.answers.get("where") != "us":
            away = controller.plan.answers.get("where") == "abroad"
            note = controller.text(self.step.abroad_note)
            told = _("You are abroad. {note}", note=note) if away else _("Before you leave: {note}", note=note)
            self.left.addWidget(self._band("band-doubt", told))
        if self.step.irreversible:
            self._irreversible()
        if reason := controller.case.skipped.get(self.step.id):
            self.left.addWidget(self._band("band", _("Set aside: {reason}", reason=reason)))

    def _band(self, role: str, text: str) -> QWidget:
        return frame(role, column(label(text, "table"), margins=(2, 1, 2, 1)))

    def _irreversible(self) -> None:
        """What must be settled first; once it is, nothing but the loss in one sentence."""
        _, controller = self._, self.controller
        loss = label(controller.text(self.step.loss) if self.step.loss else "", "table")
        unmet = label("", "table")
        go = button(_("See what is still open"), lambda: controller.go(CHECK_BEFORE), "small")
        icon = column(Picture("lock", (20, 20), "danger"))
        icon.addStretch(1)
        words = column(loss, unmet, row(go, stretch=True), gap=0.5)
        line = row(icon, words, gap=1.25, margins=(1.75, 1.25, 1.75, 1.25))
        line.setStretch(1, 1)
        self.left.addWidget(frame("band-danger", line))

        def update() -> None:
            state = controller.progress.step(self.step.id)
            titles = [controller.text(controller.knowledge.killer_by_id[item.killer].title) for item in state.unmet]
            unmet.setText(_("Not yet. First this must be true: {list}", list=_.apart(titles)) if titles else "")
            unmet.setVisible(bool(titles))
            go.setVisible(bool(titles))

        self._live.append(update)

    # --- checks and their values

    def _checks(self) -> None:
        if not self.planned.checks:
            return
        rows = column(gap=0)
        for place, check in enumerate(self.planned.checks):
            made = self._check(check)
            made.first = place == 0
            rows.addWidget(made)
        self.left.addWidget(frame("card", rows))

    def _check(self, check: Check) -> CheckRow:
        controller = self.controller
        mine = [field for field in self.planned.fields if field.check == check.id and field.kind != "accounts"]
        made = CheckRow(
            check,
            [self._field(field) for field in mine],
            controller,
            lambda on: controller.tick(self.step.id, check.id, on),
            on=controller.case.is_ticked(self.step.id, check.id),
        )
        for field in mine:
            if field.today and field.id in self._days:
                made.fill_in(self._days[field.id], controller)
        self.boxes[check.id] = made.box
        return made

    def _loose_fields(self) -> None:
        checks = {check.id for check in self.planned.checks}
        # The list of accounts needs the whole width, so it does not stand in the row of its check.
        loose = [field for field in self.planned.fields if field.check not in checks or field.kind == "accounts"]
        if loose:
            fields = column(*(self._field(field) for field in loose), gap=1, margins=(2, 1.5, 2, 1.5))
            self.left.addWidget(frame("card", fields))

    def _field(self, field: Field) -> QWidget:
        _, controller, step = self._, self.controller, self.step.id
        name = controller.text(field.label)
        value = controller.case.field_text(step, field.id)

        def changed(new: str) -> None:
            controller.set_field(step, field.id, new, typing=field.kind not in ("date", "choice"))

        widget: QWidget
        match field.kind:
            case "date":
                widget = self._days[field.id] = DateField(value, changed, _, controller.today())
            case "money":
                widget = MoneyField(value, changed)
            case "choice":
                options = [(choice.id, controller.text(choice.text)) for choice in field.choices]
                widget = ChoiceField(options, value, changed, _)
            case "accounts":
                return self._accounts(field, name)
            case _:
                widget = TextField(value, changed)
        widget.setAccessibleName(name)
        widget.setMaximumWidth(px(420))
        caption = label(name, "small")
        caption.setBuddy(widget)
        line = widget.edit if isinstance(widget, DateField) else widget
        warning = self._secret_warning(line) if isinstance(line, QLineEdit) else None
        hint = label(controller.text(field.hint), "small") if field.hint else None
        return holder(column(caption, widget, warning, hint, gap=0.375))

    def _accounts(self, field: Field, name: str) -> QWidget:
        controller, step = self.controller, self.step.id
        rows = controller.case.accounts(step, field.id)
        widget = AccountsField(
            rows,
            field.suggest,
            lambda new: controller.set_field(step, field.id, new),
            controller.language,
            self._,
            controller.masked,
        )
        self.keep(widget.new, field.id)
        hint = label(controller.text(field.hint), "quiet") if field.hint else None
        return holder(column(label(name, "section"), hint, self._secret_warning(widget.new), widget, gap=0.75))

    def _secret_warning(self, widget: QLineEdit | QPlainTextEdit) -> QWidget:
        warning = SecretWarning(widget, self.controller)
        self._changing += [warning.hide_it, warning.undo]
        return warning

    # --- whom to reach, what to ask

    def _contacts(self) -> None:
        _, controller = self._, self.controller
        call = self._call if self.step.script else None
        shown = [next((a for a in self.planned.actions if a.kind == kind), None) for kind in ("open", "call")]
        first = [action for action in shown if action is not None]
        for action in first:
            self.left.addWidget(ContactLine(action, controller, call if action.kind == "call" else None))
        buttons = Packed(gap=px(4), lines=0)
        if self.step.script:
            buttons.addWidget(button(_("Words for the call or chat"), self._show_script, "text", "chat"))
            if not any(action.kind == "call" for action in first):
                buttons.addWidget(button(_("Call mode"), self._call, "text", "phone"))
        if any(check.killer == CHOOSE for check in self.planned.checks) and controller.plan.number_must_live:
            buttons.addWidget(
                button(_("Compare places and prices"), lambda: self.asked.emit("destinations"), "text", "list")
            )
        if self.step.letter:
            buttons.addWidget(button(_("A letter to send"), self._show_letter, "text", "mail"))
        if self.planned.replies:
            buttons.addWidget(button(_("What if they refuse?"), self._show_replies, "text", "help"))
        if buttons.count():
            self.left.addWidget(holder(buttons))
        self._other_ways = [action for action in self.planned.actions if action not in first]

    def _doubts(self) -> None:
        controller = self.controller
        doubtful = [shown for shown in self.planned.facts if shown.status == "ask"]
        for shown in doubtful[:1]:
            self.left.addWidget(doubt_of(shown, controller, self.column.reveal))
        self._asked_later = doubtful[1:]

    def _more(self) -> None:
        _, controller, planned = self._, self.controller, self.planned
        asked = len(self._asked_later) + len(planned.open_topics)
        carrier = controller.plan.carrier.name if controller.plan.carrier.kind != "none" else _("the carrier")

        def questions() -> list[QWidget]:
            made: list[QWidget] = [doubt_of(shown, controller, self.column.reveal) for shown in self._asked_later]
            return made + [open_question(topic, controller, self.column.reveal) for topic in planned.open_topics]

        def rest() -> list[QWidget]:
            known = [shown for shown in planned.more if shown.status != "ask"]
            made: list[QWidget] = [ContactLine(action, controller) for action in self._other_ways]
            made += [doubt_of(shown, controller, self.column.reveal) for shown in planned.more if shown.status == "ask"]
            every = button(_("All about {carrier}", carrier=carrier), lambda: self.asked.emit("about"), "link")
            return [*([known_list(known, controller)] if known else []), *made, holder(row(every, stretch=True))]

        if asked:
            self.left.addWidget(
                Fold(_("Ask {carrier} too", carrier=carrier), str(asked), questions, self.column.reveal)
            )
        number = len(planned.more) + len(self._other_ways)
        if number:
            self.left.addWidget(Fold(_("More about this step"), str(number), rest, self.column.reveal))

    def _beside(self) -> None:
        """At the right: where to tap, and what is known."""
        from simexit.gui.widgets.phone import PhoneTaps, taps_of

        _, controller = self._, self.controller
        taps = taps_of(self.step.picture, _) if self.step.picture else None
        if taps:
            title, places = taps
            self.right.addWidget(label(_("{where}: where to tap (a drawing)", where=title), "section"))
            self.right.addWidget(PhoneTaps(places, title))
        known = [shown for shown in self.planned.facts if shown.status != "ask"]
        if known:
            caption = label(_("Good to know"), "section")
            caption.setContentsMargins(0, px(8) if taps else px(2), 0, 0)
            self.right.addWidget(caption)
            self.right.addWidget(known_list(known, controller))

    # --- notes and files

    def _note_line(self) -> None:
        _, controller = self._, self.controller
        field = Growing(
            controller.case.notes.get(self.step.id, ""),
            lambda text: controller.set_note(self.step.id, text),
            _("Write something down: names, times, what was said…"),
        )
        field.setAccessibleName(_("Notes"))
        attach = IconButton("clip", _("Attach a file…"), self._attach)
        self._changing.append(attach)
        line = row(field, column(attach), gap=0.5)
        line.itemAt(1).layout().addStretch(1)
        line.setStretch(0, 1)
        self.left.addLayout(line)
        self.left.addWidget(self._secret_warning(field))
        self._files = Files(controller, self.step.id)
        self.left.addWidget(self._files)

    def _attach(self) -> None:
        from simexit.gui.widgets.secret import name_to_attach

        name, _kind = QFileDialog.getOpenFileName(self, self._("Attach a file that proves something"))
        called = name_to_attach(self, Path(name).stem, self._) if name else None
        if called is not None:
            try:
                self.controller.attach(self.step.id, Path(name), called)
            except SimExitError as error:
                self.controller.told.emit(error.text(self._))
            self._files.draw()

    # --- the end of a step

    def _may_be_left_out(self) -> bool:
        """Never what cannot be undone, or what has a check that everything else waits for."""
        return not self.step.irreversible and not any(check.killer for check in self.step.checks)

    def _ask_reason(self) -> None:
        """No free "not applicable": a reason in words, or the step stays open."""
        from simexit.gui.dialogs import ask_line

        _ = self._
        ask_line(
            self,
            self.controller,
            _("This step does not apply to me"),
            _("Why it does not apply, in a few words"),
            _("Leave this step out"),
            self._leave_out,
        )

    def _leave_out(self, reason: str) -> None:
        self.controller.skip(self.step.id, reason)
        self.controller.page_changed.emit(self.controller.page)

    def _completion(self) -> None:
        """The completion call of the sitting, once every step of it is done."""
        controller = self.controller
        text = label("", "accent")
        band = frame("band", row(Picture("check", (20, 20), "accent"), text, gap=1, margins=(2, 1.25, 2, 1.25)))
        band.layout().setStretch(1, 1)  # type: ignore[attr-defined]
        self.left.addWidget(band)

        def update() -> None:
            sitting = next(s for s in controller.progress.sittings if s.sitting.id == self.planned.sitting)
            band.setVisible(sitting.state == "completed")
            text.setText(controller.text(sitting.sitting.done))

        self._live.append(update)

    # --- dialogs

    def _call(self) -> None:
        self.asked.emit(f"call:{self.step.id}")

    def _show_replies(self) -> None:
        from simexit.gui.dialogs import show_replies

        show_replies(self, self.controller, [reply.id for reply in self.planned.replies])

    def _show_script(self) -> None:
        from simexit.gui.dialogs import show_script

        assert self.step.script
        show_script(self, self.controller, self.step.script)

    def _show_letter(self) -> None:
        from simexit.gui.dialogs import show_letter

        assert self.step.letter
        show_letter(self, self.controller, self.step.letter)


def _marked(icon: str, text: str, ink: str = "quiet") -> QWidget:
    """A word with its icon."""
    words = label(text, "quiet", wrap=False)
    if ink == "danger":
        words.set_role("tag-danger")
        words._ground = None
    return holder(row(Picture(icon, (16, 16), ink), words, gap=0.5))
