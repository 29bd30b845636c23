"""All procedures together, loaded once, and how to look things up in them."""

from __future__ import annotations

import difflib
from functools import cached_property

import msgspec

from simexit.core.errors import UnknownCarrier
from simexit.core.knowledge.sources import Hosts
from simexit.core.knowledge.types import (
    Carrier,
    CommonFacts,
    Destination,
    Fact,
    Killer,
    KindWords,
    KnownAddresses,
    Letter,
    OtherNames,
    OwnerSheet,
    PlaceTable,
    Question,
    QuestionPage,
    Reply,
    Route,
    Script,
    Source,
    Step,
    Term,
    Topic,
    Trouble,
)


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The knowledge in the order of its files. Immutable; plans are made from it and an answer sheet."""

    pages: list[QuestionPage]
    questions: list[Question]
    killers: list[Killer]
    routes: list[Route]
    steps: list[Step]
    carriers: list[Carrier]
    common: list[CommonFacts]
    topics: list[Topic]
    replies: list[Reply] = []
    scripts: list[Script] = []
    letters: list[Letter] = []
    letter_blanks: dict[str, str] = {}
    """What stands in a letter for what is not known, by placeholder."""
    owner_sheet: OwnerSheet = OwnerSheet()
    troubles: list[Trouble] = []
    terms: list[Term] = []
    sources: list[Source] = []
    """Who stands behind the hosts of sources that are no carrier's own."""
    retired: dict[str, str] = {}
    """A slug that once existed -> the one that took its place; saved cases still point at the old one."""
    other_names: OtherNames = OtherNames(read="", names=[])
    known: KnownAddresses = KnownAddresses(owners=[], words=[], short_numbers=[])
    """What `verify` knows besides: real addresses that are no page of a carrier, and short numbers."""
    destinations: list[Destination] = []
    place_table: PlaceTable = PlaceTable(
        topics=[],
        columns=[],
        unknown={},
        kinds=KindWords(mobile={}, voip={}, parking={}, stay={}),
        codes_fact="",
        reasons=[],
        behind={},
        own_carrier={},
        other_stay={},
        ways=[],
    )

    @cached_property
    def carrier_by_slug(self) -> dict[str, Carrier]:
        return {carrier.slug: carrier for carrier in self.carriers}

    @cached_property
    def bodies(self) -> list[Source]:
        """Those whose pages the program may open for everybody."""
        return [source for source in self.sources if source.why is not None]

    @cached_property
    def hosts(self) -> Hosts:
        """Whose page an address is."""
        return Hosts(self.sources, self.carriers, self.destinations)

    @cached_property
    def brands(self) -> dict[str, list[Carrier]]:
        """Entry on the screen -> its records: a brand with a prepaid and a postpaid side is one entry."""
        brands: dict[str, list[Carrier]] = {}
        for carrier in self.carriers:
            brands.setdefault(carrier.brand or carrier.slug, []).append(carrier)
        return brands

    @cached_property
    def step_by_id(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def killer_by_id(self) -> dict[str, Killer]:
        return {killer.id: killer for killer in self.killers}

    @cached_property
    def topic_by_id(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def question_by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def reply_by_id(self) -> dict[str, Reply]:
        return {reply.id: reply for reply in self.replies}

    @cached_property
    def script_by_id(self) -> dict[str, Script]:
        return {script.id: script for script in self.scripts}

    @cached_property
    def letter_by_id(self) -> dict[str, Letter]:
        return {letter.id: letter for letter in self.letters}

    @cached_property
    def destination_by_id(self) -> dict[str, Destination]:
        return {place.id: place for place in self.destinations}

    @cached_property
    def destination_topic_by_id(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.place_table.topics}

    @cached_property
    def common_by_id(self) -> dict[str, Fact]:
        """Common facts as steps name them: `file.topic`."""
        return {f"{group.slug}.{fact.topic}": fact for group in self.common for fact in group.facts}

    @cached_property
    def read_by_common(self) -> dict[str, str]:
        """When the pages behind a common fact were read, by `file.topic`."""
        return {f"{group.slug}.{fact.topic}": group.read for group in self.common for fact in group.facts}

    def topic(self, name: str) -> Topic | None:
        """The topic of that name, of carriers or of places where a number can go."""
        return self.topic_by_id.get(name) or self.destination_topic_by_id.get(name)

    def carrier(self, slug: str) -> Carrier:
        """The carrier of that slug, following retired ones.

        Raises:
            UnknownCarrier: there is none; it carries the nearest slugs.
        """
        slug = self.retired.get(slug, slug)
        found = self.carrier_by_slug.get(slug)
        if found is None:
            raise UnknownCarrier(name=slug, nearest=self.nearest_slugs(slug))
        return found

    def nearest_slugs(self, name: str, most: int = 3) -> list[str]:
        """Slugs that look like what was typed, by slug, name or nickname."""
        wanted = name.casefold().strip()
        known: dict[str, str] = {}
        for carrier in self.carriers:
            for word in (carrier.slug, carrier.name, *(carrier.names or {}).values(), *carrier.nicknames):
                if word:
                    known[word.casefold()] = carrier.slug
        close = difflib.get_close_matches(wanted, known, n=most * 2, cutoff=0.5)
        inside = [word for word in known if wanted and wanted in word]
        return list(dict.fromkeys(known[word] for word in [*close, *inside]))[:most]
