"""Starts under whatever a computer may be set to: none ends with a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from .common import HERE, Row, environment, folder

Arrange = Callable[[Path], dict[str, str]]
"""Prepares a home and gives the variables."""


def _settings(content: bytes) -> Arrange:
    def arrange(home: Path) -> dict[str, str]:
        (home / "window.json").write_bytes(content)
        (home / "config").mkdir(exist_ok=True)
        (home / "config" / "window.json").write_bytes(content)
        return {}

    return arrange


def _with(**variables: str) -> Arrange:
    return lambda home: {name: value.replace("HOME", os.fspath(home)) for name, value in variables.items()}


def _runtime(make: Callable[[Path], object]) -> Arrange:
    """Something else stands where the folder for a running program should be."""

    def arrange(home: Path) -> dict[str, str]:
        make(home / "run")
        return {"XDG_RUNTIME_DIR": os.fspath(home / "run"), "SIMEXIT_HOME": "", "HOME": os.fspath(home)}

    return arrange


def _sessions(make: Callable[[Path], object]) -> Arrange:
    def arrange(home: Path) -> dict[str, str]:
        make(home / "sessions")
        return {}

    return arrange


def _closed(path: Path) -> None:
    path.mkdir()
    path.chmod(0)


STARTS: list[tuple[str, Arrange]] = [
    ("plain", _with()),
    *(
        (f"window.json {content[:24]!r}", _settings(content))
        for content in (
            b"", b"{", b"[]", b"null", b"7", b'"x"', b"\xff\xfe", b"\0" * 100, b"[" * 100_000, b'{"size": [1e999, 2]}',
            b'{"size": [-1, -1]}', b'{"size": [1e9, 1e9]}', b'{"size": "x"}', b'{"zoom": 1e999}', b'{"zoom": NaN}',
            b'{"zoom": "x"}', b'{"scheme": []}', b'{"language": {}}', b'{"language": "xx"}',
            b'{"size": [99999999999999999999, 1]}',
        )
    ),
    ("runtime folder missing", _runtime(lambda path: None)),
    ("runtime folder is a file", _runtime(lambda path: path.write_bytes(b""))),
    ("runtime folder is a dead link", _runtime(lambda path: path.symlink_to("nowhere"))),
    ("runtime folder closed", _runtime(_closed)),
    ("runtime folder open to all", _runtime(lambda path: (path.mkdir(), path.chmod(0o777)))),
    ("no runtime folder named", _with(XDG_RUNTIME_DIR="")),
    ("runtime folder relative", _with(XDG_RUNTIME_DIR="run")),
    ("home is a file", _sessions(lambda path: path.write_bytes(b""))),
    ("cases closed", _sessions(_closed)),
    ("cases are a link to nowhere", _sessions(lambda path: path.symlink_to("nowhere"))),
    ("home cannot be made", _with(SIMEXIT_HOME="/proc/nowhere")),
    ("home is a device", _with(SIMEXIT_HOME="/dev/null")),
    ("no HOME", _with(HOME="", SIMEXIT_HOME="")),
    ("HOME nowhere", _with(HOME="/proc/nowhere", SIMEXIT_HOME="", XDG_DATA_HOME="", XDG_CONFIG_HOME="")),
    ("TMPDIR nowhere", _with(TMPDIR="/nowhere")),
    ("TMPDIR relative", _with(TMPDIR=".")),
    ("LANG unknown", _with(LC_ALL="xx_YY.KOI8-R", LANG="xx")),
    ("LANG C", _with(LC_ALL="C", PYTHONUTF8="0")),
    ("LANG Chinese", _with(LC_ALL="zh_CN.UTF-8", LANG="zh_CN.UTF-8")),
    ("LANGUAGE nonsense", _with(LANGUAGE=":::;\t/", LC_ALL="")),
    ("scale 0", _with(QT_SCALE_FACTOR="0")),
    ("scale 3", _with(QT_SCALE_FACTOR="3")),
    ("TZ nonsense", _with(TZ="Nowhere/Land")),
    ("style nonsense", _with(QT_STYLE_OVERRIDE="nonsense")),
]  # fmt: skip
"""44."""


def run(most: int | None = None) -> list[Row]:
    """Start the window under each, load, and leave."""
    bad = 0
    first = ""
    chosen = STARTS[:: max(1, len(STARTS) // most)] if most else STARTS
    for name, arrange in chosen:
        with folder() as home:
            variables = {**environment(home), **arrange(home)}
            for unset in [key for key, value in variables.items() if not value]:
                del variables[unset]
            done = subprocess.run(
                [sys.executable, HERE / "window.py", "start"],
                capture_output=True,
                text=True,
                errors="replace",
                env=variables,
                check=False,
                timeout=120,
            )
            for closed in home.iterdir():
                if not closed.is_symlink():
                    closed.chmod(0o700)
            if done.returncode or "Traceback" in done.stderr or "started" not in done.stdout:
                bad += 1
                first = first or f"{name}: rc {done.returncode} {done.stderr[-200:]}".replace("\n", " / ")
    return [Row("starts under strange settings that end with a traceback", len(chosen), bad, first)]
