"""``vardas recover``: back in with two of three shares."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from vardas.actions.recovery import recover_member
from vardas.cli.entering import find_folder
from vardas.cli.options import Folder, NewPassphraseFile
from vardas.cli.terminal import read_new_passphrase, remark, say
from vardas.cli.words import _
from vardas.registry.opening import open_station, unlock


def recover(
    station: Folder = None,
    share_file: Annotated[
        Path | None,
        typer.Option(help=_("Read the two shares from a file, one on each line; - for input.")),
    ] = None,
    new_passphrase_file: NewPassphraseFile = None,
) -> None:
    """Give a member who forgot their passphrase a new one, with two of their three shares."""
    folder = find_folder(station)
    shares = _read(share_file)
    passphrase = read_new_passphrase(new_passphrase_file)
    member = recover_member(folder, shares, passphrase, os.urandom)
    opened = open_station(unlock(folder, passphrase))
    from vardas.registry.access.journal import note_reading

    note_reading(opened.station, member, "recovered")
    say(_("The new passphrase opens the station, and the seals that were held."))
    remark(_("The shares still work. Make new ones under “My account” if they were seen."), "dim")


def _read(file: Path | None) -> list[str]:
    if file is not None:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
        return [line for line in text.splitlines() if line.strip()]
    return [typer.prompt(_("First share")), typer.prompt(_("Second share"))]
