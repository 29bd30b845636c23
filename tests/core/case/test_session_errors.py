"""Every error says what happened and what to do, in any language, and never fails itself."""

from __future__ import annotations

import errno
import string
from collections.abc import Iterator

import pytest

from simexit.core import errors

SAMPLES: list[errors.SimExitError] = [
    errors.UnknownCarrier("tmobil", ["t-mobile", "metro"]),
    errors.UnknownCarrier("xyz"),
    errors.UnknownQuestion("colour", ["sim", "billing"]),
    errors.UnknownAnswer("sim", "nano", ["physical", "esim"]),
    errors.NotADate("leaving_on", "tomorrow"),
    errors.WrongUsage(reason="x"),
    errors.AlreadyExists("/a/b"),
    errors.UnknownFormat(".doc", [".pdf", ".md"]),
    errors.NothingPublic(),
    *(errors.NoSuchPart(part) for part in ("letter", "calls", "owner")),
    errors.NoDates(),
    errors.UnknownCommand("planet", ["plan", "report"]),
    errors.UnknownLanguage("xx", ["en", "zh-Hans"]),
    errors.FolderMissing("/a/b"),
    errors.QtLibrariesMissing(["libGL.so.1"], ["libgl1"]),
    errors.QtLibrariesMissing(["libGL.so.1"], []),
    errors.AnswersDoNotFit("/a/b", "“x” is not an answer."),
    errors.SessionMissing("/a/b"),
    errors.SessionGone("/a/b"),
    errors.SessionIsFolder("/a/b"),
    errors.SessionNotReadable("/a/b", "Permission denied"),
    errors.SessionEmpty("/a/b"),
    errors.SessionCutOff("/a/b"),
    errors.SessionNullBytes("/a/b"),
    errors.SessionNotJson("/a/b"),
    errors.SessionDamaged("/a/b", "$.x", "Expected"),
    errors.SessionOfOtherProgram("/a/b"),
    errors.SessionTooNew("/a/b", 3, 1),
    errors.SessionUnreadable("/a/b"),
    errors.SaveFailed("/a/b", "reason"),
    errors.SaveDiskFull("/a/b"),
    errors.SaveReadOnly("/a/b"),
    errors.SaveFolderGone("/a/b"),
    errors.SaveTooLarge("/a/b", 64),
    errors.TakenOver("/a/b", "host, 1"),
    errors.TakenOver("/a/b", "host, 1", "/a/c"),
    errors.NotLoaded("/a/b"),
    errors.OnlyLooking("/a/b"),
    errors.ChangedOnDisk("/a/b"),
    errors.InUse("/a/b", "host, 1"),
    errors.EvidenceUnreadable("/a/b", "reason"),
    errors.ProceduresBroken(3, "steps/x.yaml:3: …"),
]


def _family(kind: type[errors.SimExitError]) -> Iterator[type[errors.SimExitError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _family(child)


def test_every_class_is_tried_here() -> None:
    assert {type(error) for error in SAMPLES} >= {
        kind for kind in _family(errors.SimExitError) if kind is not errors.SimExitError
    }


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_it_says_what_happened_and_what_to_do(error: errors.SimExitError) -> None:
    text = error.text()
    assert text == str(error)
    assert text.count(".") >= 1
    assert not any(sign in text for sign in "{}!")
    for msgid in (error.sentence, error.way_out):
        named = {name for _, name, _, _ in string.Formatter().parse(msgid) if name}
        assert named <= set(error.values)
    assert error.exit_code in (1, 2, 3)


def test_lists_are_joined_the_way_of_the_language() -> None:
    chinese = {
        errors.UnknownCarrier.sentence: "没有名为“{name}”的运营商。",
        errors.UnknownCarrier.way_out: "您是不是要找：{nearest}？",
        errors.LIST_SEPARATOR: "、",
    }
    error = errors.UnknownCarrier("x", ["t-mobile", "mint-mobile"])
    assert error.text(lambda msgid: chinese[msgid]) == "没有名为“x”的运营商。您是不是要找：t-mobile、mint-mobile？"
    assert error.values["nearest"] == ("t-mobile", "mint-mobile")


@pytest.mark.parametrize("slip", ["{nmae}", "{", "{0}", "{name.foo}", "{name[0]}x{y}"])
def test_a_slip_in_a_translation_does_not_hide_the_error(slip: str) -> None:
    assert "xyz" in errors.UnknownCarrier("xyz").text(lambda _: slip)


def test_braces_in_a_name_are_only_a_name() -> None:
    assert "{odd} {name}" in errors.UnknownCarrier("{odd} {name}").text()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, errors.SaveDiskFull),
        (errno.EDQUOT, errors.SaveDiskFull),
        (errno.EROFS, errors.SaveReadOnly),
        (errno.EACCES, errors.SaveReadOnly),
        (errno.ENOENT, errors.SaveFolderGone),
        (errno.EIO, errors.SaveFailed),
    ],
)
def test_the_reason_of_a_failed_save_is_told_apart(number: int, kind: type[errors.SaveFailed]) -> None:
    error = errors.SaveFailed.because("/a", OSError(number, "said"))
    assert type(error) is kind
    assert error.values["reason"] == "said"
