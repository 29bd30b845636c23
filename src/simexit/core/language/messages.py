"""The languages there are, and the program's own words (buttons, messages, headings) in each of them, by gettext.

An installed program carries compiled catalogues; a checkout compiles the `.po` file in memory, so that it is never
stale. Procedure texts are not here: they carry their languages with them (`procedures/translations.py`).
"""

from __future__ import annotations

import datetime
import gettext
import json
import re
from collections.abc import Iterable
from functools import cache
from io import BytesIO

from simexit.core.errors import LIST_SEPARATOR, N_
from simexit.core.language.text import FALLBACK
from simexit.core.system import locations

# Between things that may hold commas themselves.
WIDE_SEPARATOR = N_("; ")

# How a day is written, and the twelve names of the months that go into it.
DAY = N_("{month} {day}, {year}")
SHORT_DAY = N_("{month} {day}")
MONTHS = N_("January February March April May June July August September October November December")
SHORT_MONTHS = N_("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")

CHINESE_SCRIPT = {"cn": "Hans", "sg": "Hans", "my": "Hans", "tw": "Hant", "hk": "Hant", "mo": "Hant"}
"""Which script a region reads (Unicode CLDR, likely subtags): systems name the region and often not the script."""


class Words:
    """The words of one language. `words("Back")` gives the translation, filled with the named values."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, message: str, **values: object) -> str:
        """The translation of a message, filled with the named values."""
        if not message:
            return ""  # gettext keeps its header under the empty message
        text = self._translations.gettext(message)
        if not values:
            return text
        try:
            return text.format(**values)
        except (KeyError, ValueError, IndexError, AttributeError):
            return message.format(**values)  # a slip in a translation must not close the window

    def many(self, one: str, many: str, number: int, **values: object) -> str:
        """The form that fits a number; `{n}` is the number itself."""
        try:
            return self._translations.ngettext(one, many, number).format(n=number, **values)
        except (KeyError, ValueError, IndexError, AttributeError):
            return (one if number == 1 else many).format(n=number, **values)

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row: `a, b`, in Chinese `a、b`."""
        return self(LIST_SEPARATOR).join(names)

    def apart(self, titles: Iterable[str]) -> str:
        """Things in a row that may hold commas: `a; b`, in Chinese `a；b`; after a question its own mark."""
        mark = self(WIDE_SEPARATOR)
        return mark.join(titles).replace(f"?{mark}", "? ").replace(f"？{mark}", "？")

    def sentences(self, *texts: str) -> str:
        """Sentences after each other; Chinese puts no space between them."""
        return ("" if self.language.startswith("zh") else " ").join(text for text in texts if text)

    def months(self, *, short: bool = False) -> list[str]:
        """The twelve names of the months."""
        return self(SHORT_MONTHS if short else MONTHS).split()

    def day(self, day: datetime.date, *, short: bool = False) -> str:
        """A day as people write it: `November 24, 2026`, short `Nov 24`; in Chinese `2026年11月24日`, `11月24日`."""
        month = self.months(short=short)[day.month - 1]
        return self(SHORT_DAY if short else DAY, day=day.day, month=month, year=day.year)


@cache
def languages() -> dict[str, str]:
    """The languages in which everything is written, each named in itself, in the order of the menu: `{"en": …}`."""
    listed = locations.shipped("resources") / "i18n" / "languages.json"
    return {tag: language["name"] for tag, language in json.loads(listed.read_bytes()).items()}


def language_for(wanted: Iterable[str]) -> str:
    """The language that fits a list of tags, best first (`zh-Hant-TW`, `es_MX.UTF-8`); English when none does.

    A tag is shortened from its end until there is such a language (RFC 4647, section 3.4, lookup). Chinese goes by
    script, because that is what people read: `zh_CN` and plain `zh` are Simplified, `zh-TW` and `zh-HK` Traditional.
    """
    there = {tag.lower(): tag for tag in languages()}
    for tag in wanted:
        parts = re.split(r"[-_]", re.split(r"[.@]", tag)[0].lower())
        if parts[0] == "zh" and not {"hans", "hant"} & set(parts):
            region = next((part for part in parts[1:] if part in CHINESE_SCRIPT), "cn")
            parts.insert(1, CHINESE_SCRIPT[region].lower())
        for length in range(len(parts), 0, -1):
            found = there.get("-".join(parts[:length]))
            if found:
                return found
    return FALLBACK


def show_date(day: datetime.date, language: str, *, short: bool = False) -> str:
    """A day as readers of `language` write it."""
    return words(language).day(day, short=short)


@cache
def words(language: str) -> Words:
    """The words of `language`; English, which needs no catalogue, where there is none."""
    return Words(language, _load(language))


def _load(language: str) -> gettext.NullTranslations:
    if language == FALLBACK:
        return gettext.NullTranslations()
    folder = locations.shipped("resources") / "i18n"
    compiled = folder / f"{language}.mo"
    if compiled.is_file():
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    source = folder / f"{language}.po"
    if source.is_file():
        return gettext.GNUTranslations(compile_po(source.read_bytes()))
    return gettext.NullTranslations()


def compile_po(source: bytes) -> BytesIO:
    """A `.po` file compiled in memory; only a checkout and the build do that."""
    from datetime import UTC, datetime

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalog = read_po(BytesIO(source))
    catalog.creation_date = datetime.fromtimestamp(0, UTC)  # else now: the same words must give the same bytes
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return compiled
