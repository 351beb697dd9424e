"""Sources, and one source with its words marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vardas.actions.sources import AddedSource, add_source
from vardas.errors import InputError
from vardas.registry.opening import current
from vardas.registry.reading import (
    FieldClaims,
    RecordFile,
    find_records_from,
    find_statements_from,
    read_record,
)
from vardas.registry.records.models import Listing, Source, StatementRow
from vardas.web.context import get_captions
from vardas.web.editing.controls import LANGUAGES
from vardas.web.sources.forms import OnlyTextForm, SourceForm, TextForm
from vardas.web.sources.reading_room import read_text

ON_A_PAGE = 50
MOST_COUNTED = 999
RECORDS_AT_ONCE = 400
"""Records whose facts a source's page shows at once: more than any article gives."""
UNSHOWN = ("text", "title", "columns")
TECHNICAL = ("digest", "file_name")


@require_GET
def show_sources(request: HttpRequest) -> HttpResponse:
    """All sources, the newest word first; those that are part of a compilation last."""
    rows = Source.objects.defer("text").order_by("-published_from", "caption")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    get_captions(request).need(source.part_of for source in page if source.part_of)
    return render(
        request,
        "sources/list.html",
        {"page": page, "counts": _count_facts(page.object_list), "most": MOST_COUNTED},
    )


@require_GET
def show_source(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One source: what it is, its text with each fact marked, and the facts beside it."""
    file = read_record(pk)
    if file is None or file.kind != "source":
        raise Http404
    text = str(file.row.get("text") or "")
    rows = Listing.objects.filter(list=pk).count()
    # The facts of a list stand at its rows, which have a page of their own.
    place = max(1, read_number(request.GET.get("page")))
    offset = (place - 1) * RECORDS_AT_ONCE
    records = [] if rows else find_records_from(pk, RECORDS_AT_ONCE + 1, offset)
    found = find_statements_from(pk, records[:RECORDS_AT_ONCE])
    stated = [
        (record, claim) for record, claims in found.items() for claim in claims if record != pk
    ]
    reading = read_text(text, stated)
    captions = get_captions(request)
    captions.need(reading.records)
    captions.need_claims(reading.claims)
    return render(
        request,
        "sources/source.html",
        {
            "file": file,
            "described": describe_source(file),
            "reading": reading,
            "has_text": bool(text),
            "rows": rows,
            "languages": LANGUAGES,
            "place": place,
            "has_more": len(records) > RECORDS_AT_ONCE,
            "parts": Source.objects.filter(part_of=pk).defer("text").order_by("caption"),
        },
    )


def describe_source(file: RecordFile) -> dict[str, list[FieldClaims]]:
    """Return what is said about a source: what helps to judge it first, the rest apart."""
    shown = [
        group
        for name, group in file.fields.items()
        if group.live and group.fact and name not in UNSHOWN
    ]
    return {
        "first": [group for group in shown if group.name not in TECHNICAL],
        "technical": [group for group in shown if group.name in TECHNICAL],
    }


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a source, with its text where there is one."""
    form = SourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        added = _try_adding(request, form, form.take_facts())
        if added:
            if added.was_known:
                messages.info(request, _("This text was here already: this is its source."))
            else:
                messages.success(request, _("Saved."))
            return redirect("sources:source", pk=added.source)
    return render(request, "sources/add.html", {"form": form})


@require_http_methods(["GET", "POST"])
def add_text(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a source its text."""
    file = read_record(pk)
    if file is None or file.kind != "source":
        raise Http404
    form = OnlyTextForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _try_adding(request, form, {}, pk):
        messages.success(request, _("Saved."))
        return redirect("sources:source", pk=pk)
    return render(request, "sources/add_text.html", {"form": form, "file": file})


def _count_facts(sources: Iterable[Source]) -> dict[UUID, int]:
    """Count what was ever said with each of these sources, beside what is said of themselves.

    Up to MOST_COUNTED and one more: a whole list would take long to count.
    """
    return {
        source.pk: StatementRow.objects.filter(source=source.pk)
        .exclude(record=source.pk)[: MOST_COUNTED + 1]
        .count()
        for source in sources
    }


def read_number(text: str | None) -> int:
    """Read a page number; anything else is the first page."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1


def _try_adding(
    request: HttpRequest, form: TextForm, facts: Mapping[str, Any], source: UUID | None = None
) -> AddedSource | None:
    """Add a source or its text; why it was refused stands in the form, which keeps the rest."""
    station, member = current().station, UUID(str(request.user.pk))
    try:
        return add_source(station, member, facts, form.take_file(), source=source)
    except InputError as error:
        form.add_error("file" if form.files else None, error.sentence(_))
        return None
