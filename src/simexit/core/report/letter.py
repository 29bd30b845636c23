"""The letter: one page in English, with request and signature, for a carrier, a bank or the FCC."""

from __future__ import annotations

import msgspec

from simexit.core.case.letters import FilledLetter, fill_letter, known_values
from simexit.core.errors import NoSuchPart
from simexit.core.knowledge.types import Letter
from simexit.core.language.text import placeholders
from simexit.core.report.document import (
    BLANK,
    Block,
    Heading,
    Item,
    Items,
    Letterhead,
    Line,
    Paper,
    Paragraph,
    Run,
    Section,
    Table,
)
from simexit.core.report.subject import Frame, Subject, frame, shown, us_day
from simexit.core.report.types import Share

MOST_EVENTS = 6
"""Lines of what was done; the latest are shown."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

LABELS = (26, 74)
"""Widths of the columns of a table of two."""


def letter_of(subject: Subject, letter_id: str | None = None) -> Letter:
    """The letter asked for; else the one of the last step that has been begun, else of the first step that has one.

    A plan without any still ends a line: then the one that asks for the end in writing, which opens with what is known.

    Raises:
        NoSuchPart: there is none of that name, or the plan has no letter.
    """
    letters = subject.catalogue.letter_by_id
    if letter_id is not None:
        if letter_id not in letters:
            raise NoSuchPart("letter", letter_id)
        return letters[letter_id]
    session = subject.session
    known = known_values(subject.plan, session, subject.catalogue).keys()
    # Nobody disputes an amount that is not known.
    fitting = {name for name, letter in letters.items() if placeholders(letter.subject) <= known}
    offered = [step for step in subject.plan.steps if step.step.letter in fitting]
    begun = [
        step
        for step in offered
        if session.fields.get(step.id) or any(session.is_ticked(step.id, check.id) for check in step.checks)
    ]
    if begun or offered:
        return letters[(begun[-1] if begun else offered[0]).step.letter or ""]
    ends = subject.plan.route.ends_line != "no" and not subject.plan.route.discreet
    usual = next((letter for letter in letters.values() if ends and letter.opening), None)
    if usual is None:
        raise NoSuchPart("letter", "")
    return usual


def letter_paper(subject: Subject, share: Share, letter_id: str | None = None) -> Paper:
    """The letter of this case, whole.

    Raises:
        NoSuchPart: there is none.
    """
    letter = letter_of(subject, letter_id)
    filled = _shown(fill_letter(letter, subject.plan, subject.session, subject.catalogue), share)
    known = frame(subject, share)
    enclosures = known.enclosures if letter.events else []
    number = NUMBERS[len(enclosures)] if len(enclosures) < len(NUMBERS) else str(len(enclosures))
    section = Section(
        language="en",
        blocks=tuple(_blocks(filled, known, subject)),
        foot=line_of(known),
        foot_right="" if not enclosures else f"{number} enclosure{'s' if len(enclosures) > 1 else ''}",
    )
    return Paper(language="en", title=filled.subject, sections=(section,), one_page=True)


def _shown(filled: FilledLetter, share: Share) -> FilledLetter:
    """For this reader: a helper sees long numbers to the last four."""
    show = shown(share)
    return msgspec.structs.replace(
        filled,
        subject=show(filled.subject),
        rows=[(label, show(value)) for label, value in filled.rows],
        paragraphs=[show(text) for text in filled.paragraphs],
    )


def line_of(known: Frame) -> str:
    """Which account and line a page is about."""
    return ", ".join(filter(None, [f"Account {known.account}" if known.account else "", known.number]))


def _blocks(filled: FilledLetter, known: Frame, subject: Subject) -> list[Block]:
    letter, blanks = filled.letter, subject.catalogue.letter_blanks
    name = known.name or f"[{blanks.get('name', '')}]"
    *body, last = filled.paragraphs
    blocks: list[Block] = [
        Letterhead(
            (
                (Run(name, "strong"),),
                (Run("[street, city, state, ZIP]", "quiet"),),
                (Run(_reach(known, blanks.get("email", ""), letter), "quiet"),),
            ),
            us_day(subject.today),
        ),
        Paragraph((Run("\n".join(filled.to)),)),
        Heading(1, filled.subject),
        Table((), tuple(_row(label, text) for label, text in filled.rows or facts_rows(known, blanks)), LABELS),
        Paragraph((Run(f"Dear {known.carrier}," if letter.events else "To whom it may concern:"),)),
        *(block for text in body for block in _paragraphs(text)),
    ]
    if letter.events and known.events:
        blocks += [Heading(2, "What was done"), events_table(known)]
    if letter.events and known.enclosures:
        blocks += [Heading(2, "Enclosed"), enclosed(known)]
    return [
        *blocks,
        *_paragraphs(last),
        Paragraph((Run("Sincerely,"),), keep=True),
        Paragraph((BLANK, Run(f"\n{name}"))),
    ]


def _reach(known: Frame, blank: str, letter: Letter) -> str:
    mail = known.email or f"[{blank}]"
    if known.leaving_on and letter.events:
        return f"{mail}; abroad after {us_day(known.leaving_on)}, please write"
    return mail


def facts_rows(known: Frame, blanks: dict[str, str]) -> list[tuple[str, str]]:
    """Who and what it is about: holder, number, account, and what became of it."""
    moved, asked = known.of("moved"), known.of("requested")
    rows = [
        ("Account holder", known.name or f"[{blanks.get('name', '')}]"),
        ("Number", f"{known.number or '[' + blanks.get('line', '') + ']'}, {known.card}".rstrip(", ")),
        ("Account number", known.account or f"[{blanks.get('account_number', '')}]"),
    ]
    if moved:
        at = known.destination or "another company"
        when = f"requested on {us_day(asked.day)}; " if asked else ""
        rows.append(("Moved to", f"{at}, {when}completed on {us_day(moved.day)}"))
    if known.cycle_ends:
        rows.append(("Last day of the bill cycle", us_day(known.cycle_ends)))
    return rows


def events_table(known: Frame) -> Table:
    """What was done, by day."""
    latest = known.events[-MOST_EVENTS:]
    return Table((), tuple(_row(us_day(event.day), event.text) for event in latest), LABELS)


def enclosed(known: Frame) -> Items:
    """The enclosures with their letters."""
    return Items(tuple(Item((Run(item.title),), mark=mark) for mark, item in known.enclosures))


def _row(label: str, text: str) -> tuple[Line, ...]:
    return (Run(label, "quiet"),), (Run(text),)


def _paragraphs(text: str) -> list[Block]:
    """A paragraph; where its lines are numbered a list, with the words that lead into it."""
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if line.startswith(("1. ", "- "))), None)
    if first is None:
        return [Paragraph((Run(text),), keep=text.endswith(":"))]
    lead: list[Block] = [Paragraph((Run("\n".join(lines[:first])),), keep=True)] if first else []
    points = [line.partition(" ") for line in lines[first:]]
    return [*lead, Items(tuple(Item((Run(rest),), mark="" if mark == "-" else mark) for mark, _, rest in points))]
