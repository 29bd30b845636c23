"""Rules on prose: everything in every language, with the same placeholders, and no numbers that belong to facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.registry import rule
from simexit.core.knowledge import translations
from simexit.core.knowledge.findings import Fault, Severity, nearest
from simexit.core.knowledge.types import Carrier, Choice, Field, Letter, Step, Term
from simexit.core.knowledge.yaml_lines import Path_
from simexit.core.language.text import FALLBACK, Text

PLACEHOLDERS = frozenset({"carrier"})
"""What texts may leave open, but for the body of a letter."""

BRACES = re.compile(r"\{([^{}]*)\}?")
"""Anything that begins like a placeholder, so that a misspelt one is found too."""

HAN = "\u3400-\u9fff"
CHINESE = re.compile(f"[{HAN}]")
MARKS = "，。；：！？、（）《》“”「」『』"
FOLDED = re.compile(f"(?P<one>[{HAN}{MARKS}])[ \\n]+(?P<two>[{HAN}{MARKS}])")

ENGLISH_NAME = re.compile(r"[A-Za-z][A-Za-z&'’+/.-]*(?: [A-Za-z&'’+/.-]*[A-Za-z])*")
COMMON_WORDS = frozenset({"App", "Wi-Fi", "WiFi"})
"""English in Chinese, and words of their own elsewhere."""

BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
ROOT = 4
"""So many letters of a word stay the same in all its forms."""

TWO_MEANINGS = frozenset({"phone-line"})
"""A carrier's hotline is a phone line as well."""

AMOUNT = re.compile(
    r"\d+\s*(?:calendar |business |working )?(?:day|week|month|dollar)s?\b|\$\s?\d"
    r"|\d+\s*(?:天|日[内內]|[个個]?工作日|[周週]|[个個]?星期|[个個]月|美元|美金)"
    r"|\d+\s*(?:días?|semanas?|mes(?:es)?|dólar(?:es)?)\b",
    re.IGNORECASE,
)

SECRET = re.compile(
    r"\b(?:PIN|passcode|password|SSN|social security|passport|credit card|card number)\b", re.IGNORECASE
)


class Prose(NamedTuple):
    """One text with the entry that holds it."""

    item: Item[Any]
    path: Path_
    text: Text

    def fault(self, language: str, sentence: str, suggestion: str = "") -> Fault:
        """A fault in one language of this text."""
        return self.item.fault((*self.path, language), sentence, suggestion)


@rule("missing-translation")
def missing_translation(folder: Folder) -> Iterator[Fault]:
    """Every text stands in every language, and in no other.

    Whoever reads Chinese must not meet an English sentence in the middle of the plan. English and Simplified Chinese
    stand in the file itself, the other languages in its translations; which there are, the folder `i18n` says.
    English must be there, because it is shown for whatever is missing. Any other is a warning, so that somebody who
    writes only English can mend a fact; a release asks for all.
    """
    wanted = translations.languages(folder.root)
    for prose in _texts(folder):
        name = prose.item.document.file.relative_to(folder.root).as_posix()
        for language in wanted:
            if not prose.text.get(language, "").strip():
                inline = language in translations.INLINE
                file = translations.file_for(Path(), language, name)
                advice = f"add `{language}:`" if inline else f"translate it in {file.as_posix()}"
                severity: Severity = "error" if language == FALLBACK else "warning"
                fault = prose.fault(language, f"The text is missing in {language}.", advice)
                yield fault._replace(severity=severity)
        for language in prose.text:
            if language not in wanted:
                yield prose.fault(language, f"`{language}` is not one of the languages.", nearest(language, wanted))


@rule("unequal-placeholders")
def unequal_placeholders(folder: Folder) -> Iterator[Fault]:
    """All languages of a text have the same placeholders, and only those that will be filled.

    An unfilled one would be read as it is: `{carier}`.
    """
    for prose in _texts(folder):
        in_first = set(BRACES.findall(prose.text.get(FALLBACK, "")))
        for language, words in prose.text.items():
            found = set(BRACES.findall(words))
            for name in sorted(found - PLACEHOLDERS):
                yield prose.fault(language, f"`{{{name}}}` is never filled.", nearest(name, PLACEHOLDERS))
            if language != FALLBACK and found <= PLACEHOLDERS >= in_first and found != in_first:
                names = ", ".join(f"`{{{name}}}`" for name in sorted(found ^ in_first))
                yield prose.fault(language, f"Not in both {FALLBACK} and {language}: {names}.", "use it in both")
    for letter in folder.items(Letter):
        for path, words in _open_words(letter.value):
            for name in sorted(set(BRACES.findall(words)) - folder.names["blank"]):
                yield letter.fault(path, f"`{{{name}}}` is never filled.", nearest(name, folder.names["blank"]))


def _open_words(letter: Letter) -> Iterator[tuple[Path_, str]]:
    """All words of a letter that may leave something open."""
    yield ("body",), letter.body
    yield ("subject",), letter.subject
    yield from ((("to", index), line) for index, line in enumerate(letter.to))
    yield from ((("opening", index), words) for index, words in enumerate(letter.opening))
    yield from ((("rows", index, "value"), row.value) for index, row in enumerate(letter.rows))


@rule("chinese-missing")
def chinese_missing(folder: Folder) -> Iterator[Fault]:
    """The Chinese text is Chinese.

    English left standing there is a text that was forgotten. Names that are the same in both languages (eSIM, WhatsApp)
    may be choices, terms, and names offered for a list.
    """
    for prose in _texts(folder):
        english = prose.text.get(FALLBACK, "")
        name = isinstance(prose.item.value, Choice | Term | Carrier) or "suggest" in prose.path
        for language, chinese in _chinese(prose):
            if chinese.strip() and re.search("[A-Za-z]", english) and not CHINESE.search(chinese):
                if name and english == chinese:
                    continue
                yield prose.fault(language, "The Chinese text holds no Chinese.", "translate it")


