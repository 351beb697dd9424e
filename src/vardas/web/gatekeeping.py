"""Every request is read with the eyes of whoever is signed in, and passes the table of rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect

from vardas.actions.access import find_hidden
from vardas.registry.access.journal import note_reading
from vardas.registry.access.reader import NOBODY, Reader, get_reader, reading_as
from vardas.registry.access.roles import read_roles
from vardas.registry.access.seals import open_copies
from vardas.registry.opening import current
from vardas.registry.tables.member import Member
from vardas.web.members.keyring import find_key
from vardas.web.rules import RULES, is_open

Answer = Callable[[HttpRequest], HttpResponseBase]


class Access:
    """Reads every request as its member, refuses what the table does not open, notes what was read.

    The note is written before the answer leaves: what cannot be noted is not shown.
    """

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reader = make_reader(request)
        with reading_as(reader):
            response = self._get_response(request)
            if isinstance(response, StreamingHttpResponse):
                # What streams is read later, so it is read to the end here, with these eyes.
                response.streaming_content = list(response)
            note_opened(reader)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse a page that is not open to this member; raises PermissionDenied."""
        match = request.resolver_match
        rules = RULES.get(match.view_name, {}) if match else {}
        method = "GET" if request.method == "HEAD" else request.method or ""
        if method not in rules and rules:
            return HttpResponseNotAllowed(sorted(rules))
        if not is_open(rules.get(method), get_reader()):
            raise PermissionDenied
        if isinstance(request.user, Member) and request.user.is_invited:
            allowed = ("keeping:passphrase", "members:sign_out", "set_language")
            if match and match.view_name not in allowed:
                return redirect("keeping:passphrase")
        return None


def make_reader(request: HttpRequest) -> Reader:
    """Make the reader of a request: roles, open seals, and what is kept from them."""
    member = request.user
    if not isinstance(member, Member):
        return NOBODY
    key = find_key(request)
    return Reader(
        member.pk,
        read_roles(member.roles),
        open_copies(member.pk, key) if key else {},
        find_hidden(current().station, member.pk),
    )


def note_opened(reader: Reader) -> None:
    """Write into the log of readings what was opened of each seal."""
    by_seal: dict[str, set[UUID]] = {}
    for record, seal in reader.opened:
        by_seal.setdefault(seal.value, set()).add(record)
    for word, records in sorted(by_seal.items()):
        note_reading(current().station, reader.member, "opened_sealed", records, seal=word)
    reader.opened.clear()
