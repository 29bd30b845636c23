"""The report on paper: real, searchable Chinese, page numbers, a title; whole or not at all."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QSizeF
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication

from simexit.core.case import codec
from simexit.core.case.carry_over import carry_over
from simexit.core.case.session import Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.resolve import resolve
from simexit.core.report.document import Block, Heading, Paper, Paragraph, Run, Section, Table
from simexit.core.report.papers import Part, offered, paper
from simexit.core.report.subject import Subject
from simexit.gui.export import FORMATS, export, pdf, print_paper, usual_paper
from simexit.gui.paper import BODY_PT, _Setter

CASE = Path(__file__).parents[1] / "sessions" / "v1" / "full.simexit"

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


def tool(name: str, path: Path) -> str:
    output = ["-"] if name == "pdftotext" else []
    return subprocess.run([name, str(path), *output], capture_output=True, encoding="utf-8", check=True).stdout


@pytest.fixture
def made(catalogue: Catalogue, today: Any) -> Callable[..., Paper]:
    """A paper of a full case."""
    session = codec.decode(CASE.read_bytes(), CASE).session

    def make(language: str, part: Part = "report", case: Session = session) -> Paper:
        plan = resolve(case.answers, catalogue, today)
        return paper(Subject(plan, case, catalogue, today), part, language, "full")

    return make


@needs_poppler
def test_chinese_can_be_searched(qapp: QApplication, made: Callable[..., Paper], tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf(made("zh-Hans")))
    text = tool("pdftotext", path)
    assert "手机" in text
    assert "我的主卡" in text
    assert "招商银行" in text
    assert not [char for char in text if "\u2e80" <= char <= "\u2fdf"], "radicals instead of hanzi"
    assert "SIMExitSansSC" in tool("pdffonts", path)


@needs_poppler
def test_digits_and_quotes_in_english(qapp: QApplication, made: Callable[..., Paper], tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(made("en")))
    text = tool("pdftotext", path)
    assert "November 21, 2026" in text, "digits in Latin text once led to no character"
    assert "account holder’s" in text
    assert "SIMExitSans-Medium" in tool("pdffonts", path), "no weight is made up"


@needs_poppler
@pytest.mark.parametrize(("size_name", "size"), [("A4", "595 x 842"), ("Letter", "612 x 792")])
def test_paper_title_and_numbers(
    qapp: QApplication, made: Callable[..., Paper], tmp_path: Path, size_name: str, size: str
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(made("zh-Hans"), QPageSize.PageSizeId[size_name]))
    about = tool("pdfinfo", path)
    assert size in about
    title = next(line for line in about.splitlines() if line.startswith("Title:"))
    assert "T-Mobile" in title
    assert size_name in ("A4", "Letter")
    text = tool("pdftotext", path).replace(" ", "")
    assert "Page1of1" in text, "the summary is handed on by itself"
    last = max(
        int(number) for number in re.findall(r"第\d+页，共(\d+)页|Page\d+of(\d+)", text) for number in number if number
    )
    assert last > 1


def test_within_a_second(qapp: QApplication, made: Callable[..., Paper], tmp_path: Path) -> None:
    whole = made("zh-Hans")
    pdf(made("en", "letter"))  # warm
    started = time.perf_counter()
    pdf(whole)
    assert time.perf_counter() - started < 3, "a second on a quiet machine"


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
    qapp: QApplication, made: Callable[..., Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accepted: bool
) -> None:
    path = tmp_path / "printed.pdf"

    def choose(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(path))
        code = QPrintDialog.DialogCode
        return code.Accepted if accepted else code.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    assert print_paper(None, made("zh-Hans")) is accepted
    assert path.exists() is accepted


SIZES = ("A4", "Letter")


@needs_poppler
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["postpaid-keeps", "prepaid-released", "member-released", "parked-abroad"])
def test_sheets_of_one_page_are(
    qapp: QApplication, catalogue: Catalogue, today: Any, tmp_path: Path, name: str, size: str, language: str
) -> None:
    path = CASE.with_name(f"{name}.simexit")
    session = codec.decode(path.read_bytes(), path).session
    carry_over(session, catalogue)
    subject = Subject(resolve(session.answers, catalogue, today), session, catalogue, today)
    for part in offered(subject):
        one = paper(subject, part, language, "full")
        if one.one_page:
            out = tmp_path / f"{part}.pdf"
            out.write_bytes(pdf(one, QPageSize.PageSizeId[size]))
            assert "Pages:           1\n" in tool("pdfinfo", out), part


@pytest.fixture
def setter(qapp: QApplication) -> Callable[..., list[list[Any]]]:
    """Lays blocks out on A4."""

    def lay(*blocks: Block) -> list[list[Any]]:
        pdf(Paper(language="en", title="", sections=()))  # loads the fonts
        writer = QPdfWriter(QBuffer())
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setResolution(300)
        section = Section(language="en", blocks=blocks)
        return _Setter(section, BODY_PT, writer, QSizeF(writer.width(), writer.height())).pages()

    return lay


def said(page: list[Any]) -> list[str]:
    return [document.toPlainText() for _y, unit, _piece in page for _left, document in unit.cells]


ROW = ((Run("one"),), (Run("two\nthree\nfour"),))


@pytest.mark.parametrize("filled", range(30, 62, 3))
def test_no_heading_stands_alone_at_the_foot(setter: Callable[..., list[list[Any]]], filled: int) -> None:
    lines = [Paragraph((Run(f"line {number}"),)) for number in range(filled)]
    pages = setter(
        *lines, Heading(2, "Head"), Heading(3, "Below"), Paragraph((Run("Lead:"),), keep=True), Table((), (ROW,))
    )
    for page in pages:
        assert said(page)[-1] not in ("Head", "Below", "Lead:")


@pytest.mark.parametrize("filled", range(30, 62, 5))
def test_no_row_is_cut_and_heads_are_said_again(setter: Callable[..., list[list[Any]]], filled: int) -> None:
    lines = [Paragraph((Run(f"line {number}"),)) for number in range(filled)]
    pages = setter(*lines, Table(("Left", "Right"), (ROW,) * 40))
    height = max(y + unit.height for page in pages for y, unit, _piece in page)
    assert all(y + unit.height <= height for page in pages for y, unit, _piece in page)
    assert len(pages) > 2
    for page in pages[1:]:
        words = said(page)
        assert words.count("Left") == 1
        assert words[:2] == ["Left", "Right"] or words[0].startswith("line")
        assert words.count("one") == words.count("two\nthree\nfour")


def test_a_text_of_many_pages_is_whole(setter: Callable[..., list[list[Any]]]) -> None:
    text = "\n".join(f"word{number}" for number in range(1000))
    shown = " ".join(text for page in setter(Paragraph((Run(text),))) for text in said(page))
    assert all(f"word{number}" in shown for number in range(1000))
