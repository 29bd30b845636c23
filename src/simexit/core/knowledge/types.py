"""The words of the domain as frozen types: what procedures say, before any person's answers.

Everything here is plain data decoded strictly by msgspec; no behaviour beyond small look-ups.
The same types make `procedures/schema.json`, so a description here is what an author sees in an editor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from simexit.core.language.text import Text

Answers = Mapping[str, str]
"""What the person has answered: question key -> value; dates as ISO `YYYY-MM-DD`."""


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Base of all procedure types: immutable, and an unknown key is an error."""


class Condition(Frozen, frozen=True, rename={"is_": "is", "in_": "in", "not_": "not", "all_": "all", "any_": "any"}):
    """When something applies: exactly one of these keys. A closed vocabulary, never an expression.

    `is` and `in` look at an answer (`sim`), at the carrier (`carrier.kind`, `carrier.channels`) or at `route`.
    Where the thing looked at is a list, `is` asks whether it contains the value and `in` whether they overlap.
    """

    all_: list[Condition] | None = None
    any_: list[Condition] | None = None
    not_: Condition | None = None
    is_: dict[str, str] | None = None
    in_: dict[str, list[str]] | None = None
    has_fact: str | None = None
    """A topic of which the carrier has a fact that applies to this person and does not say `none` or `n/a`."""


SourceKind = Literal["official", "regulator", "secondary"]
Confidence = Literal["high", "medium", "low"]


class Fact(Frozen, frozen=True):
    """One sourced statement. Without source, day and confidence it does not load."""

    id: str
    """Stable name, unique in its file; an answer from the carrier is kept under it."""
    topic: str
    says: Text
    source: str
    """Address of the page, `https` (an old page may be `http`)."""
    as_of: str
    """The date the page itself shows (`2026`, `2026-06` or `2026-06-05`), else `unknown`."""
    confidence: Confidence
    source_kind: SourceKind = "secondary"
    """Never written down: it follows from whose page it is (`sources.yaml`), see `knowledge.sources`."""
    value: Any = None
    """Machine-usable where there is one: number of days, list, map, E.164 number, address."""
    when: Condition | None = None
    """The case in which this fact holds; absent: always."""
    conflicts: Text | None = None
    """What another source says differently, unsettled. Its presence turns the fact into a question."""
    conflict_sources: list[str] = []
    note: Text | None = None
    """What else a reader should know (a confirmation, a limit), without making the fact doubtful."""
    note_sources: list[str] = []
    ask: Text | None = None
    """A better question than the topic's own, when this fact is in doubt."""
    in_force_from: str | None = None
    """For a rule of law: since when it holds, written like `as_of`."""
    checked: str | None = None
    """For a rule of law: the day on which somebody last saw that it stands. It ages from here, not from `as_of`."""
    reported_on: str | None = None
    """The day on which somebody else read it on the page that is its source: nobody of us has, so it is a question."""
    short: Text | None = None
    """The same in a few words, for a cell of the table of destinations."""


class Topic(Frozen, frozen=True):
    """A thing worth knowing of every carrier, with the question that finds it out."""

    id: str
    title: Text
    ask: Text
    """The question in English as one would say it, and what it means in the reader's language."""
    answer: Literal["text", "date", "money", "days", "phone", "link", "choice"] = "text"
    askable: bool = True
    """Whether an agent can sensibly be asked about it."""
    discreet: bool = False
    """May be told on a route that the owner of the account must not notice."""
    about_ending: bool = False
    """Its question speaks of cancelling: never asked while the number has to live."""
    receiver_knows: bool = False
    """Who receives a number knows best what it needs for the move, so its word counts beside the carrier's own."""
    channels: bool = False
    """Its values are the ways to cancel that conditions see as `carrier.channels`."""
    sheet: Literal["pin", "number"] | None = None
    """Its facts stand on the sheet to take along: what to have ready for a move, or a number to call."""
    settled_by: Condition | None = None
    """Where this holds there is nothing to ask: a phone that is paid off, a line that sends no bill."""


class Choice(Frozen, frozen=True):
    """One answer of a closed list."""

    id: str
    text: Text
    hint: Text | None = None


