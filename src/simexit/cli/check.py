"""`simexit check`: everything that is wrong with a folder of procedures."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from simexit.cli.context import Context
from simexit.core import locations
from simexit.core.errors import FolderMissing
from simexit.core.i18n import Words


def arguments(parser: argparse.ArgumentParser, _: Words) -> None:
    """What can be asked for."""
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, help=_("by default the procedures shipped"))


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Print each finding as `file:line: rule: sentence (suggestion)`; 1 if one is an error."""
    from simexit.core.procedures import checks

    folder = arguments.folder or locations.shipped("procedures")
    if not folder.is_dir():
        raise FolderMissing(folder)
    findings = checks.run(folder)
    for finding in findings:
        print(finding.render(Path.cwd()))
    errors = sum(finding.severity == "error" for finding in findings)
    _ = context.words
    counted = [
        _.many("{n} error", "{n} errors", errors),
        _.many("{n} warning", "{n} warnings", len(findings) - errors),
    ]
    print(_(", ").join(counted), file=sys.stderr)
    return 1 if errors else 0
