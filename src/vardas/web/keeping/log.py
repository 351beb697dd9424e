"""The log of readings: all of it for the auditor, and of one record for whoever sees the record."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from vardas.actions.verify_readings import check_readings
from vardas.registry.access.journal import note_reading, read_entries
from vardas.registry.opening import current
from vardas.registry.tables.access import Reading
from vardas.web.context import get_captions
from vardas.web.editing.showing import read_or_404

ON_A_PAGE = 50

WORDS = {
    "signed_in": _("signed in"),
    "sign_in_refused": _("was refused at signing in"),
    "signed_out": _("signed out"),
    "opened_sealed": _("opened what is sealed"),
    "searched": _("searched"),
    "exported": _("exported"),
    "downloaded": _("downloaded"),
    "published": _("published"),
    "granted_seal": _("gave a seal"),
    "withdrew_seal": _("took a seal back"),
    "rotated_seal": _("changed the keys of a seal"),
    "changed_roles": _("changed roles"),
    "added_member": _("added a member"),
    "suspended_member": _("suspended a member"),
    "set_second_factor": _("set a second factor up"),
    "removed_second_factor": _("took a second factor away"),
    "made_shares": _("made shares to recover by"),
    "recovered": _("came back by two shares"),
    "narrowed": _("kept a record to a few"),
    "widened": _("opened a record to all again"),
    "barred": _("barred a member from a person"),
    "unbarred": _("let a member see a person again"),
    "broke_glass": _("opened a record in an emergency"),
    "reviewed": _("reviewed an emergency"),
    "read_log": _("read this log"),
}


@require_GET
def show_log(request: HttpRequest) -> HttpResponse:
    """Every reading, the newest first, and whether the log is whole."""
    page = Paginator(range(Reading.objects.count()), ON_A_PAGE).get_page(request.GET.get("page"))
    start = (page.number - 1) * ON_A_PAGE
    entries = read_entries(limit=ON_A_PAGE, offset=start)
    note_reading(current().station, UUID(str(request.user.pk)), "read_log")
    return render(
        request,
        "keeping/log.html",
        {
            "page": page,
            "entries": entries,
            "words": WORDS,
            "troubles": check_readings() if page.number == 1 else [],
        },
    )


@require_GET
def show_readings_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who opened a record."""
    file = read_or_404(pk)
    get_captions(request).need([pk])
    entries = read_entries(about=pk, limit=ON_A_PAGE)
    return render(
        request, "keeping/readings_of.html", {"file": file, "entries": entries, "words": WORDS}
    )
