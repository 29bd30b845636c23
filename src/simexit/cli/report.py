"""`simexit report`: the papers of a saved case, in the form that the file's ending names."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from simexit.cli.context import Context
from simexit.core.case.case import Case
from simexit.core.errors import AlreadyExists
from simexit.core.language.messages import Words, languages
from simexit.core.report.papers import PARTS
from simexit.core.report.subject import Subject
from simexit.core.report.types import SHARES
from simexit.core.report.write import FORMATS, format_of, write


def arguments(parser: argparse.ArgumentParser, _: Words) -> None:
    """What can be asked for."""
    parser.add_argument("file", metavar="FILE", type=Path, help=_("a saved case"))
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        type=Path,
        required=True,
        help=_("where to; its ending chooses the form: {endings}", endings=", ".join(FORMATS)),
    )
    parser.add_argument("--part", choices=PARTS, default="report", help=_("which paper; by default the whole report"))
    parser.add_argument("--share", choices=SHARES, default="full", help=_("for whom: how much is shown"))
    parser.add_argument("--today", metavar="YYYY-MM-DD", help=_("the day on which it is made"))


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Write the report. The saved case is only read."""
    path, out = arguments.file, arguments.output
    format_of(out, arguments.part)
    case = Case.read(path, context.catalogue, context.clock(arguments.today), context.language)
    if os.path.realpath(path) == os.path.realpath(out):
        raise AlreadyExists(out)
    own = case.session.language if case.session.language in languages() else None
    language = context.language_of(context.asked or own)
    subject = Subject.of(case, path)
    write(out, subject, arguments.part, language, arguments.share, context.now, context.window.make_pdf)
    print(context.words("The report is saved as {path}.", path=str(out)))
    return 0
