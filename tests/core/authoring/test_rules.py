"""Every rule of `simexit check`, each broken once in a small good folder: exactly its one sentence, at its line."""

from __future__ import annotations

import datetime
import shutil
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from simexit.core import authoring as checks
from simexit.core.authoring.registry import rule
from simexit.core.knowledge import yaml_lines

LATER = datetime.date(2027, 5, 21)
"""A day on which a price that was read on 2026-11-20 is old."""

GOOD = Path(__file__).parents[2] / "procedures" / "good"


class Case(NamedTuple):
    """One change to the good folder, and what the check says of it."""

    rule: str
    file: str
    old: str | None
    """What is replaced; None for a file that is added."""
    new: str | None
    """What takes its place; None for a file that is removed."""
    where: str
    sentence: str
    suggestion: str
    severity: str = "error"


CASES = [
    Case(
        "condition-shape",
        "steps/prepare.yaml",
        "when: {is: {number: release}}",
        "when: {is: {number: release}, has_fact: number_hold}",
        "steps/prepare.yaml:25",
        "A condition has exactly one of `all`, `any`, `not`, `is`, `in`, `has_fact`; this has is and has_fact.",
        "join them with `all`",
    ),
    Case(
        "condition-shape",
        "steps/prepare.yaml",
        "when: {is: {number: release}}",
        "when: {is: {number: released}}",
        "steps/prepare.yaml:25",
        "`released` is not a value of `number`.",
        "did you mean `release`?",
    ),
    Case(
        "condition-shape",
        "steps/prepare.yaml",
        "when: {is: {number: release}}",
        "when: {is: {numbr: release}}",
        "steps/prepare.yaml:25",
        "`numbr` is nothing that a condition can look at.",
        "did you mean `number`?",
    ),
    Case(
        "condition-shape",
        "steps/prepare.yaml",
        "when: {is: {number: release}}",
        "when: {is: {number: release, where: us}}",
        "steps/prepare.yaml:25",
        "`is` compares 2 things at once.",
        "join them with `all`",
    ),
    Case(
        "condition-shape",
        "steps/prepare.yaml",
        "when: {is: {number: release}}",
        "when: {all: []}",
        "steps/prepare.yaml:25",
        "`all` is empty.",
        "leave the condition out if it is always so",
    ),
    Case(
        "condition-shape",
        "routes.yaml",
        "{number: keep}",
        "{route: end}",
        "routes.yaml:4",
        "`route` is not known yet where this condition is looked at.",
        "",
    ),
    Case(
        "condition-shape",
        "carriers/alpha.yaml",
        "when: {is: {route: end}}",
        "when: {is: {carrier.channels: phone}}",
        "carriers/alpha.yaml:44",
        "`carrier.channels` is not known yet where this condition is looked at.",
        "",
    ),
    Case(
        "condition-shape",
        "carriers/alpha.yaml",
        "when: {is: {route: end}}",
        "when: {has_fact: cancel_url}",
        "carriers/alpha.yaml:44",
        "`has_fact` is not known yet where this condition is looked at.",
        "",
    ),
    Case(
        "condition-shape",
        "steps/prepare.yaml",
        "carrier.channels: store",
        "carrier.channels: shop",
        "steps/prepare.yaml:33",
        "`shop` is not a value of `carrier.channels`.",
        "its values: app, chat, email, let-expire, mail, online, phone, port-out, social, store",
    ),
    Case(
        "condition-shape",
        "steps/prepare.yaml",
        "{is: {number: release}}",
        "{is: {carrier: alpa}}",
        "steps/prepare.yaml:25",
        "`alpa` is not a value of `carrier`.",
        "did you mean `alpha`?",
    ),
    Case(
        "uncovered-cluster",
        "steps/act.yaml",
        "covers: [G-01]",
        "covers: []",
        "covers.yaml:3",
        "No step covers `G-01`: Decide first.",
        "name it in `covers` of the step that serves it",
    ),
    Case(
        "stale-question",
        "questions.yaml",
        "default: us",
        "default: usa",
        "questions.yaml:22",
        "The default `usa` is not a choice.",
        "did you mean `us`?",
    ),
    Case(
        "stale-question",
        "questions.yaml",
        "    default: us\n",
        "",
        "questions.yaml:19",
        "`where` has no default.",
        "add `default`, one of its choices",
    ),
    Case(
        "stale-question",
        "questions.yaml",
        "    kind: carrier\n",
        "    kind: carrier\n    default: alpha\n",
        "questions.yaml:5",
        "`carrier` is not a choice and has `default`.",
        "remove it",
    ),
    Case(
        "fact-without-source",
        "carriers/alpha.yaml",
        '"https://www.alpha.com/phone"',
        "a phone call",
        "carriers/alpha.yaml:15",
        "`a phone call` is not the address of a page.",
        "write it with https://",
    ),
    Case(
        "fact-without-source",
        "carriers/alpha.yaml",
        '    conflict_sources: ["https://guide.example.com/alpha"]\n',
        "",
        "carriers/alpha.yaml:39",
        "What contradicts the fact has no source.",
        "add `conflict_sources`",
    ),
    Case(
        "fact-date",
        "carriers/alpha.yaml",
        '"2026-06"',
        '"2026-13"',
        "carriers/alpha.yaml:16",
        "`2026-13` is not a date.",
        'write "2026", "2026-06", "2026-06-05" or unknown',
    ),
    Case(
        "fact-date",
        "carriers/alpha.yaml",
        '"2026-06-05"',
        '"2026-12"',
        "carriers/alpha.yaml:37",
        "The page is of 2026-12, after the day on which it was read.",
        "it was read on 2026-11-20",
    ),
    Case(
        "fact-date",
        "common/rights.yaml",
        "as_of: unknown",
        'as_of: unknown\n    in_force_from: "soon"',
        "common/rights.yaml:12",
        "`soon` is not a date.",
        'write it as "2026-06-05"',
    ),
    Case(
        "fact-date",
        "common/rights.yaml",
        "as_of: unknown",
        'as_of: unknown\n    checked: "2026-11"',
        "common/rights.yaml:12",
        "`2026-11` is not a date.",
        'write it as "2026-06-05"',
    ),
    Case(
        "fact-date",
        "carriers/beta.yaml",
        'read: "2026-11-20"',
        'read: "2026-11"',
        "carriers/beta.yaml:8",
        "`2026-11` is not a day.",
        'write it as "2026-06-05"',
    ),
    Case(
        "link-not-official",
        "steps/prepare.yaml",
        "www.regulator.gov/help",
        "regulator.help",
        "steps/prepare.yaml:19",
        "`https://regulator.help` is on no host of `sources.yaml` that may be opened.",
        "use https and a domain of sources.yaml that has `why`, or a topic of the carrier",
    ),
    Case(
        "link-not-official",
        "carriers/alpha.yaml",
        'value: "https://www.alpha.com/cancel',
        'value: "http://www.alpha.com/cancel',
        "carriers/alpha.yaml:27",
        "`http://www.alpha.com/cancel` is not https on a domain of Alpha.",
        "add the domain to `official_domains` if it is the carrier's own",
    ),
    Case(
        "link-not-official",
        "common/rights.yaml",
        'value: "https://www.regulator.gov',
        'value: "https://www.regulators.gov',
        "common/rights.yaml:8",
        "`https://www.regulators.gov/complain` is on no host of `sources.yaml` that may be opened.",
        "a step opens it; use https and a domain of sources.yaml that has `why`",
    ),
    Case(
        "link-not-official",
        "carriers/alpha.yaml",
        '//www.alpha.com/cancel"\n    says: {en: "The page.", zh-Hans: "网页。"}\n    source: "https://www.alpha.com/cancel"',
        '//paper.com/alpha"\n    says: {en: "The page.", zh-Hans: "网页。"}\n    source: "https://paper.com/alpha"',
        "carriers/alpha.yaml:27",
        "`https://paper.com/alpha` is not https on a domain of Alpha.",
        "add the domain to `official_domains` if it is the carrier's own",
        "warning",
    ),
    Case(
        "official-domain",
        "carriers/beta.yaml",
        "beta.com]",
        "https://beta.com/]",
        "carriers/beta.yaml:11",
        "`https://beta.com/` is not a bare domain.",
        "write `beta.com`",
    ),
    Case(
        "phone-form",
        "carriers/alpha.yaml",
        '"+18005550100"',
        '"(800) 555-0100"',
        "carriers/alpha.yaml:13",
        "`(800) 555-0100` is not a number in E.164.",
        'write "+18005550100"',
    ),
    Case(
        "phone-form",
        "carriers/alpha.yaml",
        '"611"\n',
        "611\n",
        "carriers/alpha.yaml:20",
        "`611` is not a short number as text.",
        'quote it: "611"',
    ),
    Case(
        "unlisted-host",
        "carriers/alpha.yaml",
        "https://guide.example.com/alpha",
        "https://www.alpha-help.net/alpha",
        "carriers/alpha.yaml:40",
        "Nobody is listed for `www.alpha-help.net`.",
        "cite the brand's own page or a public body, or list it in sources.yaml",
    ),
    Case(
        "directory-alone",
        "carriers/alpha.yaml",
        'source: "https://www.alpha.com/phone"',
        'source: "https://guide.example.com/alpha"',
        "carriers/alpha.yaml:15",
        "`Guide` is a directory, and the only source.",
        "cite the page that it read, and this in `note_sources`",
    ),
    Case(
        "rival-source",
        "carriers/alpha.yaml",
        'source: "https://www.alpha.com/phone"',
        'source: "https://www.gamma.com/alpha"',
        "carriers/alpha.yaml:15",
        "This is a page of Gamma, another brand than Alpha.",
        "cite the brand's own page",
    ),
    Case(
        "plain-http",
        "carriers/alpha.yaml",
        'source: "https://www.alpha.com/phone"',
        'source: "http://www.alpha.com/phone"',
        "carriers/alpha.yaml:15",
        "`http://www.alpha.com/phone` is not https.",
        "write https:// if the page can be had so",
    ),
    Case(
        "bare-home-page",
        "carriers/alpha.yaml",
        'source: "https://www.alpha.com/phone"',
        'source: "https://www.alpha.com/"',
        "carriers/alpha.yaml:15",
        "`https://www.alpha.com/` is a home page.",
        "give the address of the page itself",
    ),
    *(
        Case(
            "test-host",
            "carriers/alpha.yaml",
            'source: "https://www.alpha.com/phone"',
            f'source: "https://{label}.alpha.com/phone"',
            "carriers/alpha.yaml:15",
            f"`{label}.alpha.com` is not made for readers (`{label}`).",
            "cite the public page",
        )
        for label in ("staging", "webtesta", "qa-webapp", "alpha-staging", "demo-prod-care", "preview")
    ),
    Case(
        "not-a-public-body",
        "sources.yaml",
        "kind: news, hosts: [paper.com]",
        "kind: public-body, hosts: [paper.com]",
        "sources.yaml:8",
        "`paper.com` is no host of a government.",
        "make it `kind: company`, or cite the body itself",
    ),
    Case(
        "law-undated",
        "common/rights.yaml",
        'source: "https://www.regulator.gov/complain"\n    as_of: unknown',
        'source: "https://www.law.gov/complain"\n    as_of: unknown\n    in_force_from: "2020"',
        "common/rights.yaml:10",
        "`Lawbook` prints law, and `checked` is missing.",
        "add `checked`",
    ),
    Case(
        "law-undated",
        "common/rights.yaml",
        'source: "https://www.regulator.gov/complain"\n    as_of: unknown',
        'source: "https://www.law.gov/complain"\n    as_of: unknown\n    checked: "2026-11-20"',
        "common/rights.yaml:10",
        "`Lawbook` prints law, and `in_force_from` is missing.",
        "add `in_force_from`",
    ),
    Case(
        "old-price",
        "carriers/alpha.yaml",
        "It is kept a while.",
        "It is kept for $5.",
        "carriers/alpha.yaml:45",
        "`$5` is a price or an offer of 2026-11-20.",
        "read the page again, then set `as_of` and `read`",
        "warning",
    ),
    Case(
        "written-source-kind",
        "carriers/alpha.yaml",
        'source: "https://www.alpha.com/phone"\n',
        'source: "https://www.alpha.com/phone"\n    source_kind: official\n',
        "carriers/alpha.yaml:16",
        "What kind of source it is follows from its host (`sources.yaml`).",
        "take the key out",
    ),
    Case("missing-file", "replies.yaml", None, None, "replies.yaml:1", "This file must be there.", "add replies.yaml"),
    Case(
        "unknown-file",
        "steps/more.yml",
        None,
        "steps: []\n",
        "steps/more.yml:1",
        "The program does not read this file.",
        "rename it to more.yaml",
    ),
    Case(
        "encoding",
        "glossary.yaml",
        "手机里的卡。",
        "\udcff",
        "glossary.yaml:5",
        "The file is not UTF-8: invalid start byte.",
        "save it as UTF-8",
    ),
    Case(
        "yaml",
        "carriers/beta.yaml",
        "slug: beta",
        "slug: [beta",
        "carriers/beta.yaml:3",
        "This is not YAML: did not find expected ',' or ']'.",
        "look at the quotes and the spaces at the start of this line and the one above",
    ),
    Case(
        "repeated-key",
        "carriers/beta.yaml",
        "kind: flanker",
        "kind: flanker\nname: Betta",
        "carriers/beta.yaml:6",
        "The key `name` stands twice in this mapping; YAML would silently keep the last.",
        "remove one, or rename it; the first is in line 3",
    ),
    Case(
        "unknown-key",
        "steps/act.yaml",
        "irreversible: true",
        "irreversible: true\n    topic: [support_phone]",
        "steps/act.yaml:10",
        "The key `topic` is not known here.",
        "did you mean `topics`?",
    ),
    Case(
        "unknown-key",
        "covers.yaml",
        "gaps:",
        "gap:",
        "covers.yaml:3",
        "The key `gap` is not known here.",
        "did you mean `gaps`?",
    ),
    Case(
        "missing-key",
        "steps/prepare.yaml",
        '    why: {en: "They ask for it.", zh-Hans: "他们要求。"}\n',
        "",
        "steps/prepare.yaml:23",
        "The key `why` is missing here.",
        "add `why:`",
    ),
    Case(
        "wrong-type",
        "carriers/alpha.yaml",
        "network: [Alpha]",
        "network: Alpha",
        "carriers/alpha.yaml:8",
        "`network` must be a list, not text.",
        "",
    ),
    Case(
        "wrong-type",
        "replies.yaml",
        "# One reply.\nreplies:\n",
        "# One reply.\n",
        "replies.yaml:2",
        "The file must be a mapping, not a list.",
        "",
    ),
    Case(
        "unknown-value",
        "carriers/alpha.yaml",
        "confidence: medium",
        "confidence: sure",
        "carriers/alpha.yaml:38",
        "`sure` is not a value of `confidence`.",
        "one of: high, low, medium",
    ),
    Case(
        "unknown-value",
        "steps/prepare.yaml",
        'abroad: "no"',
        'abroad: "never"',
        "steps/prepare.yaml:29",
        "`never` is not a value of `abroad`.",
        "one of: hard, no, yes",
    ),
    Case(
        "unquoted-number",
        "carriers/alpha.yaml",
        'as_of: "2026"\n',
        "as_of: 2026\n",
        "carriers/alpha.yaml:23",
        "`as_of` must be text, and 2026 without quotes is not.",
        'quote it: "2026"',
    ),
    Case(
        "unquoted-number",
        "routes.yaml",
        'en: "End the line"',
        "en: 2026",
        "routes.yaml:8",
        "`en` must be text, and 2026 without quotes is not.",
        'quote it: "2026"',
    ),
    Case(
        "repeated-id",
        "carriers/alpha.yaml",
        "id: alpha-extra",
        "id: visit-store",
        "carriers/alpha.yaml:52",
        "`visit-store` stands twice as id of a step.",
        "rename one; the first is in prepare.yaml, line 23",
    ),
    Case(
        "repeated-id",
        "carriers/alpha.yaml",
        "- id: code\n",
        "- id: phone\n",
        "carriers/alpha.yaml:18",
        "`phone` stands twice as id of a fact.",
        "rename one; the first is in alpha.yaml, line 11",
    ),
    Case(
        "repeated-id",
        "questions.yaml",
        "id: abroad",
        "id: us",
        "questions.yaml:28",
        "`us` stands twice as id of a choice.",
        "rename one; the first is in questions.yaml, line 26",
    ),
    Case(
        "repeated-id",
        "steps/prepare.yaml",
        "{id: bill,",
        "{id: codes,",
        "steps/prepare.yaml:11",
        "`codes` stands twice as id of a check.",
        "rename one; the first is in prepare.yaml, line 9",
    ),
    Case(
        "id-form",
        "steps/prepare.yaml",
        "{id: remark",
        "{id: My.Remark",
        "steps/prepare.yaml:15",
        "`My.Remark` is not spelt like a name.",
        "for example `my-remark`",
    ),
    Case(
        "slug-file-name",
        "carriers/beta.yaml",
        "slug: beta",
        "slug: betta",
        "carriers/beta.yaml:2",
        "The slug `betta` is not the name of the file.",
        "write `beta`",
    ),
    Case(
        "circular-after",
        "steps/prepare.yaml",
        "    after: [get-ready]",
        "    after: [get-ready, visit-store]",
        "steps/prepare.yaml:28",
        "Each of these waits for the next: visit-store → visit-store.",
        "take one of them out",
    ),
    Case(
        "circular-after",
        "steps/prepare.yaml",
        "- id: get-ready\n",
        "- id: get-ready\n    after: [visit-store]\n",
        "steps/prepare.yaml:4",
        "Each of these waits for the next: get-ready → visit-store → get-ready.",
        "take one of them out",
    ),
    Case(
        "after-later-stage",
        "steps/prepare.yaml",
        "    after: [get-ready]",
        "    after: [end-line]",
        "steps/prepare.yaml:28",
        "`visit-store` waits for `end-line`, which is of the later stage `act`.",
        "move one of them to another stage",
    ),
    Case(
        "killerless-irreversible",
        "steps/act.yaml",
        ", phone-free]",
        "]",
        "steps/act.yaml:11",
        "`end-line` cannot be undone and does not need phone-free.",
        "add them to `needs`",
    ),
    Case(
        "killerless-irreversible",
        "steps/act.yaml",
        '    loss: {en: "The line is gone.", zh-Hans: "线路没了。"}\n',
        "",
        "steps/act.yaml:9",
        "`end-line` cannot be undone and does not say what is lost.",
        "add `loss`",
    ),
    Case(
        "killer-owner",
        "steps/prepare.yaml",
        "id: codes, killer: codes-moved,",
        "id: codes,",
        "stages.yaml:13",
        "The killer check `codes-moved` is settled by no step.",
        "write `killer:` at exactly one check",
    ),
    Case(
        "killer-owner",
        "steps/act.yaml",
        "script: call",
        "script: call\n    checks: [{id: a, killer: phone-free, text: {en: A, zh-Hans: 甲}}]",
        "stages.yaml:16",
        "The killer check `phone-free` is settled by end-line and get-ready.",
        "write `killer:` at exactly one check",
    ),
    Case(
        "no-substitute",
        "steps/prepare.yaml",
        "    instead: write-letter\n",
        "",
        "steps/prepare.yaml:29",
        "`visit-store` cannot be done from abroad and nothing takes its place.",
        "add `instead`, or use `abroad: hard` with an `abroad_note`",
    ),
    Case(
        "no-substitute",
        "steps/prepare.yaml",
        "instead: write-letter\n  - id: write-letter\n",
        'instead: write-letter\n  - id: write-letter\n    abroad: "no"\n    instead: get-ready\n',
        "steps/prepare.yaml:30",
        "`write-letter` cannot be done from abroad either.",
        "name another step",
    ),
    Case(
        "missing-translation",
        "glossary.yaml",
        ', zh-Hans: "手机里的卡。"',
        "",
        "glossary.yaml:5",
        "The text is missing in zh-Hans.",
        "add `zh-Hans:`",
    ),
    Case(
        "missing-translation",
        "glossary.yaml",
        'en: "eSIM", zh-Hans: "eSIM"',
        'en: "eSIM", zh-Hans: "eSIM", fr: "eSIM"',
        "glossary.yaml:4",
        "`fr` is not one of the languages.",
        "",
    ),
    Case(
        "glossary-term",
        "glossary.yaml",
        'term: {en: "eSIM", zh-Hans: "eSIM"}',
        'term: {en: "Hold ends", zh-Hans: "保留结束（Hold）"}',
        "steps/prepare.yaml:21",
        "The text does not use the glossary's word for Hold ends in zh-Hans.",
        "write `保留结束`, or add what stands there to its `also`",
    ),
    Case(
        "unequal-placeholders",
        "steps/prepare.yaml",
        "给 {carrier} 写信",
        "写信",
        "steps/prepare.yaml:34",
        "Not in both en and zh-Hans: `{carrier}`.",
        "use it in both",
    ),
    Case(
        "unequal-placeholders",
        "letters.yaml",
        "{name}",
        "{nam}",
        "letters.yaml:6",
        "`{nam}` is never filled.",
        "did you mean `name`?",
    ),
    Case(
        "unequal-placeholders",
        "topics.yaml",
        '"Page"',
        '"Page {page}"',
        "topics.yaml:12",
        "`{page}` is never filled.",
        "",
    ),
    Case(
        "chinese-missing",
        "routes.yaml",
        "停掉线路",
        "End it",
        "routes.yaml:8",
        "The Chinese text holds no Chinese.",
        "translate it",
    ),
    Case(
        "english-has-chinese",
        "routes.yaml",
        "End the line",
        "停掉线路",
        "routes.yaml:8",
        "The English text is Chinese.",
        "are the languages swapped?",
    ),
    Case(
        "folded-chinese",
        "routes.yaml",
        "转走号码",
        "转走 号码",
        "routes.yaml:5",
        "A space stands between `走` and `号`.",
        "write the Chinese text on one line",
    ),
    Case(
        "number-in-step",
        "steps/act.yaml",
        "It costs money.",
        "It costs $5.",
        "steps/act.yaml:7",
        "`$5` is a number for a fact, not for the prose of a step.",
        "numbers stand in the carrier's file; name the topic here",
    ),
    Case(
        "number-in-step",
        "steps/act.yaml",
        "一直收费。",
        "30 天后收费。",
        "steps/act.yaml:7",
        "`30 天` is a number for a fact, not for the prose of a step.",
        "numbers stand in the carrier's file; name the topic here",
    ),
    Case(
        "secret-field",
        "steps/prepare.yaml",
        '"Remark"',
        '"Account PIN"',
        "steps/prepare.yaml:15",
        "The field asks for a secret: `PIN`.",
        "ask for a tick that it is known instead",
    ),
    Case(
        "unreachable-step",
        "steps/act.yaml",
        "{route: end}",
        "{carrier.status: closing}",
        "steps/act.yaml:5",
        "No carrier and no answers lead to `end-line`.",
        "look at what its condition asks for together",
    ),
    Case(
        "unreachable-route",
        "routes.yaml",
        "  - id: end",
        "  - {id: no, when: {is: {number: keep}}, title: {en: A, zh-Hans: 甲}, why: {en: A, zh-Hans: 甲}}\n  - id: end",
        "routes.yaml:7",
        "No carrier and no answers lead to the route `no`.",
        "move it before the route that takes all of its cases",
    ),
    Case(
        "unknown-topic",
        "carriers/alpha.yaml",
        "topic: support_dial_code",
        "topic: support_dialcode",
        "carriers/alpha.yaml:19",
        "There is no topic `support_dialcode`.",
        "did you mean `support_dial_code`?",
    ),
    Case(
        "unknown-topic",
        "steps/prepare.yaml",
        "{has_fact: number_hold}",
        "{has_fact: number_holds}",
        "steps/prepare.yaml:33",
        "There is no topic `number_holds`.",
        "did you mean `number_hold`?",
    ),
    Case(
        "unknown-reference",
        "steps/act.yaml",
        "after: [get-ready]",
        "after: [get-redy]",
        "steps/act.yaml:8",
        "There is no step `get-redy`.",
        "did you mean `get-ready`?",
    ),
    Case(
        "unknown-reference",
        "steps/act.yaml",
        "script: call",
        "script: cal",
        "steps/act.yaml:15",
        "There is no script `cal`.",
        "did you mean `call`?",
    ),
    Case(
        "unknown-reference",
        "steps/act.yaml",
        "replies: [offer]",
        "replies: [offers]",
        "steps/act.yaml:16",
        "There is no reply `offers`.",
        "did you mean `offer`?",
    ),
    Case(
        "unknown-reference",
        "steps/prepare.yaml",
        "letter: request",
        "letter: requests",
        "steps/prepare.yaml:36",
        "There is no letter `requests`.",
        "did you mean `request`?",
    ),
    Case(
        "unknown-reference",
        "steps/prepare.yaml",
        "instead: write-letter",
        "instead: write-leter",
        "steps/prepare.yaml:30",
        "There is no step `write-leter`.",
        "did you mean `write-letter`?",
    ),
    Case(
        "unknown-reference",
        "steps/prepare.yaml",
        "check: number,",
        "check: numbers,",
        "steps/prepare.yaml:14",
        "There is no check `numbers`.",
        "did you mean `number`?",
    ),
    Case(
        "unknown-reference",
        "steps/prepare.yaml",
        "common: [rights.complaint_url]",
        "common: [rights.complaint]",
        "steps/prepare.yaml:16",
        "There is no common fact `rights.complaint`.",
        "did you mean `rights.complaint_url`?",
    ),
    Case(
        "unknown-reference",
        "steps/prepare.yaml",
        "start: get-ready.ready_on",
        "start: get-ready.ready",
        "steps/prepare.yaml:21",
        "There is no field `get-ready.ready`.",
        "did you mean `get-ready.ready_on`?",
    ),
    Case(
        "unknown-reference",
        "steps/prepare.yaml",
        "start: get-ready.ready_on",
        "start: get-ready.remark",
        "steps/prepare.yaml:21",
        "`get-ready.remark` does not hold a date.",
        "name a question or field of the kind date",
    ),
    Case(
        "unknown-reference",
        "carriers/alpha.yaml",
        "fact: hold",
        "fact: holds",
        "carriers/alpha.yaml:50",
        "There is no fact `holds`.",
        "did you mean `hold`?",
    ),
    Case(
        "unknown-reference",
        "carriers/beta.yaml",
        "brand: alpha",
        "brand: alfa",
        "carriers/beta.yaml:4",
        "There is no carrier `alfa`.",
        "did you mean `alpha`?",
    ),
    Case(
        "unknown-reference",
        "retired.yaml",
        "old-alpha: alpha",
        "old-alpha: alphas",
        "retired.yaml:2",
        "There is no carrier `alphas`.",
        "did you mean `alpha`?",
    ),
    Case(
        "unknown-reference",
        "steps/act.yaml",
        "covers: [G-01]",
        "covers: [G-01, G-02]",
        "steps/act.yaml:17",
        "There is no cluster or gap `G-02`.",
        "did you mean `G-01`?",
    ),
    Case(
        "unknown-reference",
        "carriers/alpha.yaml",
        "stage: act",
        "stage: acts",
        "carriers/alpha.yaml:53",
        "There is no stage `acts`.",
        "did you mean `act`?",
    ),
    Case(
        "days-from",
        "steps/prepare.yaml",
        "days_from: number_hold",
        "days_from: support_dial_code",
        "steps/prepare.yaml:21",
        "No fact of `support_dial_code` holds a number of days as its value.",
        "",
    ),
    Case(
        "days-from",
        "steps/prepare.yaml",
        "days_from: number_hold",
        "days: 3, days_from: number_hold",
        "steps/prepare.yaml:21",
        "The date has days and days_from; only one is used.",
        "keep one",
    ),
    Case(
        "days-from",
        "steps/prepare.yaml",
        "days_from: number_hold",
        "days_key: days",
        "steps/prepare.yaml:21",
        "`days_key` says nothing without `days_from`.",
        "add `days_from`",
    ),
    Case(
        "no-target",
        "steps/act.yaml",
        "topic: support_phone, label",
        "label",
        "steps/act.yaml:14",
        "The action has no target.",
        "add `topic`, `common` or `url`",
    ),
    Case(
        "no-target",
        "steps/act.yaml",
        "topic: support_phone, label",
        'topic: support_phone, url: "https://www.regulator.gov", label',
        "steps/act.yaml:14",
        "An address cannot be called.",
        "use `kind: open`, or a topic with a number",
    ),
    Case(
        "carrier-status",
        "carriers/beta.yaml",
        "status: closed",
        "status: close",
        "carriers/beta.yaml:9",
        "`close` is not a status.",
        "did you mean `closed`?",
    ),
    Case(
        "carrier-status",
        "carriers/beta.yaml",
        "status: closed",
        "status: merged-into:alfa",
        "carriers/beta.yaml:9",
        "There is no carrier `alfa`.",
        "did you mean `alpha`?",
    ),
    Case(
        "carrier-status",
        "carriers/beta.yaml",
        'status_source: "https://www.alpha.com/news"\n',
        "",
        "carriers/beta.yaml:9",
        "No source says that the brand is closed.",
        "add `status_source`",
    ),
    Case(
        "carrier-status",
        "carriers/beta.yaml",
        'status: closed\nstatus_source: "https://www.alpha.com/news"',
        'status: unknow\nstatus_source: "https://www.alpha.com/news"',
        "carriers/beta.yaml:9",
        "`unknow` is not a status.",
        "did you mean `unknown`?",
    ),
    Case(
        "channel-word",
        "carriers/alpha.yaml",
        "[phone, store]",
        "[phones, store]",
        "carriers/alpha.yaml:34",
        "`phones` is not a way to cancel that conditions know.",
        "did you mean `phone`?",
    ),
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
    return [finding.render(relative_to=folder) for finding in checks.run(folder)]


def test_the_good_folder_breaks_no_rule() -> None:
    assert said(GOOD) == []


def test_a_price_is_not_old_for_six_months(folder: Path) -> None:
    change(folder, "carriers/alpha.yaml", "It is kept a while.", "It is kept for $5.")
    assert checks.run(folder, LATER - datetime.timedelta(days=1)) == []


def test_who_receives_a_number_may_say_what_it_needs(folder: Path) -> None:
    """All other words of another brand are refused; brands of one owner are not rivals."""
    change(folder, "topics.yaml", "id: support_dial_code", "id: port_out_pin")
    change(folder, "carriers/alpha.yaml", "topic: support_dial_code", "topic: port_out_pin")
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
def test_a_broken_rule_is_said_in_one_sentence_with_its_place(case: Case, folder: Path) -> None:
    change(folder, case.file, case.old, case.new)
    (finding,) = checks.run(folder, LATER)
    where = f"{finding.place.file.relative_to(folder).as_posix()}:{finding.place.line}"
    assert (finding.rule, where) == (case.rule, case.where)
    assert (finding.sentence, finding.suggestion) == (case.sentence, case.suggestion)
    assert finding.severity == case.severity


def test_every_rule_is_broken_by_some_case() -> None:
    in_translations = {"english-kept"}  # tests/procedures/test_translations.py
    assert {case.rule for case in CASES} | in_translations == set(checks.RULES)


@pytest.mark.parametrize("name", checks.RULES)
def test_every_rule_says_what_it_demands(name: str) -> None:
    assert checks.RULES[name].why.strip()


def test_two_rules_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="two rules"):
        rule("yaml")(lambda folder: iter(()))


