"""The file format: loses nothing, reads strictly, and tells each kind of bad file from the others."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simexit.core import errors
from simexit.core.case import codec, migrations
from simexit.core.case.session import AccountRow, Event, Evidence, FactAnswer, Override, Session, Tick

SAMPLES = Path(__file__).parents[2] / "sessions"

_text = st.text(max_size=20)
_dates = st.dates(date(1990, 1, 1), date(2090, 1, 1))
_zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=_zones).map(
    lambda moment: moment.replace(microsecond=0)
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | _text, lambda inner: st.lists(inner) | st.dictionaries(_text, inner)
)
_rows = st.lists(
    st.builds(AccountRow, name=_text, state=st.sampled_from(["listed", "moved", "tested"])), min_size=1, max_size=3
)


def _map(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(_text, values, max_size=4)


sessions = st.builds(
    Session,
    id=_text,
    created=_moments,
    changed=_moments,
    program=_text,
    language=_text,
    line=_text,
    answers=_map(_text),
    checks=_map(st.builds(Tick, ticked_on=_dates)),
    fields=_map(_map(_text | _rows)),
    notes=_map(_text),
    fact_answers=_map(st.builds(FactAnswer, answer=_text, on=_dates)),
    overrides=_map(st.builds(Override, reason=_text, on=_dates)),
    skipped=_map(_text),
    stage_done=_map(_dates),
    evidence=st.lists(
        st.builds(Evidence, id=_text, file=_text, title=_text, step=_text, added_on=_dates, sha256=_text), max_size=2
    ),
    place=_text,
    history=st.lists(st.builds(Event, on=_moments, what=_text, id=_text), max_size=3),
    extra=st.dictionaries(_text.map(lambda key: f"x{key}"), _json, max_size=3),
)


@given(sessions)
def test_what_is_written_is_read_again(session: Session) -> None:
    data = codec.encode(session)
    decoded = codec.decode(data, "x")
    assert decoded.session == session
    assert codec.encode(decoded.session) == data
    assert data.startswith(codec.PREFIX)


def test_half_a_character_of_a_broken_paste_is_kept(full: Session) -> None:
    full.notes["a"] = "\ud83d 截断"
    data = codec.encode(full)
    data.decode("utf-8")
    assert codec.decode(data, "x").session == full


def test_a_person_can_read_it(full: Session) -> None:
    text = codec.encode(full).decode()
    assert text.startswith('{"format": "simexit-session",\n  "version": 1,\n')
    assert '"line": "我的主卡"' in text
    assert '"created": "2026-11-21T14:32:01-05:00"' in text
    assert '"save-bills/downloaded": {\n' in text
    assert text.endswith("}\n")


def test_unknown_top_level_keys_come_back_as_they_were(full: Session) -> None:
    raw = json.loads(codec.encode(full))
    raw |= {"from_the_future": {"a": [1, None, "三"]}, "extra": 7}
    decoded = codec.decode(json.dumps(raw).encode(), "x").session
    decoded.answer("sim", "esim", decoded.changed)
    again = json.loads(codec.encode(decoded))
    assert again["from_the_future"] == {"a": [1, None, "三"]}
    assert again["extra"] == 7
    assert again["answers"]["sim"] == "esim"


def test_a_byte_order_mark_from_notepad_does_no_harm(full: Session) -> None:
    assert codec.decode(b"\xef\xbb\xbf" + codec.encode(full), "x").session == full


def _but(full: Session, **changes: Any) -> bytes:
    return json.dumps(json.loads(codec.encode(full)) | changes).encode()


def _bad(full: Session) -> list[tuple[bytes, type[errors.SessionUnreadable]]]:
    good = codec.encode(full)
    return [
        (b"", errors.SessionEmpty),
        (b" \n\n", errors.SessionEmpty),
        (b"\xef\xbb\xbf", errors.SessionEmpty),
        (good[: len(good) // 2], errors.SessionCutOff),
        (b"\0" * 4096, errors.SessionNullBytes),
        (good[:100] + b"\0" * 400, errors.SessionNullBytes),
        (b"hello", errors.SessionNotJson),
        (good.replace(b":", b";", 3), errors.SessionNotJson),
        (good + good, errors.SessionNotJson),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", errors.SessionNotJson),
        (b"\xff\xfe{", errors.SessionNotJson),
        ('{"format": "simexit-session", "line": "我的主卡"}'.encode("gbk"), errors.SessionNotJson),
        (b"[" * 100_000, errors.SessionNotJson),
        (b'{"a": ' * 100_000, errors.SessionNotJson),
        (b'{"a": NaN}', errors.SessionNotJson),
        (b'{"a": ' + b"9" * 5000 + b"}", errors.SessionNotJson),
        (b"[]", errors.SessionOfOtherProgram),
        (b"17", errors.SessionOfOtherProgram),
        (b'{"format": "other"}', errors.SessionOfOtherProgram),
        (b'{"type": "FeatureCollection"}', errors.SessionOfOtherProgram),
        (_but(full, version=2), errors.SessionTooNew),
        (_but(full, version=99, answers="all different"), errors.SessionTooNew),
        (_but(full, version=0), errors.SessionDamaged),
        (_but(full, version=True), errors.SessionDamaged),
        (_but(full, version="1"), errors.SessionDamaged),
        (_but(full, answers=[]), errors.SessionDamaged),
        (_but(full, answers={"sim": 1}), errors.SessionDamaged),
        (_but(full, created="2026-11-21T14:32:01"), errors.SessionDamaged),
        (_but(full, created="yesterday"), errors.SessionDamaged),
        (_but(full, checks={"a/b": {}}), errors.SessionDamaged),
        (_but(full, checks={"a/b": {"ticked_on": "2026-11-21", "by": "me"}}), errors.SessionDamaged),
        (_but(full, fields={"a": {"accounts": [{"name": "x", "state": "gone"}]}}), errors.SessionDamaged),
        (_but(full).replace(b'"place"', b'"huge": 1e999, "place"'), errors.SessionDamaged),
        (b'{"format": "simexit-session", "version": 1}', errors.SessionDamaged),
    ]


def test_each_kind_of_bad_file_has_its_own_error(full: Session) -> None:
    for data, kind in _bad(full):
        with pytest.raises(errors.SessionUnreadable) as caught:
            codec.decode(data, "/home/x/NAME.simexit")
        assert type(caught.value) is kind, data[:80]
        text = caught.value.text()
        assert "NAME.simexit" in text
        assert "{" not in text
        assert caught.value.exit_code == 3


def test_damage_is_told_with_its_place(full: Session) -> None:
    with pytest.raises(errors.SessionDamaged) as caught:
        codec.decode(_but(full, line=3), "x")
    assert caught.value.values["where"] == "$.line"
    assert caught.value.values["detail"] == "Expected str, got int"


def test_a_file_cut_anywhere_is_told_as_cut_off(full: Session) -> None:
    data = codec.encode(full)
    for length in range(1, len(data) - 1):
        with pytest.raises(errors.SessionCutOff):
            codec.decode(data[:length], "x")
    assert codec.decode(data[:-1], "x").session == full  # Only the last line end is missing.


@given(st.binary(max_size=200))
def test_no_bytes_at_all_bring_anything_but_a_sentence(data: bytes) -> None:
    for content in (data, codec.PREFIX + data, b'{"format": "simexit-session", "version": 1, "answers": {"' + data):
        with pytest.raises(errors.SessionUnreadable):
            codec.decode(content, "x")


# --- formats of old programs


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("v*/*.simexit")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_every_file_ever_released_is_read(sample: Path) -> None:
    decoded = codec.decode(sample.read_bytes(), sample)
    assert f"v{decoded.version}" == sample.parent.name
    assert decoded.session.version == migrations.current_version()
    assert decoded.session.answers["carrier"]


def test_there_are_samples_of_every_format() -> None:
    folders = {folder.name for folder in SAMPLES.glob("v*") if any(folder.glob("*.simexit"))}
    assert folders == {f"v{number}" for number in range(1, migrations.current_version() + 1)}


def test_the_present_format_has_not_changed_unnoticed() -> None:
    """Fails when what is written changes without a new version: then old programs could not read new files."""
    sample = SAMPLES / f"v{migrations.current_version()}" / "full.simexit"
    data = sample.read_bytes()
    assert codec.encode(codec.decode(data, sample).session) == data
    assert set(json.loads(data)) == set(Session.__struct_fields__) - {"extra"}


def _two_to_three(raw: dict[str, Any]) -> dict[str, Any]:
    return {**raw, "line": raw["line"].upper()}


def _one_to_two(raw: dict[str, Any]) -> dict[str, Any]:
    raw = dict(raw)
    raw["line"] = raw.pop("name_of_line") + " two"
    return raw


def test_migrations_run_in_order_from_the_version_of_the_file(full: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", [_one_to_two, _two_to_three])
    old = json.loads(_but(full, version=1, name_of_line="a", future=5))
    del old["line"]
    decoded = codec.decode(json.dumps(old).encode(), "x")
    assert (decoded.version, decoded.session.version) == (1, 3)
    assert decoded.session.line == "A TWO"
    assert decoded.session.extra == {"future": 5}
    assert codec.decode(_but(full, version=2, line="b"), "x").session.line == "B"
    assert codec.decode(_but(full, version=3, line="b"), "x").session.line == "b"
    with pytest.raises(errors.SessionTooNew) as caught:
        codec.decode(_but(full, version=4), "x")
    assert (caught.value.values["version"], caught.value.values["known"]) == (4, 3)


def test_an_old_file_that_is_damaged_is_told_as_damaged(full: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", [_one_to_two])
    with pytest.raises(errors.SessionDamaged):
        codec.decode(_but(full, version=1), "x")  # Has no `name_of_line`.


def test_a_key_that_stands_twice_is_no_quiet_loss(full: Session) -> None:
    data = codec.encode(full).replace(b'"notes": {', b'"notes": {\n    "ask-to-cancel": "first",', 1)
    with pytest.raises(errors.SessionDamaged) as caught:
        codec.decode(data, "x")
    assert "ask-to-cancel" in caught.value.text()
