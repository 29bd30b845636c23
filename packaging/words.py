"""Brings the translations of the program's own words up to date with the code.

    python packaging/words.py            rewrite resources/i18n/*.po: new messages empty, vanished ones gone
    python packaging/words.py --check    change nothing; 1 if a rewrite is due or a translation is missing

Nothing is guessed: a message whose English changes is a new message and is translated anew.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"

CALLS = ("_", "words", "_words", "N_")
"""How the code asks for words: `_("…")`, `self._("…")`, `controller.words("…")`, and `N_("…")` for later."""

PLURAL = "many"
"""`_.many("{n} tick", "{n} ticks", n)`."""

KEPT_HEADERS = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
"""Of the usual header; dates and names of tools would change with every run."""


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


def extract() -> Catalog:
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


def read(source: bytes, language: str) -> Catalog:
    """A `.po` file."""
    return read_po(BytesIO(source), locale=language.replace("-", "_"))


def updated(source: bytes, language: str, template: Catalog) -> bytes:
    """A `.po` file with exactly the messages of the template; what was translated stays so."""
    catalog = read(source, language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        message.flags.clear()
        message.locations = sorted(set(message.locations))
    catalog.header_comment = f"# SIM Exit's own words in {language}, kept up to date by packaging/words.py."
    made = BytesIO()
    write_po(made, catalog, width=120, sort_by_file=True, include_lineno=False)
    return _without_noise(made.getvalue())


def _without_noise(source: bytes) -> bytes:
    header, gap, rest = source.decode().partition("\n\n")
    kept = [
        line for line in header.splitlines() if not line.startswith('"') or line[1:].partition(":")[0] in KEPT_HEADERS
    ]
    return ("\n".join(kept) + gap + rest.rstrip("\n") + "\n").encode()


def untranslated(source: bytes, language: str) -> list[str]:
    """The messages that still have no translation."""
    missing = [message for message in read(source, language) if message.id and not message.string]
    missing += [m for m in read(source, language) if isinstance(m.string, tuple) and not all(m.string)]
    return [message.id if isinstance(message.id, str) else message.id[0] for message in missing]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is due")
    check = parser.parse_args().check
    template, due = extract(), False
    for path in sorted(FOLDER.glob("*.po")):
        old = path.read_bytes()
        new = updated(old, path.stem, template)
        missing = untranslated(new, path.stem)
        print(f"{path.name}: {len(template)} messages, {len(missing)} not translated")
        for message in missing:
            print(f"    {message}")
        due = due or bool(missing) or new != old
        if not check:
            path.write_bytes(new)
    return int(check and due)


if __name__ == "__main__":
    sys.exit(main())