def test_everything_is_listed_not_the_first_only(folder: Path) -> None:
    """Faults of shape in a file hide neither each other nor what is wrong with the rest of the file."""
    change(folder, "steps/prepare.yaml", "letter: request", "letter: requests")
    change(folder, "steps/prepare.yaml", "instead: write-letter", "instaed: write-letter")
    change(folder, "steps/prepare.yaml", "stage: prepare\n    title", "stage: 1\n    title")
    change(folder, "carriers/alpha.yaml", 'as_of: "2026-06"\n', 'as_of: "2027"\n')
    change(folder, "carriers/alpha.yaml", "confidence: medium", "confidence: sure")
    change(folder, "carriers/beta.yaml", "status: closed", "status: shut")
    rules = [line.split(": ")[1] for line in said(folder)]
    assert sorted(rules) == sorted(
        [
            *("unknown-reference", "unknown-reference"),  # the letter; the stage `1`, once it is read as text
            *("unknown-key", "no-substitute", "unquoted-number"),
            *("fact-date", "unknown-value", "carrier-status"),
        ]
    )


def test_lines_stay_true_behind_an_entry_that_cannot_be_read(folder: Path) -> None:
    change(folder, "steps/prepare.yaml", "after: [get-ready]", "after: get-ready")
    change(folder, "steps/prepare.yaml", "letter: request", "letter: requests")
    assert said(folder) == [
        "steps/prepare.yaml:28: wrong-type: `after` must be a list, not text.",
        "steps/prepare.yaml:36: unknown-reference: There is no letter `requests`. (did you mean `request`?)",
    ]


@pytest.mark.parametrize("text", ["", "- a\n", "just words\n", "a: [\n", "a: \0\n", "a: &a [*a]\n"])
@pytest.mark.parametrize("file", ["questions.yaml", "stages.yaml", "steps/prepare.yaml", "carriers/alpha.yaml"])
def test_a_file_that_cannot_be_read_is_one_finding(file: str, text: str, folder: Path) -> None:
    """What it would have named is not called unknown elsewhere."""
    (folder / file).write_text(text, encoding="utf-8")
    findings = checks.run(folder)
    assert {finding.place.file.relative_to(folder).as_posix() for finding in findings} == {file}


def _po(tmp_path: Path, content: bytes) -> list[str]:
    folder = tmp_path / "procedures"
    shutil.copytree(GOOD, folder)
    file = folder / "i18n" / "es" / "glossary.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return [found.render(folder) for found in checks.run(folder) if found.severity == "error"]


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
