"""The start: what is open. Each figure leads to all it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from vardas.insight.open_matters import OpenMatters, find_open_matters, without
from vardas.insight.pairing import count_questions
from vardas.registry.access.reader import STATION, get_reader, reading_as
from vardas.registry.access.roles import Task
from vardas.registry.records.models import BY_KIND
from vardas.registry.records.visibility import Visibility
from vardas.registry.tables.ledger import Commit
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
    reader = get_reader()
    if not reader.sees(Visibility.CASE):
        return render(request, "home/plain.html", {"reads": reader.may(Task.READ)})
    open_matters = read_open_matters(SHOWN)
    entries = read_entries(SHOWN)
    need_captions(request, open_matters, entries)
    return render(
        request,
        "home/home.html",
        {
            "open": open_matters,
            "same_person": count_questions(),
            "entries": entries,
            "fields": name_fields(open_matters),
            "headings": HEADINGS,
        },
    )


@require_GET
def show_all(request: HttpRequest, matter: str) -> HttpResponse:
    """All that is open of one kind, page by page."""
    if matter not in HEADINGS or matter == "entries":
        raise Http404
    open_matters = read_open_matters(_read_page(request) * ON_A_PAGE)
    page = Paginator(range(getattr(open_matters, f"{matter}_total")), ON_A_PAGE).get_page(
        _read_page(request)
    )
    open_matters = replace(open_matters, **{matter: getattr(open_matters, matter)[_cut(page)]})
    need_captions(request, open_matters, [])
    context = {"open": open_matters, "fields": name_fields(open_matters)}
    return _show_all(request, matter, page, {**context, "total": page.paginator.count})


@require_GET
def show_entries(request: HttpRequest) -> HttpResponse:
    """Everything that was recorded, the latest first, page by page."""
    page = Paginator(range(Commit.objects.count()), ON_A_PAGE).get_page(_read_page(request))
    entries = read_entries(ON_A_PAGE, _cut(page).start)
    need_captions(request, None, entries)
    return _show_all(request, "entries", page, {"entries": entries})


def _show_all(
    request: HttpRequest, matter: str, page: Page[Any], context: dict[str, Any]
) -> HttpResponse:
    named = {"heading": HEADINGS[matter], "part": f"home/{matter}.html", "page": page}
    return render(request, "home/all.html", {**named, **context})


def _read_page(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), FURTHEST)


def _cut(page: Page[Any]) -> slice:
    start = (page.number - 1) * ON_A_PAGE
    return slice(start, start + ON_A_PAGE)


def read_open_matters(shown: int) -> OpenMatters:
    """Read what is open today; read anew once anything has been recorded."""
    newest = Commit.objects.order_by("-pk").values_list("identifier", flat=True).first()
    found = _find_open_matters(newest, now().date(), shown)
    return without(found, get_reader().hidden)


@lru_cache(maxsize=8)
def _find_open_matters(newest: str | None, day: date, shown: int) -> OpenMatters:
    with reading_as(STATION):
        return find_open_matters(day, shown)


def need_captions(
    request: HttpRequest, open_matters: OpenMatters | None, entries: list[Entry]
) -> None:
    """Have the captions of all that the page names fetched at once."""
    captions = get_captions(request)
    named = [record for entry in entries for record in entry.records]
    if open_matters:
        named += [question.about for question in open_matters.questions if question.about]
        named += [contested.id for contested in open_matters.contested]
    captions.need(named)


def name_fields(open_matters: OpenMatters) -> dict[str, str]:
    """Return the labels of contested fields, by kind and name."""
    labels = {}
    for contested in open_matters.contested:
        for name in contested.fields:
            fact = BY_KIND[contested.kind].fact(name)
            labels[f"{contested.kind}.{name}"] = str(fact.label) if fact else name
    return labels
