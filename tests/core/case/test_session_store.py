"""Nothing that was saved is lost: by a kill, a full disk, another program, damage, or a second window."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from simexit.core import errors
from simexit.core.case import codec, evidence, lock, migrations, store
from simexit.core.case.session import Evidence, Session
from simexit.core.case.store import SessionFile
from simexit.core.system import safe_files as files

POSIX = pytest.mark.skipif(os.name == "nt", reason="modes, links and signals of POSIX")


@pytest.fixture
def file(tmp_path: Path, full: Session, now: datetime) -> SessionFile:
    """A session saved twice, so that it has a previous copy, and closed."""
    file = store.create(tmp_path, full, "T-Mobile", "我的主卡", now=now)
    full.set_note("first", "one", now)
    file.save()
    file.close()
    return file


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _change(file: SessionFile, now: datetime, note: str = "mine") -> None:
    file.session.set_note("a-step", note, now)


# --- making and saving


def test_a_new_session_gets_a_readable_name_and_is_private(tmp_path: Path, full: Session, now: datetime) -> None:
    folder = tmp_path / "new" / "sessions"
    one = store.create(folder, full, "T-Mobile", "我的主卡", now=now)
    two = store.create(folder, full, "T-Mobile", "我的主卡", now=now)
    assert one.path.name == "T-Mobile - 我的主卡.simexit"
    assert two.path.name == "T-Mobile - 我的主卡 (2).simexit"
    assert codec.decode(one.path.read_bytes(), one.path).session == full
    if os.name != "nt":
        for path in folder.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_name_whose_evidence_folder_is_taken_is_not_used(tmp_path: Path, full: Session, now: datetime) -> None:
    (tmp_path / "Mint.files").mkdir()
    assert store.create(tmp_path, full, "Mint", now=now).path.name == "Mint (2).simexit"


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("AT&T", ""), "AT&T"),
        (("a/b\\c:d", "x?*<>|"), "a-b-c-d - x-----"),
        (("../..", "/etc"), "-.. - -etc"),
        (("CON",), "CON_"),
        (("  ", ""), "SIM Exit"),
        (("...",), "SIM Exit"),
        (("line\nbreak\u202egnp\u200b",), "line break gnp"),
        (("移" * 200,), "移" * 50),
        (("name. ",), "name"),
    ],
)
def test_file_names_are_safe_on_every_system(parts: tuple[str, ...], name: str) -> None:
    assert store.file_stem(*parts) == name


def test_the_longest_name_leaves_room_for_all_that_goes_with_it(tmp_path: Path, full: Session, now: datetime) -> None:
    file = store.create(tmp_path, full, "移" * 300, now=now)
    file.path.write_bytes(b"{")
    with pytest.raises(errors.ChangedOnDisk):
        file.save()
    assert file.save_both(now) is not None
    file.close()
    chosen = tmp_path / ("长" * 82 + ".simexit")  # 254 bytes, chosen by the person: even the lock has no room.
    with store.create_at(chosen, full, now=now) as named:
        chosen.write_bytes(b"x")
        other = named.save_both(now)
    assert other is not None
    assert other.read_bytes() == b"x"


def test_a_file_that_exists_is_never_written_over(file: SessionFile, full: Session, now: datetime) -> None:
    before = file.path.read_bytes()
    with pytest.raises(errors.AlreadyExists):
        store.create_at(file.path, Session.new(now, program="1", language="en"), now=now)
    assert file.path.read_bytes() == before


def test_a_save_keeps_the_copy_before_it(file: SessionFile, now: datetime) -> None:
    with store.open_session(file.path, now=now) as opened:
        before = file.path.read_bytes()
        _change(opened, now)
        assert opened.save()
        assert opened.previous.read_bytes() == before
        assert b"mine" in file.path.read_bytes()
        assert not opened.save(), "nothing has changed"
        assert opened.previous.read_bytes() == before
    assert _names(file.path.parent) == [file.path.name, f"{file.path.name}.bak"]


def test_the_previous_copy_is_kept_even_if_it_is_the_same_file(file: SessionFile, now: datetime) -> None:
    """As a kill between the two steps of a save leaves it; rename(2) then does nothing and says nothing."""
    file.previous.unlink()
    try:
        os.link(file.path, file.previous)
    except OSError:
        pytest.skip("no hard links here")
    with store.open_session(file.path, now=now) as opened:
        before = file.path.read_bytes()
        _change(opened, now)
        opened.save()
        assert opened.previous.read_bytes() == before != file.path.read_bytes()
    assert _names(file.path.parent) == [file.path.name, f"{file.path.name}.bak"]


def test_a_disk_without_hard_links_will_do(
    tmp_path: Path, full: Session, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", no_links)
    with store.create(tmp_path, full, "USB", now=now) as opened:
        before = opened.path.read_bytes()
        _change(opened, now)
        opened.save()
        assert opened.previous.read_bytes() == before
        with pytest.raises(errors.AlreadyExists):
            store.create_at(opened.path, full, now=now)
        with pytest.raises(errors.InUse):
            store.open_session(opened.path, now=now)
    assert _names(tmp_path) == ["USB.simexit", "USB.simexit.bak"]


@POSIX
def test_a_link_stays_a_link(file: SessionFile, tmp_path: Path, now: datetime) -> None:
    link = tmp_path / "link.simexit"
    link.symlink_to(file.path)
    with store.open_session(link, now=now) as opened:
        _change(opened, now)
        opened.save()
    assert link.is_symlink()
    assert b"mine" in file.path.read_bytes()


def test_never_saved_before_wholly_loaded(file: SessionFile) -> None:
    before = file.path.read_bytes()
    half = SessionFile(file.path)
    for act in (half.save, lambda: half.save_both(datetime.now().astimezone()), lambda: half.session):
        with pytest.raises(errors.NotLoaded):
            act()
    assert file.path.read_bytes() == before


def test_a_deleted_file_is_written_anew(file: SessionFile, now: datetime) -> None:
    with store.open_session(file.path, now=now) as opened:
        file.path.unlink()
        _change(opened, now)
        assert opened.save()
    assert store.peek(file.path).notes["a-step"] == "mine"


def test_a_copy_takes_its_evidence_along(file: SessionFile, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "bill.pdf").write_bytes(b"PDF")
    with store.open_session(file.path, now=now) as opened:
        item = evidence.attach(opened.path, tmp_path / "bill.pdf", title="", step="save-bills", now=now)
        opened.session.add_evidence(item, now)
        to = tmp_path / "usb" / "copy.simexit"
        with pytest.raises(errors.SaveFolderGone):
            opened.save_copy(to, now=now)
        to.parent.mkdir()
        opened.save_copy(to, now=now)
        assert evidence.state(to, item) == "present"
        assert store.peek(to) == opened.session
        with pytest.raises(errors.AlreadyExists):
            opened.save_copy(to, now=now)
        with pytest.raises(errors.AlreadyExists):
            opened.save_copy(file.path, overwrite=True, now=now)
        opened.session.set_note("x", "later", now)
        opened.save_copy(to, overwrite=True, now=now)
        assert store.peek(to).notes["x"] == "later"


# --- killed in the middle

_SAVE_FOR_EVER = """
import sys
from datetime import datetime
from pathlib import Path
from simexit.core.case import store
now = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
file = store.open_session(Path(sys.argv[1]), now=now)
print("begun", flush=True)
number = 0
while True:
    number += 1
    file.session.set_note("a-step", f"{number} " + "x" * 60_000, now)
    file.save()
