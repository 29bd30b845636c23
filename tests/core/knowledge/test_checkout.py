"""What a checkout keeps built says what its YAML says, and never outlives a change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simexit.core.errors import ProceduresBroken
from simexit.core.knowledge import checkout
from simexit.core.knowledge.catalogue import Catalogue
from simexit.core.knowledge.load import load

GOOD = Path(__file__).parents[2] / "procedures" / "good"
OLD, NEW = "A card in the phone.", "A chip in the phone."


class Top:
    """A checkout, with a count of how often its YAML was read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.times_read = 0
        shutil.copytree(GOOD, path / "procedures")

    def load(self) -> Catalogue:
        return checkout.catalogue(self.path, self._read)

    def _read(self, folder: Path) -> Catalogue:
        self.times_read += 1
        return load(folder)

    def change(self, old: str, new: str, name: str = "glossary.yaml") -> None:
        file = self.path / "procedures" / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def top(tmp_path: Path) -> Top:
    return Top(tmp_path / "checkout")


def test_the_second_start_reads_no_yaml_and_knows_the_same(top: Top) -> None:
    assert top.load() == top.load() == load(GOOD)
    assert top.times_read == 1


def test_a_changed_text_is_seen_at_once(top: Top) -> None:
    assert top.load().terms[0].explain["en"] == OLD
    top.change(OLD, NEW)
    assert top.load().terms[0].explain["en"] == NEW
    assert top.times_read == 2


def test_a_translation_that_is_new_is_seen_at_once(top: Top) -> None:
    top.load()
    file = top.path / "procedures" / "i18n" / "es" / "glossary.po"
    file.parent.mkdir(parents=True)
    file.write_text(f'msgid "{OLD}"\nmsgstr "Una tarjeta."\n', encoding="utf-8")
    assert top.load().terms[0].explain["es"] == "Una tarjeta."
    file.unlink()
    assert "es" not in top.load().terms[0].explain


def test_a_file_that_is_gone_is_missed_though_it_was_kept(top: Top) -> None:
    top.load()
    (top.path / "procedures" / "glossary.yaml").unlink()
    with pytest.raises(ProceduresBroken):
        top.load()


def _half(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-100])


def _of_other_types(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes().partition(b"\n")[0] + b'\n{"terms": 3}')


def _a_folder(kept: Path) -> None:
    kept.unlink()
    kept.mkdir()


@pytest.mark.parametrize("spoil", [Path.unlink, _half, _of_other_types, _a_folder])
def test_what_is_kept_may_be_spoiled(top: Top, spoil: Callable[[Path], None]) -> None:
    top.load()
    spoil(top.path / checkout.KEPT)
    assert top.load() == load(GOOD)


def test_it_need_not_be_kept(top: Top) -> None:
    (top.path / "build").write_text("no folder can be made here", encoding="utf-8")
    assert top.load() == load(GOOD)
