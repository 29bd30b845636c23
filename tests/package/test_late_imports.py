"""What is imported only when it is needed must be in a frozen program too."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

from simexit.gui.app import LATE

HERE = Path(__file__).parents[2]
BUILD_ONLY = {"babel"}
"""Compiles translations in a checkout; a built program carries them compiled."""


def late_imports() -> set[str]:
    """Modules of others that functions import."""
    found: set[str] = set()
    for path in (HERE / "src").rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Import):
                        found |= {name.name for name in node.names}
                    elif isinstance(node, ast.ImportFrom) and node.module:
                        found.add(node.module)
    return {name for name in found if name.split(".")[0] not in {"simexit", *sys.stdlib_module_names}}


def test_the_self_test_imports_what_is_imported_late() -> None:
    at_once = {"PySide6", "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}
    tops = {name.split(".")[0] for name in LATE}
    missing = [
        name
        for name in late_imports() - at_once
        if name.split(".")[0] not in BUILD_ONLY and name not in LATE and not (name in tops and name != "PySide6")
    ]
    assert not missing, "add them to `LATE` in gui/app.py"


def test_the_frozen_program_leaves_none_of_them_out() -> None:
    spec = (HERE / "packaging" / "simexit.spec").read_text(encoding="utf-8")
    excluded = spec[spec.index("excludes=[") : spec.index("UNWANTED")]
    names = set(re.findall(r'"([\w.]+)"', excluded))
    for name in {*late_imports(), *LATE}:
        assert name not in names
        assert name.removeprefix("PySide6.Qt") not in names, name
