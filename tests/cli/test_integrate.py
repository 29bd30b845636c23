"""`simexit --integrate` and `--integrate remove`, as typed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only a desktop of this kind needs it")


def test_into_the_menu_and_out_again(simexit: Any, tmp_path: Path) -> None:
    data = tmp_path / "data"
    said = simexit("--integrate", XDG_DATA_HOME=str(data)).stdout
    assert "menu" in said
    entry = data / "applications" / "simexit.desktop"
    (command,) = (line for line in entry.read_text("utf-8").splitlines() if line.startswith("Exec="))
    program = command.removeprefix('Exec="').removesuffix('" %f')
    assert Path(program).is_file(), "it starts something that is there"
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(entry)], check=True)
    assert simexit("--integrate", "remove", XDG_DATA_HOME=str(data)).stdout != said
    assert not list(data.rglob("*simexit*"))


def test_in_chinese(simexit: Any, tmp_path: Path) -> None:
    said = simexit("--integrate", "--lang", "zh-Hans", XDG_DATA_HOME=str(tmp_path / "data")).stdout
    assert "菜单" in said


def test_another_word_is_refused(simexit: Any, tmp_path: Path) -> None:
    simexit("--integrate", "sideways", code=2, XDG_DATA_HOME=str(tmp_path / "data"))
    assert not (tmp_path / "data").exists()


def test_where_nothing_can_be_written_it_is_said(simexit: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = simexit("--integrate", code=3, XDG_DATA_HOME=str(tmp_path / "file"))
    assert str(tmp_path / "file") in done.stderr
