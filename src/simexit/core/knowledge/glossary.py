"""Finding the words of the glossary in a text, so that each can be explained where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from simexit.core.knowledge.types import Term
from simexit.core.language.text import FALLBACK, pick

_HAN = re.compile("[\u3400-\u9fff]")
_NEVER = "(?!)"
_LETTER = "[^\\W\u3400-\u9fff]"
"""Part of a word in a script with spaces."""

_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")


def _explains(inner: str) -> bool:
    words = inner.split()
    return len(words) > 1 and words[0].islower() and words[0].isascii()


class Hit(NamedTuple):
    """A word of the glossary at its place in a text."""

    start: int
    end: int
    term: Term


def titled(term: Term, language: str) -> str:
    """A term as a list shows it: in the reader's language, with the English words unless they stand in it already."""
    own, english = pick(term.term, language), term.term[FALLBACK]
    bare = _BRACKETS.sub("", english).strip()
    return own if bare.casefold() in own.casefold() else f"{own} · {english}"


class Terms:
    """The glossary as a reader of one language meets it."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self.terms = list(terms)
        self.language = language

    @cached_property
    def _named(self) -> dict[str, Term | None]:
        """Every name of a term, in small letters; the first term that claims a name has it.

        None for words in which a name means something else: they are read, and then left alone.
        """
        named: dict[str, Term | None] = {word.lower(): None for term in self.terms for word in term.unless}
        for names in (self._titles, lambda term: term.also):
            for term in self.terms:
                for name in names(term):
                    if len(name) >= (2 if _HAN.search(name) else 3):
                        named.setdefault(name.lower(), term)
        return named

    def _titles(self, term: Term) -> list[str]:
        """`转网 PIN（Transfer PIN）` is called both; small words in brackets only explain: `QR code (for an eSIM)`."""
        found = []
        for title in (pick(term.term, self.language), term.term[FALLBACK]):
            found += [
                _BRACKETS.sub("", title).strip(),
                *(inner for inner in _BRACKETS.findall(title) if not _explains(inner)),
            ]
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first, so that "account PIN" is not found as "PIN". Chinese has no spaces around its words.
        names = sorted(self._named, key=len, reverse=True)
        spaced = "|".join(re.escape(name) for name in names if not _HAN.search(name))
        dense = "|".join(re.escape(name) for name in names if _HAN.search(name))
        return re.compile(rf"(?<!{_LETTER})(?:{spaced or _NEVER})(?:e?s)?(?!{_LETTER})|{dense or _NEVER}")

    def in_text(self, text: str) -> list[Hit]:
        """The words of the glossary in a text, each term once, where it first stands."""
        hits: dict[str, Hit] = {}
        small = text.lower()
        if len(small) != len(text):  # a letter whose small form is longer; the places would be wrong
            return []
        for found in self._pattern.finditer(small):
            name = next(one for one in (found[0], found[0].removesuffix("s"), found[0][:-2]) if one in self._named)
            term = self._named[name]
            if term:
                hits.setdefault(term.id, Hit(found.start(), found.end(), term))
        return list(hits.values())
