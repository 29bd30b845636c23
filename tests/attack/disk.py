"""A disk that is full, broken or read-only at each single call of a save: told, nothing lost, nothing left behind."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from simexit.core.case import store
from simexit.core.errors import SaveFailed
from simexit.core.system import safe_files

from .common import Row, folder, now, saved
from .kill import CALLS

NUMBERS = ("ENOSPC", "EDQUOT", "EIO", "EACCES", "EPERM", "EROFS", "EFBIG", "ENOENT", "EINVAL", "ENOSYS", "ENOTSUP")


def faults(numbers: tuple[str, ...] = NUMBERS) -> list[Row]:
    """Every call of a save fails once, with every one of these errors."""
    tries = bad = told = 0
    first = ""
    for exchange in (True, False):
        for number in numbers:
            for call in CALLS[:-1]:
                after = 0
                while True:
                    with folder() as here:
                        path = saved(here)
                        with store.open_session(path, now=now()) as file:
                            file.session.set_note("full", "new", now())
                            before = _state(here)
                            failed = False
                            with _failing(call, getattr(errno, number), after, exchange=exchange) as happened:
                                try:
                                    file.save()
                                except SaveFailed:
                                    failed = True
                            if not happened:
                                break
                            tries += 1
                            told += failed
                            after += 1
                            wrong = ""
                            if failed and _state(here) != before:
                                wrong = f"{sorted(set(_state(here).items()) ^ set(before.items()))}"[:200]
                            elif not failed and store.peek(path).notes.get("full") != "new":
                                wrong = "said to be saved and is not"
                            elif path.samefile(store.previous_of(path)):
                                wrong = "the previous copy is the file itself"
                            elif not file.save() and failed:
                                wrong = "cannot be saved once the trouble is over"
                            if wrong:
                                bad += 1
                                first = first or f"{call} {number} #{after}: {wrong}"
    return [
        Row("save while a call of the system fails", tries, bad, f"{told} told, the rest got round. {first}".strip())
    ]


def _state(here: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in here.iterdir() if entry.is_file() and ".lock" not in entry.name}


@contextmanager
def _failing(call: str, number: int, after: int, *, exchange: bool) -> Iterator[list[bool]]:
    real, real_exchange, happened, left = getattr(os, call), safe_files.exchange, [], [after]

    def fails(*arguments: Any, **more: Any) -> Any:
        if left[0] == 0:
            left[0] -= 1
            happened.append(True)
            raise OSError(number, os.strerror(number))
        left[0] -= 1
        return real(*arguments, **more)

    setattr(os, call, fails)
    if not exchange:
        safe_files.exchange = lambda *_: False  # type: ignore[assignment]
    try:
        yield happened
    finally:
        setattr(os, call, real)
        safe_files.exchange = real_exchange
