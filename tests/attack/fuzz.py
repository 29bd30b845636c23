"""Files that somebody damaged, edited or made up: progress files, procedures, and both in the real window."""

from __future__ import annotations

import copy
import json
import random
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simexit.core import authoring
from simexit.core.case import store
from simexit.core.case.case import Case
from simexit.core.case.session import Session
from simexit.core.errors import SimExitError
from simexit.core.report.subject import Subject
from simexit.core.report.types import SHARES
from simexit.core.report.write import write
from simexit.core.system import locations

from .common import HERE, Row, catalogue, environment, folder, now, saved

SLOW = 2.0
"""Seconds of processor time in which each stage must be over: others may be using the machine."""

STRANGE: list[Any] = [
    None, True, False, 0, -1, 10**30, 1.5, "", " ", "\0", "\ud800", "x" * 10_000, "a" * 100_000, "\n" * 10_000,
    "9999-12-31", "0001-01-01", "12/31/9999", "2026-02-30", "20261124", "2026-W47-6", "-1-01-01", "２０２６-12-01",
    "<b>x</b>", "{carrier}", "%s%n", "../../etc/passwd", "C:\\x", "", "​‮abc", "🙂" * 50, [], {}, [[]], [None] * 10,
    {"": ""}, {"x": {"x": {"x": {}}}}, "unlisted", "reseller", "t-mobile", "keep", "ask:", "ask:carrier", "report",
    "2026-11-21T14:32:01-05:00", "9999-12-31T23:59:59+23:59", "0001-01-01T00:00:00+00:00",
]  # fmt: skip


def mutated(data: bytes, dice: random.Random) -> bytes:
    """One file made strange: its bytes, its structure, or its values."""
    if dice.random() < 0.1:
        return _bytes(data, dice)
    raw = json.loads(data)
    for _ in range(dice.randint(1, 2)):
        _somewhere(raw, dice)
    if dice.random() < 0.05:
        return json.dumps(raw).encode("utf-8", "replace").replace(b'"notes":', b'"notes": {}, "notes":')
    return ("{" + json.dumps(raw, indent=1)[1:].lstrip()).encode("utf-8", "replace")


def _bytes(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 20)):
        at = dice.randrange(len(changed))
        match dice.randrange(4):
            case 0:
                changed[at] = dice.randrange(256)
            case 1:
                del changed[at : at + dice.randint(1, 50)]
            case 2:
                changed[at:at] = bytes(dice.randrange(256) for _ in range(5))
            case _:
                changed[at:at] = changed[at : at + 100]
        changed = changed or bytearray(b"{")
    return bytes(changed[: dice.randrange(len(changed)) + 1] if dice.random() < 0.2 else changed)


def _somewhere(raw: Any, dice: random.Random) -> None:
    """Change one value, key or part, at any depth."""
    while True:
        if isinstance(raw, dict) and raw:
            key: Any = dice.choice(sorted(raw))
        elif isinstance(raw, list) and raw:
            key = dice.randrange(len(raw))
        else:
            return
        if isinstance(raw[key], dict | list) and raw[key] and dice.random() < 0.75:
            raw = raw[key]
            continue
        match dice.randrange(8):
            case 0:
                del raw[key]
            case 1 if isinstance(raw, dict):
                raw[str(dice.choice(STRANGE))[:200]] = copy.deepcopy(raw[key])
            case 2 if isinstance(raw, list):
                raw.extend(copy.deepcopy(raw[:50]))
            case _:
                # Mostly of the same kind: what is of another is refused at once, and that is soon tried.
                same = (
                    [value for value in STRANGE if type(value) is type(raw[key])] if dice.random() < 0.95 else STRANGE
                )
                raw[key] = copy.deepcopy(dice.choice(same or STRANGE))
        return


def sessions(files: int, *, seed: int = 11) -> list[Row]:
    """Open, save, copy, resolve, report in four forms; whatever is no sentence is a crash."""
    dice = random.Random(seed)
    opened = crashes = slow = changed = lost = 0
    first = ""
    with folder() as here:
        data = saved(here / "good").read_bytes()
        for number in range(files):
            place = here / str(number)
            place.mkdir()
            path = place / "case.simexit"
            path.write_bytes(mutated(data, dice))
            before = path.read_bytes()
            began = time.process_time()
            try:
                opened += _use(path, place)
            except SimExitError:
                changed += path.read_bytes() != before
            except Exception:
                crashes += 1
                first = first or traceback.format_exc()[-400:].replace("\n", " / ")
            slow += time.process_time() - began > 6 * SLOW
            lost += {entry.name for entry in here.iterdir()} != {"good", str(number)}
            shutil.rmtree(place)
    return [
        Row("damaged and made-up progress files: crashes", files, crashes, f"{opened} opened. {first}".strip()),
        Row("… too slow", files, slow),
        Row("… refused and changed all the same", files, changed),
        Row("… something written outside the folder", files, lost),
    ]


def _use(path: Path, place: Path) -> bool:
    case, _told = Case.open(path, catalogue(), now, "en")
    try:
        before = case.session
        case.note("decide", "x")
        case.save()
        again = store.peek(path)
        assert again.notes["decide"] == "x", "what was saved is not there"
        assert again.answers == before.answers
        case.save_copy(place / "copy.simexit")
        case.evidence_states()
        for share in SHARES:
            for form in ("html", "md", "json", "ics", "zip", "eml"):
                try:
                    write(place / f"r.{form}", Subject.of(case), "report", "en", share, now(), lambda _paper: b"%PDF")
                except SimExitError:  # no dates, nothing public
                    continue
    finally:
        case.close()
    return True


