"""Lists that came in, and the rows of one: what each says, and who it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from defusedcsv import csv
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from vardas.actions.lists import read_problem, undo_import
from vardas.insight.likeness import Likeness, Tie, find_likenesses, find_ties
from vardas.registry.opening import current
from vardas.registry.records.models import Judgement, Listing, Source
from vardas.registry.tables.setting import PendingList
from vardas.web.lists.forms import UndoForm
from vardas.web.lists.preparing import say_problem

ON_A_PAGE = 50
REASONS = {
    "same_name": gettext_lazy("the same name"),
    "same_words": gettext_lazy("the same words in the name"),
    "part_of_name": gettext_lazy("a part of the name"),
    "same_birth_date": gettext_lazy("the same birth date"),
    "other_birth_date": gettext_lazy("but another birth date"),
}
FILTERS = {
    "": gettext_lazy("all"),
    "open": gettext_lazy("not decided"),
    "problems": gettext_lazy("with problems"),
}


@dataclass(frozen=True)
class ShownRow:
    """One row as the page shows it."""

    listing: Listing
    problems: Sequence[tuple[str, str]]
    facts: Sequence[tuple[Any, Any, str]]
    ties: Sequence[Tie]
    likenesses: Sequence[tuple[Likeness, Sequence[Any]]]

    @property
    def is_decided(self) -> bool:
        """Say whether somebody said who this is."""
        return any(tie.answer == "same" for tie in self.ties)


@require_GET
def show_lists(request: HttpRequest) -> HttpResponse:
    """All lists that came in, and those that wait."""
    counts = dict(
        Listing.objects.exclude(list=None)
        .values_list("list")
        .annotate(rows=Count("pk"))
        .values_list("list", "rows")
    )
    sources = Source.objects.filter(pk__in=counts).defer("text").order_by("-first_said")
    return render(
        request,
        "lists/list.html",
        {
            "lists": [(source, counts[source.pk]) for source in sources],
            "waiting": PendingList.objects.filter(member=request.user.pk)
            .defer("data")
            .order_by("handed_in"),
        },
    )


@require_GET
def show_rows(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows of one list, with proposals who each may be."""
    source = _get_list(pk)
    chosen = request.GET.get("show", "")
    rows = _filter(Listing.objects.filter(list=pk), chosen).order_by("row", "pk")
    page: Page[Listing] = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "lists/rows.html",
        {
            "source": source,
            "page": page,
            "rows": show_listings(list(page.object_list)),
            "filters": FILTERS.items(),
            "chosen": chosen,
        },
    )


def show_listings(listings: list[Listing]) -> list[ShownRow]:
    """Prepare rows for the page: problems in words, ties, and proposals where nothing is decided."""
    ties = find_ties(listing.pk for listing in listings)
    undecided = [
        listing
        for listing in listings
        if not any(tie.answer == "same" for tie in ties.get(listing.pk, ()))
    ]
    likenesses = find_likenesses(undecided)
    answered = {(row, tie.person) for row, found in ties.items() for tie in found}
    shown = []
    for listing in listings:
        proposals = [
            (likeness, [REASONS.get(reason, reason) for reason in likeness.reasons])
            for likeness in likenesses.get(listing.pk, ())
            if (listing.pk, likeness.person) not in answered
        ]
        problems = [
            read_problem(value) for value in listing.problem or () if isinstance(value, dict)
        ]
        shown.append(
            ShownRow(
                listing,
                [(problem.place, say_problem(problem)) for problem in problems],
                _read_facts(listing),
                ties.get(listing.pk, ()),
                proposals,
            )
        )
    return shown


def _read_facts(listing: Listing) -> list[tuple[Any, Any, str]]:
    facts = []
    for fact in Listing.facts():
        value = getattr(listing, fact.name)
        if value in (None, "", []) or fact.name in ("cells", "problem", "name"):
            continue
        facts.append((fact.label, value, fact.value_type))
    return facts


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the whole import back."""
    source = _get_list(pk)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        undo_import(current().station, UUID(str(request.user.pk)), pk, form.cleaned_data["why"])
        messages.success(request, _("The import was taken back. Its history is kept."))
        return redirect("lists:list")
    rows = Listing.objects.filter(list=pk)
    made = Judgement.objects.filter(left__in=rows.values("pk"), answer="same").count()
    return render(
        request,
        "lists/undo.html",
        {"source": source, "form": form, "rows": rows.count(), "decided": made},
    )


class _Echo:
    """A file that hands each line back instead of writing it."""

    def write(self, line: str) -> str:
        return line


@require_GET
def download_rows(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The rows as written with their problems, as CSV in which no cell is a formula."""
    _get_list(pk)
    listings = Listing.objects.filter(list=pk).order_by("row", "pk")
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        columns: list[str] = []
        for listing in listings.iterator(chunk_size=1000):
            held = (listing.cells or {}).get("cells", {})
            if not columns:
                columns = list(held)
                yield "\ufeff"
                yield writer.writerow([_("row"), *columns, _("problems")])
            problems = [read_problem(value) for value in listing.problem or ()]
            said = " · ".join(say_problem(problem) for problem in problems)
            yield writer.writerow([listing.row, *(held.get(name, "") for name in columns), said])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rows-{pk}.csv"'
    return response


def _filter(rows: QuerySet[Listing], chosen: str) -> QuerySet[Listing]:
    if chosen == "problems":
        return rows.exclude(problem=[])
    if chosen == "open":
        decided = Judgement.objects.filter(answer="same").values("left")
        return rows.exclude(pk__in=decided)
    return rows


def _get_list(pk: UUID) -> Source:
    source = get_object_or_404(Source.objects.defer("text"), pk=pk)
    if not Listing.objects.filter(list=pk).exists():
        raise Http404
    return source
