"""A person at the wizard, without a window: answers, pages, ticks, and a file that is saved and opened again."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simexit.core.case import store
from simexit.core.case.progress import Progress, progress
from simexit.core.case.session import AccountRow, Session
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.dates import PlannedDate
from simexit.core.plan.navigate import OVERVIEW, Pages
from simexit.core.plan.resolve import resolve
from simexit.core.plan.types import Plan, PlanStep
from simexit.core.system import locations

BOSTON = datetime.timezone(datetime.timedelta(hours=-5))


class Person:
    """One case from the first answer to the report. Every change is saved at once, as the window does it."""

    def __init__(self, catalogue: Catalogue, day: str, name: str) -> None:
        self.catalogue = catalogue
        self.now = datetime.datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=BOSTON)
        session = Session.new(self.now, program="1", language="zh-Hans", line=name)
        self.file = store.create(locations.sessions_folder(), session, name, now=self.now)

    # --- where the case stands

    @property
    def today(self) -> datetime.date:
        return self.now.date()

    @property
    def session(self) -> Session:
        return self.file.session

    @property
    def path(self) -> Path:
        return self.file.path

    @property
    def plan(self) -> Plan:
        return resolve(self.session.answers, self.catalogue, self.today)

    @property
    def progress(self) -> Progress:
        return progress(self.plan, self.session, self.catalogue, self.today)

    @property
    def pages(self) -> Pages:
        return Pages.of(self.plan)

    @property
    def ids(self) -> list[str]:
        return [step.id for step in self.plan.steps]

    @property
    def page(self) -> str:
        return self.pages.nearest(self.session.place)

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

    def answer(self, **answers: str) -> None:
        for key, value in answers.items():
            self.session.answer(key, value, self.now)
        self.file.save()

    def go(self, page: str | None) -> None:
        assert page is not None
        self.session.go_to(page)
        self.file.save()

    def tick(self, step: str, *checks: str) -> None:
        known = {check.id for check in self.step(step).checks}
        for check in checks:
            assert check in known, f"{step} has {known}"
            self.session.tick(step, check, self.now)
        self.file.save()

    def enter(self, step: str, **values: str) -> None:
        known = {field.id for field in self.step(step).fields}
        for field, value in values.items():
            assert field in known, f"{step} has {known}"
            self.session.set_field(step, field, value, self.now)
        self.file.save()

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
        rows = [AccountRow(name=name) for name in names]
        self.session.set_field("list-accounts", "accounts", rows, self.now)
        self.file.save()

    def walk(self) -> Iterator[str]:
        """Every page by Next, from the overview."""
        self.go(OVERVIEW)
        yield OVERVIEW
        while (following := self.pages.next(self.page)) is not None:
            self.go(following)
            yield following

    def close_and_reopen(self) -> None:
        """The window is closed; another day the file is opened again."""
        path = self.path
        self.file.close()
        self.file = store.open_session(path, now=self.now)


@pytest.fixture
def person(catalogue: Catalogue) -> Iterator[Callable[..., Person]]:
    """`person("2026-11-21", carrier="t-mobile", …)`: somebody who has answered this on that day."""
    people: list[Person] = []

    def arrive(day: str = "2026-11-21", name: str = "我的主卡", **answers: str) -> Person:
        one = Person(catalogue, day, name)
        people.append(one)
        one.answer(**answers)
        return one

    yield arrive
    for one in people:
        one.file.close()
