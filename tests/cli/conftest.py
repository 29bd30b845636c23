"""The program as a process of its own: what it prints, how it ends, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Simexit = Callable[..., subprocess.CompletedProcess[str]]

CASE = Path(__file__).parents[1] / "sessions" / "v1" / "full.simexit"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A saved case with something in every place, of a person who leaves the US."""
    path = tmp_path / "saved" / "case.simexit"
    path.parent.mkdir()
    text = CASE.read_text("utf-8")
    path.write_text(text.replace('"number": "keep"', '"number": "keep", "where": "leaving"'), "utf-8")
    return path


@pytest.fixture
def simexit(tmp_path: Path, home: Path) -> Simexit:
    """Runs `simexit …` in a folder of its own, without a display."""
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "QT_QPA_PLATFORM"):
        environment.pop(name, None)

    def run(*words: str | Path, code: int | None = 0, **more: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "simexit", *map(str, words)],
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment | {"SIMEXIT_HOME": str(home), "LANG": "en_US.UTF-8"} | more,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        if code is not None:
            assert done.returncode == code, (done.stdout[-500:], done.stderr[-2000:])
        if code not in (0, 1, None) and not done.stdout:
            assert done.stderr.strip().endswith((".", "。", "?", "？")), f"not a sentence: {done.stderr!r}"
        return done

    return run
