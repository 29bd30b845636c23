"""The window under test: the real Shell with a clock that stands still, folders of its own, and a person before it.

No display is needed: Qt draws off screen unless DISPLAY or QT_QPA_PLATFORM says otherwise. What would stop a test for
ever (message boxes, file dialogs) is answered by `dialogs`. After each test nothing of the window may be left.
"""

from __future__ import annotations

import datetime
import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if "DISPLAY" not in os.environ and os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # Left alone Qt would draw off a screen of 800 × 800, and our windows fit themselves to it.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QThreadPool, QTimer
from PySide6.QtGui import QAccessible, QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

import simexit
from simexit.core.case import store
from simexit.core.case.session import Session
from simexit.core.knowledge import load as build
from simexit.core.knowledge.find import main_record
from simexit.core.plan.navigate import Pages
from simexit.gui.app import make_application, translate_qt
from simexit.gui.controller import ANSWERS as LIST_OF_ANSWERS
from simexit.gui.controller import ASK, START, Controller, Settings
from simexit.gui.shell import Shell
from simexit.gui.theme import Theme, load_font
from simexit.gui.widgets.buttons import Button
from simexit.gui.widgets.panels import Panel

HERE = Path(__file__).parent

EXPECTED_OF_QT = (
    "This plugin does not support propagateSizeHints",  # off screen
    "This plugin does not support raise",  # off screen
    "This plugin does not support grabbing",  # off screen
    "QFontDatabase: Cannot find font directory",  # a bare container
)

MORNING = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-4)))

ANSWERS = {
    "sim": "esim",
    "billing": "postpaid",
    "service": "voice",
    "carrier": "t-mobile",
    "reason": "leaving",
    "number": "keep",
    "where": "us",
    "role": "owner",
    "lines": "only",
    "device": "clear",
    "equipment": "none",
    "codes": "yes",
}
"""A postpaid eSIM whose number moves on: the longest of the usual plans."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt that is not expected fails the test of a window."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*EXPECTED_OF_QT, extend=True))


# --- what the window stands on ---------------------------------------------------------------------------------------


class Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime.datetime:
        return self.now

    def later(self, **difference: float) -> None:
        self.now += datetime.timedelta(**difference)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The program's own application instead of pytest-qt's."""
    app = make_application()
    load_font()
    _as_started.update(font=app.font(), palette=app.palette())
    return app


_as_started: dict[str, Any] = {}
"""How the application looked before the first window, which takes the system's text size from it."""


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folders: settings, cases, log; file dialogs begin in a home that is none."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return home


