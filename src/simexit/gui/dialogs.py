"""Things read beside a page: what to answer, words for a call, a letter, the glossary, help, checking a link."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QPlainTextEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

import simexit
from simexit.core.knowledge.find import in_order, main_record
from simexit.core.knowledge.glossary import titled
from simexit.core.knowledge.verify import VERDICTS, verify
from simexit.core.language.messages import Words
from simexit.core.language.text import Text
from simexit.core.plan.types import ShownFact
from simexit.core.report.as_text import plain
from simexit.core.report.letter import letter_paper
from simexit.core.report.subject import Subject
from simexit.core.system import locations
from simexit.gui import links
from simexit.gui.controller import Controller
from simexit.gui.theme import SMALL, UNIT, font, px
from simexit.gui.widgets.buttons import button
from simexit.gui.widgets.facts import doubt_of, known_list
from simexit.gui.widgets.fields import Drop, Line
from simexit.gui.widgets.labels import heading, label
from simexit.gui.widgets.layouts import column, row
from simexit.gui.widgets.panels import frame
from simexit.gui.widgets.scroll import Bar, Column
from simexit.gui.widgets.secret import SecretWarning


class Side(QDialog):
    """A window of its own beside the case, so that one can read it while going on. Esc closes it."""

    def __init__(self, parent: QWidget, words: Words, title: str) -> None:
        super().__init__(parent.window())
        self.words = words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(False)
        screen = self.screen().availableGeometry()
        self.resize(min(px(640), screen.width() - 40), min(px(620), screen.height() - 80))
        self.column = Column(left=False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.column)
        self.column.add(heading(title))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self, self.close)

    def present(self) -> None:
        """Put everything at the top and show, with a way to close it that one sees."""
        close = button(self.words("Close"), self.close)
        line = row(margins=(3, 1, 3, 1))
        line.addStretch(1)
        line.addWidget(close)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(frame("footer", line))
        self.column.finish()
        self.show()
        self.raise_()


def show_facts(parent: QWidget, controller: Controller, title: str, facts: list[ShownFact]) -> None:
    """Facts to know, the doubtful ones with their question."""
    window = Side(parent, controller.words, title)
    known = [shown for shown in facts if shown.status != "ask"]
    if known:
        window.column.add(known_list(known, controller))
    for shown in facts:
        if shown.status == "ask":
            window.column.add(doubt_of(shown, controller, window.column.reveal))
    window.present()


def show_replies(parent: QWidget, controller: Controller, ids: list[str]) -> None:
    """What the carrier may say, what to answer, and what to do then."""
    _ = controller.words
    window = Side(parent, _, _("What if they refuse?"))
    for reply_id in ids:
        reply = controller.knowledge.reply_by_id[reply_id]
        window.column.add(
            frame(
                "known",
                column(
                    label(_("They say"), "section"),
                    label(f"“{controller.english(reply.hears)}”", "strong"),
                    _meaning(reply.hears, controller),
                    label(_("You answer"), "section"),
                    _sayable(controller.english(reply.answer), _),
                    _meaning(reply.answer, controller),
                    label(_("Then"), "section"),
                    label(controller.text(reply.then)),
                    gap=0.5,
                    margins=(2, 0.5, 0, 0.5),
                ),
            ),
            space_before=1,
        )
    window.present()


def _sayable(english: str, words: Words) -> QWidget:
    """English words to say, with a button that copies them."""
    copy = button(words("Copy"), lambda: links.copy(english), "small")
    copy.setAccessibleName(words("Copy: {text}", text=english))
    line = row(label(f"“{english}”"), copy)
    line.setStretch(0, 1)
    holder = QWidget()
    holder.setLayout(line)
    return holder


def _meaning(text: Text, controller: Controller) -> QWidget | None:
    meaning = controller.meaning(text)
    return label(meaning, "quiet") if meaning else None


def show_script(parent: QWidget, controller: Controller, script_id: str) -> None:
    """A conversation, line by line: English to say, with its meaning."""
    _ = controller.words
    script = controller.knowledge.script_by_id[script_id]
    window = Side(parent, _, controller.text(script.title))
    for part in script.lines:
        mine = part.who == "you"
        english = controller.english(part.text)
        window.column.add(
            frame(
                "known" if mine else "band",
                column(
                    label(_("You") if mine else _("They"), "section"),
                    _sayable(english, _) if mine else label(english),
                    _meaning(part.text, controller),
                    gap=0.25,
                    margins=(2, 0.75, 1, 0.75),
                ),
            )
        )
    everything = "\n".join(f"- {controller.english(part.text)}" for part in script.lines if part.who == "you")
    window.column.add(row(button(_("Copy all your lines"), lambda: links.copy(everything)), stretch=True))
    window.present()


def show_letter(parent: QWidget, controller: Controller, letter_id: str) -> None:
    """A letter filled with what is known of the case; the rest stays in square brackets to be filled by hand."""
    _ = controller.words
    letter = controller.knowledge.letter_by_id[letter_id]
    window = Side(parent, _, controller.text(letter.title))
    window.column.add(label(controller.text(letter.about), "why"))
    text = QPlainTextEdit(plain(letter_paper(Subject.of(controller.case), "full", letter_id).blocks))
    text.setAccessibleName(controller.text(letter.title))
    text.setMinimumHeight(px(340))
    window.column.add(text)
    window.column.add(label(_("Fill in what stands in square brackets. Never send a PIN or password."), "quiet"))
    window.column.add(
        row(button(_("Copy the letter"), lambda: links.copy(text.toPlainText()), "primary"), stretch=True)
    )
    window.present()


def show_glossary(parent: QWidget, controller: Controller) -> None:
    """The words of the field, to search."""
    _ = controller.words
    window = Side(parent, _, _("Glossary"))
    search = Line()
    search.setPlaceholderText(_("Find a word"))
    search.setAccessibleName(_("Find a word"))
    window.column.add(search)
    entries: list[tuple[str, QWidget]] = []
    terms = sorted(controller.knowledge.terms, key=lambda term: term.term["en"].casefold())
    for term in terms:
        english, own = term.term["en"], controller.text(term.term)
        box = frame(
            "known",
            column(
                label(titled(term, controller.language), "strong"),
                label(controller.text(term.explain)),
                gap=0.25,
                margins=(2, 0.25, 0, 0.25),
            ),
        )
        entries.append((" ".join([english, own, *term.also]).casefold(), box))
        window.column.add(box)

    def find(text: str) -> None:
        for words, box in entries:
            box.setVisible(text.casefold().strip() in words)

    search.textChanged.connect(find)
    window.present()
    search.setFocus()


def show_term(parent: QWidget, controller: Controller, term_id: str) -> None:
    """One word explained, with the way to all the others."""
    _ = controller.words
    term = next(term for term in controller.knowledge.terms if term.id == term_id)
    english, own = term.term["en"], controller.text(term.term)
    window = Side(parent, _, own)
    window.resize(window.width(), px(260))
    if titled(term, controller.language) != own:
        window.column.add(label(english, "quiet"))
    window.column.add(label(controller.text(term.explain)))
    everything = button(_("All words"), lambda: show_glossary(parent, controller), "link")
    window.column.add(row(everything, stretch=True))
    window.present()


def show_help(parent: QWidget, controller: Controller, name: str) -> None:
    """A page of the help, from the Markdown files of the present language."""
    folder = locations.shipped("resources") / "help"
    file = folder / controller.language / f"{name}.md"
    if not file.is_file():
        file = folder / "en" / f"{name}.md"
    window = Side(parent, controller.words, controller.words("Help"))
    browser = QTextBrowser()
    browser.setAccessibleName(controller.words("Help"))
    browser.setMarkdown(file.read_text(encoding="utf-8"))
    browser.setOpenLinks(False)
    browser.setMinimumHeight(px(480))
    browser.document().setDocumentMargin(px(UNIT))
    window.column.add(browser)
    window.present()
    browser.setFocus()


def show_about(parent: QWidget, controller: Controller) -> None:
    """Version, licences, and what the program is not."""
    _ = controller.words
    window = Side(parent, _, _("About SIM Exit"))
    for text in (
        _("Version {version}", version=simexit.__version__),
        _(
            "SIM Exit helps one person end one US mobile line in a safe order. It gives no legal advice, promises no "
            "result, and belongs to no carrier. It never connects to the internet; everything stays on this computer."
        ),
        _(
            "SIM Exit is free software under the MIT License. It is built on Python, on Qt and PySide6 under the LGPL "
            "3, and on further libraries. Its font is a subset of Noto Sans CJK, called “SIM Exit Sans SC”, under the "
            "SIL Open Font License 1.1."
        ),
    ):
        window.column.add(label(text))
    licences = button(_("Licences"), lambda: show_licences(parent, controller))
    window.column.add(row(licences, stretch=True))
    window.present()


def show_licences(parent: QWidget, controller: Controller) -> None:
    """What the program is made of, and the licence of each part in full."""
    from simexit.core.system.licences import parts  # asks the installed packages, which takes a moment

    _ = controller.words
    window = Side(parent, _, _("Licences"))
    window.resize(min(px(900), window.screen().availableGeometry().width() - 40), window.height())
    window.column.add(
        label(
            _(
                "SIM Exit is made of these parts. Qt and PySide6 are libraries of their own in its folder, which you "
                "may replace by your own builds."
            ),
            "why",
        )
    )
    made_of, names, text = parts(), QListWidget(), QPlainTextEdit()
    names.setVerticalScrollBar(Bar())
    names.setAccessibleName(_("Parts of the program"))
    names.addItems([f"{part.name} {part.version}".strip() for part in made_of])
    names.setFixedWidth(px(200))
    names.setWordWrap(True)
    names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    text.setVerticalScrollBar(Bar())
    text.setFont(font(SMALL))  # their lines are long
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setMinimumHeight(px(380))

    def show(index: int) -> None:
        part = made_of[index]
        lines = [f"{part.name} {part.version}".strip(), part.licence, "", part.text()]
        text.setPlainText("\n".join(lines if part.texts else [*lines, _("The text did not come with this part.")]))
        text.setAccessibleName(_("Licence of {part}", part=part.name))

    names.currentRowChanged.connect(show)
    names.setCurrentRow(0)
    window.column.add(row(names, text))
    window.present()
    names.setFocus()


def show_verify(parent: QWidget, controller: Controller) -> None:
    """Somebody sent a link or number: is it the carrier's?"""
    _ = controller.words
    window = Side(parent, _, _("Check a link or number"))
    window.column.add(label(_("Paste what you were sent or what you found. Nothing is opened or called."), "why"))
    text = Line()
    text.setPlaceholderText("https://…, 1-800-…")
    text.setAccessibleName(_("Link or phone number"))
    carriers = Drop()
    carriers.setAccessibleName(_("Your carrier"))
    carriers.addItem(_("Any carrier"), "")
    for brand in in_order(controller.knowledge):
        main = main_record(controller.knowledge.brands[brand])
        if main.kind != "none":
            carriers.addItem(main.name, brand)
    if controller.has_plan:
        carrier = controller.plan.carrier
        carriers.setCurrentIndex(max(0, carriers.findData(carrier.brand or carrier.slug)))
    answer = label("")
    band = frame("band", column(answer, margins=(2, 1.5, 2, 1.5)))
    band.hide()

    def judge() -> None:
        if not text.text().strip():
            band.hide()
            return
        slug = carriers.currentData()
        found = verify(text.text(), controller.knowledge, controller.knowledge.carrier(slug) if slug else None)
        answer.setText(_.sentences(_(VERDICTS[found.verdict]), _(found.message, **found.values)))
        band.set_role({"official": "band", "unknown": "band-doubt", "suspicious": "band-danger"}[found.verdict])
        band.show()

    text.textChanged.connect(lambda _text: judge())
    carriers.activated.connect(lambda _index: judge())
    caption = label(_("Your carrier"), "section")
    caption.setBuddy(carriers)
    window.column.add(text)
    window.column.add(caption)
    window.column.add(carriers)
    window.column.add(band)
    window.present()
    text.setFocus()


def ask_line(
    parent: QWidget,
    controller: Controller,
    title: str,
    question: str,
    yes: str,
    then: Callable[[str], object],
    value: str = "",
) -> None:
    """Ask for one line of words and hand it on; nothing happens where the person thinks better of it."""
    _ = controller.words
    box = QDialog(parent.window())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(title)
    line = Line(value)
    line.setAccessibleName(question)
    line.setMinimumWidth(px(380))
    take = button(yes, box.accept, "primary")
    take.setEnabled(bool(value.strip()))
    line.textChanged.connect(lambda text: take.setEnabled(bool(text.strip())))
    line.returnPressed.connect(lambda: box.accept() if line.text().strip() else None)
    box.accepted.connect(lambda: then(line.text().strip()))
    buttons = row(gap=1.5)
    buttons.addStretch(1)
    buttons.addWidget(button(_("Cancel"), box.reject))
    buttons.addWidget(take)
    outer = QVBoxLayout(box)
    secret = SecretWarning(line, controller)
    outer.addLayout(column(label(question), line, secret, buttons, gap=1.5, margins=(1.5, 1, 1.5, 1)))
    line.setFocus()
    box.open()
