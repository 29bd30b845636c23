"""Finds in free text what must not stand in notes: PINs, passwords, one-time codes, SSN, cards, identity papers, seeds.

It points out, it never forbids: the person decides, and `mask` is the offer. So it must be quiet about what belongs in
these notes: phone numbers, dates, amounts, account and reference numbers, IMEI, ICCID and EID.

Words are known in English, Chinese of both scripts, and Spanish. A text is read as if it were typed in plain ASCII
where it can be (full-width digits, all dashes and spaces, marks that cannot be seen), and everything found is given
back by its place in the text as it was. The time taken grows with the length of the text and not faster.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

Kind = Literal["pin", "password", "code", "recovery", "ssn", "card", "passport", "identity", "answer", "birth"]

MASK = "•"


class Span(NamedTuple):
    """A piece of text, `text[start:end]`, and what it looks like."""

    start: int
    end: int
    kind: Kind


def find(text: str) -> list[Span]:
    """Everything in `text` that looks like a secret, from left to right, without overlaps."""
    read, places = _as_typed(text)
    found: list[Span] = []
    # Again with what was found masked, until nothing comes: then masked text never holds another secret.
    while new := _once(mask(read, found)):
        found.extend(new)
    return sorted(Span(places[span.start], places[span.end - 1] + 1, span.kind) for span in found)


def mask(text: str, spans: Iterable[Span]) -> str:
    """`text` with every character of the spans made unreadable; the rest stays as it is."""
    shown, place = [], 0
    for span in sorted(spans):
        shown += [text[place : span.start], MASK * (span.end - span.start)]
        place = span.end
    return "".join([*shown, text[place:]])


def _once(text: str) -> list[Span]:
    small = text.lower()
    taken: list[Span] = []
    free = bytearray(len(text))  # 1 where something was found; the first rule that claims a place has it
    for rule in _RULES:
        if not any(hint in small for hint in rule.hints):
            continue
        for match in rule.pattern.finditer(text):
            if rule.fits(match):
                _take(taken, free, *_trimmed(match), rule.kind)
    for shape in (_ssn, _identity, _cards, _passports):
        for span in shape(text):
            _take(taken, free, *span)
    return taken


def _take(taken: list[Span], free: bytearray, start: int, end: int, kind: Kind) -> None:
    if start < end and not any(free[start:end]):
        free[start:end] = b"\1" * (end - start)
        taken.append(Span(start, end, kind))


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span("value")
    return start, start + len(match["value"].rstrip(_PASSWORD_END)) if end > start else end


# --- the text as if it were typed on a plain keyboard ---------------------------------------------------------------

_UNSEEN = "\u200b"


class _Plain(dict[int, str]):
    """One plain character for each; `_UNSEEN` for marks that cannot be seen."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        plain = unicodedata.normalize("NFKC", char)
        if kind == "Cf":
            plain = _UNSEEN
        elif kind == "Pd" or char in "−﹣":
            plain = "-"
        elif kind == "Zs":
            plain = " "
        elif char in "‘’`´":
            plain = "'"
        elif char in "“”「」『』«»":
            plain = '"'
        elif kind == "Nd":
            plain = str(unicodedata.digit(char))
        self[code] = plain = plain if len(plain) == 1 else char
        return plain


_PLAIN = _Plain()


def _as_typed(text: str) -> tuple[str, Sequence[int]]:
    """The text with plain characters, and the place of each of them in the text as it was."""
    if text.isascii():
        return text, range(len(text))
    read = text.translate(_PLAIN)
    if _UNSEEN not in read:
        return read, range(len(read))
    places = [place for place, char in enumerate(read) if char != _UNSEEN]
    return read.replace(_UNSEEN, ""), places


# --- what is no secret -----------------------------------------------------------------------------------------------

