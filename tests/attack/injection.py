"""Texts that want to be marks, links, fields or code, in every place into which a person writes, in every form."""

from __future__ import annotations

import html.parser
import json
import re
from collections import Counter

import icalendar

from simexit.core.plan.resolve import resolve
from simexit.core.report.as_html import to_html
from simexit.core.report.as_json import to_json
from simexit.core.report.as_markdown import to_markdown
from simexit.core.report.case_report import report
from simexit.core.report.papers import paper
from simexit.core.report.subject import Subject
from simexit.core.report.types import SHARES, Share

from .common import Row, catalogue, now, session

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<b>bold</b>",
    "</td></tr></table><h1>x</h1>",
    '"><svg onload=alert(1)>',
    "<a href='https://evil.example'>x</a>",
    "<!-- x",
    "--><u>x</u>",
    "]]><i>x</i>",
    "<iframe src=//evil.example>",
    "<style>*{display:none}</style>",
    "&lt;b&gt;x",
    "&#60;b&#62;",
    "&amp;lt;",
    "<br><br>",
    "<meta http-equiv=refresh content=0>",
    "<base href=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x>",
    "<x:y z=1>",
    "＜b＞x＜/b＞",
    "<\x00b>x</b>",
    "<b\n>x</b\n>",
    "javascript:alert(1)",
    "data:text/html,<b>x",
    "<img src='file:///etc/passwd'>",
    "<form action=//evil.example><input name=q>",
    "<p style=x>y",
    "<span lang='evil'>x</span>",
    "<table><tr><td>x",
    "</body></html>",
    "<title>x</title>",
    "# heading",
    "#### heading",
    "- item",
    "* item",
    "+ item",
    "1. item",
    "9) item",
    "> quote",
    "```\ncode\n```",
    "~~~\ncode",
    "    code",
    "`code`",
    "**bold**",
    "__bold__",
    "*em*",
    "_em_",
    "~~struck~~",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[x]: https://evil.example",
    "<https://evil.example>",
    "| a | b |\n|---|---|",
    "---",
    "***",
    "===",
    "x\n===",
    "x\n---",
    "\\[x](https://evil.example)",
    "- [x] done",
    "[^1]: note",
    "&copy; &#35;",
    "a  \nb",
    "\\",
    "\\\\*x*",
    "x\r\nATTENDEE:mailto:evil@evil.example",
    "x\nEND:VEVENT\nBEGIN:VALARM",
    ";VALUE=URI:https://evil.example",
    '","evil":"1',
    "\u2028\u2029",
    "\u202eevil\u202c",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "{carrier} {0} %s",
]
"""Of HTML, Markdown, calendars and JSON, 75; other sets of the same kind will be tried."""

MARK = "Zq7"
"""Stands before and behind each payload, so that it is found again."""


