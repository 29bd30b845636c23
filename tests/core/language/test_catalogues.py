"""The program's own words: every message translated, every placeholder kept, nothing that a reader could not see."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from PySide6.QtGui import QRawFont
from pytestqt.qtbot import QtBot

from simexit.core import errors
from simexit.core.language import messages as i18n
from simexit.core.language.messages import Words, compile_po, languages, words

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "resources" / "i18n"
TRANSLATED = [tag for tag in languages() if tag != "en"]
CHINESE = [tag for tag in TRANSLATED if tag.startswith("zh")]

ENGLISH_KEPT = {
    # what the program, its files and its parts are called
    *(
        "SIM",
        "Exit",
        "simexit",
        "check",
        "Python",
        "Sans",
        "SC",
        "unlisted",
        "full",
        "helper",
        "record",
        "letter",
        "take-along",
        "calls",
        "owner",
        "Qt",
        "PySide6",
        "Noto",
        "CJK",
    ),
    *("PyYAML", "platformdirs", "msgspec", "jsonschema", "icalendar", "segno", "holidays", "MIT", "LGPL"),
    *("SIL", "Open", "Font", "License", "PDF", "JSON", "Markdown", "SHA-256"),
    # what one looks for or says in English
    *(
        "App",
        "QR",
        "Code",
        "eSIM",
        "Wi-Fi",
        "IMEI",
        "MB",
        "iPhone",
        "SSN",
        "Transfer",
        "Port",
        "Out",
        "Protection",
        "PIN",
        "Prepaid",
        "Postpaid",
        "FCC",
        "T-Mobile",
        "Mint",
        "http",
        "https",
    ),
    # what is typed on the command line
    *("questions", "FILE", "KEY", "VALUE", "YYYY-MM-DD", "en", "zh-Hans", "h"),
    # "U 盘", a memory stick
    "U",
    # kept for those who ended up in the wrong language
    "Language",
    *("SSN", "Transfer", "IMEI", "MB", "iPhone", "Android", "Wi-Fi", "Port", "Out", "Protection"),
}
HAN = r"[\u3400-\u9fff]"


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("simexit_packaging_words", ROOT / "packaging" / "words.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
MESSAGES: dict[str, list[Message]] = {
    tag: [message for message in TOOL.read((FOLDER / f"{tag}.po").read_bytes()) if message.id] for tag in TRANSLATED
}


def _ids(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def _texts(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def _names(text: str) -> set[str]:
    """The placeholders of a text, as `str.format` reads it."""
    return {name for _text, name, _form, _conversion in string.Formatter().parse(text) if name is not None}


def _calls() -> Iterator[tuple[str, ast.Call, str | tuple[str, str]]]:
    for file in sorted((ROOT / "src").rglob("*.py")):
        for node, message in TOOL.messages(file.read_text(encoding="utf-8")):
            yield f"{file.relative_to(ROOT)}:{node.lineno}", node, message


# --- the catalogue and the code


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_files_of_a_language_are_in_step_with_the_words_there_are(language: str, release: None) -> None:
    """Also the translations of the procedures: nothing missing, nothing left over, whatever Babel lays out how."""
    found = {path for path, _template, _about in TOOL.due(language)}
    for path, template, about in TOOL.due(language):
        source = path.read_bytes()
        assert TOOL.same(source, TOOL.updated(source, language, template, about)), "run: python packaging/words.py"
        assert TOOL.untranslated(source) == []
    assert {FOLDER / f"{language}.po", *(ROOT / "procedures" / "i18n" / language).rglob("*.po")} == found


@pytest.mark.parametrize("language", TRANSLATED)
def test_hardly_a_word_is_missing(language: str) -> None:
    """While one works, new words may still be without a translation; those that there were are not lost."""
    translated = [message for message in MESSAGES[language] if all(text.strip() for text in _texts(message))]
    assert len(translated) > 300


@pytest.mark.parametrize("language", TRANSLATED)
def test_plural_forms_are_those_that_the_list_of_languages_gives(language: str) -> None:
    """Of Babel's own rules, those for Spanish changed once, and every file would have had to."""
    plurals = [message for message in MESSAGES[language] if isinstance(message.id, tuple)]
    forms = int(re.fullmatch(r"nplurals=(\d); plural=.+", TOOL.plural(language))[1])
    assert plurals
    assert [message.id for message in plurals if len(_texts(message)) != forms] == []
    header = (FOLDER / f"{language}.po").read_text(encoding="utf-8").partition("\n\n")[0]
    assert f'"Plural-Forms: {TOOL.plural(language)};\\n"' in header


def _po(*messages: tuple[str, str]) -> bytes:
    return "\n".join(f'msgid "{english}"\nmsgstr "{text}"\n' for english, text in messages).encode()


