"""One person's case: what is known, the file, the answers being given, the plan, how far it is, and the place in it.

Knows no toolkit and no timers. Whoever shows a case calls its methods and is called back (`changed`, `tell`). What is
ticked or chosen is on the disk when the method returns; what is typed waits (`waiting`) until the caller's timer calls
`save`, so that not every key is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

import simexit
from simexit.core.case import evidence as files
from simexit.core.case import store
from simexit.core.case.carry_over import carry_over
from simexit.core.case.changes import Change, compare
from simexit.core.case.progress import Progress, progress
from simexit.core.case.session import AccountRow, Evidence, FieldValue, Override, Session, Tick
from simexit.core.case.store import SessionFile
from simexit.core.errors import (
    AnswersDoNotFit,
    ChangedOnDisk,
    SaveFailed,
    SessionUnreadable,
    SimExitError,
    TakenOver,
    WrongUsage,
)
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Question
from simexit.core.language.messages import words
from simexit.core.language.text import fill, pick
from simexit.core.plan import navigate
from simexit.core.plan.answers import complete, fitting
from simexit.core.plan.navigate import ANSWERS, ASK, OVERVIEW, Pages
from simexit.core.plan.resolve import NoPlan, resolve
from simexit.core.plan.types import Plan

What = Literal["page", "plan", "progress", "waiting", "saved", "unsaved", "lost"]
"""What became different: `waiting` for the disk, `saved`, `unsaved` because that failed (see `save_problem`), or `lost`
to another window, so that it is only looked at from now on."""


def _nothing(_what: object) -> None:
    """For a case that nobody watches."""


class Case:
    """One open case. Made by `Case.new`, `Case.open` and `Case.read`."""

    def __init__(
        self,
        session: Session,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        language: str,
        *,
        file: SessionFile | None = None,
        folder: Path | None = None,
    ) -> None:
        self.session = session
        self.catalogue = catalogue
        self.now = now
        self.language = language
        """In what language the person is told something."""
        self.changed: Callable[[What], object] = _nothing
        self.tell: Callable[[str], object] = _nothing
        """Takes a sentence that the person should know."""
        self.draft: dict[str, str] = dict(session.answers)
        """Answers being given on the question pages, before they are taken over."""
        self.returning = False
        """The person came from the list of answers and goes back there."""
        self.page = OVERVIEW
        self.waiting = False
        """Something was typed that is not on the disk yet."""
        self.saved_at: datetime | None = session.changed if file else None
        self.save_problem: SimExitError | None = None
        """Why the last save failed; everything is kept in memory, and the next save tries again."""
        self._file = file
        self._folder = folder
        self._draft_before: dict[str, str] = {}
        self._plan: Plan | None = None
        self._progress: Progress | None = None
        self._day: date | None = None

    # --- beginning and ending

    @classmethod
    def new(cls, catalogue: Catalogue, folder: Path, now: Callable[[], datetime], language: str) -> Case:
        """A case that begins with the questions. Its file is made in `folder` once the carrier is known."""
        session = Session.new(now(), program=simexit.__version__, language=language)
        case = cls(session, catalogue, now, language, folder=folder)
        case.page = ASK + case.question_pages()[0]
        session.go_to(case.page)
        return case

    @classmethod
    def next_of_account(
        cls, other: Path, catalogue: Catalogue, folder: Path, now: Callable[[], datetime], language: str
    ) -> Case:
        """A case for the next line of the account of a saved one: its answers, what the carrier said, and what was done
        for the whole account. It begins with the list of answers, some of which may differ for this line.

        Raises:
            SessionUnreadable, SaveFailed: there is no new case.
        """
        done = cls.read(other, catalogue, now, language).session
        session = Session.new(now(), program=simexit.__version__, language=language)
        session.answers = dict(done.answers)
        session.fact_answers = dict(done.fact_answers)
        for step in catalogue.steps:
            if step.for_account:
                for check in step.checks:
                    if tick := done.checks.get(f"{step.id}/{check.id}"):
                        session.checks[f"{step.id}/{check.id}"] = tick
                if entered := done.fields.get(step.id):
                    session.fields[step.id] = dict(entered)
        session.go_to(OVERVIEW)
        session.record("next line of the account", done.id, now())
        case = cls(session, catalogue, now, language, folder=folder)
        case.save()
        if case.save_problem:
            raise case.save_problem
        case.page = ANSWERS
        return case

    @classmethod
    def open(
        cls,
        path: Path,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        language: str,
        *,
        look: bool = False,
        take_over: bool = False,
        bring_back: bool = False,
    ) -> tuple[Case, list[str]]:
        """A saved case, where it was left, and what the person must be told about the opening.

        Raises:
            SessionUnreadable, SessionGone, InUse: see `store.open_session`.
        """
        file = store.open_session(path, now=now(), look=look, take_over=take_over, bring_back=bring_back)
        try:
            case = cls(file.session, catalogue, now, language, file=file)
            carry_over(case.session, catalogue)
            told = case._drop_unfit() + case._restored()
            place = file.session.place
            asked = place.startswith(ASK) and place.removeprefix(ASK) in case.question_pages()
            case.page = place if asked else case.pages.nearest(place)
        except BaseException:
            file.close()
            raise
        return case, told

    @classmethod
    def read(
        cls,
        path: Path,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        language: str,
        plans: dict[object, Plan] | None = None,
    ) -> Case:
        """A saved case that is only read, for lists and reports: no lock, no repair, nothing is ever written.

        Args:
            path: the file.
            catalogue: the procedures.
            now: the clock.
            language: in which trouble is told.
            plans: those of other cases of a list, by what was answered; the same answers make the same plan.

        Raises:
            SessionUnreadable: one of its kinds; `AnswersDoNotFit` where its answers are not those of these procedures.
        """
        case = cls(store.peek(path), catalogue, now, language)
        carry_over(case.session, catalogue)
        if plans is not None:
            case._day = case.today
            answered = (case.session.answers, {key: said.answer for key, said in case.session.fact_answers.items()})
            case._plan = plans.get(key := tuple(tuple(sorted(part.items())) for part in answered))
        try:
            case.progress  # noqa: B018 - tried here, so that whoever lists or reports it can rely on it
            if plans is not None:
                plans[key] = case.plan
        except (WrongUsage, NoPlan) as error:
            reason = error.text(words(language)) if isinstance(error, WrongUsage) else str(error)
            raise AnswersDoNotFit(path, reason) from error
        return case

    def close(self) -> None:
        """Write what waits and give the file free. Whoever closes has asked about `save_problem` before."""
        self.flush()
        self.waiting = False
        if self._file:
            self._file.close()

    def _drop_unfit(self) -> list[str]:
        """Take answers back that are no longer allowed; what was answered stays in the journal."""
        good = fitting(self.session.answers, self.catalogue)
        gone = [key for key in self.session.answers if key not in good]
        for key in gone:
            self.session.record("no longer offered", f"{key}={self.session.answers[key]}", self.now())
            self.session.answer(key, None, self.now())
        self.draft = dict(self.session.answers)
        if not gone:
            return []
        _, values = words(self.language), self.plan.values(self.language)
        titles = [fill(pick(q.title, self.language), values) for q in self.catalogue.questions if q.key in gone]
        return [
            _(
                "This case was saved by another version, and some of its answers are no longer offered. Answer "
                "again: {questions}. Everything else is as you left it.",
                questions=_.listed(titles or gone),
            )
        ]

    def _restored(self) -> list[str]:
        assert self._file
        opening, _ = self._file.opening, words(self.language)
        if opening.second_name:
            return [
                _(
                    "This file has a second name somewhere (a hard link). What you change here is saved only under the "
                    "name that you opened."
                )
            ]
        if opening.trouble is None:
            return []
        if opening.set_aside is None:
            return [_("The previous saved copy has taken its place.")]
        aside = opening.set_aside.name
        kept = _("The previous saved copy has taken its place. The damaged file is kept as {name}.", name=aside)
        return [_.sentences(opening.trouble.text(_), kept)]

    # --- what there is to see

    @property
    def today(self) -> date:
        """The person's own date."""
        return self.now().date()

    @property
    def path(self) -> Path | None:
        """The file; None where there is none (yet)."""
        return self._file.path if self._file else None

    @property
    def read_only(self) -> bool:
        """Whether it is only looked at, because another window holds it."""
        return bool(self._file and self._file.look)

    @property
    def has_plan(self) -> bool:
        """Whether enough was answered for a plan to be of use: the carrier, that is."""
        return self._file is not None or "carrier" in self.session.answers

    @property
    def plan(self) -> Plan:
        """The plan for the answers that were taken over, as of today."""
        if self._plan is None or self._day != self.today:
            self._day = self.today
            heard = {key: answer.answer for key, answer in self.session.fact_answers.items()}
            self._plan = resolve(self.session.answers, self.catalogue, self._day, heard)
            self._progress = None
        return self._plan

    @property
    def progress(self) -> Progress:
        """Where the case stands today; worked out once after each change."""
        plan = self.plan
        if self._progress is None:
            self._progress = progress(plan, self.session, self.catalogue, self.today)
        return self._progress

    @property
    def pages(self) -> Pages:
        """The pages of the plan."""
        return Pages.of(self.plan)

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers that were taken over."""
        return self.session.answers

    @property
    def line(self) -> str:
        """What the person calls this line."""
        return self.session.line

    @property
    def fields(self) -> Mapping[str, Mapping[str, FieldValue]]:
        """What was entered: step id -> field id -> value."""
        return self.session.fields

    @property
    def checks(self) -> Mapping[str, Tick]:
        """What is ticked: `step-id/check-id` -> tick."""
        return self.session.checks

    @property
    def notes(self) -> Mapping[str, str]:
        """The notes by step id."""
        return self.session.notes

    @property
    def skipped(self) -> Mapping[str, str]:
        """Why steps do not apply, by step id."""
        return self.session.skipped

    @property
    def overrides(self) -> Mapping[str, Override]:
        """Why steps were done against the guard's advice, by step id."""
        return self.session.overrides

    @property
    def evidence(self) -> Sequence[Evidence]:
        """The files that were attached."""
        return self.session.evidence

    def is_ticked(self, step: str, check: str) -> bool:
        """Whether this check of this step is ticked."""
        return self.session.is_ticked(step, check)

    def field_text(self, step: str, field: str) -> str:
        """The value of a field, or empty."""
        return self.session.field_text(step, field)

    def accounts(self, step: str, field: str) -> list[AccountRow]:
        """The accounts that use the number."""
        return self.session.accounts(step, field)

    def said_by_carrier(self, key: str) -> str:
        """What the carrier answered to a doubtful fact, or empty."""
        answer = self.session.fact_answers.get(key)
        return answer.answer if answer else ""

    def said_on(self, key: str) -> date | None:
        """The day on which the carrier answered to a doubtful fact."""
        answer = self.session.fact_answers.get(key)
        return answer.on if answer else None

    # --- questions

    def questions(self, page: str | None = None) -> list[Question]:
        """The questions that apply to the answers so far, of one page or all."""
        return navigate.questions(self.draft, self.catalogue, page)

    def question_pages(self) -> list[str]:
        """Their pages, in order."""
        return navigate.question_pages(self.draft, self.catalogue)

    def answer(self, key: str, value: str | None) -> None:
        """Keep an answer; None takes it back. While the questions are first walked through it counts at once."""
        if value is None:
            self.draft.pop(key, None)
        else:
            self.draft[key] = value
        if not self._planned() and not self.read_only:
            self.accept()

    def accept(self) -> None:
        """Take the answers over: the plan goes by them from now on."""
        if self.read_only:
            return
        for key in [*self.session.answers]:
            if key not in self.draft:
                self.session.answer(key, None, self.now())
        for key, value in self.draft.items():
            self.session.answer(key, value, self.now())
        self._plan = None
        self.changed("plan")
        if self._file:
            self.save()

    def discard(self) -> None:
        """Leave the plan as it was, and go back to it."""
        self.draft = dict(self.session.answers)
        self.returning = False
        self.go(OVERVIEW)

    def change_answer(self, page: str) -> None:
        """From the list of answers to one question and straight back."""
        self.returning = True
        self._draft_before = dict(self.draft)
        self.go(ASK + page)

    def pending_change(self) -> Change | None:
        """What the answers being given would change in the plan that stands; None where they are those it has."""
        if self.draft == self.session.answers:
            return None
        return compare(self.plan, resolve(self.draft, self.catalogue, self.today, self.plan.heard), self.session)

    def _planned(self) -> bool:
        """Whether the questions have been walked through once."""
        return not self.session.place.startswith(ASK)

    # --- entering

    def tick(self, step: str, check: str, on: bool = True) -> None:
        """Tick a check, which fills in its day, or take the tick back."""

        def change(now: datetime) -> None:
            if not on:
                self.session.untick(step, check, now)
                return
            self.session.tick(step, check, now)
            planned = self.plan.step(step)
            for field in planned.fields if planned else []:
                if field.check == check and field.today and not self.session.field_text(step, field.id):
                    self.session.set_field(step, field.id, now.date().isoformat(), now)

        self._enter(change)

    def set_field(self, step: str, field: str, value: FieldValue, *, typing: bool = False) -> None:
        """Keep a value; an empty one takes it back."""
        self._enter(lambda now: self.session.set_field(step, field, value, now), typing=typing)

    def note(self, step: str, text: str) -> None:
        """Keep the note of a step."""
        self._enter(lambda now: self.session.set_note(step, text, now), typing=True)

    def answer_fact(self, key: str, answer: str) -> None:
        """Keep what the carrier said about a doubtful fact."""
        self._plan = None  # what the carrier said stands in the plan instead of the fact
        self._enter(lambda now: self.session.answer_fact(key, answer, now), typing=True)

    def rename_line(self, line: str) -> None:
        """What the person calls this line."""
        self._enter(lambda now: self.session.rename_line(line, now), typing=True)

    def introduce(self, name: str, number: str) -> None:
        """Whose line it is, for the papers that are handed on."""
        self._enter(lambda now: self.session.introduce(name, number, now), typing=True)

    def put_away(self, on: bool = True) -> None:
        """Put the case away, behind the others, or bring it back."""
        self._enter(lambda now: self.session.put_case_away(on, now), progress=False)

    def skip(self, step: str, reason: str) -> None:
        """Say that a step does not apply, with the reason; empty takes it back."""
        if reason:
            self._enter(lambda now: self.session.skip(step, reason, now))
        else:
            self._enter(lambda now: self.session.unskip(step, now))

    def put_off(self, step: str) -> None:
        """Take a step out of today's list until tomorrow."""
        until = self.today + timedelta(days=1)
        self._enter(lambda now: self.session.put_off_step(step, until, now))

    def plan_sitting(self, sitting: str, day: date | None) -> None:
        """Choose the day of a sitting; None leaves it to the rule."""
        self._enter(lambda now: self.session.plan_sitting(sitting, day, now))

    def done(self, step: str) -> bool:
        """Tick all of a step. False where a check of it is a killer or takes a value: then it has to be opened."""
        planned = self.plan.step(step)
        if planned is None or planned.fields or any(check.killer for check in planned.checks):
            return False

        def change(now: datetime) -> None:
            for check in planned.checks:
                self.session.tick(step, check.id, now)

        self._enter(change)
        return True

    def override(self, step: str, reason: str) -> None:
        """Go on against the guard's advice; the report shows the reason."""
        self._enter(lambda now: self.session.override(step, reason, now))

    def withdraw_override(self, step: str) -> None:
        """Take the guard's advice after all."""
        self._enter(lambda now: self.session.withdraw_override(step, now))

    def attach(self, step: str, file: Path, name: str = "") -> None:
        """Copy a file into the case's evidence; under another name, where its own says too much.

        Raises:
            EvidenceUnreadable, SaveFailed: nothing was attached.
        """
        if self.read_only:
            return
        if self._file is None:
            self.save()
        if self._file is None:
            raise self.save_problem or SaveFailed(file)
        item = files.attach(self._file.path, file, step=step, title=name or file.stem, now=self.now(), name=name)
        self._enter(lambda now: self.session.add_evidence(item, now))

    def detach(self, evidence_id: str) -> None:
        """Take a file off the evidence, and delete the copy of it that lies beside the case (never the original).

        Raises:
            SaveFailed: the copy is still there.
        """
        items = [item for item in self.session.evidence if item.id == evidence_id]
        self._enter(lambda now: self.session.remove_evidence(evidence_id, now))
        kept = {item.file for item in self.session.evidence}
        for item in items:
            if self._file and not self.read_only and item.file not in kept:
                files.remove(self._file.path, item)

    def evidence_states(self) -> dict[str, files.State]:
        """For each attached file, by its id, whether it is still there and unchanged."""
        return files.states(self._file.path, self.session.evidence) if self._file else {}

    def record_export(self, form: str) -> None:
        """Note in the journal that a report was handed out."""
        self._enter(lambda now: self.session.record("exported", form, now), progress=False)

    def set_language(self, language: str) -> None:
        """The person reads this language from now on."""
        self.language = language
        self._enter(lambda _now: setattr(self.session, "language", language), progress=False)

    def _enter(self, change: Callable[[datetime], object], *, typing: bool = False, progress: bool = True) -> None:
        """Make a change; without effect where the case is only looked at."""
        if self.read_only:
            return
        change(self.now())
        if progress:
            self._progress = None
            self.changed("progress")
        if typing:
            self._wait()
        elif self.has_plan:
            self.save()

    # --- going

    def go(self, page: str) -> None:
        """Show a page. Where one was is kept, so that the case opens there again."""
        self.flush()
        self.page = page
        passing = page == ANSWERS or (page.startswith(ASK) and self._planned())
        if not self.read_only and not passing and self.session.place != page:
            self.session.go_to(page)
            if self.has_plan:
                self._wait()
        self.changed("page")

    def next(self) -> None:
        """The page after this one. The first time that the carrier is known the file is made; from the list of answers
        the changed ones are taken over."""
        if self.page.startswith(ASK):
            if self._file is None and self.has_plan:
                self.save()
            self._after_question()
        elif self.page == ANSWERS:
            if self.draft != self.session.answers:
                self.accept()
            self.returning = False
            self.go(OVERVIEW)
        elif following := self.pages.next(self.page):
            self.go(following)

    def back(self) -> bool:
        """The page before this one; False on the first, from which one leaves the case."""
        if self.page.startswith(ASK):
            pages, name = self.question_pages(), self.page.removeprefix(ASK)
            position = pages.index(name) if name in pages else 0
            if self.returning:
                self.draft = self._draft_before  # changes of other answers stay as they are
                self.go(ANSWERS)
            elif position:
                self.go(ASK + pages[position - 1])
            else:
                return False
        elif self.page == ANSWERS:
            self.go(OVERVIEW)
        elif before := self.pages.back(self.page):
            self.go(before)
        else:
            return False
        return True

    def _after_question(self) -> None:
        pages, name = self.question_pages(), self.page.removeprefix(ASK)
        later = pages[pages.index(name) + 1 :] if name in pages else []
        if self.returning:
            # Straight back, but newly needed questions come first.
            ticks = {page.id for page in self.catalogue.pages if page.ticks}  # not ticked is an answer
            asked = [q for q in self.questions() if q.kind == "choice" and q.page in later and q.page not in ticks]
            unanswered = next(
                (question.page for question in asked if question.key not in self.draft),
                None,
            )
            self.go(ASK + unanswered if unanswered else ANSWERS)
        else:
            self.go(ASK + later[0] if later else OVERVIEW)

    # --- saving

    def save(self, *, forget: bool = False) -> None:
        """Write the case. A failure is kept in `save_problem`, everything stays in memory, and may be tried again.

        Args:
            forget: take what was just masked out of the previous copy too.
        """
        if self.read_only:
            return
        try:
            if self._file is None:
                self._make_file()
            else:
                self._file.save(forget=forget)
        except ChangedOnDisk:
            self._keep_both()
        except TakenOver as error:
            self._lost(error)
        except SaveFailed as error:
            self._failed(error)
        else:
            self._succeeded()

    def still_ours(self) -> bool:
        """Look whether another window has taken the case over; then this one only looks from now on, and says so."""
        if self._file and not self.read_only and self._file.lost:
            self.save()
        return not self.read_only

    def flush(self) -> None:
        """Write what was typed a moment ago."""
        if self.waiting:
            self.save()

    def save_copy(self, path: Path, *, overwrite: bool = False) -> None:
        """Write a copy and go on in the present file. `path` is the final name; see `safe_files.finished`.

        Raises:
            AlreadyExists, InUse, SaveFailed: the copy could not be written; what was there still is.
        """
        if self._file is None:
            store.create_at(path, self.session, now=self.now(), overwrite=overwrite).close()
            return
        self.flush()
        self._file.save_copy(path, now=self.now(), overwrite=overwrite)

    def save_elsewhere(self, path: Path, *, overwrite: bool = False) -> None:
        """Go on in another file, where the present one cannot be written, or could not even be made.

        Raises:
            AlreadyExists, InUse, SaveFailed: not there either; the present file stays the open one.
        """
        if self._file is None:
            self._file = store.create_at(path, self.session, now=self.now(), overwrite=overwrite)
        else:
            self._file = self._file.save_elsewhere(path, now=self.now(), overwrite=overwrite)
            self.session = self._file.session
        self._plan = None
        self.changed("plan")
        self._succeeded()

    def _make_file(self) -> None:
        assert self._folder is not None, "a case that was only read is never saved"
        carrier = complete(self.session.answers, self.catalogue)[1]
        day = self.today.isoformat()
        self._file = store.create(self._folder, self.session, carrier.name, day, now=self.now())

    def _keep_both(self) -> None:
        assert self._file
        try:
            other = self._file.save_both(self.now())
        except TakenOver as error:
            self._lost(error)
            return
        except SaveFailed as error:
            self._failed(error)
            return
        self._succeeded()
        if other:
            self.tell(
                words(self.language)(
                    "Another program changed this file in the meantime. Nothing was overwritten: the other version is "
                    "kept beside it as {name}.",
                    name=other.name,
                )
            )

    def _wait(self) -> None:
        self.waiting = True
        self.changed("waiting")

    def _succeeded(self) -> None:
        self.waiting = False
        self.saved_at = self.now()
        self.save_problem = None
        self.changed("saved")

    def _lost(self, error: TakenOver) -> None:
        """Another window has the case: this one only looks from now on (`read_only`)."""
        self.waiting = False
        self.save_problem = None
        self.tell(error.text(words(self.language)))
        self.changed("lost")

    def _failed(self, error: SimExitError) -> None:
        self.waiting = True
        self.save_problem = error
        self.changed("unsaved")


class Glance(NamedTuple):
    """One entry of a list of cases: the case, or the reason why it cannot be shown."""

    path: Path
    case: Case | None
    error: SessionUnreadable | None = None


def glances(
    folder: Path, catalogue: Catalogue, now: Callable[[], datetime], language: str, most: int | None = None
) -> tuple[list[Glance], int]:
    """The newest saved cases of a folder, at most `most`, and how many there are. A bad file is one bad entry."""
    paths = store.list_paths(folder)
    found = []
    plans: dict[object, Plan] = {}
    for path in paths[:most]:
        try:
            found.append(Glance(path, Case.read(path, catalogue, now, language, plans)))
        except SessionUnreadable as error:
            found.append(Glance(path, None, error))
    return found, len(paths)
