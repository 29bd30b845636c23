"""A letter of the procedures filled from a case: what is known is put in, the rest is left to be filled by hand."""

from __future__ import annotations

import datetime

from simexit.core.case.session import Session
from simexit.core.knowledge.types import Letter
from simexit.core.language import days
from simexit.core.language.messages import show_date
from simexit.core.language.text import fill, placeholders
from simexit.core.plan.types import Plan

BY_HAND = {
    "name": "your full name",
    "carrier": "name of the company",
    "line": "the phone number of the line",
    "account_number": "account number",
    "requested_on": "date of your request",
    "effective_on": "end date",
    "reference": "reference number",
    "amount": "amount",
    "email": "your e-mail address",
}
"""What stands in square brackets where nothing is known. In English, as the letter itself."""


def fill_letter(letter: Letter, plan: Plan, session: Session, today: datetime.date) -> str:
    """The English letter of this case."""
    values = {"today": show_date(today, "en")}
    if plan.carrier.kind != "none":
        values["carrier"] = plan.carrier.name
    for name in placeholders(letter.body):
        if name not in values:
            values[name] = _known(name, letter, plan, session) or f"[{BY_HAND[name]}]"
    return fill(letter.body, values)


def _known(name: str, letter: Letter, plan: Plan, session: Session) -> str:
    """What was entered in a field that fills this placeholder: on the page of the letter itself, else on the last."""
    own = [step for step in plan.steps if step.step.letter == letter.id]
    for step in [*own, *reversed(plan.steps)]:
        for field in step.fields:
            value = session.field_text(step.id, field.id)
            if field.letter == name and value:
                return days.shown(value, "en") if field.kind == "date" else value
    return ""
