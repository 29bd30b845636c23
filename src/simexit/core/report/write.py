"""Writes a paper to a file, in the form that the file's ending names; whole, private, or not at all."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

from simexit.core.errors import N_, AlreadyExists, SaveFailed, UnknownFormat
from simexit.core.report.as_calendar import to_calendar
from simexit.core.report.as_html import to_html
from simexit.core.report.as_json import to_json
from simexit.core.report.as_mail import to_mail
from simexit.core.report.as_markdown import to_markdown
from simexit.core.report.as_zip import to_zip
from simexit.core.report.case_report import report
from simexit.core.report.document import Paper
from simexit.core.report.papers import Part, paper
from simexit.core.report.subject import Subject
from simexit.core.report.types import Share
from simexit.core.system.safe_files import overwrite

FORMATS = {
    "pdf": N_("PDF document"),
    "html": N_("Web page"),
    "md": N_("Text (Markdown)"),
    "json": N_("Data (JSON)"),
    "ics": N_("Calendar (dates only)"),
    "zip": N_("The whole case, with its evidence"),
    "eml": N_("The letter as an e-mail"),
}
"""The forms by their endings, with what they are called."""

OF_EVERY_PART = ("pdf", "html", "md")
"""Forms that any paper has; the others hold the record's data, the whole case or the letter."""

MakePdf = Callable[[Paper], bytes]
"""Draws a paper as PDF; empty where that failed. It needs Qt, so whoever can gives it in."""


def format_of(path: Path, part: Part = "report") -> str:
    """The form that a file's ending names.

    Raises:
        UnknownFormat: none of ours, or none for this part.
    """
    ending = path.suffix.lower().removeprefix(".")
    fitting = list(forms(part))
    if ending not in fitting:
        raise UnknownFormat(ending=path.suffix or path.name, allowed=[f".{known}" for known in fitting])
    return ending


def forms(part: Part) -> dict[str, str]:
    """The forms that a paper has, by ending, with what they are called."""
    return {form: title for form, title in FORMATS.items() if _fits(form, part)}


def _fits(form: str, part: Part) -> bool:
    if form in OF_EVERY_PART:
        return True
    return part in (("letter", "report") if form == "eml" else ("record", "report"))


def write(
    path: Path,
    subject: Subject,
    part: Part,
    language: str,
    share: Share,
    now: datetime.datetime,
    make_pdf: MakePdf,
    *,
    replace: bool = True,
) -> None:
    """Write a paper; a file of that name is replaced and stays beside it as `NAME.bak`.

    Args:
        path: the final name, ending and all.
        subject: the case that it is made from.
        part: which paper; a calendar, data and the whole case are made of the record, an e-mail of the letter.
        language: of the reader; what is handed on is in English all the same.
        share: for whom.
        now: the moment of writing, for a calendar and a mail.
        make_pdf: draws a PDF.
        replace: whether the person wants a file of that name to be replaced.

    Raises:
        AlreadyExists: there is one, and `replace` was not asked for.
        UnknownFormat: the ending names no form.
        NoSuchPart, NoDates, NothingPublic: there is nothing for this paper or form.
        SaveFailed: it could not be written; what was there before still is.
    """
    ending = format_of(path, part)
    if not replace and os.path.lexists(path):
        raise AlreadyExists(path)
    data = _data(ending, subject, part, language, share, now, make_pdf)
    if not data:
        raise SaveFailed(path, "PDF")
    try:
        overwrite(path, data)
    except OSError as error:
        raise SaveFailed.because(path, error) from error


def _data(
    ending: str,
    subject: Subject,
    part: Part,
    language: str,
    share: Share,
    now: datetime.datetime,
    make_pdf: MakePdf,
) -> bytes:
    match ending:
        case "pdf":
            return make_pdf(paper(subject, part, language, share))
        case "html":
            text = to_html(paper(subject, part, language, share))
        case "md":
            text = to_markdown(paper(subject, part, language, share))
        case "json":
            text = to_json(report(subject, language, share))
        case "ics":
            text = to_calendar(report(subject, language, share), now)
        case "zip":
            return to_zip(subject, language, share, now, make_pdf)
        case _:
            return to_mail(subject, share, now)
    # Half a surrogate pair from a broken paste has no UTF-8; it must not keep the rest from being written.
    return text.encode("utf-8", "replace")
