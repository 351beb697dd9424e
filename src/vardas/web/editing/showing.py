"""A record's page, its history, one statement, and the proof of it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from vardas.actions.export import prove_statement
from vardas.insight.marking import find_mark
from vardas.registry.access.journal import note_reading
from vardas.registry.access.reader import get_reader
from vardas.registry.access.showing import may_say
from vardas.registry.opening import current
from vardas.registry.reading import Claim, RecordFile, find_record_of, read_record
from vardas.registry.records.fields import Fact
from vardas.registry.records.models import Source
from vardas.registry.tables.member import Member

ROOMS = {"person": "people:person", "event": "events:event", "source": "sources:source"}


def read_or_404(pk: UUID) -> RecordFile:
    """Read a record's file, or show that there is none."""
    file = read_record(pk)
    if file is None:
        raise Http404
    return file


def read_claim_or_404(pk: UUID) -> tuple[RecordFile, Claim, Fact]:
    """Read a statement with its record and the declaration of its field."""
    record = find_record_of(pk)
    if record is None:
        raise Http404
    file = read_or_404(record)
    claim = next((claim for claim in file.history if claim.id == pk), None)
    fact = file.model.fact(claim.say.field) if claim else None
    if claim is None or fact is None:
        raise Http404
    return file, claim, fact


def go_to(record: UUID, kind: str) -> HttpResponse:
    """Go to the page of a record."""
    return redirect(ROOMS.get(kind, "editing:record"), pk=record)


@require_GET
def show_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page of a record whose kind has no room of its own."""
    file = read_or_404(pk)
    if file.kind in ROOMS:
        return go_to(pk, file.kind)
    missing = [
        fact
        for fact in file.model.facts()
        if (fact.name not in file.fields or not file.fields[fact.name].live)
        and may_say(fact, get_reader())
    ]
    return render(
        request,
        "editing/record.html",
        {"file": file, "missing": missing, "label": file.model.label},
    )


@require_GET
def show_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every statement about a record, newest first, withdrawn ones struck through."""
    file = read_or_404(pk)
    return render(
        request,
        "editing/history.html",
        {
            "file": file,
            "claims": list(reversed(file.history)),
            "facts": {fact.name: fact for fact in file.model.facts()},
            "members": name_members(file),
        },
    )


def name_members(file: RecordFile) -> dict[str, str]:
    """Return the names of the members who recorded something here, by id."""
    origins = [claim.origin for claim in file.history]
    origins += [claim.withdrawal.origin for claim in file.history if claim.withdrawal]
    identifiers = set()
    for origin in origins:
        try:
            identifiers.add(UUID(origin.member))
        except ValueError:
            continue  # the leaf that says who is withheld or from another version
    members = Member.objects.filter(pk__in=identifiers)
    return {str(member.pk): member.name for member in members}


@require_GET
def show_statement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One fact: its value, source, exact words, who said and who recorded it, and its proof."""
    file, claim, fact = read_claim_or_404(pk)
    return render(
        request,
        "editing/statement.html",
        {
            "file": file,
            "claim": claim,
            "fact": fact,
            "words": find_words(claim),
            "members": name_members(file),
        },
    )


def find_words(claim: Claim) -> str:
    """Return the exact words a statement rests on: as quoted, or as they stand in the source."""
    quote = claim.say.quote or {}
    if quote.get("text") or not quote.get("at") or not claim.say.source:
        return str(quote.get("text") or "")
    source = Source.objects.filter(pk=claim.say.source).values_list("text", flat=True).first()
    mark = find_mark(claim.id, quote, source or "")
    return (source or "")[mark.start : mark.end] if mark else ""


@require_GET
def download_proof(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The proof of one statement, for verify_vardas.py."""
    file, _claim, _fact = read_claim_or_404(pk)
    note_reading(current().station, get_reader().member, "downloaded", [file.id], form="proof")
    response = HttpResponse(prove_statement(pk), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="proof-{pk}.json"'
    return response
