"""A member's own affairs: passphrase, sessions, and who read what is kept to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import segno
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vardas.actions import recovery, second_factor
from vardas.actions.members import renew_passphrase
from vardas.errors import VardasError
from vardas.keys.onetime import write_address, write_secret
from vardas.registry.access.journal import note_reading, read_entries
from vardas.registry.access.roles import SCOPES, read_roles
from vardas.registry.opening import current
from vardas.registry.tables.access import Narrowing, Urgency
from vardas.registry.tables.member import Member
from vardas.web.context import get_captions
from vardas.web.keeping.forms import PassphraseForm, PresentForm
from vardas.web.members.forms import CodeForm
from vardas.web.members.keyring import TICKET, find_key, forget_key, keep_key, keyring

SHOWN = 20
BACKEND = "vardas.web.members.backend.PassphraseBackend"


@dataclass(frozen=True)
class Seat:
    """One session of a member: a browser that is signed in."""

    mark: str
    """A digest of the session's key: enough to end it, too little to use it."""
    since: datetime | None
    browser: str
    is_this: bool


@require_GET
def show_own(request: HttpRequest) -> HttpResponse:
    """What a member can see and do about themself."""
    member = _get_member(request)
    kept = Narrowing.objects.filter(member=member.pk).values_list("record", flat=True)
    entries = [entry for record in kept[:SHOWN] for entry in read_entries(about=record, limit=5)]
    entries = sorted(entries, key=lambda entry: -entry.number)[:SHOWN]
    get_captions(request).need(record for entry in entries for record in entry.records)
    return render(
        request,
        "keeping/own.html",
        {
            "seats": find_seats(request, member.pk),
            "roles": [SCOPES[role].label for role in read_roles(member.roles)],
            "has_key": find_key(request) is not None,
            "entries": entries,
            "urgencies": find_urgencies(member.pk),
        },
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_passphrase(request: HttpRequest) -> HttpResponse:
    """Change one's own passphrase; seals stay open, other sessions end."""
    member = _get_member(request)
    form = PassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            own = renew_passphrase(
                current(), member, form.cleaned_data["present"], form.cleaned_data["fresh"]
            )
        except VardasError as error:
            form.add_error("present", error.sentence(_))
        else:
            forget_key(request)
            keyring.forget_member(member.pk)
            login(request, member, BACKEND)
            keep_key(request, member.pk, own)
            messages.success(
                request, _("The passphrase is changed. Everywhere else you are signed out.")
            )
            return redirect("keeping:own")
    return render(request, "keeping/passphrase.html", {"form": form, "shown": member})


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def set_factor(request: HttpRequest) -> HttpResponse:
    """Set a second factor up: a secret for the authenticator, proved by a first code."""
    member, opened = _get_member(request), current()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            spare = second_factor.confirm_factor(opened, member.pk, form.cleaned_data["code"])
        except VardasError as error:
            form.add_error("code", error.sentence(_))
        else:
            return render(request, "keeping/factor_set.html", {"spare": spare})
    secret = second_factor.begin_factor(opened, member.pk)
    picture = segno.make(write_address(secret, str(member.pk)[-8:]), micro=False)
    return render(
        request,
        "keeping/factor.html",
        {
            "form": form,
            "secret": write_secret(secret),
            "picture": picture.svg_data_uri(scale=5, dark="#000", light="#fff"),
            "is_set": second_factor.has_factor(member.pk),
        },
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def make_shares(request: HttpRequest) -> HttpResponse:
    """Make three shares, of which two give a new passphrase; shown once."""
    member, opened = _get_member(request), current()
    form = PresentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            shares = recovery.make_shares(
                opened.folder, member.pk, form.cleaned_data["present"], opened.station.random
            )
        except VardasError as error:
            form.add_error("present", error.sentence(_))
        else:
            note_reading(opened.station, member.pk, "made_shares")
            return render(request, "keeping/shares_made.html", {"shares": shares})
    return render(request, "keeping/shares.html", {"form": form})


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End a session elsewhere, such as on a lost laptop."""
    wanted = request.POST.get("mark", "")
    member = _get_member(request)
    for session in Session.objects.filter(expire_date__gt=now()):
        held = session.get_decoded()
        if held.get("_auth_user_id") == str(member.pk) and _mark(session.session_key) == wanted:
            keyring.forget(str(held.get(TICKET, "")))
            session.delete()
            messages.success(request, _("Ended. Whoever sits there is asked for the passphrase."))
    return redirect("keeping:own")


def find_seats(request: HttpRequest, member: UUID) -> list[Seat]:
    """Return the sessions of a member, this one first."""
    seats = []
    for session in Session.objects.filter(expire_date__gt=now()):
        held = session.get_decoded()
        if held.get("_auth_user_id") != str(member):
            continue
        since = held.get("vardas_since")
        seats.append(
            Seat(
                _mark(session.session_key),
                datetime.fromisoformat(since) if since else None,
                str(held.get("vardas_browser", "")),
                session.session_key == request.session.session_key,
            )
        )
    return sorted(seats, key=lambda seat: (not seat.is_this, str(seat.since)))


def find_urgencies(member: UUID) -> list[Urgency]:
    """Return emergencies that this member is to know of, those not yet reviewed first."""
    kept = Narrowing.objects.filter(member=member).values("record")
    found = Urgency.objects.filter(person__in=kept).exclude(member=member)
    return list(found.order_by("reviewed", "-opened")[:SHOWN])


def _get_member(request: HttpRequest) -> Member:
    return Member.objects.get(pk=UUID(str(request.user.pk)))


def _mark(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:24]
