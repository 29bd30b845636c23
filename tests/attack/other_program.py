"""Another program that replaces a file again and again, by exchanging names, and prints which of its own it replaced.

python other_program.py FILE VERSIONS
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from simexit.core.system import safe_files


def replace(path: Path, versions: int) -> None:
    own = path.with_name("theirs.tmp")
    for number in range(versions):
        own.write_text(f"version-{number}")
        while not safe_files.exchange(own, path):
            time.sleep(0.0005)
        taken = own.read_bytes()
        if taken.startswith(b"version-"):
            print(taken.decode())
        time.sleep(0.001)
    own.unlink()


if __name__ == "__main__":
    replace(Path(sys.argv[1]), int(sys.argv[2]))
