"""Libraries of the system that Qt lacks: which, and the one line that brings them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from simexit.core.errors import QtLibrariesMissing
from simexit.core.system import qt_libraries

ROOT = Path(__file__).parents[3]
PACKAGES = [*qt_libraries.FOR_QT.values(), *qt_libraries.FOR_X11.values()]

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt brings all it needs elsewhere")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian without two libraries."""
    monkeypatch.setattr(qt_libraries, "_is_there", lambda name: name not in ("libGL.so.1", "libxcb-cursor.so.0"))
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda _name: "/usr/bin/apt-get")


@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(
    ("x11", "libraries", "packages"),
    [(False, "libGL.so.1", "libgl1"), (True, "libGL.so.1, libxcb-cursor.so.0", "libgl1 libxcb-cursor0")],
)
def test_it_says_which_and_the_line(x11: bool, libraries: str, packages: str) -> None:
    with pytest.raises(QtLibrariesMissing) as told:
        qt_libraries.check(x11=x11)
    assert told.value.text() == (
        f"The window and the PDF are drawn by Qt, which lacks libraries of this system: {libraries}. "
        f"This line brings them: sudo apt-get install {packages}"
    )


@pytest.mark.usefixtures("without")
def test_elsewhere_no_line_of_debian_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda _name: None)
    with pytest.raises(QtLibrariesMissing) as told:
        qt_libraries.check(x11=False)
    assert "apt" not in told.value.text() and "libGL.so.1" in told.value.text()


def test_where_the_tests_run_nothing_is_missing() -> None:
    qt_libraries.check(x11=True)


def test_the_script_that_starts_it_installs_the_same_packages() -> None:
    script = (ROOT / "packaging" / "common.sh").read_text(encoding="utf-8")
    (listed,) = re.findall(r'^QT_PACKAGES="([^"]*)"', script, re.MULTILINE)
    assert sorted(listed.split()) == sorted(PACKAGES)


BROKEN = """
import sys
from simexit.core.system import qt_libraries
qt_libraries._is_there = lambda name: name != "libEGL.so.1"
from simexit.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("command", [["report", "CASE", "-o", "r.pdf"], ["--self-test"]])
def test_commands_that_need_qt_say_it(command: list[str], tmp_path: Path) -> None:
    """Instead of "Something went wrong (ImportError)"."""
    broken = tmp_path / "path" / "PySide6"
    broken.mkdir(parents=True)
    (broken / "__init__.py").touch()
    (broken / "QtWidgets.py").write_text("raise ImportError('libEGL.so.1: cannot open shared object file')")
    case = ROOT / "tests" / "sessions" / "v1" / "full.simexit"
    code = f"import sys; sys.path.insert(0, {str(broken.parent)!r})\n{BROKEN}"
    words = [str(case) if word == "CASE" else word for word in command]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, encoding="utf-8", cwd=tmp_path, check=False
    )
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "libEGL.so.1" in said and "ImportError" not in said and "Traceback" not in said
