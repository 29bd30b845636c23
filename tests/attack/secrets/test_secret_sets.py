"""What the finder misses, points out for nothing, and what a helper would still see; run as a program, the figures."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from simexit.core.case.secrets import find
from simexit.core.report.masking import hide

HERE = Path(__file__).parent


class Figures(NamedTuple):
    """Of one set."""

    missed: list[str]
    false_alarms: list[str]
    shown_to_helpers: list[str]
    secrets: int
    harmless: int


def measure(name: str) -> Figures:
    """The figures of `name`.yaml."""
    texts = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    secrets = [*texts["secret"], *texts.get("more", [])]
    return Figures(
        missed=[text for text, value in secrets if not _pointed_out(text, value)],
        false_alarms=[text for text in texts["harmless"] if find(text)],
        shown_to_helpers=[text for text, value in secrets if value in hide(text)],
        secrets=len(secrets),
        harmless=len(texts["harmless"]),
    )


def _pointed_out(text: str, value: str) -> bool:
    start = text.index(value)
    return any(span.start <= start and start + len(value) <= span.end for span in find(text))


@pytest.mark.parametrize("name", ["tuned", "held_out", "second"])
def test_secrets_are_pointed_out_and_nothing_else(name: str) -> None:
    found = measure(name)
    assert found.secrets >= 40
    assert found.harmless >= 30
    assert len(found.missed) <= 3, found.missed
    assert found.false_alarms == []
    assert found.shown_to_helpers == []


LONG = ("a", "1", "1 ", "PIN ", "密码", "4111 ", "@", "a@", "\n", "pin was ", "password (", "x-")
"""Pieces of which a text of a megabyte is made."""


def seconds(piece: str, length: int = 1_000_000) -> float:
    """How long a helper's view of such a text takes."""
    text = (piece * (length // len(piece) + 1))[:length]
    begin = time.perf_counter()
    hide(text)
    return time.perf_counter() - begin


@pytest.mark.parametrize("piece", LONG)
def test_the_time_grows_no_faster_than_the_text(piece: str) -> None:
    assert seconds(piece, 50_000) < 3


def main() -> None:
    """Print the table."""
    for name in ("tuned", "held_out", "second"):
        found = measure(name)
        print(
            f"{name}: missed {len(found.missed)} of {found.secrets}, false alarms {len(found.false_alarms)} of "
            f"{found.harmless}, whole in helper shares {len(found.shown_to_helpers)}"
        )
        lists = {"missed": found.missed, "false": found.false_alarms, "shown": found.shown_to_helpers}
        for title, texts in lists.items():
            for text in texts:
                print(f"  {title}: {text!r}")
    for piece in LONG:
        print(f"1 MB of {piece!r}: {seconds(piece):.2f} s")


if __name__ == "__main__":
    main()
