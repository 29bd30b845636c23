"""Builds the wheel and installs it into an empty environment: what the tests of the package and the budgets run on.

Both environments hold what `packaging/lock` lists and nothing else, and those lists are made from `pyproject.toml`. So
a requirement that is missing there, to build or to run, is found here and not by the first person who installs.
SIMEXIT_NEWEST=1 takes the newest packages instead.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "lock"
NEWEST = os.environ.get("SIMEXIT_NEWEST") == "1"


def run(*command: str | Path, timeout: int = 300, **more: object) -> subprocess.CompletedProcess[str]:
    """Run a command and fail with all that it said."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, encoding="utf-8", timeout=timeout, **more
    )
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, made in a folder, by an environment in which there are the tools for it alone."""
    if NEWEST:
        run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    else:
        python = _environment(folder / "tools")
        run(*pip(python), "--require-hashes", "-r", LOCK / "build.txt")
        code = "import sys, hatchling.build as backend; print(backend.build_wheel(sys.argv[1]))"
        run(python, "-c", code, folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """An empty environment with nothing but the wheel and what it asks for; gives its Python."""
    python = _environment(folder)
    if NEWEST:
        run(*pip(python), wheel)
    else:
        run(*pip(python), "--require-hashes", "-r", LOCK / "run.txt")
        run(*pip(python), "--no-deps", wheel)
        run(python, "-m", "pip", "--disable-pip-version-check", "check")
    return python


def pip(python: Path) -> tuple[str | Path, ...]:
    """What begins an installation."""
    return (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")


def _environment(folder: Path) -> Path:
    """The Python of a new, empty environment."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a program is started with: folders of its own, no checkout on its path, no display, no desktop's name."""
    unwanted = (
        "PYTHONPATH",
        "PYTHONHOME",
        "VIRTUAL_ENV",
        "XDG_CURRENT_DESKTOP",
        "XDG_SESSION_DESKTOP",
        "DESKTOP_SESSION",
    )
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {"SIMEXIT_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"} | more
