"""``vardas serve``: the station's pages, for this machine or behind a server that speaks TLS."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated

import typer

from vardas.cli.entering import check_content, enter_station, find_folder
from vardas.cli.options import Folder, PassphraseFile
from vardas.cli.pages import open_pages, serve_pages
from vardas.cli.terminal import remark, say
from vardas.cli.words import _
from vardas.errors import InputError
from vardas.registry.keyfile import read_key_file
from vardas.registry.lock import hold

PORT = 8000


class NotLoopback(InputError):
    """The pages would travel over a network unencrypted."""

    code = "not_loopback"
    message = (
        "Pages on {host} would cross the network unencrypted, so they are not served. Leave --host"
        " out, or put a server with TLS in front and say so with --behind-tls."
    )


def serve_station(
    station: Folder = None,
    passphrase_file: PassphraseFile = None,
    host: Annotated[str, typer.Option(help=_("The address to listen on."))] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help=_("0: any free one."))] = PORT,
    behind_tls: Annotated[
        bool, typer.Option(help=_("A server with TLS stands in front; only it can reach this one."))
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help=_("The name under which the pages are asked for.")),
    ] = None,
) -> None:
    """Serve the station's pages until Ctrl+C."""
    if not behind_tls and not is_loopback(host):
        raise NotLoopback(host=host)
    folder = find_folder(station)
    read_key_file(folder)
    with hold(folder) as lock:
        enter_station(station, passphrase_file)
        check_content()
        with open_pages(host, [port], is_behind_tls=behind_tls, names=name or ()) as pages:
            lock.announce(pages.address)
            say(_("The station is open at {address}").format(address=pages.address))
            remark(_("Stop it with Ctrl+C."), "dim")
            serve_pages(pages)


def is_loopback(host: str) -> bool:
    """Say whether packets to this address never leave the machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
