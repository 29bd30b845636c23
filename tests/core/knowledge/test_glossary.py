"""Words of the glossary are found in texts, in every language, and only whole words."""

from __future__ import annotations

import pytest

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.glossary import Terms, titled
from simexit.core.knowledge.load import load
from simexit.core.knowledge.types import Term
from simexit.core.language.messages import languages
from simexit.core.system import locations

TERMS = [
    Term(
        id="pin",
        term={"en": "Account PIN", "zh-Hans": "账户 PIN 码（Account PIN）"},
        explain={"en": ""},
        also=["passcode"],
    ),
    Term(
        id="transfer",
        term={"en": "Transfer PIN", "zh-Hans": "转网 PIN（Transfer PIN）"},
        explain={"en": ""},
        also=["NTP"],
    ),
    Term(
        id="port",
        term={"en": "Port (keep the number)", "zh-Hans": "携号转网（Port）"},
        explain={"en": ""},
        also=["转网"],
    ),
    Term(id="bill", term={"en": "Final bill", "zh-Hans": "最后一期账单（Final Bill）"}, explain={"en": ""}),
]


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load(locations.CHECKOUT / "procedures")


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Ask for the transfer PIN.", {"transfer": "transfer PIN"}),
        ("en", "Account PINs and passcodes", {"pin": "Account PINs"}),
        ("en", "Port it. Report it. Import it.", {"port": "Port"}),
        ("en", "A NTP, not an ntps9", {"transfer": "NTP"}),
        ("en", "Nothing of the kind", {}),
        ("zh-Hans", "请要转网 PIN（Transfer PIN）。", {"transfer": "转网 PIN"}),
        ("zh-Hans", "先转网再说", {"port": "转网"}),
        ("zh-Hans", "看最后一期账单里的Final Bill吧", {"bill": "最后一期账单"}),
        ("en", "İ" * 40 + " transfer PIN", {}),  # small letters that are longer would shift the places
    ],
)
def test_words_are_found_where_they_stand(language: str, text: str, found: dict[str, str]) -> None:
    hits = Terms(TERMS, language).in_text(text)
    assert {hit.term.id: text[hit.start : hit.end] for hit in hits} == found


def test_no_terms_find_nothing() -> None:
    assert Terms([], "en").in_text("transfer PIN") == []


@pytest.mark.parametrize("language", languages())
def test_every_term_is_found_by_its_own_name(shipped: Catalogue, language: str) -> None:
    terms = Terms(shipped.terms, language)
    lost = []
    for term in shipped.terms:
        hits = terms.in_text(term.term[language])
        if not hits:
            lost.append(term.id)
    assert lost == []
    assert len(shipped.terms) >= 60


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("zh-Hans", "计划会把它们排在前面", "plan"),
        ("zh-Hans", "把网络设置重置一下", "factory-reset"),
        ("zh-Hans", "传输或还原 iPhone", "factory-reset"),
        ("zh-Hans", "银行卡号和卡号后四位", "iccid"),
        ("zh-Hans", "用 Google 账号登录", "account-number"),
        ("zh-Hans", "没有合约，随时可以走", "postpaid"),
        ("zh-Hans", "给客服留言", "voicemail"),
        ("zh-Hans", "美国银行卡先不要注销", "cancel"),
        ("zh-Hans", "保持开机", "reactivate"),
        ("zh-Hans", "只保号码，不用套餐", "keep-number"),
        ("zh-Hans", "没有写生效日期", "effective-date"),
        ("en", "Profile, then Account", "euicc"),
        ("en", "Pay by credit card", "credit-balance"),
        ("en", "Find the owner of Boost", "account-owner"),
        ("en", "To keep the number on another plan", "port"),
        ("en", "SMS Backup & Restore", "reactivate"),
        ("en", "The lost days of this plan", "plan"),
    ],
)
def test_words_that_mean_something_else_lead_nowhere(shipped: Catalogue, language: str, text: str, term: str) -> None:
    assert term not in {hit.term.id for hit in Terms(shipped.terms, language).in_text(text)}


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("zh-Hans", "套餐多少钱", "plan"),
        ("zh-Hans", "保号要多少钱", "keep-number"),
        ("zh-Hans", "恢复出厂设置", "factory-reset"),
        ("zh-Hans", "记下 ICCID", "iccid"),
        ("zh-Hans", "开着账户锁", "number-lock"),
        ("en", "Change the plan", "plan"),
        ("en", "Scan the QR code", "qr-code"),
        ("en", "At the voice menu", "ivr"),
    ],
)
def test_words_that_mean_it_are_still_explained(shipped: Catalogue, language: str, text: str, term: str) -> None:
    assert term in {hit.term.id for hit in Terms(shipped.terms, language).in_text(text)}


def test_english_words_are_not_said_twice() -> None:
    assert titled(TERMS[1], "zh-Hans") == "转网 PIN（Transfer PIN）"
    assert titled(TERMS[0], "en") == "Account PIN"
    assert titled(Term(id="x", term={"en": "Voicemail (calls)", "zh-Hans": "语音"}, explain={"en": ""}), "zh-Hans") == (
        "语音 · Voicemail (calls)"
    )
