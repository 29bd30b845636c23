"""How a rule is written down: a small generator of faults, registered under its name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from simexit.core.procedures.findings import Place

if TYPE_CHECKING:
    from simexit.core.procedures.checks.folder import Folder

Severity = Literal["error", "warning"]


class Fault(NamedTuple):
    """One place where a rule is broken. The name of the rule is added by whoever runs it."""

    place: Place
    sentence: str
    suggestion: str = ""
    severity: Severity = "error"


Find = Callable[["Folder"], Iterator[Fault]]


class Rule(NamedTuple):
    """A rule: its name, what it demands and why (the docstring of its generator), and how it is found broken."""

    id: str
    why: str
    find: Find
    whole: bool
    """It judges all entries together, so it waits until all of them can be read."""


RULES: dict[str, Rule] = {}
"""All rules by name."""


def rule(name: str, *, whole: bool = False) -> Callable[[Find], Find]:
    """Register a generator of faults as the rule `name`."""

    def register(find: Find) -> Find:
        if name in RULES:
            raise ValueError(f"two rules are called {name}")
        RULES[name] = Rule(name, find.__doc__ or "", find, whole)
        return find

    return register


def nearest(word: str, known: Iterable[str]) -> str:
    """The suggestion that names the nearest known word; empty where none is near."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""