def window(files: int, *, seed: int = 12) -> list[Row]:
    """The same files in the real window, turning its pages."""
    dice = random.Random(seed)
    opened = faults = answered = 0
    first = ""
    with folder() as here:
        data = saved(here / "good").read_bytes()
        paths = []
        for number in range(files):
            path = here / str(number) / "case.simexit"
            path.parent.mkdir()
            path.write_bytes(mutated(data, dice))
            paths.append(path)
        for part in range(0, files, 20):
            done = subprocess.run(
                [sys.executable, HERE / "window.py", "walk", *paths[part : part + 20]],
                capture_output=True,
                text=True,
                env=environment(here),
                check=False,
            )
            for line in done.stdout.splitlines():
                kind, count, *rest = line.split(" ", 2)
                if kind not in ("opened", "refused"):
                    continue
                answered += 1
                opened += kind == "opened"
                faults += count != "0"
                first = first or (rest[0] if rest and count != "0" else "")
            if done.returncode:
                faults += 1
                first = first or f"rc {done.returncode}: {done.stderr[-300:]}"
    faults += files - answered
    return [Row("the same in the real window, its pages turned", files, faults, f"{opened} opened. {first}".strip())]


def procedures(files: int, *, seed: int = 21) -> list[Row]:
    """`simexit check` on procedures that somebody broke: a finding with its place, no traceback, no hang."""
    dice = random.Random(seed)
    crashes = slow = clean = 0
    first = ""
    with folder() as here:
        good = here / "procedures"
        shutil.copytree(locations.shipped("procedures"), good)
        names = sorted([*good.rglob("*.yaml"), *good.rglob("*.po")])
        for _ in range(files):
            name = dice.choice(names)
            data = name.read_bytes()
            name.write_bytes(dice.choice(BREAK)(data, dice))
            began = time.process_time()
            try:
                clean += not [found for found in authoring.run(good) if found.severity == "error"]
            except SimExitError:
                pass
            except Exception:
                crashes += 1
                first = first or f"{name.name}: {traceback.format_exc()[-300:]}".replace("\n", " / ")
            slow += time.process_time() - began > 60
            name.write_bytes(data)
    return [
        Row(
            "broken procedures and translations: tracebacks of simexit check",
            files,
            crashes,
            f"{clean} were still right. {first}".strip(),
        ),
        Row("… and hangs", files, slow),
    ]


def _line(text: bytes) -> Callable[[bytes, random.Random], bytes]:
    def put(data: bytes, dice: random.Random) -> bytes:
        lines = data.split(b"\n")
        lines.insert(dice.randrange(len(lines)), text)
        return b"\n".join(lines)

    return put


def _value(text: bytes) -> Callable[[bytes, random.Random], bytes]:
    def put(data: bytes, dice: random.Random) -> bytes:
        places = [at for at in range(len(data)) if data[at : at + 2] == b": "]
        if not places:
            return data + text
        at = dice.choice(places) + 2
        end = data.find(b"\n", at)
        return data[:at] + text + data[end:]

    return put


BREAK: list[Callable[[bytes, random.Random], bytes]] = [
    _bytes,
    _line(b"\t- x"),
    _line(b"a: &a [*a]"),
    _line(b"&a a: *b"),
    _line(b"msgid \xff"),
    _value(b"9" * 5000),
    _value(b"-1"),
    _value(b"999999999999"),
    _value(b"9999-12-31"),
    _value(b"[]"),
    _value(b"{}"),
    _value(b'""'),
    _value(b"~"),
    _value(b"\xe9"),
    _value(b"{en: {en: {en: x}}}"),
    _value(b"[" * 200 + b"]" * 200),
    _value(b"nonsense"),
    _value(b'"{nonsense}"'),
    lambda data, _dice: data.replace(b"en:", b"en: &x", 1) + b"\nzz: *x\n",
    lambda data, _dice: data + b"\n" + _BOMB,
    lambda data, _dice: b"",
    lambda data, _dice: data.decode("utf-8").encode("utf-16"),
]

_BOMB = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (new, new, b", ".join([b"*%c" % old] * 10))
    for old, new in zip(b"abcdefgh", b"bcdefghi", strict=True)
)
"""Eight lines that are a thousand million values."""


def restored(files: int, *, seed: int = 31) -> list[Row]:
    """A damaged file with a good previous copy: restored with the damaged bytes kept, or untouched; nothing else."""
    dice = random.Random(seed)
    back = wrong = 0
    first = ""
    with folder() as here:
        path = saved(here)
        good, previous = path.read_bytes(), store.previous_of(path).read_bytes()
        expected = {_entered(store.peek(path)), _entered(store.peek(store.previous_of(path)))}
        for _ in range(files):
            path.write_bytes(_bytes(good, dice))
            store.previous_of(path).write_bytes(previous)
            damaged = path.read_bytes()
            try:
                with store.open_session(path, now=now()) as file:
                    if file.opening.restored:
                        back += 1
                        aside = file.opening.set_aside
                        fine = (
                            aside is not None and aside.read_bytes() == damaged and _entered(file.session) in expected
                        )
                        if aside is not None:
                            aside.unlink()
                    else:
                        fine = True
            except SimExitError:
                fine = path.read_bytes() == damaged
            if not fine:
                wrong += 1
                first = first or repr(damaged[:100])
    return [Row("damaged file beside a good previous copy", files, wrong, f"{back} restored. {first}".strip())]


def _entered(session: Session) -> str:
    return json.dumps([session.answers, session.notes, sorted(session.checks)], sort_keys=True)
