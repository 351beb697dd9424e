"""What would leave, asked for by one member, approved by a second one, and carried out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vardas.actions import publishing
from vardas.errors import InputError, StateError
from vardas.publish.allowed import ALLOWED, find_allowance
from vardas.publish.request import PUBLIC_RECIPIENT
from vardas.registry.opening import current
from vardas.registry.permission import find_permissions
from vardas.registry.records.models import Person
from vardas.registry.tables.member import Member
from vardas.web.context import get_captions, read_id
from vardas.web.publishing.exports import EXPORTS, find_exports
from vardas.web.publishing.showing import look_at


@require_GET
def show_list(request: HttpRequest) -> HttpResponse:
    """The publications, and a form to see what would leave."""
    standings = publishing.list_standings()
    return render(
        request,
        "publishing/list.html",
        {
            "standings": [(one, find_allowance(one.purpose).label) for one in standings],
            "purposes": [(purpose, one) for purpose, one in ALLOWED.items() if one.is_public],
            "person": _read_person(request.GET.get("person")),
            "readers": [
                (purpose, one)
                for purpose, one in ALLOWED.items()
                if not one.is_public and publishing.may_give(purpose)
            ],
            "is_alone": _is_alone(request),
        },
    )


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """What would leave now, before anything is proposed."""
    wish = _read_wish(request)
    try:
        cleared = publishing.look_at_publication(
            current().station, _member(request), find_permissions=find_permissions, **wish
        )
    except (InputError, StateError) as error:
        messages.error(request, error.sentence(_))
        return redirect("publishing:list")
    return render(
        request,
        "publishing/look.html",
        {
            "wish": wish,
            "label": find_allowance(wish["purpose"]).label,
            "look": look_at(cleared, request),
            "is_alone": _is_alone(request),
        },
    )


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Record that a member wants this to leave."""
    try:
        publication, _cleared = publishing.propose_publication(
            current().station,
            _member(request),
            find_permissions=find_permissions,
            why=request.POST.get("why", "").strip()[:2000],
            **_read_wish(request),
        )
    except (InputError, StateError) as error:
        messages.error(request, error.sentence(_))
        return redirect("publishing:list")
    messages.success(request, _("Recorded. Nothing has left yet."))
    return redirect("publishing:publication", publication)


@require_GET
def show_publication(request: HttpRequest, publication: UUID) -> HttpResponse:
    """One publication: what it would let out now, and what is to be done."""
    try:
        standing = publishing.find_standing(publication)
    except publishing.NoSuchPublication as error:
        raise Http404 from error
    try:
        cleared = publishing.preview_publication(
            current().station, _member(request), publication, find_permissions
        )
    except StateError as error:
        messages.error(request, error.sentence(_))
        return redirect("publishing:list")
    get_captions(request).need_claims(claim for claim in standing.file.history)
    return render(
        request,
        "publishing/publication.html",
        {
            "standing": standing,
            "label": find_allowance(standing.purpose).label,
            "look": look_at(cleared, request),
            "is_mine": str(_member(request)) in standing.proposed_by,
            "is_alone": _is_alone(request),
            "exports": find_exports(standing.purpose),
        },
    )


@require_POST
def approve(request: HttpRequest, publication: UUID) -> HttpResponse:
    """Record a second member's word."""
    try:
        publishing.approve_publication(
            current().station,
            _member(request),
            publication,
            request.POST.get("why", "").strip()[:2000],
        )
    except publishing.NoSuchPublication as error:
        raise Http404 from error
    except StateError as error:
        messages.error(request, error.sentence(_))
    else:
        messages.success(request, _("Approved. It has not left yet."))
    return redirect("publishing:publication", publication)


@require_POST
def carry_out(request: HttpRequest, publication: UUID) -> HttpResponse:
    """Record that it leaves, and hand it over as a file."""
    export = EXPORTS.get(request.POST.get("form", ""))
    if export is None:
        raise Http404
    try:
        made, _done = publishing.carry_out(
            current().station,
            _member(request),
            publication,
            find_permissions,
            export.name,
            export.make,
        )
    except publishing.NoSuchPublication as error:
        raise Http404 from error
    except StateError as error:
        messages.error(request, error.sentence(_))
        return redirect("publishing:publication", publication)
    response = HttpResponse(made, content_type=export.content_type)
    response["Content-Disposition"] = f'attachment; filename="{export.file_name}"'
    response["Cache-Control"] = "no-store"
    return response


def _read_wish(request: HttpRequest) -> dict[str, Any]:
    purpose = request.POST.get("purpose", "")
    allowance = ALLOWED.get(purpose)
    person = _read_person(request.POST.get("person"))
    recipient = request.POST.get("recipient", "").strip()[:200]
    if allowance is not None and allowance.is_public:
        recipient = PUBLIC_RECIPIENT
    return {
        "purpose": purpose,
        "recipient": recipient,
        "people": [person.pk] if person else None,
    }


def _read_person(text: str | None) -> Person | None:
    key = read_id(text)
    if key is None:
        return None
    return Person.objects.filter(pk=key).first()


def _member(request: HttpRequest) -> UUID:
    return UUID(str(request.user.pk))


def _is_alone(request: HttpRequest) -> bool:
    return not Member.objects.filter(is_active=True).exclude(pk=_member(request)).exists()
