"""``vardas prove``: one fact with what proves that this station recorded it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from vardas.cli.entering import enter_station
from vardas.cli.options import Folder, PassphraseFile
from vardas.cli.terminal import say
from vardas.cli.words import _


def prove_statement(
    statement: Annotated[
        UUID, typer.Argument(metavar="STATEMENT", help=_("The statement's number."))
    ],
    file: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help=_("Write it there."))
    ] = None,
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Prove one statement without showing any other; verify_vardas.py checks the proof."""
    enter_station(station, passphrase_file)
    from vardas.actions import export

    proof = export.prove_statement(statement) + b"\n"
    if file is None:
        sys.stdout.write(proof.decode())
        return
    with export.write_file(file) as stream:
        stream.write(proof)
    say(_("The proof is written. It holds this one statement, readable."))
