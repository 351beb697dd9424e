"""A list on its way in: handed in, its columns named, looked at, committed or put aside."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vardas.actions.lists import import_list
from vardas.errors import Problem, VardasError
from vardas.imports.columns import ColumnMapping, fingerprint
from vardas.imports.table import Table
from vardas.ledger.identifier import Sequence
from vardas.registry.fold.folding import Progress
from vardas.registry.opening import current
from vardas.registry.records.models import Source
from vardas.registry.tables.setting import PendingList, SavedMapping
from vardas.web.lists.forms import MappingForm, UploadForm
from vardas.web.lists.preparing import (
    SMALL,
    choose_mapping,
    preview_table,
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
        data = form.cleaned_data["file"].read()
        described = {name: form.cleaned_data[name] for name in form.fields if name != "file"}
        described["digest"] = sha256(data).hexdigest()
        described["file_name"] = form.cleaned_data["file"].name
        pending = PendingList(
            id=Sequence(station.random).next(int(station.clock().timestamp() * 1000)),
            member=request.user.pk,
            file_name=form.cleaned_data["file"].name,
            data=data,
            described=described,
            handed_in=station.clock(),
        )
        try:
            read_pending(pending)
        except VardasError as error:
            form.add_error("file", error.sentence(_))
        else:
            pending.save()
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
    table, mapping = _read(pending)
    seen = preview_table(table, mapping, current().station.clock().date())
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
            "problems": [(problem.place, say_problem(problem)) for problem in observation.problems],
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
            "counts": [(say_problem(first[code]), count) for code, count in seen.counts],
            "mapping": [choice for choice in mapping.choices if choice.field],
            "has_names": any(row.values.get("name") for row in seen.observations[:200]),
        },
    )


@require_POST
def commit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Commit the list: at once where it is small, otherwise with a page that shows how far it is."""
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
        return redirect("lists:mapping", pk=pk)
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
    _get_pending(request, pk).delete()
    messages.success(request, _("The list was put aside. Nothing of it was kept."))
    return redirect("lists:list")


def _commit(
    pending: PendingList, table: Table, mapping: ColumnMapping, member: UUID, progress: Progress
) -> UUID:
    station = current().station
    progress("read", 0, len(table.rows))
    seen = preview_table(table, mapping, station.clock().date())
    values = sum(2 + len(row.values) + len(row.problems) for row in seen.observations)
    described: dict[str, Any] = {
        name: value for name, value in pending.described.items() if value not in (None, "")
    }
    imported = import_list(
        station,
        member,
        seen.observations,
        described,
        columns=table.columns,
        total=values,
        progress=progress,
    )
    PendingList.objects.filter(pk=pending.pk).delete()
    return imported.source


def _read(pending: PendingList) -> tuple[Table, ColumnMapping]:
    table = read_pending(pending)
    return table, choose_mapping(pending, table, current().station.clock().date())


def _get_pending(request: HttpRequest, pk: UUID) -> PendingList:
    return get_object_or_404(PendingList, pk=pk, member=request.user.pk)


def _find_same(pending: PendingList) -> UUID | None:
    """Return the list that came in before from the very same file."""
    same = Source.objects.filter(digest=pending.described.get("digest"))
    return same.values_list("pk", flat=True).first()
