"""Whether a host wears the name of another: `fcc.gov.evil.io`, `t-rnobile.com`, `verizon-cancel.com`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

Way = Literal["looks like", "uses the name of"]


class LookAlike(NamedTuple):
    """What a host is mistaken for."""

    domain: str
    way: Way


_FOLDED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"))
_ALIKE = str.maketrans("0134578962|!", "oleastbgbzll")
_SAME = str.maketrans("i", "l")

# Words that swindlers put beside a name.
# fmt: off
_BAIT = frozenset({
    "account", "accounts", "activate", "alert", "app", "auth", "bill", "billing", "cancel", "care", "center",
    "chat", "claim", "complaint", "complaints", "contact", "credit", "customer", "customers", "deals", "device",
    "esim", "free", "gov", "help", "helpdesk", "home", "id", "inc", "info", "line", "login", "mobile", "my",
    "number", "official", "online", "page", "pay", "payment", "phone", "pin", "port", "portal", "promo", "refund",
    "refunds", "report", "review", "safe", "secure", "security", "service", "services", "shop", "sign", "signin",
    "sim", "store", "support", "team", "transfer", "unlock", "update", "us", "usa", "verify", "web", "wireless",
    "www",
})
# fmt: on
_NOT_SOLD = (".edu", ".mil")
"""Endings that a swindler cannot buy."""
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "gov", "ac", "edu"))


def look_alike(
    host: str, protected: Iterable[str], names: Iterable[str], words: Collection[str], services: Collection[str] = ()
) -> LookAlike | None:
    """What `host` wears the name of, if it does. The caller has made sure that it is none of the `protected` domains.

    `names` are further names of brands, each without spaces; `words` ordinary words, which prove nothing alone;
    `services` domains below which anybody can have a page (a carrier's help may lie below `zendesk.com`).
    """
    seen = _Host(host)
    domains = list(dict.fromkeys(protected))
    for domain in domains:
        if seen.holds(domain):
            return LookAlike(domain, "uses the name of")
    near = [(miss, domain) for domain in domains if (miss := seen.miss(domain, words)) is not None]
    for domain in domains:
        above = _registered(domain)
        if above != domain and above not in services and above not in domains:
            miss = seen.miss(above, words)
            if miss is not None and _own_name(above) != _own_name(seen.registered):
                near.append((miss, domain))
    if near:
        return LookAlike(min(near)[1], "looks like")
    for domain in domains:
        above = _registered(domain)
        own = [] if above in services or len(_own_name(above)) < 5 else [_own_name(above)]
        if any(seen.bears(name, words) for name in (_own_name(domain), *own)):
            return LookAlike(domain, "uses the name of")
    for name in names:
        if seen.bears(name, words):
            return LookAlike(name, "uses the name of")
    return None


def wears(name: str, labels: str, words: Collection[str]) -> bool:
    """Whether a piece of text such as the name of a mailbox bears the name of a brand."""
    return _Host(labels).bears(name, words)


class _Host:
    """A host, in the forms in which an eye reads it."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.labels = [label for label in re.split(r"[.\-_]", host) if label]
        self.registered = _registered(host)
        self.forms = {"".join(self.labels), _folded("".join(self.labels))}
        self.folded_labels = [_folded(label) for label in self.labels]

    def holds(self, domain: str) -> bool:
        """`fcc.gov.evil.io`, `fcc-gov.com`, `fccgov-help.com`: the whole domain, its dots written otherwise."""
        wanted = [part for part in re.split(r"[.\-_]", domain) if part]
        for labels, parts in ((self.labels, wanted), (self.folded_labels, [_folded(part) for part in wanted])):
            places = range(len(labels) - len(parts) + 1)
            if any(labels[place : place + len(parts)] == parts for place in places):
                return True
            joined = "".join(parts)
            starts = ("".join(labels[place:]) for place in range(len(labels)))
            if len(joined) >= 9 and any(start.startswith(joined) for start in starts):
                return True
            if any(joined in _without_bait(label) for label in labels):
                return True
        return False

    def bears(self, name: str, words: Collection[str]) -> bool:
        """The name as a label, or a long one anywhere; an ordinary word only beside what swindlers put there."""
        squeezed = re.sub(r"[^a-z0-9]", "", name)
        if len(squeezed) < 3:
            return False
        folded = _folded(squeezed)
        if name in words or squeezed in words:
            parts = [part for part in re.split(r"[\-_]", _own_name(self.registered)) if part]
            rest = [part for part in parts if not {part, part.removesuffix("s")} & {squeezed, folded}]
            if len(rest) < len(parts):
                return bool(rest) and all(part in _BAIT for part in rest)
            return len(parts) == 1 and squeezed in _without_bait(parts[0])
        if len(squeezed) >= 7 and any(squeezed in form or folded in form for form in self.forms):
            return True
        parts = re.split(r"[.\-_]", name)
        if len(parts) > 1 and len(squeezed) > 4:
            places = range(len(self.labels) - len(parts) + 1)
            if any(self.labels[place : place + len(parts)] == parts for place in places):
                return True
        several = [label.removesuffix("s") for label in self.labels] if len(self.labels) > 2 else []  # fccs-help.com
        labels = {
            *self.labels,
            *several,
            *self.folded_labels,
            *(re.sub(r"[-_]", "", label) for label in self.host.split(".")),
        }
        return any(form in (squeezed, folded) for label in labels for form in _without_bait(label))

    def miss(self, domain: str, words: Collection[str]) -> int | None:
        """In how few letters the registered name differs from that of a domain; None if in too many."""
        mine, own = _own_name(self.registered), _own_name(domain)
        name, wanted = re.sub(r"[^a-z0-9]", "", mine), re.sub(r"[^a-z0-9]", "", own)
        if not name or len(wanted) < 3 or self.registered.endswith(_NOT_SOLD):
            return None
        if name == wanted:
            return None if own in words else 0  # another ending: verizon.co
        if _folded(name) == _folded(wanted):
            return 0
        if own in words and len(wanted) < 6:
            return None
        if len(wanted) < 4:  # one letter more, the same as its neighbour: attt.com
            return 1 if len(name) == len(wanted) + 1 and re.sub(r"(.)\1+", r"\1", name) == _once(wanted) else None
        most = 1 if len(wanted) < 9 or own in words else 2
        if len(wanted) < 9 and len(name) == len(wanted) and name[0] != wanted[0] and sorted(name) != sorted(wanted):
            return None  # hello.com is not tello.com: the first letter is the one that is read
        apart = min(distance(name, wanted, most), distance(_folded(name), _folded(wanted), most))
        return apart if apart <= most else None


def _once(name: str) -> str:
    return re.sub(r"(.)\1+", r"\1", name)


def _own_name(domain: str) -> str:
    """`t-mobile` of t-mobile.com, `portal.ct` of portal.ct.gov."""
    return domain.rsplit(".", 1)[0]


def _registered(host: str) -> str:
    parts = host.split(".")
    keep = 3 if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND_LEVEL else 2
    own = parts[-keep:]
    return ".".join([own[0], own[-1]]) if keep == 3 else ".".join(own)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    """Letters and digits that look the same made the same."""
    text = text.translate(_ALIKE).translate(_SAME)
    for pair, one in _FOLDED:
        text = text.replace(pair, one)
    return text


@lru_cache(maxsize=8192)
def _without_bait(label: str) -> frozenset[str]:
    """A label, and what is left of it without the words that swindlers put before or behind a name."""
    found, new = {label}, {label}
    while new:
        cut = {form.removesuffix(word) for form in new for word in _BAIT} | {
            form.removeprefix(word) for form in new for word in _BAIT
        }
        new = {form for form in cut - found if len(form) > 2}
        found |= new
    return frozenset(found)


def distance(one: str, other: str, most: int) -> int:
    """Letters put in, left out, changed or swapped with their neighbour; `most + 1` for any more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        older, before, row = before, row, [place]
        for column, wanted in enumerate(other, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            if older and column > 1 and letter == other[column - 2] and one[place - 2] == wanted:
                cost = min(cost, older[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
