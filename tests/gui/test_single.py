"""One window: what a second start hands over, and that nothing keeps the program from starting."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QDialog

from simexit.gui import one_instance as single_
from simexit.gui.one_instance import Application, Opening, Single

NAME = "我的主卡 (T-Mobile).simexit"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
def first(qapp: Any, run: Path) -> Iterator[Single]:
    """The program that runs."""
    made = Single(run)
    assert not made.hand_over(None)
    made.listen()
    yield made
    made.leave()


def elsewhere(run: Path, file: str, *, cwd: Path | None = None, then: str = "") -> subprocess.Popen[str]:
    """Another start, as a process of its own; tells whether it handed its file over."""
    code = (
        "import sys; from pathlib import Path; from simexit.gui.one_instance import Single; "
        "one = Single(Path(sys.argv[1])); "
        "print(one.hand_over(Path(sys.argv[2]) if sys.argv[2] else None), flush=True)"
    )
    return subprocess.Popen(
        [sys.executable, "-c", f"{code}; {then}", str(run), file], stdout=subprocess.PIPE, text=True, cwd=cwd
    )


def said(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=30)[0].strip()


def test_the_running_program_gets_the_file_of_a_second_start(
    qtbot: Any, first: Single, run: Path, tmp_path: Path
) -> None:
    with qtbot.waitSignal(first.asked, timeout=20_000) as asked:
        second = elsewhere(run, NAME, cwd=tmp_path)  # a name without a folder is meant from where it was started
    assert asked.args == [tmp_path / NAME]
    assert said(second) == "True"


def test_a_second_start_without_a_file_only_asks_to_come_forward(qtbot: Any, first: Single, run: Path) -> None:
    with qtbot.waitSignal(first.asked, timeout=20_000) as asked:
        second = elsewhere(run, "")
    assert asked.args == [None]
    assert said(second) == "True"


def test_after_the_first_has_left_the_next_is_the_first(first: Single, run: Path) -> None:
    first.leave()
    assert not (run / "window.lock").exists()
    assert said(elsewhere(run, NAME)) == "False"


def test_a_lock_left_by_a_crash_is_no_hindrance(qtbot: Any, run: Path) -> None:
    crashed = elsewhere(run, "", then="import time; time.sleep(60)")
    assert crashed.stdout is not None
    assert crashed.stdout.readline().strip() == "False"
    crashed.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    crashed.wait()
    crashed.stdout.close()
    assert (run / "window.lock").exists()
    begun = time.monotonic()
    later = Single(run)
    assert not later.hand_over(Path(NAME))
    assert time.monotonic() - begun < 1, "nobody was there to wait for"
    later.listen()
    with qtbot.waitSignal(later.asked, timeout=20_000):
        second = elsewhere(run, NAME)
    assert said(second) == "True", "and it is the first from now on"
    later.leave()


def test_a_program_that_hangs_is_waited_for_only_so_long(qapp: Any, run: Path) -> None:
    hanging = Single(run)
    assert not hanging.hand_over(None)  # and never listens
    second = Single(run)
    assert not second.hand_over(Path(NAME), patience=0.2)
    assert not list(run.glob("*.ask")), "what nobody took is taken back"
    hanging.leave()


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"{}", b'{"pid": "x"}'])
def test_a_damaged_lock_keeps_nobody_from_starting(qapp: Any, run: Path, content: bytes) -> None:
    run.mkdir()
    (run / "window.lock").write_bytes(content)
    made = Single(run)
    assert not made.hand_over(Path(NAME), patience=0.1)
    assert not Single(run).hand_over(None, patience=0.1)
    assert (run / "window.lock").read_bytes() not in (content, b""), "the next start does not wait for it again"
    made.leave()


def test_a_folder_that_cannot_be_made_keeps_nobody_from_starting(qapp: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    alone = Single(tmp_path / "file" / "run")
    assert not alone.hand_over(Path(NAME))
    alone.listen()
    alone.leave()


def test_a_folder_of_somebody_else_is_not_used(qapp: Any, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "getuid"):
        pytest.skip("Windows has no folder for all here")
    monkeypatch.setattr(os, "getuid", lambda: 4242)
    assert not Single(run).hand_over(Path(NAME))
    assert not list(run.iterdir())


def test_what_is_no_request_is_passed_over(qtbot: Any, first: Single, run: Path) -> None:
    for number, content in enumerate([b"", b"[]", b"{}", b"\xff", b"[" * 60_000, b'{"file": "", "token": "\\ud800"}']):
        (run / f"{number}.ask").write_bytes(content)
    got: list[object] = []
    first.asked.connect(got.append)
    (run / "9.ask").write_text(json.dumps({"file": NAME, "token": ""}))
    qtbot.waitUntil(lambda: got == [Path(NAME)])
    assert not list(run.glob("*.ask")), "and is not in the way of what comes later"


def test_the_desktops_permission_travels_with_the_request(
    qtbot: Any, first: Single, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "permission-7")
    with qtbot.waitSignal(first.asked, timeout=20_000):
        second = elsewhere(run, "")
        monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    said(second)
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "permission-7"


def test_no_file_of_a_request_stays(qtbot: Any, first: Single, run: Path) -> None:
    with qtbot.waitSignal(first.asked, timeout=20_000):
        second = elsewhere(run, NAME)
    said(second)
    assert [path.name for path in run.iterdir()] == ["window.lock"]


def test_without_a_watch_the_folder_is_looked_at_again_and_again(
    qtbot: Any, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_.QFileSystemWatcher, "addPath", lambda self, path: False)
    made = Single(run)
    assert not made.hand_over(None)
    made.listen()
    with qtbot.waitSignal(made.asked, timeout=20_000):
        second = elsewhere(run, NAME)
    assert said(second) == "True"
    made.leave()


# --- in the window ---------------------------------------------------------------------------------------------------


def test_the_window_comes_back_and_shows_the_case(window: Any, make_case: Callable[..., Path]) -> None:
    case = make_case()
    opening = Opening(window.window, window.window.open_path)
    opening.ready()
    window.window.showMinimized()
    window.look()
    opening.ask(case)
    window.look()
    assert not window.window.isMinimized()
    assert window.controller.path == case


def test_what_is_asked_for_early_is_opened_when_the_knowledge_is_there(
    window: Any, make_case: Callable[..., Path]
) -> None:
    case = make_case()
    opening = Opening(window.window, window.window.open_path)
    opening.ask(case)
    assert window.controller.path is None
    opening.ready()
    assert window.controller.path == case


def test_a_case_waits_while_a_dialog_is_open(window: Any, qtbot: Any, make_case: Callable[..., Path]) -> None:
    case = make_case()
    opening = Opening(window.window, window.window.open_path)
    opening.ready()
    dialog = QDialog(window.window)
    during: list[object] = []

    def meanwhile() -> None:
        opening.ask(case)
        during.append(window.controller.path)
        QTimer.singleShot(500, dialog.reject)

    QTimer.singleShot(0, meanwhile)
    dialog.exec()
    assert during == [None]
    qtbot.waitUntil(lambda: window.controller.path == case)


def test_a_second_start_shows_its_case_in_the_window_that_is_open(
    window: Any, qapp: Application, qtbot: Any, first: Single, run: Path, make_case: Callable[..., Path]
) -> None:
    """All of it, connected as the program connects it."""
    case = make_case()
    opening = Opening(window.window, window.window.open_path)
    opening.ready()
    qapp.file_asked.connect(opening.ask)
    first.asked.connect(qapp.file_asked)
    second = elsewhere(run, str(case))
    qtbot.waitUntil(lambda: window.controller.path == case, timeout=20_000)
    assert said(second) == "True"
    qapp.file_asked.disconnect(opening.ask)


def test_the_finders_wish_reaches_the_application(qapp: Application, qtbot: Any, tmp_path: Path) -> None:
    """macOS names the file in an event, not among the arguments."""
    with qtbot.waitSignal(qapp.file_asked) as asked:
        assert QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path / NAME)))
    assert asked.args == [tmp_path / NAME]


def test_a_start_that_hands_over_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whose window is on another display would else see nothing at all."""
    from simexit.gui import app

    monkeypatch.setattr(Single, "hand_over", lambda _self, _file: True)
    assert app.run(None) == 0
    assert capsys.readouterr().err.strip()
