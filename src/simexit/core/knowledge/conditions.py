"""Whether a condition holds for a person's answers and carrier. A closed vocabulary, no expressions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from simexit.core.knowledge.types import Condition

Value = str | Collection[str]


class Situation(NamedTuple):
    """What conditions may look at: single words (answers, `route`) and sets (`carrier.channels`)."""

    values: Mapping[str, Value]
    topics: frozenset[str]
    """Topics of which the carrier has a fact that applies."""


def holds(condition: Condition | None, situation: Situation) -> bool:
    """True where the condition is fulfilled; an absent condition always is.

    A key that the situation does not have fulfils nothing (and so makes `not` true).
    """
    if condition is None:
        return True
    if condition.all_ is not None:
        return all(holds(part, situation) for part in condition.all_)
    if condition.any_ is not None:
        return any(holds(part, situation) for part in condition.any_)
    if condition.not_ is not None:
        return not holds(condition.not_, situation)
    if condition.is_ is not None:
        return all(_matches(situation.values.get(key), [word]) for key, word in condition.is_.items())
    if condition.in_ is not None:
        return all(_matches(situation.values.get(key), words) for key, words in condition.in_.items())
    if condition.has_fact is not None:
        return condition.has_fact in situation.topics
    return False  # an empty condition is refused by `simexit check`; it never widens a plan


def _matches(value: Value | None, words: list[str]) -> bool:
    if value is None:
        return False
    if isinstance(value, str):
        return value in words
    return any(word in value for word in words)
