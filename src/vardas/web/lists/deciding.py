"""A person decides who the rows of a list are: one by one, or several at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vardas.actions.facts import retract_record
from vardas.actions.identity import judge_listings, make_people
from vardas.insight.likeness import find_ties
from vardas.registry.opening import current
from vardas.registry.records.models import Listing

ANSWERS = ("same", "different", "undecided")


@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Carry out what was chosen: ``act`` is ``new`` (a person of each row that is ticked),
    ``answer:ROW:PERSON:ANSWER`` for one row, or ``undo:JUDGEMENT``.
    """
    station, member = current().station, UUID(str(request.user.pk))
    what, _colon, rest = request.POST.get("act", "").partition(":")
    if what == "new":
        rows = _find_rows(pk, [rest] if rest else request.POST.getlist("row"))
        if not rows:
            messages.warning(request, _("No row was ticked that is still open."))
        else:
            make_people(station, member, rows)
            messages.success(
                request,
                ngettext(
                    "%(count)s new person was made.", "%(count)s new people were made.", len(rows)
                )
                % {"count": len(rows)},
            )
    elif what == "answer":
        row, person, answer = (rest.split(":") + ["", "", ""])[:3]
        if _is_id(row) and _is_id(person) and answer in ANSWERS and _find_rows(pk, [row]):
            judge_listings(station, member, [(UUID(row), UUID(person), answer)])
            messages.success(request, _("Your answer is kept. It can be taken back."))
    elif what == "undo" and _is_id(rest):
        retract_record(station, member, UUID(rest), _("taken back"))
        messages.success(request, _("The answer was taken back."))
    back = request.POST.get("back", "")
    return redirect(reverse("lists:rows", args=[pk]) + (f"?{back}" if _is_plain(back) else ""))


def _find_rows(pk: UUID, chosen: list[str]) -> list[UUID]:
    """Return those chosen that are rows of this list and not decided yet."""
    wanted = [UUID(text) for text in chosen if _is_id(text)]
    rows = list(Listing.objects.filter(list=pk, pk__in=wanted).values_list("pk", flat=True))
    ties = find_ties(rows)
    return [row for row in rows if not any(tie.answer == "same" for tie in ties.get(row, ()))]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _is_plain(query: str) -> bool:
    """Allow only what the filters of the page make."""
    return all(letter.isalnum() or letter in "=&" for letter in query)
