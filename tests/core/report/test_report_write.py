"""Writing a report: by its ending, privately, wholly or not at all."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from simexit.core.errors import AlreadyExists, SaveFolderGone, UnknownFormat
from simexit.core.report.document import Paper
from simexit.core.report.subject import Subject
from simexit.core.report.write import FORMATS, write

from .conftest import NOW


def make_pdf(paper: Paper) -> bytes:
    return b"%PDF " + paper.title.encode("utf-8", "replace")


@pytest.mark.parametrize("ending", [*FORMATS, "PDF"])
def test_by_ending(ending: str, tmp_path: Path, subject: Subject) -> None:
    path = tmp_path / f"报告.{ending}"
    path.write_text("old")
    write(path, subject, "report", "en", "full", NOW, make_pdf)
    starts = {
        "pdf": b"%PDF",
        "html": b"<!DO",
        "md": b"# Mo",
        "json": b"{\n  ",
        "ics": b"BEGI",
        "zip": b"PK",
        "eml": b"Subj",
    }
    assert path.read_bytes().startswith(starts[ending.lower()])
    kept = path.with_name(f"{path.name}.bak")
    assert kept.read_text() == "old"
    kept.unlink()
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_replaced_unasked(tmp_path: Path, subject: Subject) -> None:
    path = tmp_path / "report.pdf"
    path.write_text("old")
    with pytest.raises(AlreadyExists):
        write(path, subject, "report", "en", "full", NOW, make_pdf, replace=False)
    assert path.read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_private(tmp_path: Path, subject: Subject) -> None:
    path = tmp_path / "report.md"
    write(path, subject, "report", "en", "full", NOW, make_pdf)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["report.doc", "report", "case.simexit"])
def test_unknown_ending(name: str, tmp_path: Path, subject: Subject) -> None:
    with pytest.raises(UnknownFormat, match=r"\.pdf"):
        write(tmp_path / name, subject, "report", "en", "full", NOW, make_pdf)
    assert not list(tmp_path.iterdir())


def test_no_such_folder(tmp_path: Path, subject: Subject) -> None:
    with pytest.raises(SaveFolderGone):
        write(tmp_path / "gone" / "r.html", subject, "report", "en", "full", NOW, make_pdf)


def test_broken_paste_does_not_stop_it(tmp_path: Path, subject: Subject) -> None:
    subject.session.set_note("save-bills", "half \ud83d of it", NOW)
    for ending in FORMATS:
        subject.session.rename_line("x \ud83d", NOW)
        write(tmp_path / f"r.{ending}", subject, "report", "en", "full", NOW, make_pdf)
