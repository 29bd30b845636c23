"""Papers as PDF and to the printer, in the bundled fonts, so that their Chinese can be searched."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF
from PySide6.QtGui import QFontDatabase, QGuiApplication, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QWidget

from simexit.core.report.document import Paper
from simexit.core.report.papers import Part
from simexit.core.report.subject import Subject
from simexit.core.report.types import Share
from simexit.core.report.write import FORMATS, write
from simexit.gui.controller import Controller
from simexit.gui.one_instance import Application
from simexit.gui.paper import draw
from simexit.gui.theme import FONT_FAMILY, load_font

__all__ = ["FORMATS", "export", "pdf", "print_paper"]

MARGIN_MM = 18.0
FOOT_MM = 12.0
"""Under the number of the page."""

_application: QGuiApplication | None = None
"""Held, because Qt's application ends with its last reference."""


def export(controller: Controller, path: Path, language: str, share: Share, part: Part = "report") -> None:
    """Write a paper of the open case in the form that the file's ending names.

    Raises:
        SimExitError: said to the person by the window (see `report.write`).
    """
    write(path, Subject.of(controller.case), part, language, share, controller.now(), pdf)


def pdf(paper: Paper, size: QPageSize.PageSizeId | None = None) -> bytes:
    """A paper as PDF; empty where it could not be drawn.

    Args:
        paper: what to draw.
        size: of the sheets; by default Letter where that is used, else A4.
    """
    _ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("SIM Exit")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(size or usual_paper()),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, FOOT_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setResolution(300)
    writer.setTitle(paper.title)
    drawn = draw(paper, writer)
    buffer.close()
    return bytes(buffer.data().data()) if drawn else b""


def print_paper(parent: QWidget | None, paper: Paper) -> bool:
    """Ask for a printer and print the paper; False if the person thought better of it."""
    # Half a megabyte that only printing needs.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    _ensure_application()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, FOOT_MM), QPageLayout.Unit.Millimeter)
    printer.setDocName(paper.title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return draw(paper, printer)


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
