"""`simexit check`: every rule that a folder of procedures has to keep, each named and said in one sentence.

`run` lists everything at once. The rules stand in one module for each family; importing them fills `RULES`.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from simexit.core.authoring import form  # noqa: F401
from simexit.core.authoring.folder import load
from simexit.core.authoring.registry import RULES, Rule
from simexit.core.authoring.rules import (  # noqa: F401 - each import registers its rules
    conditions,
    covered,
    facts,
    ids,
    order,
    prose,
    references,
    sources,
)
from simexit.core.knowledge.findings import Finding

__all__ = ["RULES", "Rule", "run"]


def run(folder: Path, today: datetime.date | None = None) -> list[Finding]:
    """Everything that is wrong with a folder of procedures, by file and line; empty for a good one.

    `today` is the day from which the age of prices is counted; without it, the day on which this is run.

    A file that cannot be read, or an entry that has not the right shape, hides as little as possible: the rest is
    looked at all the same. Only rules about the whole (`Rule.whole`) wait until every entry can be read.
    """
    procedures = load(folder, today)
    found = {
        Finding(fault.place, rule.id, fault.sentence, fault.suggestion, fault.severity)
        for rule in RULES.values()
        if procedures.complete or not rule.whole
        for fault in rule.find(procedures)
    }
    return sorted(found)
