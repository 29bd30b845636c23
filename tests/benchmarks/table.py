"""Prints what was measured against each budget, as a table for the README.

`python tests/benchmarks/table.py` measures the installed wheel; with `--frozen`, and after `sh packaging/freeze`, it
measures the frozen program.
"""

import argparse
import platform
import tempfile
from pathlib import Path

from measure import BUDGETS, FROZEN, ROUNDS, Bench, FrozenBench


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("-n", "--rounds", type=int, default=ROUNDS, help="starts of each kind (%(default)s)")
    options.add_argument("--frozen", action="store_true", help="the frozen program, after `sh packaging/freeze`")
    options.add_argument("--starts", action="store_true", help="also list the medians of every kind of start")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="simexit-bench-") as folder:
        here = Path(folder) / "here"
        here.mkdir()
        bench = FrozenBench(here, chosen.rounds, repeats=3) if chosen.frozen else Bench(here, chosen.rounds)
        print("| what | budget | measured | median and spread |\n|---|---|---|---|", flush=True)
        for budget in FROZEN if chosen.frozen else BUDGETS:
            value, detail = bench.measured(budget.name)
            digits = 2 if budget.unit == "×" else 1 if value < 100 else 0
            most = f"{budget.most} {budget.unit}" if budget.most else "-"
            print(f"| {budget.text} | {most} | {value:.{digits}f} {budget.unit} | {detail} |", flush=True)
        print(
            f"\nThe {'frozen program' if chosen.frozen else 'installed wheel'}, Python {platform.python_version()}, "
            f"{platform.system()}, off screen; {chosen.rounds} starts of each kind, taken in turn: the median, and in "
            f"brackets the middle half (of fewer than five values: all). Processor time, where the clock is not named."
        )
        if chosen.starts:
            for kind, found in bench.starts.items():
                print(f"{kind:16}", {key: round(value, 1) for key, value in found.items()})


if __name__ == "__main__":
    main()
