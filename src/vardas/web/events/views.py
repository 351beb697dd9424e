"""Events, the series of releases, and one event."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from vardas.insight.counting import count_events
from vardas.insight.huridocs import EVENT_CODES
from vardas.insight.timeline import load_items, load_series
from vardas.registry.reading import read_record
from vardas.registry.records.event import COUNTED, EVENT_KINDS
from vardas.registry.records.models import Event
from vardas.web.addresses import find_address
from vardas.web.context import get_captions
from vardas.web.events.dossier import load_dossier
from vardas.web.events.series import make_series

ON_A_PAGE = 50


@require_GET
def show_events(request: HttpRequest) -> HttpResponse:
    """Events, the latest first; the steps of a whole stand on its page."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in EVENT_KINDS else ""
    events = Event.objects.filter(step__isnull=True)
    if kind:
        events = events.filter(type=kind)
    ordered = events.order_by(F("when_from").desc(nulls_last=True), "id")
    page = Paginator(ordered.values_list("id", flat=True), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = list(page.object_list)
    items = load_items(shown)
    counts = count_events({item.id: item.kind for item in items.values()})
    return render(
        request,
        "events/list.html",
        {
            "page": page,
            "rows": [(items[pk], counts[pk]) for pk in shown if pk in items],
            "kinds": EVENT_KINDS,
            "kind": kind,
            "counted": COUNTED,
            "query": f"kind={kind}&" if kind else "",
        },
    )


@require_GET
def show_timeline(request: HttpRequest) -> HttpResponse:
    """The releases as a series: what set each off, where people were taken, how many."""
    return render(
        request, "events/timeline.html", {"series": make_series(load_series()), "counted": COUNTED}
    )


@require_GET
def show_event(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One event: the number claimed beside the people named, then everything known of it."""
    file = read_record(pk)
    if file is None:
        raise Http404
    if file.kind != "event":
        return redirect(find_address(file.kind, pk))
    dossier = load_dossier(file)
    get_captions(request).need_claims(dossier.claims())
    code = EVENT_CODES.get(dossier.item.kind)
    return render(
        request,
        "events/event.html",
        {"file": file, "dossier": dossier, "counted": COUNTED, "code": code},
    )
