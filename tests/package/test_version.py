"""The version stands in one place, and a tag must name it."""

import subprocess
import tomllib

import built
import pytest

import simexit


def version(*tag: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(built.ROOT / "packaging" / "version"), *tag]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=30)


def test_it_stands_in_one_place() -> None:
    project = tomllib.loads((built.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"] and "version" in project["project"]["dynamic"]
    assert version().stdout == f"{simexit.__version__}\n"


@pytest.mark.parametrize("tag", ["v{0}", "refs/tags/v{0}"])
def test_the_tag_of_this_version_is_taken(tag: str) -> None:
    assert version(tag.format(simexit.__version__)).returncode == 0


@pytest.mark.parametrize("tag", ["v99.0.0", "{0}", "v{0}.1", "refs/heads/v{0}"])
def test_another_tag_is_refused(tag: str) -> None:
    done = version(tag.format(simexit.__version__))
    assert done.returncode == 1
    assert simexit.__version__ in done.stderr and not done.stdout
