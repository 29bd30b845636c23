"""Says what a plan holds in one language: states, rules of dates, sources of facts, the card in words."""

from __future__ import annotations

import datetime

from simexit.core.case.progress import Task
from simexit.core.errors import N_
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.conditions import Situation, holds
from simexit.core.knowledge.sources import host_name
from simexit.core.knowledge.types import Carrier, Destination, Fact, Question, Trouble
from simexit.core.language import days
from simexit.core.language.messages import Words, show_date, words
from simexit.core.language.text import Text, fill, meaning_of, pick
from simexit.core.plan.dates import PlannedDate
from simexit.core.plan.destinations import Price
from simexit.core.plan.types import Plan, ShownAction

STATES = {
    "not-started": N_("Not started"),
    "in-progress": N_("In progress"),
    "completed": N_("Completed"),
    "blocked": N_("Cannot start yet"),
    "does-not-apply": N_("Does not apply"),
}

KINDS = {
    "due": N_("do this by then"),
    "look": N_("check on that day"),
    "deadline": N_("last day"),
    "own": N_("your own date"),
}

DATE_STATES = {
    "done": N_("done"),
    "overdue": N_("overdue"),
    "due": N_("within a week"),
    "later": N_("later"),
    "waiting": N_("waiting"),
}

ACCOUNTS = {
    "listed": N_("Still on this number"),
    "moved": N_("Moved, not tested"),
    "tested": N_("Moved and tested"),
}

_CARD = {
    ("sim", "physical"): N_("physical SIM"),
    ("sim", "esim"): N_("eSIM"),
    ("billing", "prepaid"): N_("prepaid"),
    ("billing", "postpaid"): N_("postpaid"),
    ("service", "voice"): N_("line with a number"),
    ("service", "data"): N_("data only"),
}

_KINDS = {"public-body": N_("a public body"), "news": N_("a news site"), "directory": N_("a directory")}
"""What a source is, where the list says no more of it; carriers, makers and companies are known by their names."""

_SURE = {"high": N_("well supported"), "medium": N_("fairly sure"), "low": N_("weakly supported")}


def dollars(amount: float) -> str:
    """An amount as US companies write it: `$5`, `$3.40`."""
    return f"${amount:,.0f}" if amount == int(amount) else f"${amount:,.2f}"


def place_name(place: Destination, language: str) -> str:
    """A destination as it is called: the company, and which of its offers is meant."""
    return f"{place.name} ({pick(place.plan, language)})" if place.plan else place.name


def price_words(price: Price, words: Words) -> tuple[str, str]:
    """What a place costs: the amount one pays, and what that comes to in a year; nothing for what is not known."""
    _ = words
    head = after = ""
    if price.month == 0:
        head = dollars(0)
    elif price.month is not None and price.days:
        head = _("{amount} every {n} days", amount=dollars(price.month), n=price.days)
    elif price.month is not None:
        head = _("{amount} a month", amount=dollars(price.month))
    if price.year:
        after = _("about {amount} a year", amount=dollars(price.year))
    if price.once:
        after = _("{amount} once, to move the number", amount=dollars(price.once))
    return (head, after) if head else (after, "")


def doubt(text: str, words: Words) -> str:
    """What stands before a text that is not certain; nothing where the text begins so itself."""
    lead = words("Reported: ")
    return "" if text.startswith(lead) else lead