# Digits that are the whole of a number: not the beginning of a date, an amount, a phone number or a range.
_WHOLE = (
    r"(?![A-Za-z]|[-/.,:]?\d|%| ?(?:美元|美金|元|块|塊|dollars?|dólares|bucks|points|days?|digits?|hours?|minutes?|"
    r"times?|characters?|years?|months?|GB|MB|位|天|日|小时|小時|分钟|分鐘|年|月|次|个|個|条|條|dígitos?|días?|horas?|"
    r"minutos?|veces|caracteres))"
)
_PHONE = re.compile(r"1?[2-9]\d{2}[2-9]\d{6}|1[3-9]\d{9}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE_AMOUNT_PHONE = re.compile(
    r"(?:\d{1,4}([-/.])\d{1,2}(?:\1\d{1,4})?|[$¥€£]?\d{1,3}(?:,?\d{3})*(?:\.\d{1,2})?[$%]|[$¥€£]\d.*|\d+\.\d{2}|"
    r"\+?\(?1?\)?[-. ]?\(?\d{3}\)?[-. ]?\d{3}[-. ]\d{4}|\+\d{7,15}|\d{1,2}:\d{2}.*|\d{1,2}(?:am|pm)|"
    r"\d{1,2}(?:st|nd|rd|th)|\d+-?(?:digits?|days?|hours?|minutes?|min|characters?|times?|dígitos?|días?|x))",
    re.IGNORECASE,
)
# What follows “password:” and is no password.
_NO_PASSWORD = re.compile(
    r"(?:changed?|reset|resets?|required|needed|unknown|forgot(?:ten)?|lost|none|saved|stored|same|see|new|old|not|yes|"
    r"n/?a|todo|done|manager|ask|asked|set|updated|written|with|the|my|your|sent|expired|face|touch|apple|google|"
    r"icloud|e-?mail|link|works?|worked|wrong|correct|okay|fine|hidden|pending|later|bitwarden|1password|lastpass|"
    r"keychain|https?://.*|www\..*|"
    r"cambiad[ao]|olvidad[ao]|nuev[ao]|viej[ao]|guardad[ao]|igual|ningun[ao]|restablecid[ao]|perdid[ao]|pendiente|"
    r"enviad[ao]|list[ao]|correct[ao]|incorrect[ao]|mism[ao]|requerid[ao]|anotad[ao]|está|para|pedir|del?|que)",
    re.IGNORECASE,
)
_PASSWORD_END = ".,;:?\"')]}>"

# What stands before a number that only looks like a secret.
_REFERENCE = re.compile(
    r"(?:\b(?:ref(?:erence|erencia)?|case|ticket|order|confirm(?:ation|ación)?|tracking|account|acct|claim|complaint|"
    r"invoice|IMEI(?:SV|2)?|ICCID|EID|MEID|serial|SIM|pedido|factura|cuenta|caso|orden|rastreo|folio|guía)\b|"
    r"参考|參考|工单|工單|订单|訂單|确认|確認|单|單|账|帐|帳|投诉|投訴|"
    r"发票|發票|序列|串|案件|案|受理编|受理編|快递|运单)"
    r"(?:号|號|码|碼|编号|編號)?(?: ?(?:number|no\.?|id|card|#|号码?|號碼?|número|de))?"
    r" ?(?:is\b|was\b|es\b|是|为|為)? ?[:#=]? ?#?$",
    re.IGNORECASE,
)


def _after_reference(text: str, start: int) -> bool:
    return _REFERENCE.search(text[max(0, start - 40) : start]) is not None


# Words that say that the number after “is” is something else than what was named before.
_OTHER_NUMBER = re.compile(
    r"\b(?:numbers?|no\.|ref|reference|order|case|ticket|confirmation|phone|zip|bill|balance|charged?|fee|total|price|"
    r"amount|date|year|ext|extension|IMEI|ICCID|tracking|store|agent|ID|número|pedido|factura|saldo|cargo|total|"
    r"referencia|teléfono|caso|dialed|called|call|dial)\b|号码|"
    r"號碼|订单|訂單|金额|金額|余额|餘額|单号|單號|账号|帐号|帳號|"
    r"编号|編號|电话|電話|工号|費|费|打",
    re.IGNORECASE,
)


# --- a word that says so, followed by a value -------------------------------------------------------------------------


class _Rule(NamedTuple):
    """Where `pattern` is found and `fits`, its group `value` is a secret. Without one of `hints` it cannot be found."""

    kind: Kind
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    fits: Callable[[re.Match[str]], bool]


# Between the word and the value: “转网 PIN（Transfer PIN）：”, “PIN (6 digits) is ”, “密码为”, “SSN #”, “PIN_4821.png”.
_BE = (
    r"\b(?:is|was|are|were|es|era|fue|son|será)\b|"
    r"就是|是|为|為|設為了?|设为了?|設成了?|设成了?|改为了?|改為了?|改成了?|叫"
)
_LINK = (
    r"(?: ?\([^()\n]{0,60}\)| ?[)\"'\]])?"
    r"[ _]{0,3}(?:码|碼|号码|號碼|号|號|number\b|no\b\.?|code\b|núm(?:ero)?\b\.?)?(?: ?\([^()\n]{0,60}\))?[ _]{0,3}"
    rf"(?:(?P<link>[:=#→?;]|\.{{2,4}}|->|-(?= ?[A-Za-z]{{0,2}}\d| )|,? ?(?:{_BE}|"
    rf"it'?s\b|(?:it|which|that) is\b|que es\b))"
    r"[\s:=]{0,3}(?:(?:el|la|the) )?|[ _]{0,3})"
    r"[\"'(\[<]?"
)
_SAID = rf"(?:(?P<link>[:=→]|{_BE})[\s:=]{{0,3}}(?:(?:el|la|the) )?)[\"'(\[<]?"
_GAP = r"(?P<gap>(?:[^\n,;。.•]|\.(?! )){1,60}?)"
"""What may stand between the word and “is”: “the PIN they gave me was …”."""

