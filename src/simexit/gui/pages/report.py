"""The report page: choose a paper and for whom it is, see it as it will be, and save or print it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QTextBrowser

from simexit.core.errors import SimExitError
from simexit.core.language.messages import languages
from simexit.core.report.as_html import to_html
from simexit.core.report.papers import PARTS, Part, offered, paper
from simexit.core.report.subject import Subject
from simexit.core.report.types import Share
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import button
from simexit.gui.widgets.choice import Choices, Option
from simexit.gui.widgets.fields import Drop, Line
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import row


class ReportPage(Page):
    """The end of the walk, and at any time what stands so far."""

    def __init__(
        self,
        controller: Controller,
        export: Callable[[Share, str, str, Part], object],
        print_: Callable[[Share, str, Part], object],
    ) -> None:
        super().__init__(controller)
        _ = self._
        done, total = controller.progress.done_steps, controller.progress.total_steps
        self.head(
            _("Save or print the report"),
            _(
                "{done} of {total} steps are completed. The first page is a summary in English for the carrier, a bank "
                "or the FCC; the rest is for yourself.",
                done=done,
                total=total,
            ),
        )
        caption = self.section(_("Which paper?"))
        self.part = Drop()
        caption.setBuddy(self.part)
        self.part.setAccessibleName(_("Which paper?"))
        titles: dict[Part, str] = {
            "report": _("The whole report"),
            "record": _("The record, for yourself"),
            "letter": _("A letter to the carrier"),
            "take-along": _("A sheet to take along"),
            "calls": _("What to ask the carrier"),
            "owner": _("A sheet for the account holder"),
        }
        there = offered(Subject.of(controller.case))
        for part in PARTS:
            if part in there:
                self.part.addItem(titles[part], part)
        self.part.activated.connect(lambda _index: self._preview())
        self.column.add(row(self.part, stretch=True))
        self.section(_("Who is it for?"))
        self.share = Choices(
            _("Who is it for?"),
            [
                Option("full", _("Full"), _("For yourself, the carrier, your bank or the FCC")),
                Option("helper", _("Helper"), _("Account and phone numbers show only their last four characters")),
                Option("public", _("Public"), _("Nothing personal at all")),
            ],
            "full",
            lambda _value: self._preview(),
            short=True,
        )
        self.column.add(self.share)
        self._ask_whose()
        self.language = Drop()
        self.language.setAccessibleName(_("Language of the report"))
        for tag, name in languages().items():
            self.language.addItem(name, tag)
        self.language.setCurrentIndex(self.language.findData(controller.language))
        self.language.activated.connect(lambda _index: self._preview())
        save = button(
            _("Save the report…"), lambda: export(self._share(), self._language(), "pdf", self._part()), "primary"
        )
        print_button = button(_("Print…"), lambda: print_(self._share(), self._language(), self._part()))
        caption = label(_("Language of the report"), "quiet", wrap=False)
        caption.setBuddy(self.language)
        line = row(caption, self.language, gap=1.5, stretch=True)
        self.column.add(line)
        self.column.add(row(save, print_button, gap=1.5, stretch=True))
        self.column.add(
            label(
                _("The file type decides the form: PDF, web page, text, data, calendar, e-mail, or the whole case."),
                "quiet",
            )
        )
        self.view = QTextBrowser()
        self.view.setAccessibleName(_("Preview of the report"))
        self.view.setOpenLinks(False)
        self.view.setMinimumHeight(px(460))
        self.column.add(self.view)
        self.later(self._preview)

    def next_text(self) -> str:
        return ""

    def _ask_whose(self) -> None:
        """Name and number, without which nobody can tell whose line a paper is about; never required."""
        _, case = self._, self.controller.case
        self.section(_("Whose line is it? (optional)"))
        self.name, self.number = Line(), Line()
        for box, text, caption in (
            (self.name, case.session.person.name, _("Your name, as on the bill")),
            (self.number, case.session.person.number, _("Number of the line")),
        ):
            box.setText(text)
            box.setAccessibleName(caption)
            box.setReadOnly(case.read_only)
            box.editingFinished.connect(self._introduce)
            above = label(caption, "quiet", wrap=False)
            above.setBuddy(box)
            self.column.add(above)
            self.column.add(box)

    def _part(self) -> Part:
        return cast("Part", self.part.currentData())

    def _share(self) -> Share:
        return cast("Share", self.share.value() or "full")

    def _language(self) -> str:
        return str(self.language.currentData())

    def _introduce(self) -> None:
        person = self.controller.case.session.person
        if (self.name.text().strip(), self.number.text().strip()) != (person.name, person.number):
            self.controller.introduce(self.name.text(), self.number.text())
            self._preview()

    def _preview(self) -> None:
        try:
            made = paper(Subject.of(self.controller.case), self._part(), self._language(), self._share())
        except SimExitError as error:
            self.view.setPlainText(error.text(self._))
        else:
            self.view.setHtml(to_html(made, spoken=False))
