"""``vardas member``: who works with the station."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from vardas.cli.entering import enter_station
from vardas.cli.options import AsJSON, Folder, NewPassphraseFile, PassphraseFile
from vardas.cli.terminal import answer, out, read_new_passphrase, say
from vardas.cli.words import _
from vardas.errors import InputError

if TYPE_CHECKING:
    from vardas.registry.access.roles import Role

app = typer.Typer(help=_("The members of the station."), no_args_is_help=True)
Roles = Annotated[
    list[str] | None,
    typer.Option(metavar="ROLE", help=_("What they are here for; may be given several times.")),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help=_("The member's name."))]


class UnknownRole(InputError):
    """There is no such role."""

    code = "unknown_role"
    message = "There is no such role. The roles are: {known}."


@app.command("add")
def add(
    name: Name,
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: NewPassphraseFile = None,
    role: Roles = None,
) -> None:
    """Add a member, with a passphrase of their own."""
    opened = enter_station(station, passphrase_file)
    from vardas.actions.members import add_member

    roles = _read_roles(role or ["documenter"])
    new = read_new_passphrase(new_passphrase_file)
    add_member(opened, name, new, roles, by=opened.keys.member)
    say(_("The member can open the station now."))


@app.command("list")
def show(
    station: Folder = None, passphrase_file: PassphraseFile = None, as_json: AsJSON = False
) -> None:
    """List the members."""
    enter_station(station, passphrase_file)
    from vardas.registry.tables.member import Member

    members = list(Member.objects.order_by("joined", "name"))
    if as_json:
        answer(
            [
                {
                    "id": m.id,
                    "name": m.name,
                    "active": m.is_active,
                    "joined": m.joined,
                    "roles": m.roles,
                }
                for m in members
            ]
        )
        return
    table = Table(box=None, pad_edge=False)
    for heading in (_("Name"), _("Since"), _("State"), _("Roles")):
        table.add_column(heading)
    for m in members:
        state = _("active") if m.is_active else _("suspended")
        table.add_row(Text(m.name), f"{m.joined:%Y-%m-%d}", state, ", ".join(m.roles))
    out.print(table)


@app.command("roles")
def set_roles(
    name: Name,
    role: Roles = None,
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Give a member these roles and no others."""
    opened = enter_station(station, passphrase_file)
    from vardas.actions.access import change_roles
    from vardas.actions.members import find_member

    change_roles(opened, opened.keys.member, find_member(name), _read_roles(role or []))
    say(_("The roles are changed; they hold from the next page on."))


def _read_roles(words: list[str]) -> tuple[Role, ...]:
    from vardas.registry.access.roles import Role

    try:
        return tuple(Role(word) for word in words)
    except ValueError as error:
        raise UnknownRole(known=", ".join(Role)) from error


@app.command("suspend")
def suspend(name: Name, station: Folder = None, passphrase_file: PassphraseFile = None) -> None:
    """Take a member's way in away; what they recorded stays."""
    opened = enter_station(station, passphrase_file)
    from vardas.actions.members import find_member, suspend_member

    suspend_member(opened, find_member(name))
    say(_("The member's passphrase opens the station no longer; what they recorded stays."))
    say(_("Copies of the folder and backups made before still open with it."))


@app.command("passphrase")
def give_passphrase(
    name: Name,
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: NewPassphraseFile = None,
) -> None:
    """Give a member a new passphrase, such as one who forgot theirs."""
    opened = enter_station(station, passphrase_file)
    from vardas.actions.members import change_passphrase, find_member

    change_passphrase(opened, find_member(name), read_new_passphrase(new_passphrase_file))
    say(_("The member's passphrase is changed."))
