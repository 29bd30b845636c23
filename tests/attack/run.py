"""All attacks, with as many tries as one has time for, and the table of figures.

python tests/attack/run.py             some minutes
python tests/attack/run.py --long      an hour or two: the numbers of the table in README.md
python tests/attack/run.py kill disk   only these
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, os.fspath(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from attack import disk, environments, fuzz, injection, kill, long_texts, writers
from attack.common import Row, say

Attack = Callable[[bool], list[Row]]

ATTACKS: dict[str, Attack] = {
    "kill": lambda long: kill.windows(200 if long else 15),
    "save": lambda _long: kill.saves(),
    "disk": lambda _long: disk.faults(),
    "writers": lambda long: [*writers.foreign(1000 if long else 200), *writers.took_over(50)],
    "sessions": lambda long: fuzz.sessions(5000 if long else 200),
    "restored": lambda long: fuzz.restored(2000 if long else 200),
    "window": lambda long: fuzz.window(400 if long else 20),
    "procedures": lambda long: fuzz.procedures(300 if long else 10),
    "injection": lambda long: injection.run(None if long else 20),
    "environments": lambda long: environments.run(None if long else 12),
    "long-texts": lambda _long: long_texts.run(),
}


def main(arguments: list[str]) -> int:
    """Run them and print the table; 1 if a figure misses its goal."""
    long = "--long" in arguments
    chosen = [name for name in arguments if name in ATTACKS] or list(ATTACKS)
    rows = []
    for name in chosen:
        began = time.perf_counter()
        rows += ATTACKS[name](long)
        say(f"{name}: {time.perf_counter() - began:.0f} s")
    print("| attack | tries | wrong | |\n|---|---:|---:|---|")
    for row in rows:
        print(row)
    return 1 if any(row.bad for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
