"""Adding, correcting, withdrawing, bringing back and preferring facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vardas.actions import facts as actions
from vardas.actions.plan import Outcome
from vardas.errors import InputError
from vardas.registry.opening import current
from vardas.registry.reading import RecordFile, read_record
from vardas.registry.records.fields import Reference
from vardas.registry.records.models import BY_KIND
from vardas.registry.station import Station
from vardas.web.editing.forms import (
    FactsForm,
    GroundsForm,
    OptionalReasonForm,
    ReasonForm,
    read_grounds_source,
    start_grounds,
    start_value,
)
from vardas.web.editing.showing import go_to, read_claim_or_404, read_or_404

writes = require_http_methods(["GET", "POST"])


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

        def act() -> Outcome:
            facts = form.take_facts(station, member)
            reasons = grounds.take_grounds(station, member)
            return actions.add_record(station, member, kind, facts, reasons)

        if outcome := _try(form, act):
            messages.success(request, _("Saved."))
            return _go_on(request, outcome.records[-1], kind)
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

        def act() -> Outcome:
            facts = form.take_facts(station, member)
            reasons = grounds.take_grounds(station, member)
            return actions.add_facts(station, member, pk, facts, reasons)

        if _try(form, act):
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

        def act() -> Outcome:
            ((_field, value),) = form.take_facts(station, member)
            reasons = grounds.take_grounds(station, member, claim)
            why = reason.cleaned_data["why"]
            return actions.correct_statement(station, member, pk, value, reasons, why)

        if _try(form, act):
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

    def act(station: Station, member: UUID, why: str) -> Outcome:
        return actions.retract_statements(station, member, [pk], why)

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

    def act(station: Station, member: UUID, why: str) -> Outcome:
        return actions.retract_record(station, member, pk, why)

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

    def act(station: Station, member: UUID, why: str) -> Outcome:
        return actions.restore_statements(station, member, [withdrawal], why)

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

    def act(station: Station, member: UUID, why: str) -> Outcome:
        return actions.prefer_statement(station, member, pk, why)

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
    act: Callable[[Station, UUID, str], Outcome],
    form: ReasonForm | OptionalReasonForm,
    context: dict[str, Any],
) -> HttpResponse:
    """Ask once, with the reason, then act and go back to the record."""
    station, member = current().station, _member(request)
    if (
        request.method == "POST"
        and form.is_valid()
        and _try(form, lambda: act(station, member, form.cleaned_data["why"]))
    ):
        messages.success(request, context["done"])
        if read_or_404(file.id).row:
            return go_to(file.id, file.kind)
        return redirect("editing:history", pk=file.id)
    return render(request, "editing/confirm.html", {"file": file, "form": form, **context})


def _try(form: forms.Form, act: Callable[[], Outcome]) -> Outcome | None:
    """Act in one transaction; why it was refused stands in the form, which keeps what was typed."""
    try:
        with transaction.atomic():
            return act()
    except InputError as error:
        form.add_error(None, error.sentence(_))
        return None


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
