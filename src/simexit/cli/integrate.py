"""`simexit --integrate`: into the menu of the desktop, and out of it again."""

from __future__ import annotations

import sys
from pathlib import Path

from simexit.cli.context import Context
from simexit.core.errors import SaveFailed
from simexit.core.system import desktop_entry as integrate

CHOICES = ("add", "remove")


def run(what: str, context: Context) -> int:
    """Do it and say so in one sentence.

    Raises:
        SaveFailed: a file could not be written or removed.
    """
    _ = context.words
    if not sys.platform.startswith(("linux", "freebsd")):
        print(_("On this system the installer does this. There is nothing to do."))
        return 0
    folder = integrate.data_folder()
    try:
        if what == "remove":
            integrate.remove(folder)
            print(_("SIM Exit is no longer in the menu. Your saved cases are where they were."))
        else:
            integrate.add(program(), folder)
            print(_("SIM Exit is in the menu now, and a double click on a saved case opens it."))
    except OSError as error:
        raise SaveFailed.because(error.filename or folder, error) from error
    return 0


def program() -> Path:
    """The program that was started; where that was a module, the script beside its Python."""
    started = Path(sys.executable if getattr(sys, "frozen", False) else sys.argv[0]).absolute()
    beside = Path(sys.executable).with_name("simexit")
    return beside if started.suffix == ".py" and beside.is_file() else started