_ENGLISH = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
_SPANISH = r"(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
_DIGITS = (
    r"(?:\d(?:[ -]\d){3,14}(?![ -]?\d)|\d{2}(?:[ -]\d{2}){1,3}(?![ -]?\d)|\d{3}[ -]\d{3}(?![ -]?\d)|\d{4,15}|"
    rf"(?:{_ENGLISH}[ ,-]{{1,2}}){{3,14}}{_ENGLISH}|(?:{_SPANISH}[ ,-]{{1,2}}){{3,14}}{_SPANISH}|"
    r"[零〇一二三四五六七八九]{4,15})"
)

_PIN_WORD = (
    r"(?:(?<![A-Za-z])(?:PINs?|NIPs?|NTP|passcodes?|PUK[12]?|clave(?: de (?:acceso|"
    r"seguridad|transferencia|la cuenta))?)"
    r"(?![A-Za-záéíóúñ])|转网码|轉網碼|转出码|轉出碼|通行码|通行碼)"
)
_PIN_HINTS = ("pin", "nip", "ntp", "passcode", "puk", "clave", "转网码", "轉網碼", "转出码", "轉出碼", "通行")
_CODE_WORD = (
    r"(?:(?<![A-Za-z])(?:OTP|one[- ]time (?:pass)?(?:code|word|PIN)s?|"
    r"(?:verification|security|log-?in|sign-?in|authenti\w+|auth|access|SMS|reset|2FA|MFA|two-factor|temporary|your)"
    r" codes?|códigos? (?:de (?:verificaci[oó]n|seguridad|acceso|un solo uso|autenticaci[oó]n)|SMS|temporal)|"
    r"codigos? de (?:verificaci[oó]n|seguridad|acceso))(?![A-Za-z])|"
    r"验证码|驗證碼|校验码|校驗碼|认证码|認證碼|动态(?:密码|码)|動態(?:密碼|碼)|"
    r"短信码|簡訊碼|一次性(?:密码|密碼|码|碼)|安全码|安全碼)"
)
_CODE_HINTS = (
    *("otp", "one-time", "one time", "passcode", " code", "digo", "验证码", "驗證碼", "校验码", "校驗碼", "认证码"),
    *("認證碼", "动态", "動態", "短信码", "簡訊碼", "一次性", "安全码", "安全碼"),
)
_PASSWORD_WORD = (
    r"(?:(?<![A-Za-z])(?:passwords?|passwd|pwd|pass(?:phrase)|pass(?= ?[:=])|pw(?= ?[:=])|"
    r"p/w(?= ?[:=])|(?:wi-?fi|network|WPA2?) key|passcodes?|"
    r"contrase[ñn]as?|clave)(?![A-Za-záéíóúñ])|密码|密碼|口令|通行码|通行碼)"
)
_PASSWORD_HINTS = ("pass", "pwd", "pw", "p/w", " key", "contrase", "clave", "密码", "密碼", "口令", "通行")
_SSN_WORD = (
    r"(?:(?<![A-Za-z])(?:SSN|ITIN|taxpayer ID|social(?: security)?(?: (?:number|"
    r"no\.?|num))?|soc(?= ?[:#])|SS ?#|SS (?:number|no\.?)|"
    r"(?:n[uú]mero de )?seguro social|NSS)(?![A-Za-z])|社安|社会安全|社會安全|工卡)(?:号码?|號碼?|码|碼)?"
)
_SSN_HINTS = ("ssn", "ss#", "ss ", "itin", "taxpayer", "soc", "nss", "社安", "社会安全", "社會安全", "工卡")
_LAST = (
    r"(?:['’]s)?(?: ?(?:的)?[后後末尾最][四4后後] ?(?:[四4])? ?[位码碼]?(?:数|數)?字?|"
    r",?(?: the| my)? last (?:four|4)(?: digits)?|"
    r" (?:ending|ends|that ends|terminad[oa]|termina)(?: in| with| en)?|尾号|尾號)?(?: of it)?"
)


def _always(_: re.Match[str]) -> bool:
    return True


def _no_phone(match: re.Match[str]) -> bool:
    """“PIN 8008662453”: without a colon or an “is” it is rather the number that was called for the PIN."""
    return bool(match["link"]) or not _PHONE.fullmatch(match["value"])


