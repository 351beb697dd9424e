"""Adding, correcting, withdrawing and preferring facts; one statement; the history of a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vardas.actions import facts as actions
from vardas.actions.export import prove_statement
from vardas.registry.opening import current
from vardas.registry.reading import (
    Claim,
    FieldClaims,
    RecordFile,
    find_record_of,
    read_record,
)
from vardas.registry.records.fields import Fact, Reference
from vardas.registry.records.models import BY_KIND
from vardas.registry.tables.member import Member
from vardas.web.editing.forms import (
    FactsForm,
    GroundsForm,
    OptionalReasonForm,
    ReasonForm,
    read_grounds_source,
    start_grounds,
    start_value,
)

ROOMS = {"person": "people:person", "event": "events:event", "source": "sources:source"}

writes = require_http_methods(["GET", "POST"])


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
        if fact.name not in file.fields or not file.fields[fact.name].live
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
    group = FieldClaims(fact.name, fact, (claim,), (), False)
    return render(
        request,
        "editing/statement.html",
        {
            "file": file,
            "claim": claim,
            "fact": fact,
            "group": group,
            "members": name_members(file),
        },
    )


@require_GET
def download_proof(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The proof of one statement, for verify_vardas.py."""
    read_claim_or_404(pk)
    response = HttpResponse(prove_statement(pk), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="proof-{pk}.json"'
    return response


@writes
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a record of this kind."""
    model = BY_KIND.get(kind)
    if model is None or kind in ("listing",):
        raise Http404
    initial = {
        fact.name: request.GET[fact.name]
        for fact in model.facts()
        if isinstance(fact, Reference) and fact.name in request.GET
    }
    form = FactsForm(model, request.POST or None, initial=initial)
    grounds = GroundsForm(request.POST or None, initial={"source": request.GET.get("source")})
    if request.method == "POST" and _are_valid(form, grounds):
        station, member = current().station, _member(request)
        outcome = actions.add_record(
            station,
            member,
            kind,
            form.take_facts(station, member),
            grounds.take_grounds(station, member),
        )
        messages.success(request, _("Saved."))
        return _go_on(request, outcome.records[0], kind)
    return render(
        request, "editing/add.html", {"form": form, "grounds": grounds, "label": model.label}
    )


@writes
def add_fact(request: HttpRequest, pk: UUID, field: str) -> HttpResponse:
    """Say more about one field of a record."""
    file = read_or_404(pk)
    fact = file.model.fact(field)
    if fact is None:
        raise Http404
    form = FactsForm(file.model, request.POST or None, only=field)
    initial = {"source": request.GET.get("source") or read_grounds_source(file.history)}
    grounds = GroundsForm(request.POST or None, initial=initial)
    if not form.fields:
        raise Http404
    if request.method == "POST" and _are_valid(form, grounds):
        station, member = current().station, _member(request)
        actions.add_facts(
            station,
            member,
            pk,
            form.take_facts(station, member),
            grounds.take_grounds(station, member),
        )
        messages.success(request, _("Saved. What was said before stays beside it."))
        return go_to(pk, file.kind)
    return render(
        request,
        "editing/add_fact.html",
        {"form": form, "grounds": grounds, "file": file, "fact": fact},
    )


@writes
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Replace a statement by a better one."""
    file, claim, fact = read_claim_or_404(pk)
    form = FactsForm(
        file.model, request.POST or None, only=fact.name, initial=start_value(fact, claim)
    )
    grounds = GroundsForm(request.POST or None, initial=start_grounds(claim))
    reason = ReasonForm(request.POST or None)
    if not form.fields:
        raise Http404
    if request.method == "POST" and _are_valid(form, grounds, reason):
        station, member = current().station, _member(request)
        ((_field, value),) = form.take_facts(station, member)
        actions.correct_statement(
            station,
            member,
            pk,
            value,
            grounds.take_grounds(station, member, claim),
            reason.cleaned_data["why"],
        )
        messages.success(request, _("Corrected. The earlier value stays in the history."))
        return go_to(file.id, file.kind)
    return render(
        request,
        "editing/correct.html",
        {
            "form": form,
            "grounds": grounds,
            "reason": reason,
            "file": file,
            "fact": fact,
            "claim": claim,
        },
    )


@writes
def retract(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw one statement."""
    file, claim, fact = read_claim_or_404(pk)

    def act(station: Any, member: UUID, why: str) -> None:
        actions.retract_statements(station, member, [pk], why)

    return _confirm(
        request,
        file,
        act,
        ReasonForm(request.POST or None),
        {
            "claim": claim,
            "fact": fact,
            "heading": _("Withdraw this fact"),
            "explanation": _(
                "It stays visible, struck through, with your reason. It no longer counts anywhere."
            ),
            "button": _("Withdraw"),
            "done": _("Withdrawn. It can be brought back from the history."),
        },
    )


@writes
def retract_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw everything said about a record."""
    file = read_or_404(pk)

    def act(station: Any, member: UUID, why: str) -> None:
        actions.retract_record(station, member, pk, why)

    return _confirm(
        request,
        file,
        act,
        ReasonForm(request.POST or None),
        {
            "heading": _("Withdraw this record"),
            "explanation": _(
                "Every fact on it is withdrawn. All of them stay in its history and can be brought"
                " back one by one."
            ),
            "button": _("Withdraw everything"),
            "done": _("Withdrawn. It can be brought back from the history."),
        },
    )


@writes
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a withdrawal back."""
    file, claim, fact = read_claim_or_404(pk)
    if claim.withdrawal is None:
        return redirect("editing:history", pk=file.id)
    withdrawal = claim.withdrawal.statement

    def act(station: Any, member: UUID, why: str) -> None:
        actions.restore_statements(station, member, [withdrawal], why)

    return _confirm(
        request,
        file,
        act,
        OptionalReasonForm(request.POST or None),
        {
            "claim": claim,
            "fact": fact,
            "heading": _("Bring this fact back"),
            "explanation": _(
                "It counts again, together with whatever was withdrawn in the same moment."
            ),
            "button": _("Bring back"),
            "done": _("It counts again."),
        },
    )


@writes
def prefer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one of several contested values first."""
    file, claim, fact = read_claim_or_404(pk)

    def act(station: Any, member: UUID, why: str) -> None:
        actions.prefer_statement(station, member, pk, why)

    return _confirm(
        request,
        file,
        act,
        OptionalReasonForm(request.POST or None),
        {
            "claim": claim,
            "fact": fact,
            "heading": _("Show this value first"),
            "explanation": _(
                "The other values stay beside it. This says nothing about who is right."
            ),
            "button": _("Show first"),
            "done": _("This value is shown first now."),
        },
    )


def _confirm(
    request: HttpRequest,
    file: RecordFile,
    act: Callable[[Any, UUID, str], None],
    form: ReasonForm | OptionalReasonForm,
    context: dict[str, Any],
) -> HttpResponse:
    """Ask once, with the reason, then act and go back to the record."""
    if request.method == "POST" and form.is_valid():
        act(current().station, _member(request), form.cleaned_data["why"])
        messages.success(request, context["done"])
        if read_or_404(file.id).row:
            return go_to(file.id, file.kind)
        return redirect("editing:history", pk=file.id)
    return render(request, "editing/confirm.html", {"file": file, "form": form, **context})


def _are_valid(*forms: Any) -> bool:
    """Check every form, so that all problems are shown at once."""
    valid = [form.is_valid() for form in forms]
    return all(valid)


def _go_on(request: HttpRequest, record: UUID, kind: str) -> HttpResponse:
    """After adding something about another record, go back to that one."""
    for field in ("event", "person", "about", "left"):
        about = request.GET.get(field)
        if about and (file := read_record(UUID(about)) if _is_id(about) else None):
            return go_to(file.id, file.kind)
    return go_to(record, kind)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _member(request: HttpRequest) -> UUID:
    return UUID(str(request.user.pk))
