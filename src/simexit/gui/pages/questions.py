"""The question pages: one question a page, or a few that belong together, as short rows or as tick boxes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from simexit.core.errors import SimExitError
from simexit.core.knowledge.types import Question
from simexit.core.knowledge.types import QuestionPage as Page_
from simexit.core.language import days
from simexit.core.wording import place_name
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import CARDS, PAGE, px
from simexit.gui.widgets.buttons import Tick, button
from simexit.gui.widgets.carriers import CarrierPicker
from simexit.gui.widgets.choice import Choices, Option
from simexit.gui.widgets.fields import ChoiceField, DateField
from simexit.gui.widgets.labels import Label, Picture, heading, label
from simexit.gui.widgets.layouts import column, holder, row
from simexit.gui.widgets.panels import frame
from simexit.gui.widgets.progress import Bars

PICTURES = {
    "sim": {"physical": "sim-physical", "esim": "sim-esim"},
    "billing": {"prepaid": "bill-prepaid", "postpaid": "bill-postpaid"},
    "service": {"voice": "service-voice", "data": "service-data"},
    "number": {"keep": "number-move", "park": "number-keep", "release": "number-release", "unsure": "number-unsure"},
    "where": {"us": "where-us", "leaving": "where-leaving", "abroad": "where-abroad"},
    "lines": {"only": "lines-one", "several": "lines-several"},
}
"""Answers that a look tells apart sooner than words."""

AT_FIRST = 6
"""Answers without pictures that are shown; the rarer ones stand behind "something else"."""
KEPT_IN_SIGHT = 4
MOST_NAMED = 4
"""Steps that are named where an answer adds some."""


class QuestionPage(Page):
    """One page of questions."""

    wide = True
    width_of_column = CARDS
    margins = (3.0, 6.0, 3.0)

    def __init__(self, controller: Controller, name: str) -> None:
        self.name = name
        self._asked = controller.questions(name)
        kinds = {question.kind for question in self._asked}
        self.width_of_column = PAGE if "carrier" in kinds else CARDS
        self.margins = (3.0, 3.0, 1.0) if "carrier" in kinds else (3.0, 5.0, 3.0)
        super().__init__(controller)
        self._first: QWidget | None = None
        self._picker: CarrierPicker | None = None
        self._groups: dict[str, Choices] = {}
        self._problems: dict[str, Label] = {}
        self._dates: list[DateField] = []
        self._shown = [question.key for question in self._asked]
        self._told = ""
        self._progress()
        page = _page(controller, name)
        alone = len(self._asked) == 1
        title = controller.text(page.title if page and not alone else self._asked[0].title)
        self.headline = heading(title, "question")
        self.column.add(self.headline, space_before=1)
        self.entitle(title)
        if alone:
            self._why(controller.text(self._asked[0].why))
        self._is_ticks = page is not None and page.ticks
        if self._is_ticks:
            self._ticks()
        else:
            for question in self._asked:
                self._add(question, alone=alone)
        self._below()
        self.column.finish()
        self._say_below()

    # --- what the shell asks

    def next_text(self) -> str:
        return self._("Continue") if self.controller.returning else self._("Next")

    def note(self) -> str:
        _ = self._
        if len(self._groups) == 1 and len(self._asked) == 1:
            return _("Press 1 to {n} to choose, Enter to go on", n=len(next(iter(self._groups.values())).radios))
        return _("Press Enter to go on")

    def focus_first(self) -> None:
        if isinstance(self._first, QLineEdit):
            self._first.setFocus()
        else:
            super().focus_first()

    def enter_goes_on(self) -> bool:
        took = self._picker is not None and self._picker.took
        if self._picker is not None:
            self._picker.took = False
        return not took

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if len(self._groups) == 1 and 0 <= place < 9 and next(iter(self._groups.values())).choose(place):
            return
        super().keyPressEvent(event)

    def before_next(self) -> bool:
        if self._is_ticks:  # what is not ticked counts as no
            for question in self._asked:
                if question.key not in self.controller.draft:
                    self.controller.answer(question.key, question.default or question.choices[-1].id)
        return self._nothing_missing()

    def _nothing_missing(self) -> bool:
        """Say what is missing, beside the question; dates may stay empty."""
        missing = [key for key in self._problems if key not in self.controller.draft]
        for key, problem in self._problems.items():
            problem.setVisible(key in missing)
        if missing:
            first = self._groups.get(missing[0])
            if first:
                first.focus_first()
            elif self._first:
                self._first.setFocus()
            self.column.reveal(self._problems[missing[0]])
        wrong = [field for field in self._dates if not field.check()]
        wrong = wrong or [field for field in self._dates if field.asks()]
        if wrong and not missing:
            wrong[0].setFocus()
        return not missing and not wrong

    # --- building

    def _progress(self) -> None:
        pages, _ = self.controller.question_pages(), self._
        place = pages.index(self.name) + 1 if self.name in pages else 1
        words = _("{n} of {total}", n=place, total=len(pages))
        self.column.add(row(Bars(place, len(pages), words), label(words, "quiet", wrap=False), gap=2, stretch=True))

    def _why(self, text: str) -> None:
        self.column.body.addSpacing(-px(12))
        self.column.add(label(text, "why"))

    def _add(self, question: Question, *, alone: bool) -> None:
        """One question: its title, the answers, and how to find out."""
        controller, _ = self.controller, self._
        box = column(gap=0.75)
        name = controller.text(question.title)
        if not alone and self.headline is not None and name == self.headline.text():
            box.addWidget(label(controller.text(question.why), "quiet"))  # the title stands once
        elif not alone:
            caption = label(name, "strong", wrap=False)
            line = row(caption, label(controller.text(question.why), "quiet"), gap=1.5)
            line.setStretch(1, 1)
            box.addLayout(line)
        match question.kind:
            case "choice":
                self._choice(question, name, box, alone=alone)
            case "date":
                self._date(question, name, box)
            case "carrier":
                self._problem(question.key, _("Choose a carrier from the list."), box)
                picker = self._picker = CarrierPicker(controller)
                self.keep(picker.search, "search")
                picker.chosen.connect(lambda _slug: self._answered_carrier())
                box.addWidget(picker)
                self._first = picker.search
            case "destination":
                self._destination(question, box)
            case "country":
                self._country(question, name, box)
        self.column.add(box, space_before=0.5 if alone else 0)

    def _date(self, question: Question, name: str, box: QVBoxLayout) -> None:
        controller, _ = self.controller, self._
        half = controller.loose.get(f"{controller.page}/{question.key}", "")
        field = DateField(
            half or controller.draft.get(question.key, ""),
            lambda value: self._dated(question.key, value),
            _,
            controller.today(),
            to_come=True,
        )
        field.setAccessibleName(name)
        field.setMaximumWidth(px(320))
        self._dates.append(field)
        box.addWidget(field)
        if question.find_out:
            box.addWidget(label(controller.text(question.find_out), "quiet"))
        self._first = self._first or field

    def _dated(self, key: str, value: str) -> None:
        """Keep a day; half of one is no answer yet, and stays on the screen."""
        whole = not value or days.saved(value) is not None
        self.controller.loose[f"{self.controller.page}/{key}"] = "" if whole else value
        self.controller.answer(key, value if value and whole else None)

    def _choice(self, question: Question, name: str, box: QVBoxLayout, *, alone: bool) -> None:
        controller, _ = self.controller, self._
        has_unsure = any(choice.id == "unsure" for choice in question.choices)
        self._problem(
            question.key,
            _("Choose one of these. “Not sure” is an answer too.") if has_unsure else _("Choose one of these."),
            box,
        )
        pictures = PICTURES.get(question.key, {})
        options = [
            Option(
                choice.id,
                controller.text(choice.text),
                controller.text(choice.hint) if choice.hint else "",
                pictures.get(choice.id, "unsure" if pictures and choice.id == "unsure" else ""),
            )
            for choice in question.choices
        ]
        if not all(option.picture for option in options):
            options = [option._replace(picture="") for option in options]
        chosen = controller.draft.get(question.key)
        rest = options[KEPT_IN_SIGHT:] if len(options) > AT_FIRST else []
        first = options[: len(options) - len(rest)]
        if chosen in [option.id for option in rest]:
            first, rest = options, []
        group = Choices(name, first, chosen, lambda value: self._answered(question.key, value), short=not alone)
        self._groups[question.key] = group
        box.addWidget(group)
        self._first = self._first or group
        if rest:
            more = button(_("Something else"), lambda: unfold(), "plain", "plus")

            def unfold() -> None:
                more.hide()
                group.add(rest, short=not alone)
                self.noted.emit(self.note())
                group.radios[rest[0].id].setFocus()
                self.column.reveal(group)

            box.addSpacing(px(4))
            box.addLayout(row(more, stretch=True))

    def _destination(self, question: Question, box: QVBoxLayout) -> None:
        """What is chosen, and the way to the table; it may stay open."""
        controller, _ = self.controller, self._
        place = next((p for p in controller.knowledge.destinations if p.id == controller.draft.get(question.key)), None)
        words = (
            place_name(place, controller.language)
            if place
            else _("Not chosen yet. That is fine: you can compare later.")
        )
        compare = button(
            _("Compare places and prices"), lambda: self.asked.emit("destinations"), "large", after="chevron-right"
        )
        line = row(label(words, "strong" if place else "body"), compare, gap=2, margins=(2, 1.25, 1.25, 1.25))
        line.setStretch(0, 1)
        box.addWidget(frame("card", line))

    def _country(self, question: Question, name: str, box: QVBoxLayout) -> None:
        controller = self.controller
        names = country_names(controller.language)
        options = [(code, names[code]) for code in FREQUENT if code in names]
        options += sorted(((c, n) for c, n in names.items() if c not in FREQUENT), key=lambda one: one[1].casefold())
        field = ChoiceField(
            options,
            controller.draft.get(question.key, ""),
            lambda value: controller.answer(question.key, value or None),
            self._,
        )
        field.setAccessibleName(name)
        field.setMaximumWidth(px(320))
        box.addWidget(field)

    def _ticks(self) -> None:
        """What applies to few: a tick says yes, no tick says no."""
        controller = self.controller
        rows = column(gap=0)
        for place, question in enumerate(self._asked):
            tick = Tick(controller.text(question.title))
            tick.setAccessibleDescription(controller.text(question.why))
            no = question.default or question.choices[-1].id
            yes = next(choice.id for choice in question.choices if choice.id != no)
            tick.setChecked(controller.draft.get(question.key) == yes)
            tick.toggled.connect(lambda on, key=question.key, yes=yes, no=no: controller.answer(key, yes if on else no))
            hint = label(controller.text(question.why), "quiet")
            hint.setContentsMargins(px(34), 0, 0, 0)
            made = frame("row", column(tick, hint, gap=0.25, margins=(2, 1.5, 2, 1.5)))
            made.first = place == 0
            rows.addWidget(made)
        self.column.add(frame("card", rows), space_before=0.5)

    def _problem(self, key: str, text: str, box: QVBoxLayout) -> None:
        problem = label(text, "danger")
        problem.hide()
        self._problems[key] = problem
        box.addWidget(problem)

    # --- the line below: what was chosen does, or how one finds out

    def _below(self) -> None:
        self._below_text = label("", "quiet")
        icon = column(Picture("info", (16, 16), "quiet"), margins=(0, 0.25, 0, 0))
        icon.addStretch(1)
        line = row(icon, self._below_text, gap=1)
        line.setStretch(1, 1)
        self._below_box = holder(line)
        policy = self._below_box.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what appears here moves nothing
        self._below_box.setSizePolicy(policy)
        self._below_box.setMinimumHeight(px(44))
        self.column.add(self._below_box, space_before=0.5)

    def _say_below(self) -> None:
        if not self.holds():
            return
        controller = self.controller
        unsure = [q for q in self._asked if q.find_out and controller.draft.get(q.key) == "unsure"]
        text = "\n".join(controller.text(question.find_out) for question in unsure if question.find_out)
        if not text and self._shown == ["number"] and controller.draft.get("number"):
            text = self._adds()
        elif not text and len(self._asked) == 1 and self._asked[0].find_out and self._asked[0].kind == "carrier":
            text = controller.text(self._asked[0].find_out)
        self._below_text.setText(text)
        self._below_box.setVisible(bool(text))

    def _adds(self) -> str:
        """The steps that this answer has and not all of the others."""
        from simexit.core.plan.resolve import resolve

        controller, _ = self.controller, self._
        question = self._asked[0]
        plans = {}
        for choice in question.choices:
            try:
                plan = resolve({**controller.draft, question.key: choice.id}, controller.knowledge, controller.today())
            except SimExitError:
                return ""
            plans[choice.id] = {step.id: controller.text(step.step.title) for step in plan.steps}
        mine = plans[controller.draft[question.key]]
        own = [title for step, title in mine.items() if not all(step in other for other in plans.values())]
        if not own:
            return ""
        names = _.listed(own) if len(own) <= MOST_NAMED else _.listed([*own[: MOST_NAMED - 1], "…"])
        return _.many(
            "This answer adds {n} step: {steps}", "This answer adds {n} steps: {steps}", len(own), steps=names
        )

    def _answered(self, key: str, value: str) -> None:
        self.controller.answer(key, value)
        self._problems[key].hide()
        now = [question.key for question in self.controller.questions(self.name)]
        if now != self._shown:
            # An answer brought up or took away a question of this page.
            self.controller.page_changed.emit(self.controller.page)
        else:
            QTimer.singleShot(0, self, self._say_below)  # the choice is painted first

    def _answered_carrier(self) -> None:
        self._problems["carrier"].hide()
        self.noted.emit(self.note())


FREQUENT = ("CN", "HK", "TW", "MO", "SG", "MX", "IN", "KR", "JP", "VN", "PH", "CA", "GB", "AU")
"""Countries that stand first in the list."""


def country_names(language: str) -> dict[str, str]:
    """All countries and territories by their code, as the language calls them."""
    from babel import Locale  # slow to import, and asked on one page only

    known = Locale.parse(language.replace("-", "_")).territories
    return {code: name for code, name in known.items() if len(code) == 2 and code.isalpha() and code not in NOWHERE}


NOWHERE = ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "US")


def _page(controller: Controller, name: str) -> Page_ | None:
    """What the knowledge says of a page of questions."""
    return next((page for page in controller.knowledge.pages if page.id == name), None)
