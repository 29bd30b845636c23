"""Sheets to have in one's hand: to take along, to ask the carrier from, and for the holder of the account."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from simexit.core.case.progress import progress
from simexit.core.case.session import Session
from simexit.core.errors import N_, NoSuchPart
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.conditions import Situation, holds
from simexit.core.knowledge.phone_numbers import e164, is_toll_free, spoken
from simexit.core.knowledge.types import SheetLine
from simexit.core.language import days
from simexit.core.language.text import Text, fill, meaning_of
from simexit.core.plan.facts import plain_words
from simexit.core.plan.types import Plan, PlanStep, ShownFact
from simexit.core.report.document import BLANK, Block, Heading, Item, Items, Line, Paper, Paragraph, Run, Section, Table
from simexit.core.report.subject import Subject, frame, shown
from simexit.core.report.types import Share
from simexit.core.wording import Wording, doubt

MOST_DATES = 5
"""Days on a sheet of one page."""

# --- to take along ---------------------------------------------------------------------------------------------------


def take_along(subject: Subject, language: str, share: Share) -> Paper:
    """One page for the bag: what to have ready, whom to call, what must stand before the act, and by when."""
    voice = subject.voice(language)
    _ = voice.words
    title = _("{carrier}: to take along", carrier=voice.brand())
    return Paper(
        language=language,
        title=title,
        sections=(
            Section(
                language=language,
                blocks=tuple(_take_along(subject, voice, title, share)),
                foot=shown(share)(subject.session.line),
            ),
        ),
        one_page=True,
    )


def _take_along(subject: Subject, voice: Wording, title: str, share: Share) -> Iterable[Block]:
    _, plan = voice.words, subject.plan
    yield Heading(1, title)
    yield Table(
        (),
        (
            ((Run(_("Number of the line"), "quiet"),), (_or_blank(frame(subject, share).number),)),
            ((Run(_("Account number"), "quiet"),), (BLANK,)),
            ((Run(_("Reference number"), "quiet"),), (BLANK,)),
        ),
        (34, 66),
    )
    yield Paragraph(
        (Run(_("No PIN and no password on this sheet. Keep them in your head or in a password manager."), "danger"),)
    )
    pins = _told(subject, "pin")
    if pins:
        yield Heading(2, _("PIN and account number"))
        yield Items(tuple(Item(_fact(shown, voice)) for shown in pins))
    numbers = _told(subject, "number")
    if numbers:
        yield Heading(2, _("Numbers to call"))
        yield Table(
            (), tuple(((Run(number, "strong"),), _fact(shown, voice)) for number, shown in _numbers(numbers)), (24, 76)
        )
    state = progress(plan, subject.session, subject.catalogue, subject.today)
    killers = [
        Item(
            (Run(voice.text(voice.catalogue.killer_by_id[name].title)),),
            ticked=subject.session.is_ticked(owner[0].id, owner[1].id),
        )
        for name in dict.fromkeys(need for step in plan.steps for need in step.needs)
        if (owner := plan.killer_owner(name))
    ]
    if killers:
        yield Heading(2, _("Must be true before anything is ended"))
        yield Items(tuple(killers))
    yield Heading(2, _("What to do, in this order"))
    yield Items(
        tuple(
            Item(
                (
                    Run(voice.text(step.step.step.title)),
                    *([Run("  " + _("cannot be undone"), "danger")] if step.step.step.irreversible else []),
                ),
                ticked=step.state == "completed",
            )
            for sitting in state.sittings
            for step in sitting.steps
        )
    )
    dates = [date for date in state.dates if date.day and date.day >= subject.today][:MOST_DATES]
    if dates:
        yield Heading(2, _("Dates"))
        yield Table(
            (),
            tuple(
                ((Run(voice.day(date.day), "strong"),), (Run(voice.date_title(date)),)) for date in dates if date.day
            ),
            (24, 76),
        )


def _told(subject: Subject, sheet: Literal["pin", "number"]) -> list[ShownFact]:
    """The carrier's facts of the plan that belong there, in the order of their topics; the best of each first."""
    plan = subject.plan
    shown = [fact for step in plan.steps for fact in (*step.facts, *step.more)]
    shown += [action.source for step in plan.steps for action in step.actions if action.source]
    once = {fact.key: fact for fact in shown if fact.key.partition("/")[0] == plan.carrier.slug}
    topics = [topic.id for topic in subject.catalogue.topics if topic.sheet == sheet]
    return [fact for topic in topics for fact in once.values() if fact.fact.topic == topic]


