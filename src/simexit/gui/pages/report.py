"""The report page: see it as it will be, choose for whom it is made, and save or print it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QTextBrowser

from simexit.core.language.messages import languages
from simexit.core.report.as_html import to_html
from simexit.core.report.case_report import of_case
from simexit.gui.controller import Controller
from simexit.gui.pages.page import Page
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import button
from simexit.gui.widgets.choice import Choices, Option
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import row


class ReportPage(Page):
    """The end of the walk, and at any time what stands so far."""

    def __init__(
        self,
        controller: Controller,
        export: Callable[[str, str], object],
        print_: Callable[[str, str], object],
    ) -> None:
        super().__init__(controller)
        _ = self._
        done, total = controller.progress.done_steps, controller.progress.total_steps
        self.head(
            _("Save or print the report"),
            _(
                "{done} of {total} steps are completed. The report shows what was done when, what is open, and where "
                "each fact comes from.",
                done=done,
                total=total,
            ),
        )
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
        )
        self.column.add(self.share)
        self.language = QComboBox()
        self.language.setAccessibleName(_("Language of the report"))
        for tag, name in languages().items():
            self.language.addItem(name, tag)
        self.language.setCurrentIndex(self.language.findData(controller.language))
        self.language.activated.connect(lambda _index: self._preview())
        save = button(_("Save the report…"), lambda: export(self._share(), self._language()), "primary")
        print_button = button(_("Print…"), lambda: print_(self._share(), self._language()))
        caption = label(_("Language of the report"), "quiet", wrap=False)
        caption.setBuddy(self.language)
        line = row(caption, self.language, gap=1.5, stretch=True)
        self.column.add(line)
        self.column.add(row(save, print_button, gap=1.5, stretch=True))
        self.column.add(label(_("The file type decides the form: PDF, web page, text, data or calendar."), "quiet"))
        self.view = QTextBrowser()
        self.view.setAccessibleName(_("Preview of the report"))
        self.view.setOpenLinks(False)
        self.view.setMinimumHeight(px(460))
        self.column.add(self.view)
        self.later(self._preview)

    def next_text(self) -> str:
        return ""

    def _share(self) -> str:
        return self.share.value() or "full"

    def _language(self) -> str:
        return str(self.language.currentData())

    def _preview(self) -> None:
        self.view.setHtml(to_html(of_case(self.controller.case, self._language(), self._share())))
