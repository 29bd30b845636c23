"""The menu entry, icon and file type of a program installed by pip."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from simexit.core.case.codec import PREFIX
from simexit.core.system import desktop_entry as integrate
from simexit.core.system import locations

DESKTOP = locations.CHECKOUT / "resources" / "desktop"


def left(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def entry(folder: Path) -> dict[str, str]:
    lines = (folder / integrate.ENTRY).read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def test_entry_type_and_icons_are_put_in_place(tmp_path: Path) -> None:
    integrate.add(Path("/opt/tools/bin/simexit"), tmp_path)
    assert all((tmp_path / name).is_file() for name in integrate.FILES)
    made = entry(tmp_path)
    assert made["Exec"] == '"/opt/tools/bin/simexit" %f'
    assert made["Name[zh_CN]"] == "销卡向导"
    assert made["Icon"] == Path(integrate.ICON).stem
    assert made["MimeType"].strip(";").replace("/", "-") == Path(integrate.ICON_OF_CASES).stem


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/home/王 芳/bin/simexit", '"/home/王 芳/bin/simexit"'),
        ("/a%b/simexit", '"/a%%b/simexit"'),
        ('/a"b$c`d/simexit', '"/a\\\\"b\\\\$c\\\\`d/simexit"'),
        ("/a\\b/simexit", '"/a\\\\\\\\b/simexit"'),
    ],
)
def test_any_path_of_the_program_is_one_word(path: str, word: str) -> None:
    assert integrate.quoted(Path(path)) == word


def test_done_twice_the_newer_place_counts(tmp_path: Path) -> None:
    integrate.add(Path("/old/simexit"), tmp_path)
    integrate.add(Path("/new/simexit"), tmp_path)
    assert entry(tmp_path)["Exec"] == '"/new/simexit" %f'


def test_taken_back_nothing_is_left(tmp_path: Path) -> None:
    integrate.add(Path("/opt/simexit"), tmp_path)
    integrate.remove(tmp_path)
    ours = {name for name in left(tmp_path) if "simexit" in name}
    assert not ours
    integrate.remove(tmp_path)  # again, with nothing there


def test_what_belongs_to_others_stays(tmp_path: Path) -> None:
    other = tmp_path / "applications" / "other.desktop"
    other.parent.mkdir()
    other.write_text("[Desktop Entry]\n")
    case = tmp_path / "simexit" / "sessions" / "case.simexit"
    case.parent.mkdir(parents=True)
    case.write_text("{}")
    integrate.add(Path("/opt/simexit"), tmp_path)
    integrate.remove(tmp_path)
    assert other.is_file()
    assert case.is_file()


def test_the_desktop_of_the_person_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert integrate.data_folder() == tmp_path
    monkeypatch.setenv("XDG_DATA_HOME", "relative")  # which the specification tells to pass over
    assert integrate.data_folder() == Path.home() / ".local" / "share"


def test_the_type_is_known_by_how_every_case_begins() -> None:
    tree = ElementTree.parse(DESKTOP / "simexit.mime.xml")
    (match,) = tree.findall(".//{*}match")
    assert match.get("offset") == "0"
    assert str(match.get("value")).encode() == PREFIX
    (glob,) = tree.findall(".//{*}glob")
    assert glob.get("pattern") == "*.simexit"