def run(most: int | None = None) -> list[Row]:
    """All payloads in all places; what becomes more than text is counted against a harmless text in the same places."""
    from simexit.gui.app import make_application

    make_application()
    bad = Counter[str]()
    tries = Counter[str]()
    first: dict[str, str] = {}
    payloads = PAYLOADS[:: max(1, len(PAYLOADS) // most)] if most else PAYLOADS
    for language in ("en", "zh-Hans", "zh-Hant", "es") if most is None else ("en", "zh-Hans"):
        for share in SHARES:
            plain = _shape(_subject("plain"), language, share)
            for payload in payloads:
                for form, shape in _shape(_subject(payload), language, share).items():
                    tries[form] += 1
                    # A line end in a text is a line end in the report; nothing else may be added.
                    if not shape <= plain[form]:
                        bad[form] += 1
                        first.setdefault(
                            form, f"{payload!r} ({language}, {share}): {list((shape - plain[form]).items())[:3]}"
                        )
    rows = [Row(f"injection into {form}: foreign marks", tries[form], bad[form], first.get(form, "")) for form in tries]
    return [*rows, *_pdf(payloads)]


def _subject(text: str) -> Subject:
    made = session(f"{MARK}{text}{MARK}" if "\n" not in text else f"{MARK}\n{text}\n{MARK}")
    return Subject(resolve(made.answers, catalogue(), now().date()), made, catalogue(), now().date())


def _shape(subject: Subject, language: str, share: Share) -> dict[str, Counter[str]]:
    """What a report is made of, apart from its text: tags with attributes, marks, fields, keys."""
    made, model = paper(subject, "report", language, share), report(subject, language, share)
    shapes = {"HTML": _html(to_html(made)), "Markdown": _markdown(to_markdown(made))}
    shapes["JSON"] = Counter(re.sub(r"\d+", "N", key) for key in _keys(json.loads(to_json(model))))
    if model.share != "public" and any(date.day for date in model.dates):
        from simexit.core.report.as_calendar import to_calendar

        text = to_calendar(model, now())
        calendar = icalendar.Calendar.from_ical(text)
        names = Counter(f"{part.name} {key}" for part in calendar.walk() for key in part)
        names["line too long"] = sum(len(line.encode()) > 75 for line in text.split("\r\n"))
        shapes["calendar"] = names
    return shapes


def _html(text: str) -> Counter[str]:
    seen: Counter[str] = Counter()

    class Reader(html.parser.HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "br" or (
                tag == "span" and [name for name, _ in attrs] == ["lang"] and attrs[0][1] in ("en", "zh-Hans")
            ):
                return
            seen[f"<{tag} {sorted(attrs, key=str)}>"] += 1

        def handle_comment(self, data: str) -> None:
            seen[f"<!--{data}"] += 1

        def handle_pi(self, data: str) -> None:
            seen[f"<?{data}"] += 1

    Reader().feed(text)
    return seen


def _markdown(text: str) -> Counter[str]:
    """As another program reads it: Qt's reader takes CommonMark with the tables and boxes of GitHub."""
    from PySide6.QtGui import QTextDocument, QTextTable

    document = QTextDocument()
    document.setMarkdown(text)
    seen: Counter[str] = Counter()
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        if form.headingLevel():
            seen[f"heading {form.headingLevel()}"] += 1
        if form.hasProperty(0x1090) or form.hasProperty(0x1091):  # BlockCodeLanguage, BlockCodeFence
            seen["code"] += 1
        if form.hasProperty(0x1080):  # BlockQuoteLevel
            seen["quote"] += 1
        if form.hasProperty(0x1060):  # a rule from side to side
            seen["rule"] += 1
        if block.textList() is not None:
            seen["item"] += 1
        piece = block.begin()
        while not piece.atEnd():
            style = piece.fragment().charFormat()
            # An address that stands there for all to see may lead where it says; viewers make links of those.
            if style.isAnchor() and style.anchorHref() not in piece.fragment().text():
                seen[f"link {style.anchorHref()}"] += 1
            if style.isImageFormat():
                seen[f"image {style.toImageFormat().name()}"] += 1
            if MARK in piece.fragment().text() and (style.fontItalic() or style.fontStrikeOut()):
                seen["style"] += 1
            piece += 1
        block = block.next()
    seen["table"] = sum(isinstance(frame, QTextTable) for frame in document.rootFrame().childFrames())
    return seen


def _keys(data: object, path: str = "") -> list[str]:
    if isinstance(data, dict):
        return [name for key, value in data.items() for name in (f"{path}.{key}", *_keys(value, f"{path}.{key}"))]
    if isinstance(data, list):
        return [name for value in data for name in _keys(value, f"{path}[]")]
    return []


def _pdf(payloads: list[str]) -> list[Row]:
    """One PDF with all of them: no address in it but those of a harmless one, and nothing that runs."""
    from simexit.gui.export import pdf

    found = []
    for text in ("plain", "\n".join(payloads)):
        data = pdf(paper(_subject(text), "report", "en", "full"))
        found.append(
            (
                set(re.findall(rb"/URI \((.*?)\)", data)),
                set(re.findall(rb"/(?:JS|JavaScript|Launch|OpenAction)\b", data)),
            )
        )
    bad = len(found[1][0] - found[0][0]) + len(found[1][1] - found[0][1])
    return [
        Row(
            "injection into PDF: foreign links, code",
            len(payloads),
            bad,
            str(found[1][0] - found[0][0])[:200] if bad else "",
        )
    ]
