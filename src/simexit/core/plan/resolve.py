"""Answers and procedures to a plan: `resolve`, a pure function."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.conditions import Situation, holds
from simexit.core.knowledge.types import Answers, PlacedStep, Route, Step
from simexit.core.plan import answers as sheet
from simexit.core.plan.facts import Facts, place
from simexit.core.plan.types import Plan, PlanStep, Unused, number_must_live

NOTHING_HEARD: Mapping[str, str] = {}


class NoPlan(Exception):  # noqa: N818 - named after what happened, as all of ours
    """The procedures give no route: a mistake in them, which `simexit check` names too."""


class _Placed(NamedTuple):
    step: Step
    sitting: str


def resolve(
    given: Answers, catalogue: Catalogue, today: datetime.date, heard: Mapping[str, str] = NOTHING_HEARD
) -> Plan:
    """The plan for these answers on this day.

    Args:
        given: question key -> answer, as the person gave them.
        catalogue: everything that is known.
        today: the day on which facts are judged old or fresh.
        heard: what the carrier itself has answered, by the key of a fact or open topic; it stands instead of the fact.

    Raises:
        WrongUsage: an answer outside the closed lists (see `answers.validate`).
        NoPlan: no route fits; `simexit check` would say so too.
    """
    sheet.validate(given, catalogue)
    answers, carrier, notices = sheet.complete(given, catalogue)
    base = Situation({**answers, **sheet.carrier_values(carrier)}, frozenset())
    route = route_for(base, catalogue)
    facts = Facts(carrier, route, base, catalogue, today, heard)
    script = _script(route, catalogue, facts.situation)
    checks = {one.step.id: [c for c in one.step.checks if holds(c.when, facts.situation)] for one in script}
    fields = {one.step.id: [f for f in one.step.fields if holds(f.when, facts.situation)] for one in script}
    told = place([one.step for one in script], checks, fields, facts)
    present = {check.killer for kept in checks.values() for check in kept if check.killer}
    must_live = lives = number_must_live(answers, route)
    steps = []
    for step, sitting in script:
        here = told[step.id]
        steps.append(
            PlanStep(
                step=step,
                sitting=sitting,
                checks=checks[step.id],
                fields=fields[step.id],
                facts=facts.fit_to_say(here.shown, must_live=must_live),
                more=facts.fit_to_say(here.folded, must_live=must_live),
                serves=here.serves,
                open_topics=facts.open(here.open_topics, must_live=must_live),
                replies=[
                    reply
                    for name in step.replies
                    if holds((reply := catalogue.reply_by_id[name]).when, facts.situation)
                    and not (reply.ends_line and lives)  # a page can be opened before the number has moved
                ],
                actions=facts.actions(step),
                dates=[rule for rule in step.dates if holds(rule.when, facts.situation)],
                needs=[killer for killer in step.needs if killer in present],
            )
        )
        if step.moves_number:
            must_live = False  # it lives elsewhere from here on
    there = {step.sitting for step in steps}
    return Plan(
        given=dict(given),
        answers=answers,
        carrier=carrier,
        route=route,
        sittings=[sitting for sitting in route.sittings if sitting.id in there],
        steps=steps,
        questions_open=sheet.open_questions(given, catalogue),
        notices=notices,
        alerts=facts.alerts(),
        heard=dict(heard),
        pause_before=next((step.id for step in steps if step.step.irreversible), None),
    )


def route_for(situation: Situation, catalogue: Catalogue) -> Route:
    """The one route: the first whose condition holds. The last one has none, so there always is one.

    Raises:
        NoPlan: no route fits.
    """
    for route in catalogue.routes:
        if holds(route.when, situation):
            return route
    raise NoPlan("no route fits these answers")


def _script(route: Route, catalogue: Catalogue, situation: Situation) -> list[_Placed]:
    """The steps of a route that apply, in its order."""
    return [
        _Placed(step, sitting.id)
        for sitting in route.sittings
        for entry in sitting.steps
        if (step := placed_step(entry, catalogue, situation))
    ]


def placed_step(entry: str | PlacedStep, catalogue: Catalogue, situation: Situation) -> Step | None:
    """The step of an entry of a route; None where it does not apply to this person."""
    name, when = (entry, None) if isinstance(entry, str) else (entry.step, entry.when)
    step = catalogue.step_by_id[name]
    return step if holds(when, situation) and holds(step.when, situation) else None


def unused(plan: Plan, catalogue: Catalogue, today: datetime.date) -> list[Unused]:
    """The answers that changed nothing: whatever had been answered there, the steps would be the same.

    Of each, why: because the question does not arise here, or because this line leaves no choice.
    """
    found = []
    face = _face(plan)
    for key, value in plan.given.items():
        question = catalogue.question_by_key[key]
        if question.kind == "carrier":
            continue
        others = [choice.id for choice in question.choices if choice.id != value]
        rest = {name: answer for name, answer in plan.given.items() if name != key}
        if all(
            _face(resolve(answers, catalogue, today, plan.heard)) == face
            for answers in (rest, *({**rest, key: other} for other in others))
        ):
            arises = plan.answers.get(key) == value and sheet.applies(question, plan.answers, plan.carrier)
            why = question.moot if question.moot and not arises else SAME_FOR_ALL
            found.append(Unused(key=key, value=value, why=why))
    return found


SAME_FOR_ALL = {
    "en": "Whatever you answer here, the steps stay the same for this line.",
    "zh-Hans": "这一项怎么回答，这个号码要办的事都一样。",
}
"""Why an answer changed nothing, where its question has no better reason."""


def _face(plan: Plan) -> tuple[object, ...]:
    """What a person sees of a plan, to tell whether two are the same."""
    return (
        plan.route.id,
        plan.carrier.slug,
        [alert.id for alert in plan.alerts],
        [
            (
                step.id,
                [check.id for check in step.checks],
                [field.id for field in step.fields],
                [fact.key for fact in (*step.facts, *step.more)],
                [action.target for action in step.actions],
                [reply.id for reply in step.replies],
                [rule.id for rule in step.dates if _starts(rule.start, plan)],
                step.step.abroad_note if plan.answers["where"] != "us" else None,
            )
            for step in plan.steps
        ],
        [plan.answers.get(day.start) for sitting in plan.sittings for day in sitting.day],
        [plan.answers.get(rule.start) for step in plan.steps for rule in step.dates],
    )


def _starts(start: str, plan: Plan) -> bool:
    return "." in start or start in plan.answers
