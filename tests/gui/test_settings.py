"""What the window remembers; whatever stands in its file, the window opens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simexit.gui.settings import Settings


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"a":' * 12_000,
        b'{"size": [1e999, 2]}',
        b'{"size": [1e999]}',
        b'{"size": [NaN, 1]}',
        b'{"size": [true, true]}',
        b'{"size": {"0": 1}}',
        b'{"size": [-5, 100]}',
        b'{"zoom": 1e999}',
        b'{"zoom": "large", "scheme": ["dark"], "language": {}}',
        b'{"zoom": ' + b"9" * 5000 + b"}",
        b'{"language": "xx", "maximised": "yes"}',
    ],
    ids=range(17),
)
def test_a_broken_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(content)
    found = Settings(path)
    assert (found.language, found.scheme, found.size, found.maximised) == (None, "system", None, False)
    assert 0.8 <= found.zoom <= 2.0


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "config" / "window.json"
    settings = Settings(path)
    kept: dict[str, Any] = {"language": "es", "zoom": 1.3, "scheme": "dark", "size": (900, 700), "maximised": True}
    for name, value in kept.items():
        setattr(settings, name, value)
    settings.save()
    again = Settings(path)
    assert {name: getattr(again, name) for name in kept} == kept
    assert json.loads(path.read_bytes())["size"] == [900, 700]
    path.unlink()
    path.mkdir()
    settings.save()  # nobody is bothered with it
