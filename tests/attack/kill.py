"""SIGKILL: of a real window that ticks and types, at any moment; and of a save at each single call of the system."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from simexit.core.case import store
from simexit.core.errors import SessionUnreadable
from simexit.core.system import safe_files

from .common import HERE, Row, environment, folder, now, saved

PROMISED = 1.0
"""Seconds after which a letter must be on the disk."""


def windows(rounds: int, *, seed: int = 1) -> list[Row]:
    """Kill a window while somebody types, and count what is not on the disk."""
    dice = random.Random(seed)
    letters = lost = ticks = ticks_lost = damaged = 0
    for number in range(rounds):
        with folder() as here:
            path = saved(here / "sessions")
            with subprocess.Popen(
                [sys.executable, HERE / "window.py", "type", path, str(dice.randrange(10**6))],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env=environment(here),
            ) as process:
                assert process.stdout
                assert process.stdout.readline() == "begun\n", f"round {number}: the window did not open the case"
                time.sleep(dice.uniform(0.3, 4.0))
                killed = time.monotonic()
                process.send_signal(signal.SIGKILL)
                lines = [line.split() for line in process.stdout.read().splitlines()]
            try:
                session = store.peek(path)
                store.peek(store.previous_of(path))
            except SessionUnreadable:
                damaged += 1
                continue
            typed = [float(line[2]) for line in lines if line[:1] == ["typed"] and len(line) == 3]
            done = max((len(note) for note in session.notes.values() if note == alphabet(len(note))), default=0)
            letters += len(typed)
            lost += sum(at < killed - PROMISED for at in typed[done:])
            last = {line[1]: line[2] for line in lines if line[:1] == ["ticked"] and len(line) == 4}
            ticks += len(last)
            ticks_lost += sum((key in session.checks) != (on == "1") for key, on in last.items())
    return [
        Row("window killed while typing: letters older than a second", letters, lost, f"{rounds} kills"),
        Row("window killed: ticks", ticks, ticks_lost),
        Row("window killed: file or previous copy not whole", rounds, damaged),
    ]


def alphabet(length: int) -> str:
    """What the window types."""
    return "".join(chr(ord("a") + number % 26) for number in range(length))


CALLS = ("open", "write", "fsync", "link", "replace", "rename", "unlink", "close")


def saves() -> list[Row]:
    """Kill a save before and after each call of the system that it makes, with and without exchange of names."""
    tries = bad = 0
    first = ""
    for exchange in (True, False):
        at = 0
        while True:
            with folder() as here:
                path = saved(here)
                old, previous = path.read_bytes(), store.previous_of(path).read_bytes()
                if not _killed_at(path, at, exchange=exchange):
                    break
                tries += 1
                at += 1
                session, kept = store.peek(path), store.peek(store.previous_of(path))
                whole = path.read_bytes() == old or session.notes.get("killed") == "new"
                if not whole or not (store.previous_of(path).read_bytes() in (old, previous) and kept.answers):
                    bad += 1
                    first = first or f"call {at}"
                with store.open_session(path, now=now()) as again:
                    if again.opening.restored:
                        bad += 1
                        first = first or f"call {at}: restored"
    return [Row("save killed at each call of the system", tries, bad, first)]


def _killed_at(path: Path, at: int, *, exchange: bool) -> bool:
    """Save in a child that kills itself at call number `at`; whether there were so many."""
    child = os.fork()
    if child == 0:
        try:
            file = store.open_session(path, now=now())
            file.session.set_note("killed", "new", now())
            left = [at]

            def deadly(real: object) -> object:
                def call(*arguments: object, **more: object) -> object:
                    if left[0] == 0:
                        os.kill(os.getpid(), signal.SIGKILL)
                    left[0] -= 1
                    result = real(*arguments, **more)  # type: ignore[operator]
                    if left[0] == 0:
                        os.kill(os.getpid(), signal.SIGKILL)
                    left[0] -= 1
                    return result

                return call

            for name in CALLS:
                setattr(os, name, deadly(getattr(os, name)))
            safe_files.exchange = deadly(safe_files.exchange if exchange else lambda *_: False)  # type: ignore[assignment]
            file.save()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
