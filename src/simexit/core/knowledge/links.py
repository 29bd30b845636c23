"""Whether an address may be opened: https, on the carrier's own domains or on those of a listed public body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:  # the window asks for links before the knowledge is there
    from simexit.core.knowledge.types import Carrier, Source

_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z]{2,}")
"""Labels with dots, the last one of letters: no bare number however written, and no sign (as in `evil.com\\.att.com`)
that a browser reads as the end of the host."""


def host_of(address: str) -> str | None:
    """The host name of an https address in lower case; None for anything else.

    A user name or password in the address, a port, an IP address and a host that is not plain ASCII (look-alike
    letters, also as `xn--`) are all refused: no official page is reached that way.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or not host or parts.username is not None or port not in (None, 443):
        return None
    host = host.removesuffix(".").lower()
    return host if _HOST.fullmatch(host) and "xn--" not in host else None


def belongs(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of the domains or below one (`www.att.com` below `att.com`)."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def is_official(address: str, carrier: Carrier | None, bodies: Iterable[Source]) -> bool:
    """Whether the program may open this address for a customer of this carrier."""
    host = host_of(address)
    if host is None:
        return False
    own = carrier.official_domains if carrier else []
    return belongs(host, own) or any(belongs(host, body.hosts) for body in bodies)
