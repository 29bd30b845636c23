"""Rules on words that end a line: marked where they stand, and never offered while the number must live."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.possible import before_the_move
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.findings import Fault
from simexit.core.knowledge.types import Fact, Letter, Reply, Script, Step, Topic, Trouble
from simexit.core.knowledge.yaml_lines import Path_
from simexit.core.language.text import FALLBACK

ENDING = re.compile(
    r"(?<!not )(?<!n't )(?<!never )(?<!to )(?<!without )(?<!do you )"
    r"\b(?:(?:cancel|end|terminate|close|disconnect)(?:ling|ing)? "
    r"(?:it|this|all|(?:the|my|this|that|one|a) (?:line|service|account|contract))\b"
    r"|please (?:cancel|end|close|terminate)\b(?! nothing))"
    r"|\b(?:want|ask you|ask|wish|like) to (?:cancel|end|close|terminate)\b"
    r"|\bdo not renew\b",
    re.IGNORECASE,
)
"""English that an agent takes as the request to end a line."""

MARK = "add `ends_line: true`"


@rule("unmarked-ending")
def unmarked_ending(folder: Folder) -> Iterator[Fault]:
    """Words that end a line are marked: `ends_line` on a reply, script or letter, `about_ending` on a topic.

    By the mark they are kept from everybody whose number must live.
    """
    for reply in folder.items(Reply):
        if not reply.value.ends_line:
            yield from _ending(reply, ("answer", FALLBACK), reply.value.answer[FALLBACK], MARK)
    for script in folder.items(Script):
        for index, line in enumerate(script.value.lines):
            if not script.value.ends_line and line.who == "you":
                yield from _ending(script, ("lines", index, "text", FALLBACK), line.text[FALLBACK], MARK)
    for letter in folder.items(Letter):
        if not letter.value.ends_line:
            yield from _ending(letter, ("body",), letter.value.body, MARK)
    about = {topic.id for topic in folder.catalogue.topics if topic.about_ending}
    for topic in folder.items(Topic):
        if not topic.value.about_ending:
            yield from _ending(topic, ("ask", FALLBACK), topic.value.ask[FALLBACK], "add `about_ending: true`")
    for fact in folder.items(Fact):
        if fact.value.ask is not None and fact.value.topic not in about:
            hint = "ask in other words, or mark the topic with `about_ending`"
            yield from _ending(fact, ("ask", FALLBACK), fact.value.ask[FALLBACK], hint)


@rule("ending-too-early")
def ending_too_early(folder: Folder) -> Iterator[Fault]:
    """Nobody whose number must live has a step, or help, that offers words which end the line.

    Somebody reads them out, and the number is gone. Marked replies and questions are left out of such a plan by
    themselves; scripts, letters and words in a check are part of their step.
    """
    kept = before_the_move(folder)
    scripts, letters = folder.catalogue.script_by_id, folder.catalogue.letter_by_id
    for item in folder.items(Step):
        step = item.value
        routes = sorted(place.route for place in kept if place.step == step.id)
        if not routes:
            continue
        hint = f"in the route `{routes[0]}` it comes while the number must live"
        if step.script in scripts and scripts[step.script].ends_line:
            yield item.fault(("script",), f"`{step.script}` ends the line.", hint)
        if step.letter in letters and letters[step.letter].ends_line:
            yield item.fault(("letter",), f"`{step.letter}` ends the line.", hint)
        for index, check in enumerate(step.checks):
            if check.say is not None:
                yield from _ending(item, ("checks", index, "say", FALLBACK), check.say[FALLBACK], hint)
    ending = {reply.id for reply in folder.catalogue.replies if reply.ends_line}
    for trouble in folder.items(Trouble):
        for index, name in enumerate(trouble.value.replies):
            if name in ending:
                yield trouble.fault(("replies", index), f"`{name}` ends the line.", "help is there for everybody")
        letter = trouble.value.letter
        if letter in letters and letters[letter].ends_line:
            yield trouble.fault(("letter",), f"`{letter}` ends the line.", "help is there for everybody")


def _ending(item: Item[Any], path: Path_, words: str, hint: str) -> Iterator[Fault]:
    found = ENDING.search(words)
    if found:
        yield item.fault(path, f"`{found[0]}` ends a line.", hint)
