"""What a command says and asks: answers on stdout, everything else on stderr."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from vardas.cli.words import _
from vardas.errors import InputError

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


class NoTerminal(InputError):
    """A question was to be asked and nobody is there."""

    code = "no_terminal"
    message = "Nobody is here to be asked. Give what is asked for as an option; see --help."


class PassphrasesDiffer(InputError):
    """The two entries of a new passphrase differ."""

    code = "passphrases_differ"
    message = "The two passphrases differ, so nothing was changed. Try again."


class PassphraseFileUnreadable(InputError):
    """The passphrase file cannot be read."""

    code = "passphrase_file_unreadable"
    message = (
        "The passphrase file cannot be read, or is empty. It holds the passphrase as its only line,"
        " in UTF-8."
    )


def say(text: str) -> None:
    """Print a line of the answer."""
    out.print(Text(text))


def remark(text: str, style: str = "") -> None:
    """Print a line that is no part of the answer."""
    err.print(Text(text, style))


def answer(data: Mapping[str, Any] | Sequence[Any]) -> None:
    """Print the answer as JSON, for a program to read."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n")


def show_pairs(pairs: Iterable[tuple[str, str]]) -> None:
    """Print labels with what belongs to them, in two columns."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim")
    table.add_column()
    for label, value in pairs:
        table.add_row(Text(label), Text(value))
    out.print(table)


def ask(question: str) -> str:
    """Ask for a line; raises NoTerminal."""
    if not sys.stdin.isatty():
        raise NoTerminal
    err.print(Text(f"{question}: "), end="")
    return input()


def read_passphrase(file: Path | None, question: str = "") -> str:
    """Read the passphrase from a file (“-” is stdin), or ask for it without showing it."""
    if file is not None:
        return _read_file(file)
    return _ask_hidden(question or _("Passphrase"))


def read_new_passphrase(file: Path | None) -> str:
    """Read a new passphrase from a file, or ask for it twice; raises PassphrasesDiffer."""
    if file is not None:
        return _read_file(file)
    first = _ask_hidden(_("New passphrase"))
    if _ask_hidden(_("The same again")) != first:
        raise PassphrasesDiffer
    return first


def _read_file(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read(4096) if str(file) == "-" else file.read_bytes()
        words = data.decode().removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise PassphraseFileUnreadable from error
    if not words or "\n" in words:
        raise PassphraseFileUnreadable
    return words


def _ask_hidden(question: str) -> str:
    try:
        with open("/dev/tty"):
            pass
    except OSError:
        if not sys.stdin.isatty():
            raise NoTerminal from None
    return getpass.getpass(f"{question}: ")
