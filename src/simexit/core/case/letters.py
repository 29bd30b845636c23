"""A letter of the procedures filled from a case: what is known is put in, the rest is left to be filled by hand."""

from __future__ import annotations

import datetime

from simexit.core.case.session import Session
from simexit.core.knowledge.types import Letter
from simexit.core.language import days
from simexit.core.language.messages import show_date
from simexit.core.language.text import fill, placeholders
from simexit.core.plan.types import Plan

FROM_FIELDS = {
    "account_number": ("account_number", "port_account_number"),
    "requested_on": ("requested_on", "reported_on"),
    "effective_on": ("effective_on", "service_ends_on", "completed_on", "end_on"),
    "reference": ("reference", "fcc_number"),
    "amount": ("wrong_amount", "amount"),
    "email": ("confirmation_email", "safe_email", "email"),
    "line": ("phone_number",),
    "carrier": ("brand",),
}
"""Placeholder -> the fields that may hold it, best first; the first one filled anywhere in the plan is taken."""

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
            values[name] = _known(name, plan, session) or f"[{BY_HAND[name]}]"
    return fill(letter.body, values)


def _known(name: str, plan: Plan, session: Session) -> str:
    for field_id in FROM_FIELDS.get(name, ()):
        for step in plan.steps:
            value = session.field_text(step.id, field_id)
            if value:
                kinds = {field.id: field.kind for field in step.fields}
                return days.shown(value, "en") if kinds.get(field_id) == "date" else value
    return ""
