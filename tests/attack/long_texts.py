"""Long texts in a note: each form of the report within two seconds, and the PDF in bounded time."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from simexit.core.errors import SimExitError
from simexit.core.plan.resolve import resolve
from simexit.core.report.subject import Subject
from simexit.core.report.types import Share
from simexit.core.report.write import write

from .common import Row, catalogue, folder, now, session

TEXTS = {
    "1 MB in lines": "The clerk said 12 things. 这是一个句子。\n" * 22_000,
    "1 MB in one line": "word " * 200_000,
    "1 MB of marks": "\"'<>&*_[]|" * 100_000,
    "100 kB without a space": "a" * 100_000,
    "100 kB of digits": "1" * 100_000,
    "100 kB of hanzi": "汉" * 100_000,
    "100 kB of @": "@" * 100_000,
    "50,000 beginnings of an address": "a@" * 50_000,
    "100 kB of spaces": " " * 100_000 + "x",
    "10,000 empty lines": "\n" * 10_000 + "x",
    "100,000 almost empty lines": " \n" * 100_000 + "x",
}
LIMIT, PDF_LIMIT = 2.0, 10.0
"""Seconds of work. A PDF of 1 MB has 350 pages; here it takes two."""


def run(forms: tuple[str, ...] = ("md", "html", "json", "pdf")) -> list[Row]:
    """Every text in every form for oneself and for a helper."""
    from simexit.gui.export import pdf

    made = session("short")
    plan = resolve(made.answers, catalogue(), now().date())
    worst: dict[str, tuple[float, str]] = {}
    slow = 0
    with folder() as here:
        for name, text in TEXTS.items():
            made.notes[plan.steps[0].id] = text
            shares: tuple[Share, ...] = ("full", "helper")
            for share in shares:
                for form in forms:
                    began = time.process_time()
                    with contextlib.suppress(SimExitError):
                        write(
                            Path(here) / f"r.{form}",
                            Subject(plan, made, catalogue(), now().date()),
                            "report",
                            "en",
                            share,
                            now(),
                            pdf,
                        )
                    took = time.process_time() - began
                    slow += took > (PDF_LIMIT if form == "pdf" else LIMIT)
                    worst[form] = max(worst.get(form, (0.0, "")), (took, name))
    said = ", ".join(f"{form} {took:.1f} s ({name})" for form, (took, name) in worst.items())
    return [
        Row("long texts: forms of the report that take too long", len(TEXTS) * 2 * len(forms), slow, f"slowest: {said}")
    ]
