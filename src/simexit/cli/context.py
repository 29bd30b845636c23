"""What every command needs: the language, the knowledge, the clock, and what only Qt can do."""

from __future__ import annotations

import datetime
import json
import locale
import os
import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from simexit.core.errors import NotADate, UnknownLanguage, WrongUsage
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.language import days
from simexit.core.language.messages import Words, language_for, languages, words

if TYPE_CHECKING:
    from simexit.core.report.document import Paper


class Window(NamedTuple):
    """What the command line cannot do itself, given in by `__main__`."""

    make_pdf: Callable[[Paper], bytes]
    """Draws a paper as PDF."""
    open_and_leave: Callable[[], None]
    """Opens the window, loads everything, and closes it. Raises if that fails."""


class Context:
    """One run of a command."""

    def __init__(self, language: str | None, window: Window) -> None:
        self.asked = language
        self.window = window

    @cached_property
    def now(self) -> datetime.datetime:
        """The present moment; read once."""
        return datetime.datetime.now().astimezone()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The knowledge; loaded when first needed."""
        from simexit.core.knowledge.load import load

        return load()

    @cached_property
    def language(self) -> str:
        """The language of what is printed: the one asked for, else that of the system."""
        return self.language_of(self.asked)

    def language_of(self, asked: str | None) -> str:
        """The language asked for: one in which everything is written, or a variant of one (`es-MX`).

        Raises:
            UnknownLanguage: nothing is written in it.
        """
        if asked is None:
            return language_for(system_languages())
        if re.split(r"[-_]", asked)[0].lower() in {tag.split("-")[0] for tag in languages()}:
            return language_for([asked])
        raise UnknownLanguage(asked, sorted(languages()))

    @property
    def words(self) -> Words:
        """The program's own words in that language."""
        return words(self.language)

    def today(self, given: str | None) -> datetime.date:
        """The day given, in any form that people write; or today.

        Raises:
            NotADate: what was given is none.
        """
        if given is None:
            return self.now.date()
        day = days.typed(given, self.now.date())
        if day is None:
            raise NotADate("--today", given)
        return day

    def answers(self, pairs: Iterable[str], today: datetime.date) -> dict[str, str]:
        """Answers as they are written on a command line, `KEY=VALUE`; dates in any form that people write.

        Raises:
            WrongUsage: one of them has no `=`.
        """
        _, questions = self.words, self.catalogue.question_by_key
        answers = {}
        for pair in pairs:
            key, equals, value = pair.partition("=")
            if not equals:
                raise WrongUsage(reason=_("an answer is written KEY=VALUE, not “{text}”", text=pair))
            key, value = key.strip(), value.strip()
            if key in questions and questions[key].kind == "date" and (day := days.typed(value, today)):
                value = day.isoformat()
            answers[key] = value
        return answers

    def clock(self, given: str | None = None) -> Callable[[], datetime.datetime]:
        """A clock that stands at this moment, on the day given; for a case that is only read.

        Raises:
            NotADate: what was given is none.
        """
        moment = datetime.datetime.combine(self.today(given), self.now.timetz())
        return lambda: moment


def system_languages() -> list[str]:
    """The languages that the system is set to, best first."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if named.split(".")[0] in ("C", "POSIX"):
        return ["en"]
    listed = [tag for tag in os.environ.get("LANGUAGE", "").split(":") if tag]
    if listed or named:
        return [*listed, named]
    try:
        return [locale.getlocale()[0] or "en"]
    except ValueError:
        return ["en"]


def print_json(data: Any) -> None:
    """One object or list, readable, Chinese as Chinese."""
    print(json.dumps(data, ensure_ascii=False, indent=2))
