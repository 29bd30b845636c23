"""The program's own words (buttons, messages, the report's headings) in the reader's language, by gettext.

An installed program carries compiled catalogues; a checkout compiles the `.po` file in memory, so that it is never
stale. Procedure texts are not here: they carry their languages with them (`text.py`).
"""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO

from simexit.core import locations
from simexit.core.text import FALLBACK


class Words:
    """The words of one language. `words("Back")` gives the translation, filled with the named values."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, message: str, **values: object) -> str:
        """The translation of a message, filled with the named values."""
        text = self._translations.gettext(message)
        return text.format(**values) if values else text

    def many(self, one: str, many: str, number: int, **values: object) -> str:
        """The form that fits a number; `{n}` is the number itself."""
        return self._translations.ngettext(one, many, number).format(n=number, **values)


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
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source)))
    compiled.seek(0)
    return compiled
