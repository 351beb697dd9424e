"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vardas.cli.words import _

Folder = Annotated[
    Path | None,
    typer.Option(
        "--station",
        metavar="FOLDER",
        envvar="VARDAS_STATION",
        help=_("The station's folder; VARDAS_STATION where it is not given."),
    ),
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help=_("Read the passphrase from this file's only line (“-”: standard input)."),
    ),
]
NewPassphraseFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help=_("Read the new passphrase from this file's only line.")),
]
AsJSON = Annotated[bool, typer.Option("--json", help=_("Answer as JSON, for programs."))]

given_before: dict[str, Path] = {}
"""The folder given before the command's name: ``vardas --station FOLDER status``."""
