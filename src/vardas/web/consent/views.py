"""What a person allows: the answers, the asking, the taking back, the sheet to sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vardas.actions.consent import take_consents, withdraw_consents
from vardas.errors import InputError
from vardas.insight.sameness import find_joined
from vardas.publish.allowed import covers
from vardas.registry.consent_wordings.reading import (
    Wording,
    find_languages,
    find_wording,
    read_wording,
)
from vardas.registry.disclosures import Left, find_disclosures, find_still_public
from vardas.registry.opening import current
from vardas.registry.permission import Permission, find_permissions
from vardas.registry.reading import RecordFile, read_joined, read_records
from vardas.registry.records.consent import PURPOSES, YES, Purpose
from vardas.registry.records.models import Consent
from vardas.web.consent.forms import AnswersForm, MannerForm
from vardas.web.context import get_captions
from vardas.web.editing.controls import LANGUAGES
from vardas.web.people.days import read_today
from vardas.web.permissions import STATES, say_permissions

MOST = 200


@dataclass(frozen=True)
class Line:
    """One purpose on the page: what holds today, and what left for it."""

    purpose: str
    label: object
    permission: Permission
    state: object
    left: Sequence[Left]
    still_public: Sequence[Left]
    """What anybody can read now and may rest on it."""


@dataclass(frozen=True)
class Subject:
    """The person asked about, with all records that are this person."""

    id: UUID
    file: RecordFile
    people: tuple[UUID, ...]
    permissions: Mapping[str, Permission]
    left: Sequence[Left]
    still_public: Sequence[Left]

    def lines(self) -> list[Line]:
        """Every purpose in the order in which people are asked."""
        return [
            Line(
                purpose.value,
                PURPOSES[purpose],
                self.permissions[purpose],
                STATES[self.permissions[purpose].state],
                [left for left in self.left if covers(left.purpose, purpose)],
                [left for left in self.still_public if covers(left.purpose, purpose)],
            )
            for purpose in Purpose
        ]


@require_GET
def show_consents(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the person allows today, every answer there was, and what has left."""
    subject = _read_subject(pk)
    keys = list(
        Consent.objects.filter(Q(person__in=subject.people))
        .order_by("-given_on_from", "-first_said", "purpose")
        .values_list("pk", flat=True)[:MOST]
    )
    # A contested answer may be shown under somebody else, and still decide here.
    keys += sorted({one.consent for one in subject.permissions.values() if one.consent} - {*keys})
    files = read_records(keys)
    answers = [files[key] for key in keys if key in files]
    wordings = {str(answer.row.get("wording") or "") for answer in answers}
    get_captions(request).need_claims(c for file in files.values() for c in file.history)
    return _render(
        request,
        "consent/person.html",
        subject,
        said=say_permissions(subject.permissions),
        answers=answers,
        wordings={one for one in wordings if find_wording(one)},
        may_withdraw=_find_open(subject),
        still_public=[line.label for line in subject.lines() if _is_still_public(line)],
    )


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The wording to read out, an answer for each purpose, and how it was given."""
    subject = _read_subject(pk)
    wording = _read_wording(request)
    data = request.POST if request.method == "POST" else None
    form = AnswersForm(wording, subject.permissions, data)
    start = {"how": "spoken", "given_on": read_today().isoformat()}
    if wording.language != "en":  # English is most often put into another language while reading
        start["language"] = wording.language
    manner = MannerForm(data, initial=start)
    if data is not None and form.is_valid() and manner.is_valid():
        station, member = current().station, _member(request)
        try:
            how = manner.take_manner(station, member, wording.reference)
            take_consents(station, member, pk, form.take_answers(), how)
        except InputError as error:
            form.add_error(None, error.sentence(_))
        else:
            messages.success(request, _("Recorded. It can be taken back on any day."))
            return redirect("consent:person", pk)
    return _render(
        request,
        "consent/ask.html",
        subject,
        form=form,
        manner=manner,
        wording=wording,
        wordings=_list_wordings(),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What can be taken back, with what has already left for it; and the taking back."""
    subject = _read_subject(pk)
    open_ = _find_open(subject)
    chosen = [one for one in request.POST.getlist("purpose") if one in PURPOSES]
    if request.method == "POST":
        why = request.POST.get("why", "").strip()[:500]
        try:
            done = withdraw_consents(current().station, _member(request), pk, chosen, why)
        except InputError as error:
            messages.error(request, error.sentence(_))
            return redirect("consent:withdraw", pk)
        messages.success(request, _say_withdrawn(len(done.left)))
        return redirect(reverse("consent:person", args=[pk]) + ("#left" if done.left else ""))
    lines = [line for line in subject.lines() if line.purpose in open_]
    return _render(request, "consent/withdraw.html", subject, lines=lines)


@require_GET
def show_wording(request: HttpRequest, reference: str) -> HttpResponse:
    """The very words that were read out before an answer."""
    wording = find_wording(reference)
    if wording is None:
        raise Http404
    return render(
        request,
        "consent/wording.html",
        {"wording": wording, "questions": list(wording.questions.values())},
    )


@require_GET
def show_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The wording on paper, to be read, answered and signed."""
    subject = _read_subject(pk)
    wording = _read_wording(request)
    return _render(
        request,
        "consent/sheet.html",
        subject,
        wording=wording,
        wordings=_list_wordings(),
        questions=list(wording.questions.values()),
    )


def _read_subject(pk: UUID) -> Subject:
    joined = find_joined(pk).people
    file = read_joined([pk, *(one for one in joined if one != pk)])
    if file is None or file.kind != "person":
        raise Http404
    found = find_permissions([pk], read_today(), groups=dict.fromkeys(joined, joined[0]))
    return Subject(pk, file, joined, found[pk], find_disclosures(joined), find_still_public(joined))


def _is_still_public(line: Line) -> bool:
    """Say whether something is public now that rested on a yes, which is none any more."""
    return line.permission.state != "yes" and any(
        left.purpose == line.purpose or _ended_since(line.permission, left.day)
        for left in line.still_public
    )


def _ended_since(permission: Permission, day: date | None) -> bool:
    """Say whether there may have been a yes on this day that was taken back or ended since."""
    last = permission.until if permission.state == "ended" else permission.since
    return day is not None and last is not None and last >= day


def _find_open(subject: Subject) -> set[str]:
    """Find the purposes with a yes that was not taken back, whether or not it counts today."""
    standing = Consent.objects.filter(person__in=subject.people, answer=YES, withdrawn_on=None)
    return set(standing.values_list("purpose", flat=True)) & set(PURPOSES)


def _read_wording(request: HttpRequest) -> Wording:
    """Read the wording in the language asked for, the reader's own, or English."""
    offered = find_languages()
    wishes = (request.POST.get("wording"), request.GET.get("language"), get_language())
    language = next((wish for wish in wishes if wish in offered), offered[0])
    return read_wording(str(language))


def _list_wordings() -> list[tuple[str, object]]:
    return [(language, LANGUAGES.get(language, language)) for language in find_languages()]


def _say_withdrawn(left: int) -> str:
    if left:
        return _("Taken back, from now on. Tell the person what had already left: it stands below.")
    return _("Taken back, from now on. Nothing had left for this.")


def _member(request: HttpRequest) -> UUID:
    return UUID(str(request.user.pk))


def _render(request: HttpRequest, template: str, subject: Subject, **more: Any) -> HttpResponse:
    spelled = subject.file.row.get("name") or [{}]
    context = {
        "subject": subject,
        "file": subject.file,
        "first": spelled[0],
        "purposes": PURPOSES,
        **more,
    }
    return render(request, template, context)
