"""``vardas backup``: one encrypted file that brings the station back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vardas.cli.entering import enter_station
from vardas.cli.options import AsJSON, Folder, PassphraseFile
from vardas.cli.progress import show_progress
from vardas.cli.terminal import answer, say
from vardas.cli.words import _


def back_up(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The file to write."))],
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJSON = False,
) -> None:
    """Write an encrypted backup, also while the station is being used, and read it back."""
    opened = enter_station(station, passphrase_file, is_current=False)
    from vardas.actions.backup import write_backup

    with show_progress() as report:
        written = write_backup(opened, file, report)
    if as_json:
        answer({"file": str(file), "size": written.size, "commits": written.commits})
        return
    say(
        _("The backup is written and read back: {size} MB, {commits} commits.").format(
            size=f"{written.size / 1e6:,.1f}", commits=f"{written.commits:,}"
        )
    )
    say(_("It opens with the passphrases of today's members. Keep it on another disk."))