"""


def _run(code: str, *arguments: object, **more: Any) -> subprocess.Popen[str]:
    source = str(Path(store.__file__).parents[3])
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
        **more,
    )


@POSIX
def test_kill_9_in_the_middle_of_saving_leaves_a_whole_file(file: SessionFile, now: datetime) -> None:
    dice = random.Random(7)
    last = 0
    for _ in range(15):
        with _run(_SAVE_FOR_EVER, file.path) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline() == "begun\n", process.stderr.read()
            time.sleep(dice.uniform(0.005, 0.08))
            process.send_signal(signal.SIGKILL)
        assert store.peek(file.path).answers == file.session.answers
        assert store.peek(file.previous).answers == file.session.answers
        # The next one opens it at once: the lock of a dead process is no lock.
        with store.open_session(file.path, now=now) as opened:
            assert not opened.opening.restored
            note = opened.session.notes.get("a-step", "0 ")
            last = max(last, int(note.split()[0]))
    assert last > 1, "it must have been killed while saving, not before"
    assert store.list_paths(file.path.parent) == [file.path]
    store.sweep(file.path.parent, datetime.now().astimezone() + timedelta(hours=2))
    assert _names(file.path.parent) == [file.path.name, f"{file.path.name}.bak"]


def test_leftovers_are_swept_when_they_are_old_and_ours(tmp_path: Path) -> None:
    now = datetime.now().astimezone()
    ours = files.temporary_beside(tmp_path / "x")
    others = [".simexit-save-xyz.tmp", "a.tmp", ".simexit-save-0123456789abcdef.tmp.txt", "x.simexit"]
    for name in [ours.name, *others]:
        (tmp_path / name).touch()
    assert store.sweep(tmp_path, now) == 0, "another window may be saving right now"
    assert store.sweep(tmp_path, now + timedelta(minutes=61)) == 1
    assert _names(tmp_path) == sorted(others)
    assert store.sweep(tmp_path / "not there", now) == 0


# --- no room, no right

Fault = Callable[[pytest.MonkeyPatch], None]


def _failing(name: str, number: int, after: int = 0) -> Fault:
    """Let a call of the system fail with this error, perhaps only after it has worked a few times."""

    def arrange(monkeypatch: pytest.MonkeyPatch) -> None:
        real, left = getattr(os, name), [after]

        def fails(*arguments: Any, **more: Any) -> Any:
            if left[0] > 0:
                left[0] -= 1
                return real(*arguments, **more)
            if name == "write":  # Part of it still fits.
                real(arguments[0], arguments[1][:10])
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, name, fails)

    return arrange


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (_failing("write", errno.ENOSPC), errors.SaveDiskFull),
        (_failing("fsync", errno.ENOSPC), errors.SaveDiskFull),
        (_failing("fsync", errno.EIO), errors.SaveFailed),
        (_failing("open", errno.EROFS), errors.SaveReadOnly),
        (_failing("open", errno.EACCES), errors.SaveReadOnly),
        (_failing("replace", errno.EACCES), errors.SaveReadOnly),
    ],
    ids=["full", "full-at-flush", "broken", "read-only", "forbidden", "replace"],
)
@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "no-exchange"])
def test_a_failed_save_leaves_the_old_file_and_nothing_else(
    file: SessionFile,
    now: datetime,
    fault: Fault,
    kind: type[errors.SaveFailed],
    exchange: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not exchange:
        monkeypatch.setattr(files, "_exchange_call", lambda: None)
    with store.open_session(file.path, now=now) as opened:
        before, names, previous = file.path.read_bytes(), _names(file.path.parent), opened.previous.read_bytes()
        _change(opened, now)
        with monkeypatch.context() as patched:
            fault(patched)
            # pathlib calls the functions of `os` by name, so `Path.replace` fails as well.
            with pytest.raises(errors.SaveFailed) as caught:
                opened.save()
        assert type(caught.value) is kind
        assert file.path.read_bytes() == before
        assert _names(file.path.parent) == names
        assert opened.previous.read_bytes() == previous != before
        assert not opened.previous.samefile(file.path), "damage to one must not be damage to both"
        assert opened.save(), "and when the trouble is over, it is saved"
        assert store.peek(file.path).notes["a-step"] == "mine"


def test_a_failed_creation_leaves_nothing(
    tmp_path: Path, full: Session, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing("write", errno.ENOSPC)(monkeypatch)
    with pytest.raises(errors.SaveDiskFull):
        store.create(tmp_path, full, "x", now=now)
    assert _names(tmp_path) == []


_ON_A_SMALL_DISK = """
import os, subprocess, sys
from datetime import datetime
from pathlib import Path
from simexit.core import errors
from simexit.core.case import store
from simexit.core.case.session import Evidence, Session
now = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
disk = Path(sys.argv[1])
file = store.create(disk, Session.new(now, program="1", language="en"), "x", now=now)
file.session.set_note("a", "fits", now); file.save()
names, before = sorted(os.listdir(disk)), file.path.read_bytes()
file.session.set_note("a", "x" * 200_000, now)
try:
    file.save()
