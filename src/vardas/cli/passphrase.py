"""``vardas passphrase``: changes one's own passphrase."""

from __future__ import annotations

from vardas.cli.entering import enter_station, read_member
from vardas.cli.options import Folder, NewPassphraseFile, PassphraseFile
from vardas.cli.terminal import read_new_passphrase, say
from vardas.cli.words import _


def change_own(
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: NewPassphraseFile = None,
) -> None:
    """Change your own passphrase."""
    opened = enter_station(station, passphrase_file)
    from vardas.actions.members import change_passphrase

    member = read_member(opened)
    change_passphrase(opened, member, read_new_passphrase(new_passphrase_file))
    say(_("Your passphrase is changed. Backups made before still open with the old one."))
