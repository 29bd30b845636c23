"""`simexit --self-test`: everything once, as an installed program must be able to do it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from simexit.cli.context import Context
from simexit.core.case.case import Case
from simexit.core.errors import N_
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.language.messages import languages, words
from simexit.core.language.text import FALLBACK
from simexit.core.plan import guard
from simexit.core.plan.destinations import compare
from simexit.core.plan.navigate import OVERVIEW
from simexit.core.plan.resolve import resolve
from simexit.core.report.subject import Subject
from simexit.core.report.write import FORMATS, write
from simexit.core.system import locations
from simexit.core.system.licences import parts

LEAST_FONT = 500_000
"""A font with all of GB 2312 is never smaller."""

LEAST_LICENCE = 500
"""Characters; the MIT licence has a thousand."""

KNOWN_WORD = N_("Completed")


class _FoundError(Exception):
    """What the test found."""


def run(context: Context) -> int:
    """Print `self-test: N carriers, …: ok` and return 0; or say what failed and return 1."""
    try:
        context.window.open_and_leave()
        catalogue = context.catalogue
        plans = _plans(catalogue, context)
        _translations()
        _font()
        _licences()
        with tempfile.TemporaryDirectory(prefix="simexit-", ignore_cleanup_errors=True) as folder:
            _session_and_report(Path(folder), catalogue, context)
    except Exception as error:
        print(f"self-test: failed: {type(error).__name__}: {error}")
        return 1
    print(
        f"self-test: {plans} carriers, {len(catalogue.step_by_id)} steps, {len(languages())} languages, "
        f"{len(FORMATS)} formats: ok"
    )
    return 0


def _plans(catalogue: Catalogue, context: Context) -> int:
    """A plan for every carrier, in a safe order, and places to compare."""
    for carrier in catalogue.carriers:
        plan = resolve({"carrier": carrier.slug}, catalogue, context.now.date())
        wrong = guard.broken_promises(plan)
        if not plan.steps or wrong:
            raise _FoundError(f"{carrier.slug}: {wrong[0] if wrong else 'no steps'}")
    if not any(row.best for row in compare({}, catalogue, context.now.date()).rows):
        raise _FoundError("no place where a number can go")
    return len(catalogue.carriers)


def _translations() -> None:
    for language in languages():
        if language != FALLBACK and words(language)(KNOWN_WORD) == KNOWN_WORD:
            raise _FoundError(f"the translation {language} is missing")


def _font() -> None:
    """The file itself; that Qt takes it is shown by the PDF."""
    fonts = [path.read_bytes() for path in (locations.shipped("resources") / "fonts").glob("*.otf")]
    whole = [font for font in fonts if font[:4] == b"OTTO"]
    if len(whole) != len(fonts) or max(map(len, fonts), default=0) < LEAST_FONT:
        raise _FoundError("the font is missing or damaged")


def _licences() -> None:
    for part in parts():
        if part.texts and len(part.text()) < LEAST_LICENCE:
            raise _FoundError(f"the licence of {part.name} is missing")


def _session_and_report(folder: Path, catalogue: Catalogue, context: Context) -> None:
    """A case saved, opened again, and exported in every form and language."""
    clock = context.clock()
    carrier = next(carrier for carrier in catalogue.carriers if carrier.kind != "none")
    case = Case.new(catalogue, folder, clock, FALLBACK)
    answers = {"carrier": carrier.slug, "where": "leaving", "leaving_on": case.today.isoformat()}
    for key, value in answers.items():
        case.answer(key, value)
    case.go(OVERVIEW)
    case.rename_line("测试 test")
    step = case.plan.steps[0]
    for check in step.checks:
        case.tick(step.id, check.id)
    case.close()
    if case.path is None or case.save_problem:
        raise _FoundError("a case could not be saved")
    again, _told = Case.open(case.path, catalogue, clock, FALLBACK)
    again.close()
    if again.session != case.session:
        raise _FoundError("a saved case came back different")
    for language in languages():
        for ending in FORMATS:
            out = folder / f"report-{language}.{ending}"
            write(out, Subject.of(again), "report", language, "full", context.now, context.window.make_pdf)
            if not out.stat().st_size:
                raise _FoundError(f"the report {out.name} is empty")
