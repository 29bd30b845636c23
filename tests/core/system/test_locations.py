"""The folder in which programs find each other: the person’s own, without a warning, whatever the system lacks."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

import pytest

from simexit.core.system import locations

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of Linux")


@pytest.mark.parametrize("given", ["", "relative", "/nowhere/at/all", "file"])
def test_without_a_runtime_folder_it_is_in_the_home(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stone = tmp_path / "file"
    stone.write_text("", encoding="utf-8")
    monkeypatch.delenv("SIMEXIT_HOME", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(stone) if given == "file" else given)
    monkeypatch.setattr(os, "getuid", lambda: 54321)  # for whom the system has made none
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        folder = locations.runtime_folder()
    assert folder.is_relative_to(tmp_path / "state")
    assert capsys.readouterr().err == ""


def test_the_runtime_folder_of_the_session_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIMEXIT_HOME", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert locations.runtime_folder() == tmp_path / "simexit"
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    assert not locations.runtime_folder().is_relative_to(tmp_path), "one that is somebody else's is left alone"
