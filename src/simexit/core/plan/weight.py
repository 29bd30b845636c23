"""How much a page asks of its reader, before anything is unfolded: the limits of a plan, and what a step weighs."""

from __future__ import annotations

from collections.abc import Iterable

from simexit.core.knowledge.types import Check, Field
from simexit.core.language.text import FALLBACK, Text
from simexit.core.plan.types import Plan, PlanStep, ShownFact

MOST_CHECKS = 5
"""Checks of a step."""

CHECKS_A_STEP = 4
"""Checks of a plan, for each of its steps."""

MOST_FACTS = 3
"""Facts shown in a step before anything is unfolded."""

MOST_WORDS = 180
"""English words of a step: title, why, checks with hints and words to say, labels, facts shown."""


def most_steps(plan: Plan) -> int:
    """How many steps this plan may have: 14, or what its route promises; 6 where nothing is to be ended."""
    if (plan.carrier.kind == "travel-esim" and plan.answers["service"] == "data") or plan.route.ends_line == "over":
        return 6
    return plan.route.most_steps or 14


def words_in(text: Text | None) -> int:
    """English words of a text; 0 for none."""
    return len(text[FALLBACK].split()) if text else 0


def page_words(
    title: Text, why: Text, checks: Iterable[Check], fields: Iterable[Field], facts: Iterable[ShownFact]
) -> int:
    """English words that a step shows at first."""
    return (
        words_in(title)
        + words_in(why)
        + sum(words_in(check.text) + words_in(check.hint) + words_in(check.say) for check in checks)
        + sum(words_in(field.label) for field in fields)
        + sum(words_in(fact.fact.says) for fact in facts)
    )


def step_words(step: PlanStep) -> int:
    """English words that a step of a plan shows at first."""
    return page_words(step.step.title, step.step.why, step.checks, step.fields, step.facts)


def sentences(plan: Plan) -> Iterable[str]:
    """Every text of which none may stand twice in a plan: titles, whys, checks, hints, facts shown and folded."""
    for step in plan.steps:
        yield step.step.title[FALLBACK]
        yield step.step.why[FALLBACK]
        for check in step.checks:
            yield check.text[FALLBACK]
            if check.hint:
                yield check.hint[FALLBACK]
        for fact in (*step.facts, *step.more):
            yield fact.fact.says[FALLBACK]
