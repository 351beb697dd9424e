"""Sources, and one source with its words marked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vardas.actions.sources import add_source
from vardas.insight.marking import Mark, Piece, cut_text, find_mark
from vardas.registry.opening import current
from vardas.registry.reading import Claim, find_captions, find_statements_from, read_record
from vardas.registry.records.fields import Fact
from vardas.registry.records.models import BY_KIND, Source
from vardas.web.sources.forms import OnlyTextForm, SourceForm

ON_A_PAGE = 50


@dataclass(frozen=True)
class StatedFact:
    """One fact that rests on the source: its number on the page, of what, which field."""

    number: int
    record: UUID
    kind: str
    claim: Claim
    fact: Fact | None
    has_place: bool


@dataclass(frozen=True)
class MarkedPiece:
    """A stretch of the text with the facts that rest on it."""

    text: str
    facts: tuple[StatedFact, ...]
    begins: tuple[StatedFact, ...]
    ends: tuple[StatedFact, ...]


@require_GET
def show_sources(request: HttpRequest) -> HttpResponse:
    """All sources, the newest word first; those that are part of a compilation last."""
    rows = Source.objects.defer("text").order_by("-published_from", "caption")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    captions = find_captions(source.part_of for source in page if source.part_of)
    return render(request, "sources/list.html", {"page": page, "captions": captions})


@require_GET
def show_source(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One source: what it is, its text with each fact marked, and the facts beside it."""
    file = read_record(pk)
    if file is None or file.kind != "source":
        raise Http404
    text = str(file.row.get("text") or "")
    found = [
        (record, claim)
        for record, claims in find_statements_from(pk).items()
        for claim in claims
        if record != pk
    ]
    marks = {claim.id: find_mark(claim.id, claim.say.quote, text) for _record, claim in found}
    end = len(text) + 1
    found.sort(key=lambda pair: (_place(marks[pair[1].id], end), pair[1].id))
    facts = [
        StatedFact(
            number,
            record,
            claim.say.kind,
            claim,
            BY_KIND[claim.say.kind].fact(claim.say.field) if claim.say.kind in BY_KIND else None,
            marks[claim.id] is not None,
        )
        for number, (record, claim) in enumerate(found, 1)
    ]
    by_statement = {fact.claim.id: fact for fact in facts}
    pieces = cut_text(text, [mark for mark in marks.values() if mark is not None])
    parts = Source.objects.filter(part_of=pk).defer("text").order_by("caption")
    return render(
        request,
        "sources/source.html",
        {
            "file": file,
            "facts": facts,
            "pieces": [_number_piece(piece, by_statement) for piece in pieces],
            "parts": parts,
            "has_text": bool(text),
        },
    )


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a source, with its text where there is one."""
    form = SourceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        added = add_source(
            current().station, UUID(str(request.user.pk)), form.take_facts(), form.take_file()
        )
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
    if request.method == "POST" and form.is_valid():
        add_source(current().station, UUID(str(request.user.pk)), {}, form.take_file(), source=pk)
        messages.success(request, _("Saved."))
        return redirect("sources:source", pk=pk)
    return render(request, "sources/add_text.html", {"form": form, "file": file})


def _place(mark: Mark | None, end: int) -> tuple[int, int]:
    return (mark.start, mark.end) if mark else (end, end)


def _number_piece(piece: Piece, facts: dict[UUID, StatedFact]) -> MarkedPiece:
    return MarkedPiece(
        piece.text,
        tuple(facts[statement] for statement in piece.statements),
        tuple(facts[statement] for statement in piece.begins),
        tuple(facts[statement] for statement in piece.ends),
    )
