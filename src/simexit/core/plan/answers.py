"""From the answers as given to the answers as a plan takes them, and which of a brand's records they mean."""

from __future__ import annotations

from simexit.core.errors import N_, NotADate, UnknownAnswer, UnknownQuestion, WrongUsage
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.conditions import Situation, holds
from simexit.core.knowledge.types import Answers, Carrier, Destination, Question
from simexit.core.language.days import saved
from simexit.core.plan.types import Notice

FIXED_BY_CARRIER = {
    "billing": {
        "prepaid": N_("{carrier} is sold as prepaid only, so the plan treats your line as prepaid."),
        "postpaid": N_("{carrier} is sold as postpaid only, so the plan treats your line as postpaid."),
    },
    "sim": {
        "physical": N_("{carrier} is sold as a physical SIM only, so the plan treats yours as one."),
        "esim": N_("{carrier} is sold as an eSIM only, so the plan treats yours as one."),
    },
}
"""Answers that a carrier may leave no choice in, and what is said when the person answered otherwise."""

COUNTRIES = ["CN", "HK", "TW", "SG", "JP", "KR", "CA", "GB", "DE", "AU"]
"""Codes named where another was mistyped; any two capital letters are taken."""

STAYS = N_("The number stays with {carrier}, so nothing is moved: the plan keeps it there at little cost.")

NO_NUMBERS = N_("{carrier} sells data without phone numbers, so the plan treats yours as data only.")


def validate(answers: Answers, catalogue: Catalogue) -> None:
    """Refuse unknown questions, values outside the closed lists, and dates that are none.

    Raises:
        UnknownQuestion, UnknownAnswer, NotADate: with what is allowed.
        UnknownCarrier: with the nearest names.
    """
    for key, value in answers.items():
        question = catalogue.question_by_key.get(key)
        if question is None:
            raise UnknownQuestion(key=key, allowed=list(catalogue.question_by_key))
        if question.kind == "choice":
            allowed = [choice.id for choice in question.choices]
            if value not in allowed:
                raise UnknownAnswer(key=key, value=value, allowed=allowed)
        elif question.kind == "date":
            if saved(value) is None:
                raise NotADate(key=key, value=value)
        elif question.kind == "destination":
            places = list(catalogue.destination_by_id)
            if value != "unsure" and value not in places:
                raise UnknownAnswer(key=key, value=value, allowed=[*places, "unsure"])
        elif question.kind == "country":
            if not (len(value) == 2 and value.isascii() and value.isalpha() and value.isupper()):
                raise UnknownAnswer(key=key, value=value, allowed=COUNTRIES)
        else:
            catalogue.carrier(value)


def fitting(answers: Answers, catalogue: Catalogue) -> dict[str, str]:
    """The answers that this catalogue still allows: procedures may have changed under a saved case."""
    good: dict[str, str] = {}
    for key, value in answers.items():
        try:
            validate({key: value}, catalogue)
        except WrongUsage:
            continue
        good[key] = value
    return good


def record_for(slug: str, billing: str, catalogue: Catalogue) -> Carrier:
    """The record of a brand that bills that way.

    A brand with a prepaid and a postpaid side is one entry on the screen. While the billing is not known, an exact
    slug means itself and a brand means its first record.
    """
    carrier = catalogue.carrier(slug)
    records = catalogue.brands[carrier.brand or carrier.slug]
    return next((record for record in records if billing in record.billing), carrier)


def complete(given: Answers, catalogue: Catalogue) -> tuple[dict[str, str], Carrier, list[Notice]]:
    """The full set of answers, the carrier record they mean, and what has to be said about the differences.

    An answer to a question that is no longer asked (whose account, after the reason became a death) counts as not
    given: the person cannot see it to change it. It stays in the session and counts again when the question returns.
    """
    answers = {q.key: q.default for q in catalogue.questions if q.default is not None}
    answers |= given
    slug = catalogue.carrier(answers.get("carrier", "unlisted")).slug
    carrier = record_for(slug, given.get("billing", "unsure"), catalogue)
    answers["carrier"] = carrier.slug
    notices = []
    brand_records = catalogue.brands[carrier.brand or carrier.slug]
    for key, messages in FIXED_BY_CARRIER.items():
        if key not in answers:
            continue  # procedures that do not ask it
        offered = sorted({form for record in brand_records for form in getattr(record, key)})
        explicit = sorted(getattr(carrier, key)) if slug != (carrier.brand or carrier.slug) else offered
        only = explicit if answers[key] == "unsure" else offered
        if len(only) == 1 and answers[key] != only[0]:
            if answers[key] != "unsure":
                notices.append(Notice(id=f"{key}-differs", message=messages[only[0]], values={"carrier": carrier.name}))
            answers[key] = only[0]
    if carrier.kind == "data-only":
        if given.get("service") == "voice":
            notices.append(Notice(id="service-differs", message=NO_NUMBERS, values={"carrier": carrier.name}))
        answers["service"] = "data"
    elif carrier.kind == "travel-esim" and "service" not in given:
        answers["service"] = "data"  # nearly all of them are; who has a number with one says so
    for question in catalogue.questions:
        if question.key in given and not applies(question, answers, carrier):
            if question.default is None:
                del answers[question.key]
            else:
                answers[question.key] = question.default
    if carrier.role is not None:
        answers["role"] = carrier.role
    place = catalogue.destination_by_id.get(answers.get("destination", ""))
    if place is not None and (place.kind == "stay" or same_brand(place, carrier, catalogue)):
        answers["number"] = "park"
        notices.append(Notice(id="number-stays", message=STAYS, values={"carrier": carrier.name}))
    return answers, carrier, notices


def same_brand(place: Destination, carrier: Carrier, catalogue: Catalogue) -> bool:
    """Whether a place is with the company that the person is with already: then nothing moves."""
    other = catalogue.carrier_by_slug.get(place.carrier or "")
    return other is not None and (other.brand or other.slug) == (carrier.brand or carrier.slug)


def open_questions(given: Answers, catalogue: Catalogue) -> list[str]:
    """The questions not yet answered that can still change the plan for this carrier."""
    answers, carrier, _ = complete(given, catalogue)
    records = catalogue.brands[carrier.brand or carrier.slug]
    fixed = {key for key in FIXED_BY_CARRIER if len({form for record in records for form in getattr(record, key)}) == 1}
    return [
        q.key
        for q in catalogue.questions
        if q.key not in given and applies(q, answers, carrier) and not ("carrier" in given and q.key in fixed)
    ]


def applies(question: Question, answers: Answers, carrier: Carrier) -> bool:
    """Whether a question can change anything, as far as the answers stand."""
    return holds(question.when, Situation({**answers, **carrier_values(carrier)}, frozenset()))


def carrier_values(carrier: Carrier) -> dict[str, str | list[str]]:
    """What conditions may ask of a carrier, but for what depends on its facts."""
    return {
        "carrier.slug": carrier.slug,
        "carrier.kind": carrier.kind,
        "carrier.status": carrier.status,
        "carrier.billing": list(carrier.billing),
        "carrier.network": carrier.network,
    }
