"""What all attacks share: a case with something in everything, processes of its own, and how a result is told."""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from simexit.core.case import evidence, store
from simexit.core.case.session import AccountRow, Session
from simexit.core.knowledge import load
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.plan.answers import fitting
from simexit.core.plan.resolve import resolve

SOURCE = Path(store.__file__).parents[3]
HERE = Path(__file__).parent


class Row(NamedTuple):
    """One line of the table of figures."""

    what: str
    tries: int
    bad: int
    said: str = ""
    """What else was counted, and the first thing that went wrong."""

    def __str__(self) -> str:
        return f"| {self.what} | {self.tries:,} | {self.bad:,} | {self.said.replace('|', '/')} |"


def now() -> datetime.datetime:
    """The present moment with its offset."""
    return datetime.datetime.now().astimezone()


@cache
def catalogue() -> Catalogue:
    """The shipped procedures."""
    return load.load()


ANSWERS = {
    "sim": "esim",
    "billing": "postpaid",
    "service": "voice",
    "carrier": "t-mobile",
    "number": "keep",
    "where": "leaving",
    "leaving_on": "2027-01-20",
    "cycle_ends": "2027-01-05",
    "role": "owner",
    "lines": "only",
    "device": "clear",
}


def session(text: str = "I rang them on Monday, 他们说“月底生效”.") -> Session:
    """A case with `text` in every place into which a person can write."""
    begun = now()
    made = Session.new(begun, program="1", language="en", line=text)
    for key, value in fitting(ANSWERS, catalogue()).items():
        made.answer(key, value, begun)
    plan = resolve(made.answers, catalogue(), begun.date())
    for step in plan.steps:
        made.set_note(step.id, text, begun)
        for check in step.checks[:1]:
            made.tick(step.id, check.id, begun)
        for field in step.fields:
            if field.kind == "accounts":
                made.set_field(step.id, field.id, [AccountRow(name=text)], begun)
            elif field.kind == "date":
                made.set_field(step.id, field.id, "2026-12-24", begun)
            else:
                made.set_field(step.id, field.id, text, begun)
        for shown in step.facts[:1]:
            made.answer_fact(shown.key, text, begun)
    made.skip(plan.steps[-1].id, text, begun)
    made.override(plan.steps[-2].id, text, begun)
    made.set_note("a-step-that-is-gone", text, begun)
    made.tick("a-step-that-is-gone", "x", begun)
    return made


def saved(folder: Path, made: Session | None = None) -> Path:
    """Such a case in a file that was saved twice, so that it has a previous copy, with one attachment."""
    with store.create(folder, made or session(), "case", now=now()) as file:
        source = folder / "bill.pdf"
        source.write_bytes(b"PDF")
        item = evidence.attach(file.path, source, title="Bill", step="save-bills", now=now())
        source.unlink()
        file.session.add_evidence(item, now())
        file.save()
        return file.path


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="simexit-attack-") as name:
        yield Path(name)


def environment(home: Path, **more: str) -> dict[str, str]:
    """For a process of its own: a home of its own, no screen, this very source."""
    return {
        **os.environ,
        "PYTHONPATH": os.fspath(SOURCE),
        "SIMEXIT_HOME": os.fspath(home),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": os.fspath(home),
        "LC_ALL": "C.UTF-8",
        **more,
    }


def say(text: str) -> None:
    """Progress of a long run, apart from the table."""
    print(text, file=sys.stderr, flush=True)
