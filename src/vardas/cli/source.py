"""``vardas source``: sources and their texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from vardas.cli.entering import enter_station, read_member
from vardas.cli.options import AsJSON, Folder, PassphraseFile
from vardas.cli.terminal import answer, say
from vardas.cli.words import _
from vardas.errors import InputError

app = typer.Typer(help=_("Sources and their texts."), no_args_is_help=True)


class SourceUntitled(InputError):
    """A new source has no title."""

    code = "source_untitled"
    message = "A new source needs a title: give it with --title, or name a known source."


@app.command("add")
def add(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=_("Its text, as a plain text file."))
    ] = None,
    title: Annotated[str, typer.Option(help=_("Its title."))] = "",
    type_: Annotated[
        str, typer.Option("--type", metavar="WORD", help=_("What it is, such as article or list."))
    ] = "",
    published: Annotated[
        str, typer.Option(metavar="DATE", help=_("When it was published, such as 2025-09-12."))
    ] = "",
    author: Annotated[str, typer.Option(help=_("Who wrote it."))] = "",
    publisher: Annotated[str, typer.Option(help=_("Who published it."))] = "",
    language: Annotated[str, typer.Option(help=_("Its language, such as en or be."))] = "",
    url: Annotated[str, typer.Option(help=_("Where it stands on the web."))] = "",
    source: Annotated[
        UUID | None,
        typer.Option(metavar="NUMBER", help=_("The known source that the text belongs to.")),
    ] = None,
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJSON = False,
) -> None:
    """Add a source, or give a known one its text, so that facts are shown at their words."""
    opened = enter_station(station, passphrase_file)
    from vardas.actions.sources import add_source

    facts = {
        "title": title,
        "type": type_,
        "published": published,
        "author": author,
        "publisher": publisher,
        "language": language,
        "url": url,
    }
    data = file.read_bytes() if file else None
    if not title and source is None and data is None:
        raise SourceUntitled
    added = add_source(opened.station, read_member(opened).id, facts, data, source=source)
    if as_json:
        answer({"source": added.source, "known": added.was_known, "new_text": added.has_new_text})
        return
    if added.has_new_text and added.was_known:
        say(_("The text is added to the source that was here: {id}").format(id=added.source))
    elif added.was_known:
        say(_("This source is here already: {id}").format(id=added.source))
    else:
        say(_("The source is added: {id}").format(id=added.source))
