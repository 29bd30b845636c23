"""Further languages are a set of files: found, checked, and never stale unseen."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from simexit.core import authoring
from simexit.core.knowledge import load as build
from simexit.core.knowledge import translations
from simexit.core.language.text import pick

GOOD = Path(__file__).parent / "good"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The good folder with a third language, whose words are the English ones between guillemets."""
    made = Path(shutil.copytree(GOOD, tmp_path / "procedures"))
    for file in build.files(made):
        catalog = Catalog()
        for _path, text in translations.texts(build.decode(file, made)):
            catalog.add(text["en"], f"«{text['en']}»")
        target = translations.file_for(made, "es", file.relative_to(made).as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            write_po(out, catalog)
    return made


def change(folder: Path, name: str, english: str, translated: str) -> None:
    """Give one text another translation."""
    path = translations.file_for(folder, "es", name)
    catalog = read_po(BytesIO(path.read_bytes()))
    assert english in catalog
    catalog[english].string = translated
    with path.open("wb") as out:
        write_po(out, catalog)


def said(folder: Path) -> list[str]:
    return [finding.render(relative_to=folder) for finding in authoring.run(folder)]


def test_a_language_is_its_files_and_every_text_is_found_there(folder: Path) -> None:
    assert said(folder) == []
    assert translations.languages(folder) == ["en", "zh-Hans", "es"]
    catalogue = build.load(folder)
    term = catalogue.terms[0]
    assert term.explain == {"en": "A card in the phone.", "zh-Hans": "手机里的卡。", "es": "«A card in the phone.»"}
    alpha = catalogue.carrier("alpha")
    assert all(fact.says["es"] == f"«{fact.says['en']}»" for fact in alpha.facts)
    assert all(step.title["es"].startswith("«") for step in catalogue.steps)


def test_a_language_that_babel_has_no_data_of_is_read(folder: Path) -> None:
    """A frozen program has that data of no language at all."""
    source = translations.file_for(folder, "es", "glossary.yaml")
    other = translations.file_for(folder, "xx-Xxxx", "glossary.yaml")
    other.parent.mkdir()
    other.write_bytes(source.read_bytes().replace(b'msgstr ""\n', b'msgstr ""\n"Language: xx_Xxxx\\n"\n', 1))
    assert b"Language: xx_Xxxx" in other.read_bytes()
    assert translations.read(other) == translations.read(source) != {}


def test_without_such_a_folder_there_are_two_languages() -> None:
    assert translations.languages(GOOD) == ["en", "zh-Hans"]
    assert "es" not in build.load(GOOD).terms[0].explain


@pytest.mark.parametrize("translated", ["", " "])
def test_a_missing_translation_is_named_with_the_file_to_write_it_in(folder: Path, translated: str) -> None:
    change(folder, "glossary.yaml", "A card in the phone.", translated)
    assert said(folder) == [
        "glossary.yaml:5: missing-translation: The text is missing in es. (translate it in i18n/es/glossary.po)"
    ]


def test_english_that_changes_loses_its_translation(folder: Path) -> None:
    """So that nobody reads what is no longer said."""
    glossary = folder / "glossary.yaml"
    glossary.write_text(glossary.read_text(encoding="utf-8").replace("A card in", "A chip in"), encoding="utf-8")
    assert said(folder) == [
        "glossary.yaml:5: missing-translation: The text is missing in es. (translate it in i18n/es/glossary.po)"
    ]


def test_placeholders_are_equal_in_every_language(folder: Path) -> None:
    english = next(
        text["en"]
        for _path, text in translations.texts(build.decode(folder / "steps" / "prepare.yaml", folder))
        if "{carrier}" in text["en"]
    )
    change(folder, "steps/prepare.yaml", english, english.replace("{carrier}", "nobody"))
    found = {(finding.rule, finding.sentence) for finding in authoring.run(folder)}
    assert found == {("unequal-placeholders", "Not in both en and es: `{carrier}`.")}


def test_a_file_of_translations_that_belongs_to_nothing_is_named(folder: Path) -> None:
    (folder / "i18n" / "es" / "carriers" / "gone.po").write_text("", encoding="utf-8")
    assert [finding.rule for finding in authoring.run(folder)] == ["unknown-file"]


def test_what_must_be_found_or_said_stays_in_english(folder: Path) -> None:
    """Chinese shows what that is: it stands there in English, in the middle of the Chinese."""
    glossary = folder / "glossary.yaml"
    text = glossary.read_text(encoding="utf-8")
    text = text.replace("A card in the phone.", "Press Delete Plan.").replace(
        "手机里的卡。", "点 Delete Plan（删除）。"
    )
    glossary.write_text(text, encoding="utf-8")
    path = translations.file_for(folder, "es", "glossary.yaml")
    path.write_text(
        path.read_text(encoding="utf-8").replace("A card in the phone.", "Press Delete Plan."), encoding="utf-8"
    )
    assert said(folder) == []
    change(folder, "glossary.yaml", "Press Delete Plan.", "Pulse Eliminar plan.")
    assert said(folder) == [
        "glossary.yaml:5: english-kept: `Delete Plan` must stay in English in es. (keep it, with its meaning)"
    ]
    change(folder, "glossary.yaml", "Press Delete Plan.", "Pulse Delete Plan (eliminar).")
    assert said(folder) == []


def test_a_term_of_the_glossary_may_take_the_forms_of_its_language(folder: Path) -> None:
    glossary = folder / "glossary.yaml"
    text = glossary.read_text(encoding="utf-8").replace(
        'en: "eSIM", zh-Hans: "eSIM"', 'en: "Hold ends", zh-Hans: "保留到期"'
    )
    glossary.write_text(text, encoding="utf-8")
    path = translations.file_for(folder, "es", "glossary.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace('"eSIM"', '"Hold ends"', 1), encoding="utf-8")
    change(folder, "glossary.yaml", "Hold ends", "Retención terminada")
    change(folder, "steps/prepare.yaml", "Hold ends", "Terminan las retenciones")
    assert said(folder) == []
    change(folder, "steps/prepare.yaml", "Hold ends", "Se acaba")
    assert [line.split(": ")[1] for line in said(folder)] == ["glossary-term"]


ENGLISH_ONLY = """
slug: gamma
name: Gamma
kind: mvno
billing: [prepaid]
sim: [esim]
read: "2026-11-20"
official_domains: [gamma.com]
facts:
  - id: dial
    topic: support_dial_code
    value: "611"
    says: {en: "Dial 611."}
    source: "https://www.gamma.com/help"
    as_of: "2026-10"
    confidence: high
"""


def test_whoever_writes_only_english_can_add_a_carrier(folder: Path) -> None:
    """As the guide says: warnings that name what is to be translated, no error, and English wherever it is missing."""
    (folder / "carriers" / "gamma.yaml").write_text(ENGLISH_ONLY, encoding="utf-8")
    found = authoring.run(folder)
    assert {(finding.rule, finding.severity) for finding in found} == {("missing-translation", "warning")}
    carrier = build.load(folder).carrier("gamma")
    assert carrier is not None
    (fact,) = carrier.facts
    assert {pick(fact.says, language) for language in ("en", "zh-Hans", "es")} == {"Dial 611."}
