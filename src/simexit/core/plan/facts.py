"""What this person may be told today: which facts stand on which page, which are folded, and what is to be asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.conditions import Situation, holds
from simexit.core.knowledge.links import belongs, host_of, is_official
from simexit.core.knowledge.phone_numbers import is_toll_free
from simexit.core.knowledge.types import Carrier, Check, Destination, Fact, Field, Route, Step, Trouble
from simexit.core.language.text import FALLBACK
from simexit.core.plan.doubt import status
from simexit.core.plan.types import Alert, OpenTopic, ShownAction, ShownFact
from simexit.core.plan.weight import MOST_FACTS, MOST_WORDS, page_words, words_in

KIND_RANK = {"official": 0, "regulator": 0, "secondary": 1}
CONFIDENCE_RANK = {"high": 0, "medium": 1, "low": 2}

NOTHING_OFFERED = ("none", "n/a")
"""Values that say that a thing does not exist: told as a fact, but `has_fact` does not count them."""


THE_PLACE = "destination"
"""Before the topics of the chosen destination, where steps name facts; alone, its page, in an action."""


class Told(NamedTuple):
    """The facts of one page."""

    shown: list[ShownFact]
    folded: list[ShownFact]
    serves: dict[str, list[str]]
    """Check -> keys of the facts that help to do it."""
    open_topics: list[str]
    """Topics of the page of which nothing is known."""


class Facts:
    """The carrier's facts, and the common ones, as they apply to this person today."""

    def __init__(
        self,
        carrier: Carrier,
        route: Route,
        base: Situation,
        catalogue: Catalogue,
        today: datetime.date,
        heard: Mapping[str, str],
    ) -> None:
        self.carrier = carrier
        self.route = route
        self.catalogue = catalogue
        self.today = today
        self.heard = heard
        base = base._replace(values={**base.values, "route": route.id})
        applying = [fact for fact in carrier.facts if holds(fact.when, base)]
        self.by_topic: dict[str, list[ShownFact]] = {}
        for fact in applying:
            shown = self._shown(f"{carrier.slug}/{fact.id}", fact, carrier.read)
            self.by_topic.setdefault(fact.topic, []).append(shown)
        for shown_facts in self.by_topic.values():
            shown_facts.sort(key=_rank)
        self.place = catalogue.destination_by_id.get(str(base.values.get("destination", "")))
        if self.place is not None:
            for shown in facts_of_place(self.place, catalogue, today, heard):
                self.by_topic.setdefault(f"{THE_PLACE}.{shown.fact.topic}", []).append(shown)
        ways = {topic.id for topic in catalogue.topics if topic.channels}
        channels = {word for fact in applying if fact.topic in ways for word in plain_words(fact.value)}
        offering = {fact.topic for fact in applying if fact.value not in NOTHING_OFFERED}
        self.situation = Situation({**base.values, "carrier.channels": channels}, frozenset(offering))

    def _shown(self, key: str, fact: Fact, read: str) -> ShownFact:
        heard = self.heard.get(key)
        state = "stated" if heard else status(fact, read, self.today)
        topic = self.catalogue.topic_by_id.get(fact.topic)
        question = fact.ask or (topic.ask if topic else None)
        if self.route.discreet and topic:
            question = None  # asking the carrier about the line is what the owner could see
        return ShownFact(
            key=key, fact=fact, read=read, status=state, question=question if state == "ask" else None, heard=heard
        )

    def elsewhere(self, fact: Fact) -> ShownFact:
        """A fact of the carrier that holds in another case than this person's: told, and nothing is asked about it."""
        shown = self._shown(f"{self.carrier.slug}/{fact.id}", fact, self.carrier.read)
        return msgspec.structs.replace(shown, question=None)

    def named(self, name: str) -> list[ShownFact]:
        """The facts behind a name in `facts` or `more`: a topic of the carrier, best first, or one common fact."""
        if name.startswith(f"{THE_PLACE}."):
            return self.by_topic.get(name, [])
        if "." in name:
            common = self.common(name)
            return [common] if common else []
        return self.by_topic.get(name, []) if self._may_tell(name) else []

    def common(self, name: str) -> ShownFact | None:
        """A common fact (`file.topic`), where it applies."""
        fact = self.catalogue.common_by_id[name]
        if not holds(fact.when, self.situation):
            return None
        return self._shown(f"{name.split('.')[0]}/{fact.id}", fact, self.catalogue.read_by_common[name])

    def _may_tell(self, topic: str) -> bool:
        return not self.route.discreet or self.catalogue.topic_by_id[topic].discreet

    def open(self, topics: Iterable[str], *, must_live: bool) -> list[OpenTopic]:
        """What is still to be asked of these topics.

        Args:
            topics: those of which nothing is known.
            must_live: the number must not be lost, so nothing is asked that speaks of ending the line.
        """
        if (self.route.ends_line == "over" and self.carrier.status == "closed") or self.route.discreet:
            return []  # there is nobody left to ask, or nobody who may be asked
        found = []
        for name in topics:
            file, dot, of_place = name.partition(".")
            if dot:
                topic = self.catalogue.destination_topic_by_id[of_place]
                if file == THE_PLACE and self.place is not None and topic.askable:
                    found.append(OpenTopic(key=f"destinations/{self.place.id}.?{of_place}", topic=topic))
                continue
            topic = self.catalogue.topic_by_id[name]
            settled = topic.settled_by is not None and holds(topic.settled_by, self.situation)
            if topic.askable and not settled and not (must_live and topic.about_ending):
                found.append(OpenTopic(key=f"{self.carrier.slug}/?{name}", topic=topic))
        return found

    def fit_to_say(self, shown: Iterable[ShownFact], *, must_live: bool) -> list[ShownFact]:
        """The facts without questions that speak of ending the line, while it must not be lost."""
        return [
            msgspec.structs.replace(one, question=None) if must_live and self._about_ending(one.fact) else one
            for one in shown
        ]

    def _about_ending(self, fact: Fact) -> bool:
        topic = self.catalogue.topic_by_id.get(fact.topic)
        return topic is not None and topic.about_ending

    def alerts(self) -> list[Alert]:
        """The carrier's warnings that apply."""
        if self.route.discreet or not self.route.warnings:
            return []
        facts = {shown.fact.id: shown for group in self.by_topic.values() for shown in group}
        return [
            Alert(id=warning.id, text=warning.text, fact=facts[warning.fact])
            for warning in self.carrier.warnings
            if warning.fact in facts and holds(warning.when, self.situation)
        ]

    def actions(self, of: Step | Trouble) -> list[ShownAction]:
        """The ways to reach somebody from a step or in trouble, each with its best target."""
        found: dict[str, ShownAction] = {}
        final = isinstance(of, Step) and of.irreversible
        for action in of.actions:
            if not holds(action.when, self.situation):
                continue
            for shown, target in self._targets(action.topic, action.common, action.url):
                official = is_official(target, self.carrier, self.catalogue.bodies)
                if action.kind == "open" and not official and action.topic != THE_PLACE:
                    continue
                if shown and shown.fact.confidence == "low" and final:
                    continue  # a low fact never drives what cannot be undone
                # An address on the carrier's own domain is safe whoever named it; a number is as good as its source.
                doubtful = (
                    action.kind == "call"
                    and shown is not None
                    and (shown.status == "ask" or shown.fact.source_kind == "secondary")
                )
                found.setdefault(
                    target,
                    ShownAction(
                        kind=action.kind,
                        label=action.label,
                        target=target,
                        source=shown,
                        check_first=doubtful,
                        may_not_connect=action.kind == "call"
                        and self.situation.values["where"] == "abroad"
                        and is_toll_free(target),
                    ),
                )
                break
        return list(found.values())

    def _targets(
        self, topic: str | None, common: str | None, url: str | None
    ) -> Iterator[tuple[ShownFact | None, str]]:
        if url:
            yield None, url
        if topic == THE_PLACE and self.place is not None:
            page = page_of_place(self.place, self.catalogue)
            if page:
                yield None, page
        own = [
            (shown, word)
            for shown in self.by_topic.get(topic or "", [])
            for word in plain_words(shown.fact.value)
            if self._may_tell(shown.fact.topic)
        ]
        # Toll-free numbers are not sure to work from abroad (t-mobile fact `toll-free-from-abroad`), so there the
        # others come first; in the US the free ones do, but never one that is only reported before the carrier's own.
        abroad = self.situation.values["where"] == "abroad"
        yield from sorted(
            own,
            key=lambda pair: (
                not abroad and (pair[0].fact.source_kind == "secondary" or pair[0].fact.confidence == "low"),
                is_toll_free(pair[1]) == abroad,
            ),
        )
        if common:
            one = self.common(common)
            if one:
                for word in plain_words(one.fact.value):
                    yield one, word


