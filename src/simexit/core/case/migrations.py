"""Brings the raw data of older progress files up to the present format, one version at a time.

The rules, so that no file is ever stranded:

- The version is the length of `MIGRATIONS` plus one; the function at place 0 makes version 2 out of version 1.
- A migration takes and returns raw dictionaries. It never uses the live classes, which will have changed by then.
- A migration, once released, is not edited. `tests/sessions/vN/` keeps real files of every version.
- A new optional key at the top level needs no new version: older programs keep what they do not know and write it
  back. Anything else (a key inside a part, another meaning, another type) does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Raw = dict[str, Any]
Migration = Callable[[Raw], Raw]

MIGRATIONS: list[Migration] = []


def current_version() -> int:
    """The version that this program writes."""
    return len(MIGRATIONS) + 1


def migrate(raw: Raw, version: int) -> Raw:
    """Raw data of `version` as raw data of the current version."""
    for migration in MIGRATIONS[version - 1 :]:
        version += 1
        raw = {**migration(raw), "version": version}
    return raw
