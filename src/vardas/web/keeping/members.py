"""The members: who works here, what for, what they hold."""

from __future__ import annotations

from base64 import b32encode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vardas.actions.access import change_roles
from vardas.actions.members import add_member, suspend_member
from vardas.actions.seals import find_holders
from vardas.actions.second_factor import has_factor, remove_factor
from vardas.errors import VardasError
from vardas.registry.access.roles import SCOPES, find_seals, read_roles
from vardas.registry.opening import current
from vardas.registry.records.visibility import SEAL_LABELS, SEALED
from vardas.registry.tables.member import Member
from vardas.web.keeping.forms import InviteForm, RolesForm
from vardas.web.members.keyring import keyring


@require_GET
def show_members(request: HttpRequest) -> HttpResponse:
    """Everybody who works here."""
    holders = find_holders()
    rows = [
        (
            member,
            [SCOPES[role].label for role in read_roles(member.roles)],
            [SEAL_LABELS[seal] for seal in sorted(SEALED) if member.pk in holders.get(seal, ())],
        )
        for member in Member.objects.order_by("-is_active", "name")
    ]
    return render(request, "keeping/members.html", {"rows": rows})


@require_GET
def show_member(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One member: roles, seals, and the way out."""
    member = get_object_or_404(Member, pk=pk)
    holders = find_holders()
    allowed = find_seals(read_roles(member.roles))
    seals = [
        (seal, SEAL_LABELS[seal], pk in holders.get(seal, ()), bool(holders.get(seal)))
        for seal in sorted(SEALED)
        if seal in allowed or pk in holders.get(seal, ())
    ]
    form = RolesForm(initial={"roles": member.roles})
    return render(
        request,
        "keeping/member.html",
        {"shown": member, "form": form, "seals": seals, "has_factor": has_factor(pk)},
    )


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Add a member; the passphrase to begin with is shown once and has to be changed."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = current()
        first = make_first_passphrase(opened.station.random(10))
        try:
            member = add_member(
                opened,
                form.cleaned_data["name"],
                first,
                form.take_roles(),
                by=UUID(str(request.user.pk)),
                is_invited=True,
            )
        except VardasError as error:
            form.add_error("name", error.sentence(_))
        else:
            return render(request, "keeping/invited.html", {"shown": member, "passphrase": first})
    return render(request, "keeping/invite.html", {"form": form})


@require_POST
def set_roles(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a member other roles."""
    member = get_object_or_404(Member, pk=pk)
    form = RolesForm(request.POST)
    if form.is_valid():
        try:
            change_roles(current(), UUID(str(request.user.pk)), member, form.take_roles())
        except VardasError as error:
            messages.error(request, error.sentence(_))
        else:
            messages.success(request, _("The roles are changed; they hold from the next page on."))
    return redirect("keeping:member", pk)


@require_POST
def suspend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a member's way in away."""
    member = get_object_or_404(Member, pk=pk)
    try:
        suspend_member(current(), member, UUID(str(request.user.pk)))
    except VardasError as error:
        messages.error(request, error.sentence(_))
    else:
        keyring.forget_member(member.pk)
        messages.success(
            request,
            _("Suspended. Their passphrase opens nothing here any more; what they did stays."),
        )
    return redirect("keeping:members")


@require_POST
def take_factor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a member's second factor away."""
    member = get_object_or_404(Member, pk=pk)
    remove_factor(current(), UUID(str(request.user.pk)), member.pk)
    messages.success(
        request, _("Taken away. They sign in with the passphrase alone until they set a new one.")
    )
    return redirect("keeping:member", pk)


def make_first_passphrase(entropy: bytes) -> str:
    """Make a passphrase to be read out on the telephone: four groups of four letters and digits."""
    letters = b32encode(entropy).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))
