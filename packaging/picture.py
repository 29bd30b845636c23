"""Draws the house from its imports, and the way of an answer from a run: src/PICTURE.md, which GitHub and editors show.

.venv-test/bin/python packaging/picture.py            write it
.venv-test/bin/python packaging/picture.py --check    change nothing; 1 if it is not current
"""

import datetime
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import grimp

from simexit.core.case.case import Case
from simexit.core.knowledge.load import load
from simexit.core.report.subject import Subject
from simexit.core.report.write import write

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "simexit"
PICTURE = ROOT / "src" / "PICTURE.md"

HEAD = """\
<!-- Made by packaging/picture.py; not to be changed by hand. -->
# The house, drawn

## Who knows whom

Drawn from the imports. An arrow goes from a room to one that it imports; one that follows from two others is left out.

"""
WAY = """\

## The way of an answer

A click arrives in `gui/pages/questions.py`, which hands it to `Controller.answer`, and that to `Case.answer`. From
there on this was drawn from a run: one answer that makes a plan, what is due then, and a report. An arrow goes from a
file to the one that it calls, in the order of the first calls; what stands at it is the function. `language` and
`errors`, which everybody calls, are left out.

"""


def room(module: str) -> str:
    """The room of a module: `core.plan`, `gui.pages`, `cli`. In the window a file is a room of its own."""
    parts = module.split(".")[1:]
    if not parts or parts in (["core"], ["gui"]):
        return ""
    return ".".join(parts[:2]) if parts[0] in ("core", "gui") else parts[0]


def arrows() -> set[tuple[str, str]]:
    """Every import between two rooms."""
    graph = grimp.build_graph("simexit", cache_dir=None)
    found = {
        (room(module), room(other))
        for module in graph.modules
        for other in graph.find_modules_directly_imported_by(module)
    }
    return {(one, other) for one, other in found if one and other and one != other}


def without_detours(edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The arrows that do not follow from others."""

    def reached(start: str, edges: set[tuple[str, str]]) -> set[str]:
        found: set[str] = set()
        open_ = [start]
        while open_:
            here = open_.pop()
            for other in {to for one, to in edges if one == here} - found:
                found.add(other)
                open_.append(other)
        return found

    return {(one, other) for one, other in edges if other not in reached(one, edges - {(one, other)})}


def house() -> Iterator[str]:
    """The rooms with their arrows, as a mermaid chart."""
    edges = arrows()
    rooms = sorted({name for edge in edges for name in edge})
    yield "flowchart TD"
    for roof in ("gui", "core"):
        yield f"  subgraph {roof}_ [{roof}]"
        for name in rooms:
            if name == roof or name.startswith(f"{roof}."):
                yield f'    {_id(name)}["{name.removeprefix("core.").removeprefix("gui.")}"]'
        yield "  end"
    for one, other in sorted(without_detours(edges)):
        yield f"  {_id(one)} --> {_id(other)}"


def way() -> Iterator[str]:
    """Which file calls which, in the order of the first calls, while an answer becomes a plan and a report."""
    seen: dict[tuple[str, str], str] = {}

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        if event != "call" or frame.f_code.co_name.startswith("<"):
            return
        caller = frame.f_back
        while caller is not None and _file(caller) is None:
            caller = caller.f_back
        to, one = _file(frame), _file(caller) if caller else None
        if one and to and one != to:
            seen.setdefault((one, to), frame.f_code.co_name)

    day = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
    catalogue = load(ROOT / "procedures")
    with tempfile.TemporaryDirectory() as folder:
        case = Case.new(catalogue, Path(folder), lambda: day, "en")
        sys.setprofile(watch)
        try:
            case.answer("carrier", "t-mobile")
            assert case.plan.steps and case.progress
            write(Path(folder) / "report.html", Subject.of(case, None), "record", "en", "full", day, lambda *_: None)
        finally:
            sys.setprofile(None)
            case.close()
    yield "flowchart LR"
    for (one, other), name in seen.items():
        yield f'  {_id(one)}["{one}"] -- "{name}" --> {_id(other)}["{other}"]'


def _file(frame: FrameType | None) -> str | None:
    """The file of a frame inside core, without the rooms that everybody calls."""
    if frame is None or not frame.f_code.co_filename.startswith(str(SOURCES / "core")):
        return None
    name = Path(frame.f_code.co_filename).relative_to(SOURCES / "core").as_posix().removesuffix(".py")
    return None if name.startswith(("language/", "system/", "errors")) or name.endswith("types") else name


def _id(name: str) -> str:
    return name.replace(".", "_").replace("/", "_") + "_room"


def text() -> str:
    """The whole page."""
    charts = ["```mermaid\n" + "\n".join(lines) + "\n```\n" for lines in (house(), way())]
    return HEAD + charts[0] + WAY + charts[1]


def main() -> int:
    current = PICTURE.is_file() and PICTURE.read_text(encoding="utf-8") == text()
    if "--check" in sys.argv:
        return 0 if current else 1
    PICTURE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
