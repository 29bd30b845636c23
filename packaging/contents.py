"""What ships beside our own code: the licences of the packages, and a software bill of materials.

    python packaging/contents.py licences FOLDER      every licence text of what SIM Exit is built on
    python packaging/contents.py sbom FILE            the same packages with their versions (CycloneDX 1.5)

Run by the Python that the program is frozen with; it looks at what is installed there.
"""

import json
import re
import shutil
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

TEXT = re.compile(r"(?i)(^|/)(licen[cs]e|copying|notice)[^/]*$")
ROOT = "simexit"


def shipped() -> list[Distribution]:
    """Our own package and all that it requires, directly or not, in the order of their names."""
    found: dict[str, Distribution] = {}
    ahead = [ROOT]
    while ahead:
        name = re.sub(r"[-_.]+", "-", ahead.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # for another system or another Python
        needs = [need for need in found[name].requires or [] if "extra ==" not in need]
        ahead += [re.split(r"[^A-Za-z0-9_.-]", need)[0] for need in needs]
    return [found[name] for name in sorted(found)]


def licences(folder: Path) -> None:
    """One folder for each package, and one for Python."""
    for package in shipped():
        texts = [file for file in package.files or [] if TEXT.search(str(file)) and ".dist-info" in str(file)]
        for text in texts:
            target = folder / package.name / Path(str(text)).name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text.locate(), target)
    own = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if own.is_file():
        (folder / "Python").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(own, folder / "Python" / "LICENSE.txt")


def sbom(file: Path) -> None:
    """Names and versions; no dates and no random number, so that the same contents give the same file."""
    python = ".".join(map(str, sys.version_info[:3]))
    parts = [{"type": "platform", "name": "Python", "version": python}]
    for package in shipped():
        if package.name == ROOT:
            continue
        part = {"type": "library", "name": package.name, "version": package.version}
        parts.append(part | {"purl": f"pkg:pypi/{package.name.lower().replace('_', '-')}@{package.version}"})
    main = {"type": "application", "name": "SIM Exit", "version": distribution(ROOT).version}
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": main}}
    file.write_text(json.dumps(bill | {"components": parts}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    {"licences": licences, "sbom": sbom}[sys.argv[1]](Path(sys.argv[2]))
