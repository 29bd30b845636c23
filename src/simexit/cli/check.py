"""`simexit check`: what is wrong with a folder of procedures, what in it is old, and what is known of whom."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from simexit.cli.context import Context
from simexit.cli.show import columns
from simexit.core.errors import FolderMissing
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.language.messages import Words
from simexit.core.system import locations


def arguments(parser: argparse.ArgumentParser, _: Words) -> None:
    """What can be asked for."""
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, help=_("by default the procedures shipped"))
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--release", action="store_true", help=_("count a missing translation as an error, as a release does")
    )
    instead.add_argument("--stale", action="store_true", help=_("list the facts that are too old to be stated"))
    instead.add_argument("--coverage", action="store_true", help=_("print what is known of each brand as a table"))
    parser.add_argument("--today", metavar="YYYY-MM-DD", help=_("the day from which age is counted"))


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Print each finding as `file:line: rule: sentence (suggestion)`; 1 if one is an error.

    A warning is fit to work with. A text that is not translated yet is not fit to be released, which `--release` asks.
    """
    from simexit.core import authoring
    from simexit.core.knowledge import load as build

    folder = arguments.folder or locations.shipped("procedures")
    if not folder.is_dir():
        raise FolderMissing(folder)
    if arguments.stale:
        return _stale(build.load(folder), arguments, context)
    if arguments.coverage:
        from simexit.core.authoring.coverage import table

        print(table(build.load(folder)), end="")
        return 0
    findings = authoring.run(folder, context.today(arguments.today))
    for finding in findings:
        print(finding.render(Path.cwd()))
    errors = sum(finding.severity == "error" for finding in findings)
    _ = context.words
    counted = [
        _.many("{n} error", "{n} errors", errors),
        _.many("{n} warning", "{n} warnings", len(findings) - errors),
    ]
    print(_(", ").join(counted), file=sys.stderr)
    untranslated = any(finding.rule == "missing-translation" for finding in findings)
    return 1 if errors or (arguments.release and untranslated) else 0


def _stale(catalogue: Catalogue, arguments: argparse.Namespace, context: Context) -> int:
    """What to read again: the file with the oldest fact first, and in it the oldest first."""
    from simexit.core.authoring.stale import stale

    found = stale(catalogue, context.today(arguments.today))
    rows = [[one.file, one.day.isoformat(), one.fact.topic, one.fact.id, one.fact.source] for one in found]
    if rows:
        print(columns(rows))
    files = len({one.file for one in found})
    print(context.words("Old facts: {facts}. Files: {files}.", facts=len(found), files=files), file=sys.stderr)
    return 0
