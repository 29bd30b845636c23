"""What happens when our own code fails: one calm dialog, the log, and the person's progress safe on the disk."""

from __future__ import annotations

import logging
import platform
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox

import simexit
from simexit.core.system.log import without_words
from simexit.gui.controller import Controller

logger = logging.getLogger("simexit.crash")
qt_logger = logging.getLogger("simexit.qt")

LOGGED_AT_MOST = 20
"""A fault in drawing comes a hundred times a second; the log must not fill the disk."""


class CrashHandler:
    """Takes the place of `sys.excepthook` while the window is open."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._seen = 0
        self._showing = False
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._seen += 1
        if self._seen > LOGGED_AT_MOST:
            return
        details = without_words(error.with_traceback(trace))
        logger.error("%s", details)
        if not self._showing and self._seen == 1:
            self._showing = True
            self._show(details)
            self._showing = False

    def _show(self, details: str) -> None:
        """Say first that the progress is safe; offer the details to copy, never a bare traceback."""
        _ = self._controller.words
        try:
            self._controller.save()
        except Exception as second:
            logger.error("saving after a fault failed too: %s", without_words(second))
        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("SIM Exit")
        box.setTextFormat(Qt.TextFormat.PlainText)
        problem = self._controller.save_problem
        box.setText(
            _("Something in SIM Exit went wrong. Your last changes are not saved yet: {problem}", problem=problem)
            if problem
            else _("Something in SIM Exit went wrong. What you ticked and wrote is saved.")
        )
        box.setInformativeText(
            _(
                "You can go on. If it happens again, close SIM Exit, open it again, and send the details to those who "
                "make it. They hold nothing that you entered."
            )
        )
        copy = box.addButton(_("Copy the details"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(_("Go on"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        box.deleteLater()
        if box.clickedButton() is copy:
            about = f"SIM Exit {simexit.__version__}, Qt {qVersion()}, {platform.platform()}\n"
            QApplication.clipboard().setText(about + details)


LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def listen_to_qt() -> None:
    """Let Qt's own warnings reach the log, and go on to wherever they went before."""
    before: Callable[[QtMsgType, QMessageLogContext, str], object] | None = None

    def write(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        qt_logger.log(LEVELS.get(kind, logging.WARNING), "%s: %s", context.category or "qt", text)
        if before is not None:
            before(kind, context, text)
        elif kind != QtMsgType.QtDebugMsg and sys.stderr is not None:
            sys.stderr.write(f"{text}\n")

    before = qInstallMessageHandler(write)
