"""The held versions: what the lists of packaging/lock promise to whoever installs from them."""

from __future__ import annotations

import re
import tomllib

import built
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((built.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRA = PROJECT["project"]["optional-dependencies"]
RUN, BUILD = PROJECT["project"]["dependencies"], PROJECT["build-system"]["requires"]
ASKED = {
    "run": RUN,
    "build": BUILD,
    "freeze": [*RUN, *BUILD, *EXTRA["freeze"]],
    "test": [*RUN, *BUILD, *EXTRA["dev"], *EXTRA["freeze"]],
}
AGAIN = "run: sh packaging/lock/raise"


def held(name: str) -> dict[str, tuple[str, str, int]]:
    """The packages of a list: each with its version, the condition for it, and how many files it may come as."""
    text = (built.LOCK / f"{name}.txt").read_text(encoding="utf-8")
    found = {}
    for entry in re.sub(r"\\\n\s*", "", text).splitlines():
        if entry and not entry.startswith("#"):
            requirement, *hashes = entry.split(" --hash=")
            package, _, rest = requirement.partition("==")
            version, _, condition = rest.partition(" ; ")
            assert re.fullmatch(r"[a-z0-9-]+", package) and re.fullmatch(r"[0-9a-z.]+", version.strip()), entry
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one.strip()) for one in hashes), entry
            found[package] = (version.strip(), condition.strip(), len(hashes))
    return found


@pytest.mark.parametrize("name", ASKED)
def test_a_list_holds_all_that_is_asked_for_in_a_version_that_may_be(name: str) -> None:
    packages = held(name)
    assert all(files for _version, _condition, files in packages.values()), "a package without a hash"
    for asked in map(Requirement, ASKED[name]):
        assert canonicalize_name(asked.name) in packages, AGAIN
        version, condition, _files = packages[canonicalize_name(asked.name)]
        assert asked.specifier.contains(version), AGAIN
        assert not condition, f"{asked.name} is asked for on every system"


@pytest.mark.parametrize("name", ASKED)
def test_one_package_has_one_version_in_all_lists(name: str) -> None:
    everything = held("test")
    for package, (version, _condition, _files) in held(name).items():
        assert everything[package][0] == version, AGAIN


def test_the_lists_name_no_place_to_fetch_from() -> None:
    """Neither an index nor a file: where packages come from is the machine's own setting."""
    for list_ in built.LOCK.glob("*.txt"):
        lines = list_.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if re.search(r"//|file:|--(?!hash=)|@", line)]


def test_running_installs_no_tool_of_the_workshop() -> None:
    assert not {"pytest", "ruff", "mypy", "hatchling", "pyinstaller"} & set(held("run"))
