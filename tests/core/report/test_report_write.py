"""Writing a report: by its ending, privately, wholly or not at all."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from simexit.core.case.session import Session
from simexit.core.errors import AlreadyExists, SaveFolderGone, UnknownFormat
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.types import Plan
from simexit.core.report.case_report import build
from simexit.core.report.write import FORMATS, write

from .conftest import NOW, TODAY


def make_pdf(html: str, path: Path) -> None:
    path.write_bytes(b"%PDF " + html.encode())


@pytest.mark.parametrize("ending", [*FORMATS, "PDF"])
def test_by_ending(ending: str, tmp_path: Path, small: Catalogue, case: Session, plan: Plan) -> None:
    path = tmp_path / f"报告.{ending}"
    path.write_text("old")
    write(path, build(plan, case, small, TODAY, "en", "full"), NOW, make_pdf)
    start = {"pdf": b"%PDF", "html": b"<!DO", "md": b"# Re", "json": b"{\n  ", "ics": b"BEGI"}[ending.lower()]
    assert path.read_bytes().startswith(start)
    if ending.lower() != "pdf":  # That one is drawn by the window, and tested there.
        kept = path.with_name(f"{path.name}.bak")
        assert kept.read_text() == "old"
        kept.unlink()
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_replaced_unasked(tmp_path: Path, small: Catalogue, case: Session, plan: Plan) -> None:
    path = tmp_path / "report.pdf"
    path.write_text("old")
    with pytest.raises(AlreadyExists):
        write(path, build(plan, case, small, TODAY, "en", "full"), NOW, make_pdf, replace=False)
    assert path.read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_private(tmp_path: Path, small: Catalogue, case: Session, plan: Plan) -> None:
    path = tmp_path / "report.md"
    write(path, build(plan, case, small, TODAY, "en", "full"), NOW, make_pdf)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["report.doc", "report", "case.simexit"])
def test_unknown_ending(name: str, tmp_path: Path, small: Catalogue, case: Session, plan: Plan) -> None:
    with pytest.raises(UnknownFormat, match=r"\.pdf"):
        write(tmp_path / name, build(plan, case, small, TODAY, "en", "full"), NOW, make_pdf)
    assert not list(tmp_path.iterdir())


def test_no_such_folder(tmp_path: Path, small: Catalogue, case: Session, plan: Plan) -> None:
    with pytest.raises(SaveFolderGone):
        write(tmp_path / "gone" / "r.html", build(plan, case, small, TODAY, "en", "full"), NOW, make_pdf)


def test_broken_paste_does_not_stop_it(tmp_path: Path, small: Catalogue, case: Session, plan: Plan) -> None:
    case.set_note("save-bills", "half \ud83d of it", NOW)
    for ending in ("html", "md", "json", "ics"):
        case.rename_line("x \ud83d", NOW)
        write(tmp_path / f"r.{ending}", build(plan, case, small, TODAY, "en", "full"), NOW, make_pdf)