def _no_link_but_no_phone(match: re.Match[str]) -> bool:
    return not _PHONE.fullmatch(match["value"])


def _loosely_said(match: re.Match[str]) -> bool:
    """Words between the name and the number: none of them may name another number, and it is no year and no phone."""
    gap = re.sub(r"^ ?(?:numbers?|号码|號碼|number code)\b", "", match["gap"], flags=re.IGNORECASE)
    value = match["value"]
    return not (_OTHER_NUMBER.search(gap) or _YEAR.fullmatch(value) or _PHONE.fullmatch(value))


def _said_before(match: re.Match[str]) -> bool:
    """A number and then what it is: with a mere dash or bracket a year would be one (“Nov 2026 - PIN asked”)."""
    if _YEAR.fullmatch(match["value"]) and match["link"].strip() in ("-", "(", "=", "<-", ","):
        return False
    return not (_PHONE.fullmatch(match["value"]) or _after_reference(match.string, match.start("value")))


def _ssn_fits(match: re.Match[str]) -> bool:
    if len(match["value"]) > 4:
        return True
    word = match["word"].lower()
    return bool(match["link"] or match["last"] or match["of"]) or word.startswith(("ssn", "itin", "社", "工卡"))


def _password_fits(match: re.Match[str]) -> bool:
    value = match["value"].rstrip(_PASSWORD_END)
    link = match["link"]
    if len(value) < 4 or MASK in value or _NO_PASSWORD.fullmatch(value) or _DATE_AMOUNT_PHONE.fullmatch(value):
        return False
    letters, digits = any(char.isalpha() for char in value), any(char.isdigit() for char in value)
    if match["word"].lower() == "clave" and not digits:
        return False
    if link in (":", "="):
        return True
    # “password is required”, “password manager”: without a colon, words are words; a mixture is a password.
    mixed = bool(re.search(r"\w[!@#$%^&*+~?]+\w", value))
    return (digits and (letters or link is not None or value.isdigit())) or (link is not None and mixed)


def _password_mixture(match: re.Match[str]) -> bool:
    value = match["value"].rstrip(_PASSWORD_END)
    return (
        len(value) >= 4
        and MASK not in value
        and any(char.isdigit() for char in value)
        and any(char.isalpha() or char in "!@#$%^&*" for char in value)
        and not _DATE_AMOUNT_PHONE.fullmatch(value)
        and not re.match(r"https?://|www\.", value)
        and not ("gap" in match.re.groupindex and _OTHER_NUMBER.search(match["gap"]))
    )


def _identity_fits(match: re.Match[str]) -> bool:
    return not _DATE_AMOUNT_PHONE.fullmatch(match["value"]) and (
        bool(match["link"]) or not _PHONE.fullmatch(match["value"])
    )


def _card_fits(match: re.Match[str]) -> bool:
    number = re.sub(r"\D", "", match["value"])
    return _luhn(number) or (len(number) in (15, 16) and number[0] in "3456")


def _no_date(match: re.Match[str]) -> bool:
    return not any(
        _DATE_AMOUNT_PHONE.fullmatch(part) or _NO_PASSWORD.fullmatch(part)
        for part in re.split(r"[\s,;/]+", match["value"])
    )


def _answer_fits(match: re.Match[str]) -> bool:
    value = match["value"]
    if _NO_PASSWORD.fullmatch(value) or _NO_ANSWER.fullmatch(value):
        return False
    return match["link"] is not None or value[0].isupper() or (not value.isascii() and len(value) < 3)


_NO_ANSWER = re.compile(
    r"(?:what|which|who|nothing|also|and|or|is|was|for|to|on|in|at|a|an|by|they|it|question|questions|verified|check|"
    r"checked|accepted|given|private|secret|optional|mandatory|"
    r"qué|cuál|no|sí|si|[什么哪谁誰麼忘必要不没沒需已问問请請].*)",
    re.IGNORECASE,
)


def _born(match: re.Match[str]) -> bool:
    years = re.findall(r"(?:19|20)\d\d", match["value"])
    return not years or min(int(year) for year in years) <= _YOUNGEST


