"""The table of what is known of each brand."""

from __future__ import annotations

from pathlib import Path

import pytest

from simexit.core.authoring.coverage import mark, table
from simexit.core.knowledge.load import load

GOOD = Path(__file__).parents[2] / "procedures" / "good"


@pytest.mark.parametrize(
    ("confidence", "kind", "conflicts", "shown"),
    [
        ("high", "official", False, "●"),
        ("high", "regulator", False, "●"),
        ("medium", "secondary", False, "○"),
        ("low", "official", False, "?"),
        ("high", "official", True, "?"),
    ],
)
def test_a_topic_is_marked_by_its_best_fact(confidence: str, kind: str, conflicts: bool, shown: str) -> None:
    import msgspec

    carrier = load(GOOD).carrier("alpha")
    fact = msgspec.structs.replace(
        carrier.facts[0], confidence=confidence, source_kind=kind, conflicts={"en": "No"} if conflicts else None
    )
    alone = msgspec.structs.replace(carrier, facts=[fact])
    assert mark(alone, fact.topic) == shown
    assert mark(alone, "another") == ""
    both = msgspec.structs.replace(carrier, facts=[fact, carrier.facts[0]])
    assert mark(both, fact.topic) in ("●", shown)


def test_every_record_has_a_row_and_every_topic_a_number() -> None:
    catalogue = load(GOOD)
    lines = table(catalogue).splitlines()
    rows = [line for line in lines if line.startswith("| ")]
    assert len(rows) == 2 + len(catalogue.carriers)
    assert {row.count("|") for row in rows} == {5 + len(catalogue.topics)}
    assert all(f"`{topic.id}`: " in "\n".join(lines) for topic in catalogue.topics)