def _numbers(facts: list[ShownFact]) -> list[tuple[str, ShownFact]]:
    """Each number once; those that also work from abroad last, where one looks for the rest."""
    found: dict[str, ShownFact] = {}
    for fact in facts:
        for word in plain_words(fact.fact.value):
            if word.isdigit() or e164(word):
                found.setdefault(word, fact)
    order = sorted(found.items(), key=lambda pair: not (pair[0].isdigit() or is_toll_free(pair[0])))
    return [(spoken(number), fact) for number, fact in order]


def _fact(shown: ShownFact, voice: Wording) -> Line:
    """What is known; the carrier's own answer stands instead."""
    if shown.heard:
        return (Run(shown.heard),)
    says = voice.text(shown.fact.says)
    lead = doubt(says, voice.words) if shown.status == "ask" else ""
    return ((Run(lead, "doubt"),) if lead else ()) + (Run(says),)


# --- to ask the carrier from -----------------------------------------------------------------------------------------


def to_ask(
    plan: Plan, session: Session, catalogue: Catalogue, steps: Iterable[PlanStep]
) -> list[tuple[str, Text, str]]:
    """Everything that these steps leave to be asked of the carrier, once: key, question, and any answer.

    Doubtful facts of the carrier, shown or folded, and things of which nothing is known.
    """
    heard = session.fact_answers
    found: dict[str, tuple[str, Text, str]] = {}
    for step in steps:
        asked = [(shown.key, _question(shown, catalogue)) for shown in (*step.facts, *step.more)]
        asked += [(topic.key, topic.topic.ask) for topic in step.open_topics]
        for key, question in asked:
            if question is not None and key.partition("/")[0] == plan.carrier.slug:
                answer = heard[key].answer if key in heard else ""
                if question["en"] not in found or (answer and not found[question["en"]][2]):
                    found[question["en"]] = (key, question, answer)
    return list(found.values())


def _question(shown: ShownFact, catalogue: Catalogue) -> Text | None:
    """What is to be asked of a doubtful fact, or was: with the answer it is in doubt no more."""
    if shown.heard is None:
        return shown.question
    topic = catalogue.topic_by_id.get(shown.fact.topic)
    return shown.fact.ask or (topic.ask if topic else None)


def call_sheet(subject: Subject, language: str, share: Share) -> Paper:
    """Everything that the carrier has to be asked, with the English to say and room for the answers.

    Raises:
        NoSuchPart: there is nothing to ask, or nobody who may be asked.
    """
    voice = subject.voice(language)
    _ = voice.words
    questions = to_ask(subject.plan, subject.session, subject.catalogue, subject.plan.steps)
    scripts = [] if subject.plan.route.discreet else [
        step.step.script for step in subject.plan.steps if step.step.script
    ]  # fmt: skip
    if not questions and not scripts:
        raise NoSuchPart("calls", "")
    title = _("{carrier}: to ask on the phone or in the chat", carrier=voice.brand())
    return Paper(
        language=language,
        title=title,
        sections=(
            Section(
                language=language,
                blocks=tuple(_calls(subject, voice, title, questions, scripts, shown(share))),
                foot=shown(share)(subject.session.line),
            ),
        ),
    )


