"""Who says so: by name, in one place, for the window, the report and the command line."""

from __future__ import annotations

import msgspec
import pytest

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Source
from simexit.core.wording import source_line, who_says

BANK = Source(name="Some Bank", kind="company", hosts=["bank.com"], what={"en": "a bank", "zh-Hans": "银行"})
BODY = Source(name="Regulator", kind="public-body", hosts=["regulator.gov"])
PAPER = Source(name="Paper", kind="news", hosts=["paper.com"])


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("https://www.bank.com/codes", "Some Bank, a bank (bank.com)"),
        ("https://www.regulator.gov/rule", "Regulator, a public body (regulator.gov)"),
        ("https://www.paper.com/one", "Paper, a news site (paper.com)"),
        ("https://help.one.com/one", "One (help.one.com)"),
        ("https://nowhere.net/one", "A third-party page (nowhere.net)"),
    ],
)
def test_who_says_so_is_named(small: Catalogue, address: str, who: str) -> None:
    catalogue = msgspec.structs.replace(small, sources=[BANK, BODY, PAPER])
    assert who_says(address, catalogue, "en") == who


def test_what_it_is_is_said_in_the_language_of_the_reader(small: Catalogue) -> None:
    assert "银行" in who_says("https://bank.com", msgspec.structs.replace(small, sources=[BANK]), "zh-Hans")


def test_a_rule_says_since_when_it_holds_and_when_it_was_checked(small: Catalogue, make) -> None:
    page = make.fact("number_hold", 45, as_of="2019-03-26")
    rule = msgspec.structs.replace(page, in_force_from="2020-07-27", checked="2026-11-27")
    assert "of 2019-03-26; read November 1, 2026" in source_line(page, "2026-11-01", small, "en")
    assert "in force since 2020-07-27; read November 27, 2026" in source_line(rule, "2026-11-01", small, "en")
