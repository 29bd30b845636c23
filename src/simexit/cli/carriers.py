"""`simexit carriers`: what is known of whom."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from simexit.cli.context import Context, print_json
from simexit.cli.show import columns
from simexit.core.knowledge.find import Match, find, in_order, records_of, said_of, why_of
from simexit.core.knowledge.types import Carrier
from simexit.core.language.messages import Words
from simexit.core.language.text import pick


def arguments(parser: argparse.ArgumentParser, _: Words) -> None:
    """What can be asked for."""
    parser.add_argument(
        "wanted", metavar="WHAT", nargs="?", help=_("a name, digits of the card, a line of a statement")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the output"))


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Print one line or object for each record: a brand with a prepaid and a postpaid side has two."""
    catalogue, _ = context.catalogue, context.words
    matches = [Match(slug, "name", record=slug) for slug in in_order(catalogue)]
    if arguments.wanted is not None:
        typed = find(catalogue, arguments.wanted)
        matches = typed.matches
        notes = [said_of(typed, _), *(pick(note.fact.says, context.language) for note in typed.notes)]
        print("\n".join(note for note in notes if note), file=sys.stderr)
    found = [(record, match) for match in matches for record in records_of(catalogue, match)]
    if arguments.format == "json":
        print_json([{**data(carrier), "found_as": why_of(match, _)} for carrier, match in found])
        return 0
    head = [_("slug"), _("name"), _("status"), _("kind"), _("billing"), _("SIM"), _("facts"), _("official")]
    if arguments.wanted is not None:
        head.append(_("why"))
    rows = [
        [
            carrier.slug,
            " ".join(dict.fromkeys([carrier.name, carrier.called(context.language)])),
            carrier.status,
            carrier.kind,
            ", ".join(carrier.billing),
            ", ".join(carrier.sim),
            str(len(carrier.facts)),
            str(official(carrier)),
            why_of(match, _) if carrier.slug == (match.record or match.brand) else _("the same brand"),
        ][: len(head)]
        for carrier, match in found
    ]
    print(columns([head, *rows]))
    return 0


def official(carrier: Carrier) -> int:
    """How many facts come from the carrier itself or a public body."""
    return sum(fact.source_kind in ("official", "regulator") for fact in carrier.facts)


def data(carrier: Carrier) -> dict[str, Any]:
    """A carrier as an object."""
    return {
        "slug": carrier.slug,
        "name": carrier.name,
        "name_zh": (carrier.names or {}).get("zh-Hans"),
        "status": carrier.status,
        "kind": carrier.kind,
        "billing": carrier.billing,
        "sim": carrier.sim,
        "facts": len(carrier.facts),
        "facts_official": official(carrier),
        "brand": carrier.brand or carrier.slug,
        "network": carrier.network,
        "nicknames": carrier.nicknames,
        "read": carrier.read,
    }
