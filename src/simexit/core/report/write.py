"""Writes a report to a file, in the form that the file's ending names; whole, private, or not at all."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

from simexit.core.errors import N_, AlreadyExists, SaveFailed, UnknownFormat
from simexit.core.report.as_calendar import to_calendar
from simexit.core.report.as_html import to_html
from simexit.core.report.as_json import to_json
from simexit.core.report.as_markdown import to_markdown
from simexit.core.report.types import ReportModel
from simexit.core.system.safe_files import overwrite

FORMATS = {
    "pdf": N_("PDF document"),
    "html": N_("Web page"),
    "md": N_("Text (Markdown)"),
    "json": N_("Data (JSON)"),
    "ics": N_("Calendar (dates only)"),
}
"""The forms by their endings, with what they are called."""

MakePdf = Callable[[str, Path], None]
"""Draws the HTML of a report into a PDF file. It needs Qt, so whoever can gives it in."""


def format_of(path: Path) -> str:
    """The form that a file's ending names.

    Raises:
        UnknownFormat: none of ours.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UnknownFormat(ending=path.suffix or path.name, allowed=[f".{known}" for known in FORMATS])
    return ending


def write(path: Path, model: ReportModel, now: datetime.datetime, make_pdf: MakePdf, *, replace: bool = True) -> None:
    """Write the report; a file of that name is replaced and stays beside it as `NAME.bak`.

    Args:
        path: the final name, ending and all.
        model: what stands in it.
        now: the moment of writing, for a calendar.
        make_pdf: draws a PDF.
        replace: whether the person wants a file of that name to be replaced.

    Raises:
        AlreadyExists: there is one, and `replace` was not asked for.
        UnknownFormat: the ending names no form.
        NoDates, NothingPublic: there is nothing for a calendar.
        SaveFailed: it could not be written; what was there before still is.
    """
    ending = format_of(path)
    if not replace and os.path.lexists(path):
        raise AlreadyExists(path)
    if ending == "pdf":
        make_pdf(to_html(model), path)
        return
    if ending == "html":
        text = to_html(model)
    elif ending == "md":
        text = to_markdown(model)
    elif ending == "json":
        text = to_json(model)
    else:
        text = to_calendar(model, now)
    try:
        # Half a surrogate pair from a broken paste has no UTF-8; it must not keep the rest from being written.
        overwrite(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise SaveFailed.because(path, error) from error
