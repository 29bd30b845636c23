"""The program's own words (buttons, messages, the report's headings) in the reader's language, by gettext.

An installed program carries compiled catalogues; a checkout compiles the `.po` file in memory, so that it is never
stale. Procedure texts are not here: they carry their languages with them (`text.py`).
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from functools import cache
from io import BytesIO

from simexit.core import locations
from simexit.core.errors import LIST_SEPARATOR, N_
from simexit.core.text import FALLBACK

# Between things that may hold commas themselves.
WIDE_SEPARATOR = N_("; ")


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
    """A `.po` file compiled in memory. Babel is a development and build tool, so it is imported only here."""
    from datetime import UTC, datetime

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalog = read_po(BytesIO(source))
    catalog.creation_date = datetime.fromtimestamp(0, UTC)  # else now: the same words must give the same bytes
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return compiled
