"""``vardas init``: makes a station in a folder of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from vardas.actions.station import create_station
from vardas.cli.entering import find_folder
from vardas.cli.options import Folder, PassphraseFile
from vardas.cli.terminal import ask, read_new_passphrase, say
from vardas.cli.words import _


def make_station(
    station: Folder = None,
    member: Annotated[
        str, typer.Option(metavar="NAME", help=_("The first member's name; asked where not given."))
    ] = "",
    passphrase_file: PassphraseFile = None,
    database: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            envvar="VARDAS_DATABASE",
            help=_("Keep the data in PostgreSQL: postgresql://user:password@host/database."),
        ),
    ] = "",
) -> None:
    """Make a station: an encrypted folder, and you as its first member."""
    folder = find_folder(station)
    name = member or ask(_("Your name, as the other members know you"))
    words = read_new_passphrase(passphrase_file)
    create_station(folder, name, words, database=database)
    say(_("The station is made: {folder}").format(folder=folder))
    say(_("Nobody can open it without a member's passphrase, and nobody can reset the last one."))
    say(_("Next: vardas serve --station {folder}").format(folder=folder))
