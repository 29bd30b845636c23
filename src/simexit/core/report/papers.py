"""All papers that a case has, by name; what each reader may see is decided in what they are made from."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal, get_args

from simexit.core.errors import NoSuchPart, NothingPublic
from simexit.core.report.case_report import report
from simexit.core.report.document import Paper, Section, layout
from simexit.core.report.letter import letter_paper, line_of
from simexit.core.report.sheets import call_sheet, owner_sheet, take_along
from simexit.core.report.subject import Subject, frame
from simexit.core.report.summary import summary_page
from simexit.core.report.types import Share

Part = Literal["report", "record", "letter", "take-along", "calls", "owner"]
"""report: a summary for others, then the record for oneself; the rest are papers of their own."""

PARTS: tuple[Part, ...] = get_args(Part)


def paper(subject: Subject, part: Part, language: str, share: Share) -> Paper:
    """One paper of a case.

    Raises:
        NoSuchPart: the case has none of that kind.
        NothingPublic: it is all a person's own.
    """
    if share == "public" and part not in ("report", "record"):
        raise NothingPublic
    match part:
        case "letter":
            return letter_paper(subject, share)
        case "take-along":
            return take_along(subject, language, share)
        case "calls":
            return call_sheet(subject, language, share)
        case "owner":
            return owner_sheet(subject, language, share)
        case "report" | "record":
            return _report(subject, part, language, share)


def _report(subject: Subject, part: Part, language: str, share: Share) -> Paper:
    model = report(subject, language, share)
    record = Section(language=language, blocks=tuple(layout(model)), foot=model.line)
    if part == "record" or share == "public":
        return Paper(language=language, title=model.title, sections=(record,))
    known = frame(subject, share)
    first = Section(language="en", blocks=tuple(summary_page(known, subject.today)), foot=line_of(known))
    return Paper(language=language, title=model.title, sections=(first, record))


def offered(subject: Subject) -> list[Part]:
    """The papers that this case has."""
    found: list[Part] = []
    for part in PARTS:
        with suppress(NoSuchPart):
            if part not in ("report", "record"):
                paper(subject, part, "en", "full")
            found.append(part)
    return found