@rule("english-kept")
def english_kept(folder: Folder) -> Iterator[Fault]:
    """What Chinese keeps in English, every further language keeps too.

    Names of menus, buttons and PINs, and words to say, must be found on an English screen or said to an agent.
    """
    for prose in _texts(folder):
        english = prose.text.get(FALLBACK, "")
        found = ENGLISH_NAME.findall(BRACES.sub("", prose.text.get("zh-Hans", "")))
        kept = {name for name in found if name in english and name not in COMMON_WORDS and not name.islower()}
        for language in sorted(set(prose.text) - set(translations.INLINE)):
            for name in sorted(kept):
                if name.casefold() not in prose.text[language].casefold():
                    sentence = f"`{name}` must stay in English in {language}."
                    yield prose.fault(language, sentence, "keep it, with its meaning")


@rule("glossary-term")
def glossary_term(folder: Folder) -> Iterator[Fault]:
    """Where the English uses a term of the glossary, every language uses its own name for it, or one of `also`.

    Whoever looks a word up must find it under the name that the page used. Terms of one common word ("plan") are left
    out: they have other meanings as well.
    """
    terms = [item.value for item in folder.items(Term) if item.value.id not in TWO_MEANINGS]
    english = [(term, _names(term.term.get(FALLBACK, ""))[0]) for term in terms]
    used = [(term, re.compile(rf"(?<!\w){re.escape(name)}s?(?!\w)", re.I)) for term, name in english if " " in name]
    for prose in _texts(folder):
        if isinstance(prose.item.value, Term):
            continue
        for term, pattern in used:
            if not pattern.search(prose.text.get(FALLBACK, "")):
                continue
            for language, words in prose.text.items():
                names = [*_names(term.term.get(language, "")), *_names(term.term[FALLBACK]), *term.also]
                if language != FALLBACK and not any(_uses(words, name) for name in names):
                    sentence = f"The text does not use the glossary's word for {term.term[FALLBACK]} in {language}."
                    yield prose.fault(language, sentence, f"write `{names[0]}`, or add what stands there to its `also`")


def _names(title: str) -> list[str]:
    """`转网 PIN（Transfer PIN）` is called both."""
    return [BRACKETS.sub("", title).strip(), *(name.strip() for name in BRACKETS.findall(title))]


def _uses(text: str, name: str) -> bool:
    """Whether a text has a name, in whatever form its words take (`tarjetas SIM` for `tarjeta SIM`)."""
    small, wanted = text.casefold(), name.casefold()
    if wanted in small or CHINESE.search(name):
        return wanted in small
    words = re.findall(r"\w+", small)
    roots = [word[:ROOT] for word in re.findall(r"\w+", wanted) if len(word) >= ROOT]
    return bool(roots) and all(any(word.startswith(root) for word in words) for root in roots)


@rule("english-has-chinese")
def english_has_chinese(folder: Folder) -> Iterator[Fault]:
    """The English text is English.

    The name of a Chinese app or menu may stand in it; more Chinese than English means that the languages are swapped.
    """
    for prose in _texts(folder):
        english = prose.text.get(FALLBACK, "")
        if len(CHINESE.findall(english)) > len(re.findall("[A-Za-z]", english)):
            yield prose.fault(FALLBACK, "The English text is Chinese.", "are the languages swapped?")


@rule("folded-chinese")
def folded_chinese(folder: Folder) -> Iterator[Fault]:
    """No space stands between two Chinese characters.

    YAML joins the lines of a folded text with spaces, which Chinese does not have.
    """
    for prose in _texts(folder):
        for language, chinese in _chinese(prose):
            gap = FOLDED.search(chinese)
            if gap:
                sentence = f"A space stands between `{gap['one']}` and `{gap['two']}`."
                yield prose.fault(language, sentence, "write the Chinese text on one line")


@rule("number-in-step")
def number_in_step(folder: Folder) -> Iterator[Fault]:
    """The prose of a step names no number of days and no amount of money.

    Numbers differ between carriers and change; they stand in facts, with source and date.
    """
    for prose in _texts(folder):
        if not prose.item.within(Step):
            continue
        for language, words in prose.text.items():
            found = AMOUNT.search(words)
            if found:
                sentence = f"`{found[0]}` is a number for a fact, not for the prose of a step."
                yield prose.fault(language, sentence, "numbers stand in the carrier's file; name the topic here")


@rule("secret-field")
def secret_field(folder: Folder) -> Iterator[Fault]:
    """No field asks for a PIN, password, SSN, card or passport number.

    The session file is plain text; what is not asked for cannot be stolen from it.
    """
    for field in folder.items(Field):
        words = field.value.label.get(FALLBACK, "")
        found = SECRET.search(words) if field.value.kind == "text" else None
        if found:
            sentence = f"The field asks for a secret: `{found[0]}`."
            yield field.fault(("label", FALLBACK), sentence, "ask for a tick that it is known instead")


def _chinese(prose: Prose) -> Iterator[tuple[str, str]]:
    return ((language, words) for language, words in prose.text.items() if language.startswith("zh"))


def _texts(folder: Folder) -> Iterator[Prose]:
    for item in folder.everything:
        kind: type[msgspec.Struct] = type(item.value)
        for name, key in translations.text_fields(kind):
            value = getattr(item.value, name)
            if isinstance(value, dict):
                yield Prose(item, (key,), value)
            for index, text in enumerate(value if isinstance(value, list) else []):
                yield Prose(item, (key, index), text)
