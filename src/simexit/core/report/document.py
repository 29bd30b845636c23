"""The report as a page: headings, paragraphs, tables and lists in their order, for every form that people read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Literal

import msgspec

from simexit.core.language.messages import Words, show_date, words
from simexit.core.report.types import (
    CheckLine,
    DateLine,
    Entry,
    FactLine,
    LostLine,
    ReportModel,
    SittingLine,
    StepLine,
)
from simexit.core.wording import doubt

Style = Literal["", "strong", "quiet", "doubt", "danger", "blank"]
"""`blank` is a line to write on; it has no text of its own."""


class Run(msgspec.Struct, frozen=True):
    """A piece of text of one style; an address where it may be followed."""

    text: str
    style: Style = ""
    href: str = ""


BLANK = Run("", "blank")

Line = tuple[Run, ...]
"""One paragraph or cell."""


class Heading(msgspec.Struct, frozen=True):
    """A title of the whole, a part or a sitting. It never stands alone at the foot of a page."""

    level: Literal[1, 2, 3]
    text: str


class Paragraph(msgspec.Struct, frozen=True):
    """Text that stands alone."""

    line: Line
    keep: bool = False
    """It leads into what follows, and stays on its page."""


class Letterhead(msgspec.Struct, frozen=True):
    """Who writes, and on what day."""

    lines: tuple[Line, ...]
    day: str


class Table(msgspec.Struct, frozen=True):
    """Rows of equally many cells; the first cell of a row names it. No row is cut by the end of a page."""

    heads: tuple[str, ...]
    """Empty: the first column names the second."""
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...] = ()
    """Of the columns, in percent."""


class Item(msgspec.Struct, frozen=True):
    """One point of a list."""

    line: Line
    ticked: bool | None = None
    """A ticked or open point; None for a plain one."""
    mark: str = ""
    """What stands before it instead of a bullet: `1.`, `A`."""


class Items(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple[Item, ...]


Block = Heading | Paragraph | Letterhead | Table | Items


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in one language; each is on pages of its own, which are counted by themselves."""

    language: str
    blocks: tuple[Block, ...]
    foot: str = ""
    """At the left of each page's foot: whose it is."""
    foot_right: str = ""
    """After the number of the page: how many enclosures there are."""


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """Something to print, send or keep, in any form that people read."""

    language: str
    """Of the reader; sections may differ."""
    title: str
    sections: tuple[Section, ...]
    one_page: bool = False
    """It has to fit on one sheet; type is set smaller where it does not."""

    @property
    def blocks(self) -> list[Block]:
        """All of it, from the first page to the last. The title of a further section is a part of the whole."""
        first, *others = self.sections
        return [*first.blocks, *(lowered(block) for section in others for block in section.blocks)]


def lowered(block: Block) -> Block:
    """A heading of a further section, one level down: a page has one title."""
    if isinstance(block, Heading):
        return Heading(2 if block.level == 1 else 3, block.text)
    return block


def layout(model: ReportModel) -> list[Block]:
    """The blocks of the report, from the head to the sources."""
    return list(_Layout(model).blocks())


def printable(text: str) -> str:
    """Text without what no page can hold: control characters but line ends and tabs, halves of characters.

    The separators of lines and paragraphs that some programs paste are line ends.
    """
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(char for char in text if char in "\n\t" or (char >= " " and char != "\x7f"))


