"""Rules on facts and links: every statement has its source and day, and every link its owner."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from simexit.core.authoring.folder import Folder, Item
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.findings import Fault
from simexit.core.knowledge.links import is_official
from simexit.core.knowledge.phone_numbers import e164
from simexit.core.knowledge.types import Action, Carrier, CommonFacts, Destination, Fact, OtherNames, Source, Topic
from simexit.core.knowledge.yaml_lines import Path_
from simexit.core.language.days import first_day

DIAL_CODE = re.compile(r"[*#]?\d{2,6}[*#]?")


@rule("fact-without-source")
def fact_without_source(folder: Folder) -> Iterator[Fault]:
    """Every fact names the address of its source, and so does what contradicts it.

    Without one nobody can look again whether it still holds; such a fact does not ship.
    """
    for fact in folder.items(Fact):
        sources: list[tuple[Path_, str]] = [(("source",), fact.value.source)]
        sources += [(("conflict_sources", index), one) for index, one in enumerate(fact.value.conflict_sources)]
        sources += [(("note_sources", index), one) for index, one in enumerate(fact.value.note_sources)]
        for path, source in sources:
            if not _is_address(source):
                yield fact.fault(path, f"`{source}` is not the address of a page.", "write it with https://")
        if fact.value.conflicts is not None and not fact.value.conflict_sources:
            yield fact.fault(("conflicts",), "What contradicts the fact has no source.", "add `conflict_sources`")
    for carrier in folder.items(Carrier):
        status_source = carrier.value.status_source
        if status_source is not None and not _is_address(status_source):
            sentence = f"`{status_source}` is not the address of a page."
            yield carrier.fault(("status_source",), sentence, "write it with https://")


@rule("fact-date")
def fact_date(folder: Folder) -> Iterator[Fault]:
    """The date of a fact is a day, a month, a year or `unknown`, and not after the day on which its page was read.

    From it follows whether the fact may still be stated.
    """
    kinds = (Carrier, CommonFacts, Destination, OtherNames)
    files: list[Item[Any]] = [item for kind in kinds for item in folder.items(kind)]
    for file in files:
        if len(file.value.read) != 10 or _first_day(file.value.read) is None:
            yield file.fault(("read",), f"`{file.value.read}` is not a day.", 'write it as "2026-06-05"')
    for fact in folder.items(Fact):
        for key in ("in_force_from", "checked", "reported_on"):
            given = getattr(fact.value, key)
            if given is not None and (_first_day(given) is None or (key != "in_force_from" and len(given) != 10)):
                yield fact.fault((key,), f"`{given}` is not a date.", 'write it as "2026-06-05"')
        as_of = fact.value.as_of
        if as_of == "unknown":
            continue
        day, read = _first_day(as_of), _first_day(read_of(fact))
        if day is None:
            hint = 'write "2026", "2026-06", "2026-06-05" or unknown'
            yield fact.fault(("as_of",), f"`{as_of}` is not a date.", hint)
        elif read is not None and day > read:
            sentence = f"The page is of {as_of}, after the day on which it was read."
            yield fact.fault(("as_of",), sentence, f"it was read on {read_of(fact)}")


@rule("link-not-official")
def link_not_official(folder: Folder) -> Iterator[Fault]:
    """Whatever the program opens is https, on the carrier's own domains or those of a listed public body.

    A wrong link sends people to strangers who ask for their PIN. The program leaves such links out; a link whose source
    is not the carrier itself only makes a warning here.
    """
    bodies = [item.value for item in folder.items(Source) if item.value.why is not None]
    opened_common = set()
    for action in folder.items(Action):
        owner = action.within(Carrier)
        url = action.value.url
        if url is not None and not is_official(url, owner.value if owner else None, bodies):
            hint = "use https and a domain of sources.yaml that has `why`, or a topic of the carrier"
            yield action.fault(("url",), f"`{url}` is on no host of `sources.yaml` that may be opened.", hint)
        if action.value.kind == "open" and action.value.common is not None:
            opened_common.add(action.value.common)
    links = {item.value.id for item in folder.items(Topic) if item.value.answer == "link"}
    for fact in folder.items(Fact):
        carrier, common = fact.within(Carrier), fact.within(CommonFacts)
        if carrier and fact.value.topic in links:
            for path, word in _words(fact.value.value, ("value",)):
                if "://" in word and not is_official(word, carrier.value, bodies):
                    yield fact.fault(
                        path,
                        f"`{word}` is not https on a domain of {carrier.value.name}.",
                        "add the domain to `official_domains` if it is the carrier's own",
                        "error"
                        if folder.hosts.kind(fact.value.source, carrier.value.slug) == "official"
                        else "warning",
                    )
        if common and f"{common.value.slug}.{fact.value.topic}" in opened_common:
            for path, word in _words(fact.value.value, ("value",)):
                if not is_official(word, None, bodies):
                    hint = "a step opens it; use https and a domain of sources.yaml that has `why`"
                    yield fact.fault(path, f"`{word}` is on no host of `sources.yaml` that may be opened.", hint)


@rule("official-domain")
def official_domain(folder: Folder) -> Iterator[Fault]:
    """A domain is a bare host name in lower case, `att.com`.

    With a slash, a star or a capital it would never match anything.
    """
    host = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
    holders: list[tuple[Item[Any], str, list[str]]] = [
        *((item, "official_domains", item.value.official_domains) for item in folder.items(Carrier)),
        *((item, "official_domains", item.value.official_domains) for item in folder.items(Destination)),
        *((item, "hosts", item.value.hosts) for item in folder.items(Source)),
    ]
    for item, key, domains in holders:
        for index, domain in enumerate(domains):
            if not host.fullmatch(domain):
                proper = re.sub(r"^(\w+://)?(\*\.)?|[/:?#].*$", "", domain.lower().strip())
                yield item.fault((key, index), f"`{domain}` is not a bare domain.", f"write `{proper}`")


@rule("phone-form")
def phone_form(folder: Folder) -> Iterator[Fault]:
    """A customer service number is in E.164 (`+18008662453`), a short number of digits, `*` and `#`.

    The program dials and compares them; a list or map may hold several.
    """
    phones = {topic.id for topic in folder.catalogue.topics if topic.answer == "phone"}
    for fact in folder.items(Fact):
        if fact.value.topic not in phones or not fact.within(Carrier):
            continue
        for path, number in _scalars(fact.value.value, ("value",)):
            if not isinstance(number, str):
                yield fact.fault(path, f"`{number}` is not a number as text.", f'quote it: "{number}"')
            elif e164(number) != number and not DIAL_CODE.fullmatch(number):
                proper = e164(number)
                hint = f'write "{proper}"' if proper else "leave the value out if there is no number"
                yield fact.fault(path, f"`{number}` is neither a number in E.164 nor a short one.", hint)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not re.search(r"\s", text)


def _first_day(text: str) -> datetime.date | None:
    try:
        return first_day(text)
    except ValueError:
        return None


def read_of(fact: Item[Fact]) -> str:
    """The day on which the pages of its file (or of its destination) were read."""
    for holder in (fact.within(Carrier), fact.within(CommonFacts), fact.within(Destination), fact.within(OtherNames)):
        if holder is not None:
            return str(holder.value.read)
    return ""


def _scalars(value: Any, path: Path_) -> Iterator[tuple[Path_, Any]]:
    """The single values of a fact's value: itself, or those of a list or map."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _scalars(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _scalars(part, (*path, index))
    elif value is not None:
        yield path, value


def _words(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    return ((place, word) for place, word in _scalars(value, path) if isinstance(word, str))
