"""Every rule of `simexit check`, each broken in a small good folder: exactly its finding, at its place."""

from __future__ import annotations

import datetime
import shutil
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from simexit.core import authoring
from simexit.core.authoring.registry import rule
from simexit.core.authoring.shape import SHAPE
from simexit.core.knowledge import yaml_lines
from simexit.core.knowledge.findings import Finding

GOOD = Path(__file__).parents[2] / "procedures" / "good"

PREPARE, ACT, ALPHA, BETA = "steps/prepare.yaml", "steps/act.yaml", "carriers/alpha.yaml", "carriers/beta.yaml"
PLACES = "destinations.yaml"
RIGHTS, MOVE, END = "common/rights.yaml", "routes/move.yaml", "routes/end.yaml"

SCRIPT = "  - {id: call, title: {en: A, zh-Hans: 甲}, lines: []}\n"
NOT_END = "{all: [{is: {number: keep}}, {not: {is: {route: end}}}]}"
MORE = '      - {id: more, text: {en: "One more", zh-Hans: "还有一件"}}'
SENT_ON = "    fields: [{id: sent_on, kind: date, label: {en: Sent, zh-Hans: 寄}, was: [get-ready.remark]}]"
PAGE = '\n    says: {en: "The page.", zh-Hans: "网页。"}\n'
PHONE = 'source: "https://www.alpha.com/phone"'
COMPLAIN = 'source: "https://www.regulator.gov/complain"\n    as_of: unknown'

LATER = datetime.date(2027, 5, 21)
"""A day on which a price that was read on 2026-11-20 is old."""


class Case(NamedTuple):
    """One change to the good folder, and the one finding that it makes."""

    rule: str
    file: str
    old: str | None
    """What is replaced, where it first stands; None for a file that is added."""
    new: str | None
    """What takes its place; None for a file that is removed."""
    at: str
    """Words of the line that the finding names, as it stands after the change."""
    says: str = ""
    """Words of the finding: the name that is wrong, or the one that was meant."""
    file_named: str = ""
    """Where the finding is, if in another file than the change."""
    severity: str = "error"