def _calls(
    subject: Subject,
    voice: Wording,
    title: str,
    questions: list[tuple[str, Text, str]],
    scripts: list[str],
    show: Callable[[str], str],
) -> Iterable[Block]:
    _ = voice.words
    yield Heading(1, title)
    yield Table(
        (),
        tuple(
            ((Run(label, "quiet"),), (BLANK,)) for label in (_("Day and hour"), _("Spoke with"), _("Reference number"))
        ),
        (34, 66),
    )
    numbers = _numbers(_told(subject, "number"))
    if numbers:
        yield Paragraph((Run(_("Call: {list}", list=_.apart(number for number, _fact in numbers)), "strong"),))
    yield Paragraph((Run(_("Never say a password. A PIN only when you have called them yourself."), "danger"),))
    if questions:
        yield Heading(2, _("Ask"))
        rows = [
            (_say(question, voice), (Run(show(answer)),) if answer else (BLANK, BLANK))
            for _key, question, answer in questions
        ]
        yield Table((_("Say"), _("Answer")), tuple(rows), (62, 38))
    for name in dict.fromkeys(scripts):
        script = voice.catalogue.script_by_id[name]
        yield Heading(2, voice.text(script.title))
        yield Items(tuple(Item(_say(line.text, voice)) for line in script.lines if line.who == "you"))


def _say(words: Text, voice: Wording) -> Line:
    """The English to say, and what it means."""
    meaning = fill(meaning_of(words, voice.language), voice.plan.values(voice.language))
    return (Run(voice.english(words), "strong"), *((Run(f"\n{meaning}", "quiet"),) if meaning else ()))


# --- for the holder of the account -----------------------------------------------------------------------------------


def owner_sheet(subject: Subject, language: str, share: Share) -> Paper:
    """One page for the holder of the account: what to do, what to bring, what to report back; in English and in the
    reader's language, since nobody knows which of them the holder reads.

    Raises:
        NoSuchPart: the line is on nobody else's plan, or the holder must not learn of it.
    """
    plan, sheet = subject.plan, subject.catalogue.owner_sheet
    situation = Situation({**plan.answers, "route": plan.route.id}, frozenset())
    if plan.route.discreet or not holds(sheet.when, situation):
        raise NoSuchPart("owner", "")
    voices = [subject.voice(tongue) for tongue in dict.fromkeys(["en", language])]
    titles = [voice.words("For the holder of the account with {carrier}", carrier=voice.brand()) for voice in voices]

    def both(lines: list[SheetLine]) -> list[Line]:
        return [_both(line.text, voices) for line in lines if holds(line.when, situation)]

    known = frame(subject, share)
    agreed = [
        day
        for step in plan.steps
        for field in step.fields
        if field.letter == "agreed_on"
        if (day := subject.session.field_text(step.id, field.id))
    ]
    rows = [
        (N_("From"), known.name),
        (N_("Number of the line"), known.number),
        (N_("Agreed day"), _days(agreed, voices)),
    ]
    blocks: list[Block] = [
        Heading(1, " · ".join(dict.fromkeys(titles))),
        Table(
            (), tuple(((Run(_heading(label, voices), "quiet"),), (_or_blank(text),)) for label, text in rows), (34, 66)
        ),
        Heading(2, _heading(N_("What I ask you to do"), voices)),
        Items(tuple(Item(line, ticked=False) for line in both(sheet.ask))),
        Heading(2, _heading(N_("What to bring"), voices)),
        Items(tuple(Item(line) for line in both(sheet.bring))),
        Heading(2, _heading(N_("Please write down and send me"), voices)),
        Table((), tuple((line, (BLANK,)) for line in both(sheet.report)), (50, 50)),
    ]
    return Paper(
        language=language,
        title=titles[-1],
        sections=(Section(language=language, blocks=tuple(blocks)),),
        one_page=True,
    )


def _both(text: Text, voices: list[Wording]) -> Line:
    first, *others = [voice.text(text) for voice in voices]
    return (Run(first), *(Run(f"\n{other}", "quiet") for other in others if other != first))


def _heading(words: str, voices: list[Wording]) -> str:
    return " · ".join(dict.fromkeys(voice.words(words) for voice in voices))


def _days(saved: list[str], voices: list[Wording]) -> str:
    return " · ".join(dict.fromkeys(days.shown(saved[0], voice.language) for voice in voices)) if saved else ""


def _or_blank(text: str) -> Run:
    return Run(text) if text else BLANK
