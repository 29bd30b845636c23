"""The drawn house is the house: its picture is made from the imports and from a run, and is the committed one."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import built

TOOL = built.ROOT / "packaging" / "picture.py"


def test_the_picture_is_current() -> None:
    done = subprocess.run([sys.executable, TOOL, "--check"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"run: python packaging/picture.py\n{done.stderr}"


def test_an_arrow_that_follows_from_two_others_is_left_out() -> None:
    spec = importlib.util.spec_from_file_location("simexit_packaging_picture", TOOL)
    assert spec and spec.loader
    picture = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(picture)
    edges = {("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("a", "d"), ("e", "c")}
    assert picture.without_detours(edges) == {("a", "b"), ("b", "c"), ("c", "d"), ("e", "c")}
