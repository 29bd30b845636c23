"""`simexit sessions`: the saved cases, how far they are, and what comes next."""

from __future__ import annotations

import argparse
import datetime
from typing import Any

from simexit.cli.context import Context, print_json
from simexit.cli.show import columns
from simexit.core.case.case import Glance, glances
from simexit.core.case.progress import Progress
from simexit.core.language import days
from simexit.core.language.messages import Words
from simexit.core.system import locations
from simexit.core.wording import Wording


def arguments(parser: argparse.ArgumentParser, _: Words) -> None:
    """What can be asked for."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the output"))


def run(arguments: argparse.Namespace, context: Context) -> int:
    """Print the cases of the default folder, the last changed first; an unreadable one with the reason."""
    cases, _total = glances(locations.sessions_folder(), context.catalogue, context.clock(), context.language)
    found = [_case(glance, context) for glance in cases]
    if arguments.format == "json":
        print_json(found)
        return 0
    _ = context.words
    if not found:
        print(_("There are no saved cases in {folder}.", folder=str(locations.sessions_folder())))
        return 0
    rows = []
    for case in found:
        if case["error"]:
            rows.append([case["file"], "", "", "", case["error"]])
            continue
        following = case["next_date"]
        when = days.shown(following["date"], context.language) if following else ""
        rows.append(
            [
                case["file"],
                " · ".join(part for part in (case["carrier_name"], case["line"]) if part),
                f"{case['done']} / {case['total']}",
                when,
                following["title"] if following else "",
            ]
        )
    print(columns([[_("file"), _("line"), _("steps"), _("next date"), ""], *rows]))
    return 0


def _case(glance: Glance, context: Context) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "path": str(glance.path),
        "file": glance.path.name,
        "error": None,
        "line": "",
        "carrier": None,
        "carrier_name": "",
        "done": 0,
        "total": 0,
        "next_step": None,
        "next_date": None,
        "changed": None,
    }
    case = glance.case
    if case is None:
        return shown | {"error": glance.error.text(context.words) if glance.error else ""}
    voice, state = Wording(case.plan, context.catalogue, context.language), case.progress
    return shown | {
        "line": case.session.line,
        "carrier": case.plan.carrier.slug,
        "carrier_name": voice.brand(),
        "done": state.done_steps,
        "total": state.total_steps,
        "next_step": {"id": state.next_step, "title": voice.step_title(state.next_step)} if state.next_step else None,
        "next_date": _next_date(state, voice, case.today),
        "changed": case.session.changed.isoformat(),
    }


def _next_date(state: Progress, voice: Wording, today: datetime.date) -> dict[str, str] | None:
    """The first day that is due (it may have passed), else the next one to come."""
    coming = [date for date in state.dates if date.day and date.day >= today]
    for date in [*state.due, *coming]:
        assert date.day is not None
        return {"id": date.id, "title": voice.date_title(date), "date": date.day.isoformat()}
    return None
