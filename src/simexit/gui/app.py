"""Starts the window: the first paint needs nothing of the knowledge; that is loaded right after."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QSocketNotifier,
    QTimer,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

import simexit
from simexit.core.errors import SimExitError
from simexit.core.language.messages import language_for, words
from simexit.core.system import locations, log
from simexit.gui.boxes import ask, message
from simexit.gui.controller import Controller, Settings
from simexit.gui.crash import CrashHandler, listen_to_qt
from simexit.gui.one_instance import Application, Opening, Single
from simexit.gui.shell import Shell
from simexit.gui.theme import Theme, load_font

DESKTOP_ID = "simexit"

LATE = ("PySide6.QtPrintSupport", "holidays.countries.united_states", "segno")
"""What is imported only when it is needed: a frozen program must have it all the same, so the self-test looks."""


def run(file: Path | None = None) -> int:
    """Open the window, with a saved case if one is named, or hand it to the one that is open; returns the exit code."""
    single = Single(locations.runtime_folder())
    if single.hand_over(file):
        if sys.stderr is not None:  # a window without a terminal has none
            _ = words(language_for(QLocale.system().uiLanguages()))
            said = _("SIM Exit is open already; its window comes to the front.")
            sys.stderr.write(f"{said}\n")
        return 0
    try:
        app, controller, shell = start(file)
        listen_to_qt()
        until_told_to_end(app, controller)
        single.asked.connect(app.file_asked)
        shell.closed.connect(single.leave)  # whoever starts now gets a window of their own
        AfterFirstPaint(shell, single.listen)
        return app.exec()
    finally:
        qInstallMessageHandler(None)
        single.leave()


def until_told_to_end(app: Application, controller: Controller) -> None:
    """Save and close the case however the program is ended: by the system's session, by Ctrl+C or by `kill`."""
    app.commitDataRequest.connect(lambda _manager: controller.flush())
    app.aboutToQuit.connect(controller.close_case)
    if sys.platform == "win32":
        return
    # Python looks at signals only between two of its own lines; the pipe wakes Qt up so that there are some.
    ear, mouth = os.pipe()
    for pipe in (ear, mouth):
        os.set_blocking(pipe, False)
    signal.set_wakeup_fd(mouth, warn_on_full_buffer=False)
    notifier = QSocketNotifier(ear, QSocketNotifier.Type.Read, app)
    notifier.activated.connect(lambda: os.read(ear, 64))

    def end(_number: int, _frame: object) -> None:
        controller.flush()
        app.quit()

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, end)


def start(file: Path | None = None) -> tuple[Application, Controller, Shell]:
    """Everything up to the shown window. The knowledge is loaded after the first paint."""
    app = make_application()
    settings = Settings(locations.config_file())
    sessions = locations.sessions_folder()
    controller = Controller(settings, language_for(QLocale.system().uiLanguages()), sessions)
    CrashHandler(controller)
    load_font()
    theme = Theme(settings.zoom, settings.scheme, controller.language)
    theme.apply()
    translate_qt(app, controller)
    shell = Shell(controller)
    controller.page_changed.emit(controller.page)
    shell.show()
    opening = Opening(shell, shell.open_path)
    app.file_asked.connect(opening.ask)
    AfterFirstPaint(shell, lambda: _load(controller, shell, file, opening))
    return app, controller, shell


class AfterFirstPaint(QObject):
    """Does something once a window has been painted, or after a while where it is not (started minimised)."""

    AT_THE_LATEST_MS = 500

    def __init__(self, window: QWidget, action: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._action = window, action
        self._timer = QTimer(self, singleShot=True, interval=self.AT_THE_LATEST_MS)
        self._timer.timeout.connect(self._act)
        self._timer.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._timer.start(0)  # once this round of painting, of all children too, is over
        return False

    def _act(self) -> None:
        self._window.removeEventFilter(self)
        self._action()
        self.deleteLater()


def _load(controller: Controller, shell: Shell, file: Path | None, opening: Opening) -> None:
    """Load the knowledge, then open what was asked for."""
    if not shell.isVisible():
        return  # closed before it came to this
    log.set_up(locations.log_folder())
    try:
        controller.load()
    except SimExitError as error:
        ask(message(shell, QMessageBox.Icon.Critical, error.text(controller.words)))
        return
    controller.sweep()
    if file is not None:
        shell.open_path(file)
    opening.ready()


def make_application() -> Application:
    """The one QApplication, with name, icon and style."""
    _scale()
    _input_method()
    existing = QApplication.instance()
    if isinstance(existing, Application):
        return existing
    # Named here: `setStyle` gives a QStyle back, and its class alone takes some milliseconds to make.
    app = Application([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("simexit")
    app.setApplicationDisplayName("SIM Exit")
    app.setApplicationVersion(simexit.__version__)
    app.setDesktopFileName(DESKTOP_ID)
    app.setWindowIcon(QIcon(str(locations.shipped("resources") / "icons" / "simexit.svg")))
    return app


def _scale() -> None:
    """At a size of nothing Qt has no pictures to paint on, and the program would end."""
    try:
        usable = float(os.environ.get("QT_SCALE_FACTOR", "1")) > 0
    except ValueError:
        return  # Qt takes no notice of it
    if not usable:
        del os.environ["QT_SCALE_FACTOR"]


def _input_method() -> None:
    """Chinese typing under fcitx: PySide6 brings the ibus plugin only, and fcitx5 answers to ibus as well.

    See hydrus issue 1794 and fcitx5 issue 444. A plugin that the person put into Qt's folder is left alone.
    """
    wanted = os.environ.get("QT_IM_MODULES", os.environ.get("QT_IM_MODULE", ""))
    if "fcitx" not in wanted:
        return
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    if not any("fcitx" in plugin.name for plugin in plugins.glob("*")):
        os.environ["QT_IM_MODULE"] = "ibus"
        os.environ.pop("QT_IM_MODULES", None)


def translate_qt(app: QApplication, controller: Controller) -> None:
    """Qt's own words (Cancel, file dialogs, the text menu) follow the language too."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)

    def load() -> None:
        app.removeTranslator(translator)
        if translator.load(QLocale(controller.language), "qtbase", "_", folder):
            app.installTranslator(translator)

    load()
    controller.language_changed.connect(load)


def self_test() -> None:
    """Open the window, load everything, walk over the start page, and leave. For `simexit --self-test`.

    Raises:
        AssertionError: the knowledge did not load or the window did not show.
    """
    app, controller, shell = start()
    until = time.monotonic() + 20
    while controller.catalogue is None and time.monotonic() < until:
        app.processEvents()
    assert controller.catalogue is not None, "the procedures did not load"
    for name in LATE:
        importlib.import_module(name)
    assert shell.isVisible(), "the window did not show"
    shell.close()
    app.processEvents()
