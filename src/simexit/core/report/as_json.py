"""The report as data: the model itself, under names that stay."""

from __future__ import annotations

import json

import msgspec

from simexit.core.report.types import ReportModel

FORMAT = "simexit-report"
VERSION = 1
"""Raised when a name changes its meaning or goes; new names do not count."""


def to_json(model: ReportModel) -> str:
    """One object: `format`, `version`, then the fields of `ReportModel`; days as `YYYY-MM-DD`."""
    data = {"format": FORMAT, "version": VERSION, **msgspec.to_builtins(model)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
