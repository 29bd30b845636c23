"""A checkout's catalogue, kept built between two starts: reading its YAML and translations takes a second each time.

An installed program carries the built JSON and never comes here. What is kept goes by the names, sizes and times of the
files that it was made from, the code that reads them among these, so that a change is seen at the next start. It is
never asked for a folder that somebody names: `simexit check DIR` and the tests of the YAML read the YAML.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.system.safe_files import write_file

KEPT = Path("build", "made", "checkout.json")
"""Below the top of the checkout: one line that tells what it was made from, and the JSON."""


def catalogue(top: Path, read: Callable[[Path], Catalogue]) -> Catalogue:
    """The catalogue of `top/procedures`: the kept one where nothing changed, else read anew and kept.

    Raises:
        ProceduresBroken: a file is missing or wrong.
    """
    kept, made_from = top / KEPT, _made_from(top)
    with suppress(OSError, ValueError, msgspec.DecodeError):  # not there, or not of these types any more
        line, _, built = kept.read_bytes().partition(b"\n")
        if line == made_from:
            return msgspec.json.decode(built, type=Catalogue)
    found = read(top / "procedures")
    with suppress(OSError):  # a checkout that nobody may write to, a full disk: then it is read each time
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_file(kept, made_from + b"\n" + msgspec.json.encode(found), replace=True)
    return found


def _made_from(top: Path) -> bytes:
    """A digest of the name, size and time of every file that the catalogue comes from."""
    digest = hashlib.blake2b(digest_size=16)
    code = Path(__file__).parent
    folders = [(top / "procedures", (".yaml", ".po")), (code, (".py",)), (code.parent / "language", (".py",))]
    for start, endings in folders:
        for folder, below, names in os.walk(start):
            below.sort()
            for name in sorted(names):
                if name.endswith(endings):
                    seen = Path(folder, name).stat()
                    line = f"{folder}/{name} {seen.st_size} {seen.st_mtime_ns}\n"
                    digest.update(line.encode(errors="surrogateescape"))
    return digest.hexdigest().encode()
