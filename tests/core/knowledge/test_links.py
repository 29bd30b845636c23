"""Which addresses may be opened: no disguise of another host gets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.links import belongs, host_of, is_official
from simexit.core.knowledge.types import Source

BODIES = [Source(name="FCC", kind="public-body", hosts=["fcc.gov"], why={"en": "why"})]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.t-mobile.com/support", "www.t-mobile.com"),
        ("https://WWW.T-Mobile.COM", "www.t-mobile.com"),
        ("  https://t-mobile.com  ", "t-mobile.com"),
        ("https://t-mobile.com:443/x", "t-mobile.com"),
        ("https://t-mobile.com./x", "t-mobile.com"),
        ("https://my_line.t-mobile.com", "my_line.t-mobile.com"),
        ("https://t-mobile.com?next=https://evil.ru", "t-mobile.com"),
    ],
)
def test_ordinary_addresses_have_a_host(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    "address",
    [
        "http://t-mobile.com",
        "ftp://t-mobile.com",
        "javascript:alert(1)",
        "t-mobile.com",
        "",
        "https://",
        "https:///t-mobile.com",
        "https://t-mobile.com@evil.ru",
        "https://user:secret@t-mobile.com",
        "https://@t-mobile.com",
        "https://t-mobile.com:8443",
        "https://t-mobile.com:port",
        "https://192.168.0.1/t-mobile.com",
        "https://[::1]",
        "https://[::1",
        "https://3232235777",  # an IP address as one number
        "https://0x7f.0.0.1",
        "https://1.2.3",
        "https://evil.ru\\.t-mobile.com",  # a browser goes to evil.ru
        "https://evil.ru\\@t-mobile.com",
        "https://evil.ru%2f.t-mobile.com",
        "https://evil.ru;.t-mobile.com",
        "https://evil ru.t-mobile.com",
        "https://xn--tmobile-jua.com",
        "https://www.XN--tmobile-jua.com",
        "https://t-mоbile.com",  # a Cyrillic о
        "https://t-mobile。com",
        "https://.t-mobile.com",
        "https://t-mobile..com",
        "https://-t-mobile.com",
        "https://localhost",
    ],
)
def test_disguised_addresses_have_none(address: str) -> None:
    assert host_of(address) is None


def test_a_domain_covers_what_is_below_it_and_nothing_beside_it() -> None:
    assert belongs("t-mobile.com", ["t-mobile.com"])
    assert belongs("my.account.t-mobile.com", ["t-mobile.com"])
    for host in ("evil-t-mobile.com", "xt-mobile.com", "t-mobile.com.evil.ru", "t-mobile.co", "com", ""):
        assert not belongs(host, ["t-mobile.com"])


def test_official_is_the_carriers_own_or_a_public_bodys(catalogue: Catalogue) -> None:
    carrier = catalogue.carrier("t-mobile")
    assert is_official("https://www.t-mobile.com/x", carrier, BODIES)
    assert is_official("https://consumercomplaints.fcc.gov", None, BODIES)
    assert not is_official("https://www.t-mobile.com/x", None, BODIES)
    assert not is_official("https://www.verizon.com", carrier, BODIES)
    assert not is_official("http://www.fcc.gov", carrier, BODIES)


@given(st.text(max_size=40), st.text(max_size=20))
def test_whatever_stands_around_it_the_host_decides(before: str, after: str) -> None:
    address = f"https://{before}t-mobile.com{after}"
    host = host_of(address)
    assert host is None or (host.isascii() and not set(host) - set("abcdefghijklmnopqrstuvwxyz0123456789.-_"))
