"""Prints what was measured against each budget, as a table for the README: `python tests/benchmarks/table.py`."""

import argparse
import platform
import tempfile
from pathlib import Path

from measure import BUDGETS, ROUNDS, Bench


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("-n", "--rounds", type=int, default=ROUNDS, help="starts of each kind (%(default)s)")
    options.add_argument("--starts", action="store_true", help="also list the medians of every kind of start")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="simexit-bench-") as folder:
        bench = Bench(Path(folder) / "here", chosen.rounds)
        print("| what | budget | measured | from |\n|---|---|---|---|")
        for budget in BUDGETS:
            value, detail = bench.measured(budget.name)
            digits = 2 if budget.unit == "×" else 1 if value < 100 else 0
            print(f"| {budget.text} | {budget.most} {budget.unit} | {value:.{digits}f} {budget.unit} | {detail} |")
        print(
            f"\nThe installed wheel, Python {platform.python_version()}, {platform.system()}, off screen; medians of "
            f"{chosen.rounds} starts of each kind, taken in turn. Processor time, but for the tick."
        )
        if chosen.starts:
            for kind, found in bench.starts.items():
                print(f"{kind:16}", {key: round(value, 1) for key, value in found.items()})


if __name__ == "__main__":
    main()