_YOUNGEST = 2015
"""Nobody born later has a line in their own name; a later day beside “birthday” is a plan."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-zé]{0,8}\.?"
_DAY = (
    r"(?:(?:19|20)\d\d ?[-/.年 ] ?\d{1,2} ?[-/.月 ] ?\d{1,2}日?|"
    r"\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?(?:(?:19|20)\d\d|\d\d)(?!\d)|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|"
    rf"th)?[ -](?:de )?{_MONTH}(?: de|,)?[ -](?:19|20)\d\d|"
    r"(?:19|20)\d{6}(?!\d)|\d{4}(?:19|20)\d\d(?!\d)|\d{6}(?!\d))"
)
_TOKEN = r"(?:(?=[A-Za-z-]{0,30}\d)[A-Za-z0-9]{3,16}(?:-[A-Za-z0-9]{3,16}){0,8}|[A-Z]{4,8}(?:-[A-Z]{4,8}){1,8})"
_NUMBERED = r"(?:\d{1,2}[.)] ?)?"
_WORD = r"[a-záéíóúñ]{3,9}"


def _rule(kind: Kind, hints: tuple[str, ...], pattern: str, fits: Callable[[re.Match[str]], bool]) -> _Rule:
    return _Rule(kind, hints, re.compile(pattern, re.IGNORECASE), fits)


_BEFORE = (
    r"(?P<link> ?(?:\b(?:is|was|es|era|fue|as|como)\b|就是|是|作为|作為|当|當|做|=|<-|←|-|\(|,(?= ?(?:my|mi|我))) ?)"
    r"(?:(?<=[=(\-,] )|(?<=[=(\-,])|"
    r"(?:(?:my|your|the|our|their|an?|mi|tu|su|el|la|nuestr[ao]|"
    r"我的|我們的|我们的|您的|你的|他们的|给我的|給我的|的)[ ]?)?"
    r"(?:[\w'&.-]{1,20} ){0,4}?|(?<=[是为為做])[^\W\d]{0,8}?)(?:(?:my|mi|我的|the|"
    r"el|la) ?)?(?:(?:account|transfer|转网|轉網|账户|帳戶) ?)?"
)
_NUMBER_BEFORE = rf"(?<![\w$.,*#/+-])(?P<value>{_DIGITS}|[A-Z]-\d{{4,8}})[\"')\]]?"

_RULES = (
    # The social security number, whole or its last four, wherever “last four” stands.
    _rule(
        "ssn",
        _SSN_HINTS,
        r"(?P<of>(?:last (?:4|four)(?: digits)?(?: of)?(?: (?:my|the|her|his))? |"
        r"[uú]ltimos (?:4|cuatro)(?: d[ií]gitos)? del? (?:mi |su )?)?)"
        rf"(?P<word>{_SSN_WORD})(?P<last>{_LAST}){_LINK}"
        rf"(?P<value>\d{{9}}|\d{{3}}[-. /]\d{{2}}[-. /]\d{{4}}|\d{{3}} \d{{3}} \d{{3}}|\d(?:[ -]\d){{8}}|\d{{4}}|"
        rf"\d(?: \d){{3}}){_WHOLE}",
        _ssn_fits,
    ),
    _rule(
        "ssn",
        _SSN_HINTS,
        rf"{_SSN_WORD}{_GAP}{_SAID}(?P<value>\d{{9}}|\d{{3}}[-. /]\d{{2}}[-. /]\d{{4}}){_WHOLE}",
        _always,
    ),
    _rule(
        "ssn",
        _SSN_HINTS,
        rf"(?<![\w$.,*#/+-])(?P<value>\d{{9}}){_BEFORE}{_SSN_WORD}",
        lambda match: not _after_reference(match.string, match.start("value")),
    ),
    _rule("ssn", ("x", "*"), r"(?<![\w*])(?:xxx|\*{3})[- ]?(?:xx|\*\*)[- ](?P<value>\d{4})(?![\w-])", _always),
    # Papers.
    _rule(
        "passport",
        ("passport", "护照", "護照", "pasaporte"),
        rf"(?:(?<![A-Za-z])(?:passports?|pasaporte)(?![A-Za-z])|护照|"
        rf"護照)(?:{_LINK}|{_GAP}{_SAID.replace('link', 'link2')})"
        rf"(?P<value>[A-Z]{{0,2}}\d{{6,9}}){_WHOLE}",
        _identity_fits,
    ),
    _rule(
        "identity",
        (
            "licen",
            "驾照",
            "駕照",
            "驾驶证",
            "身份证",
            "身份證",
            "身分證",
            "dni",
            "curp",
            "cédula",
            "a-number",
            "id card",
        ),
        r"(?:(?<![A-Za-z])(?:driver'?s?'? licen[cs]e|licencia(?: de conducir|"
        r" de manejo)?|DNI|CURP|cédula|A-number|ID card)"
        r"(?![A-Za-z])|驾照|駕照|驾驶证|身份证|身份證|身分證)"
        rf"{_LINK}(?P<value>[A-Z]{{4}}\d{{6}}[A-Z\d]{{8}}|[A-Z]{{0,3}}\d(?:[- ]?\d){{5,17}}[A-Z]?){_WHOLE}",
        _identity_fits,
    ),
    # Cards.
    _rule(
        "card",
        ("card", "卡", "tarjeta", "visa", "amex", "mastercard", "american express"),
        r"(?:(?<![A-Za-z])(?:(?:credit|debit|bank) card|card number|card no\.?|visa|mastercard|amex|american express|"
        r"tarjeta(?: de (?:crédito|débito|credito|debito))?)(?![A-Za-z])|"
        r"信用卡|银行卡|銀行卡|借记卡|簽帳卡|储蓄卡|儲蓄卡)"
        rf"{_LINK}(?P<value>\d(?:[ ./-]{{0,3}}\d){{12,18}})(?![ -]?\d)",
        _card_fits,
    ),
    _rule(
        "card",
        ("cv", "csc", "security code", "seguridad", "安全码", "安全碼", "背面", "back of"),
        r"(?:(?<![A-Za-z])(?:CVV2?|CVC2?|CSC|(?:card )?security code|c[oó]digo de seguridad)(?![A-Za-z])|安全码|安全碼|"
        r"(?:卡)?背面(?:的)?[三3]位(?:数|數)?(?:字)?|(?:three|3)[- ]digit code on (?:the )?back)"
        rf"{_LINK}(?P<value>\d{{3,4}}|\d \d \d){_WHOLE}",
        _always,
    ),
    _rule(
        "card",
        ("cvv", "cvc", "security code", "seguridad", "安全码", "安全碼"),
        r"(?:(?<![A-Za-z])(?:CVV2?|CVC2?|(?:card )?security code|c[oó]digo de seguridad)(?![A-Za-z])|安全码|安全碼)"
        rf"{_GAP}{_SAID}(?P<value>\d{{3,4}}){_WHOLE}",
        _loosely_said,
    ),
    _rule(
        "card",
        ("cvv", "cvc"),
        rf"(?<![\w$.,*#/+-])(?P<value>\d{{3,4}}){_BEFORE}(?:CVV2?|CVC2?)(?![A-Za-z])",
        _said_before,
    ),
    # Codes that were sent.
    _rule("code", _CODE_HINTS, rf"{_CODE_WORD}{_LINK}(?P<value>[A-Z]-\d{{4,8}}|{_DIGITS}){_WHOLE}", _no_phone),
    _rule(
        "code", _CODE_HINTS, rf"{_CODE_WORD}{_GAP}{_SAID}(?P<value>[A-Z]-\d{{4,8}}|{_DIGITS}){_WHOLE}", _loosely_said
    ),
    _rule(
        "code",
        ("code", "码", "碼", "digo"),
        r"(?:\b(?:texted|messaged|SMS|text message|sent me|sent by text|mensaje|SMS)\b|短信|简讯|簡訊)[^\n\d]{0,40}"
        rf"(?:\bcode\b|\bc[oó]digo\b|码|碼){_LINK}(?P<value>\d{{3}}[ -]\d{{3}}|\d{{4,8}}){_WHOLE}",
        _no_phone,
    ),
    _rule(
        "code",
        ("code", "digo"),
        r"(?:^|[.,;:!?\n] ?|\b(?:my|the|this|their|a|new|got|get|gave|read|entered?|received|mi|el|un|dieron) )"
        rf"(?:code|c[oó]digo)(?![A-Za-z]){_LINK}(?P<value>\d{{3}}[ -]\d{{3}}|\d{{6}}){_WHOLE}",
        _no_phone,
    ),
    _rule(
        "code",
        ("code", "digo"),
        r"\b(?:code|c[oó]digo) (?:(?:that )?(?:they|he|she|you)|que me)\b[^\n\d.;]{1,40}"
        rf"{_SAID}(?P<value>\d{{3}}[ -]\d{{3}}|\d{{4,8}}){_WHOLE}",
        _no_phone,
    ),
    _rule("code", _CODE_HINTS, rf"{_NUMBER_BEFORE}{_BEFORE}(?:{_CODE_WORD}|(?:log-?in )?code\b)", _said_before),
    _rule(
        "code",
        ("sign in", "log in", "verify", "登录", "登入"),
        rf"\b(?:use|enter)\b {_NUMBER_BEFORE} to (?:sign|log|verify|confirm)",
        _said_before,
    ),
    # PINs.
    _rule("pin", _PIN_HINTS, rf"{_PIN_WORD}{_LINK}(?P<value>{_DIGITS}){_WHOLE}", _no_phone),
    _rule("pin", _PIN_HINTS, rf"{_PIN_WORD}[ :]{{0,3}}\n\s{{0,3}}(?P<value>{_DIGITS})(?=[ .]*(?:\n|$))", _always),
    _rule("pin", _PIN_HINTS, rf"{_PIN_WORD}{_GAP}{_SAID}(?P<value>{_DIGITS}){_WHOLE}", _loosely_said),
    _rule(
        "pin",
        _PIN_HINTS,
        rf"(?:\b(?:set|chang|reset|updat|switch|cambi|pus)\w*\b[^\n\d]{{0,30}}{_PIN_WORD}[^\n\d]{{0,20}}|"
        rf"{_PIN_WORD}[^\n\d]{{0,20}}\b(?:set|chang|reset|updat|switch|cambi)\w*\b[^\n\d]{{0,10}})\b(?:to|as|a|por)\b "
        rf"(?P<value>{_DIGITS}){_WHOLE}",
        _always,
    ),
    _rule(
        "pin",
        _PIN_HINTS,
        rf"{_PIN_WORD}{_GAP}\b(?:said|entered|typed|used|chose|picked|(?:told|gave|read) (?:him|her|them)) "
        rf"(?:it was )?(?P<value>{_DIGITS}){_WHOLE}",
        _loosely_said,
    ),
    _rule(
        "pin",
        _PIN_HINTS,
        rf"\b(?:gave|used|entered|typed|chose|picked|said|set) (?P<value>{_DIGITS}) (?:as|for) "
        rf"(?:(?:my|the|a|an|our) )?(?:[\w-]{{1,20}} )?{_PIN_WORD}",
        _no_link_but_no_phone,
    ),
    _rule("pin", _PIN_HINTS, rf"{_NUMBER_BEFORE}{_BEFORE}{_PIN_WORD}", _said_before),
    # Passwords.
    _rule(
        "password",
        _PASSWORD_HINTS,
        rf"(?P<word>{_PASSWORD_WORD}){_LINK}(?P<value>[!-~À-ÿ]{{4,64}})",
        _password_fits,
    ),
    _rule(
        "password",
        ("passphrase",),
        r"\bpassphrase(?: is)?[ :=]{1,3}(?P<value>[a-z]{3,12}(?:[ -][a-z]{3,12}){3,9})",
        _always,
    ),
    _rule(
        "password",
        _PASSWORD_HINTS,
        rf"{_PASSWORD_WORD}[ :]{{0,3}}\n\s{{0,3}}(?P<value>[!-~]{{4,64}})(?=[ ]*(?:\n|$))",
        _password_mixture,
    ),
    _rule("password", _PASSWORD_HINTS, rf"{_PASSWORD_WORD}{_GAP}{_SAID}(?P<value>[!-~]{{4,64}})", _password_mixture),
    _rule(
        "password",
        _PASSWORD_HINTS,
        rf"(?<![!-~])(?P<value>[!-~]{{4,64}}) ?{_BEFORE}{_PASSWORD_WORD}",
        _password_mixture,
    ),
    # What opens an account again.
    _rule(
        "recovery",
        (
            "recover",
            "backup",
            "back-up",
            "rescue",
            "scratch",
            "恢复",
            "恢復",
            "备用",
            "備用",
            "备份",
            "備份",
            "respaldo",
            "emergen",
        ),
        r"(?:(?<![A-Za-z])(?:(?:recovery|backup|back-up|rescue|scratch|emergency) (?:codes?|keys?)|"
        r"c[oó]digos? de (?:recuperaci[oó]n|respaldo|emergencia)|claves? de recuperaci[oó]n)(?![A-Za-z])|"
        r"(?:恢复|恢復|备用|備用|备份|備份|救援)(?:验证|驗證|代)?(?:码|碼|密钥|金鑰))"
        rf"{_LINK}\s{{0,2}}(?P<value>{_TOKEN}(?:[ ,;/\n]{{1,3}}{_TOKEN}){{0,15}})",
        _no_date,
    ),
    _rule(
        "recovery",
        ("secret", "seed", "key", "密钥", "密鑰", "金鑰", "semilla", "otpauth"),
        r"(?:(?<![A-Za-z])(?:(?:TOTP|OTP|2FA|MFA|authenticator|setup|secret|private|app)(?: (?:secret|key|seed))+|seed|"
        r"clave (?:secreta|de configuraci[oó]n)|semilla)(?![A-Za-z])|密钥|密鑰|金鑰|otpauth)"
        rf"{_LINK}(?P<value>(?://)?(?=[^\s]{{0,60}}[\d ])(?:[A-Z2-7]{{4}}(?: [A-Z2-7]{{4}}){{3,15}}|"
        rf"[A-Za-z0-9+/=?&:%._-]{{12,256}}))",
        _no_date,
    ),
    _rule(
        "recovery",
        ("phrase", "mnemonic", "seed", "words", "frase", "semilla", "助记词", "助記詞"),
        r"(?:(?<![A-Za-z])(?:(?:seed|recovery|secret|mnemonic|backup) (?:phrase|words)|mnemonic|seed|"
        r"frase (?:semilla|de recuperaci[oó]n|secreta))(?![A-Za-z])|助记词|助記詞)"
        rf"[^\n:=]{{0,24}}[:=\s]\s{{0,3}}(?P<value>{_NUMBERED}{_WORD}(?:[ ,\n]{{1,2}}{_NUMBERED}{_WORD}){{10,23}}|"
        r"[一-鿿](?: ?[一-鿿]){11,23})",
        _always,
    ),
    # What a helpdesk asks.
    _rule(
        "answer",
        (
            "maiden",
            "answer",
            "soltera",
            "materno",
            "婚前姓",
            "娘家姓",
            "本姓",
            "母亲",
            "母親",
            "妈妈",
            "媽媽",
            "答案",
            "respuesta",
            "pet",
            "mascota",
        ),
        r"(?:(?<![A-Za-z])(?:maiden name|(?:security|secret)(?: question)? answer|"
        r"answer to (?:the |my )?(?:security|secret) question|"
        r"apellido (?:de soltera(?: de (?:mi|su|la) madre)?|materno)|respuesta (?:de seguridad|"
        r"secreta|a la pregunta(?: (?:de seguridad|secreta))?)|"
        r"(?:first|childhood) pet(?:'s name)?|(?:primera )?mascota)(?![A-Za-z])|"
        r"(?:母亲|母親|妈妈|媽媽)?(?:的)?(?:婚前姓氏?|娘家姓氏?|本姓)|(?:母亲|母親|妈妈|"
        r"媽媽)(?:的)?姓氏?|(?:密保|安全)(?:问题|問題)?(?:的)?答案)"
        rf"{_LINK}(?P<value>[^\W\d_][\w'-]{{0,30}}(?: (?-i:[A-ZÁÉÍÓÚÑ])[\w'-]{{1,20}})?)",
        _answer_fits,
    ),
    _rule(
        "birth",
        ("dob", "d.o.b", "birth", "born", "出生", "生日", "nacimiento", "nac", "cumplea"),
        r"(?:(?<![A-Za-z])(?:DOB|D\.O\.B\.?|date of birth|birth ?da(?:te|y)|born(?: on)?|fecha de nacimiento|"
        r"nac(?:ido|ida|í|i)(?: el)?|cumpleaños)(?![A-Za-z])|出生(?:年月日|日期|年月|于|於)?|生日)"
        rf"(?:{_LINK}|{_GAP}{_SAID.replace('link', 'link2')})(?P<value>{_DAY})",
        _born,
    ),
)


# --- shapes that speak for themselves -------------------------------------------------------------------------------

# Areas 000 and 666, group 00 and serial 0000 are never given out; 9xx is an ITIN, as much a secret.
_SSN = re.compile(r"(?<![A-Za-z\d.-])(?!000|666)\d{3}( ?[-.] ?| )(?!00)\d{2}\1(?!0000)\d{4}(?![A-Za-z\d-]|\.\d)")

_IDENTITY = re.compile(r"(?<!\w)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\w)")

# Chinese passports (E12345678, EA1234567, G12345678 and the official kinds) and the new US ones (A12345678).
_PASSPORT = re.compile(r"(?<![A-Za-z\d-])(?:[EGDSPHA]\d{8}|E[A-Z]\d{7})(?![\w-])")

_RUN = re.compile(r"(?<![\d+])\d+(?:[ ./·,_\n-]{1,3}\d+)*")

_GROUPINGS = ((4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4), (6, 13), (8, 8))


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
        row = run[0]
        if len(row) < 13:
            continue
        digits = re.sub(r"\D", "", row[:64])
        # ICCID and EID begin with 89, whatever the grouping; a reference says what it is.
        if (len(digits) >= 18 and digits.startswith("89")) or _after_reference(text, run.start()):
            continue
        groups = [(match.start(), match.end()) for match in re.finditer(r"\d+", row)]
        index = 0
        while index < len(groups):
            last = _card_at(row, groups, index)
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
    if lengths == (1, 1, 1, 1, 1) and (first == 0 or groups[first - 1][1] - groups[first - 1][0] > 1):
        return _card_of_single_digits(run, groups, first)
    return None


def _card_of_single_digits(run: str, groups: list[tuple[int, int]], first: int) -> int | None:
    """A card number with a space after each digit; only at the beginning of a row of single digits."""
    row = [run[start:end] for start, end in groups[first : first + 20]]
    size = next((place for place, group in enumerate(row) if len(group) > 1), len(row))
    number = "".join(row[:size])
    return first + size - 1 if 13 <= size <= 19 and _issued(number) and _luhn(number) else None


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
