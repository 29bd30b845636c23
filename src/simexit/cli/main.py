"""The commands, their arguments, and how every end of them is told: a sentence and a number, never a traceback."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn

import simexit
from simexit.cli import carriers, check, destinations, integrate, plan, questions, report, selftest, sessions, verify
from simexit.cli.context import Context, Window, system_languages
from simexit.core.errors import N_, SimExitError, UnknownCommand, WrongUsage
from simexit.core.language.messages import Words, language_for, languages, words
from simexit.core.system import locations, log

Run = Callable[[argparse.Namespace, Context], int]

COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser, Words], None], Run]] = {
    "carriers": (N_("list the carriers that are known"), carriers.arguments, carriers.run),
    "plan": (N_("make the plan for a carrier and a situation"), plan.arguments, plan.run),
    "destinations": (N_("compare where a kept number can go"), destinations.arguments, destinations.run),
    "questions": (N_("list what is asked, and the answers"), questions.arguments, questions.run),
    "sessions": (N_("list saved cases"), sessions.arguments, sessions.run),
    "report": (N_("write the report of a saved case"), report.arguments, report.run),
    "verify": (N_("judge a link or a phone number"), verify.arguments, verify.run),
    "check": (N_("check the procedures"), check.arguments, check.run),
}


def run(argv: Sequence[str], window: Window) -> int:
    """Run a command line; returns the exit code: 0 done, 1 findings, 2 wrong usage, 3 a file that cannot be read."""
    _prepare_output()
    _ = words(_language_in(argv) or language_for(system_languages()))
    try:
        code = _run(argv, window, _)
        sys.stdout.flush()
        return code
    except SimExitError as error:
        _say(error.text(_))
        return error.exit_code
    except BrokenPipeError:
        # Whoever read has had enough (`simexit carriers | head`); nothing may be written at the end either.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        _note(error)
        _say(_("Something went wrong inside SIM Exit ({kind}). Nothing was changed.", kind=type(error).__name__))
        return 1


def _run(argv: Sequence[str], window: Window, _: Words) -> int:
    command = _command_in(argv)
    if command is not None and command not in COMMANDS:
        raise UnknownCommand(command, list(COMMANDS))
    parser = _parser(_)
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as end:  # -h and --version have printed what was asked for
        return int(end.code or 0)
    context = Context(getattr(arguments, "lang", None), window)
    if arguments.self_test:
        return selftest.run(context)
    if arguments.integrate:
        return integrate.run(arguments.integrate, context)
    if arguments.command is None:
        parser.print_help(sys.stderr)
        return WrongUsage.exit_code
    made: Run = COMMANDS[arguments.command][2]
    return made(arguments, context)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong as everything else is said."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(reason=message)


def _parser(_: Words) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="simexit",
        allow_abbrev=False,
        description=_("Ends one US mobile line without losing money, the number, or accounts."),
        epilog=_("Without a command the window opens; “simexit FILE” opens a saved case in it."),
    )
    parser.add_argument("--version", action="version", version=f"SIM Exit {simexit.__version__}")
    parser.add_argument(
        "--self-test", action="store_true", help=_("try everything once, print a figure, and leave; 0 if all is well")
    )
    parser.add_argument(
        "--integrate",
        nargs="?",
        const="add",
        choices=integrate.CHOICES,
        help=_(
            "put SIM Exit into the menu of the desktop and let it open saved cases; “{remove}” takes that back",
            remove="remove",
        ),
    )
    _language_argument(parser, _)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=_Parser)
    for name, (what, add, _run) in COMMANDS.items():
        sub = commands.add_parser(name, help=_(what), description=_(what), allow_abbrev=False)
        add(sub, _)
        _language_argument(sub, _)
    return parser


def _language_argument(parser: argparse.ArgumentParser, _: Words) -> None:
    parser.add_argument(
        "--lang",
        metavar="TAG",
        default=argparse.SUPPRESS,
        help=_("language of the output: {tags}", tags=", ".join(languages())),
    )


def _command_in(argv: Sequence[str]) -> str | None:
    """The first word that is neither an option nor an option's value."""
    before = ""
    for word in argv:
        if not word.startswith("-") and before not in ("--lang", "--integrate"):
            return word
        before = word
    return None


def _language_in(argv: Sequence[str]) -> str | None:
    """The language of the messages, also of those about a wrong command line."""
    for place, word in enumerate(argv):
        if word == "--lang" and place + 1 < len(argv):
            return language_for([argv[place + 1]])
        if word.startswith("--lang="):
            return language_for([word.removeprefix("--lang=")])
    return None


def _prepare_output() -> None:
    """UTF-8 into files and pipes; what an old terminal cannot show is replaced instead of ending the program."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # a window program of Windows has none
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")


def _say(sentence: str) -> None:
    with suppress(OSError):
        print(sentence, file=sys.stderr)


def _note(error: Exception) -> None:
    """The fault goes into the log: where it happened, without its words, which may hold what the person entered."""
    if log.set_up(locations.log_folder()):
        places = "".join(traceback.format_tb(error.__traceback__))
        logging.getLogger("simexit.cli").error("%s\n%s", type(error).__name__, places)
