"""`simexit plan`: the plan for a carrier and a situation, to read or as data."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path
from typing import Any

import simexit
from simexit.cli.context import Context, print_json
from simexit.core.case import store
from simexit.core.case.progress import Progress, progress
from simexit.core.case.session import Session
from simexit.core.knowledge.types import Reply, Sitting, Trouble
from simexit.core.language.messages import Words
from simexit.core.plan.dates import date_state
from simexit.core.plan.resolve import resolve, unused
from simexit.core.plan.types import Plan, PlanStep, ShownFact
from simexit.core.report.as_markdown import blocks_to_markdown
from simexit.core.report.as_text import plain
from simexit.core.report.plan_page import plan_page, warnings
from simexit.core.wording import Wording


def arguments(parser: argparse.ArgumentParser, _: Words) -> None:
    """What can be asked for."""
    parser.add_argument("--carrier", metavar="SLUG", required=True, help=_("the brand that bills the line"))
    parser.add_argument(
        "--answer",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help=_("an answer; may be given several times (see “simexit questions”)"),
    )
    parser.add_argument("--today", metavar="YYYY-MM-DD", help=_("the day for which it is made"))
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help=_("form of the output"))
    parser.add_argument("--save", metavar="FILE", type=Path, help=_("also begin a case and save it here"))


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Print the plan, and save a new case of these answers if asked to."""
    today = context.today(arguments.today)
    given = context.answers(arguments.answer, today) | {"carrier": arguments.carrier}
    plan = resolve(given, context.catalogue, today)
    session = Session.new(context.now, program=simexit.__version__, language=context.language)
    if arguments.save:
        for key, value in given.items():
            session.answer(key, value, context.now)
        store.create_at(arguments.save, session, now=context.now).close()
    voice = Wording(plan, context.catalogue, context.language)
    state = progress(plan, session, context.catalogue, today)
    if arguments.format == "json":
        print_json(data(plan, state, voice, today))
    else:
        blocks = plan_page(plan, state.dates, voice, today)
        print(blocks_to_markdown(blocks) if arguments.format == "markdown" else plain(blocks), end="")
    return 0


# --- as data ---------------------------------------------------------------------------------------------------------


def data(plan: Plan, state: Progress, voice: Wording, today: datetime.date) -> dict[str, Any]:
    """The plan as one object. Names stay; new ones may come."""
    return {
        "route": {
            "id": plan.route.id,
            "title": voice.text(plan.route.title),
            "why": voice.text(plan.route.why),
            "discreet": plan.route.discreet,
        },
        "carrier": {
            "slug": plan.carrier.slug,
            "name": plan.carrier.name,
            "name_zh": (plan.carrier.names or {}).get("zh-Hans"),
        },
        "answers": dict(plan.answers),
        "given": dict(plan.given),
        "questions_open": plan.questions_open,
        "warnings": warnings(plan, voice),
        "alerts": [
            {"id": alert.id, "text": voice.text(alert.text), "fact": _fact(alert.fact, voice)} for alert in plan.alerts
        ],
        "dates": [
            {
                "id": date.id,
                "title": voice.date_title(date),
                "date": date.day.isoformat() if date.day else None,
                "rule": date.rule,
                "rule_text": voice.rule(date),
                "kind": date.kind,
                "step": date.step,
                "state": date_state(date, today),
            }
            for date in state.dates
        ],
        "today": [
            {
                "id": task.step.id,
                "title": voice.text(task.step.step.title),
                "why_now": voice.why_now(task),
                "step": task.step.id,
                "minutes": task.step.step.minutes,
                "due": task.due.isoformat() if task.due else None,
            }
            for task in state.today
        ],
        "unused": [
            {"key": one.key, "value": one.value, "why": voice.text(one.why)}
            for one in unused(plan, voice.catalogue, today)
        ],
        "trouble": [_trouble(trouble, voice) for trouble in voice.troubles()],
        "pause_before": plan.pause_before,
        "stages": [_sitting(sitting, plan, voice) for sitting in plan.sittings],
    }


def _sitting(sitting: Sitting, plan: Plan, voice: Wording) -> dict[str, Any]:
    return {
        "id": sitting.id,
        "title": voice.text(sitting.title),
        "done": voice.text(sitting.done),
        "steps": [_step(step, voice) for step in plan.of_sitting(sitting.id)],
    }


def _step(planned: PlanStep, voice: Wording) -> dict[str, Any]:
    step = planned.step
    return {
        "id": step.id,
        "title": voice.text(step.title),
        "why": voice.text(step.why),
        "minutes": step.minutes,
        "irreversible": step.irreversible,
        "loss": voice.text(step.loss) or None,
        "needs": planned.needs,
        "abroad": step.abroad,
        "abroad_note": voice.text(step.abroad_note) or None,
        "replaces": None,  # kept for readers of earlier output; no step gives way to another any more
        "after": step.after,
        "checks": [
            {
                "id": check.id,
                "text": voice.text(check.text),
                "hint": voice.text(check.hint) or None,
                "say": voice.text(check.say) or None,
                "killer": check.killer,
                "facts": planned.serves.get(check.id, []),
            }
            for check in planned.checks
        ],
        "fields": [
            {
                "id": field.id,
                "kind": field.kind,
                "label": voice.text(field.label),
                "choices": [{"id": choice.id, "text": voice.text(choice.text)} for choice in field.choices],
            }
            for field in planned.fields
        ],
        "facts": [_fact(shown, voice) for shown in planned.facts],
        "more": [_fact(shown, voice) for shown in planned.more],
        "open_topics": [
            {
                "key": topic.key,
                "topic": topic.topic.id,
                "title": voice.text(topic.topic.title),
                "question": voice.text(topic.topic.ask),
            }
            for topic in planned.open_topics
        ],
        "actions": [
            {
                "kind": action.kind,
                "label": voice.text(action.label),
                "target": action.target,
                "check_first": action.check_first,
                "may_not_connect": action.may_not_connect,
            }
            for action in planned.actions
        ],
        "script": step.script,
        "letter": step.letter,
        "replies": [_reply(reply, voice) for reply in planned.replies],
        "covers": step.covers,
    }


def _reply(reply: Reply, voice: Wording) -> dict[str, Any]:
    return {
        "id": reply.id,
        "hears": voice.text(reply.hears),
        "answer": voice.text(reply.answer),
        "then": voice.text(reply.then),
        "ends_line": reply.ends_line,
    }


def _trouble(trouble: Trouble, voice: Wording) -> dict[str, Any]:
    return {
        "id": trouble.id,
        "title": voice.text(trouble.title),
        "do": [voice.text(line) for line in trouble.do],
        "replies": [_reply(voice.catalogue.reply_by_id[name], voice) for name in trouble.replies],
        "letter": trouble.letter,
        "covers": trouble.covers,
    }


def _fact(shown: ShownFact, voice: Wording) -> dict[str, Any]:
    fact = shown.fact
    return {
        "key": shown.key,
        "topic": fact.topic,
        "says": voice.text(fact.says),
        "value": fact.value,
        "source": fact.source,
        "source_kind": fact.source_kind,
        "as_of": fact.as_of,
        "read": shown.read,
        "reported_on": fact.reported_on,
        "confidence": fact.confidence,
        "status": shown.status,
        "heard": shown.heard,
        "question": voice.text(shown.question) or None,
        "conflicts": voice.text(fact.conflicts) or None,
        "conflict_sources": fact.conflict_sources,
        "note": voice.text(fact.note) or None,
    }
