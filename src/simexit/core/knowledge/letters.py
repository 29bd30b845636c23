"""What a letter may leave open: the placeholders that are filled from the person's own case."""

from __future__ import annotations

PLACEHOLDERS = frozenset(
    {
        "name",
        "carrier",
        "line",
        "account_number",
        "requested_on",
        "effective_on",
        "reference",
        "amount",
        "email",
        "today",
    }
)
"""Everything that may stand in the `{…}` of a letter's body. Nothing secret is among them."""