except errors.SaveDiskFull:
    print("full", end=" ")
if sys.argv[2] == "mounted":
    file.close()  # It holds its lock open, and the system does not take writing away from an open file.
    lock = file.path.with_name(file.path.name + ".lock").name
    names.remove(lock)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        file.save()
    except errors.SaveReadOnly:
        print("read-only", end=" ")
    with store.open_session(file.path, now=now, take_over=True) as again:
        print("readable", again.session.notes["a"], end=" ")
assert (names, before) == (sorted(os.listdir(disk)), file.path.read_bytes())
print("kept")
"""


@POSIX
def test_a_real_full_and_read_only_disk(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    mounts = "mount -t tmpfs -o size=64k none"
    if not unshare or subprocess.run([unshare, "-Urm", "sh", "-c", f"{mounts} {tmp_path}"], check=False).returncode:
        pytest.skip("this system lets nobody mount a small disk of his own")
    environment = {**os.environ, "PYTHONPATH": str(Path(store.__file__).parents[3])}
    script = f'{mounts} "$1" && exec "$0" -c "$2" "$1" mounted'
    done = subprocess.run(
        [unshare, "-Urm", "sh", "-c", script, sys.executable, os.fspath(tmp_path), _ON_A_SMALL_DISK],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert (done.stdout, done.stderr) == ("full read-only readable fits kept\n", "")


@POSIX
def test_a_real_limit_of_the_size_of_a_file(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    with _run(limit + _ON_A_SMALL_DISK, tmp_path, "limited") as process:
        assert process.communicate() == ("full kept\n", "")


@POSIX
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write anywhere; see the mounted disk above")
def test_a_folder_without_the_right_to_write(file: SessionFile, now: datetime) -> None:
    folder = file.path.parent
    folder.chmod(0o500)
    try:
        with store.open_session(file.path, now=now) as opened:
            _change(opened, now)
            with pytest.raises(errors.SaveReadOnly):
                opened.save()
    finally:
        folder.chmod(0o700)


# --- damaged, foreign, too new


def _damage(path: Path, how: str) -> bytes:
    good = path.read_bytes()
    path.write_bytes(
        {
            "empty": b"",
            "cut off": good[: len(good) // 2],
            "null bytes": b"\0" * len(good),
            "not json": b"hello",
            "wrong types": good.replace(b'"answers": {', b'"answers": 3, "x": {'),
        }[how]
    )
    return path.read_bytes()


@pytest.mark.parametrize("how", ["empty", "cut off", "null bytes", "not json", "wrong types"])
def test_a_damaged_file_is_set_aside_and_restored(file: SessionFile, now: datetime, how: str) -> None:
    previous = store.peek(file.previous)
    damaged = _damage(file.path, how)
    with store.open_session(file.path, now=now) as opened:
        assert opened.session == previous
        assert opened.opening.restored
        assert isinstance(opened.opening.trouble, errors.SessionUnreadable)
        aside = opened.opening.set_aside
        assert aside is not None
        assert aside.name == "T-Mobile - 我的主卡 (damaged 2026-11-21 143201).simexit"
        assert aside.read_bytes() == damaged
        _change(opened, now)
        opened.save()
    assert store.list_paths(file.path.parent) == [file.path], "what was set aside is no session to go on with"
    with store.open_session(file.path, now=now) as again:
        assert not again.opening.restored
        assert again.session.notes["a-step"] == "mine"


def test_damaged_twice_in_one_second_both_are_kept(file: SessionFile, now: datetime) -> None:
    for content in (b"one", b"two"):
        file.path.write_bytes(content)
        store.open_session(file.path, now=now).close()
    kept = sorted(path.read_bytes() for path in file.path.parent.glob("*damaged*"))
    assert kept == [b"one", b"two"]
    assert store.list_paths(file.path.parent) == [file.path]


def test_a_vanished_file_is_restored_from_the_previous_copy_if_the_person_says_so(
    file: SessionFile, now: datetime
) -> None:
    file.path.unlink()
    names = _names(file.path.parent)
    for look in (False, True):
        with pytest.raises(errors.SessionGone):
            store.open_session(file.path, now=now, look=look)
    assert _names(file.path.parent) == names, "deleted is deleted"
    with store.open_session(file.path, now=now, bring_back=True) as opened:
        assert isinstance(opened.opening.trouble, errors.SessionMissing)
        assert opened.opening.set_aside is None
    assert file.path.exists()


@pytest.mark.parametrize("previous", ["none", "damaged too", "too new"])
def test_without_a_good_previous_copy_nothing_is_touched(file: SessionFile, now: datetime, previous: str) -> None:
    if previous == "none":
        file.previous.unlink()
    elif previous == "damaged too":
        file.previous.write_bytes(b"{")
    else:
        file.previous.write_bytes(file.previous.read_bytes().replace(b'"version": 1', b'"version": 2'))
    damaged, names = _damage(file.path, "cut off"), _names(file.path.parent)
    with pytest.raises(errors.SessionCutOff):
        store.open_session(file.path, now=now)
    assert file.path.read_bytes() == damaged
    assert _names(file.path.parent) == names


def test_a_file_that_cannot_be_set_aside_is_left_as_it_is(
    file: SessionFile, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = _damage(file.path, "empty")
    _failing("write", errno.ENOSPC)(monkeypatch)
    with pytest.raises(errors.SessionEmpty):
        store.open_session(file.path, now=now)
    assert file.path.read_bytes() == damaged


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"format": "simexit-session", "version": 2, "all": "different"}', errors.SessionTooNew),
        (b'{"format": "other"}', errors.SessionOfOtherProgram),
    ],
)
def test_too_new_and_foreign_files_are_refused_and_untouched(
    file: SessionFile, now: datetime, content: bytes, kind: type[errors.SimExitError]
) -> None:
    file.path.write_bytes(content)
    os.utime(file.path, (1_000_000_000, 1_000_000_000))
    names = _names(file.path.parent)
    with pytest.raises(kind):
        store.open_session(file.path, now=now)
    assert file.path.read_bytes() == content
    assert file.path.stat().st_mtime == 1_000_000_000
    assert _names(file.path.parent) == names, "not even a lock is left"


def test_a_folder_a_missing_file_and_a_pipe_each_get_their_sentence(tmp_path: Path, now: datetime) -> None:
    cases: list[tuple[Path, type[errors.SimExitError]]] = [
        (tmp_path, errors.SessionIsFolder),
        (tmp_path / "none.simexit", errors.SessionMissing),
        (tmp_path / "none" / "none.simexit", errors.SessionMissing),
    ]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.simexit")
        cases.append((tmp_path / "pipe.simexit", errors.SessionNotJson))
    for path, kind in cases:
        with pytest.raises(kind):
            store.open_session(path, now=now)
        with pytest.raises(kind):
            store.peek(path)
    assert _names(tmp_path) in ([], ["pipe.simexit"])


def test_a_file_without_the_right_to_read(file: SessionFile, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")  # Root reads everything, so it is played.

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(errors.SessionNotReadable) as caught:
        store.open_session(file.path, now=now)
    assert caught.value.values["reason"] == "Permission denied"


def test_a_file_of_an_old_format_stays_beside_the_new_one(
    file: SessionFile, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = file.path.read_bytes()
    monkeypatch.setattr(migrations, "MIGRATIONS", [lambda raw: {**raw, "line": "two"}])
    with store.open_session(file.path, now=now) as opened:
        assert opened.opening.version == 1
        assert file.path.read_bytes() == old, "opening alone changes nothing"
        for note in ("a", "b", "c"):
            _change(opened, now, note)
            opened.save()
    kept = file.path.with_name(file.path.name + ".v1.bak")
    assert kept.read_bytes() == old
    assert json.loads(file.path.read_bytes())["version"] == 2
    assert store.list_paths(file.path.parent) == [file.path]


# --- written by another program


def _meanwhile(file: SessionFile, now: datetime, note: str = "theirs") -> bytes:
    """Another program, which knows no locks, writes the file; a sync program may even set the old time."""
    times = file.path.stat()
    session = store.peek(file.path)
    session.set_note("a-step", note, now)
    file.path.write_bytes(codec.encode(session))
    os.utime(file.path, ns=(times.st_atime_ns, times.st_mtime_ns))
    return file.path.read_bytes()


def test_changed_on_disk_is_not_overwritten_and_both_are_kept(file: SessionFile, now: datetime) -> None:
    with store.open_session(file.path, now=now) as opened:
        _change(opened, now, "mine!!")  # As long as theirs: neither size nor time tells them apart.
        theirs = _meanwhile(file, now, "theirs")
        assert opened.changed_on_disk()
        for _ in range(2):
            with pytest.raises(errors.ChangedOnDisk):
                opened.save()
            assert file.path.read_bytes() == theirs
        other = opened.save_both(now)
        assert other is not None
        assert other.name == "T-Mobile - 我的主卡 (other copy 2026-11-21 143201).simexit"
        assert other.read_bytes() == theirs
        assert store.peek(file.path).notes["a-step"] == "mine!!"
        assert not opened.changed_on_disk()
        _change(opened, now, "and on")
        assert opened.save()
        assert opened.save_both(now) is None
    assert {path.name for path in store.list_paths(file.path.parent)} == {file.path.name, other.name}


def test_the_other_copy_has_its_evidence(file: SessionFile, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "bill.pdf").write_bytes(b"PDF")
    with store.open_session(file.path, now=now) as opened:
        item = evidence.attach(opened.path, tmp_path / "bill.pdf", title="Bill", step="s", now=now)
        opened.session.add_evidence(item, now)
        opened.save()
        _meanwhile(file, now)
        _change(opened, now)
        other = opened.save_both(now)
        assert other is not None
        assert evidence.state(other, item) == evidence.state(opened.path, item) == "present"


def test_garbage_written_by_another_program_is_kept_too(file: SessionFile, now: datetime) -> None:
    with store.open_session(file.path, now=now) as opened:
        _change(opened, now)
        file.path.write_bytes(b"\0\0")
        with pytest.raises(errors.ChangedOnDisk):
            opened.save()
        other = opened.save_both(now)
        assert other is not None
        assert other.read_bytes() == b"\0\0"


def test_touched_or_written_with_the_same_content_is_no_change(file: SessionFile, now: datetime) -> None:
    with store.open_session(file.path, now=now) as opened:
        os.utime(file.path)
        assert not opened.changed_on_disk()
        _change(opened, now, "same")
        _meanwhile(file, now, "same")
        assert not opened.save()
        _change(opened, now, "next")
        assert opened.save()


def test_a_full_disk_while_keeping_both_keeps_both(
    file: SessionFile, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.open_session(file.path, now=now) as opened:
        theirs = _meanwhile(file, now)
        _change(opened, now)
        names = _names(file.path.parent)
        with monkeypatch.context() as patched:
            _failing("write", errno.ENOSPC)(patched)
            with pytest.raises(errors.SaveDiskFull):
                opened.save_both(now)
        assert file.path.read_bytes() == theirs
        assert _names(file.path.parent) == names
        with pytest.raises(errors.ChangedOnDisk):
            opened.save()


def test_a_folder_in_the_place_of_the_file(file: SessionFile, now: datetime) -> None:
    with store.open_session(file.path, now=now) as opened:
        file.path.unlink()
        file.path.mkdir()
        _change(opened, now)
        for act in (opened.save, lambda: opened.save_both(now)):
            with pytest.raises(errors.SaveFailed):
                act()


class _Meanwhile:
    """Another program that replaces the file in the very instant in which ours is put in place."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, path: Path, *, exchange: bool) -> None:
        self.versions: list[bytes] = []
        real_exchange, real_link = files.exchange, os.link

        def write() -> None:
            self.versions.append(b"theirs %d" % len(self.versions))
            new = path.with_name("theirs.tmp")
            new.write_bytes(self.versions[-1])
            new.replace(path)

        def before_exchange(one: Path, other: Path) -> bool:
            write()
            return real_exchange(one, other)

        def before_link(one: Path, other: Path) -> None:
            write()
            real_link(one, other)

        if exchange:
            monkeypatch.setattr(files, "exchange", before_exchange)
        else:
            monkeypatch.setattr(files, "exchange", lambda *_: False)
            monkeypatch.setattr(os, "link", before_link)


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "no-exchange"])
def test_a_version_put_there_while_we_save_is_kept(
    file: SessionFile, now: datetime, exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.open_session(file.path, now=now) as opened:
        previous = opened.previous.read_bytes()
        _change(opened, now)
        with monkeypatch.context() as patched:
            meanwhile = _Meanwhile(patched, file.path, exchange=exchange)
            with pytest.raises(errors.ChangedOnDisk):
                opened.save()
        other = opened.save_both(now)
        assert other is not None
        assert other.read_bytes() == meanwhile.versions[0]
        assert opened.previous.read_bytes() == previous, "theirs is no previous state of ours"
        assert store.peek(file.path).notes["a-step"] == "mine"
        assert opened.save_both(now) is None, "it is told once"


# --- what is larger, longer, protected


def test_a_case_that_could_not_be_read_again_is_refused_before_it_is_saved(
    file: SessionFile, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "LARGEST", 100_000)
    with store.open_session(file.path, now=now) as opened:
        before, previous = file.path.read_bytes(), opened.previous.read_bytes()
        _change(opened, now, "x" * 100_000)
        for act in (opened.save, lambda: opened.save_both(now), lambda: opened.save_copy(tmp_path / "y", now=now)):
            with pytest.raises(errors.SaveTooLarge):
                act()
        assert (file.path.read_bytes(), opened.previous.read_bytes()) == (before, previous)
        _change(opened, now, "short again")
        assert opened.save()


def test_a_file_too_large_to_be_read_gives_way_to_its_previous_copy(
    file: SessionFile, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.path.write_bytes(b"{" * 200_000)
    monkeypatch.setattr(store, "LARGEST", 100_000)
    with store.open_session(file.path, now=now) as opened:
        assert opened.opening.set_aside is not None
        assert opened.opening.set_aside.stat().st_size == 200_000


@pytest.mark.parametrize("length", [247, 250, 252, 255])
def test_names_as_long_as_the_system_allows(tmp_path: Path, full: Session, now: datetime, length: int) -> None:
    (tmp_path / "bill.pdf").write_bytes(b"PDF")
    here = tmp_path / "cases"
    here.mkdir()
    path = here / ("x" * (length - 8) + ".simexit")
    other = here / ("x" * (length - 9) + "y.simexit")
    for one in (path, other):
        with store.create_at(one, full, now=now) as opened:
            opened.session.add_evidence(
                evidence.attach(opened.path, tmp_path / "bill.pdf", title="", step="s", now=now), now
            )
            assert opened.save()
            with pytest.raises(errors.InUse):
                store.open_session(one, now=now)
    assert store.previous_of(path) != store.previous_of(other)
    assert store.peek(store.previous_of(path)).notes == full.notes
    store.delete(path)
    store.delete(other)
    assert _names(here) == []


@POSIX
def test_a_file_marked_read_only_stays(file: SessionFile, now: datetime, tmp_path: Path) -> None:
    file.path.chmod(0o444)
    before = file.path.read_bytes()
    with store.open_session(file.path, now=now) as opened:
        _change(opened, now)
        with pytest.raises(errors.SaveReadOnly):
            opened.save()
        copy = opened.save_copy(tmp_path / "copy", now=now)
    assert file.path.read_bytes() == before
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o444
    with store.open_session(copy, now=now) as opened, pytest.raises(errors.SaveReadOnly):
        opened.save_copy(file.path, now=now, overwrite=True)
    assert file.path.read_bytes() == before


@POSIX
def test_a_second_name_of_the_same_file_is_told(file: SessionFile, now: datetime, tmp_path: Path) -> None:
    with store.open_session(file.path, now=now) as opened:
        assert not opened.opening.second_name
    os.link(file.path, tmp_path / "second.simexit")
    with store.open_session(file.path, now=now) as opened:
        assert opened.opening.second_name


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_a_file_system_that_knows_no_fsync(
    tmp_path: Path, full: Session, now: datetime, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing("fsync", number)(monkeypatch)
    with store.create(tmp_path, full, "cloud", now=now) as opened:
        _change(opened, now)
        assert opened.save()
        with pytest.raises(errors.InUse):
            store.open_session(opened.path, now=now)


# --- copies and moves


def test_a_copy_gets_its_ending_and_never_replaces_unasked(file: SessionFile, tmp_path: Path, now: datetime) -> None:
    mum = store.create(tmp_path, Session.new(now, program="1", language="en"), "mum", now=now)
    mum.close()
    before = mum.path.read_bytes()
    with store.open_session(file.path, now=now) as opened:
        with pytest.raises(errors.AlreadyExists):
            opened.save_copy(tmp_path / "mum", now=now)
        assert mum.path.read_bytes() == before
        assert opened.save_copy(tmp_path / "mum", now=now, overwrite=True) == mum.path
    assert store.peek(mum.path).answers == file.session.answers
    assert mum.previous.read_bytes() == before, "what was replaced is its previous copy"


@pytest.mark.parametrize("move", [False, True], ids=["copy", "move"])
def test_a_case_open_elsewhere_is_not_replaced(file: SessionFile, tmp_path: Path, now: datetime, move: bool) -> None:
    with (
        store.create(tmp_path, Session.new(now, program="1", language="en"), "mum", now=now) as mum,
        store.open_session(file.path, now=now) as opened,
    ):
        before, names = mum.path.read_bytes(), _names(tmp_path)
        with pytest.raises(errors.InUse):
            (opened.save_elsewhere if move else opened.save_copy)(mum.path, now=now, overwrite=True)
        assert mum.path.read_bytes() == before
        assert _names(tmp_path) == names
        _change(opened, now)
        assert opened.save(), "and one can go on in the present file"


def test_going_on_elsewhere_holds_the_new_file_and_frees_the_old(
    file: SessionFile, tmp_path: Path, now: datetime
) -> None:
    opened = store.open_session(file.path, now=now)
    with opened.save_elsewhere(tmp_path / "there", now=now) as moved:
        store.open_session(file.path, now=now).close()
        with pytest.raises(errors.InUse):
            store.open_session(moved.path, now=now)
        _change(moved, now)
        assert moved.save()
    assert store.peek(tmp_path / "there.simexit").notes["a-step"] == "mine"


def test_the_evidence_of_a_replaced_case_stays_its_own(file: SessionFile, tmp_path: Path, now: datetime) -> None:
    def attached(opened: SessionFile, content: bytes) -> Evidence:
        (tmp_path / "bill.pdf").write_bytes(content)
        item = evidence.attach(opened.path, tmp_path / "bill.pdf", title="", step="s", now=now)
        opened.session.add_evidence(item, now)
        opened.save()
        return item

    folder = tmp_path / "cases"
    with store.create(folder, Session.new(now, program="1", language="en"), "mum", now=now) as mum:
        theirs = attached(mum, b"mum's bill")
    with store.open_session(file.path, now=now) as opened:
        attached(opened, b"my bill")
        for _ in range(2):
            opened.save_copy(mum.path, now=now, overwrite=True)
    assert evidence.state(mum.path, theirs) == "present"
    listed = store.peek(mum.path).evidence
    assert all(evidence.state(mum.path, item) == "present" for item in listed if item.id != "e1")
    assert {item.file for item in listed if item.id != "e1"} == {"bill (2).pdf"}
    assert _names(evidence.folder_of(mum.path)) == ["bill (2).pdf", "bill.pdf"]


# --- deleting


def test_deleting_deletes_all_that_belongs_to_it_and_nothing_else(
    file: SessionFile, tmp_path: Path, full: Session, now: datetime
) -> None:
    folder = file.path.parent
    with store.open_session(file.path, now=now) as opened:
        (tmp_path / "bill.pdf").write_bytes(b"PDF")
        opened.session.add_evidence(
            evidence.attach(opened.path, tmp_path / "bill.pdf", title="", step="s", now=now), now
        )
        _meanwhile(file, now)
        assert opened.save_both(now)
    file.path.with_name(f"{file.path.name}.v1.bak").write_bytes(b"x")
    _damage(file.path, "empty")
    store.open_session(file.path, now=now).close()
    with store.create(folder, full, "T-Mobile", "我的主卡", now=now) as second:
        second.save_copy(folder / "T-Mobile", now=now)
    others = sorted(["bill.pdf", second.path.name, "T-Mobile.simexit", "T-Mobile.files"])
    assert len(_names(folder)) > len(others) + 5
    store.delete(file.path)
    assert _names(folder) == [name for name in others if (folder / name).exists()]
    with pytest.raises(errors.SessionMissing) as caught:
        store.open_session(file.path, now=now)
    assert not isinstance(caught.value, errors.SessionGone)
    store.delete(file.path)


def test_a_case_open_elsewhere_is_not_deleted(file: SessionFile, now: datetime) -> None:
    with store.open_session(file.path, now=now):
        names = _names(file.path.parent)
        with pytest.raises(errors.InUse):
            store.delete(file.path)
        assert _names(file.path.parent) == names


@POSIX
def test_deleting_does_not_follow_links(file: SessionFile, tmp_path: Path) -> None:
    elsewhere = tmp_path / "mine"
    elsewhere.mkdir()
    (elsewhere / "keep").touch()
    evidence.folder_of(file.path).symlink_to(elsewhere)
    store.delete(file.path)
    assert _names(tmp_path) == ["mine"]
    assert _names(elsewhere) == ["keep"]


def test_an_interrupted_deletion_can_be_gone_on_with(
    file: SessionFile, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EBUSY, "busy")

    with monkeypatch.context() as patched:
        evidence.folder_of(file.path).mkdir()
        patched.setattr(shutil, "rmtree", fails)
        with pytest.raises(errors.SaveFailed):
            store.delete(file.path)
    assert file.path.exists()
    store.delete(file.path)
    assert _names(file.path.parent) == []


def test_what_was_masked_is_in_no_previous_copy(file: SessionFile, now: datetime) -> None:
    old = file.path.with_name(f"{file.path.name}.v1.bak")
    with store.open_session(file.path, now=now) as opened:
        _change(opened, now, "PIN 4821")
        opened.save()
        _change(opened, now, "PIN ••••")
        old.write_bytes(b"PIN 4821")
        assert opened.save(forget=True)
        assert all(b"4821" not in path.read_bytes() for path in file.path.parent.glob("*simexit*"))
        assert store.peek(opened.previous) == opened.session
        assert not old.exists()


def test_evidence_can_be_taken_back(file: SessionFile, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "receipt.pdf").write_bytes(b"PDF")
    with store.open_session(file.path, now=now) as opened:
        item = evidence.attach(opened.path, tmp_path / "receipt.pdf", title="", step="s", now=now)
        opened.session.add_evidence(item, now)
        opened.save()
        opened.detach(item.id, now)
        assert item not in store.peek(file.path).evidence
        assert not evidence.folder_of(file.path).exists()
    assert (tmp_path / "receipt.pdf").exists(), "the original stays"


def test_leftovers_are_swept_wherever_a_case_lies(file: SessionFile, now: datetime) -> None:
    left = files.temporary_beside(file.path)
    left.touch()
    later = datetime.now().astimezone() + timedelta(hours=2)
    store.open_session(file.path, now=later, look=True).close()
    assert left.exists()
    store.open_session(file.path, now=later).close()
    assert not left.exists()


# --- open twice


def test_the_second_window_is_told_who_holds_it_and_may_look(file: SessionFile, now: datetime) -> None:
    with store.open_session(file.path, now=now) as first:
        with pytest.raises(errors.InUse) as caught:
            store.open_session(file.path, now=now)
        assert str(os.getpid()) in caught.value.text()
        with store.open_session(file.path, now=now, look=True) as looking:
            assert looking.session == first.session
            looking.session.set_note("x", "y", now)
            for act in (looking.save, lambda: looking.save_both(now)):
                with pytest.raises(errors.OnlyLooking):
                    act()
        with pytest.raises(errors.InUse):
            store.open_session(file.path, now=now)
        _change(first, now)
        assert first.save()
    store.open_session(file.path, now=now).close()


def test_looking_writes_nothing(file: SessionFile, now: datetime) -> None:
    _damage(file.path, "empty")
    names = _names(file.path.parent)
    with pytest.raises(errors.SessionEmpty):
        store.open_session(file.path, now=now, look=True)
    assert _names(file.path.parent) == names


def _put_lock(file: SessionFile, **changes: object) -> Path:
    path = file.path.with_name(file.path.name + ".lock")
    with store.open_session(file.path, now=datetime.now().astimezone()):
        lines = dict(line.split("=", 1) for line in path.read_text("utf-8").splitlines() if "=" in line)
    record = "".join(f"{key}={value}\n" for key, value in (lines | changes).items())
    path.write_text(f"filelock/2\n{record}", encoding="utf-8")
    return path


def _dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_the_lock_of_a_dead_process_is_taken_over(file: SessionFile, now: datetime) -> None:
    path = _put_lock(file, pid=_dead_process())
    with store.open_session(file.path, now=now):
        assert str(os.getpid()) in lock.holder(file.path)
    assert not path.exists()
    assert _names(file.path.parent) == [file.path.name, f"{file.path.name}.bak"]


def test_a_process_with_the_number_of_a_dead_one_is_another(file: SessionFile, now: datetime) -> None:
    if sys.platform == "darwin":
        pytest.skip("macOS does not tell without help when a process began")
    _put_lock(file, start=1)
    store.open_session(file.path, now=now).close()


def test_a_living_holder_and_one_on_another_computer_are_believed(file: SessionFile, now: datetime) -> None:
    for changes in ({}, {"host": "elsewhere", "pid": _dead_process()}):
        path = _put_lock(file, **changes)
        content = path.read_bytes()
        with pytest.raises(errors.InUse):
            store.open_session(file.path, now=now)
        assert path.read_bytes() == content
        store.open_session(file.path, now=now, take_over=True).close()


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"[]", b'{"pid": "x"}', b"x" * 100_000, None])
def test_a_lock_that_names_nobody_is_none(file: SessionFile, now: datetime, content: bytes | None) -> None:
    path = file.path.with_name(file.path.name + ".lock")
    path.mkdir() if content is None else path.write_bytes(content)
    with store.open_session(file.path, now=now) as opened:
        _change(opened, now)
        assert opened.save()


def test_the_window_that_lost_its_lock_only_looks_and_keeps_what_was_not_saved_once(
    file: SessionFile, now: datetime
) -> None:
    with store.open_session(file.path, now=now) as first:
        with store.open_session(file.path, now=now, take_over=True) as second:
            for number in range(5):
                _change(second, now, f"second {number}")
                assert second.save()
                _change(first, now, f"first {number}")
                with pytest.raises(errors.TakenOver if not number else errors.OnlyLooking) as caught:
                    first.save()
            assert first.look
            assert str(os.getpid()) in caught.value.text() or number
        assert store.peek(file.path).notes["a-step"] == "second 4"
        (other,) = file.path.parent.glob("*other copy*")
        assert store.peek(other).notes["a-step"] == "first 0"
    with store.open_session(file.path, now=now):
        pass


def test_a_lost_lock_without_anything_unsaved_leaves_no_copy(file: SessionFile, now: datetime) -> None:
    with (
        store.open_session(file.path, now=now) as first,
        store.open_session(file.path, now=now, take_over=True),
        pytest.raises(errors.TakenOver),
    ):
        first.save()
    assert not list(file.path.parent.glob("*other copy*"))


def test_a_lock_that_somebody_swept_away_is_taken_again(file: SessionFile, now: datetime) -> None:
    with store.open_session(file.path, now=now) as opened:
        file.path.with_name(file.path.name + ".lock").unlink()
        _change(opened, now)
        assert opened.save()
        with pytest.raises(errors.InUse):
            store.open_session(file.path, now=now)


def test_a_lock_that_was_taken_over_is_not_given_back_by_the_first(file: SessionFile, now: datetime) -> None:
    first = store.open_session(file.path, now=now)
    second = store.open_session(file.path, now=now, take_over=True)
    first.close()
    with pytest.raises(errors.InUse):
        store.open_session(file.path, now=now)
    second.close()
    store.open_session(file.path, now=now).close()


_RACE = """
import sys, time
from pathlib import Path
from simexit.core import errors
from simexit.core.case import lock
while time.time() < float(sys.argv[2]):
    pass
try:
    held = lock.acquire(Path(sys.argv[1]))
    print("got" if held else "none", flush=True)
except errors.InUse:
    print("in use", flush=True)
sys.stdin.read()
"""


def test_of_many_at_once_exactly_one_gets_a_new_lock(file: SessionFile) -> None:
    begin = time.time() + 1.0
    processes = [_run(_RACE, file.path, begin, stdin=subprocess.PIPE) for _ in range(6)]
    said = [process.stdout.readline().strip() for process in processes if process.stdout]
    for process in processes:
        process.communicate("")
    assert sorted(said) == ["got", *["in use"] * 5]


# --- lists


def test_the_list_is_newest_first_and_holds_sessions_only(tmp_path: Path, full: Session, now: datetime) -> None:
    for number, name in enumerate(["old", "newest", "middle"]):
        store.create(tmp_path, full, name, now=now).close()
        os.utime(tmp_path / f"{name}.simexit", (1000 + number * 7 % 5, 1000 + number * 7 % 5))
    for name in ("a.simexit.bak", "b.txt", ".hidden.simexit", "d (damaged 2026-11-21 143201).simexit"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder.simexit").mkdir()
    (tmp_path / "broken.simexit").write_bytes(b"")
    os.utime(tmp_path / "broken.simexit", (1, 1))
    assert [path.stem for path in store.list_paths(tmp_path)] == ["middle", "newest", "old", "broken"]
    assert store.list_paths(tmp_path / "none") == []


def test_a_thousand_sessions_are_listed_without_being_read(
    tmp_path: Path, full: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = codec.encode(full)
    for number in range(1000):
        (tmp_path / f"{number}.simexit").write_bytes(data)

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("the list must not read the files")

    monkeypatch.setattr(Path, "open", forbidden)
    begin = time.perf_counter()
    assert len(store.list_paths(tmp_path)) == 1000
    assert time.perf_counter() - begin < 0.5  # 5 ms here; the ratio itself is held by the benchmarks.
