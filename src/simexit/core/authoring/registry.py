"""How a rule is written down: a small generator of faults, registered under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from simexit.core.authoring.folder import Folder
from simexit.core.knowledge.findings import Fault

Find = Callable[[Folder], Iterator[Fault]]


class Rule(NamedTuple):
    """A rule: its name, what it demands and why (the docstring of its generator), and how it is found broken."""

    id: str
    why: str
    find: Find


RULES: dict[str, Rule] = {}
"""All rules by name."""


def rule(name: str) -> Callable[[Find], Find]:
    """Register a generator of faults as the rule `name`.

    Raises:
        ValueError: there is a rule of that name.
    """

    def register(find: Find) -> Find:
        if name in RULES:
            raise ValueError(f"two rules are called {name}")
        RULES[name] = Rule(name, find.__doc__ or "", find)
        return find

    return register
