"""The web server of one station: waitress, set so that nothing anyone sends reaches the disk."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from types import FrameType
from typing import Any

from vardas.errors import InputError, StateError

THREADS = 6
LARGEST_REQUEST = 200_000_000
NEVER_SPILL = 1 << 40
"""Waitress puts larger requests and answers as plaintext into the temporary folder: none is."""


class PortTaken(StateError):
    """Another program listens on the port."""

    code = "port_taken"
    message = "Port {port} is taken by another program. Choose another with --port, or --port 0."


class NoSuchAddress(InputError):
    """The machine does not have the address."""

    code = "no_such_address"
    message = "This machine has no address {host} to serve on. Leave --host out."


@dataclass
class Pages:
    """A server that listens and does not answer yet."""

    address: str
    server: Any


@contextmanager
def open_pages(
    host: str, ports: Sequence[int], *, is_behind_tls: bool = False, names: Sequence[str] = ()
) -> Iterator[Pages]:
    """Listen on the first free port, for a station that is open already; raises PortTaken."""
    listener = listen(host, ports)
    try:
        pages = _make_server(listener, host, is_behind_tls=is_behind_tls, names=names)
        yield pages
    finally:
        listener.close()


def listen(host: str, ports: Sequence[int]) -> socket.socket:
    """Take the first free port of these; raises PortTaken, and NoSuchAddress."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in ports:
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host.strip("[]"), port))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise NoSuchAddress(host=host) from error
        else:
            return listener
    raise PortTaken(port=ports[0])


def _make_server(
    listener: socket.socket, host: str, *, is_behind_tls: bool, names: Sequence[str]
) -> Pages:
    from django.conf import settings
    from waitress import create_server

    if is_behind_tls:
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *names]
    else:
        from vardas.settings import LOOPBACK

        for key, value in LOOPBACK.items():
            setattr(settings, key, value)

    from django.core.servers.basehttp import get_internal_wsgi_application
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  what is broken in the pages shows now
    server = create_server(
        # by its name in the settings: the command line does not know the pages
        get_internal_wsgi_application(),
        sockets=[listener],
        threads=THREADS,
        ident="",
        url_scheme="https" if is_behind_tls else "http",
        inbuf_overflow=NEVER_SPILL,
        outbuf_overflow=NEVER_SPILL,
        max_request_body_size=LARGEST_REQUEST,
    )
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    return Pages(f"http://{shown}:{listener.getsockname()[1]}/", server)


def serve_pages(pages: Pages) -> None:
    """Answer until SIGINT or SIGTERM, then finish what is being answered."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise SystemExit  # what waitress ends its loop on

    from vardas.registry.search.naming import warm

    # The first page does not wait for it, and the first search then does not either.
    Thread(target=warm, name="warm-names", daemon=True).start()
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        pages.server.run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        pages.server.close()
