"""The first page of the report: a summary in English that a carrier, a bank or the FCC can file."""

from __future__ import annotations

import datetime

from simexit.core.report.document import BLANK, Block, Heading, Line, Paragraph, Run, Table
from simexit.core.report.letter import LABELS, enclosed, events_table
from simexit.core.report.subject import Frame, us_day


def summary_page(known: Frame, today: datetime.date) -> list[Block]:
    """Who, which line, what was asked when and of whom, what came of it; nothing else of the case."""
    blocks: list[Block] = [
        Heading(1, f"Mobile service with {known.carrier}: summary"),
        Paragraph((Run(f"As of {us_day(today)}, from the account holder’s own records.", "quiet"),)),
        Table((), tuple(_rows(known)), LABELS),
    ]
    if known.events:
        blocks += [Heading(2, "What was done"), events_table(known)]
    if known.enclosures:
        blocks += [Heading(2, "Enclosed"), enclosed(known)]
    return blocks


def _rows(known: Frame) -> list[tuple[Line, ...]]:
    asked, moved, confirmed, ended = (known.of(name) for name in ("requested", "moved", "confirmed", "effective"))
    paid = known.of("paid")
    rows: list[tuple[str, str]] = [
        ("Account holder", known.name),
        ("Number", known.number),
        ("Account number", known.account),
        ("Carrier", known.carrier),
        ("Line", known.card),
        ("Asked", f"{us_day(asked.day)}. {asked.text}" if asked else "Nothing has been asked yet."),
    ]
    if moved:
        rows.append(("Moved", f"{us_day(moved.day)}. {moved.text}"))
    rows += [
        ("Confirmed in writing", f"{us_day(confirmed.day)}" if confirmed else "Not yet"),
        ("End of service", us_day(ended.day) if ended else "Not yet known"),
        ("Last bill", f"{us_day(paid.day)}. {paid.text}" if paid else "Not yet paid"),
    ]
    # A line to write on, where a person has left out what the reader will ask for first.
    return [((Run(label, "quiet"),), (Run(text) if text else BLANK,)) for label, text in rows]
