"""`simexit check`: what a folder of procedures has to keep, each rule named and said in one sentence.

Two phases. `shape` lists everything that cannot be read or does not fit its type, in all files. Only where there is
nothing of that kind the rules follow: one module for each family; importing them fills `RULES`. They stand above the
plan and ask it, so that nothing here repeats how a plan is made.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from simexit.core.authoring import shape
from simexit.core.authoring.folder import Folder
from simexit.core.authoring.registry import RULES, Rule
from simexit.core.authoring.rules import (  # noqa: F401 - each import registers its rules
    completeness,
    contract,
    destinations,
    ending,
    facts,
    ids,
    limits,
    order,
    prose,
    references,
    sources,
    vocabulary,
)
from simexit.core.knowledge.findings import Finding

__all__ = ["RULES", "Rule", "run"]


def run(folder: Path, today: datetime.date | None = None) -> list[Finding]:
    """Everything that is wrong with a folder of procedures, by file and line; empty for a good one.

    `today` is the day from which the age of prices is counted; without it, the day on which this is run.
    """
    reading = shape.read_all(folder)
    if reading.findings:
        return sorted(set(reading.findings))
    procedures = Folder(folder, reading.parts, reading.documents, today or datetime.date.today())
    found = {
        Finding(fault.place, rule.id, fault.sentence, fault.suggestion, fault.severity)
        for rule in RULES.values()
        for fault in rule.find(procedures)
    }
    return sorted(found)
