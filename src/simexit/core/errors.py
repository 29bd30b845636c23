"""Everything that can go wrong for a person, one class per cause, each with its sentence and its way out.

The texts are English message ids marked with `N_`, so that Babel finds them; nothing is translated here. Whoever
shows an error calls `error.text(translate)`. Program faults (a wrong argument, a broken promise in our own code)
are ordinary Python exceptions and are no part of this tree.
"""

# ruff: noqa: N818 - their names read as the sentence that they say; an "Error" behind each would tell nothing.

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Literal

Translate = Callable[[str], str]
"""Gives the text of a message id in the reader's language, or the id itself."""

Value = str | int | Sequence[str]
"""What may stand for a placeholder; several names are joined the way the language joins them."""


def N_(msgid: str) -> str:
    """Mark a text for translation and leave it as it is (Babel: `--keyword=N_`)."""
    return msgid


def _as_it_is(msgid: str) -> str:
    return msgid


LIST_SEPARATOR = N_(", ")
"""What stands between the names of a list; Chinese has its own mark for it."""


class SimExitError(Exception):
    """Base of all errors that are told to the person: what happened, and what to do now."""

    sentence: str = N_("Something went wrong.")
    way_out: str = N_("Try again. Your progress file has not been changed.")
    exit_code: ClassVar[int] = 1
    """What the command line answers: 1 findings, 2 wrong usage, 3 a file that cannot be read or written."""

    def __init__(self, **values: Value) -> None:
        self.values: Mapping[str, Value] = values
        super().__init__(self.text())

    def text(self, translate: Translate = _as_it_is) -> str:
        """Sentence and way out in one paragraph, in the language of `translate`."""
        sentence = self._fill(self.sentence, translate)
        way_out = self._fill(self.way_out, translate)
        # Chinese sentences follow each other without a space.
        gap = "" if not way_out or sentence.endswith(("。", "？", "：", "）")) else " "
        return sentence + gap + way_out

    def _fill(self, msgid: str, translate: Translate) -> str:
        separator = translate(LIST_SEPARATOR)
        shown = {
            name: str(value) if isinstance(value, str | int) else separator.join(value)
            for name, value in self.values.items()
        }
        try:
            return translate(msgid).format_map(shown)
        except (KeyError, ValueError, IndexError, AttributeError):
            # A slip in a translation must not hide the error that it tells of.
            return msgid.format_map(shown)


# --- Wrong usage -----------------------------------------------------------------------------------------------------


class WrongUsage(SimExitError):
    """The command or the answer given makes no sense to the program."""

    sentence = N_("This cannot be done: {reason}.")
    way_out = N_("See the help for what is possible.")
    exit_code = 2


class UnknownCarrier(WrongUsage):
    """No brand of this name is known."""

    sentence = N_("SIM Exit does not know a carrier named “{name}”.")
    way_out = N_("Did you mean: {nearest}?")
    way_out_alone = N_("List the carriers to see every name, or choose “unlisted”.")

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        if not nearest:
            self.way_out = self.way_out_alone
        super().__init__(name=name, nearest=tuple(nearest))


class UnknownQuestion(WrongUsage):
    """An answer was given to something that is not asked."""

    sentence = N_("SIM Exit does not ask about “{key}”.")
    way_out = N_("It asks about: {allowed}.")

    def __init__(self, key: str, allowed: Sequence[str]) -> None:
        super().__init__(key=key, allowed=tuple(allowed))


class UnknownAnswer(WrongUsage):
    """The question exists, this answer to it does not."""

    sentence = N_("“{value}” is not an answer to “{key}”.")
    way_out = N_("The answers are: {allowed}.")

    def __init__(self, key: str, value: str, allowed: Sequence[str]) -> None:
        super().__init__(key=key, value=value, allowed=tuple(allowed))


class NotADate(WrongUsage):
    """A date was asked for and something else came."""

    sentence = N_("“{value}” is not a date for “{key}”.")
    way_out = N_("Write year, month and day like this: 2026-11-21.")

    def __init__(self, key: str, value: str) -> None:
        super().__init__(key=key, value=value)


