"""A person at the wizard, without a window. What they do goes through `Case`, as the window's clicks do."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simexit.core.case.case import Case
from simexit.core.case.progress import Progress
from simexit.core.case.session import AccountRow, Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.dates import PlannedDate
from simexit.core.plan.navigate import ANSWERS, ASK, OVERVIEW, Pages
from simexit.core.plan.types import Plan, PlanStep
from simexit.core.system import locations

BOSTON = datetime.timezone(datetime.timedelta(hours=-5))


class Person:
    """Refuses what a person could not do: tick what is not there, or do what is blocked."""

    def __init__(self, catalogue: Catalogue, day: str) -> None:
        self.catalogue = catalogue
        self.on(day)
        self.case = Case.new(catalogue, locations.sessions_folder(), lambda: self.now, "zh-Hans")
        self.told: list[str] = []
        self.case.tell = self.told.append

    # --- where the case stands

    @property
    def today(self) -> datetime.date:
        return self.now.date()

    @property
    def session(self) -> Session:
        return self.case.session

    @property
    def path(self) -> Path:
        assert self.case.path is not None
        return self.case.path

    @property
    def plan(self) -> Plan:
        return self.case.plan

    @property
    def progress(self) -> Progress:
        return self.case.progress

    @property
    def pages(self) -> Pages:
        return self.case.pages

    @property
    def ids(self) -> list[str]:
        return [step.id for step in self.plan.steps]

    @property
    def page(self) -> str:
        return self.case.page

    def step(self, name: str) -> PlanStep:
        step = self.plan.step(name)
        assert step is not None, f"{name} is not in {self.ids}"
        return step

    def state(self, name: str) -> str:
        return self.progress.step(name).state

    def date(self, name: str) -> PlannedDate:
        return next(date for date in self.progress.dates if date.id == name)

    @property
    def due(self) -> list[str]:
        return [date.id for date in self.progress.due]

    # --- what the person does

    def on(self, day: str) -> None:
        """It is this day now."""
        self.now = datetime.datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=BOSTON)

    def answer_questions(self, answers: dict[str, str]) -> None:
        """Page by page to the plan. What a page brings up while it is answered is answered too."""
        left = dict(answers)
        while self.page.startswith(ASK):
            page = self.page
            while asked := [q.key for q in self.case.questions(page.removeprefix(ASK)) if q.key in left]:
                self.case.answer(asked[0], left.pop(asked[0]))
            self.case.next()
            assert self.page != page, f"{page} does not let go on"
        assert self.page == OVERVIEW
        for key, value in left.items():  # given all the same: by an older version, or for a question now gone
            self.case.answer(key, value)
        self.case.accept()

    def answer(self, **answers: str) -> None:
        """Change answers, starting from the page that lists them, and use them."""
        self.case.go(ANSWERS)
        for key, value in answers.items():
            self.case.answer(key, value)
        self.case.next()

    def go(self, page: str | None) -> None:
        assert page is not None
        self.case.go(page)

    def tick(self, step: str, *checks: str) -> None:
        known = {check.id for check in self.step(step).checks}
        for check in checks:
            assert check in known, f"{step} has {known}"
            self.case.tick(step, check)

    def enter(self, step: str, **values: str) -> None:
        known = {field.id for field in self.step(step).fields}
        for field, value in values.items():
            assert field in known, f"{step} has {known}"
            self.case.set_field(step, field, value)

    def do(self, step: str) -> None:
        """Everything of a step. Refuses what the guard refuses."""
        assert self.state(step) != "blocked", f"{step} is blocked by {self.progress.step(step).unmet}"
        self.tick(step, *(check.id for check in self.step(step).checks))
        assert self.state(step) == "completed"

    def do_until(self, stop: str) -> None:
        """Page by page from the next open step up to this one."""
        while (following := self.progress.next_step) != stop:
            assert following is not None, f"the end came before {stop}"
            self.go(following)
            self.do(following)
        self.go(stop)

    def do_the_rest(self) -> None:
        while (following := self.progress.next_step) is not None:
            self.go(following)
            self.do(following)

    def list_accounts(self, *names: str) -> None:
        self.case.set_field("list-accounts", "accounts", [AccountRow(name=name) for name in names])

    def walk(self) -> Iterator[str]:
        """Every page by Next, from the overview."""
        self.go(OVERVIEW)
        yield OVERVIEW
        while True:
            before = self.page
            self.case.next()
            if self.page == before:
                return
            yield self.page

    def close_and_reopen(self) -> None:
        """The window is closed; another day the file is opened again."""
        self.case.close()
        self.case, told = Case.open(self.path, self.catalogue, lambda: self.now, "zh-Hans")
        self.told += told
        self.case.tell = self.told.append


@pytest.fixture
def person(catalogue: Catalogue) -> Iterator[Callable[..., Person]]:
    """`person("2026-11-21", carrier="t-mobile", …)`: somebody who has answered this on that day."""
    people: list[Person] = []

    def arrive(day: str = "2026-11-21", name: str = "我的主卡", **answers: str) -> Person:
        one = Person(catalogue, day)
        people.append(one)
        one.answer_questions(answers)
        one.case.rename_line(name)
        return one

    yield arrive
    for one in people:
        assert one.case.save_problem is None
        one.case.close()
