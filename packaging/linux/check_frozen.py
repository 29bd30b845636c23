"""Holds the list of files of the frozen program: what must be in it, what must stay out, and how big it may be.

    python packaging/linux/check_frozen.py build/frozen/simexit

Tells everything that is wrong, and ends with 1. The names inside the archive of modules count too. Needs PyInstaller.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader

LARGEST = 110
"""MiB. Measured 107; three quarters are Qt and PySide6, and a third of all is the data of ICU, which Qt needs whole."""

OUT = {
    "a part of Qt that no window of widgets needs": r"Qt6?(Qml|Quick|Pdf|WebEngine|Sql|Test|VirtualKeyboard|EglFS)",
    "network code": r"Qt6?Network|plugins/(tls|networkinformation)/|lib(ssl|crypto)[.-]|(^|/)(_ssl|_hashlib)\.",
    "network code among the modules": r"^pyz:(ssl|asyncio|requests|urllib3|certifi|xmlrpc|ftplib)(\.|$)",
    "the toolkit of another desktop": r"lib(gtk|gdk|atk|pango|cairo)|libqgtk",
    "a library that the package depends on": r"lib(glib|gio|gobject|X11|xcb|EGL|GL|fontconfig|stdc\+\+)",
    "tools of the workshop": r"^pyz:(_?pytest|ruff|mypy|hatchling|setuptools|pip|pkg_resources|unittest)(\.|$)",
    "days and numbers of all languages, which Babel is not asked for": r"babel/locale-data/(?!(en|root)\.dat$)",
    "Tk or SQLite": r"(?i)tkinter|lib(tcl|tk)\d|sqlite",
    "packing that nothing uses": r"(^|/)_(bz2|lzma)\.",
    "a licence text twice": r"_data/resources/licences/|\.dist-info/licenses/",
    "holidays of other countries": r"^pyz:holidays\.countries\.(?!united_states$)",
    "source of what is shipped compiled": r"\.po$|\.py$|\.pyi$|\.h$|/__pycache__/",
}

IN = [
    r"^simexit$",
    r"^_internal/simexit/_data/procedures\.json$",
    r"^_internal/simexit/_data/resources/fonts/.*\.otf$",
    r"^_internal/simexit/_data/resources/fonts/OFL\.txt$",
    r"^_internal/simexit/_data/licences/index\.json$",
    r"^_internal/simexit/_data/licences/qt-pyside6/LGPL-3\.0\.txt$",
    r"^_internal/simexit/_data/licences/python/LICENSE\.txt$",
    r"^_internal/simexit/_data/resources/icons/simexit\.svg$",
    r"/platforms/libqxcb\.so$",
    r"/platforms/libqwayland",
    r"/platforms/libqoffscreen\.so$",  # the self-test without a display
    r"/platforminputcontexts/libibus",  # typing Chinese
    r"/platformthemes/libqxdgdesktopportal\.so$",  # the desktop's own file dialogs
    r"/iconengines/libqsvgicon\.so$",
    r"^pyz:holidays\.countries\.united_states$",
    r"^pyz:babel\.messages\.pofile$",  # `simexit check` reads translations
]

QT_NAMES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
"""What Qt calls a language, where it has a name of its own."""


def of_languages(folder: Path) -> list[str]:
    """The words of the program and of Qt, in every language of the list that is shipped; English needs none."""
    listed = folder / "_internal/simexit/_data/resources/i18n/languages.json"
    tags = [tag for tag in json.loads(listed.read_text("utf-8")) if tag != "en"]
    words = [f"_internal/simexit/_data/resources/i18n/{tag}.mo" for tag in tags]
    return words + [f"_internal/PySide6/Qt/translations/qtbase_{QT_NAMES.get(tag, tag)}.qm" for tag in tags]


def names(folder: Path) -> Iterator[str]:
    """Every file, and every module in the archive as `pyz:NAME`."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()
    archive = CArchiveReader(str(folder / "simexit"))
    (modules,) = (name for name in archive.toc if name.lower().endswith(".pyz"))
    for module in archive.open_embedded_archive(modules).toc:
        yield f"pyz:{module}"


def wrong(folder: Path) -> Iterator[str]:
    """Every broken rule, as a line to read."""
    there = list(names(folder))
    for what, pattern in OUT.items():
        for name in there:
            if re.search(pattern, name):
                yield f"{name}: {what}"
    for pattern in IN:
        if not any(re.search(pattern, name) for name in there):
            yield f"nothing is there that is called {pattern}"
    spoken = of_languages(folder)
    yield from (f"{name} is missing" for name in spoken if name not in there)
    for name in there:
        if re.search(r"/i18n/.*\.mo$|/translations/", name) and name not in spoken:
            yield f"{name}: words in a language that we do not speak"
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 2**20
    print(f"{folder.name}: {len(there)} files and modules, {size:.1f} MiB")
    if size > LARGEST:
        yield f"{size:.1f} MiB are more than {LARGEST}"


if __name__ == "__main__":
    found = list(wrong(Path(sys.argv[1])))
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(bool(found))
