"""What the scripts say when something is in their way: one sentence that tells what, and what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import built
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX shells alone")

COMMON = "packaging/common.sh"
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Runs lines that begin with the shared part of the scripts; commands can be replaced by lines of a script."""
    replaced = tmp_path / "commands"
    replaced.mkdir()

    def run(lines: str, **commands: str) -> subprocess.CompletedProcess[str]:
        for name, script in commands.items():
            file = replaced / name.replace("_", "-")
            file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            file.chmod(0o755)
        return subprocess.run(
            ["sh", "-c", f"set -eu\n. {built.ROOT / COMMON}\n{lines}"],
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=os.environ | {"PATH": f"{replaced}:{os.environ['PATH']}", "TMPDIR": str(tmp_path)},
            timeout=60,
            check=False,
        )

    return run


SAID = {
    "network": [
        "ERROR: Could not find a version (connection failed: Temporary failure in name resolution)",
        "E: Failed to fetch http://example.org/x.deb  Could not connect to example.org:80, connection timed out",
        "WARNING: Retrying (Retry(total=0)) after connection broken by '[Errno 101] Network is unreachable'",
        "ReadTimeoutError: HTTPSConnectionPool(host='x', port=443): Read timed out.",
        "ERROR: HTTP error 503 Server Error: Service Unavailable for url",
    ],
    "disk": [
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "E: You don't have enough free space in /var/cache/apt/archives/.",
        "OSError: [Errno 122] Disk quota exceeded",
    ],
    "changed": ["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "E: Hash Sum mismatch"],
    "rights": ["error: [Errno 30] Read-only file system: '/x'", "E: Permission denied, are you root?"],
    "other": ["ERROR: Failed to build 'simexit' when building wheel", "E: Unable to locate package libfoo"],
}
SENTENCES = {
    "network": "could not be reached",
    "disk": "The disk is full.",
    "changed": "What came is not what is listed",
    "rights": "may not be written to",
    "other": "Why stands above",
}


@pytest.mark.parametrize(("kind", "said"), [(kind, said) for kind, lines in SAID.items() for said in lines])
def test_each_reason_has_its_sentence(shell: Shell, kind: str, said: str) -> None:
    lines = f"mkdir -p env/bin; cp \"$(command -v fake-python)\" env/bin/python; cat >said <<'END'\n{said}\nEND\n"
    done = shell(f"{lines}pip_install env something", fake_python="cat said >&2; exit 1")
    assert done.returncode == 1
    sentence = done.stderr.splitlines()[-2]
    assert sentence.startswith("The installation did not finish. ")
    assert [name for name, text in SENTENCES.items() if text in sentence] == [kind]


def test_a_full_disk_is_told_though_no_tool_could_say_so(
    shell: Shell,
) -> None:
    full = "echo Filesystem 1M Used Available Use% Mounted; echo /dev/x 10 10 0 100% /"
    lines = 'mkdir -p env/bin; cp "$(command -v fake-python)" env/bin/python; pip_install env something'
    assert "The disk is full." in shell(lines, df=full, fake_python="exit 1").stderr


def test_a_disk_with_too_little_room_stops_before_the_download(
    shell: Shell,
) -> None:
    little = "echo Filesystem 1M Used Available Use% Mounted; echo /dev/x 1000 900 100 90% /"
    done = shell("need_space new/environment 500; echo went on", df=little)
    assert (done.returncode, done.stdout) == (1, "")
    assert "new/environment needs 500 MB, and 100 MB are free there" in done.stderr
    assert shell("need_space new/environment 50; echo went on", df=little).stdout == "went on\n"
    assert shell("need_space new/environment 50; echo went on", df="exit 1").stdout == "went on\n"


@pytest.mark.parametrize(("sudo", "line"), [(True, "sudo sh -c 'apt-get update"), (False, "su -c 'apt-get update")])
def test_who_is_not_root_gets_the_one_line_to_type(shell: Shell, sudo: bool, line: str) -> None:
    if not sudo and shutil.which("sudo"):
        pytest.skip("there is a sudo here")
    commands = {"id": "echo 1000", "dpkg_query": "exit 1", "apt_get": "touch called"} | ({"sudo": ""} if sudo else {})
    done = shell("need libgl1 git; install_missing; echo went on", **commands)
    assert (done.returncode, done.stdout) == (1, "")
    assert line in done.stderr and done.stderr.rstrip().endswith("--no-install-recommends libgl1 git'")


def test_without_the_network_apt_fails_with_the_reason_and_the_line(
    shell: Shell,
) -> None:
    apt = "echo 'E: Could not resolve host'; exit 100"
    done = shell("need libgl1; install_missing; echo went on", id="echo 0", dpkg_query="exit 1", apt_get=apt)
    assert (done.returncode, done.stdout) == (1, "")
    assert "could not be reached" in done.stderr
    assert done.stderr.rstrip().endswith("apt-get update && apt-get install -y --no-install-recommends libgl1")


def test_no_python_is_a_sentence(shell: Shell) -> None:
    old = {f"python3{minor}": "exit 1" for minor in ("", ".11", ".12", ".13", ".14")}
    done = shell("find_python; echo went on", **old)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("SIM Exit needs Python 3.11 or newer")


def test_what_installs_what_is_held_asks_for_hashes(shell: Shell) -> None:
    done = shell(
        'mkdir -p env/bin; cp "$(command -v fake-python)" env/bin/python; install_held env run build; cat asked',
        fake_python='echo "$*" >asked',
    )
    assert done.stdout.split(" --no-input ")[1].split() == [
        "--require-hashes",
        *("--requirement", "packaging/lock/run.txt"),
        *("--requirement", "packaging/lock/build.txt"),
    ]
