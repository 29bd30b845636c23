"""How a fact is shown: what it says, who says so, when it was read, how sure; and in doubt the question and a field."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from simexit.core.knowledge.links import host_of, is_official
from simexit.core.knowledge.types import Fact
from simexit.core.language.days import first_day
from simexit.core.language.messages import Words, show_date
from simexit.core.plan.types import OpenTopic, ShownFact
from simexit.gui import links
from simexit.gui.controller import Controller
from simexit.gui.theme import px
from simexit.gui.widgets.buttons import button
from simexit.gui.widgets.fields import Line
from simexit.gui.widgets.labels import label
from simexit.gui.widgets.layouts import column, row
from simexit.gui.widgets.panels import frame


def source_line(fact: Fact, read: str, words: Words) -> str:
    """Who says so, how old it is, when it was read, how sure: one line, always there."""
    _ = words
    who = {
        "official": _("The carrier’s or maker’s own page ({host})"),
        "regulator": _("A public body ({host})"),
        "secondary": _("A third-party page ({host})"),
    }[fact.source_kind].format(host=_host(fact.source))
    age = _("undated") if fact.as_of == "unknown" else _("of {date}", date=fact.as_of)
    sure = {"high": _("well supported"), "medium": _("fairly sure"), "low": _("weakly supported")}[fact.confidence]
    day = show_date(first_day(read), words.language)
    return _("{who}, {age}; read {day}; {sure}", who=who, age=age, day=day, sure=sure)


def _host(address: str) -> str:
    return address.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")


def fact_box(shown: ShownFact, controller: Controller) -> QWidget:
    """A fact with its source line; in doubt with the question to ask and a field for the answer."""
    _ = controller.words
    fact = shown.fact
    source = label(source_line(fact, shown.read, _), "quiet")
    parts: list[QWidget | Any | None] = []
    asked = shown.status == "ask"
    if asked:
        parts.append(row(label(_("Reported – ask before you rely on it"), "tag-doubt", wrap=False), stretch=True))
    parts.append(label(controller.text(fact.says)))
    if fact.note:
        parts.append(label(controller.text(fact.note), "quiet"))
    if fact.conflicts:
        parts.append(label(_("Another source differs: {text}", text=controller.text(fact.conflicts)), "quiet"))
    parts.append(source)
    addresses = _official_addresses(shown, controller)
    if addresses:
        parts.append(
            row(
                *(
                    button(
                        _("Open {host}", host=host_of(address) or ""),
                        lambda a=address: links.open_address(a, controller),
                        "link",
                    )
                    for address in addresses
                ),
                stretch=True,
            )
        )
    if asked and shown.question:
        parts.append(question_box(shown.key, shown.question, controller))
    return frame("asked" if asked else "known", column(*parts, gap=0.5, margins=(2, 0.25, 0, 0.25)))


def open_box(topic: OpenTopic, controller: Controller) -> QWidget:
    """Something that is not known for this carrier: the question, and a field for the answer."""
    title = label(controller.text(topic.topic.title), "strong")
    return frame(
        "asked",
        column(
            title,
            question_box(topic.key, topic.topic.ask, controller),
            gap=0.5,
            margins=(2, 0.25, 0, 0.25),
        ),
    )


def question_box(key: str, question: dict[str, str], controller: Controller) -> QWidget:
    """The words to say, their meaning, and what they answered."""
    _ = controller.words
    english = label(_("Ask: “{question}”", question=controller.english(question)))
    meaning = controller.meaning(question)
    answer = Line(controller.said_by_carrier(key))
    answer.setPlaceholderText(_("What they answered"))
    answer.setAccessibleName(_("What they answered to: {question}", question=question["en"]))
    answer.setMaximumWidth(px(480))
    answer.setReadOnly(controller.only_looking)
    answer.textEdited.connect(lambda text: controller.answer_fact(key, text))
    stands = label(_("Your plan now goes by this answer."), "accent")
    stands.setVisible(bool(answer.text()))
    answer.textEdited.connect(lambda text: stands.setVisible(bool(text.strip())))
    holder = QWidget()
    holder.setLayout(
        column(
            row(english, _copier(controller.english(question), controller)),
            label(meaning, "quiet") if meaning else None,
            answer,
            stands,
            gap=0.5,
        )
    )
    return holder


def _copier(text: str, controller: Controller) -> QWidget:
    _ = controller.words
    made = button(_("Copy"), lambda: links.copy(text), "small")
    made.setAccessibleName(_("Copy: {text}", text=text))
    return made


def _official_addresses(shown: ShownFact, controller: Controller) -> list[str]:
    """Addresses worth a button: the source where it is official, and addresses that are the fact's value."""
    knowledge, carrier = controller.knowledge, controller.plan.carrier
    candidates = [*_strings(shown.fact.value), shown.fact.source]
    good = [text for text in candidates if text.startswith("https://") and is_official(text, carrier, knowledge.bodies)]
    return list(dict.fromkeys(good))[:3]


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for part in value for text in _strings(part)]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _strings(part)]
    return []
