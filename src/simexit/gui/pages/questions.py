"""The question pages: card type, carrier, and the situation, a few related answers on each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from simexit.core.knowledge.find import Found, find, main_record, said_of
from simexit.core.knowledge.types import Carrier, Question
from simexit.core.language import days
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import INPUT, Theme
from simexit.gui.widgets.basic import button, column, frame, label, row
from simexit.gui.widgets.choice import ChoiceCards, Option
from simexit.gui.widgets.controls import Bar
from simexit.gui.widgets.facts import source_line
from simexit.gui.widgets.fields import DateField, Line


class QuestionPage(Page):
    """One page of related questions."""

    wide = True

    def __init__(self, controller: Controller, theme: Theme, name: str) -> None:
        super().__init__(controller, theme)
        self.name = name
        self._first: QWidget | None = None
        self._cards: dict[str, ChoiceCards] = {}
        self._problems: dict[str, QLabel] = {}
        self._helps: dict[str, QWidget] = {}
        self._dates: list[DateField] = []
        self._shown = [question.key for question in controller.questions(name)]
        _ = self._
        title, why = controller.text(next(page.title for page in controller.knowledge.pages if page.id == name)), ""
        self.head(title, why)
        for question in controller.questions(name):
            self._add(question, alone=len(self._shown) == 1)
        self.column.finish()

    def next_text(self) -> str:
        return self._("Continue") if self.controller.returning else self._("Next")

    def focus_first(self) -> None:
        if isinstance(self._first, QLineEdit):
            self._first.setFocus()
        else:
            super().focus_first()

    def before_next(self) -> bool:
        """Say what is missing, beside the question; dates may stay empty."""
        missing = [key for key in self._problems if key not in self.controller.draft]
        for key, problem in self._problems.items():
            problem.setVisible(key in missing)
        if missing:
            first = self._cards.get(missing[0])
            if first:
                first.focus_first()
            elif self._first:
                self._first.setFocus()
            self.column.ensureWidgetVisible(self._problems[missing[0]])
        wrong = [field for field in self._dates if not field.check()]
        wrong = wrong or [field for field in self._dates if field.asks()]
        if wrong and not missing:
            wrong[0].setFocus()
        return not missing and not wrong

    def _add(self, question: Question, *, alone: bool) -> None:
        """One question: its title, why it is asked, the answers, and how to find out."""
        if question.kind in ("destination", "country"):
            return  # chosen in a table of their own
        controller, _ = self.controller, self._
        box = column(gap=1, theme=self.theme)
        name = controller.text(question.title)
        titles = [] if alone and question.kind == "carrier" else [label(name, "section")]
        box.addLayout(column(*titles, label(controller.text(question.why), "quiet"), gap=0.25, theme=self.theme))
        if question.kind == "choice":
            self._choice(question, name, box)
        elif question.kind == "date":
            half = controller.loose.get(f"{controller.page}/{question.key}", "")
            field = DateField(
                half or controller.draft.get(question.key, ""),
                lambda value: self._dated(question.key, value),
                _,
                self.theme,
                controller.today(),
                to_come=True,
            )
            field.setAccessibleName(name)
            field.setMaximumWidth(self.theme.px(320))
            self._dates.append(field)
            box.addWidget(field)
            self._first = self._first or field
        else:
            self._problem(question.key, _("Choose a carrier from the list."), box)
            picker = CarrierPicker(controller, self.theme)
            self.keep(picker.search, "search")
            box.addWidget(picker)
            self._first = picker.search
            if question.find_out:
                box.addWidget(_help(_("How to find out"), controller.text(question.find_out), self.theme))
        self.column.add(box, space_before=0.5)

    def _dated(self, key: str, value: str) -> None:
        """Keep a day; half of one is no answer yet, and stays on the screen."""
        whole = not value or days.saved(value) is not None
        self.controller.loose[f"{self.controller.page}/{key}"] = "" if whole else value
        self.controller.answer(key, value if value and whole else None)

    def _choice(self, question: Question, name: str, box: QVBoxLayout) -> None:
        controller, _ = self.controller, self._
        has_unsure = any(choice.id == "unsure" for choice in question.choices)
        self._problem(
            question.key,
            _("Choose one of these. “Not sure” is an answer too.") if has_unsure else _("Choose one of these."),
            box,
        )
        options = [
            Option(choice.id, controller.text(choice.text), controller.text(choice.hint) if choice.hint else "")
            for choice in question.choices
        ]
        chosen = controller.draft.get(question.key)
        cards = ChoiceCards(name, options, chosen, lambda value: self._answered(question.key, value), self.theme)
        self._cards[question.key] = cards
        box.addWidget(cards)
        self._first = self._first or cards
        if question.find_out and not has_unsure:
            box.addWidget(_help(_("How to find out"), controller.text(question.find_out), self.theme))
        elif question.find_out:
            # Those who know need no help; those who are not sure see at once how to find out.
            told = label(controller.text(question.find_out))
            help_ = frame("band", column(told, margins=(1.5, 1.25, 1.5, 1.25), theme=self.theme))
            help_.setVisible(chosen == "unsure")
            self._helps[question.key] = help_
            box.addWidget(help_)

    def _problem(self, key: str, text: str, box: QVBoxLayout) -> None:
        problem = label(text, "danger")
        problem.hide()
        self._problems[key] = problem
        box.addWidget(problem)

    def _answered(self, key: str, value: str) -> None:
        self.controller.answer(key, value)
        self._problems[key].hide()
        if key in self._helps:
            self._helps[key].setVisible(value == "unsure")
        now = [question.key for question in self.controller.questions(self.name)]
        if now != self._shown:
            # An answer brought up or took away a question of this page.
            self.controller.page_changed.emit(self.controller.page)


def _help(title: str, text: str, theme: Theme) -> QWidget:
    """A line that unfolds to how one finds out."""
    body = label(text)
    box = frame("band", column(body, margins=(1.5, 1.25, 1.5, 1.25), theme=theme))
    box.hide()
    link = button(title, lambda: box.setVisible(not box.isVisible()), "link")
    holder = QWidget()
    holder.setLayout(column(row(link, theme=theme, stretch=True), box, gap=0.5, theme=theme))
    return holder


class CarrierPicker(QWidget):
    """Type to find: by name, Chinese name, nickname or parent. Two entries always stay: not listed, and a reseller."""

    ALWAYS = ("unlisted", "reseller")

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self._controller = controller
        _ = controller.words
        self.search = Line()
        self.search.setPlaceholderText(_("The name, a line of your bank statement, or the number on the card"))
        self.search.setAccessibleName(_("Find your carrier"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setVerticalScrollBar(Bar())
        self.list.setAccessibleName(_("Carriers"))
        self.list.setMinimumHeight(theme.px(300))
        self.list.setUniformItemSizes(False)
        self.list.setWordWrap(True)
        self._theme = theme
        self._told = QWidget()
        self._told.setLayout(column(gap=0.75, theme=theme))
        self._told.hide()
        self.setLayout(column(self.search, self._told, self.list, theme=theme))
        self.search.textChanged.connect(self._show)
        self.search.returnPressed.connect(self._take_first)
        self.list.itemSelectionChanged.connect(self._picked)
        self._line_size = QSize(0, theme.px(INPUT))
        self._show("")

    def _show(self, text: str) -> None:
        chosen = self._controller.draft.get("carrier")
        self.list.blockSignals(True)
        self.list.clear()
        brands = self._controller.knowledge.brands
        entries = [slug for slug in brands if slug not in self.ALWAYS]
        entries.sort(key=lambda slug: main_record(brands[slug]).name.casefold())
        typed = find(self._controller.knowledge, text)
        found = [slug for slug in typed.brands if slug not in self.ALWAYS] if text.strip() else entries
        self._tell(typed)
        if chosen in entries and chosen not in found:
            found.append(chosen)  # what is chosen stays in sight, whatever is typed
        for slug in [*found, *self.ALWAYS]:
            if slug in brands:
                item = QListWidgetItem(self._line(brands[slug]))
                item.setData(Qt.ItemDataRole.UserRole, slug)
                item.setSizeHint(self._line_size)
                self.list.addItem(item)
                if slug == chosen:
                    item.setSelected(True)
                    self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _tell(self, typed: Found) -> None:
        """What is known about what was typed, where that is more than a name: whose digits, what became of a brand."""
        box = self._told.layout()
        while box.count():
            item = box.takeAt(0)
            if item.widget():
                item.widget().hide()
                item.widget().deleteLater()
        _, theme = self._controller.words, self._theme
        head = said_of(typed, _)
        lines = [label(head, "strong")] if head else []
        for note in typed.notes:
            lines.append(label(self._controller.text(note.fact.says)))
            lines.append(label(source_line(note.fact, note.read, _), "quiet"))
        if lines:
            box.addWidget(frame("band", column(*lines, gap=0.5, margins=(1.5, 1.25, 1.5, 1.25), theme=theme)))
        self._told.setVisible(bool(lines))

    def _line(self, records: list[Carrier]) -> str:
        _ = self._controller.words
        carrier = main_record(records)
        name, own = carrier.name, carrier.called(self._controller.language)
        if carrier.slug in self.ALWAYS:
            name = own
        elif own != name:
            name = _("{name} ({local})", name=name, local=own)
        return _("{name} · closed", name=name) if carrier.status == "closed" else name

    def _picked(self) -> None:
        items = self.list.selectedItems()
        if items:
            self._controller.answer("carrier", items[0].data(Qt.ItemDataRole.UserRole))

    def _take_first(self) -> None:
        if self.list.count():
            self.list.setCurrentRow(0)
            self.list.setFocus()