def _template(*messages: str) -> Catalog:
    catalog = Catalog()
    for message in messages:
        catalog.add(message)
    return catalog


def test_what_was_translated_stays_and_what_is_gone_goes() -> None:
    source = _po(("Back", "Atrás"), ("Gone", "Ido"))
    made = TOOL.updated(source, "es", _template("Back", "Next"), "Words")
    assert {message.id: message.string for message in TOOL.read(made) if message.id} == {"Back": "Atrás", "Next": ""}
    assert TOOL.untranslated(made) == ["Next"]
    assert TOOL.updated(made, "es", _template("Back", "Next"), "Words") == made


def test_nothing_is_guessed_from_a_message_that_is_like_it() -> None:
    made = TOOL.updated(_po(("Save the case", "Guardar")), "es", _template("Save the cases"), "Words")
    assert TOOL.untranslated(made) == ["Save the cases"]


@pytest.mark.parametrize(("language", "forms"), [("zh-Hant", 1), ("es", 2)])
def test_a_new_language_begins_with_its_own_rule_of_plurals(language: str, forms: int) -> None:
    template = Catalog()
    template.add(("{n} tick", "{n} ticks"))
    (message,) = (message for message in TOOL.read(TOOL.updated(b"", language, template, "Words")) if message.id)
    assert message.string == ("",) * forms


def test_files_are_the_same_by_what_they_say_and_not_by_their_lines() -> None:
    one = _po(("A", "B"), ("C", "D"))
    assert TOOL.same(one, b"# laid out otherwise\n\n" + _po(("C", "D"), ("A", "B")).replace(b'"B"', b'""\n"B"'))
    for other in (_po(("A", "B")), _po(("A", "B"), ("C", "E")), _po(("A", "B"), ("C", ""))):
        assert not TOOL.same(one, other)


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_placeholders_of_their_messages(language: str) -> None:
    wrong = {
        message.id: text
        for message in MESSAGES[language]
        for text in _texts(message)
        if text and _names(text) != set().union(*map(_names, _ids(message)))
    }
    assert wrong == {}


@pytest.mark.parametrize("slip", ["没有", "{path", "{pfad}", "{path} {reason} {more}"])
def test_a_slip_in_a_placeholder_would_be_found(slip: str) -> None:
    try:
        found = _names(slip) != _names("{path} cannot be attached ({reason}).")
    except ValueError:
        found = True
    assert found


def test_the_code_gives_each_message_its_values() -> None:
    wrong = []
    for place, node, message in _calls():
        given = {keyword.arg for keyword in node.keywords}
        if given and None not in given:
            ids = message if isinstance(message, tuple) else (message,)
            wanted = set().union(*map(_names, ids)) - ({"n"} if isinstance(message, tuple) else set())
            if wanted != given:
                wrong.append((place, message))
    assert wrong == []


def test_no_message_is_put_together_before_it_is_translated() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) in (*TOOL.CALLS, TOOL.PLURAL)
        and any(isinstance(arg, ast.JoinedStr | ast.BinOp) for arg in node.args[:1])
    ]
    assert wrong == []


def test_a_value_that_is_looked_up_is_no_message() -> None:
    found = [message for _node, message in TOOL.messages('_(STATES["done"]); self._("A"); _.many("B", "C", 2); f("D")')]
    assert found == ["A", ("B", "C")]


@pytest.mark.parametrize("language", [tag for tag in TRANSLATED if tag not in CHINESE])
def test_space_at_the_ends_is_kept(language: str) -> None:
    """Between the names of a list, or after `Reported:`."""
    wrong = [
        message.id
        for message in MESSAGES[language]
        for text in _texts(message)
        if (text[:1] == " ", text[-1:] == " ") != (_ids(message)[0][:1] == " ", _ids(message)[0][-1:] == " ")
    ]
    assert wrong == []


# --- the Chinese


@pytest.mark.parametrize("language", CHINESE)
def test_no_english_is_left_over(language: str) -> None:
    left = {}
    for message in MESSAGES[language]:
        for text in _texts(message):
            plain = re.sub(r"\{\w+\}|\(&\w\)|\(\*\.?\w*\)|\.simexit\b|&", "", text)
            found = {word for word in re.findall(r"[A-Za-z][A-Za-z0-9-]*", plain) if word not in ENGLISH_KEPT}
            if found:
                left[text] = found
    assert left == {}


@pytest.mark.parametrize("language", CHINESE)
def test_alt_letters_are_kept(language: str) -> None:
    def letter(text: str) -> str | None:
        found = re.search(r"&(\w)", text)
        return found[1].upper() if found else None

    wrong = [message.id for message in MESSAGES[language] if letter(_ids(message)[0]) != letter(_texts(message)[0])]
    assert wrong == []


