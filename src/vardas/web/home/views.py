"""The start: what is open. Each figure leads to all it counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from vardas.insight.open_matters import OpenMatters, find_open_matters
from vardas.registry.records.models import BY_KIND
from vardas.web.context import get_captions
from vardas.web.home.entries import Entry, read_entries

SHOWN = 5
ON_A_PAGE = 50
FURTHEST = 200
"""The last page that is turned to; who looks further searches."""

HEADINGS = {
    "missing": _("Not accounted for"),
    "gaps": _("Numbers without names"),
    "questions": _("Open questions"),
    "contested": _("Sources disagree"),
    "entries": _("Latest entries"),
}


@require_GET
def show_home(request: HttpRequest) -> HttpResponse:
    """What waits for somebody: the first of each."""
    open_matters = find_open_matters(now().date(), SHOWN)
    entries = read_entries(SHOWN)
    _need(request, open_matters, entries)
    return render(
        request,
        "home/home.html",
        {
            "open": open_matters,
            "entries": entries,
            "fields": _name_fields(open_matters),
            "headings": HEADINGS,
        },
    )


@require_GET
def show_all(request: HttpRequest, matter: str) -> HttpResponse:
    """All that is open of one kind, page by page."""
    if matter not in HEADINGS:
        raise Http404
    number = _read_page(request)
    shown = number * ON_A_PAGE
    entries = read_entries(shown + 1) if matter == "entries" else []
    open_matters = find_open_matters(now().date(), shown)
    rows: Any = entries if matter == "entries" else getattr(open_matters, matter)
    total = len(rows) if matter == "entries" else getattr(open_matters, f"{matter}_total")
    page = Paginator(range(total), ON_A_PAGE).get_page(number)
    cut = slice(*_bounds(page))
    if matter == "entries":
        entries = entries[cut]
    else:
        open_matters = replace(open_matters, **{matter: rows[cut]})
    _need(request, open_matters, entries)
    return render(
        request,
        "home/all.html",
        {
            "matter": matter,
            "heading": HEADINGS[matter],
            "part": f"home/{matter}.html",
            "open": open_matters,
            "entries": entries,
            "fields": _name_fields(open_matters),
            "page": page,
            "total": total if matter != "entries" else None,
        },
    )


def _read_page(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), FURTHEST)


def _bounds(page: Page[Any]) -> tuple[int, int]:
    start = (page.number - 1) * ON_A_PAGE
    return start, start + ON_A_PAGE


def _need(request: HttpRequest, open_matters: OpenMatters, entries: list[Entry]) -> None:
    """Have the captions of all that the page names fetched at once."""
    captions = get_captions(request)
    captions.need(
        [
            *(question.about for question in open_matters.questions),
            *(contested.id for contested in open_matters.contested),
            *(record for entry in entries for record in entry.records),
        ]
    )


def _name_fields(open_matters: OpenMatters) -> dict[str, str]:
    """Return the labels of contested fields, by kind and name."""
    labels = {}
    for contested in open_matters.contested:
        for name in contested.fields:
            fact = BY_KIND[contested.kind].fact(name)
            labels[f"{contested.kind}.{name}"] = str(fact.label) if fact else name
    return labels
