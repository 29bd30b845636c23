"""One window: a second start hands its file to the running program, which comes to the front and opens it.

Without any network code. The first program holds a lock and watches a folder of the person's own; a later one puts a
small file there and waits until it is taken. If nobody takes it, the later one opens a window of its own: neither a
lock that a crash left behind nor a program that hangs can keep SIM Exit from starting. Cases have locks of their own,
so two windows do no harm.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QLockFile, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 3.0
"""Seconds until a program that takes nothing is left to itself. Loading everything takes a tenth of that."""

ENDING = ".ask"
LARGEST = 65_536


class Application(QApplication):
    """The application, which also hears what the Finder of macOS wants opened: that is no argument there."""

    file_asked = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_asked.emit(Path(event.file()))
            return True
        return super().event(event)


class Single(QObject):
    """This program among those of the same person."""

    asked = Signal(object)
    """A file to open, or None: only come to the front."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._lock = QLockFile(str(folder / "window.lock"))  # the cases' own kind of lock takes 35 ms to import
        self._lock.setStaleLockTime(0)  # never too old; a holder that is dead is found out without that
        self._watching: QFileSystemWatcher | QTimer | None = None

    def hand_over(self, file: Path | None, patience: float = PATIENCE) -> bool:
        """Whether a running program took the file. Otherwise this is the one that runs, or it runs for itself."""
        try:
            self._folder.mkdir(parents=True, mode=0o700, exist_ok=True)
            if hasattr(os, "getuid") and self._folder.stat().st_uid != os.getuid():
                return False  # in a folder for all, somebody else was there first
            return not self._become_first() and self._ask(file, patience)
        except OSError:
            return False

    def listen(self) -> None:
        """From now on, take what others hand over. Only the first one does."""
        if not self._lock.isLocked():
            return
        for old in self._folder.glob(f"*{ENDING}"):
            with suppress(OSError):
                if time.time() - old.stat().st_mtime > PATIENCE:
                    old.unlink()  # from before a crash; whoever asked has long stopped waiting
        watcher = QFileSystemWatcher(self)
        watcher.directoryChanged.connect(self.take)
        self._watching = watcher
        if not watcher.addPath(str(self._folder)):  # the system has no more watches to give
            self._watching = QTimer(self, interval=500)
            self._watching.timeout.connect(self.take)
            self._watching.start()
        self.take()

    def take(self) -> None:
        """Take what was handed over meanwhile."""
        for path in sorted(self._folder.glob(f"*{ENDING}")):
            try:
                with path.open("rb") as opened:
                    content = opened.read(LARGEST)
                path.unlink()  # also what is none: it would be in the way of all that come later
                asked = json.loads(content)
                file, token = asked["file"], asked["token"]
                wanted = Path(file) if file else None
                if token:
                    os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt shows it to Wayland and forgets it again
            except (OSError, ValueError, KeyError, TypeError, RecursionError):
                continue
            self.asked.emit(wanted)

    def leave(self) -> None:
        """Make room for the next one."""
        if self._watching is not None:
            self._watching.deleteLater()
            self._watching = None
        self._lock.unlock()

    def _become_first(self) -> bool:
        """Take the lock. Where none can be written nobody can be asked either, and that counts as first."""
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def _ask(self, file: Path | None, patience: float) -> bool:
        _let_others_come_forward()
        request = self._folder / f"{time.time_ns()}-{os.getpid()}{ENDING}"
        draft = request.with_suffix(".new")
        what = {"file": str(file.absolute()) if file else "", "token": _activation_token(os.environ)}
        draft.write_text(json.dumps(what), encoding="ascii")
        draft.replace(request)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if not request.exists():
                return True
            time.sleep(0.01)
        try:
            request.unlink()
        except FileNotFoundError:
            return True  # taken at the last moment
        if not self._lock.getLockInfo()[0]:  # damaged: it would be in the way for ever
            Path(self._lock.fileName()).unlink(missing_ok=True)
        self._become_first()  # also where the other one has ended while we waited
        return False


class Opening(QObject):
    """Opens in the window what is asked for, as soon as that can be: once it is ready, and while no dialog is open."""

    def __init__(self, window: QWidget, open_path: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._window = window
        self._open_path = open_path
        self._waiting: list[Path] = []
        self._ready = False
        self._later = QTimer(self, singleShot=True, interval=200)
        self._later.timeout.connect(self._open)

    def ask(self, file: Path | None) -> None:
        """Come to the front, and open a file if one is named."""
        come_forward(QApplication.activeModalWidget() or self._window)
        if file is not None:
            self._waiting.append(file)
            self._open()

    def ready(self) -> None:
        """The knowledge is loaded."""
        self._ready = True
        self._open()

    def _open(self) -> None:
        if not self._ready or not self._waiting or not self._window.isVisible():
            return  # a window that was closed opens nothing more
        if QApplication.activeModalWidget() is not None:
            self._later.start()
            return
        file = self._waiting[-1]  # whoever clicks three files sees the last
        self._waiting.clear()
        self._open_path(file)


def come_forward(window: QWidget) -> None:
    """Before all other windows, as far as the desktop lets a program do that."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _activation_token(environment: Mapping[str, str]) -> str:
    """What a Wayland desktop gives to the program that the person started; only with it may a window come forward."""
    return environment.get("XDG_ACTIVATION_TOKEN", "")


def _let_others_come_forward() -> None:
    """Windows lets only the program that the person started last change the front window; it may pass that on."""
    if sys.platform == "win32":
        any_process = -1
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
