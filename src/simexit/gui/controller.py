"""Between the screens and the case: turns what a case says into signals, and saves by timers what was typed.

It decides nothing that core decides, and draws nothing. What of core needs the knowledge is imported when it is first
needed, so that the window is painted sooner.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from simexit.core.language.messages import Words, languages, words
from simexit.core.plan.navigate import ANSWERS, ASK
from simexit.core.system.safe_files import LOCK, with_ending
from simexit.gui.settings import Settings

if TYPE_CHECKING:
    from simexit.core.case.case import Case, Glance, What
    from simexit.core.case.changes import Change
    from simexit.core.case.progress import Progress
    from simexit.core.case.session import FieldValue, Session
    from simexit.core.knowledge.catalogue import Catalogue
    from simexit.core.knowledge.types import Question
    from simexit.core.language.text import Text
    from simexit.core.plan.navigate import Pages
    from simexit.core.plan.types import Plan
    from simexit.core.wording import Wording

__all__ = ["ANSWERS", "ASK", "START", "Controller", "Settings"]

SAVED_WITHIN_MS = 700
"""How long after the first key that is not on the disk it is saved, however steadily one types on."""

RETRY_MS = 15_000
"""How often a failed save is tried again."""

TAKING_OVER_MS = 300
"""After a lock file changed: how long until whoever takes it over has finished."""

START = "start"


class Controller(QObject):
    """The one object that all screens know."""

    ready = Signal()
    """The knowledge is loaded."""
    language_changed = Signal()
    page_changed = Signal(str)
    plan_changed = Signal()
    progress_changed = Signal()
    waiting = Signal()
    """Something was typed that is not on the disk yet."""
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
        self.held: Case | None = None
        """The open case, if one is open."""
        self.loose: dict[str, str] = {}
        """Texts that are not the case's yet (a search, half a reason, half a date): kept while a page is drawn anew."""
        self.leaving: list[Callable[[], object]] = []
        """Called before the open case is closed: what a page does only once it is left."""
        self.may_leave: Callable[[], bool] = lambda: True
        """Asked before the open case is left; the window says no while something could not be saved."""
        self._typing = QTimer(self, singleShot=True, interval=SAVED_WITHIN_MS)
        self._typing.timeout.connect(self.save)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self.save)
        self._lock_changed = QTimer(self, singleShot=True, interval=TAKING_OVER_MS)
        self._lock_changed.timeout.connect(self.look_at_lock)
        self._watcher: QFileSystemWatcher | None = None

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

    @property
    def wording(self) -> Wording:
        """Says what the plan and the knowledge hold, in the present language."""
        from simexit.core.wording import Wording

        return Wording(self.plan if self.has_plan else None, self.knowledge, self.language)

    def text(self, text: Text) -> str:
        """A procedure text in the present language, its placeholders filled."""
        return self.wording.text(text)

    def english(self, text: Text) -> str:
        """The English of a text: the words to look for or to say."""
        return self.wording.english(text)

    def meaning(self, text: Text) -> str:
        """What English words mean in the present language; empty where that is English."""
        return self.wording.meaning(text)

    def set_language(self, language: str) -> None:
        """Switch the language at once; nothing that was entered is touched."""
        if language == self.language or language not in languages():
            return
        self.flush()
        self.language = self.settings.language = language
        self.settings.save()
        if self.held:
            self.held.set_language(language)
        self.language_changed.emit()

    def today(self) -> datetime.date:
        """The person's own date."""
        return self.now().date()

    # --- the case

    @property
    def case(self) -> Case:
        """The open case."""
        assert self.held is not None, "no case is open"
        return self.held

    @property
    def session(self) -> Session | None:
        """The data of the open case, if one is open and its file is to be made or there."""
        return self.held.session if self.has_plan and self.held else None

    @property
    def page(self) -> str:
        """The page that is shown."""
        return self.held.page if self.held else START

    @property
    def plan(self) -> Plan:
        """The plan of the open case."""
        return self.case.plan

    @property
    def has_plan(self) -> bool:
        """Whether a case with a plan is open."""
        return self.held is not None and self.held.has_plan

    @property
    def progress(self) -> Progress:
        """Where the open case stands."""
        return self.case.progress

    @property
    def path(self) -> Path | None:
        """The file of the open case."""
        return self.held.path if self.held else None

    @property
    def only_looking(self) -> bool:
        """Whether the case is open for reading only, as another window holds it."""
        return self.held is not None and self.held.read_only

    @property
    def pages(self) -> Pages:
        """The pages of the open case."""
        return self.case.pages

    @property
    def saved_at(self) -> datetime.datetime | None:
        """When the open case was written last; None while something waits or could not be written."""
        return None if self.held is None or self.held.waiting else self.held.saved_at

    @property
    def save_problem(self) -> str:
        """Why the open case could not be written, in words; empty where all is well."""
        problem = self.held.save_problem if self.held else None
        return problem.text(self.words) if problem else ""

    def glances(self, most: int) -> tuple[list[Glance], int]:
        """The newest saved cases, and how many there are in all."""
        from simexit.core.case.case import glances

        return glances(self.sessions, self.knowledge, self.now, self.language, most)

    def start_new(self) -> None:
        """Begin with the questions. The file is made once the carrier is known."""
        from simexit.core.case.case import Case

        if self.may_leave():
            self.close_case()
            self._take(Case.new(self.knowledge, self.sessions, self.now, self.language))

    def open(self, path: Path, *, look: bool = False, take_over: bool = False, bring_back: bool = False) -> None:
        """Open a saved case where it was left.

        Raises:
            SessionUnreadable, SessionGone, InUse: said to the person by the window (see `store.open_session`).
        """
        from simexit.core.case.case import Case

        if not self.only_looking and self.path == Path(os.path.realpath(path)):
            return  # it is open here
        case, told = Case.open(
            path,
            self.knowledge,
            self.now,
            self.language,
            look=look,
            take_over=take_over,
            bring_back=bring_back,
        )
        if not self.may_leave():
            case.close()
            return
        self.close_case()
        self._take(case)
        for sentence in told:
            self.told.emit(sentence)

    def _take(self, case: Case) -> None:
        self.held = case
        case.changed = self._changed
        case.tell = self.told.emit
        self._watch_lock()
        self.plan_changed.emit()
        self.page_changed.emit(self.page)

    def _watch_lock(self) -> None:
        """Hear of it when another window says "Continue here": this one then only looks."""
        path = self.path
        if path is None or self.only_looking:
            return
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(lambda _path: self._lock_changed.start())
        lock = str(with_ending(path, LOCK))
        if self._watcher.files() != [lock]:
            self._unwatch()
            self._watcher.addPath(lock)

    def _unwatch(self) -> None:
        self._lock_changed.stop()
        if self._watcher is not None and (files := self._watcher.files()):
            self._watcher.removePaths(files)

    def look_at_lock(self) -> None:
        """Whether the case is still this window's."""
        if self.held and self.held.still_ours():
            self._watch_lock()

    def close_case(self) -> None:
        """Close the open case; what waits is saved before."""
        for settle in [*self.leaving]:
            settle()
        self.leaving.clear()
        case, self.held = self.held, None
        self._typing.stop()
        self._retry.stop()
        self._unwatch()
        self.loose = {}
        if case:
            case.changed = case.tell = _nothing
            case.close()

    def next_of_account(self, path: Path) -> None:
        """Begin the case of the next number of the same account: what was done for all of them is taken over.

        Raises:
            SessionUnreadable, SaveFailed: said to the person by the window.
        """
        from simexit.core.case.case import Case

        if self.may_leave():
            self.close_case()
            self._take(Case.next_of_account(path, self.knowledge, self.sessions, self.now, self.language))

    def change_saved(self, path: Path, change: Callable[[Case], object]) -> None:
        """Change a saved case that is not open here (its name, whether it is put away), and close it again.

        Raises:
            SessionUnreadable, SessionGone, InUse, SaveFailed: said to the person by the window.
        """
        from simexit.core.case.case import Case

        case, _told = Case.open(path, self.knowledge, self.now, self.language)
        change(case)
        case.close()
        if case.save_problem:
            raise case.save_problem

    def delete(self, path: Path) -> None:
        """Delete a saved case with all that belongs to it: previous copies, evidence, lock.

        Raises:
            InUse, SaveFailed: said to the person by the window.
        """
        from simexit.core.case import store

        if self.held and self.path == Path(os.path.realpath(path)):
            self.close_case()
        try:
            store.delete(path)
        finally:
            if self.held is None:
                self.page_changed.emit(START)

    def belongings(self, path: Path) -> list[Path]:
        """What deleting a saved case would delete."""
        from simexit.core.case import store

        return [part for part in store.belongings(path) if part.suffix != LOCK]

    def line_of(self, path: Path) -> str:
        """What the person calls the line of a saved case.

        Raises:
            SessionUnreadable: one of its kinds.
        """
        from simexit.core.case import store

        return store.peek(path).line

    def home(self) -> None:
        """Back to the start page."""
        if self.may_leave():
            self.close_case()
            self.page_changed.emit(START)

    def _changed(self, what: What) -> None:
        if what == "page":
            self.page_changed.emit(self.page)
        elif what == "plan":
            self.plan_changed.emit()
        elif what == "progress":
            self.progress_changed.emit()
        elif what == "waiting":
            if not self._typing.isActive():  # not started anew: one who types on and on is saved all the same
                self._typing.start()
            self.waiting.emit()
        elif what == "saved":
            self._typing.stop()
            self._retry.stop()
            self._watch_lock()
            self.saved.emit()
        elif what == "lost":
            self._typing.stop()
            self._retry.stop()
            self.page_changed.emit(self.page)  # drawn anew, as a case that is only looked at
        else:
            self._typing.stop()
            self._retry.start()
            self.save_failed.emit(self.save_problem)

    # --- saving

    def save(self) -> None:
        """Write the case to its file. A failure is told, everything stays in memory, and it is tried again."""
        if self.held:
            self.held.save()

    def masked(self) -> None:
        """A secret was made unreadable: save at once, and take it out of the previous copy too."""
        if self.held:
            self.held.save(forget=True)

    def flush(self) -> None:
        """Save what was typed a moment ago."""
        if self.held and self.held.waiting and not self._retry.isActive():
            self.held.save()

    def save_elsewhere(self, path: Path, *, overwrite: bool = False) -> None:
        """Go on in another file (see `Case.save_elsewhere`)."""
        self.case.save_elsewhere(path, overwrite=overwrite)

    def save_copy(self, path: Path, *, overwrite: bool = False) -> None:
        """Write a copy and go on in the present file (see `Case.save_copy`)."""
        self.case.save_copy(path, overwrite=overwrite)

    # --- what pages ask of the case and do with it: nothing, where a field ends being edited when its case has gone

    @property
    def draft(self) -> dict[str, str]:
        """Answers being given on the question pages."""
        return self.held.draft if self.held else {}

    @property
    def returning(self) -> bool:
        """Whether the person came from the list of answers and goes back there."""
        return self.held is not None and self.held.returning

    def question_pages(self) -> list[str]:
        """The question pages that can still change the plan."""
        return self.case.question_pages()

    def questions(self, page: str | None = None) -> list[Question]:
        """The questions that apply, of one page or all."""
        return self.case.questions(page)

    def answer(self, key: str, value: str | None) -> None:
        """Keep an answer of a question page."""
        if self.held:
            self.held.answer(key, value)

    def change_answer(self, page: str) -> None:
        """From the list of answers to one question and straight back."""
        self.case.change_answer(page)

    def pending_change(self) -> Change | None:
        """What the answers being given would change in the plan that stands."""
        return self.case.pending_change()

    def discard_answers(self) -> None:
        """Leave the plan as it was."""
        self.case.discard()

    def tick(self, step: str, check: str, on: bool) -> None:
        """Tick a check or take the tick back; on the disk when this returns."""
        if self.held:
            self.held.tick(step, check, on)

    def set_field(self, step: str, field: str, value: FieldValue, *, typing: bool = False) -> None:
        """Keep a value."""
        if self.held:
            self.held.set_field(step, field, value, typing=typing)

    def set_note(self, step: str, note: str) -> None:
        """Keep the note of a step."""
        if self.held:
            self.held.note(step, note)

    def answer_fact(self, key: str, answer: str) -> None:
        """Keep what the carrier said."""
        if self.held:
            self.held.answer_fact(key, answer)

    def said_by_carrier(self, key: str) -> str:
        """What the carrier answered to a doubtful fact, or empty."""
        return self.case.said_by_carrier(key)

    def override(self, step: str, reason: str) -> None:
        """Go on against the guard's advice."""
        if self.held:
            self.held.override(step, reason)

    def withdraw_override(self, step: str) -> None:
        """Take the guard's advice after all."""
        if self.held:
            self.held.withdraw_override(step)

    def skip(self, step: str, reason: str) -> None:
        """Say that a step does not apply; an empty reason takes it back."""
        if self.held:
            self.held.skip(step, reason)

    def put_off(self, step: str) -> None:
        """Take a step out of today's list until tomorrow."""
        if self.held:
            self.held.put_off(step)

    def rename_line(self, line: str) -> None:
        """What the person calls this line."""
        if self.held:
            self.held.rename_line(line)

    def introduce(self, name: str, number: str) -> None:
        """Whose line it is, for papers that are handed on."""
        self.case.introduce(name, number)

    def attach(self, step: str, file: Path, name: str = "") -> None:
        """Copy a file into the case's evidence (see `Case.attach`)."""
        if self.held:
            self.held.attach(step, file, name)

    def detach(self, evidence_id: str) -> None:
        """Take a file off the evidence (see `Case.detach`)."""
        if self.held:
            self.held.detach(evidence_id)

    def record_export(self, form: str) -> None:
        """Note in the journal that a report was handed out."""
        if self.held:
            self.held.record_export(form)

    def go(self, page: str) -> None:
        """Show a page of the open case."""
        if self.held:
            self.held.go(page)

    def next(self) -> None:
        """The page after this one."""
        if self.held:
            self.held.next()

    def back(self) -> None:
        """The page before this one; from the first one to the start page."""
        if self.held and not self.held.back():
            self.home()


def _nothing(_what: object) -> None:
    """The case has been closed; what it may still say concerns nobody."""