class Question(Frozen, frozen=True):
    """One thing the wizard asks about the situation."""

    key: str
    kind: Literal["choice", "date", "carrier", "destination", "country"]
    title: Text
    why: Text
    """Why it is asked: what it changes."""
    page: str
    """The page (of `pages`) on which it is asked."""
    as_date: Text | None = None
    """For a date: what it is called in a calendar, where the question itself would read oddly."""
    moot: Text | None = None
    """Said where an answer was given and the question does not arise: why the answer changes nothing."""
    choices: list[Choice] = []
    find_out: Text | None = None
    """How to find out, for those who are not sure."""
    default: str | None = None
    """What the plan takes while it is unanswered. Only for choices."""
    when: Condition | None = None


class QuestionPage(Frozen, frozen=True):
    """A page of the wizard: its questions are asked together."""

    id: str
    title: Text
    ticks: bool = False
    """Its questions are shown as tick boxes: what is not ticked counts as no."""


class Killer(Frozen, frozen=True):
    """One of the five things that must stand before anything irreversible."""

    id: str
    title: Text
    loss: Text
    """What is lost without it, in plain words."""


class SittingDay(Frozen, frozen=True):
    """The day of a sitting: so many days from a day that the person gave."""

    start: str
    """A question that asks for a date (`leaving_on`)."""
    days: int = 0
    """Days from it; negative before it."""
    business: bool = False
    """Moved back to a day on which companies work."""


class PlacedStep(Frozen, frozen=True):
    """A step of a route that only some people need there."""

    step: str
    when: Condition


class Sitting(Frozen, frozen=True):
    """What is done at one time and place: at the desk this week, the hour of the move, the weeks after."""

    id: str
    title: Text
    done: Text
    """The completion call: read when every step of the sitting is done."""
    steps: list[str | PlacedStep]
    """The steps in the order in which they are done."""
    day: list[SittingDay] = []
    """When it is due: the first of these whose start is known."""


class Route(Frozen, frozen=True):
    """A way out, as a script that one reads top to bottom."""

    id: str
    rank: int
    """Routes are tried from the lowest; the first whose condition holds is the person's one route."""
    title: Text
    why: Text
    sittings: list[Sitting]
    when: Condition | None = None
    discreet: bool = False
    """Nothing in this route may be seen by, or suggest calling, the owner of the account."""
    ends_line: Literal["yes", "no", "over"] = "yes"
    """no: the line goes on, so nothing may be irreversible; over: it has ended, or ends by itself."""
    most_steps: int | None = None
    """A limit below the common one, where so short a way is promised."""
    number_at_stake: bool = True
    """Whether there is a number of this person's to lose: a stranger's account or a closed brand has none."""
    warnings: bool = True
    """Whether the carrier's warnings, which are about ordinary cancelling, are shown."""


class Check(Frozen, frozen=True):
    """A tick with a text."""

    id: str
    text: Text
    hint: Text | None = None
    say: Text | None = None
    """Words to say or to look for, in English, with their meaning in the reader's language."""
    killer: str | None = None
    """The killer check (of `killers.yaml`) that this tick settles."""
    facts: list[str] = []
    """What helps to do it: topics of the carrier, or common facts as `file.topic`; the best of a step are shown."""
    was: list[str] = []
    """Where its tick stood in earlier versions, as `step/check`."""
    when: Condition | None = None


Milestone = Literal["requested", "moved", "parked", "confirmed", "effective", "off", "paid", "settled"]
"""The days by which one tells how far a case is."""


class Field(Frozen, frozen=True):
    """A value that the person enters. Nothing here may ask for a PIN, password, SSN, card or passport number."""

    id: str
    kind: Literal["date", "money", "text", "choice", "email", "phone", "accounts"]
    label: Text
    hint: Text | None = None
    choices: list[Choice] = []
    check: str | None = None
    """The check in whose row it is shown."""
    mask: bool = False
    """Shown to the last four characters in the helper report (account numbers, phone numbers)."""
    suggest: list[Text] = []
    """For `accounts`: names offered to be added with one click."""
    today: bool = False
    """For a date: ticking its check fills in the day."""
    milestone: Milestone | None = None
    """The day of the case that this date is."""
    event: str | None = None
    """What papers for others say of that day, in English, where the milestone itself does not tell; `{carrier}` may
    stand in it."""
    letter: str | None = None
    """The placeholder of letters that it fills."""
    sum: Literal["cost", "back"] | None = None
    """For money: what it adds to, what ending costs or what comes back."""
    was: list[str] = []
    """Where its value stood in earlier versions, as `step.field`."""
    when: Condition | None = None


