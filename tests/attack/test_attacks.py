"""Each attack with few tries; `run.py --long` beside this file makes as many as one likes."""

from __future__ import annotations

import os
import sys

import pytest

from . import disk, environments, fuzz, injection, kill, long_texts, writers
from .common import Row

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals, fork and exchange of names")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs an exchange of names that another process can make")


def _whole(rows: list[Row]) -> None:
    assert rows
    assert all(row.tries for row in rows)
    assert not [str(row) for row in rows if row.bad]


@POSIX
def test_a_window_killed_while_somebody_types() -> None:
    _whole(kill.windows(2))


@POSIX
def test_a_save_killed_at_each_call() -> None:
    _whole(kill.saves())


def test_a_save_on_a_full_and_a_broken_disk() -> None:
    _whole(disk.faults(("ENOSPC", "EIO", "EINVAL")))


@LINUX
def test_another_program_that_replaces_the_file() -> None:
    _whole(writers.foreign(60))


def test_a_window_that_lost_its_lock() -> None:
    _whole(writers.took_over(10))


def test_damaged_and_made_up_files() -> None:
    _whole(fuzz.sessions(25, seed=5))


def test_damaged_beside_a_good_copy() -> None:
    _whole(fuzz.restored(60))


def test_the_same_in_the_window() -> None:
    _whole(fuzz.window(5))


def test_broken_procedures() -> None:
    _whole(fuzz.procedures(2, seed=3))


def test_texts_that_want_to_be_more() -> None:
    _whole(injection.run(6))


def test_starts_under_strange_settings() -> None:
    _whole(environments.run(4))


def test_long_texts() -> None:
    _whole(long_texts.run(("md", "html")))
