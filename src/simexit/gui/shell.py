"""The window: menus, list of stages, the present page, and the line at the bottom with Back and Next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from simexit.core.errors import InUse, SessionGone, SimExitError
from simexit.core.language.messages import languages
from simexit.core.plan.navigate import CHECK_BEFORE, OVERVIEW, REPORT
from simexit.core.system.safe_files import SUFFIX, finished
from simexit.gui import fit, links
from simexit.gui.boxes import ask, message
from simexit.gui.cases import CaseActions
from simexit.gui.controller import ANSWERS, ASK, START, Controller
from simexit.gui.pages.page import Page
from simexit.gui.pages.start import SHOWN_AT_FIRST, StartPage
from simexit.gui.sidebar import Sidebar
from simexit.gui.theme import TABLE, Theme, font, px
from simexit.gui.widgets.buttons import WRAPS_FROM, button
from simexit.gui.widgets.labels import Explained, explain, label
from simexit.gui.widgets.layouts import column, row
from simexit.gui.widgets.panels import frame

if TYPE_CHECKING:
    from simexit.core.case.search import Entry
    from simexit.core.report.papers import Part
    from simexit.core.report.types import Share
    from simexit.gui.widgets.finder import Finder

MOST_FOUND = 200
"""Saved cases that are looked through."""
LEAST = QSize(760, 480)
AT_FIRST = (1366, 800)
"""What the pages are drawn for; on a smaller screen the window is smaller."""
ZOOM_STEP = 0.1
DESTINATIONS, TROUBLE, ABOUT = "destinations", "trouble", "about"
"""Pages that stand beside the case: Back leads to the one from which they were opened."""
CALL = "call:"
"""Prefix of call mode, which is no page of the case: one comes back to the step."""


class Shell(QMainWindow):
    """Owns the frame of the window. What is shown in it follows from the controller."""

    closed = Signal()
    """The window was closed; nothing may be opened in it any more."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.controller = controller
        self.theme = Theme.current
        self._page: Page | None = None
        self._all_cases = False
        self._scrolled = 0
        """Where the page stood before it was drawn anew in another language or look."""
        links.say[:] = [self.say]
        self._beside = ""
        """The page beside the case that is shown, if one is."""
        self._finder: Finder | None = None
        self.setMinimumSize(LEAST.boundedTo(self.screen().availableGeometry().marginsRemoved(fit.FRAME).size()))
        fit.place(self, QSize(*(controller.settings.size or AT_FIRST)))
        if controller.settings.maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self._build()
        # No action of a menu: one that is hidden has no working keys.
        QShortcut(QKeySequence("Ctrl+Shift+L"), self, self._show_languages)
        controller.ready.connect(self._explain_words)
        controller.ready.connect(lambda: QTimer.singleShot(0, self, self._show_finder))
        controller.ready.connect(lambda: self._turn(controller.page))
        controller.page_changed.connect(self._turn)
        controller.plan_changed.connect(self._draw_side)
        controller.progress_changed.connect(self._progressed)
        controller.language_changed.connect(self.rebuild)
        controller.waiting.connect(self._say_waiting)
        controller.saved.connect(self._say_saved)
        controller.save_failed.connect(self._say_unsaved)
        controller.told.connect(self.tell)
        controller.may_leave = self._may_leave
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._restyle)

    # --- building

    def rebuild(self) -> None:
        """Draw everything anew: another language, another size or scheme. State lives in the controller."""
        self.theme.language = self.controller.language
        self.theme.apply()
        page = self._page
        self._scrolled = page.column.verticalScrollBar().value() if page is not None else 0
        told = "" if self._message[0].isHidden() else self._message[1].text()
        self._explain_words()
        self._build()
        self._turn(self._beside or self.controller.page)
        if told:
            self.tell(told)

    def _show_finder(self) -> None:
        """The field that finds, where there is something to find: with an open case."""
        if self.controller.has_plan:
            self._finder_there()

    def _explain_words(self) -> None:
        """Words of the glossary can be opened wherever they stand, once the knowledge is there."""
        if self.controller.catalogue is not None:
            from simexit.core.knowledge.glossary import Terms  # it comes with the knowledge, after the first painting

            terms = Terms(self.controller.knowledge.terms, self.controller.language)
            explain(Explained(terms, lambda term: self._dialog("term", term)))

    def _build(self) -> None:
        _ = self.controller.words
        self._page = None
        self._menus()
        middle = QWidget()
        middle.setObjectName("shell")
        self.side = Sidebar(self.controller, self._wrong, lambda: self._turn(ABOUT))
        self.side.fit(self.width())
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._trouble = self._band("band-danger")
        self._message = self._band("band-doubt")
        right = column(self._message[0], self._trouble[0], gap=0)
        right.addLayout(self._place, 1)
        right.addWidget(self._footer())
        body = row(self.side, right, gap=0)
        body.setStretch(1, 1)
        middle.setLayout(body)
        self._trouble[1].setText("")
        self.setCentralWidget(middle)
        if self.controller.save_problem:
            self._say_unsaved(self.controller.save_problem)
        self.setWindowTitle(_("SIM Exit"))

    def _band(self, role: str) -> tuple[QFrame, QLabel, QWidget]:
        _ = self.controller.words
        text = label("")
        if role == "band-danger":
            buttons: QWidget = QWidget()
            buttons.setLayout(
                row(
                    button(_("Try again"), self.controller.save, "small"),
                    button(_("Save somewhere else…"), self._save_elsewhere, "small"),
                    stretch=True,
                )
            )
        else:
            buttons = button(_("Close this note"), lambda: self._message[0].hide(), "small")
        laid = row(text, buttons, gap=2, margins=(2, 1, 2, 1))
        laid.setStretch(0, 1)
        band = frame(role, laid)
        band.hide()
        return band, text, buttons

    def _footer(self) -> QFrame:
        _ = self.controller.words
        self._saved = label("", "quiet", wrap=False)
        self._saved.setAccessibleName(_("Saving"))
        self._link_action: Callable[[], object] | None = None
        self._link = button("", lambda: self._link_action() if self._link_action else None, "link")
        self._note = label("", "quiet", wrap=False)
        self.back = button(_("&Back"), self._back)
        self.next = button("", self._next, "primary")
        if self.theme.scale > WRAPS_FROM:  # two lines, or large words would not fit beside each other
            told = row(self._saved, self._link, gap=1.5)
            told.addStretch(1)
            told.addWidget(self._note)
            keys = row(gap=1.5)
            keys.addStretch(1)
            keys.addWidget(self.back)
            keys.addWidget(self.next)
            line: QBoxLayout = column(told, keys, gap=0.5, margins=(2, 0.5, 2, 0.5))
        else:
            line = row(self._saved, self._link, gap=1.5, margins=(3, 0.5, 3, 0.5))
            line.addStretch(1)
            line.addWidget(self._note)
            line.addWidget(self.back)
            line.addWidget(self.next)
        made = frame("footer", line)
        made.setMinimumHeight(px(56))
        self._foot = made
        made.setObjectName("footer")
        return made

    def _menus(self) -> None:
        _, controller = self.controller.words, self.controller
        bar = self.menuBar()
        if self._finder is not None:  # in another language, or of another size
            self._finder.found.deleteLater()
            self._finder.deleteLater()
            self._finder = None
        bar.clear()
        for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.deleteLater()  # with its actions; `clear` only takes it off
        bar.setFont(font(TABLE))
        file = bar.addMenu(_("&File"))
        self._add(file, _("&New cancellation"), self._new, QKeySequence.StandardKey.New)
        self._add(file, _("&Open…"), self._open_dialog, QKeySequence.StandardKey.Open)
        self._add(file, _("&Start page"), controller.home, "Ctrl+Home")
        file.addSeparator()
        self._case_actions = [
            self._add(file, _("Save a &copy…"), self._save_copy, QKeySequence.StandardKey.SaveAs),
            self._add(file, _("&Export the report…"), lambda: self.export("full", controller.language), "Ctrl+E"),
            self._add(
                file, _("&Print…"), lambda: self.print("full", controller.language), QKeySequence.StandardKey.Print
            ),
        ]
        file.addSeparator()
        self._add(file, _("&Quit"), self.close, QKeySequence.StandardKey.Quit)
        view = bar.addMenu(_("&View"))
        self._add(view, _("&Larger text"), lambda: self._zoom(ZOOM_STEP), QKeySequence.StandardKey.ZoomIn)
        self._add(view, _("S&maller text"), lambda: self._zoom(-ZOOM_STEP), QKeySequence.StandardKey.ZoomOut)
        self._add(view, _("&Normal text"), lambda: self._zoom(0), "Ctrl+0")
        view.addSeparator()
        looks = QActionGroup(view)
        for scheme, text in (("system", _("Like the &system")), ("light", _("L&ight")), ("dark", _("&Dark"))):
            look = self._add(view, text, lambda s=scheme: self._look(s), None)
            look.setCheckable(True)
            look.setChecked(scheme == self.theme.scheme)
            looks.addAction(look)
        self._add(view, _("&Find…"), self._find, None).setShortcuts([QKeySequence("Ctrl+K"), QKeySequence("Ctrl+F")])
        # Translations keep the word "Language", for those who ended up in the wrong one.
        self._languages = language = bar.addMenu(_("&Language"))
        group = QActionGroup(language)
        for tag, name in languages().items():
            action = self._add(language, name, lambda t=tag: controller.set_language(t), None)
            action.setCheckable(True)
            action.setChecked(tag == controller.language)
            group.addAction(action)
        help_menu = bar.addMenu(_("&Help"))
        self._add(help_menu, _("&If it goes wrong"), self._wrong, None)
        for title, name, keys in (
            (_("&Contents"), "contents", QKeySequence.StandardKey.HelpContents),
            (_("If the &program does not work"), "trouble", None),
            (_("&Privacy"), "privacy", None),
            (_("&Sources"), "sources", None),
        ):
            self._add(help_menu, title, lambda n=name: self._dialog("help", n), keys)
        self._add(help_menu, _("&Glossary"), lambda: self._dialog("glossary"), "Ctrl+G")
        self._add(help_menu, _("Check a &link or number"), self._verify, "Ctrl+L")
        self._add(help_menu, _("&About SIM Exit"), lambda: self._dialog("about"), None)

    def _add(
        self, menu: QMenu, text: str, action: Callable[[], object], keys: QKeySequence.StandardKey | str | None
    ) -> QAction:
        made = QAction(text, menu)
        made.triggered.connect(lambda: action())
        if isinstance(keys, str):
            made.setShortcut(QKeySequence(keys))
        elif keys is not None:
            made.setShortcuts(keys)
        menu.addAction(made)
        return made

    def _show_languages(self) -> None:
        """The list of languages by a key, for those who cannot read the menus."""
        self._languages.popup(self.mapToGlobal(self.rect().topLeft()))

    def _find(self) -> None:
        """Put the keyboard into the field that finds; made when it is first asked for."""
        if self._is_ready() and not self.menuBar().isHidden():
            self._finder_there().begin()

    def _finder_there(self) -> Finder:
        from simexit.gui.widgets.finder import Finder

        if self._finder is None:
            self._finder = Finder(self, self.controller.words, self._findable, self._found)
            self._finder.setParent(self.menuBar())
            self.menuBar().setCornerWidget(self._finder)
            self._finder.show()
        return self._finder

    def _findable(self) -> list[Entry]:
        from simexit.core.case.search import entries

        controller = self.controller
        saved, _total = controller.glances(MOST_FOUND)
        return entries(controller.held, controller.knowledge, controller.language, saved)

    def _found(self, hit: Entry) -> None:
        """Go to what was found."""
        match hit.kind:
            case "case":
                self.open_path(Path(hit.target))
            case "word":
                self._dialog("term", hit.target)
            case "trouble" | "about":
                self._turn(f"{hit.kind}:{hit.target}")
            case _other:
                self.controller.go(hit.target)

    def _wrong(self) -> None:
        """What helps this person, beside the plan; without one, or where it must not be seen, help with the program."""
        if self.controller.has_plan and not self.controller.plan.route.discreet:
            self._turn(TROUBLE)
        else:
            self._dialog("help", "trouble")

    # --- turning pages

    def _turn(self, name: str) -> None:
        """Show a page: made lazily from the present state, the old one taken away once the new one stands."""
        made = self._make(name)
        old, self._page = self._page, made
        self._beside = name if made.overlay else ""
        self._place.addWidget(made)
        made.show()  # a layout shows it later, and what is not shown cannot take the focus
        if old is not None:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.side.setVisible(self.controller.has_plan and not made.wide)
        self.menuBar().setVisible(not made.alone)
        self._foot.setVisible(not made.alone)
        made.enter_pressed.connect(self.next.click)
        made.noted.connect(self._say_note)
        made.asked.connect(self._asked)
        self._draw_footer()
        for action in self._case_actions:
            action.setEnabled(self.controller.has_plan)
        title = made.windowTitle()
        self.setWindowTitle(
            self.controller.words("{page} – SIM Exit", page=title) if title else self.controller.words("SIM Exit")
        )
        made.focus_first()
        made.repaint()
        # The page first, then its list at the side and what lies below the fold.
        QTimer.singleShot(0, made, self._after_turn)
        if old is not None:
            self._announce(title)

    def _after_turn(self) -> None:
        page = self._page
        if page is not None and page.holds():
            self._show_finder()
            self._draw_side()
            page.build_rest()
            if self._scrolled:
                page.layout().activate()  # type: ignore[union-attr]
                page.column.verticalScrollBar().setValue(self._scrolled)
                self._scrolled = 0
            # The keyboard goes through the page first and reaches the line at the bottom after it.
            last: QWidget = page
            for child in page.findChildren(QWidget):
                if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.window() is self:
                    last = child
            for control in (self._link, self.back, self.next):
                QWidget.setTabOrder(last, control)
                last = control

    def _make(self, name: str) -> Page:
        controller = self.controller
        if name == START:
            self._all_cases = self._all_cases and self._page is not None and isinstance(self._page, StartPage)
            return StartPage(
                controller,
                {
                    "new": self._new,
                    "open": self._open_dialog,
                    "open-path": self.open_path,
                    "verify": self._verify,
                    "all": self._show_all,
                    **CaseActions(self, controller).all(),
                },
                most=10**6 if self._all_cases else SHOWN_AT_FIRST,
            )
        # Imported when first turned to: the start page comes up sooner.
        if name.startswith(ASK):
            from simexit.gui.pages.questions import QuestionPage

            return QuestionPage(controller, name.removeprefix(ASK))
        if name == ANSWERS:
            from simexit.gui.pages.answers import AnswersPage

            return AnswersPage(controller)
        if name == OVERVIEW:
            from simexit.gui.pages.overview import OverviewPage

            return OverviewPage(controller)
        if name == CHECK_BEFORE:
            from simexit.gui.pages.check_before import CheckBeforePage

            return CheckBeforePage(controller)
        if name == REPORT:
            from simexit.gui.pages.report import ReportPage

            return ReportPage(controller, self.export, self.print)
        if name.startswith(DESTINATIONS):
            from simexit.gui.pages.destinations import DestinationsPage

            return DestinationsPage(controller, everything=name.endswith(":all"))
        if name.startswith(TROUBLE):
            from simexit.gui.pages.trouble import TroublePage

            return TroublePage(controller, name.partition(":")[2])
        if name.startswith(ABOUT):
            from simexit.gui.pages.about_carrier import AboutCarrierPage

            return AboutCarrierPage(controller, name.partition(":")[2])
        if name.startswith(CALL):
            from simexit.gui.pages.call import CallPage

            return CallPage(controller, name.removeprefix(CALL))
        from simexit.gui.pages.step import StepPage

        return StepPage(controller, name)

    def _draw_side(self) -> None:
        if self.controller.has_plan and self.side.isVisibleTo(self):
            self.side.draw(self.controller.page)

    def _draw_footer(self) -> None:
        page, controller, _ = self._page, self.controller, self.controller.words
        assert page is not None
        text = page.next_text()
        self.next.setVisible(bool(text))
        self.next.set_kind("primary" if page.filled_next else "plain")
        self.next.setText(_("&Next") if text == _("Next") else text)
        if self.next.shortcut().isEmpty():
            self.next.setShortcut("Alt+N")  # whatever the button is called on this page
        self._say_note(page.note())
        self.back.setVisible(controller.page != START)
        link = page.footer_link()
        self._link.setVisible(link is not None)
        if link:
            self._link.setText(link[0])
            self._link_action = link[1]
        self._draw_saved()

    def _asked(self, what: str) -> None:
        """What a page leaves to the window."""
        if what == "calendar":
            self.export("full", self.controller.language, "ics")
        elif what.startswith((CALL, DESTINATIONS, TROUBLE, ABOUT)):
            self._turn(what)

    def _draw_saved(self) -> None:
        """Where what was entered is."""
        controller, _ = self.controller, self.controller.words
        if controller.only_looking:
            self._saved.setText(_("Read only: another window has this case"))
        elif controller.save_problem:
            self._say_unsaved(controller.save_problem)
        elif controller.session is not None:
            self._say_saved()
        elif controller.page == START:
            self._saved.setText(_("Everything stays on this computer. The program never connects to anything itself."))
        else:
            self._saved.setText(_("Saving starts once you have chosen the carrier"))

    def say(self, text: str) -> None:
        """A short word at the bottom for two seconds: something was copied."""
        self._saved.setText(text)
        self._announce(text)
        QTimer.singleShot(2000, self._saved, self._draw_saved)

    def _say_note(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _back(self) -> None:
        if self._page is not None and self._page.overlay:
            self._turn(self.controller.page)
        else:
            self.controller.back()

    def _next(self) -> None:
        page = self._page
        if page is None or not page.before_next():
            return
        self.controller.next()

    def _progressed(self) -> None:
        if self._page:
            self._page.refresh()
        self._draw_side()

    # --- saying what happened

    def _announce(self, text: str) -> None:
        """Have a screen reader say it, if there is one."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # the window comes up sooner without them

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def tell(self, text: str) -> None:
        """Something the person should know; stays until it is closed."""
        self._message[1].setText(text)
        self._message[0].show()
        self._announce(text)

    def _say_saved(self) -> None:
        self._trouble[0].hide()
        if self.controller.held and self.controller.held.waiting:
            self._say_waiting()
            return
        at = self.controller.saved_at
        if at is not None and not self.controller.only_looking:
            self._saved.setText(self.controller.words("Saved {time}", time=at.astimezone().strftime("%H:%M")))

    def _say_waiting(self) -> None:
        """ "Saved" stands only for what is on the disk."""
        if not self.controller.save_problem:
            self._saved.setText(self.controller.words("Saving…"))

    def _say_unsaved(self, problem: str) -> None:
        _ = self.controller.words
        self._saved.setText(_("Not saved yet"))
        self._trouble[1].setText(
            _.sentences(problem, _("Everything is kept in this window, and SIM Exit keeps trying to save it."))
        )
        self._trouble[0].show()

    # --- what the menus do

    def _new(self) -> None:
        if self._is_ready():
            self.controller.start_new()

    def _is_ready(self) -> bool:
        """Whether the knowledge is there. Who presses a button before it was loaded waits the moment that it takes."""
        try:
            self.controller.load()
        except SimExitError as error:
            self.tell(error.text(self.controller.words))
            return False
        return True

    def _show_all(self) -> None:
        self._all_cases = True
        self._turn(START)

    def _verify(self) -> None:
        if self._is_ready():
            self._dialog("verify")

    def _dialog(self, name: str, *more: str) -> None:
        from simexit.gui import dialogs  # the window comes up sooner without them

        getattr(dialogs, f"show_{name}")(self, self.controller, *more)

    def _open_dialog(self) -> None:
        _ = self.controller.words
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Open a saved case"), str(self.controller.sessions), _("SIM Exit cases (*.simexit);;All files (*)")
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a case; what stands in the way is said, and nothing is lost."""
        _ = self.controller.words
        try:
            self.controller.open(path)
        except InUse as error:
            self._ask_in_use(path, error)
        except SessionGone as error:
            self._ask_bring_back(path, error)
        except SimExitError as error:
            self.tell(error.text(_))

    def _ask_in_use(self, path: Path, error: InUse) -> None:
        """Another window has it: look, take over, or leave it."""
        _ = self.controller.words
        box = message(self, QMessageBox.Icon.Information, error.text(_))
        look = box.addButton(_("Open for reading only"), QMessageBox.ButtonRole.AcceptRole)
        take = box.addButton(_("Continue here"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(_("Do not open it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(look)
        pressed = ask(box)
        try:
            if pressed is look:
                self.controller.open(path, look=True)
            elif pressed is take:
                self.controller.open(path, take_over=True)
        except SimExitError as trouble:
            self.tell(trouble.text(_))

    def _ask_bring_back(self, path: Path, error: SessionGone) -> None:
        """The file is gone and its previous copy is there: a deleted case does not come back by itself."""
        _ = self.controller.words
        box = message(self, QMessageBox.Icon.Information, error.text(_))
        back = box.addButton(_("Bring it back"), QMessageBox.ButtonRole.AcceptRole)
        delete = box.addButton(_("Delete the previous copy"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(_("Do not open it"), QMessageBox.ButtonRole.RejectRole))
        pressed = ask(box)
        try:
            if pressed is back:
                self.controller.open(path, bring_back=True)
            elif pressed is delete:
                self.controller.delete(path)
        except SimExitError as trouble:
            self.tell(trouble.text(_))

    def _save_copy(self) -> None:
        self._save_to(self.controller.words("Save a copy"), self.controller.save_copy)

    def _save_elsewhere(self) -> None:
        self._save_to(self.controller.words("Save somewhere else"), self.controller.save_elsewhere)

    def _save_to(self, title: str, save: Callable[..., None]) -> None:
        _, path = self.controller.words, self.controller.path
        name, _kind = QFileDialog.getSaveFileName(
            self, title, str(Path.home() / (path.name if path else "")), _("SIM Exit cases (*.simexit)")
        )
        if not name:
            return
        target, asked = finished(Path(name), (SUFFIX,)), name
        if not self._may_be_called(target):
            return
        if not self._may_replace(target, asked=Path(asked)):
            return
        try:
            save(target, overwrite=target.exists())
        except SimExitError as error:
            self.tell(error.text(_))
        else:
            self.tell(_("Saved as {path}.", path=str(target)))

    def _may_be_called(self, target: Path) -> bool:
        from simexit.gui.widgets.secret import may_be_called

        return may_be_called(self, target.stem, self.controller.words)

    def _may_replace(self, target: Path, *, asked: Path) -> bool:
        """The system's dialog asked about the name as it was typed; ask again where the ending made it another one."""
        _ = self.controller.words
        if target == asked or not target.exists():
            return True
        box = message(
            self,
            QMessageBox.Icon.Warning,
            _("There is already a file {path}. Replace it? It is kept as its own previous copy.", path=str(target)),
        )
        replace = box.addButton(_("Replace it"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(_("Keep it"), QMessageBox.ButtonRole.RejectRole))
        return ask(box) is replace

    def export(self, share: Share, language: str, form: str = "pdf", part: Part = "report") -> None:
        """Ask where to and in which form, then write the paper."""
        from simexit.core.report.write import forms
        from simexit.gui.export import export

        _, controller = self.controller.words, self.controller
        if not controller.has_plan:
            return
        filters = ";;".join(f"{_(title)} (*.{ending})" for ending, title in forms(part).items())
        stem = controller.path.stem if controller.path else "SIM Exit"
        name, kind = QFileDialog.getSaveFileName(
            self, _("Save the report"), str(Path.home() / f"{stem}.{form}"), filters
        )
        if not name:
            return
        chosen = kind.rpartition("*.")[2].rstrip(")") or "pdf"
        target = finished(Path(name), [f".{ending}" for ending in (chosen, *forms(part))])
        if not self._may_be_called(target):
            return
        if not self._may_replace(target, asked=Path(name)):
            return
        try:
            export(controller, target, language, share, part)
        except SimExitError as error:
            self.tell(error.text(_))
        else:
            controller.record_export(target.suffix.lstrip("."))
            self.tell(_("The report is saved as {path}.", path=str(target)))

    def print(self, share: Share, language: str, part: Part = "report") -> None:
        """Hand the paper to the system's print dialog."""
        from simexit.core.report.papers import paper
        from simexit.core.report.subject import Subject
        from simexit.gui.export import print_paper

        if not self.controller.has_plan:
            return
        try:
            made = paper(Subject.of(self.controller.case), part, language, share)
        except SimExitError as error:
            self.tell(error.text(self.controller.words))
        else:
            print_paper(self, made)

    def _zoom(self, change: float) -> None:
        self.theme.zoom = 1.0 if not change else min(2.0, max(0.8, round(self.theme.zoom + change, 1)))
        self.controller.settings.zoom = self.theme.zoom
        self.controller.settings.save()
        self._restyle()

    def _look(self, scheme: str) -> None:
        self.theme.scheme = self.controller.settings.scheme = scheme
        self.controller.settings.save()
        self._restyle()

    def _restyle(self) -> None:
        self.controller.flush()
        self.rebuild()

    # --- the window itself

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        shown = self.size()

        def fit_frame() -> None:
            if self.size() == shown:  # whoever has given it another size since knows why
                fit.keep_inside(self)

        QTimer.singleShot(0, self, fit_frame)  # by then the frame is known

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "side"):
            self.side.fit(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.controller.flush()

    def _may_leave(self) -> bool:
        """No question on leaving a case: everything is saved. Only where it could not be, the person is told first."""
        _ = self.controller.words
        typing = self.focusWidget()
        if typing is not None:
            typing.clearFocus()  # what is being typed is taken over as if one had gone on to the next field
        self.controller.flush()
        if not self.controller.save_problem:
            return True
        problem = self.controller.save_problem
        text = _("The last changes could not be saved: {problem}", problem=problem)
        box = message(self, QMessageBox.Icon.Warning, text)
        elsewhere = box.addButton(_("Save somewhere else…"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(_("Close without saving them"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(_("Keep the window open"), QMessageBox.ButtonRole.RejectRole)
        pressed = ask(box)
        if pressed is elsewhere:
            self._save_elsewhere()
        return not self.controller.save_problem or pressed is leave

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        settings, normal = self.controller.settings, self.normalGeometry()
        settings.maximised = self.isMaximized()
        kept = normal.size() if settings.maximised and normal.isValid() else self.size()
        settings.size = (kept.width(), kept.height())
        self.controller.settings.save()
        self.controller.close_case()
        self._page = None  # what was to follow the last page finds none
        self.closed.emit()
        event.accept()
