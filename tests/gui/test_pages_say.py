"""What the pages say: the texts of every page of six people's cases, in reading order, as committed files have them.

`pytest tests/gui/test_pages_say.py --update-golden` writes the files anew; what became different is read in `git diff`.
The catalogue is the shipped one, so a sentence that is changed in the YAML changes these files too.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

from simexit.core.case.session import AccountRow, Evidence, Session
from simexit.core.plan.navigate import ANSWERS, ASK, CHECK_BEFORE
from simexit.gui.widgets.fold import Fold

FOLDER = Path(__file__).parent / "pages"
SHOWN_AT_MOST = 60
"""Lines of a difference."""
BEFORE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Life(NamedTuple):
    """One person's case: the answers, and what was ticked and entered so far."""

    answers: dict[str, str]
    fill: Callable[[Session], None] = lambda _session: None
    all_done: tuple[str, ...] = ()
    """Steps of which every check is ticked."""


def _keeps(session: Session) -> None:
    rows = [AccountRow(name="Bank", state="tested"), AccountRow(name="Tax office")]
    session.set_field("list-accounts", "accounts", rows, BEFORE)
    session.set_field("set-up-account", "account_number", "987654321", BEFORE)
    session.set_field("set-up-account", "logged_in_on", "2026-11-20", BEFORE)
    session.set_field("count-cost", "fees", "$20.00", BEFORE)
    session.tick("set-up-account", "bills-saved", BEFORE)
    session.set_note("set-up-account", "Called at ten.", BEFORE)
    session.evidence.append(
        Evidence(
            id="e1", file="bill.pdf", title="bill.pdf", step="set-up-account", added_on=BEFORE.date(), sha256="0" * 64
        )
    )
    session.skip("count-cost", "there are none", BEFORE)


def _releases(session: Session) -> None:
    session.set_field("set-up-account", "paid_until", "2026-12-20", BEFORE)
    session.set_field("let-it-expire", "service_ends_on", "2026-12-20", BEFORE)
    session.override("let-it-expire", "The phone was stolen", BEFORE)


def _parks(session: Session) -> None:
    session.set_field("park-with-carrier", "parked_on", "2026-11-18", BEFORE)
    session.set_field("park-with-carrier", "pause_ends_on", "2027-02-18", BEFORE)
    session.tick("confirm-transfer", "calls-work", BEFORE)  # of a plan that was another
    session.set_note("confirm-transfer", "It moved at noon.", BEFORE)


HOME = {"role": "owner", "lines": "only", "device": "clear", "equipment": "none"}
LIVES = {
    "t-mobile-esim-keep-leaving": Life(
        {
            "sim": "esim",
            "billing": "postpaid",
            "service": "voice",
            "carrier": "t-mobile",
            "reason": "leaving",
            "number": "keep",
            "where": "leaving",
            "leaving_on": "2026-12-19",
            "codes": "yes",
            "cycle_ends": "2026-12-11",
            **HOME,
        },
        _keeps,
        ("choose-destination",),
    ),
    "mint-prepaid-release": Life(
        {
            "sim": "physical",
            "billing": "prepaid",
            "service": "voice",
            "carrier": "mint-mobile",
            "reason": "unneeded",
            "number": "release",
            "where": "us",
            "expires_on": "2026-12-20",
            **HOME,
        },
        _releases,
    ),
    "airalo-data-abroad": Life(
        {
            "sim": "esim",
            "billing": "prepaid",
            "service": "data",
            "carrier": "airalo",
            "reason": "unneeded",
            "where": "abroad",
            "expires_on": "2026-11-22",
        },
    ),
    "att-member-release": Life(
        {
            "sim": "physical",
            "billing": "postpaid",
            "service": "voice",
            "carrier": "att",
            "reason": "cost",
            "number": "release",
            "where": "us",
            "role": "member",
            "device": "financed",
            "equipment": "loan",
        },
    ),
    "ultra-park-abroad": Life(
        {
            "sim": "physical",
            "billing": "prepaid",
            "service": "voice",
            "carrier": "ultra-mobile",
            "reason": "leaving",
            "number": "park",
            "where": "abroad",
            "device": "unsure",
            **{key: value for key, value in HOME.items() if key != "device"},
        },
        _parks,
    ),
    "verizon-taken": Life(
        {
            "sim": "physical",
            "billing": "postpaid",
            "service": "voice",
            "carrier": "verizon",
            "reason": "taken",
            "number": "keep",
            "where": "us",
            **HOME,
        },
        all_done=("guard-accounts", "get-number-back"),
    ),
}


