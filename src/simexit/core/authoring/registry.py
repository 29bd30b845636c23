"""How a rule is written down: a small generator of faults, registered under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from simexit.core.knowledge.findings import Fault

if TYPE_CHECKING:
    from simexit.core.authoring.folder import Folder

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
