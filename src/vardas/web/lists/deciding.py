"""A person decides who the rows of a list are: one by one, or several at once."""

from __future__ import annotations

import re
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vardas.actions.facts import retract_record
from vardas.actions.identity import judge_listings, judge_same_person, make_people
from vardas.errors import InputError
from vardas.insight.likeness import find_ties
from vardas.registry.opening import current
from vardas.registry.records.models import Judgement, Listing
from vardas.web.lists.rows import show_rows

ANSWERS = ("same", "different", "undecided")
_BACK = re.compile(r"show=[a-z]*&page=[0-9]{1,6}")


@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Carry out what was chosen.

    ``act`` is ``new`` (a person of each row that is ticked) or ``new:ROW``, ``unlike`` (a person of
    each row that looks like nobody), ``alike`` (the row is the person of the same name and birth
    date, for each), ``answer:ROW:PERSON:ANSWER``, or ``undo:JUDGEMENT``.
    """
    what, _colon, rest = request.POST.get("act", "").partition(":")
    try:
        _ACTS.get(what, _pass)(request, pk, rest)
    except InputError as error:
        messages.error(request, error.sentence(_))
    back = request.POST.get("back", "")
    anchor = _find_anchor(pk, rest)
    query = f"?{back}" if _is_plain(back) else ""
    return redirect(reverse("lists:rows", args=[pk]) + query + anchor)


def _make(request: HttpRequest, pk: UUID, rest: str) -> None:
    _make_of(request, _find_rows(pk, [rest] if rest else request.POST.getlist("row")))


def _make_unlike(request: HttpRequest, pk: UUID, _rest: str) -> None:
    wanted = _find_rows(pk, request.POST.getlist("unlike"))
    listings = list(Listing.objects.filter(pk__in=wanted).order_by("row", "pk"))
    # Since the page was made somebody may have added a person like one of them.
    _make_of(request, [row.listing.pk for row in show_rows(listings, ()) if row.is_unlike])


def _make_of(request: HttpRequest, rows: list[UUID]) -> None:
    if not rows:
        messages.warning(request, _("No row was ticked that is still open."))
        return
    make_people(current().station, _member(request), rows)
    said = ngettext("%(count)s new person was made.", "%(count)s new people were made.", len(rows))
    messages.success(request, said % {"count": len(rows)})


def _answer(request: HttpRequest, pk: UUID, rest: str) -> None:
    row, person, answer = (*rest.split(":"), "", "", "")[:3]
    if _is_id(person) and answer in ANSWERS and _find_rows(pk, [row]):
        station = current().station
        judge_same_person(station, _member(request), UUID(row), UUID(person), answer)
        messages.success(request, _("Your answer is kept. It can be taken back."))


def _answer_alike(request: HttpRequest, pk: UUID, _rest: str) -> None:
    pairs = dict(pair.split(":", 1) for pair in request.POST.getlist("alike") if ":" in pair)
    listings = list(Listing.objects.filter(pk__in=_find_rows(pk, list(pairs))))
    answers = [
        (row.listing.pk, row.same, "same")
        for row in show_rows(listings, ())
        if row.same and pairs.get(str(row.listing.pk)) == str(row.same)
    ]
    if not answers:
        messages.warning(request, _("No such row is still open."))
        return
    judge_listings(current().station, _member(request), answers)
    messages.success(request, _("Your answers are kept. Each can be taken back."))


def _undo(request: HttpRequest, pk: UUID, rest: str) -> None:
    rows = Listing.objects.filter(list=pk).values("pk")
    if _is_id(rest) and Judgement.objects.filter(pk=UUID(rest), left__in=rows).exists():
        retract_record(current().station, _member(request), UUID(rest), _("taken back"))
        messages.success(request, _("The answer was taken back."))


def _pass(_request: HttpRequest, _pk: UUID, _rest: str) -> None:
    """Do nothing about an act that this version does not know."""


_ACTS = {
    "new": _make,
    "unlike": _make_unlike,
    "answer": _answer,
    "alike": _answer_alike,
    "undo": _undo,
}


def _find_anchor(pk: UUID, rest: str) -> str:
    """Return the place of the row that was decided, so that a long page stays where it was."""
    row = rest.partition(":")[0]
    if not _is_id(row):
        return ""
    judged = Judgement.objects.filter(pk=UUID(row)).values("left")
    listing = Listing.objects.filter(Q(pk=UUID(row)) | Q(pk__in=judged), list=pk).first()
    return f"#row-{listing.row}" if listing else ""


def _find_rows(pk: UUID, chosen: list[str]) -> list[UUID]:
    """Return those chosen that are rows of this list and not decided yet, in their order."""
    wanted = [UUID(text) for text in chosen if _is_id(text)]
    found = Listing.objects.filter(list=pk, pk__in=wanted).order_by("row", "pk")
    rows = list(found.values_list("pk", flat=True))
    ties = find_ties(rows)
    return [row for row in rows if not any(tie.answer == "same" for tie in ties.get(row, ()))]


def _member(request: HttpRequest) -> UUID:
    return UUID(str(request.user.pk))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _is_plain(query: str) -> bool:
    """Allow only what the filters of the page make."""
    return bool(_BACK.fullmatch(query))