class Action(Frozen, frozen=True):
    """A way to reach someone: open an official page, call or copy a number, or a QR code of either."""

    kind: Literal["open", "call"]
    label: Text
    topic: str | None = None
    """Take the target from the carrier's best fact of this topic …"""
    common: str | None = None
    """… or from the value of this common fact (`rights-us.fcc_complaint_url`) …"""
    url: str | None = None
    """… or this address, which must be of a listed public body."""
    when: Condition | None = None


class DateRule(Frozen, frozen=True):
    """A date that follows from another one, worked out by `plan.dates`."""

    id: str
    title: Text
    start: str
    """An answer (`leaving_on`) or a field (`step-id.field-id`) that holds the first date."""
    days: int | None = None
    """Days from the start, negative for before; or `business_days`; or `days_from` a fact."""
    business_days: int | None = None
    days_from: str | None = None
    """A topic of the carrier, or `common-file.topic`, whose value holds the number of days …"""
    days_key: str | None = None
    """… under this key, where the value is a map."""
    business: bool = False
    """The days of `days_from` are business days; with `days`, the day is moved back to one on which companies work."""
    before: bool = False
    """Count backwards from the start."""
    kind: Literal["due", "look", "deadline"] = "due"
    """due: do it by then; look: look then whether it happened; deadline: after it something is lost."""
    when: Condition | None = None


Abroad = Literal["yes", "hard"]
"""Whether a step can be done outside the US as well, or only in the way that its `abroad_note` tells."""


class Step(Frozen, frozen=True):
    """One page of the plan."""

    id: str
    """Never changes: saved progress points at it."""
    title: Text
    """Begins with a verb."""
    why: Text
    """The loss it prevents, in plain words."""
    minutes: int
    """How long it takes, in minutes, once one sits down to it."""
    when: Condition | None = None
    """The person's situation that leaves it out elsewhere; which routes have it, the routes say."""
    after: list[str] = []
    """Steps that come first, where they are in the plan."""
    was: list[str] = []
    """Steps of earlier versions whose notes and evidence are shown here."""
    irreversible: bool = False
    loss: Text | None = None
    """For an irreversible step: what cannot be had back."""
    needs: list[str] = []
    """Killer checks without which it must not happen."""
    abroad: Abroad = "yes"
    abroad_note: Text | None = None
    checks: list[Check] = []
    fields: list[Field] = []
    more: list[str] = []
    """Folded away: topics of the carrier, or common facts as `file.topic`."""
    actions: list[Action] = []
    dates: list[DateRule] = []
    script: str | None = None
    """Words for the call or chat (`scripts.yaml`)."""
    letter: str | None = None
    """A letter to send (`letters.yaml`)."""
    replies: list[str] = []
    """What they may answer, and what to say then (`replies.yaml`)."""
    moves_number: bool = False
    """Once it is done the number is safe elsewhere: only after it may words be offered that end the line."""
    for_account: bool = False
    """What is done here is done for the whole account: the next line of it takes it over."""
    settles: bool = False
    """Once it is done no money is owed in either direction."""
    picture: str | None = None
    """The drawing that shows where to tap, by its name."""
    covers: list[str] = []
    """Clusters and gaps of the seed requirements served by this step."""


class CarrierWarning(Frozen, frozen=True):
    """Something that must be seen before the plan begins, resting on a fact of the same file."""

    id: str
    text: Text
    fact: str
    when: Condition | None = None


CarrierKind = Literal["mno", "flanker", "mvno", "cable", "travel-esim", "data-only", "none"]


class Carrier(Frozen, frozen=True):
    """The brand that bills the person, as one billing side of it."""

    slug: str
    name: str
    kind: CarrierKind
    billing: list[Literal["prepaid", "postpaid"]]
    sim: list[Literal["physical", "esim"]]
    read: str
    """The day on which the pages behind these facts were read (stored copies, not live ones)."""
    brand: str | None = None
    """The entry on the screen when a brand has a prepaid and a postpaid record; absent: the slug itself."""
    names: Text | None = None
    """What readers of each language call the brand, where that differs from `name` (`红口袋`)."""
    nicknames: list[str] = []
    parent: str | None = None
    network: list[str] = []
    status: str = "active"
    """active, closing, closed, unknown, or merged-into:<slug>."""
    status_source: str | None = None
    official_domains: list[str] = []
    facts: list[Fact] = []
    warnings: list[CarrierWarning] = []
    role: Literal["none"] | None = None
    """What its customers are to the account, where it leaves no choice: a seller's customers have none."""
    always_offered: bool = False
    """Offered beside the list of brands, whatever was typed."""

    def called(self, language: str) -> str:
        """What readers of a language call the brand."""
        return (self.names or {}).get(language, self.name)

    def of_topic(self, topic: str) -> list[Fact]:
        """All facts of one topic, in the order of the file."""
        return [fact for fact in self.facts if fact.topic == topic]


