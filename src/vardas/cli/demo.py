"""``vardas demo``: a station with one real case in it, to look at and to try things out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vardas.actions.station import create_station
from vardas.cli.entering import check_content, enter_station, is_station
from vardas.cli.options import Folder, given_before
from vardas.cli.pages import open_pages, serve_pages
from vardas.cli.progress import show_progress
from vardas.cli.serve import PORT
from vardas.cli.terminal import remark, say, show_pairs
from vardas.cli.words import _
from vardas.registry.lock import StationInUse, find_holder, hold

if TYPE_CHECKING:
    from vardas.registry.opening import Opened
    from vardas.registry.tables.member import Member

MEMBER = "Demo"
AT_THE_DESK = "Demo desk"
"""A second member with the same passphrase, who sees as little as a volunteer at the crossing."""
PASSPHRASE = "every name counts"  # noqa: S105  public: it stands in the station's key file
_PORTS = 100


def show_demo(
    station: Folder = None,
    serve: Annotated[
        bool, typer.Option(help=_("Serve the pages; without, only make the station."))
    ] = True,
    port: Annotated[int, typer.Option(min=1, max=65535, help=_("The first port to try."))] = PORT,
) -> None:
    """Make a station with the demo case, once, and serve it on this machine."""
    folder = (station or given_before.get("station") or default_folder()).expanduser()
    if not is_station(folder):
        remark(_("Making the demo station in {folder}").format(folder=folder))
        _people(create_station(folder, MEMBER, PASSPHRASE, is_demo=True, fill=_load))
        is_open = True
    else:
        is_open = False
    if not serve:
        say(_("The demo station is ready: {folder}").format(folder=folder))
        return
    holder = find_holder(folder)
    if holder and holder.address:
        _show_sign_in(holder.address)
        raise StationInUse(address=holder.address, process=holder.process)
    with hold(folder) as lock:
        if not is_open:
            enter_station(folder, None)
            check_content()
        with open_pages("127.0.0.1", range(port, min(port + _PORTS, 65536))) as pages:
            lock.announce(pages.address)
            _show_sign_in(pages.address)
            remark(
                _("Stop it with Ctrl+C; what you enter is kept in {folder}").format(folder=folder)
            )
            serve_pages(pages)


def default_folder() -> Path:
    """Return where the demo station is kept: the user's data folder (XDG Base Directory)."""
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "vardas" / "demo"


def _load(opened: Opened, member: Member) -> None:
    from vardas.actions.case.loading import DEMO_CASE, load_case

    with show_progress() as report:
        load_case(opened.station, member.id, DEMO_CASE, report)


def _people(opened: Opened) -> None:
    """Give the first member every role and seal, and add one who sees little."""
    from vardas.actions.access import change_roles
    from vardas.actions.members import add_member
    from vardas.actions.seals import grant_seal
    from vardas.registry.access.reader import STATION
    from vardas.registry.access.roles import Role
    from vardas.registry.records.visibility import SEALED
    from vardas.registry.tables.member import Member

    member = Member.objects.get(pk=opened.keys.member)
    change_roles(opened, member.id, member, tuple(Role))
    for seal in sorted(SEALED):
        grant_seal(opened, STATION, member, seal)
    add_member(opened, AT_THE_DESK, PASSPHRASE, (Role.DESK, Role.PUBLISHER), by=member.id)


def _show_sign_in(address: str) -> None:
    say(_("The demo station is open at {address}").format(address=address))
    show_pairs([(_("Name"), MEMBER), (_("Passphrase"), PASSPHRASE)])
