"""What every test stands on: folders of its own, the shipped procedures, a fixed day, and the switch for slow tests."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from simexit.core.knowledge import load as build
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.system import locations


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption("--release", action="store_true", help="also ask for what a release must have: every translation")
    parser.addoption("--run-slow", action="store_true", help="also run the tests marked slow (whole enumerations)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--run-slow"):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="slow: run with --run-slow"))


@pytest.fixture
def release(request: pytest.FixtureRequest) -> None:
    """For a test of what a release must have and work in progress need not."""
    if not request.config.getoption("--release"):
        pytest.skip("asked of a release: run with --release")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test: nothing of the person who runs the tests is read or written."""
    folder = tmp_path / "simexit-home"
    monkeypatch.setenv("SIMEXIT_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """A process has one application, so the first test that needs one must make the program's own."""
    from simexit.gui.one_instance import Application

    return Application


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped procedures, read from their YAML."""
    return build.load(locations.CHECKOUT / "procedures")


@pytest.fixture
def today() -> datetime.date:
    """The day on which the tests take place."""
    return datetime.date(2026, 11, 21)
