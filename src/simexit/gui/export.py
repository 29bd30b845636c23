"""The report on paper: HTML to PDF and to the printer, in the bundled font, so that its Chinese can be searched."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from simexit.core.errors import SaveFailed
from simexit.core.report.as_html import to_html
from simexit.core.report.case_report import of_case
from simexit.core.report.write import FORMATS, write
from simexit.core.system.safe_files import overwrite
from simexit.gui.controller import Controller
from simexit.gui.one_instance import Application
from simexit.gui.theme import FONT_FAMILY, load_font

__all__ = ["FORMATS", "export", "html_to_pdf", "print_report", "report_html"]

MARGIN_MM = 16.0
FOOTER_PT = 24.0
"""Room for the page number under the text."""

BODY_PT = 9.5
FOOTER_TEXT_PT = 8
INK = "#1f2328"
SHEET = "p, li, td, th { line-height: 84%; }"
"""Of the font's own line, which leaves much air; a browser would take it of the letters' height."""

_application: QGuiApplication | None = None
"""Held, because Qt's application ends with its last reference."""


def export(controller: Controller, path: Path, language: str, share: str) -> None:
    """Write the report of the open case in the form that the file's ending names.

    Raises:
        SimExitError: said to the person by the window (see `report.write`).
    """
    write(path, of_case(controller.case, language, share), controller.now(), html_to_pdf)


def report_html(controller: Controller, language: str, share: str) -> str:
    """The report of the open case as a page."""
    return to_html(of_case(controller.case, language, share))


def html_to_pdf(html: str, path: Path, page: QPageSize.PageSizeId | None = None) -> None:
    """Draw a page of HTML into a PDF file; a file of that name is replaced and kept, or stays as it is.

    Args:
        html: what `report.html` makes.
        path: where to.
        page: the size of the paper; by default Letter where that is used, else A4.

    Raises:
        SaveFailed: it could not be written.
    """
    _ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("SIM Exit")
    layout = QPageLayout(
        QPageSize(page or usual_paper()),
        QPageLayout.Orientation.Portrait,
        QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(layout)
    writer.setResolution(300)
    document = _document(html)
    writer.setTitle(document.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    drawn = _draw(document, writer)
    buffer.close()
    if not drawn:
        raise SaveFailed(path, "PDF")
    try:
        overwrite(path, bytes(buffer.data().data()))
    except OSError as error:
        raise SaveFailed.because(path, error) from error


def print_report(parent: QWidget | None, html: str) -> bool:
    """Ask for a printer and print the page; False if the person thought better of it."""
    # Half a megabyte that only printing needs.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    document = _document(html)
    printer.setDocName(document.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return _draw(document, printer)


def usual_paper() -> QPageSize.PageSizeId:
    """Letter where inches are used (the US and its neighbours), A4 in the rest of the world."""
    locale = QLocale.system()
    territories = QLocale.Country
    letter = (territories.UnitedStates, territories.Canada, territories.Mexico, territories.Philippines)
    return QPageSize.PageSizeId.Letter if locale.territory() in letter else QPageSize.PageSizeId.A4


def _ensure_application() -> None:
    """An application and the report's font; drawing text needs both, also where no window ever opens."""
    global _application
    if QGuiApplication.instance() is None:
        _application = Application(sys.argv[:1])
    if FONT_FAMILY not in QFontDatabase.families():
        load_font()


def _document(html: str) -> QTextDocument:
    _ensure_application()
    document = QTextDocument()
    font = QFont(FONT_FAMILY)
    font.setPointSizeF(BODY_PT)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(SHEET)
    document.setHtml(_with_narrow_quotes(html))
    return document


def _with_narrow_quotes(html: str) -> str:
    """In a Chinese font the curly quotes are as wide as a hanzi: right in Chinese, gaps in English."""
    if '<html lang="zh' not in html:
        html = html.translate({ord("“"): "&quot;", ord("”"): "&quot;", ord("‘"): "'"})
        return html.replace("’", "'")
    return re.sub(r"(?<=[A-Za-z])’(?=[A-Za-z])", "'", html)


def _draw(document: QTextDocument, device: QPagedPaintDevice) -> bool:
    """Draw all pages with their numbers; False if the device takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    dots = device.logicalDpiY() / 72
    paper = QSizeF(device.width(), device.height())
    body = QSizeF(paper.width(), paper.height() - FOOTER_PT * dots)
    # Laid out for this device, not for the screen: its fonts then have their size on paper.
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(body)
    pages = document.pageCount()
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor(INK))  # the window may be dark, paper is not
    number_font = QFont(FONT_FAMILY)
    number_font.setPointSize(FOOTER_TEXT_PT)
    done = True
    for page in range(pages):
        if page:
            done = device.newPage() and done
        top = page * body.height()
        context.clip = QRectF(0, top, body.width(), body.height())
        painter.save()
        painter.translate(0, -top)
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        painter.setFont(number_font)
        painter.setPen(QColor(INK))
        foot = QRectF(0, body.height(), paper.width(), paper.height() - body.height())
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, f"{page + 1} / {pages}")
    return painter.end() and done
