"""A case to its report: `build`, pure; what each reader may see is decided here and nowhere else."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

import simexit
from simexit.core.case.progress import Progress, SittingProgress, StepProgress, accounts_state, progress
from simexit.core.case.session import AccountRow, FieldValue, Session
from simexit.core.errors import N_
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.links import is_official
from simexit.core.knowledge.types import Carrier, Check, CommonFacts, Fact, Field, Milestone, Question, Step
from simexit.core.language import days
from simexit.core.language.text import Text
from simexit.core.plan.dates import DAYS_AHEAD, PlannedDate
from simexit.core.plan.resolve import resolve
from simexit.core.plan.types import Plan, ShownFact
from simexit.core.report.masking import SHORTENED, hide, last_four
from simexit.core.report.sheets import to_ask
from simexit.core.report.subject import Subject
from simexit.core.report.types import (
    SHARES,
    AlertLine,
    AskLine,
    CheckLine,
    DateLine,
    DateState,
    Entry,
    EvidenceLine,
    FactLine,
    LostLine,
    ReportModel,
    Share,
    SittingLine,
    StepLine,
)
from simexit.core.wording import ACCOUNTS, DATE_STATES, KINDS, STATES, Wording

SHARE_TEXTS: dict[Share, str] = {
    "full": N_("Full copy. It shows everything that was entered. Give it only to those who need all of it."),
    "helper": N_(
        "Helper copy. Long numbers show only their last four characters, e-mail addresses are shortened, and what "
        "looks like a PIN or password is hidden."
    ),
    "public": N_("Public copy. It shows the route, the steps and their sources, and nothing that the person entered."),
}

MILESTONES: dict[Milestone, str] = {
    "requested": N_("Requested on"),
    "moved": N_("Number moved on"),
    "parked": N_("Parked at lower cost since"),
    "confirmed": N_("Confirmed in writing on"),
    "effective": N_("Service ends on"),
    "off": N_("Checked to be off on"),
    "paid": N_("Final bill paid on"),
    "settled": N_("Money settled on"),
}
"""The days by which one tells how far a case is, in words; which field holds them, the steps say."""

ACCOUNT_FIELDS = ("phone",)
"""Kinds of fields whose values are numbers to be shown to the last four."""


def build(
    plan: Plan, session: Session, catalogue: Catalogue, today: datetime.date, language: str, share: str
) -> ReportModel:
    """The report of this case on this day, in one language and for one kind of reader.

    Raises:
        ValueError: no such share.
    """
    chosen = next((known for known in SHARES if known == share), None)
    if chosen is None:
        raise ValueError(f"no such share: {share}")
    if chosen == "public":
        plan = resolve(session.answers, catalogue, today)  # without what the carrier has told this person
    return _Builder(plan, session, catalogue, today, language, chosen).model()


def report(subject: Subject, language: str, share: str) -> ReportModel:
    """The record of a case as it stands today (see `build`)."""
    return build(subject.plan, subject.session, subject.catalogue, subject.today, language, share)


class _Builder:
    def __init__(
        self,
        plan: Plan,
        session: Session,
        catalogue: Catalogue,
        today: datetime.date,
        language: str,
        share: Share,
    ) -> None:
        self.plan = plan
        self.session = session
        self.catalogue = catalogue
        self.today = today
        self.share: Share = share
        self.voice = Wording(plan, catalogue, language)
        self.words = self.voice.words
        self.progress: Progress = progress(plan, session, catalogue, today)
        self.personal = share != "public"
        self.hide: Callable[[str], str] = hide if share == "helper" else str
        self.facts = _facts_of(plan)

    def model(self) -> ReportModel:
        voice, session, plan, personal = self.voice, self.session, self.plan, self.personal
        stages = [self._sitting(sitting) for sitting in self.progress.sittings]
        return ReportModel(
            language=voice.language,
            share=self.share,
            share_text=self.words(SHARE_TEXTS[self.share]),
            title=self.words("Record of ending a mobile line: {carrier}", carrier=voice.brand()),
            made=self.today,
            program=f"SIM Exit {simexit.__version__}",
            case=session.id if personal else "",
            created=session.created if personal else None,
            carrier=plan.carrier.slug,
            carrier_name=voice.brand(),
            line=self.hide(session.line) if personal else "",
            card=voice.card() if personal else "",
            route=plan.route.id,
            route_title=voice.text(plan.route.title),
            route_why=voice.text(plan.route.why),
            steps_done=self.progress.done_steps if personal else None,
            steps_total=self.progress.total_steps,
            milestones=self._milestones() if personal else [],
            situation=self._situation() if personal else [],
            notices=[self.words(notice.message, **notice.values) for notice in plan.notices] if personal else [],
            alerts=[
                AlertLine(
                    id=alert.id,
                    text=voice.text(alert.text),
                    reported=alert.fact.status == "ask",
                    source_line=voice.source(alert.fact.fact, alert.fact.read),
                    source=alert.fact.fact.source,
                )
                for alert in plan.alerts
            ],
            stages=stages,
            to_do=[step for stage in stages for step in stage.steps if step.state != "completed"] if personal else [],
            to_ask=self._to_ask() if personal else [],
            dates=[self._date(date) for date in self.progress.dates] if personal else self._rules(),
            carrier_said=self._carrier_said() if personal else [],
            evidence=self._evidence() if personal else [],
            lost=self._lost() if personal else [],
            facts=[self._fact(shown) for shown in self._relied_on()],
        )

    def _relied_on(self) -> list[ShownFact]:
        """The facts behind what was done so far: the warnings, the steps begun, and what the carrier answered.

        The public copy tells of the plan, not of a person, and so gives all of them.
        """
        if not self.personal:
            return list(self.facts.values())
        begun = [step for step in self.plan.steps if self.progress.step(step.id).state in ("in-progress", "completed")]
        keys = {alert.fact.key for alert in self.plan.alerts} | set(self.session.fact_answers)
        keys |= {fact.key for step in begun for fact in step.facts}
        keys |= {action.source.key for step in begun for action in step.actions if action.source}
        return [fact for key, fact in self.facts.items() if key in keys]

    # --- the head

    def _milestones(self) -> list[Entry]:
        known = {name: day for name in MILESTONES if (day := self._milestone(name))}
        settled = self._settled_on()
        if settled:
            known["settled"] = settled
        return [
            Entry(id=name, label=self.words(label), value=self.voice.day(known[name]), day=known[name])
            for name, label in MILESTONES.items()
            if name in known
        ]

    def _milestone(self, name: Milestone) -> datetime.date | None:
        """The day that a field of the plan holds for it; the latest step counts, since it knows best."""
        places = [(step.id, field.id) for step in self.plan.steps for field in step.fields if field.milestone == name]
        found = [day for place in reversed(places) if (day := days.saved(self.session.field_text(*place)))]
        return found[0] if found else None

    def _settled_on(self) -> datetime.date | None:
        """The day of the last tick of the steps that settle the money, once all of them are completed."""
        settling = [self.progress.step(step.id) for step in self.plan.steps if step.step.settles]
        if not settling or any(step.state != "completed" for step in settling):
            return None
        ticks = [
            self.session.checks[key].ticked_on
            for step in settling
            for check in step.step.checks
            if (key := f"{step.step.id}/{check.id}") in self.session.checks
        ]
        return max(ticks, default=None)

    def _situation(self) -> list[Entry]:
        return [
            Entry(
                id=question.key,
                label=self.voice.text(question.title),
                value=self.voice.answer(question, self.plan.given[question.key]),
                day=days.saved(self.plan.given[question.key]) if question.kind == "date" else None,
            )
            for question in self.catalogue.questions
            if question.key in self.plan.given and self._counts(question)
        ]

    def _counts(self, question: Question) -> bool:
        """Whether an answer still counts: one to a question that is no longer asked does not."""
        given = self.plan.given[question.key]
        return question.kind == "carrier" or self.plan.answers.get(question.key) == given

    # --- what was done

    def _sitting(self, sitting: SittingProgress) -> SittingLine:
        return SittingLine(
            id=sitting.sitting.id,
            title=self.voice.text(sitting.sitting.title),
            state=sitting.state if self.personal else None,
            state_text=self.words(STATES[sitting.state]) if self.personal else "",
            done_on=self.session.stage_done.get(sitting.sitting.id) if self.personal else None,
            steps=[self._step(step) for step in sitting.steps],
        )

    def _step(self, state: StepProgress) -> StepLine:
        step, session = state.step, self.session
        line = StepLine(
            id=step.id,
            title=self.voice.text(step.step.title),
            state=state.state if self.personal else None,
            state_text=self.words(STATES[state.state]) if self.personal else "",
            irreversible=step.step.irreversible,
        )
        if not self.personal:
            return line
        return StepLine(
            id=line.id,
            title=line.title,
            state=line.state,
            state_text=self.words(STATES["does-not-apply"]) if step.id in session.skipped else line.state_text,
            irreversible=line.irreversible,
            checks=[self._check(step.id, check) for check in step.checks],
            values=self._values(step.id, step.fields, step.step),
            note=self.hide(session.notes.get(step.id, "")),
            override=self._override(step.id),
            still_open=[self.voice.text(self.catalogue.killer_by_id[open_.killer].title) for open_ in state.unmet],
            skipped=self._reason(session.skipped.get(step.id, "")),
        )

    def _reason(self, text: str) -> str:
        """Why somebody decided something is nobody else's business."""
        return text if self.share == "full" else ""

    def _check(self, step_id: str, check: Check) -> CheckLine:
        tick = self.session.checks.get(f"{step_id}/{check.id}")
        return CheckLine(
            id=check.id,
            text=self.voice.text(check.text),
            ticked=tick is not None,
            on=tick.ticked_on if tick else None,
            killer=check.killer,
        )

    def _values(self, step_id: str, asked: Iterable[Field], step: Step | None) -> list[Entry]:
        """Everything entered in a step, also in fields that are asked no more."""
        entered = self.session.fields.get(step_id, {})
        known = {field.id: field for field in step.fields} if step else {}
        order = list(dict.fromkeys([*(field.id for field in asked), *known, *entered]))
        return [self._value(name, known.get(name), entered[name]) for name in order if name in entered]

    def _value(self, name: str, field: Field | None, value: FieldValue) -> Entry:
        label = self.voice.text(field.label) if field else name
        if isinstance(value, list) and self.share == "helper":
            tested, listed = accounts_state(value)
            return Entry(id=name, label=label, value=self.words("{n} of {total} tested", n=tested, total=listed))
        if isinstance(value, list):
            return Entry(id=name, label=label, value="\n".join(self._account(row) for row in value))
        day = days.saved(value) if field and field.kind == "date" else None
        return Entry(id=name, label=label, value=self.voice.day(day) if day else self._plain(field, value), day=day)

    def _account(self, row: AccountRow) -> str:
        return self.words("{label}: {value}", label=self.hide(row.name), value=self.words(ACCOUNTS[row.state]))

    def _plain(self, field: Field | None, value: str) -> str:
        if field and field.kind == "choice":
            text = next((choice.text for choice in field.choices if choice.id == value), None)
            if text:
                return self.voice.text(text)
        shown = self.hide(value)
        numbered = field and (field.mask or field.kind in ACCOUNT_FIELDS)
        return last_four(value) if numbered and self.share == "helper" and SHORTENED not in shown else shown

    def _override(self, step_id: str) -> Entry | None:
        override = self.session.overrides.get(step_id)
        if override is None:
            return None
        return Entry(
            id=step_id,
            label=self.words("Went on although a point was open"),
            value=self._reason(override.reason),
            day=override.on,
        )

    def _lost(self) -> list[LostLine]:
        lines = []
        for step_id in dict.fromkeys(lost.step for lost in self.progress.lost):
            step = self.catalogue.step_by_id.get(step_id)
            texts = {check.id: self.voice.text(check.text) for check in step.checks} if step else {}
            here = self.plan.step(step_id) is not None  # then only its ticks are lost
            lines.append(
                LostLine(
                    step=step_id,
                    title=self.voice.step_title(step_id),
                    checks=[
                        CheckLine(
                            id=lost.check, text=texts.get(lost.check, lost.check), ticked=True, on=lost.on, killer=None
                        )
                        for lost in self.progress.lost
                        if lost.step == step_id and lost.check
                    ],
                    values=[] if here else self._values(step_id, [], step),
                    note="" if here else self.hide(self.session.notes.get(step_id, "")),
                    override=None if here else self._override(step_id),
                    skipped="" if here else self._reason(self.session.skipped.get(step_id, "")),
                )
            )
        return lines

    # --- dates

    def _date(self, date: PlannedDate) -> DateLine:
        state = self._date_state(date)
        return DateLine(
            id=date.id,
            title=self.voice.date_title(date),
            day=date.day,
            kind=date.kind,
            kind_text=self.words(KINDS[date.kind]),
            state=state,
            state_text=self.words(DATE_STATES[state]),
            rule=self.voice.rule(date),
            step=date.step,
            step_title=self.voice.step_title(date.step) if date.step else "",
            reported=date.fact is not None and date.fact.status == "ask",
        )

    def _date_state(self, date: PlannedDate) -> DateState:
        if date.day is None:
            return "waiting"
        if date.step is None:  # the person's own date is nothing to be done
            return "done" if date.day < self.today else "later"
        if self.progress.step(date.step).state == "completed":
            return "done"
        if date.day < self.today:
            return "overdue"
        return "due" if (date.day - self.today).days <= DAYS_AHEAD else "later"

    def _rules(self) -> list[DateLine]:
        """For the public: the rules of the dates that do not depend on what the person has answered; no day."""
        return [
            DateLine(
                id=date.id,
                title=self.voice.date_title(date),
                day=None,
                kind=date.kind,
                kind_text=self.words(KINDS[date.kind]),
                state="waiting",
                state_text=self.words(DATE_STATES["waiting"]),
                rule=self.voice.rule(date),
                step=date.step,
                step_title=self.voice.step_title(date.step) if date.step else "",
                reported=date.fact is not None and date.fact.status == "ask",
            )
            for date in sorted(self.progress.dates, key=self._plan_order)
            if date.step is not None
        ]

    def _plan_order(self, date: PlannedDate) -> int:
        """The place of a date's step: the order of the days would tell something of the days."""
        return next(place for place, step in enumerate(self.plan.steps) if step.id == date.step) if date.step else -1

    # --- what is known and what is not

    def _fact(self, shown: ShownFact) -> FactLine:
        voice, fact = self.voice, shown.fact
        answer = self.session.fact_answers.get(shown.key) if self.personal else None
        topic = self.catalogue.topic(fact.topic)
        return FactLine(
            key=shown.key,
            topic=fact.topic,
            topic_title=voice.text(topic.title) if topic else "",
            says=voice.text(fact.says),
            status=shown.status,
            about_carrier=shown.key.partition("/")[0] == self.plan.carrier.slug,
            source=fact.source,
            source_line=voice.source(fact, shown.read),
            source_kind=fact.source_kind,
            link=is_official(fact.source, self.plan.carrier, self.catalogue.bodies),
            as_of=fact.as_of,
            read=shown.read,
            confidence=fact.confidence,
            conflicts=voice.text(fact.conflicts),
            conflict_sources=list(fact.conflict_sources),
            note=voice.text(fact.note),
            question=voice.text(shown.question),
            answer=self.hide(answer.answer) if answer else "",
            answered_on=answer.on if answer else None,
        )

    def _to_ask(self) -> list[AskLine]:
        """Questions of steps that are still to do, as long as nobody has answered them."""
        steps = [step for step in self.plan.steps if self.progress.step(step.id).state != "completed"]
        return [
            AskLine(key=key, question=self.voice.text(question), english=self.voice.english(question))
            for key, question, answer in to_ask(self.plan, self.session, self.catalogue, steps)
            if not answer
        ]

    def _carrier_said(self) -> list[Entry]:
        return [
            Entry(id=key, label=self._asked(key), value=self.hide(answer.answer), day=answer.on)
            for key, answer in self.session.fact_answers.items()
        ]

    def _questions(self, keys: Iterable[str]) -> list[Text]:
        return [question for key in keys if (question := self._question(key))]

    def _asked(self, key: str) -> str:
        """The question behind an answer, also when its fact has left the plan; the key itself if nobody knows it."""
        question = self._question(key)
        return self.voice.text(question) if question else key

    def _question(self, key: str) -> Text | None:
        shown = self.facts.get(key)
        if shown and shown.question:
            return shown.question
        file, _, name = key.partition("/")
        if file == "destinations":
            file, _, name = name.partition(".")
            found: list[Fact] = [
                fact for place in self.catalogue.destinations if place.id == file for fact in place.facts
            ]
        else:
            groups: list[Carrier | CommonFacts] = [*self.catalogue.carriers, *self.catalogue.common]
            found = [fact for group in groups if group.slug == file for fact in group.facts]
        if name.startswith("?"):
            topic = self.catalogue.topic(name[1:])
            return topic.ask if topic else None
        facts = [fact for fact in found if fact.id == name]
        if not facts:
            return None
        topic = self.catalogue.topic(facts[0].topic)
        return facts[0].ask or (topic.ask if topic else facts[0].says)

    def _evidence(self) -> list[EvidenceLine]:
        return [
            EvidenceLine(
                id=item.id,
                title=self.hide(item.title),
                file=self.hide(item.file),
                step_title=self.voice.step_title(item.step),
                on=item.added_on,
                sha256=item.sha256[:12],
            )
            for item in self.session.evidence
        ]


def _facts_of(plan: Plan) -> dict[str, ShownFact]:
    """Every fact that the plan shows, once: first those of the carrier, in plan order."""
    shown = [alert.fact for alert in plan.alerts] + [fact for step in plan.steps for fact in step.facts]
    shown += [action.source for step in plan.steps for action in step.actions if action.source]
    shown.sort(key=lambda fact: fact.key.partition("/")[0] != plan.carrier.slug)
    facts: dict[str, ShownFact] = {}
    for fact in shown:
        facts.setdefault(fact.key, fact)
    return facts
