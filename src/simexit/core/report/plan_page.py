"""A plan as a page, before anything of it is done: what one wants to read, print or send before beginning."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from simexit.core.knowledge.phone_numbers import spoken
from simexit.core.knowledge.types import Check, Reply
from simexit.core.language.text import Text
from simexit.core.plan.dates import PlannedDate, date_state
from simexit.core.plan.types import Alert, Plan, PlanStep, ShownAction, ShownFact
from simexit.core.report.document import Block, Heading, Item, Items, Paragraph, Run
from simexit.core.wording import Wording, doubt


def plan_page(plan: Plan, dates: list[PlannedDate], voice: Wording, today: datetime.date) -> list[Block]:
    """The whole plan, to be written in any form that people read."""
    return list(_page(plan, dates, voice, today))


def warnings(plan: Plan, voice: Wording) -> list[str]:
    """What must be seen first, each with who says so."""
    notices = [voice.words(notice.message, **notice.values) for notice in plan.notices]
    return notices + [_alert(alert, voice) for alert in plan.alerts]


def _alert(alert: Alert, voice: Wording) -> str:
    return f"{voice.text(alert.text)} [{voice.source(alert.fact.fact, alert.fact.read)}]"


def _page(plan: Plan, dates: list[PlannedDate], voice: Wording, today: datetime.date) -> Iterable[Block]:
    _ = voice.words
    route = voice.text(plan.route.title)
    unnamed = plan.carrier.kind == "none"
    yield Heading(1, route if unnamed else _("Plan for {carrier}: {route}", carrier=voice.brand(), route=route))
    yield Paragraph((Run(voice.text(plan.route.why)),))
    first = warnings(plan, voice)
    if first:
        yield Heading(2, _("Know this before you begin"))
        yield _list(first)
    if plan.questions_open:
        titles = [voice.text(voice.catalogue.question_by_key[key].title) for key in plan.questions_open]
        yield Heading(2, _("Not answered yet"))
        yield _list(
            [_("{what} ({rule})", what=title, rule=key) for key, title in zip(plan.questions_open, titles, strict=True)]
        )
    known = [date for date in dates if date.day]
    if known:
        yield Heading(2, _("Dates"))
        yield _list([_dated(date, voice, today) for date in known])
    for sitting in plan.sittings:
        yield Heading(2, voice.text(sitting.title))
        for step in plan.of_sitting(sitting.id):
            yield from _step_blocks(step, plan, voice)
    troubles = list(voice.troubles())
    if troubles:
        yield Heading(2, _("If it goes wrong"))
        for trouble in troubles:
            yield Heading(3, voice.text(trouble.title))
            yield _list([voice.text(line) for line in trouble.do])


def _dated(date: PlannedDate, voice: Wording, today: datetime.date) -> str:
    _, what = voice.words, voice.date_title(date)
    assert date.day
    line = _("{day}: {what} ({rule})", day=voice.day(date.day), what=what, rule=voice.rule(date))
    past = date_state(date, today) == "past" and date.kind != "own"
    return _.sentences(line, _("This day has passed: do it today.")) if past else line


def _step_blocks(planned: PlanStep, plan: Plan, voice: Wording) -> Iterable[Block]:
    _, step = voice.words, planned.step
    minutes = _.many("{n} minute", "{n} minutes", step.minutes)
    yield Heading(3, _("{what} ({rule})", what=voice.text(step.title), rule=minutes))
    yield Paragraph((Run(voice.text(step.why)),))
    if step.irreversible:
        yield Paragraph((Run(_("This cannot be undone. {loss}", loss=voice.text(step.loss)), "danger"),))
        if planned.needs:
            killers = [voice.text(voice.catalogue.killer_by_id[killer].title) for killer in planned.needs]
            yield Paragraph((Run(_("First this must be true: {list}", list=_.apart(killers)), "danger"),))
    if step.abroad_note and plan.answers.get("where") != "us":
        yield Paragraph((Run(voice.text(step.abroad_note)),))
    if planned.checks:
        yield Items(tuple(_check(check, voice) for check in planned.checks))
    if planned.fields:
        yield Paragraph((Run(_("Write down: {list}", list=_.apart(voice.text(f.label) for f in planned.fields))),))
    if planned.actions:
        yield _list([_action(action, voice) for action in planned.actions])
    if planned.facts:
        yield Items(tuple(_fact_item(shown, voice) for shown in planned.facts))
    if planned.open_topics:
        yield _list([_ask(topic.topic.ask, voice) for topic in planned.open_topics])
    if planned.replies:
        yield _list([_reply(reply, voice) for reply in planned.replies])


def _check(check: Check, voice: Wording) -> Item:
    runs = [Run(voice.text(check.text))]
    if check.hint:
        runs.append(Run("\n" + voice.text(check.hint), "quiet"))
    if check.say:
        runs.append(Run("\n" + voice.words("Say: {words}", words=voice.text(check.say))))
    return Item(tuple(runs), ticked=False)


def _reply(reply: Reply, voice: Wording) -> str:
    _ = voice.words
    said = _("If they say “{hears}”: “{answer}”", hears=voice.text(reply.hears), answer=voice.text(reply.answer))
    return _.sentences(said, voice.text(reply.then))


def _action(action: ShownAction, voice: Wording) -> str:
    _ = voice.words
    target = spoken(action.target) if action.kind == "call" else action.target
    for warning in voice.warnings_of(action):
        target = _("{what} ({rule})", what=target, rule=warning)
    return _("{label}: {value}", label=voice.text(action.label), value=target)


def _ask(question: Text, voice: Wording) -> str:
    """The English words, since they are to be said; then what they mean."""
    _, english = voice.words, voice.english(question)
    meaning = voice.meaning(question)
    asked = _("Ask: “{question}”", question=english)
    return _("{what} ({rule})", what=asked, rule=meaning) if meaning else asked


def _fact_item(shown: ShownFact, voice: Wording) -> Item:
    _, fact = voice.words, shown.fact
    if shown.heard:
        return Item((Run(_("{label}: {value}", label=voice.brand(), value=shown.heard)),))
    says = voice.text(fact.says)
    runs = [Run((doubt(says, _) if shown.status == "ask" else "") + says)]
    if fact.conflicts:
        runs.append(Run("\n" + _("Another source differs: {text}", text=voice.text(fact.conflicts))))
    if shown.question:
        runs.append(Run("\n" + _ask(shown.question, voice)))
    runs.append(Run("\n" + _("{label}: {value}", label=voice.source(fact, shown.read), value=fact.source), "quiet"))
    return Item(tuple(runs))


def _list(texts: Sequence[str]) -> Items:
    return Items(tuple(Item((Run(text),)) for text in texts))