def facts_of_place(
    place: Destination, catalogue: Catalogue, today: datetime.date, heard: Mapping[str, str]
) -> list[ShownFact]:
    """All that is known of a destination as it may be told today, in the order of the topics."""
    found = []
    for topic in catalogue.place_table.topics:
        for fact in place.of_topic(topic.id):
            key = f"destinations/{place.id}.{fact.id}"
            answer = heard.get(key)
            state = "stated" if answer else status(fact, place.read, today)
            question = (fact.ask or topic.ask) if state == "ask" else None
            found.append(ShownFact(key=key, fact=fact, read=place.read, status=state, question=question, heard=answer))
    return found


def page_of_place(place: Destination, catalogue: Catalogue) -> str | None:
    """Its page for bringing a number, else its home page; only on its own domains."""
    carrier = catalogue.carrier_by_slug.get(place.carrier or "")
    domains = [*place.official_domains, *(carrier.official_domains if carrier else [])]
    pages = [*(fact.source for fact in place.of_topic("port_in")), place.site]
    return next((page for page in pages if page and belongs(host_of(page) or "", domains)), None)


def place(
    steps: list[Step], checks: Mapping[str, list[Check]], fields: Mapping[str, list[Field]], facts: Facts
) -> dict[str, Told]:
    """Each fact on one page of the plan: where a check needs it, else folded where a step names it.

    A page shows three facts at most and stays within the words that a page may have; of each check first the best one,
    so that no check takes all the room. The rest is folded. No sentence stands twice in a plan.
    """
    owner: dict[str, str] = {}
    wanted = [(step.id, [name for check in checks[step.id] for name in check.facts]) for step in steps]
    folded = [(step.id, step.more) for step in steps]
    said: set[str] = set()
    for step_id, names in (*wanted, *folded):
        for name in names:
            for shown in facts.named(name):
                sentence = shown.fact.says[FALLBACK]
                if shown.key not in owner and sentence not in said:
                    owner[shown.key] = step_id
                    said.add(sentence)
    asked: set[str] = set()
    told = {}
    for step in steps:
        groups, serves = [], {}
        for check in checks[step.id]:
            mine = [s for name in check.facts for s in facts.named(name) if owner.get(s.key) == step.id]
            serves[check.id] = [shown.key for shown in mine]
            groups.append(mine)
        chosen: list[ShownFact] = []
        weight = page_words(step.title, step.why, checks[step.id], fields[step.id], ())
        for shown in _in_turn(groups):
            heavier = weight + words_in(shown.fact.says)
            if len(chosen) < MOST_FACTS and heavier <= MOST_WORDS and shown not in chosen:
                chosen.append(shown)
                weight = heavier
        every = [shown for group in groups for shown in group]
        every += [s for name in step.more for s in facts.named(name) if owner.get(s.key) == step.id]
        rest = {shown.key: shown for shown in every if shown not in chosen}
        topics = [name for check in checks[step.id] for name in check.facts] + step.more
        own = [name for name in dict.fromkeys(topics) if "." not in name or name.startswith(f"{THE_PLACE}.")]
        empty = [name for name in own if name not in facts.by_topic]
        told[step.id] = Told(chosen, list(rest.values()), serves, [name for name in empty if name not in asked])
        asked.update(empty)
    return told


def _in_turn(groups: list[list[ShownFact]]) -> Iterator[ShownFact]:
    """The best of each group, then the second of each, and so on."""
    for turn in range(max(map(len, groups), default=0)):
        yield from (group[turn] for group in groups if turn < len(group))


def _rank(shown: ShownFact) -> tuple[bool, bool, int, int]:
    """Best first: what may be stated, what is said of this very case, the better source, the surer."""
    fact = shown.fact
    return shown.status == "ask", fact.when is None, KIND_RANK[fact.source_kind], CONFIDENCE_RANK[fact.confidence]


def plain_words(value: Any) -> list[str]:
    """The plain words of a fact's value: a word, a list of words, or the lists inside a map."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [word for word in value if isinstance(word, str)]
    if isinstance(value, dict):
        return [word for part in value.values() for word in plain_words(part)]
    return []