CASES = [
    # Phase one: shape.
    Case("missing-file", "replies.yaml", None, None, ""),
    Case("unknown-file", "steps/more.yml", None, "steps: []\n", "steps", "more.yaml"),
    Case("encoding", "glossary.yaml", "手机里的卡。", "\udcff", "explain:"),
    Case("yaml", BETA, "slug: beta", "slug: [beta", "name: Beta"),
    Case("repeated-key", BETA, "kind: flanker", "kind: flanker\nname: Betta", "name: Betta", "`name`"),
    Case("unknown-key", ACT, "irreversible: true", "irreversible: true\n    check: [a]", "check: [a]", "`checks`"),
    Case("unknown-key", "covers.yaml", "gaps:", "gap:", "gap:", "`gaps`"),
    Case("missing-key", ACT, "    minutes: 15\n", "", "- id: end-line", "`minutes`"),
    Case("wrong-type", ALPHA, "network: [Alpha]", "network: Alpha", "network: Alpha", "a list, not text"),
    Case("wrong-type", "replies.yaml", "replies:\n", "", "- id: offer", "a mapping, not a list"),
    Case("unknown-value", ALPHA, "confidence: medium", "confidence: sure", "confidence: sure", "`sure`"),
    Case("unknown-value", MOVE, 'ends_line: "no"', 'ends_line: "never"', "never", "`over`"),
    Case("unquoted-number", PREPARE, 'en: "Get ready"', "en: 12", "en: 12", '"12"'),
    Case("unquoted-number", ALPHA, 'as_of: "2026"\n', "as_of: 2026\n", "as_of: 2026", '"2026"'),
    # Places where a number can go.
    Case("place-value", PLACES, "{usd: 5, days: 30}", "{usd: five}", "usd: five", "must be a number"),
    Case("place-value", PLACES, "{usd: 5, days: 30}", "{dollars: 5}", "dollars", "usd, days"),
    Case("place-value", PLACES, "{usd: 5, days: 30}", "5", "value: 5", "must be a map"),
    Case("place-value", PLACES, "by: itself", "by: itsef", "itsef", "`itself`"),
    Case("place-sentence", PLACES, "It renews by itself.", "It is so. " * 11, "It is so.", "33 words"),
    Case(
        "place-sentence",
        PLACES,
        '        short: {en: "By itself", zh-Hans: "自动续费"}\n',
        "",
        "id: keep-alive",
        "short",
    ),
    Case(
        "reported-elsewhere", PLACES, "https://www.alpha.com/plans", "https://paper.com/plans", "paper.com", "own page"
    ),
    Case("reported-elsewhere", PLACES, "site: https://www.alpha.com", "site: https://beta.com", "beta.com", "domains"),
    Case("unknown-topic", PLACES, "topic: price_month", "topic: price_moth", "price_moth", "`price_month`"),
    Case("unknown-reference", PLACES, "codes_fact: rights", "codes_fact: right", "right.", "rights.complaint_url"),
    Case("condition-shape", PLACES, "{place.kind: mobile}", "{place.kind: mobil}", "mobil}", "`mobile`"),
    Case("condition-shape", PLACES, "{place.kind: mobile}", "{place.price: small}", "small", "cheapest"),
    Case("condition-shape", ALPHA, "{is: {route: end}}", "{is: {place.kind: mobile}}", "place.kind", "nothing that"),
    Case("fact-date", PLACES, 'reported_on: "2026-12-29"', 'reported_on: "2026"', "reported_on", "is not a date"),
    # Conditions.
    Case("condition-shape", PREPARE, "{has_fact: number_hold}", "{has_fact: number_hold, is: {where: us}}", "when:"),
    Case("condition-shape", PREPARE, "{has_fact: number_hold}", "{is: {where: us, number: keep}}", "when:", "join"),
    Case("condition-shape", "trouble.yaml", "{where: abroad}", "{where: abrod}", "abrod", "`abroad`"),
    Case("condition-shape", "trouble.yaml", "{where: abroad}", "{wher: abroad}", "wher:", "`where`"),
    Case("condition-shape", MOVE, "{is: {number: keep}}", "{all: []}", "all: []", "is empty"),
    Case("condition-shape", MOVE, "{is: {number: keep}}", NOT_END, "route: end", "not known yet"),
    Case("condition-shape", ALPHA, "{is: {route: end}}", "{has_fact: cancel_url}", "has_fact", "not known yet"),
    Case("condition-shape", ALPHA, "{is: {route: end}}", "{is: {carrier.channels: phone}}", "channels", "not known"),
    Case("condition-shape", END, "channels: store", "channels: shop", "channels: shop", "store"),
    Case("condition-shape", "trouble.yaml", "{where: abroad}", "{carrier: alpa}", "alpa", "`alpha`"),
    # Completeness.
    Case("uncovered-cluster", ACT, "covers: [G-01]", "covers: []", "gaps: {G-01", "`G-01`", "covers.yaml"),
    Case("stale-question", "questions.yaml", "default: us", "default: usa", "default: usa", "`us`"),
    Case("stale-question", "questions.yaml", "    default: us\n", "", "key: where", "no default"),
    Case("stale-question", "questions.yaml", "kind: carrier", "kind: carrier\n    default: alpha", "default: alpha"),
    # Facts and links.
    Case("fact-without-source", ALPHA, '"https://www.alpha.com/phone"', "a call", "source: a call", "`a call`"),
    Case("fact-without-source", ALPHA, "    conflict_sources: [", "    note_sources: [", "conflicts:"),
    Case("fact-date", ALPHA, '"2026-06"', '"2026-13"', '"2026-13"', "is not a date"),
    Case("fact-date", ALPHA, '"2026-06-05"', '"2026-12"', '"2026-12"', "after the day"),
    Case("fact-date", RIGHTS, "as_of: unknown", 'as_of: unknown\n    in_force_from: "soon"', "soon", "not a date"),
    Case("fact-date", RIGHTS, "as_of: unknown", 'as_of: unknown\n    checked: "2026-11"', "checked", "not a date"),
    Case("fact-date", BETA, 'read: "2026-11-20"', 'read: "2026-11"', 'read: "2026-11"', "not a day"),
    Case("link-not-official", PREPARE, "www.regulator.gov/help", "regulator.help", "regulator.help"),
    Case("link-not-official", ALPHA, 'value: "https://www', 'value: "http://www', 'value: "http:', "not https"),
    Case("link-not-official", RIGHTS, 'value: "https://www.reg', 'value: "https://www.other', "www.other", "other"),
    Case(
        "link-not-official",
        ALPHA,
        f'//www.alpha.com/cancel"{PAGE}    source: "https://www.alpha.com/cancel"',
        f'//paper.com/alpha"{PAGE}    source: "https://paper.com/alpha"',
        'value: "https://paper.com',
        severity="warning",
    ),
    Case("official-domain", BETA, "beta.com]", "https://beta.com/]", "https://beta.com/", "write `beta.com`"),
    Case("phone-form", ALPHA, '"+18005550100"', '"(800) 555-0100"', "(800)", '"+18005550100"'),
    Case("phone-form", ALPHA, '"611"\n', "611\n", "value: 611", 'quote it: "611"'),
    # Sources.
    Case("unlisted-host", ALPHA, "https://guide.example.com/alpha", "https://www.alpha-help.net/a", "alpha-help.net"),
    Case("directory-alone", ALPHA, PHONE, 'source: "https://guide.example.com/alpha"', "guide.example.com", "`Guide`"),
    Case("rival-source", ALPHA, PHONE, 'source: "https://www.gamma.com/alpha"', "www.gamma.com", "Gamma"),
    Case("plain-http", ALPHA, PHONE, 'source: "http://www.alpha.com/phone"', "http://www.alpha.com"),
    Case("bare-home-page", ALPHA, PHONE, 'source: "https://www.alpha.com/"', 'source: "https://www.alpha.com/"'),
    *(
        Case("test-host", ALPHA, PHONE, f'source: "https://{label}.alpha.com/phone"', label, f"`{label}`")
        for label in ("staging", "webtesta", "qa-webapp", "alpha-staging", "demo-prod-care", "preview")
    ),
    Case("not-a-public-body", "sources.yaml", "kind: news", "kind: public-body", "paper.com", "`paper.com`"),
    Case(
        "law-undated",
        RIGHTS,
        COMPLAIN,
        f'{COMPLAIN.replace("www.regulator", "www.law")}\n    in_force_from: "2020"',
        "law.gov",
        "`checked`",
    ),
    Case(
        "law-undated",
        RIGHTS,
        COMPLAIN,
        f'{COMPLAIN.replace("www.regulator", "www.law")}\n    checked: "2026-11-20"',
        "law.gov",
        "`in_force_from`",
    ),
    Case("old-price", ALPHA, "It is kept a while.", "It is kept for $5.", "$5", "`$5`", severity="warning"),
    Case(
        "written-source-kind",
        ALPHA,
        f"{PHONE}\n",
        f"{PHONE}\n    source_kind: regulator\n",
        "source_kind",
        "sources.yaml",
    ),
    # Names.
    Case("repeated-id", PREPARE, "id: codes, killer", "id: number, killer", "codes-moved", "`number`"),
    Case("repeated-id", "scripts.yaml", "scripts:\n", f"scripts:\n{SCRIPT}", "- id: call", "`call`"),
    Case("repeated-id", END, "id: act", "id: desk", "id: desk", "`desk`"),
    Case("id-form", "glossary.yaml", "id: esim", "id: e/SIM", "e/SIM", "`e-sim`"),
    Case("slug-file-name", MOVE, "id: move", "id: moved", "id: moved", "write `move`"),
    # Order.
    Case("circular-after", PREPARE, "minutes: 10", "minutes: 10\n    after: [get-ready]", "after: [get-ready]"),
    Case("script-order", MOVE, "get-ready\n      - visit-store", "visit-store\n      - get-ready", "sittings:"),
    Case("step-twice", MOVE, "- visit-store", "- get-ready\n      - visit-store", "sittings:", "`get-ready`"),
    Case("idle-step", MOVE, "      - visit-store\n", "", "id: visit-store", "`visit-store`", PREPARE),
    Case("killerless-irreversible", ACT, ", phone-free]", "]", "needs:", "phone-free"),
    Case("killerless-irreversible", ACT, "    loss: {", "    abroad_note: {", "irreversible: true"),
    Case("killer-owner", PREPARE, "killer: phone-free, ", "", "id: phone-free", "`phone-free`", "killers.yaml"),
    # Prose.
    Case(
        "missing-translation",
        "glossary.yaml",
        ', zh-Hans: "手机里的卡。"',
        "",
        "A card in the phone",
        "zh-Hans",
        "",
        "warning",
    ),
    Case("missing-translation", "glossary.yaml", 'zh-Hans: "eSIM"', 'zh-Hans: "eSIM", fr: "eSIM"', "fr:", "`fr`"),
    Case(
        "glossary-term",
        "glossary.yaml",
        'term: {en: "eSIM", zh-Hans: "eSIM"}',
        'term: {en: "Hold ends", zh-Hans: "保留结束（Hold）"}',
        "id: hold-ends",
        "`保留结束`",
        PREPARE,
    ),
    Case("unequal-placeholders", PREPARE, "给 {carrier} 写信", "写信", "Write to {carrier}", "`{carrier}`"),
    Case("unequal-placeholders", "letters.yaml", "{name}", "{nam}", "body:", "`name`"),
    Case("unequal-placeholders", "topics.yaml", '"Page"', '"Page {page}"', "{page}", "`{page}`"),
    Case("chinese-missing", END, "停掉线路", "End it", "End it"),
    Case("english-has-chinese", END, "End the line", "停掉线路", "停掉线路"),
    Case("folded-chinese", MOVE, "转走号码", "转走 号码", "转走 号码"),
    Case("number-in-step", ACT, "It costs money.", "It costs $5.", "$5", "`$5`"),
    Case("number-in-step", ACT, "一直收费。", "30 天后收费。", "30 天", "`30 天`"),
    Case("secret-field", PREPARE, '"Remark"', '"Account PIN"', "Account PIN", "`PIN`"),
    # Length.
    Case("too-many-checks", PREPARE, "    fields:\n", f"{MORE}\n    fields:\n", "checks:", "6"),
    Case("too-many-words", PREPARE, "Else it is lost.", "lost " * 181, "checks:", "180"),
    Case("no-checks", PREPARE, "- id: sent\n", "- id: sent\n        when: {is: {where: us}}\n", "id: write-letter"),
    Case("long-check", PREPARE, "Letter sent", "sent " * 21, "sent sent", "21"),
    Case("long-fact", ALPHA, "Dial 611.", "dial " * 41, "dial dial", "41", severity="warning"),
    *(
        Case("title-verb", PREPARE, "Visit a store", title, title)
        for title in ("The store", "Your store", "Visiting a store", "Preparation", "When you visit a store")
    ),
    *(
        Case("conviction", PREPARE, "Been there", belief, belief)
        for belief in ("You know the store", "You understand it", "You are sure", "It is clear to you")
    ),
    *(Case("conviction", PREPARE, "去过了", belief, belief) for belief in ("知道在哪家店", "您已明白", "清楚了")),
    Case("said-twice", PREPARE, "Letter sent", "Been there", "Been there", "`move`"),
    Case("said-twice", PREPARE, "It is proof.", "They ask for it.", "They ask for it.", "`move`"),
    Case("said-twice", ALPHA, "Dial 611.", "Call them.", "Call them.", "Alpha"),
    Case("said-twice", ALPHA, "Dial 611.", "You may complain.", "You may complain.", "rights.yaml"),
    # Words that end a line.
    Case("unmarked-ending", "scripts.yaml", "    ends_line: true\n", "", "Please end", "`Please end`"),
    Case("unmarked-ending", "replies.yaml", "No, thank you.", "Please cancel the line.", "answer:", "ends_line"),
    Case("unmarked-ending", "letters.yaml", "I write about", "I ask you to end", "body:", "`ends_line: true`"),
    Case("unmarked-ending", "topics.yaml", "Which page?", "How do I cancel my line?", "ask:", "`about_ending: true`"),
    Case(
        "unmarked-ending",
        ALPHA,
        'says: {en: "Dial 611."',
        'ask: {en: "If I cancel it?", zh-Hans: "取消呢？"}\n    says: {en: "Dial 611."',
        "ask:",
    ),
    Case(
        "ending-too-early",
        "letters.yaml",
        "    title:",
        "    ends_line: true\n    title:",
        "letter: request",
        "`move`",
        PREPARE,
    ),
    Case(
        "ending-too-early",
        PREPARE,
        "- id: sent\n",
        '- id: sent\n        say: {en: "Please end the line.", zh-Hans: "请停掉。"}\n',
        "say:",
        "`Please end`",
    ),
    Case("ending-too-early", "trouble.yaml", "    facts:", "    replies: [final]\n    facts:", "replies:", "`final`"),
    # Names that others rely on.
    Case("fixed-name", "questions.yaml", "key: service", "key: servise", "servise", "`service`"),
    Case("fixed-name", "questions.yaml", "id: data", "id: date", "id: date", "`data`"),
    Case("fixed-name", "destinations.yaml", "- {id: port_in", "- {id: portin", "topics:", "`port_in`"),
    Case("was-present", PREPARE, "letter: request", "letter: request\n    was: [get-ready]", "was:", "`get-ready`"),
    Case(
        "was-present",
        PREPARE,
        "- id: sent\n",
        "- id: sent\n        was: [get-ready/codes]\n",
        "was:",
        "`get-ready/codes`",
    ),
    Case(
        "was-present",
        PREPARE,
        "letter: request",
        f"letter: request\n{SENT_ON}",
        "was:",
        "`get-ready.remark`",
    ),
    # Pointers.
    Case("unknown-topic", ALPHA, "topic: support_dial_code", "topic: support_code", "support_code", "support_dial"),
    Case("unknown-topic", PREPARE, "{has_fact: number_hold}", "{has_fact: number_holds}", "holds", "`number_hold`"),
    Case("unknown-topic", PREPARE, "facts: [number_hold]", "facts: [number_holds]", "holds", "`number_hold`"),
    Case("unknown-reference", ACT, "after: [get-ready]", "after: [get-redy]", "get-redy", "`get-ready`"),
    Case("unknown-reference", ACT, "script: call", "script: cal", "script: cal", "`call`"),
    Case("unknown-reference", ACT, "replies: [offer,", "replies: [offers,", "offers", "`offer`"),
    Case("unknown-reference", ACT, "covers: [G-01]", "covers: [G-01, G-02]", "G-02", "`G-01`"),
    Case("unknown-reference", PREPARE, "letter: request", "letter: requests", "requests", "`request`"),
    Case("unknown-reference", PREPARE, "check: number,", "check: numbers,", "numbers", "`number`"),
    Case("unknown-reference", PREPARE, "more: [rights.complaint_url", "more: [rights.complaint", "more:", "_url`"),
    Case("unknown-reference", PREPARE, "start: get-ready.ready_on", "start: get-ready.ready", "hold-ends", "ready_on`"),
    Case("unknown-reference", PREPARE, "start: get-ready.ready_on", "start: get-ready.remark", "hold-ends", "a date"),
    Case("unknown-reference", MOVE, "- get-ready", "- get-redy", "get-redy", "`get-ready`"),
    Case("unknown-reference", END, "step: write-letter", "step: write-leter", "write-leter", "`write-letter`"),
    Case("unknown-reference", "questions.yaml", "page: first", "page: frist", "page: frist", "`first`"),
    Case("unknown-reference", "trouble.yaml", "rights.complaint_url", "rights.complaint", "facts:", "_url`"),
    Case("unknown-reference", ALPHA, "fact: hold", "fact: holds", "fact: holds", "`hold`"),
    Case("unknown-reference", BETA, "brand: alpha", "brand: alfa", "brand: alfa", "`alpha`"),
    Case("unknown-reference", "retired.yaml", "old-alpha: alpha", "old-alpha: alphas", "alphas", "`alpha`"),
    Case("days-from", PREPARE, "days_from: number_hold", "days_from: cancel_url", "hold-ends", "`cancel_url`"),
    Case("days-from", PREPARE, "days_from: number_hold", "days: 3, days_from: number_hold", "hold-ends", "keep one"),
    Case("days-from", PREPARE, "days_from: number_hold", "days_key: days", "hold-ends", "`days_from`"),
    Case("no-target", ACT, "topic: support_phone, label", "label", "kind: call", "no target"),
    Case("no-target", ACT, "topic: support_phone, label", 'url: "https://www.regulator.gov", label', "kind: call"),
    Case("carrier-status", BETA, "status: closed", "status: close", "status: close", "`closed`"),
    Case("carrier-status", BETA, "status: closed", "status: merged-into:alfa", "merged-into", "`alpha`"),
    Case("carrier-status", BETA, 'status_source: "https://www.alpha.com/news"\n', "", "status: closed", "No source"),
    Case("channel-word", ALPHA, "[phone, store]", "[phones, store]", "phones", "`phone`"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the good folder, to be broken."""
    return Path(shutil.copytree(GOOD, tmp_path / "procedures"))


def change(folder: Path, file: str, old: str | None, new: str | None) -> None:
    """Make one change; a test whose change changes nothing would prove nothing."""
    path = folder / file
    if new is None:
        path.unlink()
    elif old is None:
        path.write_text(new, encoding="utf-8")
    else:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", errors="surrogateescape")


def said(folder: Path) -> list[str]:
    return [finding.render(relative_to=folder) for finding in authoring.run(folder)]


def line_of(finding: Finding) -> str:
    """The line that a finding names."""
    file, number = finding.place
    if not file.exists():
        return ""
    return file.read_text(encoding="utf-8", errors="surrogateescape").splitlines()[number - 1]


def test_the_good_folder_breaks_no_rule() -> None:
    assert authoring.run(GOOD) == []


def test_a_price_is_not_old_for_six_months(folder: Path) -> None:
    change(folder, "carriers/alpha.yaml", "It is kept a while.", "It is kept for $5.")
    assert authoring.run(folder, LATER - datetime.timedelta(days=1)) == []


def test_who_receives_a_number_may_say_what_it_needs(folder: Path) -> None:
    """All other words of another brand are refused; brands of one owner are not rivals."""
    change(
        folder,
        "carriers/alpha.yaml",
        'value: "611"\n    says: {en: "Dial 611.", zh-Hans: "拨 611。"}\n    source: "https://www.alpha.com',
        'value: "611"\n    says: {en: "Dial 611.", zh-Hans: "拨 611。"}\n    source: "https://www.gamma.com',
    )
    assert [line for line in said(folder) if "rival" in line] == []
    change(
        folder, "carriers/alpha.yaml", 'source: "https://www.alpha.com/phone"', 'source: "https://www.gamma.com/phone"'
    )
    assert [line.split(": ")[1] for line in said(folder)] == ["rival-source"]
    change(folder, "carriers/alpha.yaml", "name: Alpha", "name: Alpha\nparent: Gamma (Inc.)")
    assert said(folder) == []


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{number}" for number, case in enumerate(CASES)])
def test_a_broken_rule_is_found_at_its_place(case: Case, folder: Path) -> None:
    change(folder, case.file, case.old, case.new)
    (finding,) = authoring.run(folder, LATER)
    assert (finding.rule, finding.severity) == (case.rule, case.severity)
    assert finding.place.file.relative_to(folder).as_posix() == (case.file_named or case.file)
    assert case.at in line_of(finding)
    assert case.says in f"{finding.sentence} {finding.suggestion}"


def test_every_rule_is_broken_by_some_case() -> None:
    in_translations = {"english-kept"}  # tests/procedures/test_translations.py
    assert {case.rule for case in CASES} | in_translations == {*SHAPE, *authoring.RULES}


@pytest.mark.parametrize("name", authoring.RULES)
def test_every_rule_says_what_it_demands(name: str) -> None:
    assert authoring.RULES[name].why.strip()


def test_two_rules_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="two rules"):
        rule("id-form")(lambda folder: iter(()))


def test_all_faults_of_shape_of_all_files_are_listed_and_the_rules_wait(folder: Path) -> None:
    change(folder, ACT, "script: call", "script: cal")  # a rule's matter
    change(folder, PREPARE, "letter: request", "leter: request")
    change(folder, PREPARE, "after: [get-ready]", "after: get-ready")
    change(folder, ALPHA, "confidence: medium", "confidence: sure")
    change(folder, BETA, "slug: beta", "slug: [beta")
    (folder / "replies.yaml").unlink()
    assert sorted(finding.rule for finding in authoring.run(folder)) == sorted(
        ["unknown-key", "wrong-type", "unknown-value", "yaml", "missing-file"]
    )


def test_all_broken_rules_are_listed(folder: Path) -> None:
    change(folder, PREPARE, "letter: request", "letter: requests")
    change(folder, BETA, "status: closed", "status: shut")
    change(folder, ALPHA, 'as_of: "2026-06"\n', 'as_of: "2027"\n')
    rules = sorted(finding.rule for finding in authoring.run(folder))
    assert rules == ["carrier-status", "fact-date", "unknown-reference"]


@pytest.mark.parametrize("text", ["", "- a\n", "just words\n", "a: [\n", "a: \0\n", "a: &a [*a]\n"])
@pytest.mark.parametrize("file", ["questions.yaml", "killers.yaml", PREPARE, ALPHA, END])
def test_a_file_that_cannot_be_read_is_found_and_nothing_else(file: str, text: str, folder: Path) -> None:
    """What it would have named is not called unknown elsewhere."""
    (folder / file).write_text(text, encoding="utf-8")
    findings = authoring.run(folder)
    assert {finding.place.file.relative_to(folder).as_posix() for finding in findings} == {file}


def _po(tmp_path: Path, content: bytes) -> list[str]:
    folder = tmp_path / "procedures"
    shutil.copytree(GOOD, folder)
    file = folder / "i18n" / "es" / "glossary.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return [found.render(folder) for found in authoring.run(folder) if found.severity == "error"]


def test_a_file_of_translations_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    (found,) = _po(tmp_path, b'msgid "x"\nmsgstr "se\xf1al"\n')
    assert (
        found == "i18n/es/glossary.po:2: encoding: The file is not UTF-8: invalid continuation byte. (save it as UTF-8)"
    )


def test_a_file_of_translations_that_is_none_is_named(tmp_path: Path) -> None:
    (found,) = _po(tmp_path, b'msgid ""\nmsgstr "Plural-Forms: nplurals=x\\n"\n')
    assert found.startswith("i18n/es/glossary.po:1: encoding: This is no file of translations: ")


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(f'*{old}' for _ in range(10))}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_aliases_of_aliases_are_stopped(tmp_path: Path) -> None:
    file = tmp_path / "bomb.yaml"
    file.write_text(BOMB, "utf-8")
    began = time.perf_counter()
    (found,) = yaml_lines.read(file).findings
    assert time.perf_counter() - began < 5
    assert found.rule == "yaml"
    assert "Aliases" in found.sentence


@pytest.mark.parametrize("digits", [18, 19, 5000])
def test_a_number_without_end_is_no_number(tmp_path: Path, digits: int) -> None:
    file = tmp_path / "number.yaml"
    file.write_text(f"days: {'9' * digits}\n", "utf-8")
    assert isinstance(yaml_lines.read(file).data["days"], int if digits <= 18 else str)