@pytest.mark.parametrize("language", CHINESE)
def test_chinese_is_set_as_chinese(language: str) -> None:
    """Full-width marks after Chinese, one space between Chinese and Latin letters or digits, none doubled."""
    wrong = {}
    for message in MESSAGES[language]:
        for text in _texts(message):
            if message.id in (i18n.MONTHS, i18n.SHORT_MONTHS):
                continue  # twelve names in a row
            plain = re.sub(r"\(&\w\)| \(\*.*?\)(;;)?", "", text)
            plain = re.sub(r"\{(day|year)\}(?=[年日])|(?<=[年月])\{day\}|\{year\}", "", plain)
            plain = re.sub(r"\{\w+\}", "中", plain)
            for fault in (rf"{HAN}[,.;:?!()]", rf"{HAN}[A-Za-z0-9]", rf"[A-Za-z0-9]{HAN}", r"[，。；：、？] ", "  "):
                if re.search(fault, plain):
                    wrong[text] = fault
    assert wrong == {}


@pytest.mark.parametrize("weight", ["Regular", "Medium"])
def test_the_bundled_font_has_every_character(qtbot: QtBot, weight: str) -> None:
    font = QRawFont(str(ROOT / "resources" / "fonts" / f"SimExitSansSC-{weight}.otf"), 16)
    assert font.isValid()
    files = [
        *FOLDER.glob("*.*"),
        *(ROOT / "resources" / "help").rglob("*.md"),
        *(path for path in (ROOT / "procedures").rglob("*.*") if path.suffix in (".yaml", ".po")),
    ]
    lacking = {}
    for file in files:
        letters = {letter for letter in file.read_text(encoding="utf-8") if letter > "\u2e7f"}
        missing = "".join(sorted(letter for letter in letters if not font.supportsCharacter(ord(letter))))
        if missing:
            lacking[file.name] = missing
    assert lacking == {}, "make the font anew: packaging/make_font.py"


# --- words at work


def test_words_are_translated_filled_and_counted() -> None:
    chinese, english = words("zh-Hans"), words("en")
    assert chinese("Saved {time}", time="14:32") == "已保存 14:32"
    assert english("Saved {time}", time="14:32") == "Saved 14:32"
    assert english.many("{n} tick", "{n} ticks", 1) == "1 tick"
    assert english.many("{n} tick", "{n} ticks", 2) == "2 ticks"
    assert chinese.many("{n} tick", "{n} ticks", 1) == "1 个勾"
    assert chinese("") == english("") == "", "gettext keeps its header under the empty message"
    assert words("xx")("Next") == "Next", "a language without a catalogue is English"


def test_names_and_sentences_follow_each_other_as_the_language_has_it() -> None:
    chinese, english = words("zh-Hans"), words("en")
    assert (english.listed(["a", "b"]), chinese.listed(["a", "b"])) == ("a, b", "a、b")
    assert (english.apart(["a", "b"]), chinese.apart(["a", "b"])) == ("a; b", "a；b")
    assert (english.apart(["a?", "b"]), chinese.apart(["a？", "b？"])) == ("a? b", "a？b？")
    assert (english.sentences("A.", "", "B."), chinese.sentences("甲。", "", "乙。")) == ("A. B.", "甲。乙。")


@pytest.mark.parametrize("broken", ["{missing}", "{0}", "{", "{path.nothing}", "{path!x}", ""])
def test_a_broken_translation_never_keeps_an_error_from_being_told(broken: str) -> None:
    error = errors.SaveFailed("/home/me/a.simexit", "no reason")
    assert errors.SimExitError.text(error, lambda _message: broken) is not None
    if broken:
        assert "/home/me/a.simexit" in error.text(lambda _message: broken)


@pytest.mark.parametrize("broken", ["{missing}", "{0}", "{", "{time.nothing}"])
def test_a_broken_translation_never_closes_the_window(broken: str) -> None:
    catalogue = (
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "At {{time}}"\nmsgstr "{broken}"\n'
    )
    made = Words("zh-Hans", gettext.GNUTranslations(compile_po(catalogue.encode())))
    assert made("At {time}", time="14:32") == "At 14:32"


def test_errors_are_told_in_chinese_without_gaps() -> None:
    told = errors.SaveDiskFull("/home/me/a.simexit").text(words("zh-Hans"))
    assert told == "/home/me/a.simexit 没能保存：磁盘满了。上一次保存的内容还在。请腾出空间，或者另存到别的磁盘。"
    nearest = errors.UnknownCarrier("mobil", ["t-mobile", "us-mobile"]).text(words("zh-Hans"))
    assert "t-mobile、us-mobile" in nearest


@pytest.mark.parametrize("language", languages())
def test_every_offered_language_has_its_words(language: str) -> None:
    assert words(language).language == language
    assert (words(language)("&Next") != "&Next") == (language != "en")
