"""Who is the same person as whom: the queue, one pair, what was answered. A member decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from vardas.actions.facts import retract_record
from vardas.actions.identity import judge_same_person
from vardas.errors import InputError
from vardas.insight.pairing import (
    AGAINST,
    Evidence,
    Question,
    find_answered,
    find_questions,
    find_shared_events,
    read_people,
    share_row,
    weigh_pair,
)
from vardas.insight.sameness import find_decisions, order
from vardas.registry.opening import current
from vardas.registry.reading import read_records
from vardas.registry.records.models import Judgement
from vardas.registry.search.naming import count_unpaired, pair_names
from vardas.web.context import get_captions

ON_A_PAGE = 20
COMPARED_AT_ONCE = 400

ANSWERS = ("same", "different", "undecided")

DEGREES = (
    (0.97, gettext_lazy("very likely the same name")),
    (0.85, gettext_lazy("likely the same name")),
    (0.0, gettext_lazy("perhaps the same name")),
)

FACTS = {
    "same_birth_date": gettext_lazy("born on the same date"),
    "near_birth_date": gettext_lazy("the birth dates may be the same"),
    "other_birth_date": gettext_lazy("born on different dates"),
    "other_sex": gettext_lazy("a woman and a man"),
    "same_event": gettext_lazy("both named in the same event"),
    "same_row": gettext_lazy("one row of a list was said to be each of them"),
    "same_citizenship": gettext_lazy("the same citizenship"),
}


@dataclass(frozen=True)
class ShownPair:
    """Two people side by side, with what speaks for and against their being one."""

    question: Question
    left: dict[str, Any]
    right: dict[str, Any]
    degree: Any
    speaks_for: Sequence[str]
    speaks_against: Sequence[str]
    neither: Sequence[str]


@require_GET
def show_queue(request: HttpRequest) -> HttpResponse:
    """The pairs that wait for an answer."""
    page = Paginator(find_questions(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "matching/queue.html",
        {
            "page": page,
            "pairs": _show_pairs(list(page.object_list)),
            "waiting": count_unpaired(connection),
        },
    )


@require_POST
def compare_more(request: HttpRequest) -> HttpResponse:
    """Compare some of the names that came in large numbers and still wait."""
    with transaction.atomic():
        pair_names(connection, COMPARED_AT_ONCE)
    return redirect("matching:queue")


@require_GET
def show_answered(request: HttpRequest) -> HttpResponse:
    """What members have answered, to be looked at and taken back."""
    page = Paginator(find_answered(), ON_A_PAGE).get_page(request.GET.get("page"))
    judgements = [question.decision.judgement for question in page.object_list if question.decision]
    files = read_records(judgements)
    captions = get_captions(request)
    captions.need(one for question in page.object_list for one in (question.left, question.right))
    captions.need_claims(claim for file in files.values() for claim in file.history)
    rows = [
        (question, files.get(question.decision.judgement))
        for question in page.object_list
        if question.decision
    ]
    return render(request, "matching/answered.html", {"page": page, "rows": rows})


@require_GET
def show_pair(request: HttpRequest, left: UUID, right: UUID) -> HttpResponse:
    """One pair, with everything that helps to answer."""
    one, other = order(left, right)
    decision = find_decisions([one]).get((one, other))
    pairs = _show_pairs([Question(one, other, 0.0, 0, decision)])
    if not pairs or one == other:
        raise Http404
    files = read_records([one, other, *([decision.judgement] if decision else [])])
    get_captions(request).need_claims(c for file in files.values() for c in file.history)
    return render(
        request,
        "matching/pair.html",
        {
            "pair": pairs[0],
            "sides": [(pairs[0].left, files.get(one)), (pairs[0].right, files.get(other))],
            "judgement": files.get(decision.judgement) if decision else None,
        },
    )


@require_POST
def answer(request: HttpRequest, left: UUID, right: UUID) -> HttpResponse:
    """Record a member's answer and go on to the next question."""
    chosen = request.POST.get("answer", "")
    if chosen not in ANSWERS:
        return redirect("matching:pair", left, right)
    try:
        judge_same_person(
            current().station,
            _member(request),
            left,
            right,
            chosen,
            request.POST.get("why", "").strip()[:2000],
        )
    except InputError as error:
        messages.error(request, error.sentence(_))
        return redirect("matching:queue")
    messages.success(request, _("Recorded. It can be taken back under “answered”."))
    following = next((one for one in find_questions() if one.decision is None), None)
    if following is None:
        return redirect("matching:queue")
    return redirect("matching:pair", following.left, following.right)


@require_POST
def undo(request: HttpRequest, judgement: UUID) -> HttpResponse:
    """Take an answer back; the records are two people again, and the question is open again."""
    if not Judgement.objects.filter(pk=judgement).exists():
        raise Http404
    retract_record(
        current().station,
        _member(request),
        judgement,
        request.POST.get("why", "").strip()[:2000] or _("taken back"),
    )
    messages.success(request, _("The answer is taken back. Its history stays."))
    return redirect("matching:answered")


def _member(request: HttpRequest) -> UUID:
    return UUID(str(request.user.pk))


def _show_pairs(questions: Sequence[Question]) -> list[ShownPair]:
    people = read_people({one for question in questions for one in (question.left, question.right)})
    shown = []
    for question in questions:
        left, right = people.get(question.left), people.get(question.right)
        if left and right:
            shown.append(_show_pair(question, left, right, weigh_pair(left, right)))
    return shown


def _show_pair(
    question: Question, left: dict[str, Any], right: dict[str, Any], evidence: Evidence
) -> ShownPair:
    facts = list(evidence.facts)
    if find_shared_events([question.left], [question.right]):
        facts.append("same_event")
    if share_row(question.left, question.right):
        facts.append("same_row")
    sides: dict[int, list[str]] = {1: [], -1: [], 0: []}
    for reason in evidence.names:
        sides[reason.weight].append(reason.sentence(_))
    for fact in facts:
        sides[-1 if fact in AGAINST else 0 if fact == "same_event" else 1].append(str(FACTS[fact]))
    degree = next(words for least, words in DEGREES if evidence.score >= least)
    return ShownPair(question, left, right, degree, sides[1], sides[-1], sides[0])
