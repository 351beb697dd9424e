"""``vardas rebuild``: makes the disposable tables anew from the ledger."""

from __future__ import annotations

from vardas.cli.entering import enter_station
from vardas.cli.options import AsJSON, Folder, PassphraseFile
from vardas.cli.progress import show_progress
from vardas.cli.terminal import answer, say
from vardas.cli.words import _
from vardas.registry.lock import hold


def rebuild_station(
    station: Folder = None, passphrase_file: PassphraseFile = None, as_json: AsJSON = False
) -> None:
    """Make the station's tables anew from the ledger, which stays as it is."""
    opened = enter_station(station, passphrase_file, is_current=False)
    from vardas.actions.station import prepare_database
    from vardas.registry.version import find_pending

    with hold(opened.folder), show_progress() as report:
        find_pending()
        records = prepare_database(report)
    if as_json:
        answer({"records": records})
    else:
        say(_("The tables are made anew: {records} records.").format(records=f"{records:,}"))
