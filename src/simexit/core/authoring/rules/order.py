"""Rules on the order of steps: nothing waits for itself, and nothing irreversible goes without its killer checks."""

from __future__ import annotations

from collections.abc import Iterator

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.findings import Fault
from simexit.core.knowledge.types import Carrier, Check, Killer, Stage, Step


@rule("circular-after", whole=True)
def circular_after(folder: Folder) -> Iterator[Fault]:
    """No step waits for itself, whatever the way round.

    An irreversible step also waits for the steps that settle the killer checks it needs.
    """
    steps = {item.value.id: item for item in folder.items(Step)}
    owners = {killer: owner.value.id for killer, owner in _owners(folder)}
    before = {
        name: [
            *(other for other in item.value.after if other in steps),
            *(owners[killer] for killer in item.value.needs if owners.get(killer, name) != name),
        ]
        for name, item in steps.items()
    }
    told: set[str] = set()
    for name in steps:
        cycle = _way_back(name, before)
        if cycle and not told & set(cycle):
            told |= set(cycle)
            chain = " → ".join([*cycle, name])
            yield steps[name].fault(("after",), f"Each of these waits for the next: {chain}.", "take one of them out")


@rule("after-later-stage")
def after_later_stage(folder: Folder) -> Iterator[Fault]:
    """A step comes after steps of its own or an earlier stage only, and so do the killer checks that it needs.

    Stages are walked through in their order; a later one cannot come first.
    """
    rank = {item.value.id: number for number, item in enumerate(folder.items(Stage))}
    stage = {item.value.id: item.value.stage for item in folder.items(Step)}
    owners = {killer: owner.value.id for killer, owner in _owners(folder)}
    for item in folder.items(Step):
        own = rank.get(item.value.stage)
        waits = [(("after", index), name) for index, name in enumerate(item.value.after)]
        waits += [(("needs", index), owners.get(killer, "")) for index, killer in enumerate(item.value.needs)]
        for path, name in waits:
            other = rank.get(stage.get(name, ""))
            if own is not None and other is not None and other > own:
                sentence = f"`{item.value.id}` waits for `{name}`, which is of the later stage `{stage[name]}`."
                yield item.fault(path, sentence, "move one of them to another stage")


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


@rule("killer-owner", whole=True)
def killer_owner(folder: Folder) -> Iterator[Fault]:
    """Every killer check is settled by exactly one check of the common steps.

    With none it could never be settled; with two, which of them counts?
    """
    for killer in folder.items(Killer):
        owners = [owner.value.id for settled, owner in _owners(folder) if settled == killer.value.id]
        if len(owners) != 1:
            who = " and ".join(owners) or "no step"
            sentence = f"The killer check `{killer.value.id}` is settled by {who}."
            yield killer.fault(("id",), sentence, "write `killer:` at exactly one check")


@rule("no-substitute")
def no_substitute(folder: Folder) -> Iterator[Fault]:
    """A step that cannot be done from abroad names the step that takes its place there.

    Many who use this have left already; for them a gap in the plan is the worst answer.
    """
    steps = {item.value.id: item.value for item in folder.items(Step)}
    for item in folder.items(Step):
        if item.value.abroad != "no":
            continue
        if item.value.instead is None:
            sentence = f"`{item.value.id}` cannot be done from abroad and nothing takes its place."
            yield item.fault(("abroad",), sentence, "add `instead`, or use `abroad: hard` with an `abroad_note`")
        elif (other := steps.get(item.value.instead)) and other.abroad == "no":
            yield item.fault(("instead",), f"`{other.id}` cannot be done from abroad either.", "name another step")


def _owners(folder: Folder) -> list[tuple[str, Item[Step]]]:
    """Which common step settles which killer check; a carrier's own steps do not count."""
    found = []
    for check in folder.items(Check):
        step = check.within(Step)
        if check.value.killer is not None and step and not step.within(Carrier):
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
