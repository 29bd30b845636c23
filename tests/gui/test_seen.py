"""What a list of the texts of a page cannot show: what is opened, what the wheel moves, frames, paper, notices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPageSize, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout

from simexit.gui import links
from simexit.gui import theme as theme_
from simexit.gui.export import usual_paper
from simexit.gui.widgets.panels import GROUNDS, frame

from .conftest import ANSWERS


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was asked for."""
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()) or True)
    return asked


@pytest.mark.parametrize(
    "address",
    [
        "http://www.t-mobile.com",
        "https://www.t-mobile.com.example.org",
        "https://t-mobile.example",
        "https://www.t-mobile.com@example.org",
        "file:///etc/passwd",
        "",
    ],
)
def test_what_is_not_official_is_never_opened(case: Any, opened: list[str], address: str) -> None:
    assert not links.open_address(address, case.controller)
    assert opened == []


def test_an_official_page_is_opened(case: Any, opened: list[str]) -> None:
    assert links.open_address("https://www.t-mobile.com", case.controller)
    assert opened == ["https://www.t-mobile.com"]


def test_an_address_that_no_browser_takes_is_copied_and_said(case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    assert not links.open_address("https://www.t-mobile.com", case.controller)
    case.look()
    assert QGuiApplication.clipboard().text() == "https://www.t-mobile.com"
    assert case.sees("https://www.t-mobile.com")


def turn_wheel(over: QComboBox) -> None:
    middle = QPointF(over.rect().center())
    down = QWheelEvent(
        middle,
        QPointF(over.mapToGlobal(middle.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(over, down)


@pytest.mark.parametrize("page", ["list-accounts", "ask:where", "report"])
def test_the_wheel_over_a_drop_down_changes_nothing(
    start: Callable[..., Any], make_case: Callable[..., Path], clock: Any, page: str
) -> None:
    from simexit.core.case.session import AccountRow

    def fill(session: Any) -> None:
        session.set_field("list-accounts", "accounts", [AccountRow(name="Bank")], clock())

    person = start(make_case(ANSWERS | {"where": "leaving"}, change=fill))
    if page.startswith("ask:"):
        person.controller.change_answer(page.removeprefix("ask:"))
    else:
        person.go(page)
    person.look()
    found = [box for box in person.screen.findChildren(QComboBox) if box.isVisible() and box.count() > 1]
    assert found
    for box in found:
        person.show(box)
        box.setFocus()
        before = box.currentIndex()
        turn_wheel(box)
        assert box.currentIndex() == before, box.accessibleName()


def test_high_contrast_takes_the_colours_of_the_system_and_frames_what_had_a_ground(
    window: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = window.theme
    wish = SimpleNamespace(contrastPreference=lambda: Qt.ContrastPreference.HighContrast)
    hints = SimpleNamespace(accessibility=lambda: wish, colorScheme=lambda: Qt.ColorScheme.Light)
    monkeypatch.setattr(theme_, "QGuiApplication", SimpleNamespace(styleHints=lambda: hints))
    role = next(role for role, (_ground, edge) in GROUNDS.items() if edge is None)

    def edge() -> str:
        panel = frame(role, QVBoxLayout())
        panel.resize(60, 60)
        picture = panel.grab().toImage()
        panel.deleteLater()
        return picture.pixelColor(30, 1).name()

    assert edge() != theme.colors.text
    theme.apply()
    assert theme.contrast
    assert theme.colors == theme_.from_system(theme._system)
    assert edge() == theme.colors.text


@pytest.mark.parametrize(
    ("country", "paper"),
    [
        ("UnitedStates", "Letter"),
        ("Canada", "Letter"),
        ("Mexico", "Letter"),
        ("Philippines", "Letter"),
        ("China", "A4"),
        ("Germany", "A4"),
    ],
)
def test_the_paper_is_the_one_of_the_country(monkeypatch: pytest.MonkeyPatch, country: str, paper: str) -> None:
    system = QLocale(QLocale.Language.AnyLanguage, QLocale.Country[country])
    monkeypatch.setattr(QLocale, "system", lambda: system)
    assert usual_paper() is QPageSize.PageSizeId[paper]


def test_what_the_carrier_decides_otherwise_is_said_on_the_overview(
    start: Callable[..., Any], make_case: Callable[..., Path]
) -> None:
    person = start(make_case(ANSWERS | {"carrier": "mint-mobile", "billing": "postpaid"}))
    notices = person.controller.plan.notices
    assert notices
    for notice in notices:
        assert person.sees(person.word(notice.message, **notice.values))


def test_what_one_must_know_first_is_told(case: Any) -> None:
    case.click(case.word("Know this first"))
    alerts = case.controller.plan.alerts
    assert alerts
    for alert in alerts:
        assert case.sees(case.controller.text(alert.fact.fact.says))
