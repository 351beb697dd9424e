"""``vardas status``: what is in the station."""

from __future__ import annotations

from vardas.cli.entering import enter_station
from vardas.cli.options import AsJSON, Folder, PassphraseFile
from vardas.cli.terminal import answer, say, show_pairs
from vardas.cli.words import _


def show_status(
    station: Folder = None, passphrase_file: PassphraseFile = None, as_json: AsJSON = False
) -> None:
    """Say what is in the station, and who has it open."""
    opened = enter_station(station, passphrase_file, is_current=False)
    from vardas.actions.status import read_status

    status = read_status(opened)
    if as_json:
        answer(status.as_data())
        return
    if status.is_demo:
        say(_("This is a demo station: its passphrase is public. Keep nothing real in it."))
    if status.is_outdated:
        say(_("Its tables are of another version: run “vardas rebuild”."))
    served = _("no")
    if status.holder:
        place = status.holder.address or _("another command is working on it")
        served = _("{place} (process {process})").format(place=place, process=status.holder.process)
    pairs = [
        (_("Folder"), str(opened.folder)),
        (_("Station"), status.station),
        (_("Database"), status.database),
        (_("Size"), f"{status.size / 1e6:,.1f} MB" if status.size else "–"),
        (_("Open"), served),
        (_("Members"), f"{status.members:,}"),
        (_("Commits"), f"{status.commits:,}"),
        (_("Statements"), f"{status.statements:,}"),
        (_("Last commit"), status.last_commit or "–"),
        (_("Tables"), _("number {number}").format(number=status.registry_number)),
    ]
    pairs += [(label, f"{count:,}") for label, count in status.labelled_records()]
    show_pairs(pairs)