class AlreadyExists(WrongUsage):
    """A new file was to be written where one stands already."""

    sentence = N_("There is already a file {path}.")
    way_out = N_("It was not changed. Choose another name.")

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path=os.fspath(path))


class UnknownFormat(WrongUsage):
    """A report was asked for in a form that is not written."""

    sentence = N_("SIM Exit cannot write a report as “{ending}”.")
    way_out = N_("Choose a name that ends in one of: {allowed}.")

    def __init__(self, ending: str, allowed: Sequence[str]) -> None:
        super().__init__(ending=ending, allowed=tuple(allowed))


class NothingPublic(WrongUsage):
    """Something was asked for in public that is all a person's own: a calendar, a letter, a sheet, a whole case."""

    sentence = N_("A public copy holds no day, name or number of a person, so this cannot be made as one.")
    way_out = N_("Choose “full” or “helper”.")


class NoSuchPart(WrongUsage):
    """A paper was asked for that this case does not have."""

    sentences: ClassVar[dict[str, str]] = {
        "letter": N_("There is no such letter, or this plan has none."),
        "calls": N_("There is nothing in this case that the carrier has to be asked."),
        "owner": N_("This line is not on somebody else’s plan, so there is no sheet for an account holder."),
    }
    way_out = N_("Choose another part: record, letter, take-along, calls or owner.")

    def __init__(self, part: Literal["letter", "calls", "owner"], name: str = "") -> None:
        self.sentence = self.sentences[part]
        super().__init__(name=name)


class NoDates(WrongUsage):
    """A calendar was asked for and no day is known yet."""

    sentence = N_("No date of this case is known yet, so there is nothing for a calendar.")
    way_out = N_("Enter a date first, such as the day you leave or the day you asked to cancel.")


class UnknownCommand(WrongUsage):
    """The command line names something that is no command."""

    sentence = N_("“{name}” is neither a command of SIM Exit nor a progress file.")
    way_out = N_("The commands are: {commands}.")

    def __init__(self, name: str, commands: Sequence[str]) -> None:
        super().__init__(name=name, commands=tuple(commands))


class UnknownLanguage(WrongUsage):
    """A language was asked for that nothing is written in."""

    sentence = N_("SIM Exit does not speak “{name}”.")
    way_out = N_("It speaks: {allowed}.")

    def __init__(self, name: str, allowed: Sequence[str]) -> None:
        super().__init__(name=name, allowed=tuple(allowed))


# --- Reading a progress file -----------------------------------------------------------------------------------------


class SessionUnreadable(SimExitError):
    """A progress file that cannot be read. The file itself is never changed by the attempt."""

    sentence = N_("The progress file {path} cannot be read.")
    way_out = N_("The file was not changed. Open another copy of it if you have one.")
    exit_code = 3
    damaged: ClassVar[bool] = False
    """The content is broken, so that the previous copy may take its place."""

    def __init__(self, path: str | os.PathLike[str], **values: Value) -> None:
        super().__init__(path=os.fspath(path), **values)


class SessionMissing(SessionUnreadable):
    """There is no such file."""

    sentence = N_("There is no progress file {path}.")
    way_out = N_("It may have been moved, renamed or deleted. Look for it with “Open a file”.")


class SessionGone(SessionMissing):
    """There is no such file any more, but the copy before its last save is still there."""

    sentence = N_("The progress file {path} is not there any more, but a previous copy of it is.")
    way_out = N_("If you deleted it, delete the previous copy too; otherwise bring it back from the previous copy.")


class SessionIsFolder(SessionUnreadable):
    """A folder was given instead of a file."""

    sentence = N_("{path} is a folder, not a progress file.")
    way_out = N_("Choose the file inside it whose name ends in .simexit.")


class SessionNotReadable(SessionUnreadable):
    """The system does not let us read it."""

    sentence = N_("This computer does not allow SIM Exit to read {path} ({reason}).")
    way_out = N_("Ask the owner of the file for access, or copy it to a folder of your own and open the copy.")

    def __init__(self, path: str | os.PathLike[str], reason: str) -> None:
        super().__init__(path, reason=reason)


class SessionEmpty(SessionUnreadable):
    """Nothing is in it."""

    sentence = N_("The progress file {path} is empty.")
    damaged = True


