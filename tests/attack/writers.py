"""Two that write the same file: another program that knows no locks, and a second window that went on here."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from simexit.core.case import store
from simexit.core.errors import ChangedOnDisk, OnlyLooking, TakenOver

from .common import HERE, Row, environment, folder, now, saved


def foreign(versions: int) -> list[Row]:
    """Another program replaces the file `versions` times while we save back to back. None may be lost by us.

    It exchanges names, as we do: so it knows which of its own versions it replaced itself.
    """
    with folder() as here:
        path = saved(here)
        saves = 0
        with (
            subprocess.Popen(
                [sys.executable, HERE / "other_program.py", path, str(versions)],
                stdout=subprocess.PIPE,
                text=True,
                env=environment(here),
            ) as process,
            ThreadPoolExecutor() as reader,
            store.open_session(path, now=now()) as file,
        ):
            assert process.stdout
            printed = reader.submit(process.stdout.read)
            while process.poll() is None:
                saves += 1
                file.session.set_note("race", str(saves), now())
                try:
                    file.save()
                except ChangedOnDisk:
                    file.save_both(now())
            by_itself = set(printed.result().split())
        kept = {
            version
            for entry in here.iterdir()
            if entry.is_file()
            for version in [entry.read_bytes()[-40:].decode("utf-8", "replace").strip()]
        }
        names = {f"version-{number}" for number in range(versions)}
        lost = names - by_itself - kept
        return [
            Row(
                "another program's versions, put there while we save",
                versions,
                len(lost),
                f"{saves:,} saves, {len(names & kept):,} kept beside, {len(by_itself):,} it replaced itself",
            )
        ]


def took_over(changes: int) -> list[Row]:
    """“Continue here” in a second window: the first goes on ticking, and may not write any more."""
    with folder() as here:
        path = saved(here)
        first = store.open_session(path, now=now())
        second = store.open_session(path, now=now(), take_over=True)
        told = lost = 0
        for number in range(changes):
            second.session.set_note("second", str(number), now())
            second.save()
            first.session.set_note("first", str(number), now())
            try:
                first.save()
            except TakenOver:
                told += 1
            except OnlyLooking:
                pass
            lost += store.peek(path).notes.get("second") != str(number)
        first.close()
        second.close()
        copies = len(list(here.glob("*other copy*.simexit")))
        return [
            Row("changes of the window that went on", changes, lost, f"the first was told {told} time"),
            Row("copies that the window which lost its lock left", changes, max(0, copies - 1), f"{copies} copy"),
        ]
