"""``vardas restore``: a station out of a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vardas.actions.restore import restore_station
from vardas.cli.entering import find_folder
from vardas.cli.faults import DATA_AT_FAULT
from vardas.cli.options import AsJSON, Folder, PassphraseFile
from vardas.cli.progress import show_progress
from vardas.cli.terminal import answer, read_passphrase, remark, say
from vardas.cli.verify import describe
from vardas.cli.words import _
from vardas.registry.keyfile import KeyFile


def bring_back(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The backup."))],
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    database: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help=_("Restore the backup of a server into this empty database.")
        ),
    ] = "",
    as_json: AsJSON = False,
) -> None:
    """Restore a backup into a new folder and verify it."""
    folder = find_folder(station)

    def ask(key_file: KeyFile) -> str:
        if key_file.demo_passphrase and passphrase_file is None:
            return key_file.demo_passphrase
        return read_passphrase(passphrase_file)

    with show_progress() as report:
        restored = restore_station(file, folder, ask, report, database=database)
    verdict, findings = restored.verdict.ledger, restored.verdict.findings
    if as_json:
        answer(
            {
                "folder": str(folder),
                "made": restored.made,
                "holds": not findings,
                "commits": verdict.commits,
                "statements": verdict.statements,
                "findings": [describe(finding) for finding in findings],
            }
        )
    else:
        say(
            _("Restored into {folder}: {commits} commits, {statements} statements.").format(
                folder=folder,
                commits=f"{verdict.commits:,}",
                statements=f"{verdict.statements:,}",
            )
        )
        say(_("This is what was there at {moment}.").format(moment=restored.made))
        say(_("It signs with a new key; the old station, if it goes on, is another one."))
    if findings:
        remark(_("Not all of it holds: {first}").format(first=describe(findings[0])), "red")
        raise typer.Exit(DATA_AT_FAULT)
