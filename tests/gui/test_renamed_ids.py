"""The window knows no id of the YAML: with all of them renamed there, every page of a case says the same."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from simexit.core.knowledge import load as build
from simexit.core.plan.navigate import ANSWERS as ANSWERS_PAGE
from simexit.core.plan.navigate import ASK, question_pages

NEIGHBOUR = Path(__file__).parents[1] / "journeys" / "test_renamed_ids.py"

LOAD = build.load
"""The real one: the fixture of the window puts another in its place."""

GIVEN = {
    "sim": "esim",
    "billing": "postpaid",
    "service": "voice",
    "carrier": "t-mobile",
    "reason": "leaving",
    "number": "keep",
    "where": "leaving",
    "leaving_on": "2026-12-19",
    "role": "owner",
    "lines": "only",
    "device": "financed",
    "equipment": "loan",
    "codes": "yes",
    "old_device": "yes",
    "cycle_ends": "2026-12-11",
}


def neighbour() -> Any:
    """The test of core, which does the renaming."""
    spec = importlib.util.spec_from_file_location("renaming", NEIGHBOUR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["renaming"] = module
    spec.loader.exec_module(module)
    return module


def said(person: Any) -> list[str]:
    """Every text of every page of the case, in the order of the pages."""
    controller = person.controller
    asked = question_pages(GIVEN, controller.knowledge)
    pages = [*controller.pages.ids, ANSWERS_PAGE, *(f"{ASK}{page}" for page in asked)]
    found = []
    for page in pages:
        if page.startswith(ASK):
            controller.change_answer(page.removeprefix(ASK))
        else:
            controller.go(page)
        person.look()
        found += [text.text() for text in person.screen.findChildren(QLabel)]
        found += [button.text() for button in person.screen.findChildren(QAbstractButton)]
    return found


def test_every_page_says_the_same_with_all_ids_renamed(
    start: Callable[..., Any], make_case: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    renaming = neighbour()
    before, after = renaming.renamed(tmp_path / "before"), renaming.renamed(tmp_path / "after", *renaming.FREE)
    told = []
    for folder in (before, after):
        catalogue = LOAD(folder)
        monkeypatch.setattr(build, "load", lambda catalogue=catalogue: catalogue)
        person = start(make_case(GIVEN), language="zh-Hans")
        told.append(said(person))
        person.close()
    assert len(told[0]) > 500
    assert told[1] == told[0]