class Dialogs:
    """Answers what would stop the program until somebody presses a button, and remembers what was asked."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        """Texts of the buttons to press, for the next boxes in turn."""
        self.seen: list[str] = []
        self.offered: list[list[str]] = []
        self.unexpected: list[str] = []
        self.save_as: Path | None = None
        self.open: Path | None = None

    def show(self, box: QMessageBox) -> int:
        self.seen.append(box.text())
        self.offered.append([button.text() for button in box.buttons()])
        if not self.answers:
            self.unexpected.append(box.text())
            return 0
        wanted = self.answers.pop(0)
        next(button for button in box.buttons() if button.text() == wanted).click()
        return 0


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dialogs]:
    answering = Dialogs()

    def static(*args: Any) -> QMessageBox.StandardButton:
        answering.seen.append(str(args[2]))
        answering.unexpected.append(str(args[2]))
        return QMessageBox.StandardButton.Ok

    monkeypatch.setattr(QMessageBox, "exec", lambda box: answering.show(box))
    for name in ("critical", "warning", "information", "question"):
        monkeypatch.setattr(QMessageBox, name, static)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(answering.save_as or ""), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(answering.open or ""), ""))
    yield answering
    assert not answering.unexpected, f"boxes that no one expected: {answering.unexpected}"


@pytest.fixture
def make_case(folder: Path, clock: Clock) -> Callable[..., Path]:
    """Writes a saved case as the window would, closed again."""

    def make(
        answers: dict[str, str] | None = None,
        *,
        place: str = "overview",
        change: Callable[[Session], object] | None = None,
    ) -> Path:
        session = Session.new(clock(), program=simexit.__version__, language="en")
        for key, value in (ANSWERS if answers is None else answers).items():
            session.answer(key, value, clock())
        session.go_to(place)
        if change:
            change(session)
        with store.create(folder / "sessions", session, session.answers.get("carrier", "case"), now=clock()) as file:
            return file.path

    return make


# --- the person ------------------------------------------------------------------------------------------------------


def spoken(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    if isinstance(widget, QComboBox) and widget.accessibleName():
        return widget.accessibleName()  # on Linux Qt gives the entry as the name, and the label as a relation
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


class Person:
    """Sits before one window and reaches it only by what is on the screen: names, mouse and keys."""

    def __init__(self, window: Shell, controller: Controller, theme: Theme, dialogs: Dialogs, clock: Clock) -> None:
        self.window = window
        self.controller = controller
        self.theme = theme
        self.dialogs = dialogs
        self.clock = clock

    # what is seen

    def word(self, message: str, **values: object) -> str:
        """One of the program's own words in the language of the window."""
        return self.controller.words(message, **values)

    @property
    def page(self) -> str:
        return self.controller.page

    @property
    def screen(self) -> QWidget:
        """The page that is shown."""
        assert self.window._page is not None
        return self.window._page

    def all(self, kind: type[Any] = QWidget) -> list[Any]:
        """Everything of a kind that is shown now, in the window and the windows beside it."""
        tops = [self.window, *(w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not self.window)]
        found = [widget for top in tops for widget in [top, *top.findChildren(kind)] if isinstance(widget, kind)]
        return [widget for widget in dict.fromkeys(found) if widget.isVisible()]

    def sees(self, text: str) -> bool:
        """Whether a text stands somewhere on the screen, in whatever widget."""
        return any(text in spoken(widget) or text in _content(widget) for widget in self.all())

    def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        """The one thing on the screen that has this name."""
        found = [widget for widget in self.all(kind) if spoken(widget) == name]
        inner = [widget for widget in found if not any(widget is not o and widget.isAncestorOf(o) for o in found)]
        assert inner, f"nothing is called {name!r}; there is: {sorted({spoken(w) for w in self.all(kind)} - {''})}"
        return inner[0]

    def control(self, name: str) -> Any:
        """Something to press or type into: a button, box or field of this name."""
        found = [
            widget
            for widget in self.all()
            if widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
            and not isinstance(widget, QLabel)
            and spoken(widget) == name
        ]
        assert found, f"nothing to use is called {name!r}"
        return found[0]

    def cases(self) -> list[QWidget]:
        """The rows of the saved cases on the start page, the most urgent first."""
        return [panel for panel in self.all(Panel) if panel.role in ("card", "quiet-card")]

    def open_case(self, place: int = 0) -> None:
        """Press the button of a saved case."""
        self.click(self.cases()[place].findChildren(Button)[0])

    # what is done

    def click(self, target: str | QWidget) -> None:
        """Click at where it is seen; whatever lies on top there gets the click."""
        widget = self.control(target) if isinstance(target, str) else target
        self.show(widget)
        point = widget.rect().center()
        if isinstance(widget, QCheckBox | QRadioButton):
            point = QPoint(min(12, point.x()), point.y())
        self._click_at(widget, point)

    def _click_at(self, widget: QWidget, point: QPoint) -> None:
        window = widget.window()
        there = window.childAt(widget.mapTo(window, point)) or window
        QTest.mouseClick(there, Qt.MouseButton.LeftButton, pos=there.mapFrom(window, widget.mapTo(window, point)))
        self.look()

    def click_row(self, row: QListWidget, text: str) -> None:
        """Click an entry of a list."""
        self.show(row)
        items = [row.item(place) for place in range(row.count())]
        item = min((i for i in items if text in i.text()), key=lambda i: len(i.text()))
        row.scrollToItem(item)
        self._click_at(row.viewport(), row.visualItemRect(item).center())

    def show(self, widget: QWidget) -> None:
        """Scroll to it, as one does."""
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget, 0, 30)
            parent = parent.parentWidget()
        self.look()

    def write(self, target: str | QWidget, text: str) -> Any:
        """Click into a field and type, in place of what stood there."""
        widget = self.control(target) if isinstance(target, str) else target
        self.click(widget)
        if isinstance(widget, QPlainTextEdit):
            widget.setFocus()
        QTest.keySequence(widget, "Ctrl+A")
        QTest.keyClick(widget, Qt.Key.Key_Delete)
        for line, part in enumerate(text.split("\n")):
            if line:
                QTest.keyClick(widget, Qt.Key.Key_Return)
            if part.isascii():
                QTest.keyClicks(widget, part)
            else:  # as an input method does
                composed = QInputMethodEvent()
                composed.setCommitString(part)
                QApplication.sendEvent(widget, composed)
        self.look()
        return widget

    def choose(self, target: str | QComboBox, data: str) -> None:
        """Go down a drop-down list with the keys until the entry is reached."""
        box = self.control(target) if isinstance(target, str) else target
        self.show(box)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentData() == data:
                break
            QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentData() == data
        self.look()

    def leave(self) -> None:
        """Go on to the next control with Tab."""
        self.press(Qt.Key.Key_Tab)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.look()

    def alt(self, key: Qt.Key) -> None:
        """Press a button by its underlined letter; Qt shows it pressed for a tenth of a second first."""
        before = self.page
        self.press(key, Qt.KeyboardModifier.AltModifier)
        for _ in range(50):
            if self.page != before:
                break
            QTest.qWait(10)
        self.look()

    def menu(self, text: str) -> None:
        """Choose an entry of the menus."""
        action = next(
            a for a in self.window.findChildren(QAction) if a.text().replace("&", "") == text.replace("&", "")
        )
        assert action.isEnabled(), f"{text} is greyed"
        action.trigger()
        self.look()

    def look(self) -> None:
        """Let the window come to rest."""
        settle()

    def next(self) -> None:
        assert self.window.next.isVisible(), f"{self.page} has no Next"
        self.click(self.window.next)

    def back(self) -> None:
        assert self.window.back.isVisible(), f"{self.page} has no Back"
        self.click(self.window.back)

    def go(self, page: str) -> None:
        """Jump there, as the list at the side does."""
        known = page in (START, LIST_OF_ANSWERS, *self.pages.ids) or page.startswith(ASK)
        assert known, f"no page {page!r} in this plan: {self.pages.ids}"
        self.controller.go(page)
        self.look()

    def answer(self, answers: dict[str, str]) -> None:
        """Click through the question pages with these answers, up to the overview."""
        knowledge = self.controller.knowledge
        while self.page.startswith("ask:"):
            page, asked = self.page, set()
            # An answer may bring up another question on the same page.
            while keys := [q.key for q in self.controller.questions(page.removeprefix("ask:")) if q.key not in asked]:
                asked.add(keys[0])
                question = knowledge.question_by_key[keys[0]]
                if keys[0] not in answers:
                    continue
                if question.kind == "carrier":
                    carrier = knowledge.carrier(answers["carrier"])
                    self.write(self.word("Find your carrier"), carrier.name)
                    self.click(self.control(self.main_name(carrier.brand or carrier.slug)))
                elif next(p for p in knowledge.pages if p.id == question.page).ticks:
                    if answers[keys[0]] not in ("no", "none"):
                        self.click(self.control(self.controller.text(question.title)))
                elif question.kind == "choice":
                    text = next(c.text for c in question.choices if c.id == answers[keys[0]])
                    self.click(self.control(self.controller.text(text)))
                else:
                    self.write(self.controller.text(question.title), answers[keys[0]])
            self.next()
            assert self.page != page, f"{page} does not let go on"

    def main_name(self, brand: str) -> str:
        """What a brand is called in the list."""
        record = main_record(self.controller.knowledge.brands[brand])
        return record.called(self.controller.language) if record.kind == "none" else record.name

    # what came of it

    @property
    def path(self) -> Path:
        assert self.controller.path is not None
        return self.controller.path

    def saved(self) -> dict[str, Any]:
        """What the file holds at this moment."""
        return json.loads(self.path.read_text(encoding="utf-8"))

    def wait_saved(self) -> dict[str, Any]:
        """What the file holds once the pause after the last key is over."""
        while self.controller._typing.isActive():
            QTest.qWait(20)
        return self.saved()

    @property
    def pages(self) -> Pages:
        return self.controller.pages

    @property
    def steps(self) -> list[str]:
        return [step.id for step in self.controller.plan.steps]

    def close(self) -> None:
        """Close the window as the person does."""
        self.window.close()
        self.look()