class CommonFacts(Frozen, frozen=True):
    """Facts that hold whatever the carrier: rights, devices, linked accounts, disposal, calls."""

    slug: str
    title: Text
    read: str
    facts: list[Fact]


class OtherName(Frozen, frozen=True):
    """A name that is no entry of the list: a brand of the past, or one that is taken for another."""

    names: list[str]
    """What people type, in any spelling that differs by more than spaces and capital letters."""
    carriers: list[str]
    """The slugs to offer; the nearest first."""
    fact: Fact
    """What became of the name, or what tells the brands apart."""


class OtherNames(Frozen, frozen=True):
    """`other-names.yaml`."""

    read: str
    """The day on which the pages behind these facts were read."""
    names: list[OtherName]
    popular: list[str] = []
    """The entries that most people have, in the order in which lists show them before all others."""


PlaceKind = Literal["mobile", "voip", "parking", "stay"]
PlaceStatus = Literal["open", "ended", "unsure"]


class Destination(Frozen, frozen=True):
    """A place where a kept number can live: a mobile line, an internet number, a parking place, or staying put."""

    id: str
    name: str
    kind: PlaceKind
    read: str
    """The day on which the pages behind its facts were read."""
    plan: Text | None = None
    """Which of the company's offers is meant."""
    status: PlaceStatus = "open"
    """ended: no longer sold; unsure: nothing certain is known of it."""
    carrier: str | None = None
    """Its slug, where it is one of the carriers."""
    site: str | None = None
    """Its own home page."""
    official_domains: list[str] = []
    """Its domains, besides those of its carrier."""
    facts: list[Fact] = []

    def of_topic(self, topic: str) -> list[Fact]:
        """All facts of one topic, the one to act on first."""
        return [fact for fact in self.facts if fact.topic == topic]


class PlaceReason(Frozen, frozen=True):
    """Something that speaks for or against a place, for the people whose answers fulfil the condition."""

    id: str
    points: int
    """Added to the place's points; negative where it speaks against it."""
    when: Condition
    """Over the answers, `place.*` and `time.left`."""
    says: Text
    unfit: bool = False
    """The place then stands behind all others."""


class Way(Frozen, frozen=True):
    """One thing that can become of the number, as it is set beside the others."""

    number: Literal["keep", "park", "release"]
    title: Text
    risk: Text


class KindWords(Frozen, frozen=True):
    """What banks make of a number, by the kind of place where it is."""

    mobile: Text
    voip: Text
    parking: Text
    stay: Text


class PlaceTable(Frozen, frozen=True):
    """How places are compared: what is told of each, what ranks them for a person, and the words of the table."""

    topics: list[Topic]
    """What is worth knowing of a place; steps name them as `destination.topic`."""
    columns: list[str]
    """The topics that are columns of the table."""
    unknown: Text
    """What a cell says where nothing is known."""
    kinds: KindWords
    """What banks make of a number there, where the place has no fact on it."""
    codes_fact: str
    """The common fact behind `kinds`."""
    reasons: list[PlaceReason]
    behind: Text
    """Why a place is none of the best, where nothing speaks against it."""
    own_carrier: Text
    """Why the company that the person is with is left out."""
    other_stay: Text
    """Why staying with another company is left out."""
    ways: list[Way]


class Reply(Frozen, frozen=True):
    """What the carrier may say, and what to answer."""

    id: str
    hears: Text
    answer: Text
    """In English the words to say; in the other languages the same English words with their meaning."""
    then: Text
    ends_line: bool = False
    """Whoever says the answer ends the line: never offered while the number has to live."""
    when: Condition | None = None
    """The person's situation that it fits."""