class SessionCutOff(SessionUnreadable):
    """It begins well and stops in the middle."""

    sentence = N_("The progress file {path} stops in the middle; its end is missing.")
    way_out = N_("The file was not changed. If it was downloaded or copied, copy it again; or open another copy.")
    damaged = True


class SessionNullBytes(SessionUnreadable):
    """The space is there and the content is not: what a power cut leaves behind."""

    sentence = N_("The progress file {path} has lost its content, as happens when a computer stops suddenly.")
    damaged = True


class SessionNotJson(SessionUnreadable):
    """Not the text that a progress file is made of."""

    sentence = N_("{path} is no progress file, or its content is damaged.")
    way_out = N_("The file was not changed. Choose a file whose name ends in .simexit, or another copy of this one.")
    damaged = True


class SessionDamaged(SessionUnreadable):
    """Readable as text, but something in it is not what it should be."""

    sentence = N_("The progress file {path} is damaged at {where}: {detail}.")
    damaged = True

    def __init__(self, path: str | os.PathLike[str], where: str, detail: str) -> None:
        super().__init__(path, where=where, detail=detail)


class SessionOfOtherProgram(SessionUnreadable):
    """A sound file that is not ours."""

    sentence = N_("{path} was made by another program.")
    way_out = N_("The file was not changed. Choose a file whose name ends in .simexit.")


class SessionTooNew(SessionUnreadable):
    """Written by a later SIM Exit, in a format that this one does not know."""

    sentence = N_("{path} was saved by a newer SIM Exit (format {version}; this one reads up to {known}).")
    way_out = N_("The file was not changed. Install the newest SIM Exit and open it there.")

    def __init__(self, path: str | os.PathLike[str], version: int, known: int) -> None:
        super().__init__(path, version=version, known=known)


class AnswersDoNotFit(SessionUnreadable):
    """A sound file whose answers these procedures do not know."""

    sentence = N_("{path} was read, but its answers do not fit this version of the program: {reason}")
    way_out = N_("The file was not changed. Open it in the window and answer again, or install the newest SIM Exit.")

    def __init__(self, path: str | os.PathLike[str], reason: str) -> None:
        super().__init__(path, reason=reason)


class FolderMissing(SimExitError):
    """A folder to be looked at is not there."""

    sentence = N_("There is no folder {path}.")
    way_out = N_("Check its name, and that you may read it.")
    exit_code = 3

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path=os.fspath(path))


class QtLibrariesMissing(SimExitError):
    """Qt cannot be loaded: it needs libraries of the system that are not installed."""

    sentence = N_("The window and the PDF are drawn by Qt, which lacks libraries of this system: {libraries}.")
    way_out = N_("This line brings them: {line}")

    def __init__(self, libraries: Sequence[str], packages: Sequence[str]) -> None:
        """`packages` are Debian's; without any, the reader is told to find them in their own system."""
        if not packages:
            self.way_out = N_("Install the packages of your system that hold them.")
        super().__init__(libraries=libraries, line=f"sudo apt-get install {' '.join(packages)}")


# --- Saving ----------------------------------------------------------------------------------------------------------


class SaveFailed(SimExitError):
    """Something could not be written. What was there before still is."""

    sentence = N_("{path} could not be saved ({reason}).")
    way_out = N_("The last saved state is still there. Keep this window open and save a copy in another folder.")
    exit_code = 3
    kind: ClassVar[str] = "other"

    def __init__(self, path: str | os.PathLike[str], reason: str = "") -> None:
        super().__init__(path=os.fspath(path), reason=reason)

    @staticmethod
    def because(path: str | os.PathLike[str], error: OSError) -> SaveFailed:
        """The right member of the family for what the system said."""
        reason = error.strerror or type(error).__name__
        for family in (SaveDiskFull, SaveReadOnly, SaveFolderGone):
            if error.errno in family.errnos:
                return family(path, reason)
        return SaveFailed(path, reason)


