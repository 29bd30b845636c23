"""What ships beside our own code: the licences of all parts, and a software bill of materials.

    python packaging/contents.py licences FOLDER      the licence texts of all that a frozen SIM Exit is made of
    python packaging/contents.py sbom FILE            the same packages with their versions (CycloneDX 1.5)

Run by the Python that the program is frozen with; it looks at what is installed there.
"""

import json
import sys
from importlib.metadata import distribution
from pathlib import Path

import simexit
from simexit.core.system.licences import Part, packages, parts, write


def licences(folder: Path) -> None:
    """As the window shows them; a frozen program begins with PyInstaller's boot loader."""
    tool = distribution("pyinstaller")
    texts = [Path(str(file.locate())) for file in tool.files or [] if file.name == "COPYING.txt"]
    loader = Part("PyInstaller (boot loader)", tool.version, "GPL-2.0-or-later WITH Bootloader-exception", tuple(texts))
    made_of = [*parts(), loader]
    without = [part.name for part in made_of if not part.texts]
    if without:
        sys.exit(f"No licence text was found of: {', '.join(without)}")
    write(folder, made_of)


def sbom(file: Path) -> None:
    """Names and versions; no dates and no random number, so that the same contents give the same file."""
    python = ".".join(map(str, sys.version_info[:3]))
    parts = [{"type": "platform", "name": "Python", "version": python}]
    for package in packages():
        part = {"type": "library", "name": package.name, "version": package.version}
        parts.append(part | {"purl": f"pkg:pypi/{package.name.lower().replace('_', '-')}@{package.version}"})
    main = {"type": "application", "name": "SIM Exit", "version": simexit.__version__}
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": main}}
    file.write_text(json.dumps(bill | {"components": parts}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    {"licences": licences, "sbom": sbom}[sys.argv[1]](Path(sys.argv[2]))
