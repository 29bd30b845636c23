"""The few things the window remembers between two starts, in one small file."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from simexit.core.language.messages import languages
from simexit.core.system.safe_files import write_file

SCHEMES = ("system", "light", "dark")
"""How the window can look; `system` follows the desktop."""

ZOOM = (0.8, 2.0)
"""Smallest and largest text."""

LARGEST = 65_536
"""Bytes of the file that are read at most; it has a hundred."""


class Settings:
    """A broken file never keeps the window from opening: whatever of it cannot be used is as at the first start."""

    def __init__(self, path: Path) -> None:
        self._path = path
        saved = _read(path)
        language, scheme, size = saved.get("language"), saved.get("scheme"), saved.get("size")
        self.language: str | None = language if isinstance(language, str) and language in languages() else None
        self.scheme = scheme if scheme in SCHEMES else "system"
        self.zoom = min(ZOOM[1], max(ZOOM[0], _number(saved.get("zoom")) or 1.0))
        self.maximised = saved.get("maximised") is True
        sides = [_number(side) for side in size] if isinstance(size, list) else []
        self.size: tuple[int, int] | None = None
        if len(sides) == 2 and all(side and 0 < side < 100_000 for side in sides):
            self.size = (int(sides[0] or 0), int(sides[1] or 0))

    def save(self) -> None:
        """Write them; a failure is of no consequence to the person."""
        what = {
            "language": self.language,
            "zoom": self.zoom,
            "scheme": self.scheme,
            "size": self.size,
            "maximised": self.maximised,
        }
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_file(self._path, json.dumps(what).encode(), replace=True)
        except OSError:
            pass  # nothing of the person's is in it


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            saved = json.loads(file.read(LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}  # first start, or damaged
    return saved if isinstance(saved, dict) else {}


def _number(value: object) -> float | None:
    """A finite number, or none: `1e999` is read as infinity, and `true` is a number in Python."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
