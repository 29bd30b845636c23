"""What can come together: conditions, and the steps of a plan before its number has moved. The plan's code decides."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simexit.core.authoring.folder import Folder
from simexit.core.knowledge.conditions import Situation, holds
from simexit.core.knowledge.types import Carrier, Condition, PlacedStep, Route, Step
from simexit.core.plan.answers import carrier_values, complete
from simexit.core.plan.resolve import NoPlan, route_for
from simexit.core.plan.types import number_must_live

NO_OTHER = "~"
"""Stands for any value that no condition names."""


def keys_of(condition: Condition | None) -> dict[str, set[str]]:
    """What a condition looks at, with the values that it names; `has_fact` as the topic with `?` before it."""
    found: dict[str, set[str]] = {}
    if condition is None:
        return found
    if condition.has_fact is not None:
        found[f"?{condition.has_fact}"] = set()
    for key, word in (condition.is_ or {}).items():
        found.setdefault(key, set()).add(word)
    for key, words in (condition.in_ or {}).items():
        found.setdefault(key, set()).update(words)
    parts = [*(condition.all_ or []), *(condition.any_ or []), *([condition.not_] if condition.not_ else [])]
    for part in parts:
        for key, values in keys_of(part).items():
            found.setdefault(key, set()).update(values)
    return found


def situations(conditions: Sequence[Condition | None], routes: Sequence[str]) -> Iterator[Situation]:
    """Every case that these conditions can tell apart, on one of these routes.

    Answers count as independent of each other, so that rather too many cases are seen than too few.
    """
    named: dict[str, set[str]] = {}
    for condition in conditions:
        for key, values in keys_of(condition).items():
            named.setdefault(key, set()).update(values)
    topics = sorted(key[1:] for key in named if key.startswith("?"))
    keys = sorted(key for key in named if not key.startswith("?"))
    options = [list(routes) if key == "route" else [*sorted(named[key]), NO_OTHER] for key in keys]
    for chosen in itertools.product(*options):
        for known in itertools.product((True, False), repeat=len(topics)):
            there = frozenset(topic for topic, is_there in zip(topics, known, strict=True) if is_there)
            yield Situation(dict(zip(keys, chosen, strict=True)), there)


def together(conditions: Sequence[Condition | None], routes: Sequence[str]) -> bool:
    """Whether all of them can hold at once."""
    if sum(condition is not None for condition in conditions) < 2:
        return True
    return any(all(holds(one, situation) for one in conditions) for situation in situations(conditions, routes))


def placed(route: Route) -> list[tuple[str, Condition | None]]:
    """The steps of a route in order, with the condition that stands there."""
    entries = [entry for sitting in route.sittings for entry in sitting.steps]
    return [(entry.step, entry.when) if isinstance(entry, PlacedStep) else (entry, None) for entry in entries]


def routes_with(step: Step, folder: Folder) -> list[str]:
    """The routes that have a step."""
    return [route.id for route in folder.catalogue.routes if step.id in {name for name, _ in placed(route)}]


class Kept(NamedTuple):
    """A step that somebody meets whose number must live and has not moved."""

    route: str
    step: str


def before_the_move(folder: Folder) -> set[Kept]:
    """All steps that can come while the number must live.

    Tried are all answers that routes look at, for one carrier of each kind that they can tell apart. A step's own
    condition counts where these answers decide it, else it is taken to hold.
    """
    whole = folder.catalogue
    asked: dict[str, list[str]] = {}
    for route in whole.routes:
        for condition in (route.when, *(when for _, when in placed(route))):
            for key in keys_of(condition):
                question = whole.question_by_key.get(key)
                if question is not None and question.kind == "choice":
                    asked[key] = [choice.id for choice in question.choices]
    found: set[Kept] = set()
    for carrier in _kinds(whole.carriers):
        seen: set[tuple[str, ...]] = set()
        for values in itertools.product(*asked.values()):
            answers, record, _ = complete({"carrier": carrier.slug, **dict(zip(asked, values, strict=True))}, whole)
            same = (record.slug, *(answers[key] for key in asked))
            if same in seen:
                continue
            seen.add(same)
            base = Situation({**answers, **carrier_values(record)}, frozenset())
            try:
                route = route_for(base, whole)
            except NoPlan:
                continue
            if not number_must_live(answers, route):
                continue
            situation = base._replace(values={**base.values, "route": route.id})
            for name, when in placed(route):
                step = whole.step_by_id.get(name)
                if step is None or not holds(when, situation):
                    continue
                decided = set(keys_of(step.when)) <= {*asked, "route", *carrier_values(record)}
                if decided and not holds(step.when, situation):
                    continue
                found.add(Kept(route.id, name))
                if step.moves_number:
                    break
    return found


def _kinds(carriers: Sequence[Carrier]) -> list[Carrier]:
    """One carrier of each kind that routes can tell apart."""
    kinds = {(one.kind, one.status == "closed", tuple(one.billing), one.role, bool(one.brand)): one for one in carriers}
    return list(kinds.values())
