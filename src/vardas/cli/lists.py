"""``vardas import``: takes in somebody's list, and takes it back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from vardas.cli.entering import enter_station
from vardas.cli.options import AsJSON, Folder, PassphraseFile
from vardas.cli.words import _
from vardas.errors import InputError


class ListMissing(InputError):
    """Neither a file nor an import to take back was named."""

    code = "list_missing"
    message = "Which list? Name a file, or an import to take back with --undo."


def import_list(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help=_("The list: CSV, XLSX, ODS, FollowTheMoney or PFIF.")),
    ] = None,
    title: Annotated[str, typer.Option(help=_("What it is called; its name otherwise."))] = "",
    publisher: Annotated[str, typer.Option(help=_("Who made it."))] = "",
    published: Annotated[str, typer.Option(metavar="DATE", help=_("When it was made."))] = "",
    language: Annotated[str, typer.Option(help=_("Its language, such as be or ru."))] = "",
    url: Annotated[str, typer.Option(help=_("Where it stands on the web."))] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=FIELD", help=_("What a column holds; nothing: as written.")),
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help=_("Only show what an import would bring."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Import without asking."))] = False,
    undo: Annotated[
        UUID | None, typer.Option(metavar="SOURCE", help=_("Take this import back, all of it."))
    ] = None,
    why: Annotated[str, typer.Option(help=_("Why it is taken back."))] = "",
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJSON = False,
) -> None:
    """Take in a list: every row as written, nobody made of it, all of it in one commit."""
    if undo is None and file is None:
        raise ListMissing
    opened = enter_station(station, passphrase_file)
    from vardas.cli import importing

    if undo is not None:
        importing.take_back(opened, undo, why, as_json)
    elif file is not None:
        described = {
            "title": title,
            "publisher": publisher,
            "published": published,
            "language": language,
            "url": url,
        }
        importing.bring_in(
            opened,
            file,
            described,
            column or (),
            is_preview=preview,
            is_confirmed=yes or as_json,
            as_json=as_json,
        )