def content(widget: QWidget) -> str:
    """What a widget that is read says; empty for what only holds others."""
    if isinstance(widget, QTextBrowser):
        return ""  # the report, which has golden files of its own
    if isinstance(widget, QLabel):
        # Words of the glossary become links in the label under the mouse, wherever that happens to be.
        text = widget.text()
        return html.unescape(re.sub(r"</?a\b[^>]*>", "", text)) if "<a " in text else text
    if isinstance(widget, QComboBox):
        return f"<{widget.accessibleName()}: {widget.currentText()}>"
    if isinstance(widget, QLineEdit):
        return f"<{widget.accessibleName()}: {widget.text()}>"
    if isinstance(widget, QPlainTextEdit):
        return f"<{widget.accessibleName()}: {widget.toPlainText()}>"
    if isinstance(widget, QAbstractButton):
        name = (widget.text() or widget.accessibleName()).replace("&", "")
        if widget.isCheckable():
            return f"[{'x' if widget.isChecked() else ' '}] {name}"
        return f"[{name}]" if widget.layout() is None else ""
    return f"({widget.accessibleName()})" if widget.layout() is None and widget.accessibleName() else ""


def in_reading_order(top: QWidget) -> list[str]:
    """The texts that are seen, in the order of the layouts.

    Not by where they stand: how wide the letters are, and so what comes beside what, is each machine's own.
    """
    if not top.isVisibleTo(top.window()):
        return []
    said = [text.replace("\n", "\n    ")] if (text := content(top).strip()) else []
    if isinstance(top, QComboBox | QLineEdit | QPlainTextEdit):
        return said
    laid = list(_widgets(top.layout())) if top.layout() else []
    loose = [child for child in top.children() if isinstance(child, QWidget) and child not in laid]
    for child in (*laid, *loose):
        said += in_reading_order(child)
    return said


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is not None and (widget := item.widget()) is not None:
            yield widget
        elif item is not None and (inner := item.layout()) is not None:
            yield from _widgets(inner)


def pages_of(person: Any) -> list[str]:
    pages = [ANSWERS, *person.pages.ids]
    return [*(f"{ASK}{page}" for page in person.controller.question_pages()), *pages]


def said(person: Any) -> str:
    """Every page of a case, with all that is folded opened."""
    parts = []
    for page in pages_of(person):
        person.go(page)
        for fold in person.screen.findChildren(Fold):
            fold.head.setChecked(True)
        person.look()
        foot = [person.window._link.text()] if person.window._link.isVisible() else []
        foot += [button.text().replace("&", "") for button in (person.window.next,) if button.isVisible()]
        note = [person.window._note.text()] if person.window._note.isVisible() else []
        lines = [*in_reading_order(person.screen), " | ".join([*foot, *note])]
        parts.append(f"== {page}\n" + "\n".join(lines).rstrip() + "\n")
    return "\n".join(parts)


def open_life(start: Callable[..., Any], make_case: Callable[..., Path], life: Life) -> Any:
    person = start(make_case(life.answers, change=life.fill), size=(1366, 800))
    for step in life.all_done:
        for check in person.controller.plan.step(step).checks:
            person.controller.tick(step, check.id, True)
    person.look()
    return person


@pytest.mark.parametrize("name", LIVES)
def test_every_page_says_what_it_said(
    start: Callable[..., Any], make_case: Callable[..., Path], name: str, request: pytest.FixtureRequest
) -> None:
    person = open_life(start, make_case, LIVES[name])
    text = said(person)
    file = FOLDER / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    kept = file.read_text(encoding="utf-8").splitlines()
    changed = list(difflib.unified_diff(kept, text.splitlines(), "kept", "said", lineterm="", n=2))
    assert not changed, "\n".join(
        ["if it is meant, run pytest tests/gui/test_pages_say.py --update-golden", *changed[:SHOWN_AT_MOST]]
    )


def test_no_file_of_a_case_that_is_gone() -> None:
    assert {file.stem for file in FOLDER.glob("*")} == set(LIVES)


def test_the_files_hold_what_is_worth_seeing() -> None:
    """A list that grew thin by mistake would agree with itself."""
    words = {name: (FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in LIVES}
    assert f"== {CHECK_BEFORE}" in words["t-mobile-esim-keep-leaving"]
    assert all(len(text.splitlines()) > 100 for text in words.values())
