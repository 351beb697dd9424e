"""The seals: who holds each, giving and taking them back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vardas.actions.seals import find_holders, grant_seal, withdraw_seal
from vardas.errors import VardasError
from vardas.registry.access.reader import get_reader
from vardas.registry.access.roles import Task, find_seals, read_roles
from vardas.registry.opening import current
from vardas.registry.records.visibility import SEAL_LABELS, SEALED, Visibility
from vardas.registry.tables.member import Member
from vardas.web.members.keyring import find_key


@require_GET
def show_seals(request: HttpRequest) -> HttpResponse:
    """Every seal: what is under it, who holds it, whom it can be given to."""
    reader, holders = get_reader(), find_holders()
    everybody = list(Member.objects.filter(is_active=True).order_by("name"))
    rows = []
    for seal in sorted(SEALED):
        held = holders.get(seal, set())
        may_give = seal in reader.seals or (not held and reader.may(Task.KEEP))
        rows.append(
            {
                "seal": seal,
                "label": SEAL_LABELS[seal],
                "holders": [one for one in everybody if one.pk in held],
                "is_open": seal in reader.seals,
                "is_mine": reader.member in held,
                "may_give": may_give,
                "may_take": seal in reader.seals or reader.may(Task.KEEP),
                "others": [
                    one
                    for one in everybody
                    if one.pk not in held and seal in find_seals(read_roles(one.roles))
                ]
                if may_give
                else [],
            }
        )
    return render(
        request, "keeping/seals.html", {"rows": rows, "has_key": find_key(request) is not None}
    )


@require_POST
def give_or_take(request: HttpRequest, name: str, pk: UUID) -> HttpResponse:
    """Give a seal to a member, or take it back."""
    if name not in {seal.value for seal in SEALED}:
        raise Http404
    seal = Visibility(name)
    member = get_object_or_404(Member, pk=pk, is_active=True)
    reader = get_reader()
    if reader.member is None or not (seal in reader.seals or reader.may(Task.KEEP)):
        raise PermissionDenied
    try:
        if request.POST.get("do") == "take":
            withdraw_seal(current(), reader.member, member, seal)
            messages.success(
                request, _("Taken back. What is sealed from now on stays closed to them.")
            )
        else:
            grant_seal(current(), reader, member, seal)
            messages.success(request, _("Given. They can open what is under it when they sign in."))
    except VardasError as error:
        messages.error(request, error.sentence(_))
    return redirect("keeping:seals")
