"""Brings all translations up to date: of the program's own words, and of the procedures in further languages.

    python packaging/words.py            rewrite the .po files: new messages empty, vanished ones gone
    python packaging/words.py --check    change nothing; 1 if a rewrite is due or a translation is missing

The languages are those of resources/i18n/languages.json. A new one begins with its line there and one run of this.

Nothing is guessed: a message whose English changes is a new message and is translated anew.
"""

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from simexit.core.knowledge import load as build
from simexit.core.knowledge import translations
from simexit.core.language.messages import languages
from simexit.core.language.text import FALLBACK

ROOT = Path(__file__).resolve().parent.parent
PROCEDURES = ROOT / "procedures"
WORDS = ROOT / "resources" / "i18n"

CALLS = ("_", "words", "_words", "N_")
"""How the code asks for words: `_("…")`, `self._("…")`, `controller.words("…")`, and `N_("…")` for later."""

PLURAL = "many"
"""`_.many("{n} tick", "{n} ticks", n)`."""

HEADER = """\
# {about} in {tag}, kept up to date by packaging/words.py.
#, fuzzy
msgid ""
msgstr ""
"Language: {locale}\\n"
"Plural-Forms: {plural};\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def messages(code: str) -> Iterator[tuple[ast.Call, str | tuple[str, str]]]:
    """The calls for words in a file, with their message. Babel's own reader would take `_(STATES["done"])` for one."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name == PLURAL and len(texts) >= 2:
            yield node, (texts[0], texts[1])
        elif name in CALLS and texts and node.args[0].value == texts[0]:
            yield node, texts[0]


def words() -> Catalog:
    """Every message of the code, with the files that hold it."""
    found = Catalog()
    for file in sorted((ROOT / "src").rglob("*.py")):
        place = (file.relative_to(ROOT).as_posix(), 0)
        calls = sorted(
            messages(file.read_text(encoding="utf-8")), key=lambda call: (call[0].lineno, call[0].col_offset)
        )
        for _node, message in calls:
            found.add(message, locations=[place])
    return found


def procedure(file: Path) -> Catalog:
    """Every text of one procedure file, with the path to it."""
    found = Catalog()
    part = build.decode(file, PROCEDURES)
    for path, text in translations.texts(part):
        found.add(text[FALLBACK], auto_comments=[".".join(str(key) for key in path)])
    return found


def due(language: str) -> Iterator[tuple[Path, Catalog, str]]:
    """The .po files that a language must have: each with its messages and what it is about."""
    if language != FALLBACK:
        yield WORDS / f"{language}.po", words(), "SIM Exit's own words"
    if language not in translations.INLINE:
        for file in build.files(PROCEDURES):
            name = file.relative_to(PROCEDURES).as_posix()
            template = procedure(file)
            if len(template):
                yield translations.file_for(PROCEDURES, language, name), template, name


def read(source: bytes) -> Catalog:
    """A `.po` file, by itself: what Babel knows of its language is not asked for, because it changes with Babel."""
    return read_po(BytesIO(re.sub(rb'(?m)^"Language: .*\n', b"", source)))


def updated(source: bytes, language: str, template: Catalog, about: str) -> bytes:
    """A `.po` file with exactly the messages of the template; what was translated stays so."""
    header = HEADER.format(about=about, tag=language, locale=language.replace("-", "_"), plural=plural(language))
    catalog = read(source or header.encode())
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        message.flags.clear()  # Babel's guesses about formats; no translation here is "fuzzy"
    body = BytesIO()
    placed = any(message.locations for message in catalog)
    write_po(body, catalog, width=120, omit_header=True, sort_by_file=placed, include_lineno=False)
    return f"{header}\n{body.getvalue().decode().strip()}\n".encode()


def plural(language: str) -> str:
    """The rule of a language for its numbers, which is ours and not that of the Babel at hand."""
    rule: str = json.loads((WORDS / "languages.json").read_bytes())[language]["plural"]
    return rule


def same(source: bytes, other: bytes) -> bool:
    """Whether two `.po` files say the same, however their lines are laid out."""
    one, two = read(source), read(other)
    return _said(one) == _said(two) and one.num_plurals == two.num_plurals and one.plural_expr == two.plural_expr


def _said(catalog: Catalog) -> dict[object, object]:
    return {message.id: message.string for message in catalog if message.id}


def untranslated(source: bytes) -> list[str]:
    """The messages that still have no translation, or not in every number."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in read(source)
        if message.id and not (all(message.string) if isinstance(message.string, tuple) else message.string)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is due")
    check = parser.parse_args().check
    wrong = False
    for language in languages():
        total, missing, wanted = 0, [], set()
        for path, template, about in due(language):
            old = path.read_bytes() if path.is_file() else b""
            new = updated(old, language, template, about)
            total += len(template)
            missing += [f"{about}: {message}" for message in untranslated(new)]
            wrong = wrong or not same(old, new)
            wanted.add(path)
            if new != old and not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(new)
        for path in set((PROCEDURES / translations.FOLDER / language).rglob("*.po")) - wanted:
            wrong = True
            print(f"{path.relative_to(ROOT)} belongs to no procedure file")
            if not check:
                path.unlink()
        print(f"{language}: {total} messages, {len(missing)} not translated")
        for message in missing:
            print(f"    {message}")
        wrong = wrong or bool(missing)
    return int(check and wrong)


if __name__ == "__main__":
    sys.exit(main())
