"""`simexit questions`: what is asked, and what may be answered."""

from __future__ import annotations

import argparse
from typing import Any

from simexit.cli.context import Context, print_json
from simexit.core.knowledge.types import Question
from simexit.core.language.messages import Words
from simexit.core.language.text import pick
from simexit.core.plan import answers as answers_


def arguments(parser: argparse.ArgumentParser, _: Words) -> None:
    """What can be asked for."""
    parser.add_argument("--carrier", metavar="SLUG", help=_("only what can change the plan for this carrier"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the output"))


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Print the questions in the order in which they are asked."""
    questions = _asked(arguments.carrier, context)
    slugs = list(context.catalogue.carrier_by_slug)
    places = [*context.catalogue.destination_by_id, "unsure"]
    if arguments.format == "json":
        print_json([data(question, context.language, slugs, places) for question in questions])
        return 0
    _ = context.words
    for question in questions:
        print(f"{question.key}: {pick(question.title, context.language)}")
        print(f"    {pick(question.why, context.language)}")
        if question.kind == "date":
            print(f"    {_('a date, YYYY-MM-DD')}")
        elif question.kind == "carrier":
            print(f"    {', '.join(slugs)}")
        elif question.kind == "destination":
            print(f"    {', '.join(places)}")
        elif question.kind == "country":
            print(f"    {_('a country code of two capital letters')}")
        for choice in question.choices:
            print(f"    {choice.id}: {pick(choice.text, context.language)}")
    return 0


def _asked(slug: str | None, context: Context) -> list[Question]:
    questions = context.catalogue.questions
    if slug is None:
        return questions
    context.catalogue.carrier(slug)
    answers, carrier, _ = answers_.complete({"carrier": slug}, context.catalogue)
    return [question for question in questions if answers_.applies(question, answers, carrier)]


def data(question: Question, language: str, slugs: list[str], places: list[str]) -> dict[str, Any]:
    """A question as an object. `values` lists what may be answered; for a date and a country it is empty."""
    values = {"carrier": slugs, "destination": places}.get(question.kind, [choice.id for choice in question.choices])
    return {
        "key": question.key,
        "kind": question.kind,
        "title": pick(question.title, language),
        "why": pick(question.why, language),
        "find_out": pick(question.find_out, language) if question.find_out else None,
        "default": question.default,
        "page": question.page,
        "values": values,
        "choices": [
            {
                "id": choice.id,
                "text": pick(choice.text, language),
                "hint": pick(choice.hint, language) if choice.hint else None,
            }
            for choice in question.choices
        ],
    }