def _texts(widget: QWidget) -> str:
    return "; ".join(text.text() for text in widget.findChildren(QLabel))[:200]


def _content(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


# --- the window ------------------------------------------------------------------------------------------------------


@pytest.fixture
def start(
    qapp: QApplication,
    qtbot: Any,
    folder: Path,
    catalogue: Any,
    clock: Clock,
    dialogs: Dialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Person]]:
    """Starts a window as `app.start` does, as often as wanted; all are gone without a trace after the test."""
    monkeypatch.setattr(build, "load", lambda: catalogue)
    opened: list[Person] = []
    controllers: list[Controller] = []
    threads = set(threading.enumerate())
    assert not QApplication.topLevelWidgets(), "left over from an earlier test"

    def start(
        file: Path | None = None, *, language: str = "en", zoom: float = 1.0, scheme: str = "light", size: Any = None
    ) -> Person:
        qapp.setFont(_as_started["font"])
        qapp.setPalette(_as_started["palette"])
        settings = Settings(folder / "config" / "window.json")
        controller = Controller(settings, language, folder / "sessions", clock)
        theme = Theme(zoom if zoom != 1.0 else settings.zoom, scheme, controller.language)
        theme.apply()
        translate_qt(qapp, controller)
        shell = Shell(controller)
        if size:
            shell.resize(*size)
        controller.page_changed.emit(controller.page)
        shell.show()
        shell.activateWindow()
        QTest.qWaitForWindowActive(shell, 3000)  # a window manager takes its time, and shortcuts need it
        controllers.append(controller)
        person = Person(shell, controller, theme, dialogs, clock)
        opened.append(person)
        person.look()
        controller.load()
        person.look()
        if file is not None:
            shell.open_path(file)
            person.look()
        return person

    yield start

    for person in opened:
        if person.controller.held:
            person.controller.held.save_problem = None
        person.window.close()
        person.window.deleteLater()
    settle()
    active = [timer for controller in controllers for timer in controller.findChildren(QTimer) if timer.isActive()]
    left = [f"{widget}: {_texts(widget)}" for widget in QApplication.topLevelWidgets()]
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    for controller in controllers:
        controller.deleteLater()
    settle()
    assert not active, "a timer still runs"
    assert not left, f"top-level widgets were left: {left}"
    assert set(threading.enumerate()) <= threads, "a thread still runs"
    assert QThreadPool.globalInstance().activeThreadCount() == 0


def settle() -> None:
    """Deliver what is posted, the deferred deletions too: without an event loop Qt never does."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(start: Callable[..., Person]) -> Person:
    """A window that has just been started, on its start page, ready."""
    return start()


@pytest.fixture
def case(start: Callable[..., Person], make_case: Callable[..., Path]) -> Person:
    """A window with an open case, on its overview."""
    return start(make_case())
