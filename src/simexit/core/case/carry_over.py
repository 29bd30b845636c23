"""Cases of earlier versions go on: what was ticked and written moves to where its step went.

Steps, checks and fields say in `was` where their entries stood before. What has no new place stays under its old name
and is shown as such; nothing is dropped.
"""

from __future__ import annotations

from simexit.core.case.session import Session
from simexit.core.knowledge.catalogue import Catalogue


def carry_over(session: Session, catalogue: Catalogue) -> bool:
    """Move the entries of an opened case to where they belong now.

    A check that took the place of several counts as ticked where all of them were; a field takes the first value that
    there is; notes of several steps follow each other.

    Returns:
        Whether anything moved.
    """
    moved = False
    for step in catalogue.steps:
        for check in step.checks:
            new = f"{step.id}/{check.id}"
            old = [key for key in check.was if key != new and key in session.checks]
            if old and new not in session.checks and len(old) == len(check.was):
                first = session.checks[old[0]]
                for key in old:
                    tick = session.checks.pop(key)
                    first = max(first, tick, key=lambda one: one.ticked_on)
                session.checks[new] = first
                moved = True
        for field in step.fields:
            for place in field.was:
                name, _, old_field = place.partition(".")
                value = session.fields.get(name, {}).get(old_field)
                if value and not session.fields.get(step.id, {}).get(field.id):
                    session.fields.setdefault(step.id, {})[field.id] = value
                    del session.fields[name][old_field]
                    if not session.fields[name]:
                        del session.fields[name]
                    moved = True
        for name in step.was:
            if name == step.id:
                continue
            if name in session.notes:
                before = session.notes.pop(name)
                session.notes[step.id] = "\n\n".join(filter(None, (session.notes.get(step.id), before)))
                moved = True
            for item in session.evidence:
                if item.step == name:
                    item.step = step.id
                    moved = True
    return moved
