"""The About box leads to everything that SIM Exit is made of, each with its licence in full."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPlainTextEdit

import simexit
from simexit.core.system import licences, locations


def open_licences(person: Any) -> tuple[QListWidget, QPlainTextEdit]:
    person.menu(person.word("&About SIM Exit"))
    person.click(person.word("Licences"))
    names = person.find(person.word("Parts of the program"), QListWidget)
    (text,) = [text for text in person.all(QPlainTextEdit) if text.window() is names.window()]
    return names, text


def test_every_part_is_listed_with_its_version_and_read_with_the_keys(start: Callable[..., Any]) -> None:
    person = start()
    names, text = open_licences(person)
    assert names.window().focusWidget() is names
    seen = {}
    for _ in range(names.count()):
        seen[names.currentItem().text()] = text.toPlainText()
        QTest.keyClick(names, Qt.Key.Key_Down)
    assert len(seen) == names.count() >= 15
    assert "Permission is hereby granted" in seen[f"SIM Exit {simexit.__version__}"]
    (qt,) = (said for name, said in seen.items() if name.startswith("Qt, PySide6 6."))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in qt and "GNU GENERAL PUBLIC LICENSE" in qt
    assert "replaced by builds of\nyour own" in qt
    (font,) = (said for name, said in seen.items() if name.startswith("Noto Sans CJK"))
    assert "SIL OPEN FONT LICENSE" in font
    for part in ("Python 3", "attrs", "PyYAML", "msgspec", "jsonschema", "icalendar", "segno", "holidays"):
        said = next(said for name, said in seen.items() if name.startswith(part))
        assert len(said) > 700, f"{part} has no text of a licence"


def test_in_chinese_the_words_around_are_chinese_and_the_text_says_whose_it_is(start: Callable[..., Any]) -> None:
    person = start()
    person.controller.set_language("zh-Hans")
    person.look()
    names, text = open_licences(person)
    names.setCurrentRow(1)
    assert text.accessibleName().endswith("的许可证")
    assert text.isReadOnly()


def test_a_frozen_program_shows_what_was_collected_and_asks_no_package(
    start: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "TEXT.rst").write_text("All of it — ©\n", encoding="utf-8")
    (tmp_path / "COPYING").write_text("And more", encoding="utf-8")
    part = licences.Part("Some Part", "1.2", "MIT", (tmp_path / "TEXT.rst", tmp_path / "COPYING"))
    licences.write(tmp_path / "data" / "licences", [part, licences.Part("No text", "", "BSD", ())])
    monkeypatch.setattr(locations, "INSTALLED", tmp_path / "data")
    monkeypatch.setattr(licences, "distribution", None)
    monkeypatch.setattr(locations, "is_installed", lambda: False)
    (tmp_path / "TEXT.rst").unlink()
    person = start()
    names, text = open_licences(person)
    assert [names.item(row).text() for row in range(names.count())] == ["Some Part 1.2", "No text"]
    assert text.toPlainText() == "Some Part 1.2\nMIT\n\nAll of it — ©\n\n\nAnd more"
    QTest.keyClick(names, Qt.Key.Key_Down)
    assert text.toPlainText().startswith("No text\nBSD\n")
    assert "did not come" in text.toPlainText()
