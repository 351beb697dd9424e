"""A list on its way in: handed in, its columns named, looked at, committed or put aside."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vardas.actions.lists import import_list
from vardas.errors import Problem, VardasError
from vardas.imports.columns import ColumnMapping, fingerprint
from vardas.imports.opening import open_table
from vardas.imports.table import Table
from vardas.ledger.identifier import Sequence
from vardas.registry.fold.folding import Progress
from vardas.registry.opening import current
from vardas.registry.records.fields import storable
from vardas.registry.records.models import Source
from vardas.registry.tables.setting import PendingList, SavedMapping
from vardas.web.lists.forms import MappingForm, UploadForm
from vardas.web.lists.preparing import (
    SMALL,
    choose_mapping,
    drop_pending,
    find_column,
    preview_pending,
    read_pending,
    say_problem,
    show_sample,
)
from vardas.web.lists.work import begin_work, find_work, forget_work

ON_A_PAGE = 50


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Hand in a list. It waits in the encrypted database until it is committed or put aside."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        station = current().station
        file = form.cleaned_data["file"]
        data, name = file.read(), storable(file.name)
        described = {field: form.cleaned_data[field] for field in form.fields if field != "file"}
        described["title"] = described["title"] or name.rpartition(".")[0] or name
        try:
            open_table(data, name)
        except VardasError as error:
            form.add_error("file", error.sentence(_))
        else:
            pending = PendingList.objects.create(
                id=Sequence(station.random).next(int(station.clock().timestamp() * 1000)),
                member=str(request.user.pk),
                file_name=name,
                data=data,
                described={**described, "digest": sha256(data).hexdigest(), "file_name": name},
                handed_in=station.clock(),
            )
            return redirect("lists:mapping", pk=pending.pk)
    return render(request, "lists/upload.html", {"form": form})


@require_http_methods(["GET", "POST"])
def choose_columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what the columns are; the answer is kept for the next list with these headings."""
    pending = _get_pending(request, pk)
    table, mapping = _read(pending)
    form = MappingForm(table, mapping, request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = mapping.choose(form.take_fields())
        pending.mapping = chosen.to_json()
        pending.save()
        SavedMapping.objects.update_or_create(
            pk=fingerprint(table.columns),
            defaults={"mapping": chosen.to_json(), "saved": current().station.clock()},
        )
        return redirect("lists:preview", pk=pk)
    columns = [
        {"choice": choice, "control": form[f"column-{place}"], "sample": show_sample(table, place)}
        for place, choice in enumerate(mapping.choices)
    ]
    return render(
        request,
        "lists/mapping.html",
        {
            "pending": pending,
            "form": form,
            "columns": columns,
            "rows": len(table.rows),
            "notes": [say_problem(note) for note in table.notes],
            "known": _find_same(pending),
        },
    )


@require_GET
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what the import would bring, every problem at its row; nothing is written yet."""
    pending = _get_pending(request, pk)
    mapping = _read(pending)[1]
    seen = preview_pending(pk, mapping, current().station.clock().date())
    only = request.GET.get("show") != "all"
    rows = seen.with_problems if only else seen.observations
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    first: dict[str, Problem] = {}
    for observation in seen.with_problems:
        for problem in observation.problems:
            first.setdefault(problem.code, problem)
    shown = [
        {
            "row": observation,
            "problems": [
                (find_column(problem), say_problem(problem)) for problem in observation.problems
            ],
        }
        for observation in page
    ]
    return render(
        request,
        "lists/preview.html",
        {
            "pending": pending,
            "page": page,
            "shown": shown,
            "only": only,
            "total": len(seen.observations),
            "bad": len(seen.with_problems),
            "counts": [
                (first[code].place, say_problem(first[code]), count) for code, count in seen.counts
            ],
            "query": f"show={'problems' if only else 'all'}&",
            "has_names": any(row.values.get("name") for row in seen.observations[:200]),
        },
    )


@require_POST
def commit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Commit the list: at once where it is small, else with a page that shows how far it is."""
    pending = _get_pending(request, pk)
    table, mapping = _read(pending)
    member = UUID(str(request.user.pk))

    def act(progress: Progress) -> UUID:
        return _commit(pending, table, mapping, member, progress)

    if len(table.rows) <= SMALL:
        source = act(lambda stage, done, total: None)
        messages.success(
            request, _("The list is in. Every row is kept; nobody was made of it yet.")
        )
        return redirect("lists:rows", pk=source)
    begin_work(pk, act)
    return redirect("lists:progress", pk=pk)


@require_GET
def show_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the import is; the page asks again by itself, without JavaScript."""
    work = find_work(pk)
    if work is None:
        # It ended and was shown, or the program was started anew and nothing of it was written.
        waits = PendingList.objects.filter(pk=pk, member=str(request.user.pk)).exists()
        return redirect("lists:mapping", pk=pk) if waits else redirect("lists:list")
    if work.is_over.is_set() and work.result is not None:
        forget_work(pk)
        messages.success(
            request, _("The list is in. Every row is kept; nobody was made of it yet.")
        )
        return redirect("lists:rows", pk=work.result)
    if work.is_over.is_set():
        forget_work(pk)
        return render(request, "lists/stopped.html", {"work": work, "pk": pk}, status=500)
    response = render(request, "lists/progress.html", {"work": work})
    response["Refresh"] = "2"
    return response


@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the list aside; nothing of it was written."""
    drop_pending(_get_pending(request, pk).pk)
    messages.success(request, _("The list was put aside. Nothing of it was kept."))
    return redirect("lists:list")


def _commit(
    pending: PendingList, table: Table, mapping: ColumnMapping, member: UUID, progress: Progress
) -> UUID:
    station = current().station
    progress("read", 0, len(table.rows))
    seen = preview_pending(pending.pk, mapping, station.clock().date())
    values = sum(2 + len(row.values) + len(row.problems) for row in seen.observations)
    described: dict[str, Any] = {
        name: value for name, value in pending.described.items() if value not in (None, "")
    }
    with transaction.atomic():
        imported = import_list(
            station,
            member,
            seen.observations,
            described,
            columns=table.columns,
            total=values,
            progress=progress,
        )
        drop_pending(pending.pk)
    return imported.source


def _read(pending: PendingList) -> tuple[Table, ColumnMapping]:
    table = read_pending(pending.pk)
    return table, choose_mapping(pending, table, current().station.clock().date())


def _get_pending(request: HttpRequest, pk: UUID) -> PendingList:
    waiting = PendingList.objects.defer("data")
    return get_object_or_404(waiting, pk=pk, member=str(request.user.pk))


def _find_same(pending: PendingList) -> UUID | None:
    """Return the list that came in before from the very same file."""
    same = Source.objects.filter(digest=pending.described.get("digest"))
    return same.values_list("pk", flat=True).first()
