"""`simexit carriers`: what is known of whom."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from simexit.cli.context import Context, print_json
from simexit.cli.show import columns
from simexit.core.knowledge.find import find, said_of
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
    carriers = context.catalogue.carriers
    if arguments.wanted is not None:
        typed = find(context.catalogue, arguments.wanted)
        notes = [said_of(typed, context.words), *(pick(note.fact.says, context.language) for note in typed.notes)]
        print("\n".join(note for note in notes if note), file=sys.stderr)
        brands = context.catalogue.brands
        carriers = [one for slug in typed.brands for one in sorted(brands[slug], key=lambda one: one.slug != slug)]
    if arguments.format == "json":
        print_json([data(carrier) for carrier in carriers])
        return 0
    _ = context.words
    head = [_("slug"), _("name"), _("status"), _("kind"), _("billing"), _("SIM"), _("facts"), _("official")]
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
        ]
        for carrier in carriers
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
