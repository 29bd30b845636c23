"""One bench for all budgets: the wheel is installed once, and every start is measured in the same interleaved run."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import measure


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> measure.Bench:
    return measure.Bench(tmp_path_factory.mktemp("bench") / "here")
