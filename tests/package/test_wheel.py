"""The built wheel: holds everything, runs from anywhere, and tells nothing of the machine that built it.

Slow (about 30 seconds: it builds, makes an environment and installs Qt), and needs the package index.
"""

import getpass
import json
import re
import socket
import subprocess
import zipfile
from collections.abc import Callable
from email.parser import Parser
from pathlib import Path, PurePosixPath

import built
import msgspec
import pytest

from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.load import files, load
from simexit.core.language.messages import compile_po

DATA = "simexit/_data"
RESOURCES = built.ROOT / "resources"
PROCEDURES = built.ROOT / "procedures"


@pytest.fixture(scope="session")
def held(wheel: Path) -> dict[str, bytes]:
    """Everything in the wheel, by its path."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- what it holds ---------------------------------------------------------------------------------------------------


def test_every_module(held: dict[str, bytes]) -> None:
    sources = {path.relative_to(built.ROOT / "src").as_posix() for path in (built.ROOT / "src/simexit").rglob("*.py")}
    assert sources == {name for name in held if name.endswith(".py")}


def test_every_procedure_file_as_it_is(held: dict[str, bytes]) -> None:
    for file in files(PROCEDURES):
        assert held[f"{DATA}/procedures/{file.relative_to(PROCEDURES).as_posix()}"] == file.read_bytes()


def test_the_one_json_says_what_the_yaml_says(held: dict[str, bytes]) -> None:
    assert msgspec.json.decode(held[f"{DATA}/procedures.json"], type=Catalogue) == load(PROCEDURES)


def test_every_translation_is_compiled(held: dict[str, bytes]) -> None:
    sources = sorted((RESOURCES / "i18n").glob("*.po"))
    assert sources
    for source in sources:
        compiled = held[f"{DATA}/resources/i18n/{source.stem}.mo"]
        assert compiled == compile_po(source.read_bytes()).getvalue()
        assert len(compiled) > 10_000, "a catalogue with hardly a word in it"


def test_every_resource_as_it_is(held: dict[str, bytes]) -> None:
    wanted = [path for path in RESOURCES.rglob("*") if path.is_file()]
    for path in wanted:
        assert held[f"{DATA}/resources/{path.relative_to(RESOURCES).as_posix()}"] == path.read_bytes()
    folders = {path.relative_to(RESOURCES).parts[0] for path in wanted}
    assert {"fonts", "help", "i18n", "icons"} <= folders


def test_the_font_travels_with_its_licence(held: dict[str, bytes]) -> None:
    fonts = [name for name in held if name.endswith((".otf", ".ttf", ".ttc"))]
    assert fonts
    for font in fonts:
        assert b"SIL OPEN FONT LICENSE" in held[f"{PurePosixPath(font).parent}/OFL.txt"]
    (own,) = (text for name, text in held.items() if name.endswith(".dist-info/licenses/LICENSE"))
    assert own.startswith(b"MIT License")


def test_nothing_else(held: dict[str, bytes]) -> None:
    """No caches, no tests, no tools; one folder beside the description of the package."""
    assert {name.split("/")[0].split("-")[0] for name in held} == {"simexit"}
    endings = {PurePosixPath(name).suffix for name in held if not name.split("/")[0].endswith(".dist-info")}
    assert endings <= {".py", ".yaml", ".json", ".md", ".po", ".mo", ".otf", ".txt", ".svg", ".desktop", ".xml"}


def test_no_trace_of_this_machine(held: dict[str, bytes]) -> None:
    """Neither a path of this machine nor its name or its user's, unless that is a word of every day."""
    traces = {f"{folder}/" for folder in (built.ROOT, Path.home(), built.ROOT.parent)} - {"//", "/root/"}
    traces |= {name for name in (socket.gethostname(), getpass.getuser()) if len(name) > 6 and not name.isalpha()}
    for name, content in held.items():
        for trace in traces:
            assert trace.encode() not in content, f"{name} holds {trace}"
        assert b"file:///" not in content, f"{name} points to a file of this machine"


def test_it_says_what_it_needs(held: dict[str, bytes]) -> None:
    (text,) = (text for name, text in held.items() if name.endswith(".dist-info/METADATA"))
    about = Parser().parsestr(text.decode())
    assert about["Name"] == "simexit"
    needs = [need for need in about.get_all("Requires-Dist") if "extra ==" not in need]
    needed = {re.split(r"[^A-Za-z0-9_-]", need)[0].lower().replace("_", "-") for need in needs}
    assert "pyside6-essentials" in needed
    assert not needed & {"pytest", "ruff", "mypy", "hatchling"}, "tools of the workshop"


# --- that it runs ----------------------------------------------------------------------------------------------------


@pytest.fixture
def simexit(python: Path, tmp_path: Path) -> Callable[..., str]:
    """Starts the installed program from an empty folder, with the person's folders in another."""
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()

    def start(*arguments: str | Path, code: int = 0) -> str:
        done = subprocess.run(
            [str(python.parent / "simexit"), *map(str, arguments)],
            cwd=nowhere,
            env=built.environment(tmp_path / "home"),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == code, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done.stdout

    return start


def test_it_is_the_installed_one_that_runs(python: Path, tmp_path: Path) -> None:
    code = (
        "import simexit.core.system.locations as l; "
        "print(l.is_installed(), l.built_procedures(), l.shipped('resources'))"
    )
    said = built.run(python, "-c", code, cwd=tmp_path, env=built.environment(tmp_path)).stdout
    assert said.startswith("True ")
    assert str(built.ROOT) not in said


def test_carriers(simexit) -> None:
    listed = json.loads(simexit("carriers", "--format", "json"))
    assert {carrier.slug for carrier in load(PROCEDURES).carriers} >= {entry["slug"] for entry in listed}
    assert len(listed) > 5


def test_plan(simexit) -> None:
    plan = json.loads(simexit("plan", "--carrier", "t-mobile", "--answer", "number=keep", "--format", "json"))
    assert plan["route"]["id"] == "port-out"
    assert any(stage["steps"] for stage in plan["stages"])


def test_plan_in_chinese(simexit) -> None:
    text = simexit("plan", "--carrier", "t-mobile", "--answer", "number=keep", "--lang", "zh-Hans")
    assert sum("一" <= char <= "鿿" for char in text) > 1000


def test_save_and_report(simexit, tmp_path: Path) -> None:
    """Every form of the report, PDF too, without a display."""
    case = tmp_path / "case.simexit"
    simexit(
        "plan", "--carrier", "t-mobile", "--answer", "number=keep", "--answer", "cycle_ends=2030-01-31", "--save", case
    )
    for ending in ("pdf", "html", "md", "json", "ics"):
        out = tmp_path / f"report.{ending}"
        simexit("report", case, "-o", out)
        assert out.stat().st_size > 500
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_check(simexit) -> None:
    """The procedures that came with it are in order."""
    simexit("check")


def test_self_test(simexit) -> None:
    assert "ok" in simexit("--self-test")


def test_nothing_is_left_where_it_was_started(simexit, tmp_path: Path) -> None:
    simexit("carriers")
    simexit("--self-test")
    assert not list((tmp_path / "nowhere").iterdir())
