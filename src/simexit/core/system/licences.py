"""What the program is made of, and under which licences: names, versions, and the texts in full.

A frozen program carries what `write` collected when it was made; otherwise the installed packages are asked.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

import simexit
from simexit.core.system import locations

OWN = "simexit"
QT, SHIBOKEN = "pyside6-essentials", "shiboken6"
"""Their packages bring no licence texts; those stand in resources/licences. Both have one version and one licence."""

QT_TEXTS = ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "Unicode-3.0.txt")

TEXT = re.compile(r"(?i)(^|/)(licen[cs]e|copying|notice)[^/]*$")
INDEX = "index.json"
LONGEST = 60
"""A "licence" in a package's description that is longer is the text and not the name."""


class Part(NamedTuple):
    """Something that the program is built on."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]

    def text(self) -> str:
        """All its licence texts, one after the other."""
        return "\n\n\n".join(path.read_text("utf-8", errors="replace").strip("\n") for path in self.texts)


def parts() -> list[Part]:
    """Everything, SIM Exit itself first."""
    collected = locations.INSTALLED / "licences" / INDEX
    return list(_read(collected) if collected.is_file() else _installed())


def packages() -> list[Distribution]:
    """The packages that SIM Exit requires, directly or not, in the order of their names."""
    found: dict[str, Distribution] = {}
    seen = set()
    ahead = [OWN]
    while ahead:
        name = _plain(ahead.pop())
        if name in seen:
            continue
        seen.add(name)
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # for another system or another Python
        if name != OWN:
            found[name] = package
        needs = [need for need in package.requires or [] if "extra ==" not in need]
        ahead += [re.split(r"[^A-Za-z0-9_.-]", need)[0] for need in needs]
    return [found[name] for name in sorted(found)]


def write(folder: Path, made_of: Iterable[Part]) -> None:
    """Collect the texts in a folder, with a list of what they belong to, for a frozen program."""
    index = []
    for part in made_of:
        home = folder / re.sub(r"[^a-z0-9]+", "-", part.name.lower()).strip("-")
        home.mkdir(parents=True, exist_ok=True)
        for text in part.texts:
            shutil.copyfile(text, home / text.name)
        names = [f"{home.name}/{text.name}" for text in part.texts]
        index.append({"name": part.name, "version": part.version, "licence": part.licence, "texts": names})
    (folder / INDEX).write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")


def _read(index: Path) -> Iterator[Part]:
    for part in json.loads(index.read_text("utf-8")):
        texts = tuple(index.parent / name for name in part["texts"])
        yield Part(part["name"], part["version"], part["licence"], texts)


def _installed() -> Iterator[Part]:
    resources = locations.shipped("resources")
    yield Part("SIM Exit", simexit.__version__, "MIT", _own_text())
    yield Part("Noto Sans CJK SC", "", "OFL-1.1", (resources / "fonts" / "OFL.txt",))
    python = ".".join(map(str, sys.version_info[:3]))
    yield Part("Python", python, "PSF-2.0", _python_text())
    for package in packages():
        if _plain(package.name) == QT:
            texts = tuple(resources / "licences" / name for name in QT_TEXTS)
            yield Part("Qt, PySide6", package.version, "LGPL-3.0-only", texts)
        elif _plain(package.name) != SHIBOKEN:
            yield Part(package.name, package.version, _licence(package), _texts(package))


def _own_text() -> tuple[Path, ...]:
    checkout = locations.CHECKOUT / "LICENSE"
    return (checkout,) if checkout.is_file() else _texts(distribution(OWN))


def _python_text() -> tuple[Path, ...]:
    """Below its library, or on Windows beside the program."""
    for folder in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)):
        if (folder / "LICENSE.txt").is_file():
            return (folder / "LICENSE.txt",)
    return ()


def _texts(package: Distribution) -> tuple[Path, ...]:
    found = [file for file in package.files or [] if ".dist-info" in str(file) and TEXT.search(file.as_posix())]
    return tuple(Path(str(file.locate())) for file in found)


def _licence(package: Distribution) -> str:
    """The name of its licence, as the package itself gives it."""
    about = package.metadata
    for field in ("License-Expression", "License"):
        name = (about.get_all(field) or [""])[0]
        if name and "\n" not in name and len(name) <= LONGEST and name != "Dual License":
            return str(name)
    kinds = [str(kind) for kind in about.get_all("Classifier") or [] if kind.startswith("License ::")]
    return ", ".join(kind.rpartition(" :: ")[2] for kind in kinds)


def _plain(name: str) -> str:
    """A package's name as all spellings of it come down to."""
    return re.sub(r"[-_.]+", "-", name).lower()
