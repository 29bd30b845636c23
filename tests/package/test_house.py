"""Rules of the house that no other tool holds: what may stand where, and what no file may contain."""

import ast
import re
import subprocess
from pathlib import Path

import built
import pytest

ROOT = built.ROOT

TOP = {"pyproject.toml", "src", "resources", "procedures", "tests", "packaging"}
BESIDE = {"README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", ".ci", ".github", ".gitignore"}
BESIDE |= {".gitattributes", ".editorconfig"}

NETWORK = {
    "socket",
    "socketserver",
    "ssl",
    "http",
    "urllib.request",
    "urllib.error",
    "urllib3",
    "ftplib",
    "smtplib",
    "imaplib",
    "poplib",
    "telnetlib",
    "xmlrpc",
    "asyncio",
    "requests",
    "httpx",
    "aiohttp",
    "webbrowser",
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
    "PySide6.QtHttpServer",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
}
"""The program never connects anywhere itself; a link is handed to the system."""


def tracked() -> list[Path]:
    """What belongs to the project: in git, or new and not ignored. Without git, all that is there."""
    try:
        listed = built.run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout
    except (OSError, RuntimeError, subprocess.SubprocessError):
        return [path for path in ROOT.rglob("*") if path.is_file() and ".git" not in path.parts]
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


TRACKED = tracked()
SOURCES = [path for path in TRACKED if path.suffix == ".py"]
PROGRAM = [path for path in SOURCES if ROOT / "src" in path.parents]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in the file, with the names taken from it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def under(module: str, packages: set[str]) -> bool:
    """Whether a module is one of these or inside one."""
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def test_the_top_level_holds_only_what_the_design_allows() -> None:
    there = {path.relative_to(ROOT).parts[0] for path in TRACKED}
    assert there >= TOP
    assert there <= TOP | BESIDE


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_qt_outside_the_window(path: Path) -> None:
    """Lazy imports inside functions count too."""
    if {"core", "cli"} & set(path.relative_to(ROOT / "src/simexit").parts[:1]):
        assert not {module for module in imported(path) if under(module, {"PySide6", "shiboken6"})}


@pytest.mark.parametrize("path", PROGRAM, ids=name_of)
def test_no_network_code(path: Path) -> None:
    assert not {module for module in imported(path) if under(module, NETWORK)}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_source_file_begins_by_saying_what_it_is_for(path: Path) -> None:
    """A docstring whose first line is a sentence on its own."""
    text = path.read_text(encoding="utf-8")
    if not text and path.name == "__init__.py" and ROOT / "tests" in path.parents:
        return
    tree = ast.parse(text)
    said = ast.get_docstring(tree)
    assert said, "no docstring"
    first = text.removeprefix("#!/usr/bin/env python3\n")
    assert first.startswith('"""'), "something stands before the docstring"
    assert said.splitlines()[0].rstrip().endswith((".", ":", "?")) or ROOT / "src" not in path.parents


@pytest.mark.parametrize("path", [p for p in TRACKED if p.parent == ROOT / "packaging" and not p.suffix], ids=name_of)
def test_a_script_says_what_it_is_for(path: Path) -> None:
    first, second = path.read_text(encoding="utf-8").splitlines()[:2]
    assert first == "#!/bin/sh"
    assert second.startswith("# ") and f"packaging/{path.name}" in second


def test_nothing_is_left_to_do() -> None:
    """What is unfinished is written down elsewhere, or finished."""
    folders = {"src", "procedures", "packaging", "resources"}
    word = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = []
    for path in TRACKED:
        if path.relative_to(ROOT).parts[0] not in folders or path.suffix in (".otf", ".png", ".ico", ".icns"):
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [f"{name_of(path)}:{number}" for number, line in enumerate(lines, 1) if word.search(line)]
    assert not found


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("sh packaging/run", "sh packaging/test"):
        assert command in text
        assert (ROOT / command.removeprefix("sh ")).is_file()


@pytest.mark.parametrize("path", [path for path in TRACKED if path.suffix == ".md"], ids=name_of)
def test_whatever_a_page_sends_its_reader_to_is_there(path: Path) -> None:
    named = re.findall(
        r"`((?:src|packaging|tests|procedures|resources|\.github)/[\w./-]*)`", path.read_text(encoding="utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_continuous_integration_runs_what_the_readme_says() -> None:
    assert "sh packaging/test" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_what_others_wrote_runs_at_one_commit_only() -> None:
    """A tag of somebody else's action can be moved to other code."""
    used = [
        line.partition("uses: ")[2]
        for file in (ROOT / ".github" / "workflows").glob("*.yml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if "uses: " in line
    ]
    assert used
    assert [name for name in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[\d.]+", name)] == []


def test_no_package_host_is_named() -> None:
    """Where packages come from is the machine's own setting."""
    host = re.compile(r"pypi\.org|pythonhosted|--(extra-)?index-url|--find-links|deb\.debian\.org|--trusted-host")
    places = (ROOT / "packaging", ROOT / ".github", ROOT / ".ci")
    files = [path for path in TRACKED if path == ROOT / "pyproject.toml" or set(places) & set(path.parents)]
    texts = [path for path in files if path.suffix not in (".png", ".ico")]
    assert not [name_of(path) for path in texts if host.search(path.read_text("utf-8"))]
