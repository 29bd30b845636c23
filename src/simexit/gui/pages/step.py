"""One step of the plan: why, whom to reach, checks with their values, what is known, notes and files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFileDialog, QLayout, QLineEdit, QWidget

from simexit.core.case.secrets import find as find_secrets
from simexit.core.case.secrets import mask
from simexit.core.errors import SimExitError
from simexit.core.knowledge.phone_numbers import spoken
from simexit.core.knowledge.types import Check, Field
from simexit.core.language.messages import show_date
from simexit.core.plan.navigate import CHECK_BEFORE
from simexit.core.plan.types import ShownAction
from simexit.gui import links
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import Theme, px
from simexit.gui.widgets.buttons import WRAPS_FROM, Tick, button
from simexit.gui.widgets.facts import fact_box, open_box, source_line
from simexit.gui.widgets.fields import (
    AccountsField,
    ChoiceField,
    DateField,
    Line,
    MoneyField,
    NoteField,
    TextField,
)
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import Flow, column, row
from simexit.gui.widgets.panels import Panel, frame
from simexit.gui.widgets.qr import QrCode

FACTS_AT_FIRST = 5
"""Facts shown before "show more": the best come first, and a page must not drown its checks."""


class StepPage(Page):
    """One step."""

    def __init__(self, controller: Controller, step_id: str) -> None:
        super().__init__(controller)
        found = controller.plan.step(step_id)
        assert found is not None
        self.planned = found
        self.step = found.step
        self._live: list[Callable[[], object]] = []
        self.boxes: dict[str, QCheckBox] = {}
        self._changing: list[QWidget] = []
        """Buttons that change the case."""
        self.head(controller.text(self.step.title), controller.text(self.step.why))
        self._alerts()
        if self.planned.actions:
            contacts = Flow(least=px(400), gap=px(16), most=2)
            for action in self.planned.actions:
                contacts.addWidget(self._action(action))
            self.column.add(contacts)
        self._checks()
        self._loose_fields()
        self.refresh()
        self._only_looking()
        for part in (
            self._words_to_say,
            self._known,
            self._notes,
            self._evidence,
            self._does_not_apply,
            self._completion,
            self.refresh,
            self._only_looking,
        ):
            self.later(part)

    def _only_looking(self) -> None:
        """Another window holds the case: everything can be read and nothing changed."""
        kinds = (QCheckBox, QLineEdit, NoteField, ChoiceField, DateField, AccountsField)
        inputs = [widget for widget in self.findChildren(QWidget) if isinstance(widget, kinds)]
        self.only_look(*inputs, *self._changing)

    def refresh(self) -> None:
        for update in self._live:
            update()

    def footer_link(self) -> tuple[str, Callable[[], object]] | None:
        if not self.planned.replies:
            return None
        return self._("What if they refuse?"), self._show_replies

    # --- what must be seen first

    def _alerts(self) -> None:
        _, controller = self._, self.controller
        if self.step.abroad_note and controller.plan.answers.get("where") != "us":
            away = controller.plan.answers.get("where") == "abroad"
            note = controller.text(self.step.abroad_note)
            told = _("You are abroad. {note}", note=note) if away else _("Before you leave: {note}", note=note)
            self.column.add(self._band("band-doubt", told))
        if self.step.irreversible:
            self._irreversible()

    def _band(self, role: str, text: str) -> QWidget:
        return frame(role, column(label(text), margins=(2, 1.5, 2, 1.5)))

    def _irreversible(self) -> None:
        _, controller = self._, self.controller
        loss = controller.text(self.step.loss) if self.step.loss else ""
        told = label(loss, "danger")
        unmet = label("")
        go = button(_("See what is still open"), lambda: controller.go(CHECK_BEFORE), "small")
        band = frame(
            "band-danger",
            column(
                told,
                unmet,
                row(go, stretch=True),
                gap=0.75,
                margins=(2, 1.5, 2, 1.5),
            ),
        )
        self.column.add(band)

        def update() -> None:
            state = controller.progress.step(self.step.id)
            titles = [controller.text(controller.knowledge.killer_by_id[item.killer].title) for item in state.unmet]
            unmet.setText(
                _("Do not do this yet. First this must be true: {list}", list=_.apart(titles))
                if titles
                else _("Everything that must be settled before this is settled.")
            )
            go.setVisible(bool(titles))

        self._live.append(update)

    # --- whom to reach

    def _action(self, action: ShownAction) -> QWidget:
        _, controller = self._, self.controller
        text = controller.text(action.label)
        source = action.source
        if action.kind == "call":
            number = spoken(action.target)
            main = label(number, "number", wrap=False)
            qr = QrCode(f"tel:{action.target}", _("QR code of {what}", what=number))
            buttons: list[QWidget] = [
                _named(button(_("Copy"), lambda: links.copy(number), "small"), _("Copy {what}", what=number))
            ]
            hint = _("Scan it with the phone to dial.")
        else:
            main = label(action.target.removeprefix("https://").rstrip("/"), "strong")
            qr = QrCode(action.target, _("QR code of {what}", what=action.target))
            buttons = [
                button(_("Open the page"), lambda: links.open_address(action.target, controller), "small"),
                _named(
                    button(_("Copy"), lambda: links.copy(action.target), "small"), _("Copy {what}", what=action.target)
                ),
            ]
            hint = _("Or scan it to open the page on the phone.")
        lines: list[QWidget | QLayout | None] = [
            label(text, "section"),
            main,
            row(*buttons, stretch=True),
            label(hint, "quiet"),
        ]
        if source:
            lines.append(label(source_line(source.fact, source.read, _), "quiet"))
        if action.check_first:
            lines.append(
                row(
                    label(_("Compare it with your bill or the carrier’s site first"), "tag-doubt", wrap=False),
                    stretch=True,
                )
            )
        parts = [column(qr), column(*lines, gap=0.4)]
        if Theme.current.scale > WRAPS_FROM:  # beside the code there is no room for large text
            laid: QBoxLayout = column(*reversed(parts), gap=1)
        else:
            laid = row(*parts, gap=2)
            parts[0].addStretch(1)
            laid.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(laid)
        return holder

    # --- checks and their values

    def _checks(self) -> None:
        _ = self._
        if not self.planned.checks:
            return
        self.section(
            _("Read each line, do it, then tick it")
            if self.step.style == "read-do"
            else _("Tick each line once it is true")
        )
        rows = column(gap=0)
        for place, check in enumerate(self.planned.checks):
            made = self._check(check)
            made.first = place == 0
            rows.addWidget(made)
        self.column.add(frame("card", rows))

    def _check(self, check: Check) -> Panel:
        _, controller = self._, self.controller
        text = controller.text(check.text)
        box = Tick(text)
        box.setAccessibleDescription(controller.text(check.hint) if check.hint else "")
        box.setChecked(controller.case.is_ticked(self.step.id, check.id))
        box.toggled.connect(lambda on: controller.tick(self.step.id, check.id, on))
        self.boxes[check.id] = box
        made = Panel("row")
        needed = label(_("needed"), "tag-danger", wrap=False) if check.killer else None
        title = row(box, needed, gap=1.25)
        title.setStretch(0, 1)
        lines: list[QWidget | QLayout | None] = [title]
        if check.hint:
            hint = label(controller.text(check.hint), "quiet")
            lines.append(hint)
        if check.say:
            lines.append(self._say(check.say))
        lines += [self._field(field, compact=True) for field in self.planned.fields if field.check == check.id]
        inner = column(*lines[1:], gap=0.4, margins=(4.25, 0, 0, 0))
        laid = column(lines[0], inner if lines[1:] else None, gap=0.4, margins=(2, 1.5, 2, 1.5))
        made.setLayout(laid)

        def update() -> None:
            if needed:
                needed.setVisible(not box.isChecked())

        self._live.append(update)
        return made

    def _say(self, say: dict[str, str]) -> QWidget:
        """English words to say or look for, ready to copy, with their meaning below."""
        _, controller = self._, self.controller
        english = controller.english(say)
        copy = _named(button(_("Copy"), lambda: links.copy(english), "small"), _("Copy: {text}", text=english))
        first = row(label(f"“{english}”"), copy)
        first.setStretch(0, 1)
        meaning = controller.meaning(say)
        holder = QWidget()
        holder.setLayout(column(first, label(meaning, "quiet") if meaning else None, gap=0.25))
        return holder

    def _loose_fields(self) -> None:
        checks = {check.id for check in self.planned.checks}
        for field in self.planned.fields:
            if field.check not in checks:
                self.column.add(self._field(field, compact=False))

    def _field(self, field: Field, *, compact: bool) -> QWidget:
        _, controller, step = self._, self.controller, self.step.id
        name = controller.text(field.label)
        value = controller.case.field_text(step, field.id)

        def changed(new: str) -> None:
            controller.set_field(step, field.id, new, typing=field.kind not in ("date", "choice"))

        widget: QWidget
        match field.kind:
            case "date":
                widget = DateField(value, changed, _, controller.today())
            case "money":
                widget = MoneyField(value, changed)
            case "choice":
                widget = ChoiceField(
                    [(choice.id, controller.text(choice.text)) for choice in field.choices], value, changed, _
                )
            case "accounts":
                return self._accounts(field, name)
            case _:
                widget = TextField(value, changed)
        widget.setAccessibleName(name)
        widget.setMaximumWidth(px(420))
        caption = label(name, "section" if not compact else "quiet")
        caption.setBuddy(widget)
        warning = self._secret_warning(widget) if isinstance(widget, QLineEdit) else None
        hint = label(controller.text(field.hint), "quiet") if field.hint else None
        holder = QWidget()
        holder.setLayout(column(caption, widget, warning, hint, gap=0.4, margins=(0, 0.5, 0, 0)))
        return holder

    def _accounts(self, field: Field, name: str) -> QWidget:
        controller, step = self.controller, self.step.id
        rows = controller.case.accounts(step, field.id)
        widget = AccountsField(
            rows,
            field.suggest,
            lambda new: controller.set_field(step, field.id, new),
            controller.language,
            self._,
        )
        self.keep(widget.new, field.id)
        holder = QWidget()
        holder.setLayout(
            column(
                label(name, "section"),
                label(controller.text(field.hint), "quiet") if field.hint else None,
                widget,
            )
        )
        return holder

    def _secret_warning(self, widget: Any) -> QWidget:
        """Looks like a PIN or card number: pointed out, with an offer to mask. Nothing is changed by itself."""
        _ = self._

        def read() -> str:
            return widget.toPlainText() if isinstance(widget, NoteField) else widget.text()

        def write(text: str) -> None:
            if isinstance(widget, NoteField):
                widget.setPlainText(text)
            else:
                widget.setText(text)
                widget.textEdited.emit(text)

        text = label(
            _("This looks like a PIN, password, or card or identity number. Keep those on paper, not here."), "danger"
        )
        hide = button(_("Replace it with dots"), lambda: write(mask(read(), find_secrets(read()))), "small")
        self._changing.append(hide)
        box = QWidget()
        box.setLayout(column(text, row(hide, stretch=True), gap=0.5))

        def look() -> None:
            box.setVisible(bool(find_secrets(read())))

        widget.textChanged.connect(lambda *_args: look())
        look()
        return box

    # --- words, facts, notes

    def _words_to_say(self) -> None:
        _, knowledge = self._, self.controller.knowledge
        links_: list[QWidget] = []
        if self.step.script:
            script = knowledge.script_by_id[self.step.script]
            links_.append(button(_("Words for the call or chat"), lambda: self._show_script(script.id)))
        if self.step.letter:
            letter = knowledge.letter_by_id[self.step.letter]
            links_.append(button(_("A letter to send"), lambda: self._show_letter(letter.id)))
        if links_:
            self.column.add(row(*links_, gap=1.5, stretch=True))

    def _known(self) -> None:
        _, controller = self._, self.controller
        facts, topics = self.planned.facts, self.planned.open_topics
        if facts:
            self.section(_("What is known"))
            for shown in facts[:FACTS_AT_FIRST]:
                self.column.add(fact_box(shown, controller))
            if facts[FACTS_AT_FIRST:]:
                self._more(
                    len(facts) - FACTS_AT_FIRST,
                    lambda: [fact_box(shown, controller) for shown in facts[FACTS_AT_FIRST:]],
                )
        if topics:
            self.section(
                _("Not known yet: ask {carrier}", carrier=controller.plan.carrier.name)
                if controller.plan.carrier.kind != "none"
                else _("Not known yet: ask the carrier")
            )
            for topic in topics:
                self.column.add(open_box(topic, controller))

    def _more(self, number: int, make: Callable[[], list[QWidget]]) -> None:
        holder = QWidget()
        inside = column(gap=2)
        holder.setLayout(inside)

        def unfold() -> None:
            link.hide()
            for widget in make():
                inside.addWidget(widget)

        link = button(self._.many("Show {n} more", "Show {n} more", number), unfold, "link")
        inside.addLayout(row(link, stretch=True))
        self.column.add(holder)

    def _notes(self) -> None:
        _, controller = self._, self.controller
        self.section(_("Notes"))
        field = NoteField(
            controller.case.notes.get(self.step.id, ""),
            lambda text: controller.set_note(self.step.id, text),
            _("Names, times, what was said…"),
        )
        field.setAccessibleName(_("Notes"))
        self.column.add(field)
        self.column.add(self._secret_warning(field))

    def _evidence(self) -> None:
        _, controller = self._, self.controller
        holder = QWidget()
        lines = column(gap=0.5)
        holder.setLayout(lines)

        def draw() -> None:
            while item := lines.takeAt(0):
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()
            for item_ in controller.case.evidence:
                if item_.step == self.step.id:
                    day = show_date(item_.added_on, controller.language)
                    lines.addWidget(label(f"📎 {item_.title} · {day}", "quiet"))

        def attach() -> None:
            name, _kind = QFileDialog.getOpenFileName(self, _("Attach a file that proves something"))
            if name:
                try:
                    controller.attach(self.step.id, Path(name))
                except SimExitError as error:
                    controller.told.emit(error.text(_))
                draw()

        draw()
        self.column.add(holder)
        buttons = [button(_("Attach a file…"), attach, "small")]
        self._changing += buttons
        if controller.path:
            buttons.append(button(_("Show the files"), self._open_folder, "link"))
        self.column.add(row(*buttons, stretch=True))

    def _open_folder(self) -> None:
        if self.controller.path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.controller.path.parent)))

    # --- the end of a step

    def _does_not_apply(self) -> None:
        """No free "not applicable": a reason in words, or the step stays open. Never for what cannot be undone."""
        _, controller, step = self._, self.controller, self.step
        if step.irreversible or any(check.killer for check in step.checks):
            return
        reason = Line(controller.case.skipped.get(step.id, ""))
        reason.setPlaceholderText(_("Why it does not apply, in a few words"))
        reason.setAccessibleName(_("Why it does not apply, in a few words"))
        said = label("", "quiet")

        def take() -> None:
            controller.skip(step.id, reason.text().strip())
            say()

        def say() -> None:
            skipped = step.id in controller.case.skipped
            said.setText(_("This step is set aside. Clear the line to bring it back.") if skipped else "")
            said.setVisible(skipped)

        self.keep(reason, "skip")
        reason.editingFinished.connect(take)
        box = QWidget()
        box.setLayout(column(reason, said, gap=0.5))
        box.setVisible(bool(reason.text()))
        link = button(_("This step does not apply to me"), lambda: (box.setVisible(True), reason.setFocus()), "link")
        self.column.add(row(link, stretch=True))
        self.column.add(box)
        say()

    def _completion(self) -> None:
        """The completion call of the sitting, once every step of it is done."""
        controller = self.controller
        text = label("", "accent")
        band = frame("band", column(text, margins=(2, 1.5, 2, 1.5)))
        self.column.add(band)

        def update() -> None:
            sitting = next(one for one in controller.progress.sittings if one.sitting.id == self.planned.sitting)
            band.setVisible(sitting.state == "completed")
            text.setText(controller.text(sitting.sitting.done))

        self._live.append(update)

    # --- dialogs

    def _show_replies(self) -> None:
        from simexit.gui.dialogs import show_replies

        show_replies(self, self.controller, [reply.id for reply in self.planned.replies])

    def _show_script(self, script_id: str) -> None:
        from simexit.gui.dialogs import show_script

        show_script(self, self.controller, script_id)

    def _show_letter(self, letter_id: str) -> None:
        from simexit.gui.dialogs import show_letter

        show_letter(self, self.controller, letter_id)


def _named(made: Any, name: str) -> Any:
    made.setAccessibleName(name)
    return made
