"""The log: for its owner only, turned over, and without anything that an exception says."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from simexit.core.system import log


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    logger = logging.getLogger("simexit")
    before = list(logger.handlers)
    yield
    for handler in [one for one in logger.handlers if one not in before]:
        logger.removeHandler(handler)
        handler.close()


@pytest.mark.skipif(os.name != "posix", reason="modes are of Unix")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    before = os.umask(0)
    try:
        path = log.set_up(folder)
    finally:
        os.umask(before)
    assert path
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    path.chmod(0o644)
    log.set_up(folder)
    assert path.stat().st_mode & 0o777 == 0o600, "one of an earlier version too"


def test_a_large_one_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "simexit.log"
    path.write_text("x" * (log.SIZE + 1), encoding="utf-8")
    log.set_up(tmp_path)
    assert (tmp_path / "simexit.log.1").stat().st_size == log.SIZE + 1
    assert path.stat().st_size == 0


def test_a_fault_is_written_without_words() -> None:
    try:
        try:
            int("secret 1")
        except ValueError:
            raise KeyError("secret 2")  # noqa: B904 - a chain as it comes about by mistake
    except KeyError as error:
        error.add_note("secret 3")
        written = log.without_words(error)
    assert "secret" not in written
    assert written.index("builtins.KeyError") < written.index("builtins.ValueError")
    assert "test_log.py" in written