class Trouble(Frozen, frozen=True):
    """Something that may go wrong, and what to do then: help beside the plan."""

    id: str
    title: Text
    do: list[Text]
    """What to do, in this order."""
    when: Condition | None = None
    facts: list[str] = []
    """Topics of the carrier, or common facts as `file.topic`."""
    replies: list[str] = []
    actions: list[Action] = []
    letter: str | None = None
    covers: list[str] = []


class Line(Frozen, frozen=True):
    """One line of a conversation."""

    who: Literal["you", "them"]
    text: Text


class Script(Frozen, frozen=True):
    """Words for a call, chat or message."""

    id: str
    title: Text
    lines: list[Line]
    ends_line: bool = False
    """Whoever says it ends the line: only on steps that come when the number is let go or safe elsewhere."""


class LetterRow(Frozen, frozen=True):
    """One line of the table at the head of a letter."""

    label: str
    value: str


class SheetLine(Frozen, frozen=True):
    """One line of a sheet for somebody else."""

    text: Text
    when: Condition | None = None


class OwnerSheet(Frozen, frozen=True):
    """The sheet for the holder of an account on which this person has a line."""

    when: Condition | None = None
    """For whom there is one."""
    ask: list[SheetLine] = []
    """What the holder is asked to do."""
    bring: list[SheetLine] = []
    report: list[SheetLine] = []
    """What to write down and send back."""


class Letter(Frozen, frozen=True):
    """A letter in English, to be sent as it is, with an explanation in the reader's language."""

    id: str
    title: Text
    about: Text
    to: list[str]
    """The lines of the address."""
    subject: str
    body: str
    """English, with `{placeholders}` of `blanks`; an empty line parts paragraphs, `1.` begins a point of a list."""
    opening: list[str] = []
    """The first paragraph: the first of these of which nothing is left open, else the last."""
    rows: list[LetterRow] = []
    """What the letter is about, as a small table; absent: the account, the line and the days of the case."""
    events: bool = False
    """The days of the case stand below it, with the evidence as enclosures. Only in letters to the carrier itself."""
    ends_line: bool = False
    """Whoever sends it ends the line: only on steps that come when the number is let go or safe elsewhere."""


class Term(Frozen, frozen=True):
    """A word of the field, explained."""

    id: str
    term: Text
    explain: Text
    also: list[str] = []
    """Other names. Only such as mean this wherever they stand: a login is no account number, though both are 账号."""
    unless: list[str] = []
    """Longer words that hold one of the names and mean something else."""


HostKind = Literal["carrier", "maker", "company", "public-body", "news", "directory"]


class Source(Frozen, frozen=True):
    """Who stands behind some hosts of the web, and what its word is worth."""

    name: str
    kind: HostKind
    """carrier, maker, company: it speaks for itself; public-body: an office or whoever acts for one; news: a named
    organisation that reports; directory: collects what others say, so it may only be a second voice."""
    hosts: list[str]
    """Bare host names; each covers the names below it, and the longest that fits counts."""
    what: Text | None = None
    """What it is, where the name does not tell ("a credit bureau")."""
    carriers: list[str] = []
    """For `kind: carrier`: for whom the pages speak, beside those that have the host in `official_domains`."""
    law: bool = False
    """It prints the texts of laws and rules, so a fact from it says since when it holds and when that was checked."""
    why: Text | None = None
    """Why the program may open its pages. Without it they are named, never opened."""


class KnownOwner(Frozen, frozen=True):
    """A company whose addresses are real, though the program never opens them."""

    name: str
    carriers: list[str] = []
    """The entries of the list whose own these addresses are."""
    domains: list[str] = []
    """With everything below them."""
    hosts: list[str] = []
    """These and nothing below."""
    mail: list[str] = []
    anyone: list[str] = []
    """Below these, anybody can put a page or have a mailbox."""


class ShortNumber(Frozen, frozen=True):
    """A number of few digits that every line knows."""

    numbers: list[str]
    use: Literal["service", "port", "spam", "emergency", "directory", "crisis", "imei"]
    carriers: list[str] = []
    """The entries of the list on whose lines it works; absent: on all."""


class KnownAddresses(Frozen, frozen=True):
    """`known-addresses.yaml`."""

    owners: list[KnownOwner]
    words: list[str]
    """Names of brands that are ordinary words or short: alone in an address they prove nothing."""
    short_numbers: list[ShortNumber]