class Wording:
    """One language, and the names of one plan to fill placeholders with; without a plan they stay as they are."""

    def __init__(self, plan: Plan | None, catalogue: Catalogue, language: str) -> None:
        self._plan = plan
        self.catalogue = catalogue
        self.language = language
        self.words = words(language)

    @property
    def plan(self) -> Plan:
        """The plan that is spoken of."""
        assert self._plan is not None, "there is no plan to speak of"
        return self._plan

    def text(self, text: Text | None) -> str:
        """A procedure text, its placeholders filled; nothing for none."""
        return fill(pick(text, self.language), self._values(self.language)) if text else ""

    def english(self, text: Text) -> str:
        """The English of a text: the words to look for or to say."""
        return fill(pick(text, "en"), self._values("en"))

    def meaning(self, text: Text) -> str:
        """What English words mean in this language; empty where that is English."""
        return fill(meaning_of(text, self.language), self._values(self.language))

    def _values(self, language: str) -> dict[str, str]:
        return self._plan.values(language) if self._plan else {}

    def day(self, day: datetime.date, *, short: bool = False) -> str:
        """A day as people write it."""
        return show_date(day, self.language, short=short)

    def brand(self, carrier: Carrier | None = None) -> str:
        """The plan's carrier (or this one) as it is called on the screen."""
        carrier = carrier or self.plan.carrier
        return carrier.called(self.language) if carrier.kind == "none" else carrier.name

    def card(self) -> str:
        """The card type: form, billing, use; as far as it is known."""
        answers = self.plan.answers
        parts = [
            self.words(_CARD[key, answers.get(key, "")])
            for key in ("sim", "billing", "service")
            if (key, answers.get(key, "")) in _CARD
        ]
        return self.words.listed(parts)

    def answer(self, question: Question, value: str) -> str:
        """An answer in words."""
        if question.kind == "carrier":
            return self.brand(self.catalogue.carrier(value))
        if question.kind == "date":
            return days.shown(value, self.language)
        if value in self.catalogue.destination_by_id and question.kind == "destination":
            return place_name(self.catalogue.destination_by_id[value], self.language)
        return next((self.text(choice.text) for choice in question.choices if choice.id == value), value)

    def warnings_of(self, action: ShownAction) -> list[str]:
        """What has to be said beside a number or page before one relies on it."""
        _ = self.words
        said = []
        if action.check_first:
            said.append(_("Compare it with your bill or the carrier’s site first"))
        if action.may_not_connect:
            said.append(_("From abroad it may not connect: use chat, or Wi-Fi calling on the US SIM"))
        return said

    def why_now(self, task: Task) -> str:
        """Why a step is on today's list."""
        _ = self.words
        if task.due is None:
            return _("The next step")
        if task.why == "overdue":
            return _("It was due on {day}: do it today", day=self.day(task.due))
        return _("By {day}", day=self.day(task.due))

    def troubles(self) -> list[Trouble]:
        """What may go wrong for this person, and what helps: beside the plan."""
        situation = Situation({**self.plan.answers, "route": self.plan.route.id}, frozenset())
        return [one for one in self.catalogue.troubles if not self.plan.route.discreet and holds(one.when, situation)]

    def step_title(self, step_id: str) -> str:
        """The title of a step, also of one that has left the plan; its id where nobody knows it."""
        step = self.catalogue.step_by_id.get(step_id)
        return self.text(step.title) if step else step_id

    def source(self, fact: Fact, read: str) -> str:
        """Who says so, how old it is, when it was read, how sure: one line."""
        return source_line(fact, read, self.catalogue, self.language)

    def date_title(self, date: PlannedDate) -> str:
        """What a date is about."""
        return self.text(date.title)

    def rule(self, date: PlannedDate) -> str:
        """How a date comes about: `2 business days after “Asked on” (Ask T-Mobile to end the line)`."""
        _ = self.words
        if date.kind == "own":
            return _("you gave this date")
        start = self._start(date.start)
        n = abs(date.days)
        if n == 0:
            return _("on the day of {start}", start=start)
        if date.business and date.days > 0:
            return _.many("{n} business day after {start}", "{n} business days after {start}", n, start=start)
        if date.business:
            return _.many("{n} business day before {start}", "{n} business days before {start}", n, start=start)
        if date.days > 0:
            return _.many("{n} day after {start}", "{n} days after {start}", n, start=start)
        return _.many("{n} day before {start}", "{n} days before {start}", n, start=start)

    def _start(self, start: str) -> str:
        _ = self.words
        step_id, dot, field_id = start.partition(".")
        if not dot:
            question = self.catalogue.question_by_key.get(start)
            return _("“{name}”", name=self.text(question.as_date or question.title) if question else start)
        step = self.catalogue.step_by_id.get(step_id)
        field = next((field for field in step.fields if field.id == field_id), None) if step else None
        name = self.text(field.label) if field else field_id
        return _("“{name}” (step: {step})", name=name, step=self.step_title(step_id))


def source_line(fact: Fact, read: str, catalogue: Catalogue, language: str) -> str:
    """Who says so, how old it is, when it was read, how sure: one line."""
    _ = words(language)
    if fact.reported_on is not None:
        return _(
            "Somebody else read this on {who} on {day}; open the page before you rely on it",
            who=who_says(fact.source, catalogue, language),
            day=show_date(days.first_day(fact.reported_on), language),
        )
    if fact.in_force_from is not None:
        age = _("in force since {date}", date=fact.in_force_from)
    else:
        age = _("undated") if fact.as_of == "unknown" else _("of {date}", date=fact.as_of)
    return _(
        "{who}, {age}; read {day}; {sure}",
        who=who_says(fact.source, catalogue, language),
        age=age,
        day=show_date(days.first_day(fact.checked or read), language),
        sure=_(_SURE[fact.confidence]),
    )


def who_says(address: str, catalogue: Catalogue, language: str) -> str:
    """Whose page an address is, by name, and its host: `NCTUE, a credit bureau for phone accounts (nctue.com)`."""
    _ = words(language)
    host = host_name(address).removeprefix("www.")
    source = catalogue.hosts.find(address)
    if source is None:
        return _("A third-party page ({host})", host=host)
    what = pick(source.what, language) if source.what else _(_KINDS[source.kind]) if source.kind in _KINDS else ""
    if what:
        return _("{name}, {what} ({host})", name=source.name, what=what, host=host)
    return _("{name} ({host})", name=source.name, host=host)
