"""Between the screens and core: holds the open case, saves every change, and says what became different.

Pages and widgets talk to the controller only. It decides nothing that core decides, and draws nothing.
What of core needs the knowledge is imported when it is first needed, so that the window is painted sooner.
"""

from __future__ import annotations

import datetime
import functools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

import simexit
from simexit.core.errors import ChangedOnDisk, SaveFailed, SimExitError, TakenOver
from simexit.core.language.messages import Words, languages, words
from simexit.core.language.text import fill, meaning_of, pick
from simexit.core.plan.navigate import OVERVIEW, Pages

if TYPE_CHECKING:
    from simexit.core.case import store
    from simexit.core.case.changes import Change
    from simexit.core.case.progress import Progress
    from simexit.core.case.session import FieldValue, Session
    from simexit.core.case.store import SessionFile
    from simexit.core.knowledge.catalogue import Catalogue
    from simexit.core.knowledge.types import Question
    from simexit.core.language.text import Text
    from simexit.core.plan.types import Plan, ShownFact

TYPING_PAUSE_MS = 400
"""How long after the last key a text is saved; ticks and choices are saved at once."""

RETRY_MS = 15_000
"""How often a failed save is tried again."""

START = "start"
ANSWERS = "answers"
ASK = "ask:"
"""Prefix of the question pages: `ask:card-type`."""


SCHEMES = ("system", "light", "dark")
"""How the window can look; `system` follows the desktop."""


class Settings:
    """The few things the window remembers, in one small file. A broken file never keeps the window from opening."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.language: str | None = None
        self.zoom = 1.0
        self.scheme = "system"
        self.size: tuple[int, int] | None = None
        self.maximised = False
        try:
            saved = json.loads(path.read_text(encoding="utf-8"))
            self.language = saved.get("language") if saved.get("language") in languages() else None
            self.zoom = min(2.0, max(0.8, float(saved.get("zoom", 1.0))))
            self.scheme = saved.get("scheme") if saved.get("scheme") in SCHEMES else "system"
            self.maximised = saved.get("maximised") is True
            width, height = saved["size"]
            self.size = (int(width), int(height))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            pass  # first start, or damaged: the defaults serve

    def save(self) -> None:
        """Write them; a failure is of no consequence to the person."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(
                json.dumps(
                    {
                        "language": self.language,
                        "zoom": self.zoom,
                        "scheme": self.scheme,
                        "size": self.size,
                        "maximised": self.maximised,
                    }
                ),
                encoding="utf-8",
            )
        except OSError:
            pass  # nothing of the person's is in it


def _entry(change: Callable[..., None]) -> Callable[..., None]:
    """Something entered into the open case; without effect where the case is only looked at or just closed."""

    @functools.wraps(change)
    def guarded(self: Controller, *args: Any, **more: Any) -> None:
        if self._file and not self._file.look:
            change(self, *args, **more)

    return guarded


