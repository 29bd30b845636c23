"""Which facts are past their age: what a maintainer reads again first."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Fact
from simexit.core.plan.doubt import dated, is_old


class Stale(NamedTuple):
    """A fact that is no longer stated but asked, because of its age."""

    day: datetime.date
    """The day it counts from."""
    file: str
    """The carrier, the set of common facts, or the place where a number can go."""
    fact: Fact


def stale(catalogue: Catalogue, today: datetime.date) -> list[Stale]:
    """All facts past their age; the file with the oldest of them first, and in it the oldest first."""
    by_file: list[list[Stale]] = []
    files: list[tuple[str, str, list[Fact]]] = [(one.slug, one.read, one.facts) for one in catalogue.carriers]
    files += [(one.slug, one.read, one.facts) for one in catalogue.common]
    files += [(one.id, one.read, one.facts) for one in catalogue.destinations]
    others = catalogue.other_names
    files.append(("other-names", others.read, [one.fact for one in others.names]))
    for slug, read, facts in files:
        old = [Stale(dated(fact, read), slug, fact) for fact in facts if is_old(fact, read, today)]
        if old:
            by_file.append(sorted(old, key=lambda one: one.day))
    by_file.sort(key=lambda file: file[0].day)
    return [one for file in by_file for one in file]
