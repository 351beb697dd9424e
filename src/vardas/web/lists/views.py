"""Lists that came in, and the rows of one: what each says, and who it may be."""

from __future__ import annotations

from collections.abc import Iterator
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

from vardas.actions.lists import undo_import
from vardas.registry.access.journal import note_reading
from vardas.registry.access.reader import get_reader
from vardas.registry.opening import current
from vardas.registry.records.models import Judgement, Listing, Source
from vardas.registry.tables.setting import PendingList
from vardas.web.context import get_captions
from vardas.web.lists.forms import UndoForm
from vardas.web.lists.preparing import say_problem
from vardas.web.lists.rows import find_bulk, read_cells, read_headings, read_problems
from vardas.web.lists.rows import show_rows as show_listings

ON_A_PAGE = 25
_WIDE = ("＝", "＋", "－", "＠")
FILTERS = {
    "": gettext_lazy("rows"),
    "open": gettext_lazy("not decided"),
    "problems": gettext_lazy("with problems"),
}


@require_GET
def show_lists(request: HttpRequest) -> HttpResponse:
    """All lists that came in, and those that wait."""
    counts = dict(
        Listing.objects.exclude(list=None)
        .values_list("list")
        .annotate(rows=Count("pk"))
        .values_list("list", "rows")
    )
    same = Judgement.objects.filter(answer="same").values("left")
    decided = dict(
        Listing.objects.filter(pk__in=same)
        .values_list("list")
        .annotate(rows=Count("pk"))
        .values_list("list", "rows")
    )
    sources = Source.objects.filter(pk__in=counts).defer("text").order_by("-first_said")
    return render(
        request,
        "lists/list.html",
        {
            "lists": [
                (source, counts[source.pk], counts[source.pk] - decided.get(source.pk, 0))
                for source in sources
            ],
            "waiting": PendingList.objects.filter(member=str(request.user.pk))
            .defer("data")
            .order_by("handed_in"),
        },
    )


@require_GET
def show_rows(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows of one list, with proposals who each may be."""
    source = _get_list(pk)
    every = Listing.objects.filter(list=pk)
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in FILTERS else ""
    filters = [(key, label, _count(every, key)) for key, label in FILTERS.items()]
    rows = _filter(every, chosen).order_by("row", "pk")
    page: Page[Listing] = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = show_listings(list(page.object_list), read_headings(source))
    captions = get_captions(request)
    captions.need(tie.person for row in shown for tie in row.ties)
    captions.need(likeness.person for row in shown for likeness, _why in row.likenesses)
    return render(
        request,
        "lists/rows.html",
        {
            "source": source,
            "page": page,
            "rows": shown,
            "bulk": find_bulk(shown),
            "filters": filters,
            "chosen": chosen,
            "query": f"show={chosen}&",
        },
    )


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
    source = _get_list(pk)
    note_reading(current().station, get_reader().member, "downloaded", [pk], form="rows")
    listings = Listing.objects.filter(list=pk).order_by("row", "pk")
    first = listings.first()
    headings = read_headings(source)
    columns = [name for name, _cell in read_cells(first, headings, is_whole=True)] if first else []
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff"
        yield writer.writerow([_("row"), *columns, _("problems")])
        for listing in listings.iterator(chunk_size=1000):
            held = dict(read_cells(listing, columns, is_whole=True))
            said = " · ".join(say_problem(problem) for problem in read_problems(listing))
            yield writer.writerow([listing.row, *(_defuse(held[name]) for name in columns), said])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rows-{pk}.csv"'
    return response


def _defuse(cell: str) -> str:
    """Guard a cell as the OWASP page on CSV injection asks, where the library leaves gaps."""
    return f"'{cell}" if cell[:1].isspace() or cell[:1] in _WIDE else cell


def _filter(rows: QuerySet[Listing], chosen: str) -> QuerySet[Listing]:
    if chosen == "problems":
        return rows.filter(has_problem=True)
    if chosen == "open":
        decided = Judgement.objects.filter(answer="same").values("left")
        return rows.exclude(pk__in=decided)
    return rows


def _count(rows: QuerySet[Listing], chosen: str) -> int:
    if chosen == "open":
        decided = Judgement.objects.filter(answer="same", left__in=rows.values("pk"))
        return rows.count() - decided.values("left").distinct().count()
    return _filter(rows, chosen).count()


def _get_list(pk: UUID) -> Source:
    source = get_object_or_404(Source.objects.defer("text"), pk=pk)
    if not Listing.objects.filter(list=pk).exists():
        raise Http404
    return source
