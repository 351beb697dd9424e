"""Keeping a record to a few, keeping a member from a person, and the glass to break."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vardas.actions.access import (
    bar_member,
    find_concerned,
    narrow_record,
    open_urgently,
    review_urgency,
    unbar_member,
)
from vardas.errors import VardasError
from vardas.registry.access.reader import get_reader
from vardas.registry.opening import current
from vardas.registry.tables.access import Barring, Narrowing, Urgency
from vardas.registry.tables.member import Member
from vardas.web.editing.showing import go_to, read_or_404
from vardas.web.keeping.forms import MemberForm, MembersForm, ReasonForm


@require_http_methods(["GET", "POST"])
def narrow(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a record to named members, oneself among them, or open it again."""
    file = read_or_404(pk)
    present = [
        str(one) for one in Narrowing.objects.filter(record=pk).values_list("member", flat=True)
    ]
    form = MembersForm(request.POST or None, initial={"members": present})
    if request.method == "POST" and form.is_valid():
        member = UUID(str(request.user.pk))
        chosen = {UUID(one) for one in form.cleaned_data["members"]}
        if chosen:
            chosen.add(member)
        try:
            narrow_record(current().station, member, pk, chosen, form.cleaned_data["why"])
        except VardasError as error:
            form.add_error("why", error.sentence(_))
        else:
            messages.success(
                request,
                _("Changed. Whoever is not named no longer sees that it exists.")
                if chosen
                else _("Open again to all whose roles fit."),
            )
            return go_to(pk, file.kind)
    return render(
        request, "keeping/narrow.html", {"file": file, "form": form, "is_narrow": present}
    )


@require_http_methods(["GET", "POST"])
def bar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a member from one person. The keeper sees no name here: only the record's number."""
    form = MemberForm(request.POST or None)
    by = UUID(str(request.user.pk))
    if request.method == "POST" and "lift" in request.POST:
        try:
            unbar_member(current().station, by, pk, UUID(request.POST["lift"]))
        except (VardasError, ValueError) as error:
            words = error.sentence(_) if isinstance(error, VardasError) else ""
            messages.error(request, words or _("The browser sent something that cannot be read."))
        return redirect("keeping:bar", pk)
    if request.method == "POST" and form.is_valid():
        member = UUID(form.cleaned_data["member"])
        bar_member(current().station, by, pk, member, form.cleaned_data["why"])
        messages.success(request, _("Barred. They no longer see that this person is here."))
        return redirect("keeping:bar", pk)
    names = dict(Member.objects.values_list("pk", "name"))
    barred = [(one, names.get(one.member, "")) for one in Barring.objects.filter(person=pk)]
    return render(request, "keeping/bar.html", {"form": form, "person": pk, "barred": barred})


@require_http_methods(["GET", "POST"])
def open_urgent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a record that is kept to others, with a reason, for one shift."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_urgently(current().station, get_reader(), pk, form.cleaned_data["why"])
        except VardasError as error:
            form.add_error("why", error.sentence(_))
        else:
            messages.warning(
                request,
                _("Open to you for eight hours. Everybody concerned is told, and it is reviewed."),
            )
            return redirect("people:person", pk)
    return render(request, "keeping/urgent.html", {"form": form, "person": pk})


@require_GET
def show_urgent(request: HttpRequest) -> HttpResponse:
    """The emergencies that a member is told of."""
    member = UUID(str(request.user.pk))
    concerned = [
        one
        for one in Urgency.objects.order_by("reviewed", "-opened")[:200]
        if member in find_concerned(one.person)
    ]
    return render(request, "keeping/urgencies.html", {"urgencies": concerned})


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Look at an emergency afterwards and say whether it was right."""
    urgency = get_object_or_404(Urgency, pk=pk)
    member = UUID(str(request.user.pk))
    if member not in find_concerned(urgency.person):
        return redirect("keeping:urgencies")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review_urgency(current().station, member, urgency, form.cleaned_data["why"])
        except VardasError as error:
            form.add_error("why", error.sentence(_))
        else:
            messages.success(request, _("Reviewed."))
            return redirect("keeping:urgencies")
    return render(request, "keeping/review.html", {"form": form, "urgency": urgency})
