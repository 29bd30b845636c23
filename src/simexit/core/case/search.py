"""Finding what a person has in mind: a step, a check, a fact, a word, trouble, a date, or a saved case.

All texts are looked through in English and in the reader's language, so that the English word on a bill and the
Chinese one on the screen find the same thing.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from simexit.core.case.case import Case, Glance
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.language.messages import show_date
from simexit.core.language.text import FALLBACK, Text, fill, pick
from simexit.core.plan.beside import about_carrier, troubles
from simexit.core.plan.navigate import OVERVIEW
from simexit.core.plan.types import PlanStep, ShownFact

Kind = Literal["step", "check", "date", "trouble", "fact", "about", "word", "case"]
ORDER: tuple[Kind, ...] = ("step", "check", "date", "trouble", "case", "word", "fact", "about")
"""Where two fit equally well, the nearer to what one does comes first."""
MOST = 12


class Entry(NamedTuple):
    """Something that can be found."""

    kind: Kind
    title: str
    """As it is read."""
    where: str
    """What it belongs to: the step of a check, the day of a date; empty where it stands alone."""
    target: str
    """Where it is: a step, the key of a fact, the id of a word or trouble, the path of a case."""
    look: str
    """All its words, in small letters, to be compared with."""


def entries(case: Case | None, catalogue: Catalogue, language: str, glances: Iterable[Glance] = ()) -> list[Entry]:
    """Everything that can be found: of the open case what its plan holds, the glossary, and the saved cases.

    Args:
        case: the open case, if one is open.
        catalogue: the procedures.
        language: in which results are read.
        glances: the saved cases.
    """
    speak = _Speaker(case, language)
    found = list(_of_plan(case, catalogue, speak)) if case is not None and case.has_plan else []
    for term in catalogue.terms:
        found.append(speak.entry("word", term.term, "", term.id, *term.also, speak.all(term.explain)))
    for glance in glances:
        found.append(_of_case(glance, language))
    return found


def search(found: Iterable[Entry], typed: str, most: int = MOST) -> list[Entry]:
    """Those that hold every word that was typed; what is called so comes before what only mentions it."""
    wanted = plain(typed)
    words = wanted.split()
    if not words:
        return []

    # "pin" is no part of "stopping"; Chinese has no such beginnings.
    begins = [re.compile(rf"(?<![a-z0-9]){re.escape(word)}" if word.isascii() else re.escape(word)) for word in words]

    def rank(entry: Entry) -> tuple[int, int, int]:
        title = plain(entry.title)
        if title == wanted or title.startswith(wanted):
            near = int(title != wanted)
        elif all(begin.search(title) for begin in begins):
            near = 2
        else:
            near = 3 if all(begin.search(entry.look) for begin in begins) else 4
        return near, ORDER.index(entry.kind), len(title)

    return sorted((entry for entry in found if all(word in entry.look for word in words)), key=rank)[:most]


def plain(text: str) -> str:
    """A text as it is compared: small letters, full-width signs as the usual ones."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


class _Speaker:
    def __init__(self, case: Case | None, language: str) -> None:
        self._case, self.language = case, language
        planned = case is not None and case.has_plan
        self._values = {tag: case.plan.values(tag) if planned and case else {} for tag in (language, FALLBACK)}

    def say(self, text: Text) -> str:
        """As the reader reads it."""
        return fill(pick(text, self.language), self._values[self.language])

    def all(self, text: Text | None) -> str:
        """In both languages, to be looked through."""
        return " ".join(fill(pick(text, tag), self._values[tag]) for tag in (self.language, FALLBACK)) if text else ""

    def entry(self, kind: Kind, title: Text, where: str, target: str, *more: str) -> Entry:
        return Entry(kind, self.say(title), where, target, plain(" ".join((self.all(title), *more))))


def _of_plan(case: Case, catalogue: Catalogue, speak: _Speaker) -> Iterator[Entry]:
    plan = case.plan
    seen: set[str] = set()
    for step in plan.steps:
        name = speak.say(step.step.title)
        yield speak.entry("step", step.step.title, "", step.id, speak.all(step.step.why), *_written(case, step))
        for check in step.checks:
            more = (speak.all(check.hint), speak.all(check.say))
            yield speak.entry("check", check.text, name, step.id, *more)
        for shown in (*step.facts, *step.more):
            seen.add(shown.key)
            yield _fact("fact", shown, name, step.id, speak)
    for one in case.progress.dates:
        if one.day is not None:
            days = [show_date(one.day, speak.language), one.day.isoformat()]
            yield speak.entry("date", one.title, days[0], one.step or OVERVIEW, *days)
    for trouble in troubles(plan, catalogue, case.today):
        body = [speak.all(text) for text in trouble.trouble.do]
        body += [f"{speak.all(reply.hears)} {speak.all(reply.answer)}" for reply in trouble.replies]
        yield speak.entry("trouble", trouble.trouble.title, "", trouble.trouble.id, *body)
    for topic in about_carrier(plan, catalogue, case.today):
        for shown in topic.facts:
            if shown.key not in seen:
                yield _fact("about", shown, speak.say(topic.topic.title), shown.key, speak)


def _fact(kind: Kind, shown: ShownFact, where: str, target: str, speak: _Speaker) -> Entry:
    return speak.entry(kind, shown.fact.says, where, target, plain(where), shown.heard or "")


def _written(case: Case, step: PlanStep) -> Iterator[str]:
    """What the person wrote at a step."""
    yield case.notes.get(step.id, "")
    for value in case.fields.get(step.id, {}).values():
        yield value if isinstance(value, str) else " ".join(account.name for account in value)


def _of_case(glance: Glance, language: str) -> Entry:
    path: Path = glance.path
    if glance.case is None:
        return Entry("case", path.stem, "", str(path), plain(path.stem))
    session, carrier = glance.case.session, glance.case.plan.carrier
    brand = carrier.called(language)
    title = f"{brand}, {session.line}" if session.line else brand
    changed: datetime.date = session.changed.date()
    names = [carrier.name, *(carrier.names or {}).values(), *carrier.nicknames, path.stem, changed.isoformat()]
    return Entry("case", title, show_date(changed, language, short=True), str(path), plain(" ".join([title, *names])))
