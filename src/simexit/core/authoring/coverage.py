"""What is known of each brand, topic by topic: `procedures/COVERAGE.md`, made by `simexit check --coverage`."""

from __future__ import annotations

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.types import Carrier

OFFICIAL, DOUBTED, SECONDARY, NOTHING = "●", "?", "○", ""

HEAD = """\
# What is known of each brand

Made by `simexit check --coverage > procedures/COVERAGE.md`; do not edit it.

- ● from the carrier itself or a public body
- ○ from others only
- ? not certain: low confidence, or sources that contradict each other
- an empty cell: nothing sourced; the plan makes a question for the carrier of it

Age is not in the table, because it changes by itself: `simexit check --stale` lists what is due to be read again.
"""


def table(catalogue: Catalogue) -> str:
    """The whole page in Markdown: a key of the topics, then a row for each record."""
    topics = [topic.id for topic in catalogue.topics]
    lines = [HEAD, "## Topics", ""]
    carriers = [carrier for carrier in catalogue.carriers if carrier.kind != "none"]
    for number, topic in enumerate(topics, start=1):
        known = sum(bool(carrier.of_topic(topic)) for carrier in carriers)
        lines.append(f"{number}. `{topic}`: {known} of {len(carriers)}")
    numbers = [str(number) for number in range(1, len(topics) + 1)]
    lines += ["", "## Brands", "", _row(["brand", "status", "facts", "official", *numbers])]
    lines.append(_row(["---", "---", "---:", "---:", *[":-:"] * len(topics)]))
    for carrier in catalogue.carriers:
        official = sum(fact.source_kind != "secondary" for fact in carrier.facts)
        marks = [mark(carrier, topic) for topic in topics]
        lines.append(_row([carrier.name, carrier.status, str(len(carrier.facts)), str(official), *marks]))
    return "\n".join(lines) + "\n"


def mark(carrier: Carrier, topic: str) -> str:
    """How well a topic is known: by its best fact."""
    facts = carrier.of_topic(topic)
    if not facts:
        return NOTHING
    sure = [fact for fact in facts if fact.confidence != "low" and fact.conflicts is None]
    if not sure:
        return DOUBTED
    return OFFICIAL if any(fact.source_kind != "secondary" for fact in sure) else SECONDARY


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