class _Layout:
    def __init__(self, model: ReportModel) -> None:
        self.model = model
        self.words: Words = words(model.language)

    def blocks(self) -> Iterable[Block]:
        model, _ = self.model, self.words
        yield Heading(1, model.title)
        yield self._head()
        yield Paragraph((Run(model.share_text, "quiet"),))
        yield Heading(2, _("How this line is ended: {route}", route=model.route_title))
        yield Paragraph((Run(model.route_why),))
        yield from (Paragraph((Run(notice),)) for notice in model.notices)
        yield from self._alerts()
        yield from self._entries(_("The situation"), model.situation)
        yield from self._dates()
        yield from self._to_do()
        yield from self._done()
        yield from self._carrier_said()
        yield from self._evidence()
        yield from self._lost()
        yield from self._facts(_("What is known about {carrier}", carrier=model.carrier_name), carrier=True)
        yield from self._facts(_("What applies to every carrier"), carrier=False)
        yield Paragraph(
            (
                Run(
                    _(
                        "Made with {program} from the person’s own entries. It is not legal advice. What is marked as "
                        "reported was not confirmed by the carrier.",
                        program=model.program,
                    ),
                    "quiet",
                ),
            )
        )

    def _head(self) -> Table:
        model, _ = self.model, self.words
        rows = [
            (_("Report made on"), self._day(model.made)),
            (_("Carrier"), model.carrier_name),
            (_("Line"), model.line),
            (_("Card"), model.card),
            (
                _("Progress"),
                ""
                if model.steps_done is None
                else _("{done} of {total} steps are completed", done=model.steps_done, total=model.steps_total),
            ),
            *((entry.label, entry.value) for entry in model.milestones),
        ]
        return _pairs(rows)

    def _alerts(self) -> Iterable[Block]:
        model, _ = self.model, self.words
        if not model.alerts:
            return
        yield Heading(2, _("Know this before you begin"))
        items = []
        for alert in model.alerts:
            lead = doubt(alert.text, _) if alert.reported else ""
            tag = [Run(lead, "doubt")] if lead else []
            items.append(
                Item(
                    (
                        *tag,
                        Run(alert.text),
                        Run(
                            "\n" + _("{line}. Source: {address}", line=alert.source_line, address=alert.source), "quiet"
                        ),
                    )
                )
            )
        yield Items(tuple(items))

    def _entries(self, title: str, entries: list[Entry]) -> Iterable[Block]:
        if entries:
            yield Heading(2, title)
            yield _pairs([(entry.label, entry.value) for entry in entries])

    def _dates(self) -> Iterable[Block]:
        model, _ = self.model, self.words
        known = [date for date in model.dates if date.day]
        if not known and model.share != "public":
            return
        yield Heading(2, _("Dates"))
        if known:
            yield Table(
                (_("Day"), _("What"), _("How it is worked out"), _("State")),
                tuple(
                    (
                        (Run(self._day(date.day)),),
                        self._date_name(date),
                        self._rule(date),
                        (Run(date.state_text, "danger" if date.state == "overdue" else ""),),
                    )
                    for date in known
                ),
            )
        # What waits for a date is no use to a person; the public copy has nothing but the rules.
        waiting = [date for date in model.dates if not date.day and model.share == "public"]
        if waiting:
            yield Table(
                (_("What"), _("How it is worked out")),
                tuple((self._date_name(date), self._rule(date)) for date in waiting),
            )

    def _date_name(self, date: DateLine) -> Line:
        kind = [] if date.kind == "own" else [Run(f"\n{date.kind_text}", "quiet")]
        return (Run(date.title), *kind)

    def _rule(self, date: DateLine) -> Line:
        doubt = [Run("\n" + self.words("The number of days is reported, not certain."), "doubt")]
        return (Run(date.rule), *(doubt if date.reported else []))

    def _to_do(self) -> Iterable[Block]:
        model, _ = self.model, self.words
        if model.to_do:
            yield Heading(2, _("Still to do"))
            yield Items(
                tuple(
                    Item(
                        (
                            Run(step.title, "strong"),
                            *([Run("  " + _("cannot be undone"), "danger")] if step.irreversible else []),
                            Run(f"  {step.state_text}", "quiet"),
                            *(
                                [
                                    Run(
                                        "\n" + _("First this must be true: {list}", list=_.apart(step.still_open)),
                                        "danger",
                                    )
                                ]
                                if step.still_open
                                else []
                            ),
                        ),
                        ticked=False,
                    )
                    for step in model.to_do
                )
            )
        if model.to_ask:
            yield Heading(2, _("Still to ask the carrier"))
            yield Items(tuple(Item(self._question(line.question, line.english)) for line in model.to_ask))

    def _question(self, question: str, english: str) -> Line:
        return (Run(question),) if question == english else (Run(english), Run(f"\n{question}", "quiet"))

    def _done(self) -> Iterable[Block]:
        model, _ = self.model, self.words
        yield Heading(2, _("Steps") if model.share == "public" else _("What was done, and when"))
        for stage in model.stages:
            yield Heading(3, stage.title)
            if stage.state_text:
                yield Paragraph((Run(self._stage_state(stage), "quiet"),), keep=True)
            if model.share == "public":
                if stage.steps:
                    yield Items(
                        tuple(
                            Item(
                                (
                                    Run(step.title),
                                    *([Run("  " + _("cannot be undone"), "danger")] if step.irreversible else []),
                                ),
                            )
                            for step in stage.steps
                        )
                    )
                continue
            for step in stage.steps:
                yield from self._step(step)

    def _stage_state(self, stage: SittingLine) -> str:
        if stage.done_on:
            return self.words("{state}; closed on {day}", state=stage.state_text, day=self._day(stage.done_on))
        return stage.state_text

    def _step(self, step: StepLine) -> Iterable[Block]:
        _ = self.words
        head = [Run(step.title, "strong")]
        if step.irreversible:
            head.append(Run("  " + _("cannot be undone"), "danger"))
        goes_on = bool(step.skipped or step.override or step.values or step.note or step.state == "in-progress")
        yield Paragraph((*head, Run(f"  {step.state_text}", "quiet")), keep=goes_on)
        if step.skipped:
            yield Paragraph((Run(_("Does not apply, because: {reason}", reason=step.skipped)),))
        if step.override:
            yield self._override(step.override)
        touched = any(check.ticked for check in step.checks) or step.values or step.note
        if step.checks and (touched or step.state == "in-progress"):
            yield self._checks(step.checks)
        yield from self._values(step.values, step.note)

    def _override(self, entry: Entry) -> Paragraph:
        day = self._day(entry.day)
        if not entry.value:
            return Paragraph((Run(self.words("{label}: {value}", label=entry.label, value=day), "danger"),))
        text = self.words("{what}, {day}. Reason: {reason}", what=entry.label, day=day, reason=entry.value)
        return Paragraph((Run(text, "danger"),))

    def _checks(self, checks: list[CheckLine]) -> Items:
        return Items(
            tuple(
                Item(
                    (Run(check.text), *([Run(f"  {self._day(check.on)}", "quiet")] if check.on else [])),
                    ticked=check.ticked,
                )
                for check in checks
            )
        )

    def _values(self, values: list[Entry], note: str) -> Iterable[Block]:
        rows = [(entry.label, entry.value) for entry in values]
        if note:
            rows.append((self.words("Notes"), note))
        if rows:
            yield _pairs(rows)

    def _carrier_said(self) -> Iterable[Block]:
        model, _ = self.model, self.words
        if model.carrier_said:
            yield Heading(2, _("What the carrier answered"))
            yield Table(
                (_("Question"), _("Answer"), _("Day")),
                tuple(
                    ((Run(entry.label),), (Run(entry.value),), (Run(self._day(entry.day)),))
                    for entry in model.carrier_said
                ),
            )

    def _evidence(self) -> Iterable[Block]:
        model, _ = self.model, self.words
        if model.evidence:
            yield Heading(2, _("Files that prove it"))
            yield Table(
                (_("File"), _("Step"), _("Added on"), _("Fingerprint (SHA-256)")),
                tuple(
                    (
                        (Run(item.title), *([Run(f"\n{item.file}", "quiet")] if item.file != item.title else [])),
                        (Run(item.step_title),),
                        (Run(self._day(item.on)),),
                        (Run(f"{item.sha256}…"),),
                    )
                    for item in model.evidence
                ),
            )

    def _lost(self) -> Iterable[Block]:
        model, _ = self.model, self.words
        if not model.lost:
            return
        yield Heading(2, _("Kept from steps that have changed or left your plan"))
        for lost in model.lost:
            yield from self._lost_step(lost)

    def _lost_step(self, lost: LostLine) -> Iterable[Block]:
        yield Paragraph((Run(lost.title, "strong"),), keep=True)
        if lost.skipped:
            yield Paragraph((Run(self.words("Does not apply, because: {reason}", reason=lost.skipped)),))
        if lost.override:
            yield self._override(lost.override)
        if lost.checks:
            yield self._checks(lost.checks)
        yield from self._values(lost.values, lost.note)

    def _facts(self, title: str, *, carrier: bool) -> Iterable[Block]:
        _ = self.words
        facts = [fact for fact in self.model.facts if fact.about_carrier == carrier]
        if facts:
            yield Heading(2, title)
            yield Table(
                (_("What is said"), _("Who says so")),
                tuple((self._says(fact), self._source(fact)) for fact in facts),
            )

    def _says(self, fact: FactLine) -> Line:
        _ = self.words
        runs: list[Run] = []
        if fact.answer:
            day = self._day(fact.answered_on)
            # What the carrier itself says stands instead of what was only reported.
            return (Run(_("The carrier answered on {day}: {answer}", day=day, answer=fact.answer)),)
        lead = doubt(fact.says, _) if fact.status == "ask" else ""
        if lead:
            runs.append(Run(lead, "doubt"))
        runs.append(Run(fact.says))
        if fact.note:
            runs.append(Run(f"\n{fact.note}", "quiet"))
        if fact.conflicts:
            runs.append(Run("\n" + _("Another source differs: {text}", text=fact.conflicts), "doubt"))
        if fact.status == "ask" and fact.question and not fact.answer:
            runs.append(Run("\n" + _("Ask: “{question}”", question=fact.question), "quiet"))
        return tuple(runs)

    def _source(self, fact: FactLine) -> Line:
        if fact.answer:
            return (Run(self.model.carrier_name, "quiet"),)
        address = Run(f"\n{fact.source}", "quiet", href=fact.source if fact.link else "")
        others = [Run(f"\n{other}", "quiet") for other in fact.conflict_sources]
        return (Run(fact.source_line, "quiet"), address, *others)

    def _day(self, day: datetime.date | None) -> str:
        return show_date(day, self.model.language) if day else ""


def _pairs(rows: list[tuple[str, str]]) -> Table:
    return Table((), tuple(((Run(label, "quiet"),), (Run(value),)) for label, value in rows if value))
