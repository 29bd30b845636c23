"""Rules on length: a page that one can read, checks that one can see done, and nothing said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.possible import placed, routes_with, situations, together
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.conditions import holds
from simexit.core.knowledge.findings import Fault
from simexit.core.knowledge.types import Carrier, Check, CommonFacts, Condition, Fact, Step
from simexit.core.knowledge.yaml_lines import Path_
from simexit.core.language.text import FALLBACK
from simexit.core.plan.weight import MOST_CHECKS, MOST_WORDS, page_words, words_in

MOST_WORDS_OF_A_CHECK = 20
MOST_WORDS_OF_A_FACT = 40

NO_VERB = re.compile(
    r"(?:the|an?|your?|you|it|this|that|these|those|my|our|we|i|no|not|if|when|how|what|why|where|which|who|whose|is|are"
    r"|was|were|all|every|each|any|some|for|from|with|without|before|after|until|in|on|at|by|to|of|about"
    r"|number|phone|account|bill|card|sim|esim|line|money|\w{2,}(?:ing|tion|ment|ness))\b",
    re.IGNORECASE,
)
"""First words of a title that says what there is, not what to do."""

CONVICTION = re.compile(
    r"you (?:have )?(?:know|knew|known|understand|understood|reali[sz]ed?|believe|are (?:sure|aware|certain|clear))\b"
    r"|(?:it is |it's )?clear (?:that|to you)",
    re.IGNORECASE,
)
CONVICTION_ZH = re.compile(r"(?:您|你)?(?:已经?)?(?:知道|明白|了解|清楚|懂得)(?!到)")


@rule("too-many-checks")
def too_many_checks(folder: Folder) -> Iterator[Fault]:
    """Nobody has more than five checks to tick on one page.

    A long list of checks is ticked without being read.
    """
    for item in folder.items(Step):
        most = max(len(checks) for checks, _ in _pages(item.value, folder))
        if most > MOST_CHECKS:
            sentence = f"`{item.value.id}` can have {most} checks at once; {MOST_CHECKS} is the most."
            yield item.fault(("checks",), sentence, "merge two, or move one to `more` as a fact")


@rule("too-many-words")
def too_many_words(folder: Folder) -> Iterator[Fault]:
    """A page stays within its words even before any fact is shown, whatever was answered."""
    for item in folder.items(Step):
        most = max(words for _, words in _pages(item.value, folder))
        if most > MOST_WORDS:
            sentence = f"`{item.value.id}` can have {most} English words; {MOST_WORDS} is the most."
            yield item.fault(("checks",), sentence, "shorten it; a page is read standing at a counter")


@rule("no-checks")
def no_checks(folder: Folder) -> Iterator[Fault]:
    """Whoever has a step has something to tick in it.

    Without a tick a step is never done, and what comes after it waits for ever.
    """
    for item in folder.items(Step):
        if min(len(checks) for checks, _ in _pages(item.value, folder)) == 0:
            sentence = f"`{item.value.id}` can come without any check."
            yield item.fault(("id",), sentence, "let one check always apply, or narrow `when` of the step")


@rule("long-check")
def long_check(folder: Folder) -> Iterator[Fault]:
    """A check is one line: what one does or sees, in twenty words at most."""
    for item in folder.items(Check):
        words = words_in(item.value.text)
        if words > MOST_WORDS_OF_A_CHECK:
            sentence = f"The check has {words} English words; {MOST_WORDS_OF_A_CHECK} is the most."
            yield item.fault(("text", FALLBACK), sentence, "say the rest in `hint`, or make two checks of it")


@rule("long-fact")
def long_fact(folder: Folder) -> Iterator[Fault]:
    """A fact is said in forty words at most; what else a reader should know is its `note`."""
    for item in folder.items(Fact):
        words = words_in(item.value.says)
        if words > MOST_WORDS_OF_A_FACT:
            sentence = f"The fact has {words} English words; {MOST_WORDS_OF_A_FACT} is the most."
            yield item.fault(("says", FALLBACK), sentence, "move part of it to `note`", "warning")


@rule("title-verb")
def title_verb(folder: Folder) -> Iterator[Fault]:
    """The title of a step begins with a verb: it is something to do."""
    for item in folder.items(Step):
        title = item.value.title[FALLBACK]
        if NO_VERB.match(title):
            yield item.fault(("title", FALLBACK), f"`{title}` does not begin with a verb.", "say what to do")


@rule("conviction")
def conviction(folder: Folder) -> Iterator[Fault]:
    """A check is an act or a result that one can see, never a conviction ("You know that …").

    Everybody ticks what they believe; nobody can tell whether it is so.
    """
    for item in folder.items(Check):
        for language, words in item.value.text.items():
            found = (CONVICTION_ZH if language.startswith("zh") else CONVICTION).match(words)
            if found:
                yield item.fault(("text", language), f"`{found[0]}` is a conviction.", "say what one sees or has done")


@rule("said-twice")
def said_twice(folder: Folder) -> Iterator[Fault]:
    """No sentence stands twice in files that can meet in one plan.

    Who reads the same again begins to skip. Looked at are titles, whys, checks and hints of the steps of a route, and
    the facts of a carrier beside the common ones.
    """
    steps = {item.value.id: item for item in folder.items(Step)}
    told: set[tuple[str, Path_]] = set()
    for route in folder.catalogue.routes:
        first: dict[str, list[tuple[Item[Any], list[Condition | None]]]] = {}
        for name, when in dict(placed(route)).items():
            if name not in steps:
                continue
            for item, path, text, own in _sentences(steps[name]):
                conditions = [when, steps[name].value.when, own]
                for other, others in first.get(text, ()):
                    place = (item.document.file.name, (*item.path, *path))
                    if place not in told and together([route.when, *conditions, *others], [route.id]):
                        told.add(place)
                        line = other.document.place(other.path).line
                        sentence = f"`{_short(text)}` stands twice in the route `{route.id}`."
                        yield item.fault(path, sentence, f"the first is in line {line} of {other.document.file.name}")
                first.setdefault(text, []).append((item, conditions))
    common = {item.value.says[FALLBACK]: item for item in folder.items(Fact) if item.within(CommonFacts)}
    by_carrier: dict[str, dict[str, Item[Fact]]] = {}
    for fact in folder.items(Fact):
        carrier = fact.within(Carrier)
        if carrier is None:
            continue
        seen = by_carrier.setdefault(carrier.value.slug, dict(common))
        says = fact.value.says[FALLBACK]
        twin = seen.setdefault(says, fact)
        if twin is not fact and together([twin.value.when, fact.value.when], sorted(folder.names["route"])):
            line = twin.document.place(twin.path).line
            sentence = f"`{_short(says)}` stands twice for {carrier.value.name}."
            yield fact.fault(("says", FALLBACK), sentence, f"the first is in line {line} of {twin.document.file.name}")


def _pages(step: Step, folder: Folder) -> Iterator[tuple[list[Check], int]]:
    """Each page that a step can make: its checks, and its English words without facts."""
    conditions = [step.when, *(check.when for check in step.checks), *(field.when for field in step.fields)]
    for situation in situations(conditions, routes_with(step, folder)):
        if holds(step.when, situation):
            checks = [check for check in step.checks if holds(check.when, situation)]
            fields = [field for field in step.fields if holds(field.when, situation)]
            yield checks, page_words(step.title, step.why, checks, fields, ())


def _sentences(step: Item[Step]) -> Iterator[tuple[Item[Any], Path_, str, Condition | None]]:
    yield step, ("title", FALLBACK), step.value.title[FALLBACK], None
    yield step, ("why", FALLBACK), step.value.why[FALLBACK], None
    for index, check in enumerate(step.value.checks):
        yield step, ("checks", index, "text", FALLBACK), check.text[FALLBACK], check.when
        if check.hint:
            yield step, ("checks", index, "hint", FALLBACK), check.hint[FALLBACK], check.when


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:47]}…"
