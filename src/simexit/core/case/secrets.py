"""Finds in free text what must not stand in notes: PINs, passwords, SSN, card, passport and identity numbers.

It points out, it never forbids: the person decides, and `mask` is the offer. So it must be quiet about what belongs in
these notes: phone numbers, dates, amounts, account and reference numbers, IMEI, ICCID and EID.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Kind = Literal["pin", "password", "ssn", "card", "passport", "identity"]

MASK = "•"


class Span(NamedTuple):
    """A piece of text, `text[start:end]`, and what it looks like."""

    start: int
    end: int
    kind: Kind


def find_secrets(text: str) -> list[Span]:
    """Everything in `text` that looks like a secret, from left to right, without overlaps."""
    found: list[Span] = []
    # Again with what was found masked, until nothing comes: then masked text never holds another secret.
    while new := _once(mask(text, found)):
        found.extend(new)
    return sorted(found)


def mask(text: str, spans: Iterable[Span]) -> str:
    """`text` with every character of the spans made unreadable; the rest stays as it is."""
    characters = list(text)
    for span in spans:
        characters[span.start : span.end] = MASK * (span.end - span.start)
    return "".join(characters)


def _once(text: str) -> list[Span]:
    taken: list[Span] = []
    for span in (*_labelled(text), *_ssn(text), *_identity(text), *_cards(text), *_passports(text)):
        if span.start < span.end and not any(span.start < other.end and other.start < span.end for other in taken):
            taken.append(span)
    return taken


# --- a word that says so, followed by a value -------------------------------------------------------------------------

# Between the word and the value: “转网 PIN（Transfer PIN）：”, “PIN (6 digits) is ”, “密码为”, “SSN #”.
_LINK = (
    r"(?:\s?[（(][^()（）\n]{0,24}[)）]|\s?[)）」”\"'])?"
    r"[^\S\n]{0,3}(?:码|号码|号|number\b|no\b\.?|code\b)?[^\S\n]{0,3}"
    r"(?:(?P<link>[:：=＝#]|[-–—](?=\s?\d)|is\b|was\b|are\b|是|为|設為|设为|改为|改成)\s{0,3}|[^\S\n]{0,3})"
    r"[\"'“‘「]?"
)
_NOT_IN_WORD_BEFORE = r"(?<![A-Za-z])"
_NOT_IN_WORD_AFTER = r"(?![A-Za-z])"

# Digits that are the whole of a number: not the beginning of a date, an amount, a phone number or a range.
_WHOLE_NUMBER = (
    r"(?![A-Za-z]|[-–/.,:]?\d|%|[^\S\n]?(?:美元|dollars?|days?|digits?|hours?|minutes?|位|天|日|小时|分钟|年|月))"
)

_PIN = re.compile(
    rf"{_NOT_IN_WORD_BEFORE}(?:PINs?|NTP|passcodes?|PUK[12]?){_NOT_IN_WORD_AFTER}"
    rf"{_LINK}(?P<value>\d{{4,15}}){_WHOLE_NUMBER}",
    re.IGNORECASE,
)
_CARD_CODE = re.compile(
    rf"{_NOT_IN_WORD_BEFORE}(?:CVV2?|CVC2?){_NOT_IN_WORD_AFTER}{_LINK}(?P<value>\d{{3,4}}){_WHOLE_NUMBER}",
    re.IGNORECASE,
)
# “PIN 8008662453”: without a colon or an “is” it is rather the number that was called for the PIN.
_PHONE = re.compile(r"1?[2-9]\d{2}[2-9]\d{6}|1[3-9]\d{9}")
_PASSWORD = re.compile(
    rf"(?:{_NOT_IN_WORD_BEFORE}(?:passwords?|passwd|pwd|passphrase|passcodes?){_NOT_IN_WORD_AFTER}|密码|密碼|口令|通行码)"
    rf"{_LINK}(?P<value>[!-~]{{4,64}})",
    re.IGNORECASE,
)
# What follows “password:” and is no password.
_NO_PASSWORD = re.compile(
    r"(?:changed?|reset|resets?|required|needed|unknown|forgot(?:ten)?|lost|none|saved|stored|same|see|new|old|not|yes|"
    r"n/?a|todo|done|manager|ask|asked|set|updated|written|with|the|my|your|sent|expired|face|touch|apple|google|"
    r"icloud|e-?mail|link|https?://.*|www\..*)",
    re.IGNORECASE,
)
_DATE_AMOUNT_PHONE = re.compile(
    r"(?:\d{1,4}([-/.])\d{1,2}(?:\1\d{1,4})?|[$¥€£]?\d{1,3}(?:,?\d{3})*(?:\.\d{1,2})?[$%]|[$¥€£]\d.*|\d+\.\d{2}|"
    r"\+?\(?1?\)?[-. ]?\(?\d{3}\)?[-. ]?\d{3}[-. ]\d{4}|\+\d{7,15}|\d{1,2}:\d{2}.*|\d{1,2}(?:am|pm))",
    re.IGNORECASE,
)
_PASSWORD_END = ".,;:!?\"')]}>"

_SSN_LABELLED = re.compile(
    rf"(?:{_NOT_IN_WORD_BEFORE}(?:SSN|ITIN|social security(?: number| no\.?)?){_NOT_IN_WORD_AFTER}"
    r"|社安号|社会安全号码?|社会安全码|社安码|工卡号)"
    r"(?:\s?(?:后四位|后 4 位|末四位|last four|last 4)(?: digits)?)?(?: of it)?"
    rf"{_LINK}(?P<value>\d{{9}}|\d{{3}}[-– ]\d{{2}}[-– ]\d{{4}}|\d{{4}}){_WHOLE_NUMBER}",
    re.IGNORECASE,
)
_PASSPORT_LABELLED = re.compile(
    rf"(?:{_NOT_IN_WORD_BEFORE}passports?{_NOT_IN_WORD_AFTER}|护照)"
    rf"{_LINK}(?P<value>[A-Za-z]{{0,2}}\d{{6,9}}){_WHOLE_NUMBER}",
    re.IGNORECASE,
)
_CARD_LABELLED = re.compile(
    rf"(?:{_NOT_IN_WORD_BEFORE}(?:credit|debit|bank) card{_NOT_IN_WORD_AFTER}|信用卡|银行卡|借记卡|储蓄卡)"
    rf"{_LINK}(?P<value>\d(?:[ -]?\d){{12,18}})(?![ -]?\d)",
    re.IGNORECASE,
)


def _labelled(text: str) -> Iterator[Span]:
    yield from _values(_SSN_LABELLED, text, "ssn")
    yield from _values(_PASSPORT_LABELLED, text, "passport")
    for match in _CARD_LABELLED.finditer(text):
        if _luhn(match["value"]):
            yield Span(*match.span("value"), "card")
    yield from _values(_CARD_CODE, text, "card")
    for match in _PIN.finditer(text):
        if match["link"] or not _PHONE.fullmatch(match["value"]):
            yield Span(*match.span("value"), "pin")
    for match in _PASSWORD.finditer(text):
        value = match["value"].rstrip(_PASSWORD_END)
        if _is_password(value, said=match["link"] is not None, plain=match["link"] in (":", "：", "=", "＝")):
            yield Span(match.start("value"), match.start("value") + len(value), "password")


def _values(pattern: re.Pattern[str], text: str, kind: Kind) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(*match.span("value"), kind)


def _is_password(value: str, *, said: bool, plain: bool) -> bool:
    if len(value) < 4 or _NO_PASSWORD.fullmatch(value) or _DATE_AMOUNT_PHONE.fullmatch(value):
        return False
    if plain:
        return True
    # “password is required”, “password manager”: without a colon, words are words; a mixture is a password.
    letters, digits = any(char.isalpha() for char in value), any(char.isdigit() for char in value)
    return digits and (letters or said or value.isdigit())


# --- shapes that speak for themselves -------------------------------------------------------------------------------

# Areas 000 and 666, group 00 and serial 0000 are never given out; 9xx is an ITIN, as much a secret.
_SSN = re.compile(r"(?<![\w-])(?!000|666)\d{3}([-– ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])")

_IDENTITY = re.compile(r"(?<!\w)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\w)")

# Chinese passports (E12345678, EA1234567, G12345678 and the official kinds) and the new US ones (A12345678).
_PASSPORT = re.compile(r"(?<![\w-])(?:[EGDSPHA]\d{8}|E[A-Z]\d{7})(?![\w-])")

_RUN = re.compile(r"(?<![\d+])\d+(?:[ -]\d+)*")

# What stands before a number that only looks like a secret.
_REFERENCE = re.compile(
    r"(?:\b(?:ref(?:erence)?|case|ticket|order|confirm(?:ation)?|tracking|account|acct|claim|complaint|invoice|"
    r"IMEI(?:SV|2)?|ICCID|EID|MEID|serial|SIM)\b|参考号?|工单号?|订单号?|确认号?|单号|账号|帐号|投诉号?|发票号?|序列号|串号|案件号?)"
    r"(?:\s?(?:number|no\.?|id|card|#|号码?))?\s?(?:is\b|was\b|是|为)?\s?[:：#=]?\s?#?$",
    re.IGNORECASE,
)

_GROUPINGS = ((4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4), (6, 13))


def _ssn(text: str) -> Iterator[Span]:
    for match in _SSN.finditer(text):
        yield Span(*match.span(), "ssn")


def _identity(text: str) -> Iterator[Span]:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for match in _IDENTITY.finditer(text):
        number = match[0]
        total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
        if "10X98765432"[total % 11] == number[-1].upper():
            yield Span(*match.span(), "identity")


def _passports(text: str) -> Iterator[Span]:
    for match in _PASSPORT.finditer(text):
        if not _after_reference(text, match.start()):
            yield Span(*match.span(), "passport")


def _cards(text: str) -> Iterator[Span]:
    for run in _RUN.finditer(text):
        digits = re.sub(r"\D", "", run[0])
        # ICCID and EID begin with 89, whatever the grouping; a reference says what it is.
        if (len(digits) >= 18 and digits.startswith("89")) or _after_reference(text, run.start()):
            continue
        groups = [(match.start(), match.end()) for match in re.finditer(r"\d+", run[0])]
        index = 0
        while index < len(groups):
            last = _card_at(run[0], groups, index)
            if last is None:
                index += 1
            else:
                yield Span(run.start() + groups[index][0], run.start() + groups[last][1], "card")
                index = last + 1


def _card_at(run: str, groups: list[tuple[int, int]], first: int) -> int | None:
    """The last group of a card number that begins with this group. A date or a code may stand before or behind it."""
    lengths = tuple(end - start for start, end in groups[first : first + 5])
    for size in range(len(lengths), 0, -1):
        if size == 1 and not 13 <= lengths[0] <= 19:
            continue
        if size > 1 and lengths[:size] not in _GROUPINGS:
            continue
        number = re.sub(r"\D", "", run[groups[first][0] : groups[first + size - 1][1]])
        if _issued(number) and _luhn(number):
            return first + size - 1
    return None


def _issued(number: str) -> bool:
    """Whether a card of this beginning and length exists. An IMEI passes the check digit too, and is none."""
    length = len(number)
    two, three, four = int(number[:2]), int(number[:3]), int(number[:4])
    return (
        (number[0] == "4" and length in (13, 16, 19))  # Visa
        or (length == 16 and (51 <= two <= 55 or 2221 <= four <= 2720))  # Mastercard
        or (length == 15 and two in (34, 37))  # American Express
        or (16 <= length <= 19 and (four == 6011 or two == 65 or 644 <= three <= 649))  # Discover
        or (16 <= length <= 19 and two == 62)  # UnionPay
        or (length == 16 and 3528 <= four <= 3589)  # JCB
        or (length == 14 and (two in (36, 38, 39) or 300 <= three <= 305))  # Diners Club
    )


def _luhn(number: str) -> bool:
    """Whether the check digit of a card number is right."""
    total = 0
    for place, digit in enumerate(reversed([int(char) for char in number if char.isdigit()])):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _after_reference(text: str, start: int) -> bool:
    return _REFERENCE.search(text[max(0, start - 40) : start]) is not None