class Controller(QObject):
    """The one object that all screens know."""

    ready = Signal()
    """The knowledge is loaded."""
    language_changed = Signal()
    page_changed = Signal(str)
    plan_changed = Signal()
    progress_changed = Signal()
    saved = Signal()
    save_failed = Signal(str)
    """A sentence for the person; everything is kept in memory and tried again."""
    told = Signal(str)
    """Something that happened and that the person should know (a restored file, a kept copy)."""

    def __init__(
        self,
        settings: Settings,
        language: str,
        sessions: Path,
        now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now().astimezone(),
    ) -> None:
        super().__init__()
        self.settings = settings
        self.now = now
        self.sessions = sessions
        self.language = settings.language or language
        self.catalogue: Catalogue | None = None
        self.page = START
        self.saved_at: datetime.datetime | None = None
        self.save_problem = ""
        self.draft: dict[str, str] = {}
        """Answers being given on the question pages, before they are taken over."""
        self.returning = False
        """The person came from the list of answers and goes back there."""
        self.loose: dict[str, str] = {}
        """Texts that are not the case's yet (a search, half a reason, half a date): kept while a page is drawn anew."""
        self.may_leave: Callable[[], bool] = lambda: True
        """Asked before the open case is left; the window says no while something could not be saved."""
        self._draft_before: dict[str, str] = {}
        self._file: SessionFile | None = None
        self._plan: Plan | None = None
        self._progress: Progress | None = None
        self._typing = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._typing.timeout.connect(self.save)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self.save)

    # --- knowledge and language

    def load(self) -> None:
        """Load the procedures; called after the first paint.

        Raises:
            ProceduresBroken: the shipped data is damaged.
        """
        if self.catalogue is not None:
            return
        from simexit.core.knowledge import load as build

        self.catalogue = build.load()
        self.ready.emit()

    def sweep(self) -> None:
        """Take away what an interrupted save may have left among the saved cases."""
        from simexit.core.case import store

        store.sweep(self.sessions, self.now())

    @property
    def knowledge(self) -> Catalogue:
        """The loaded procedures."""
        assert self.catalogue is not None, "used before it was loaded"
        return self.catalogue

    @property
    def words(self) -> Words:
        """The program's own words in the present language."""
        return words(self.language)

    def text(self, text: Text) -> str:
        """A procedure text in the present language, its placeholders filled."""
        return fill(pick(text, self.language), self._values(self.language))

    def english(self, text: Text) -> str:
        """The English of a text: the words to look for or to say."""
        return fill(text["en"], self._values("en"))

    def meaning(self, text: Text) -> str:
        """What English words mean in the present language; empty where that is English."""
        return fill(meaning_of(text, self.language), self._values(self.language))

    def _values(self, language: str) -> dict[str, str]:
        return self._plan.values(language) if self._plan else {}

    def set_language(self, language: str) -> None:
        """Switch the language at once; nothing that was entered is touched."""
        if language == self.language or language not in languages():
            return
        self.flush()
        self.language = self.settings.language = language
        self.settings.save()
        if self._file and not self._file.look:
            self._file.session.language = language
            self.save()
        self.language_changed.emit()

    def today(self) -> datetime.date:
        """The person's own date."""
        return self.now().date()

    # --- the case

    @property
    def session(self) -> Session | None:
        """The open case, if one is open."""
        return self._file.session if self._file else None

    @property
    def case(self) -> Session:
        """The open case."""
        assert self._file is not None, "no case is open"
        return self._file.session

    @property
    def plan(self) -> Plan:
        """The plan of the open case (or of the answers being given)."""
        assert self._plan is not None, "no plan yet"
        return self._plan

    @property
    def has_plan(self) -> bool:
        """Whether a case with a plan is open."""
        return self._file is not None and self._plan is not None

    @property
    def progress(self) -> Progress:
        """Where the case stands; worked out once after each change."""
        if self._progress is None:
            from simexit.core.case.progress import progress

            self._progress = progress(self.plan, self.case, self.knowledge, self.today())
        return self._progress

    @property
    def path(self) -> Path | None:
        """The file of the open case."""
        return self._file.path if self._file else None

    @property
    def only_looking(self) -> bool:
        """Whether the case is open for reading only, as another window holds it."""
        return bool(self._file and self._file.look)

    @property
    def pages(self) -> Pages:
        """The pages of the open case."""
        return Pages.of(self.plan)

    def summaries(self, most: int) -> tuple[list[store.Summary], int]:
        """The newest saved cases, and how many there are in all."""
        from simexit.core.case import store

        paths = store.list_paths(self.sessions)
        return [store.summary(path) for path in paths[:most]], len(paths)

    def start_new(self) -> None:
        """Begin with the questions. The file is made once the carrier is known."""
        if not self.may_leave():
            return
        self.close_case()
        self.draft = {}
        self.returning = False
        self.go(ASK + self.question_pages()[0])

    def delete(self, path: Path) -> None:
        """Delete a saved case with all that belongs to it: previous copies, evidence, lock.

        Raises:
            InUse, SaveFailed: said to the person by the window.
        """
        from simexit.core.case import store

        if self._file and self._file.path == Path(os.path.realpath(path)):
            self._typing.stop()
            self.close_case()
        store.delete(path)
        if self._file is None:
            self.go(START)

    def open(self, path: Path, *, look: bool = False, take_over: bool = False, bring_back: bool = False) -> None:
        """Open a saved case where it was left.

        Raises:
            SessionUnreadable, InUse: said to the person by the window.
        """
        if self._file and not self._file.look and Path(os.path.realpath(path)) == self._file.path:
            return  # it is open here
        from simexit.core.case import store

        file = store.open_session(path, now=self.now(), look=look, take_over=take_over, bring_back=bring_back)
        if not self.may_leave():
            file.close()
            return
        self.close_case()
        gone = self._drop_unfit(file.session)
        self._take(file)
        if gone:
            questions = [self.text(q.title) for q in self.knowledge.questions if q.key in gone]
            self.told.emit(
                self.words(
                    "This case was saved by another version, and some of its answers are no longer offered. Answer "
                    "again: {questions}. Everything else is as you left it.",
                    questions=self.words.listed(questions or gone),
                )
            )
        opening = file.opening
        if opening.trouble is not None:
            _ = self.words
            self.told.emit(
                _.sentences(
                    opening.trouble.text(_),
                    _(
                        "The previous saved copy has taken its place. The damaged file is kept as {name}.",
                        name=opening.set_aside.name,
                    )
                    if opening.set_aside
                    else _("The previous saved copy has taken its place."),
                )
            )
        elif opening.second_name:
            self.told.emit(
                self.words(
                    "This file has a second name somewhere (a hard link). What you change here is saved only under the "
                    "name that you opened."
                )
            )

    def _drop_unfit(self, session: Session) -> list[str]:
        """Take answers back that are no longer allowed; what was answered stays in the journal."""
        from simexit.core.plan import answers as answers_

        good = answers_.fitting(session.answers, self.knowledge)
        gone = [key for key in session.answers if key not in good]
        for key in gone:
            session.record("no longer offered", f"{key}={session.answers[key]}", self.now())
            session.answer(key, None, self.now())
        return gone

    def _take(self, file: SessionFile) -> None:
        self._file = file
        self.saved_at = file.session.changed
        self._resolve()
        self.draft = dict(file.session.answers)
        place = file.session.place
        if place.startswith(ASK) and place.removeprefix(ASK) in self.question_pages():
            self.go(place)
        else:
            self.go(self.pages.nearest(place))

    def close_case(self) -> None:
        """Close the open case; everything is saved already."""
        self.flush()
        if self._file:
            self._file.close()
        self._file = self._plan = self._progress = None
        self.saved_at = None
        self.save_problem = ""
        self.loose = {}
        self._retry.stop()

    def home(self) -> None:
        """Back to the start page."""
        if self.may_leave():
            self.close_case()
            self.go(START)

    # --- questions

    def question_pages(self) -> list[str]:
        """The question pages that can still change the plan for the answers so far, in order."""
        pages = [question.page for question in self.questions()]
        return list(dict.fromkeys(pages))

    def questions(self, page: str | None = None) -> list[Question]:
        """The questions that apply, of one page or all."""
        from simexit.core.plan import answers as answers_

        completed, carrier, _ = answers_.complete(self.draft, self.knowledge)
        return [
            question
            for question in self.knowledge.questions
            if page in (None, question.page) and answers_.applies(question, completed, carrier)
        ]

    def answer(self, key: str, value: str | None) -> None:
        """Keep an answer of a question page. Before the plan stands it is the case's at once."""
        if value is None:
            self.draft.pop(key, None)
        else:
            self.draft[key] = value
        if self._file and not self._file.look and not self._planned():
            self._store_answers()

    def change_answer(self, page: str) -> None:
        """From the list of answers to one question and straight back."""
        self.returning = True
        self._draft_before = dict(self.draft)
        self.go(ASK + page)

    def _planned(self) -> bool:
        """Whether the questions have been walked through once."""
        return bool(self._file and not self._file.session.place.startswith(ASK))

    def _store_answers(self) -> None:
        case = self.case
        for key in [*case.answers]:
            if key not in self.draft:
                case.answer(key, None, self.now())
        for key, value in self.draft.items():
            case.answer(key, value, self.now())
        self._resolve()
        self.save()

    def ensure_file(self) -> None:
        """Make the file of a new case, named after the carrier.

        Raises:
            SaveFailed: said to the person by the window; nothing is lost, the answers stay on the page.
        """
        if self._file:
            return
        from simexit.core.case import store
        from simexit.core.case.session import Session
        from simexit.core.plan import answers as answers_

        session = Session.new(self.now(), program=simexit.__version__, language=self.language)
        for key, value in self.draft.items():
            session.answer(key, value, self.now())
        name = answers_.complete(self.draft, self.knowledge)[1].name
        session.go_to(self.page)
        self._file = store.create(self.sessions, session, name, self.today().isoformat(), now=self.now())
        self.saved_at = self.now()
        self._resolve()
        self.saved.emit()

    def pending_change(self) -> Change:
        """What the answers being given would change in the plan that stands."""
        assert self._plan and self._file
        from simexit.core.case.changes import compare
        from simexit.core.plan.resolve import resolve

        return compare(self._plan, resolve(self.draft, self.knowledge, self.today()), self.case)

    @_entry
    def accept_answers(self) -> None:
        """Take the answers over and go to the plan."""
        self._store_answers()

    def discard_answers(self) -> None:
        """Leave the plan as it was."""
        self.draft = dict(self.case.answers)

    # --- entering

    @_entry
    def tick(self, step: str, check: str, on: bool) -> None:
        """Tick a check or take the tick back; on the disk when this returns."""
        if on:
            self.case.tick(step, check, self.now())
        else:
            self.case.untick(step, check, self.now())
        self._touched()
        self.save()

    @_entry
    def set_field(self, step: str, field: str, value: FieldValue, *, typing: bool = False) -> None:
        """Keep a value."""
        self.case.set_field(step, field, value, self.now())
        self._touched()
        self._save_soon() if typing else self.save()

    @_entry
    def set_note(self, step: str, note: str) -> None:
        """Keep the note of a step."""
        self.case.set_note(step, note, self.now())
        self._touched()
        self._save_soon()

    @_entry
    def answer_fact(self, key: str, answer: str) -> None:
        """Keep what the carrier said; it stands instead of the doubtful fact in this case."""
        self.case.answer_fact(key, answer, self.now())
        self._touched()
        self._save_soon()

    def said_by_carrier(self, key: str) -> str:
        """What the carrier answered to a doubtful fact, or empty."""
        answer = self.case.fact_answers.get(key)
        return answer.answer if answer else ""

    @_entry
    def override(self, step: str, reason: str) -> None:
        """Go on against the guard's advice; the report shows the reason."""
        self.case.override(step, reason, self.now())
        self._touched()
        self.save()

    @_entry
    def withdraw_override(self, step: str) -> None:
        """Take the guard's advice after all."""
        self.case.withdraw_override(step, self.now())
        self._touched()
        self.save()

    @_entry
    def skip(self, step: str, reason: str) -> None:
        """Say that a step does not apply, with the reason; empty takes it back."""
        if reason:
            self.case.skip(step, reason, self.now())
        else:
            self.case.unskip(step, self.now())
        self._touched()
        self.save()

    @_entry
    def put_off(self, step: str) -> None:
        """Take a step out of today's list until tomorrow."""
        self.case.put_off_step(step, self.today() + datetime.timedelta(days=1), self.now())
        self._touched()
        self.save()

    @_entry
    def rename_line(self, line: str) -> None:
        """What the person calls this line."""
        self.case.rename_line(line, self.now())
        self._touched()
        self._save_soon()

    @_entry
    def attach(self, step: str, file: Path) -> None:
        """Copy a file into the case's evidence.

        Raises:
            EvidenceUnreadable, SaveFailed: said to the person by the window.
        """
        assert self._file
        from simexit.core.case import evidence

        item = evidence.attach(self._file.path, file, step=step, title=file.stem, now=self.now())
        self.case.add_evidence(item, self.now())
        self._touched()
        self.save()

    def record_export(self, kind: str) -> None:
        """Note in the journal that a report was handed out."""
        if self._file and not self._file.look:
            self.case.record("exported", kind, self.now())
            self.save()

    # --- going

    def go(self, page: str) -> None:
        """Show a page. Where one was is kept, so that the case opens there again."""
        self.flush()
        self.page = page
        passing = page in (START, ANSWERS) or (page.startswith(ASK) and self._planned())
        if self._file and not self._file.look and not passing and self.case.place != page:
            self.case.go_to(page)
            self._save_soon()
        self.page_changed.emit(page)

    def next(self) -> None:
        """The page after this one."""
        if self.page.startswith(ASK):
            self._after_question()
        elif following := self.pages.next(self.page):
            self.go(following)

    def back(self) -> None:
        """The page before this one; from the first one to the start page."""
        if self.page.startswith(ASK):
            pages = self.question_pages()
            position = pages.index(self.page.removeprefix(ASK)) if self.page.removeprefix(ASK) in pages else 0
            if self.returning:
                self.draft = self._draft_before  # changes of other answers stay as they are
                self.go(ANSWERS)
            elif position:
                self.go(ASK + pages[position - 1])
            else:
                self.home()
        elif self.page == ANSWERS:
            self.go(OVERVIEW)
        elif before := self.pages.back(self.page):
            self.go(before)
        else:
            self.home()

    def _after_question(self) -> None:
        pages = self.question_pages()
        name = self.page.removeprefix(ASK)
        later = pages[pages.index(name) + 1 :] if name in pages else []
        if self.returning:
            # Straight back, but newly needed questions come first.
            unanswered = next(
                (
                    q.page
                    for q in self.questions()
                    if q.key not in self.draft and q.kind == "choice" and q.page in later
                ),
                None,
            )
            self.go(ASK + unanswered if unanswered else ANSWERS)
        elif later:
            self.go(ASK + later[0])
        else:
            self.go(OVERVIEW)

    # --- saving

    def save(self) -> None:
        """Write the case to its file. A failure is told, everything stays in memory, and it is tried again."""
        self._typing.stop()
        if not self._file or self._file.look:
            return
        try:
            self._file.save()
        except ChangedOnDisk:
            self._keep_both()
        except TakenOver as error:
            self._lost(error)
        except SaveFailed as error:
            self._failed(error)
        else:
            self._succeeded()

    def _keep_both(self) -> None:
        assert self._file
        try:
            other = self._file.save_both(self.now())
        except TakenOver as error:
            self._lost(error)
            return
        except SimExitError as error:
            self._failed(error)
            return
        self._succeeded()
        if other:
            self.told.emit(
                self.words(
                    "Another program changed this file in the meantime. Nothing was overwritten: the other version is "
                    "kept beside it as {name}.",
                    name=other.name,
                )
            )

    def _succeeded(self) -> None:
        self.saved_at = self.now()
        self.save_problem = ""
        self._retry.stop()
        self.saved.emit()

    def _lost(self, error: TakenOver) -> None:
        """Another window has the case: this one only looks from now on, and says so."""
        self.save_problem = ""
        self._retry.stop()
        self.told.emit(error.text(self.words))
        self.language_changed.emit()  # drawn anew, as a case that is only looked at

    def _failed(self, error: SimExitError) -> None:
        self.save_problem = error.text(self.words)
        self._retry.start()
        self.save_failed.emit(self.save_problem)

    def save_elsewhere(self, path: Path, *, overwrite: bool = False) -> None:
        """Go on in another file, when the present one cannot be written.

        Raises:
            AlreadyExists, InUse, SaveFailed: not there either; the present file stays the open one.
        """
        assert self._file
        self._file = self._file.save_elsewhere(path, now=self.now(), overwrite=overwrite)
        self._resolve()
        self._succeeded()

    def save_copy(self, path: Path, *, overwrite: bool = False) -> None:
        """Write a copy and go on in the present file.

        Raises:
            AlreadyExists, InUse, SaveFailed: the copy could not be written; what was there still is.
        """
        assert self._file
        self.flush()
        self._file.save_copy(path, now=self.now(), overwrite=overwrite)

    def flush(self) -> None:
        """Save what was typed a moment ago."""
        if self._typing.isActive():
            self.save()

    def _save_soon(self) -> None:
        self._typing.start()

    def _touched(self) -> None:
        self._progress = None
        self.progress_changed.emit()

    def _resolve(self) -> None:
        assert self._file
        from simexit.core.plan.resolve import resolve

        self._plan = resolve(self._file.session.answers, self.knowledge, self.today())
        self._progress = None
        self.plan_changed.emit()

    def is_answered(self, shown: ShownFact) -> bool:
        """Whether the carrier's own answer stands instead of this fact."""
        return shown.key in self.case.fact_answers
