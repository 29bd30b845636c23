"""The way in: opens the window, or runs a command. Imports the one that is needed, when it is needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simexit.core.report.document import Paper

COMMANDS = ("carriers", "plan", "questions", "sessions", "report", "verify", "destinations", "check")
"""As in `cli.main`; held here too, so that opening the window does not load the command line."""

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it."""


def main(argv: list[str] | None = None) -> int:
    """Run the program with these arguments; returns the exit code."""
    # macOS adds a process number of its own to what the Finder opens.
    arguments = [word for word in (sys.argv[1:] if argv is None else argv) if not word.startswith("-psn_")]
    try:
        if not arguments:
            return _window(None)
        if len(arguments) == 1 and _is_file(arguments[0]):
            return _window(Path(arguments[0]))
        return _command(arguments)
    except KeyboardInterrupt:  # Ctrl+C while modules are still being imported, too
        return INTERRUPTED


def _is_file(word: str) -> bool:
    """Whether an argument means a saved case and no command."""
    if word in COMMANDS or word.startswith("-"):
        return False
    return word.endswith(".simexit") or "/" in word or os.sep in word or Path(word).exists()


def _window(file: Path | None) -> int:
    if not _has_display():
        from simexit.cli.context import system_languages
        from simexit.core.language.messages import language_for, words

        _ = words(language_for(system_languages()))
        message = _("There is no display here, so no window can open. The command line works: “simexit -h” shows how.")
        sys.stderr.write(f"{message}\n")
        return 1
    from simexit.core.errors import QtLibrariesMissing

    try:
        _look_for_qt(x11=_on_x11())
    except QtLibrariesMissing as error:
        from simexit.cli.context import system_languages
        from simexit.core.language.messages import language_for, words

        sys.stderr.write(f"{error.text(words(language_for(system_languages())))}\n")
        return error.exit_code
    from simexit.gui import app

    return app.run(file)


def _look_for_qt(*, x11: bool = False) -> None:
    """Import Qt, and say what it lacks where it cannot be imported, or where it would end the process later.

    Raises:
        QtLibrariesMissing: libraries of the system are not there.
    """
    try:
        from PySide6 import QtWidgets  # noqa: F401
    except ImportError:
        from simexit.core.system import qt_libraries

        qt_libraries.check(x11=x11)
        raise
    if x11 and not getattr(sys, "frozen", False):  # packages name what they need
        from simexit.core.system import qt_libraries

        qt_libraries.check(x11=True)


def _on_x11() -> bool:
    """Whether Qt will ask an X server for its window."""
    if not sys.platform.startswith("linux") or not os.environ.get("DISPLAY"):
        return False
    return os.environ.get("QT_QPA_PLATFORM", "xcb").startswith("xcb") and not os.environ.get("WAYLAND_DISPLAY")


def _command(arguments: list[str]) -> int:
    from simexit.cli.context import Window
    from simexit.cli.main import run

    return run(arguments, Window(_make_pdf, _open_and_leave))


def _has_display() -> bool:
    """Whether a window could open. Qt itself ends the whole process where it could not."""
    if not sys.platform.startswith(("linux", "freebsd")) or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _make_pdf(paper: Paper) -> bytes:
    """A PDF needs Qt, but no display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _look_for_qt()
    from simexit.gui.export import pdf

    return pdf(paper)


def _open_and_leave() -> None:
    """Open the window and close it again, with folders of its own, so that nothing of the person's is touched."""
    import tempfile

    if not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    before = os.environ.get("SIMEXIT_HOME")
    with tempfile.TemporaryDirectory(prefix="simexit-", ignore_cleanup_errors=True) as folder:
        os.environ["SIMEXIT_HOME"] = folder
        try:
            _look_for_qt(x11=_on_x11())
            from simexit.gui import app

            app.self_test()
        finally:
            if before is None:
                del os.environ["SIMEXIT_HOME"]
            else:
                os.environ["SIMEXIT_HOME"] = before


if __name__ == "__main__":
    sys.exit(main())
