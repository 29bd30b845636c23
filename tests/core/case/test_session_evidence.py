"""Evidence is copied, named safely, found again, and missed when it is gone."""

from __future__ import annotations

import errno
import os
import stat
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from simexit.core import errors
from simexit.core.case import evidence
from simexit.core.case.session import Evidence


@pytest.fixture
def session(tmp_path: Path) -> Path:
    (tmp_path / "sessions").mkdir()
    return tmp_path / "sessions" / "T-Mobile.simexit"


def _attach(session: Path, source: Path, now: datetime) -> Evidence:
    return evidence.attach(session, source, title="", step="save-bills", now=now)


def test_a_file_is_copied_and_found_again(session: Path, tmp_path: Path, now: datetime) -> None:
    source = tmp_path / "账单 十一月.pdf"
    source.write_bytes(b"x" * 3_000_000)
    item = evidence.attach(session, source, title=" Last bill ", step="save-bills", now=now)
    assert (item.file, item.title, item.step, item.added_on) == (
        "账单 十一月.pdf",
        "Last bill",
        "save-bills",
        now.date(),
    )
    copy = evidence.path_of(session, item)
    assert copy == session.parent / "T-Mobile.files" / "账单 十一月.pdf"
    assert copy.read_bytes() == source.read_bytes()
    assert evidence.state(session, item) == "present"
    if os.name != "nt":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert source.exists()


def test_two_files_of_one_name_are_both_kept(session: Path, tmp_path: Path, now: datetime) -> None:
    items = []
    for content in (b"one", b"two"):
        (tmp_path / "a.png").write_bytes(content)
        items.append(_attach(session, tmp_path / "a.png", now))
    assert [item.file for item in items] == ["a.png", "a (2).png"]
    assert [evidence.state(session, item) for item in items] == ["present", "present"]
    assert items[0].id != items[1].id
    assert items[0].title == "a.png"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names to begin with")
def test_odd_names_become_safe_ones(session: Path, tmp_path: Path, now: datetime) -> None:
    for name, safe in (
        ('a:b?"<x>.p|f', "a-b---x-.p-f"),
        ("con.txt", "con_.txt"),
        ("长" * 80 + ".pdf", "长" * 40 + ".pdf"),
    ):
        (tmp_path / name).write_bytes(b"x")
        assert _attach(session, tmp_path / name, now).file == safe


def test_what_is_missing_or_changed_is_noticed(session: Path, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    one, two = (_attach(session, tmp_path / "a.pdf", now) for _ in range(2))
    folder = evidence.folder_of(session)
    (folder / one.file).unlink()
    (folder / two.file).write_bytes(b"y")
    assert evidence.states(session, [one, two]) == {one.id: "missing", two.id: "changed"}
    evidence.remove(session, one)
    evidence.remove(session, two)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/hostname", "..", ".", "", "a/b", "a\\b", "C:x", "a\0b"])
def test_a_session_from_somebody_else_does_not_lead_out_of_its_folder(
    session: Path, tmp_path: Path, now: datetime, name: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    (session.parent / "outside.txt").write_bytes(b"x")
    item = msgspec.structs.replace(_attach(session, tmp_path / "a.pdf", now), file=name)
    assert evidence.path_of(session, item) is None
    assert evidence.state(session, item) == "missing"
    evidence.remove(session, item)
    evidence.copy_all(session, tmp_path / "other.simexit", [item])
    assert (session.parent / "outside.txt").exists()
    assert not (tmp_path / "other.files").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_the_folder_is_not_followed(session: Path, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    item = _attach(session, tmp_path / "a.pdf", now)
    path = evidence.path_of(session, item)
    assert path is not None
    path.unlink()
    path.symlink_to(tmp_path / "a.pdf")
    assert evidence.state(session, item) == "missing"


def test_what_cannot_be_attached_is_said_and_leaves_nothing(session: Path, tmp_path: Path, now: datetime) -> None:
    sources = [tmp_path, tmp_path / "none.pdf"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        sources.append(tmp_path / "pipe")
    for source in sources:
        with pytest.raises(errors.EvidenceUnreadable):
            _attach(session, source, now)
    assert list(session.parent.iterdir()) == []


def test_a_full_disk_leaves_no_half_of_a_file(
    session: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x" * 100)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(errors.SaveDiskFull):
        _attach(session, tmp_path / "a.pdf", now)
    assert list(session.parent.iterdir()) == []


def test_an_unplugged_source_is_not_called_a_full_disk(
    session: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")

    class Unplugged:
        def seek(self, _: int) -> None: ...

        def close(self) -> None: ...

        def read(self, _: int) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "open", lambda *_: Unplugged())
    with pytest.raises(errors.EvidenceUnreadable):
        _attach(session, tmp_path / "a.pdf", now)
    assert list(session.parent.iterdir()) == []
