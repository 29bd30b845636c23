"""The budgets of the design, each measured on the installed wheel. `table.py` prints them all.

Each is held to its limit (`measure.Budget.limit`); `SIMEXIT_BUDGETS=strict` holds them to the budgets themselves.
"""

import os

import measure
import pytest

STRICT = os.environ.get("SIMEXIT_BUDGETS") == "strict"

pytestmark = pytest.mark.benchmark_budget


@pytest.mark.parametrize("budget", measure.BUDGETS, ids=lambda budget: budget.name)
def test_budget(budget: measure.Budget, bench: measure.Bench) -> None:
    value, detail = bench.measured(budget.name)
    most = budget.most if STRICT else budget.limit
    assert value <= most, f"{budget.text}: {value:.2f} {budget.unit}; at most {most} {budget.unit} ({detail})"