class SaveDiskFull(SaveFailed):
    """No room is left."""

    sentence = N_("{path} could not be saved: the disk is full.")
    way_out = N_("The last saved state is still there. Free some space, or save a copy on another disk.")
    kind = "disk-full"
    # EFBIG: a limit on the size of a file (small memory sticks, quotas of some systems).
    errnos: ClassVar[frozenset[int]] = frozenset(
        {errno.ENOSPC, errno.EFBIG} | ({errno.EDQUOT} if hasattr(errno, "EDQUOT") else set())
    )


class SaveReadOnly(SaveFailed):
    """The place does not take changes."""

    sentence = N_("{path} could not be saved: this folder or file is read-only.")
    way_out = N_("The last saved state is still there. Save a copy in a folder of your own, such as Documents.")
    kind = "read-only"
    errnos: ClassVar[frozenset[int]] = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class SaveFolderGone(SaveFailed):
    """The folder or the disk is not there any more."""

    sentence = N_("{path} could not be saved: its folder is not there any more.")
    way_out = N_("If it is on a memory stick or a network disk, connect it again; or save a copy elsewhere.")
    kind = "folder-gone"
    errnos: ClassVar[frozenset[int]] = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO})


class SaveTooLarge(SaveFailed):
    """It would be larger than what is read again."""

    sentence = N_("{path} could not be saved: it would be larger than {most} MB, and could not be opened again.")
    way_out = N_("The last saved state is still there. Shorten the longest note, or attach it as a file instead.")
    kind = "too-large"

    def __init__(self, path: str | os.PathLike[str], most: int) -> None:
        SimExitError.__init__(self, path=os.fspath(path), most=most)


class NotLoaded(SimExitError):
    """A save was asked for before the file had been read wholly; saving now could replace progress by nothing."""

    sentence = N_("{path} was not saved, because it has not been read completely.")
    way_out = N_("The file was not changed. Close it and open it again.")
    exit_code = 3

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path=os.fspath(path))


class OnlyLooking(SimExitError):
    """The file was opened for looking only."""

    sentence = N_("{path} was opened only for reading, so nothing was saved.")
    way_out = N_("Close it in the other window and open it again, or save a copy.")
    exit_code = 3

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path=os.fspath(path))


class ChangedOnDisk(SimExitError):
    """Somebody else wrote the file since we read it."""

    sentence = N_("{path} was changed by another program since it was opened.")
    way_out = N_("Nothing was overwritten. Keep both: what is on the disk is set beside yours under its own name.")
    exit_code = 3

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path=os.fspath(path))


class TakenOver(SimExitError):
    """Another window has taken the case over; this one only looks from now on."""

    sentence = N_("{path} is now being worked on in another window ({holder}). Here it can only be read.")
    way_out = N_("Go on in that window.")
    way_out_kept = N_("Go on in that window. What was not saved yet is kept beside it as {name}.")
    exit_code = 3

    def __init__(self, path: str | os.PathLike[str], holder: str, kept: str | os.PathLike[str] | None = None) -> None:
        if kept is not None:
            self.way_out = self.way_out_kept
        super().__init__(path=os.fspath(path), holder=holder, name=Path(kept).name if kept else "")


class InUse(SimExitError):
    """The file is open in another window."""

    sentence = N_("{path} is already open ({holder}).")
    way_out = N_("Go on in that window, or open the file here only for reading.")
    exit_code = 3

    def __init__(self, path: str | os.PathLike[str], holder: str) -> None:
        super().__init__(path=os.fspath(path), holder=holder)


class EvidenceUnreadable(SimExitError):
    """A file that was to be attached cannot be read."""

    sentence = N_("{path} cannot be attached ({reason}).")
    way_out = N_("Check that it is a file and that you may open it, then try again.")
    exit_code = 3

    def __init__(self, path: str | os.PathLike[str], reason: str) -> None:
        super().__init__(path=os.fspath(path), reason=reason)


# --- The knowledge itself --------------------------------------------------------------------------------------------


class ProceduresBroken(SimExitError):
    """The procedures do not load, so no plan can be made."""

    sentence = N_("The procedures have {count} errors. The first: {first}")
    way_out = N_("Run “simexit check” to see them all, or install SIM Exit again.")

    def __init__(self, count: int, first: str) -> None:
        super().__init__(count=count, first=first)
