"""``vardas export``: the station's content in open forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vardas.cli.entering import enter_station
from vardas.cli.options import AsJSON, Folder, PassphraseFile
from vardas.cli.progress import show_progress
from vardas.cli.terminal import answer, remark, say
from vardas.cli.words import _

app = typer.Typer(help=_("Write what the station holds in open forms."), no_args_is_help=True)


@app.command("ledger")
def export_ledger(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The file to write."))],
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJSON = False,
) -> None:
    """Write the whole ledger, readable, in the form of docs/format."""
    opened = enter_station(station, passphrase_file, is_current=False)
    from vardas.actions.export import write_file, write_ledger
    from vardas.registry.access.journal import note_reading

    with show_progress() as report, write_file(file) as stream:
        commits, leaves = write_ledger(opened.station, stream, report)
    note_reading(opened.station, opened.keys.member, "exported", form="ledger")
    if as_json:
        answer({"file": str(file), "commits": commits, "statements": leaves - commits})
        return
    say(
        _("Written: {commits} commits, {statements} statements.").format(
            commits=f"{commits:,}", statements=f"{leaves - commits:,}"
        )
    )
    remark(_("This file is not encrypted: everything in it can be read."), "yellow")
