"""`simexit destinations`: where a kept number can go, sorted for a person, with what is known and from where."""

from __future__ import annotations

import argparse
from typing import Any

from simexit.cli.context import Context, print_json
from simexit.cli.show import folded
from simexit.core.language import days
from simexit.core.language.messages import Words
from simexit.core.language.text import pick
from simexit.core.plan.destinations import Cell, Row, Table, WayCompared, compare, ways
from simexit.core.plan.types import ShownFact
from simexit.core.wording import dollars, place_name, price_words

INDENT = "   "


def arguments(parser: argparse.ArgumentParser, _: Words) -> None:
    """What can be asked for."""
    parser.add_argument("--carrier", metavar="SLUG", help=_("the brand that bills the line"))
    parser.add_argument(
        "--answer",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help=_("an answer; may be given several times (see “simexit questions”)"),
    )
    parser.add_argument("--today", metavar="YYYY-MM-DD", help=_("the day for which it is made"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the output"))


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Print the three ways side by side, then the places, the best first."""
    today = context.today(arguments.today)
    given = context.answers(arguments.answer, today)
    if arguments.carrier:
        given["carrier"] = arguments.carrier
    table = compare(given, context.catalogue, today)
    compared = ways(given, context.catalogue, today)
    if arguments.format == "json":
        print_json(data(table, compared, context))
    else:
        print(text(table, compared, context))
    return 0


# --- to read ---------------------------------------------------------------------------------------------------------


def text(table: Table, compared: list[WayCompared], context: Context) -> str:
    """The page in at most 80 columns."""
    _, language = context.words, context.language
    read = days.shown(_read(context), language)
    head = [folded(_("Prices are before taxes, as read on {day}. “?” means: reported only, ask first.", day=read))]
    if compared:
        head += ["", _("What can become of the number"), *(_way(way, context) for way in compared)]
    blocks = [_row(row, context) for row in table.rows]
    names = {place.id: place for place in context.catalogue.destinations}
    out = [
        folded(f"{place_name(names[place], language)}: {pick(why, language)}", INDENT)
        for place, why in table.left_out.items()
    ]
    if out:
        blocks.append("\n".join([_("Not for you"), *out]))
    return "\n".join(head) + "\n\n" + "\n\n".join(blocks)


def _way(compared: WayCompared, context: Context) -> str:
    _, language = context.words, context.language
    if compared.usd_year is None:
        cost = _("price not known")
    elif not compared.usd_year:
        cost = _("nothing a year")
    else:
        cost = _("about {amount} a year", amount=dollars(compared.usd_year)) + (" ?" if compared.doubtful else "")
        if compared.place is not None:
            cost = _("{cost}, at {name}", cost=cost, name=compared.place.name)
    line = f"{pick(compared.way.title, language)}: {_.apart([cost, _.many('{n} step', '{n} steps', compared.steps)])}"
    return f"{folded(line, INDENT)}\n{folded(pick(compared.way.risk, language), INDENT * 2)}"


def _row(row: Row, context: Context) -> str:
    _, language = context.words, context.language
    title = f"{row.rank}. {place_name(row.place, language)}"
    lines = [f"{title}  [{_('best')}]" if row.rank == 1 else f"{title}  [{_('suits you')}]" if row.best else title]
    lines.append(folded(_.sentences(*(pick(reason, language) for reason in row.reasons)), INDENT))
    lines += [folded(_cell(cell, row, context), INDENT) for cell in row.cells]
    shown = row.facts if row.best else [fact for cell in row.cells for fact in cell.facts]
    if row.best:
        columns = context.catalogue.place_table.columns
        rest = [fact for fact in row.facts if fact.fact.topic not in columns]
        lines += [folded(f"- {doubt(pick(one.fact.says, language), one, _)}", INDENT) for one in rest]
    sources = dict.fromkeys(one.fact.source for one in shown)
    if sources:
        lines += [f"{INDENT}{_('Sources')}:", *(f"{INDENT}{source}" for source in sources)]
    return "\n".join(lines)


def doubt(text: str, shown: ShownFact, _: Words) -> str:
    """A statement, with a mark where it is a question."""
    return f"{text} ?" if shown.status == "ask" else text


def _cell(cell: Cell, row: Row, context: Context) -> str:
    _, language = context.words, context.language
    if cell.text is None:
        words = _.apart([part for part in price_words(row.price, _) if part])
        said = words or pick(context.catalogue.place_table.unknown, language)
    else:
        said = pick(cell.text, language)
    doubt = " ?" if cell.question is not None and cell.facts else ""
    return f"{pick(cell.topic.title, language)}: {said}{doubt}"


def _read(context: Context) -> str:
    """The day on which the places were read last."""
    return max(place.read for place in context.catalogue.destinations)


# --- as data ---------------------------------------------------------------------------------------------------------


def data(table: Table, compared: list[WayCompared], context: Context) -> dict[str, Any]:
    """The table as one object. Names stay; new ones may come."""
    language = context.language
    return {
        "read": _read(context),
        "answers": dict(table.answers),
        "carrier": table.carrier.slug,
        "columns": context.catalogue.place_table.columns,
        "ways": [
            {
                "number": one.way.number,
                "title": pick(one.way.title, language),
                "usd_year": one.usd_year,
                "doubtful": one.doubtful,
                "destination": one.place.id if one.place else None,
                "route": one.route,
                "steps": one.steps,
                "irreversible": one.irreversible,
                "risk": pick(one.way.risk, language),
            }
            for one in compared
        ],
        "destinations": [_place(row, context) for row in table.rows],
        "left_out": [{"id": place, "why": pick(why, language)} for place, why in table.left_out.items()],
    }


def _place(row: Row, context: Context) -> dict[str, Any]:
    language, place = context.language, row.place
    return {
        "id": place.id,
        "name": place.name,
        "plan": pick(place.plan, language) if place.plan else None,
        "kind": place.kind,
        "status": place.status,
        "carrier": place.carrier,
        "site": place.site,
        "rank": row.rank,
        "best": row.best,
        "fit": row.fit,
        "reasons": [pick(reason, language) for reason in row.reasons],
        "usd_month": row.price.month,
        "usd_year": row.price.year,
        "usd_once": row.price.once,
        "days": row.price.days,
        "cells": {
            cell.topic.id: {
                "title": pick(cell.topic.title, language),
                "text": _.apart([part for part in price_words(row.price, _) if part])
                if cell.text is None and (_ := context.words)
                else pick(cell.text or {}, language),
                "mark": cell.mark or None,
                "status": "ask" if cell.question is not None else "stated",
                "question": pick(cell.question, language) if cell.question else None,
                "facts": [shown.key for shown in cell.facts],
            }
            for cell in row.cells
        },
        "facts": [_fact(shown, language) for shown in row.facts],
    }


def _fact(shown: ShownFact, language: str) -> dict[str, Any]:
    fact = shown.fact
    return {
        "key": shown.key,
        "topic": fact.topic,
        "says": pick(fact.says, language),
        "value": fact.value,
        "source": fact.source,
        "source_kind": fact.source_kind,
        "as_of": fact.as_of,
        "reported_on": fact.reported_on,
        "read": shown.read,
        "confidence": fact.confidence,
        "status": shown.status,
        "question": pick(shown.question, language) if shown.question else None,
        "conflicts": pick(fact.conflicts, language) if fact.conflicts else None,
        "conflict_sources": fact.conflict_sources,
    }
