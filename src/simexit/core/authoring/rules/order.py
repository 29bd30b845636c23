"""Rules on the order of steps: nothing waits for itself, and nothing irreversible goes without its killer checks."""

from __future__ import annotations

from collections.abc import Iterator

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.findings import Fault
from simexit.core.knowledge.types import Check, Killer, Route, Sitting, Step


@rule("circular-after")
def circular_after(folder: Folder) -> Iterator[Fault]:
    """No step waits for itself, whatever the way round."""
    steps = {item.value.id: item for item in folder.items(Step)}
    before = {name: [other for other in item.value.after if other in steps] for name, item in steps.items()}
    told: set[str] = set()
    for name in steps:
        cycle = _way_back(name, before)
        if cycle and not told & set(cycle):
            told |= set(cycle)
            chain = " → ".join([*cycle, name])
            yield steps[name].fault(("after",), f"Each of these waits for the next: {chain}.", "take one of them out")


@rule("script-order")
def script_order(folder: Folder) -> Iterator[Fault]:
    """In each route a step comes after those that it waits for, and a killer check is settled before what needs it.

    The order is written in the route; this is the first of the proofs that it is safe.
    """
    steps = {item.value.id: item.value for item in folder.items(Step)}
    for item in folder.items(Route):
        entries = [entry for sitting in item.value.sittings for entry in sitting.steps]
        names = [entry if isinstance(entry, str) else entry.step for entry in entries]
        place = {name: number for number, name in enumerate(names)}
        for name in names:
            step = steps.get(name)
            for before in step.after if step else ():
                if place.get(before, -1) > place[name]:
                    sentence = f"`{name}` waits for `{before}`, which the route has later."
                    yield item.fault(("sittings",), sentence, "move one of them")
        settled = {
            check.killer: name for name in names if name in steps for check in steps[name].checks if check.killer
        }
        first: dict[str, int] = {}
        for name in names:
            for check in steps[name].checks if name in steps else ():
                if check.killer:
                    first.setdefault(check.killer, place[name])
        for name in names:
            for killer in steps[name].needs if name in steps else ():
                if killer in settled and first[killer] > place[name]:
                    sentence = f"`{name}` needs {killer}, which the route settles later."
                    yield item.fault(("sittings",), sentence, "move one of them")


@rule("idle-step")
def idle_step(folder: Folder) -> Iterator[Fault]:
    """Every step is in some route: one that nobody ever sees looks like help and is none."""
    used: set[str] = set()
    for item in folder.items(Sitting):
        used |= {entry if isinstance(entry, str) else entry.step for entry in item.value.steps}
    for step in folder.items(Step):
        if step.value.id not in used:
            yield step.fault(("id",), f"No route has `{step.value.id}`.", "put it into a route, or delete it")


@rule("step-twice")
def step_twice(folder: Folder) -> Iterator[Fault]:
    """No route has a step twice: its ticks could not be told apart."""
    for item in folder.items(Route):
        seen: set[str] = set()
        for sitting in item.value.sittings:
            for entry in sitting.steps:
                name = entry if isinstance(entry, str) else entry.step
                if name in seen:
                    yield item.fault(("sittings",), f"`{name}` is in this route twice.", "take one of them out")
                seen.add(name)


@rule("killerless-irreversible")
def killerless_irreversible(folder: Folder) -> Iterator[Fault]:
    """A step that cannot be undone needs every killer check and says what cannot be had back.

    This is what the program is for: no irreversible act in the wrong order.
    """
    killers = [item.value.id for item in folder.items(Killer)]
    for item in folder.items(Step):
        if not item.value.irreversible:
            continue
        missing = [killer for killer in killers if killer not in item.value.needs]
        if missing:
            sentence = f"`{item.value.id}` cannot be undone and does not need {', '.join(missing)}."
            yield item.fault(("needs",), sentence, "add them to `needs`")
        if item.value.loss is None:
            sentence = f"`{item.value.id}` cannot be undone and does not say what is lost."
            yield item.fault(("irreversible",), sentence, "add `loss`")


@rule("killer-owner")
def killer_owner(folder: Folder) -> Iterator[Fault]:
    """Every killer check is settled by some check.

    With none it could never be settled. That one plan never has two is proved by trying all answers.
    """
    settled = {name for name, _ in _owners(folder)}
    for killer in folder.items(Killer):
        if killer.value.id not in settled:
            sentence = f"The killer check `{killer.value.id}` is settled by no step."
            yield killer.fault(("id",), sentence, "write `killer:` at the check that settles it")


def _owners(folder: Folder) -> list[tuple[str, Item[Step]]]:
    """Which common step settles which killer check."""
    found = []
    for check in folder.items(Check):
        step = check.within(Step)
        if check.value.killer is not None and step:
            found.append((check.value.killer, step))
    return found


def _way_back(start: str, before: dict[str, list[str]]) -> list[str]:
    """A shortest way from a step over what it waits for back to itself; empty where there is none."""
    came: dict[str, str] = {}
    queue = [start]
    while queue:
        name = queue.pop(0)
        for other in before[name]:
            if other == start:
                way = [name]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if other not in came:
                came[other] = name
                queue.append(other)
    return []
