"""The report on paper: real, searchable Chinese, page numbers, a title; whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication

from simexit.core.case import codec
from simexit.core.errors import SaveFailed
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.resolve import resolve
from simexit.core.report.as_html import to_html
from simexit.core.report.case_report import build
from simexit.gui import export as export_
from simexit.gui.export import FORMATS, export, html_to_pdf, print_report, report_html, usual_paper

CASE = Path(__file__).parents[1] / "sessions" / "v1" / "full.simexit"

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


def tool(name: str, path: Path) -> str:
    output = ["-"] if name == "pdftotext" else []
    return subprocess.run([name, str(path), *output], capture_output=True, encoding="utf-8", check=True).stdout


@pytest.fixture
def page(catalogue: Catalogue, today: Any) -> Callable[[str], str]:
    """The report of a full case as HTML."""
    session = codec.decode(CASE.read_bytes(), CASE).session

    def make(language: str) -> str:
        plan = resolve(session.answers, catalogue, today)
        return to_html(build(plan, session, catalogue, today, language, "full"))

    return make


@needs_poppler
def test_chinese_can_be_searched(qapp: QApplication, page: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    html_to_pdf(page("zh-Hans"), path)
    text = tool("pdftotext", path)
    assert "手机" in text
    assert "我的主卡" in text
    assert "招商银行" in text
    assert not [char for char in text if "\u2e80" <= char <= "\u2fdf"], "radicals instead of hanzi"
    assert "SIMExitSansSC" in tool("pdffonts", path)


@needs_poppler
def test_digits_and_quotes_in_english(qapp: QApplication, page: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    html_to_pdf(page("en"), path)
    text = tool("pdftotext", path)
    assert "November 21, 2026" in text, "digits in Latin text once led to no character"
    assert "The carrier's" in text


@needs_poppler
@pytest.mark.parametrize(("paper", "size"), [("A4", "595 x 842"), ("Letter", "612 x 792")])
def test_paper_title_and_numbers(
    qapp: QApplication, page: Callable[[str], str], tmp_path: Path, paper: str, size: str
) -> None:
    path = tmp_path / "report.pdf"
    html_to_pdf(page("zh-Hans"), path, QPageSize.PageSizeId[paper])
    about = tool("pdfinfo", path)
    assert size in about
    title = next(line for line in about.splitlines() if line.startswith("Title:"))
    assert "T-Mobile" in title
    pages = int(next(line.split()[1] for line in about.splitlines() if line.startswith("Pages:")))
    text = tool("pdftotext", path)
    assert pages > 3
    tight = text.replace(" ", "")  # how wide a gap counts as a space is pdftotext's own guess
    assert all(f"\n{number}/{pages}\n" in tight for number in range(1, pages + 1))


def test_within_a_second(qapp: QApplication, page: Callable[[str], str], tmp_path: Path) -> None:
    html = page("zh-Hans")
    html_to_pdf("<p>warm</p>", tmp_path / "warm.pdf")
    started = time.perf_counter()
    html_to_pdf(html, tmp_path / "report.pdf")
    assert time.perf_counter() - started < 3, "a second on a quiet machine"


def test_failure_leaves_the_old_file(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_, "overwrite", full)
    with pytest.raises(SaveFailed):
        html_to_pdf("<p>new</p>", path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_no_such_folder(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(SaveFailed):
        html_to_pdf("<p>x</p>", tmp_path / "gone" / "report.pdf")


def test_usual_paper() -> None:
    assert usual_paper() in (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter)


@pytest.mark.parametrize("ending", FORMATS)
def test_export_of_the_open_case(case: Any, tmp_path: Path, ending: str) -> None:
    controller = case.controller
    controller.set_field("ask-to-cancel", "requested_on", "2026-11-24")
    controller.set_field("start-transfer", "started_on", "2026-11-24")
    path = tmp_path / f"r.{ending}"
    export(controller, path, "en", "full")
    assert path.stat().st_size > 200


@pytest.mark.parametrize("accepted", [True, False])
def test_print(
    qapp: QApplication, page: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accepted: bool
) -> None:
    path = tmp_path / "printed.pdf"

    def choose(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(path))
        code = QPrintDialog.DialogCode
        return code.Accepted if accepted else code.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    assert print_report(None, page("zh-Hans")) is accepted
    assert path.exists() is accepted


def test_report_html_is_the_preview(case: Any) -> None:
    assert "T-Mobile" in report_html(case.controller, "zh-Hans", "helper")
