"""Builds the wheel and installs it into an empty environment: what the tests of the package and the budgets run on.

The build goes through `python -m build`, apart from the environment that it is started in, as for a release. So a
build requirement that is missing in `pyproject.toml` is found here and not by the first person who installs.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, timeout: int = 300, **more: object) -> subprocess.CompletedProcess[str]:
    """Run a command and fail with all that it said."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, encoding="utf-8", timeout=timeout, **more
    )
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, made in a folder."""
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """An empty environment with nothing but the wheel and what it asks for; gives its Python."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", wheel)
    return python


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
