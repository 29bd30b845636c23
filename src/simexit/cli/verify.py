"""`simexit verify`: is this link, mail address or number the carrier's own?"""

from __future__ import annotations

import argparse

from simexit.cli.context import Context
from simexit.core.knowledge.verify import VERDICTS, verify
from simexit.core.language.messages import Words

CODES = {"official": 0, "unknown": 1, "suspicious": 2}


def arguments(parser: argparse.ArgumentParser, _: Words) -> None:
    """What can be asked for."""
    parser.add_argument("text", metavar="TEXT", help=_("a link, a mail address or a phone number"))
    parser.add_argument("--carrier", metavar="SLUG", help=_("the carrier that it is said to be of"))


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Print the verdict and why; 0 official, 1 unknown, 2 suspicious."""
    catalogue, _ = context.catalogue, context.words
    carrier = catalogue.carrier(arguments.carrier) if arguments.carrier else None
    judged = verify(arguments.text, catalogue, carrier)
    print(_.sentences(_(VERDICTS[judged.verdict]), _(judged.message, **judged.values)))
    return CODES[judged.verdict]
