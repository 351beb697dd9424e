"""People, the people behind a figure, and one person."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from vardas.insight.counting import count_events
from vardas.insight.leafing import (
    find_initials,
    list_involved,
    list_named,
    list_people,
    list_these,
)
from vardas.insight.open_matters import find_missing
from vardas.insight.sameness import find_joined
from vardas.registry.permission import find_permissions
from vardas.registry.reading import read_joined, read_record, read_records
from vardas.registry.records.involvement import ROLES
from vardas.registry.records.models import Event, Involvement, Question
from vardas.web.addresses import find_address
from vardas.web.context import get_captions
from vardas.web.people.days import read_day, read_today
from vardas.web.people.dossier import load_dossier
from vardas.web.people.rows import make_rows
from vardas.web.permissions import say_permissions

ON_A_PAGE = 50
NOT_ACCOUNTED_FOR = "missing"
NAMED = "named"
NOT_NAMED = "unnamed"


@require_GET
def show_people(request: HttpRequest) -> HttpResponse:
    """All people, under a letter, not accounted for, or behind a figure of an event."""
    who = request.GET.get("who", "")
    event = _read_event(request)
    if event and who == NOT_NAMED:
        return _show_unnamed(request, event)
    role = request.GET.get("role", "")
    initial = request.GET.get("letter", "")[:1]
    query = f"who={who}&" if who == NOT_ACCOUNTED_FOR else ""
    if event:
        query = f"event={event.pk}&" + (f"who={NAMED}&" if who == NAMED else "")
        role = role if role in ROLES else ""
        query += f"role={role}&" if role else ""
        people = list_named(event.pk) if who == NAMED else list_involved(event.pk, role)
    elif who == NOT_ACCOUNTED_FOR:
        people = list_these({one.id for one in find_missing(read_today())})
    else:
        people = list_people(initial)
        query = f"letter={initial}&" if initial else ""
    page = Paginator(people.values("id", "name", "caption"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "people/list.html",
        {
            "page": page,
            "rows": make_rows(page.object_list, read_today()),
            "initials": [] if event or who else find_initials(),
            "initial": initial,
            "event": event,
            "who": who,
            "role": ROLES.get(role, ""),
            "query": query,
        },
    )


def _read_event(request: HttpRequest) -> Event | None:
    if "event" not in request.GET:
        return None
    try:
        return Event.objects.get(pk=UUID(request.GET["event"]))
    except (ValueError, Event.DoesNotExist) as error:
        raise Http404 from error


def _show_unnamed(request: HttpRequest, event: Event) -> HttpResponse:
    """What is known of those who are counted and not named, and who could name them."""
    count = count_events({event.pk: event.type or ""})[event.pk]
    groups = Involvement.objects.filter(event=event.pk, person__isnull=True, group__isnull=False)
    questions = Question.objects.filter(about=event.pk)
    related = list(groups.values_list("pk", flat=True)[:ON_A_PAGE])
    asked = list(questions.values_list("pk", flat=True)[:ON_A_PAGE])
    files = read_records([event.pk, *related, *asked])
    captions = get_captions(request)
    captions.need_claims(claim for file in files.values() for claim in file.history)
    return render(
        request,
        "people/unnamed.html",
        {
            "event": event,
            "count": count,
            "groups": [files[key] for key in related if key in files],
            "questions": [files[key] for key in asked if key in files],
            "people": make_rows(
                list_named(event.pk).values("id", "name", "caption")[:ON_A_PAGE], read_today()
            ),
        },
    )


@require_GET
def show_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person: the name, where they stand, what happened to them, what is said of them."""
    file = read_record(pk)
    if file is None:
        raise Http404
    if file.kind != "person":
        return redirect(find_address(file.kind, pk))
    day, is_today = read_day(request)
    joined = find_joined(pk)
    if len(joined.people) > 1:
        file = read_joined([pk, *(one for one in joined.people if one != pk)]) or file
    dossier = load_dossier(file, day, joined.people, is_today=is_today)
    permissions = find_permissions(
        [pk], read_today(), groups=dict.fromkeys(joined.people, joined.people[0])
    )[pk]
    get_captions(request).need(joined.people)
    get_captions(request).need_claims(dossier.claims())
    return render(
        request,
        "people/person.html",
        {
            "file": file,
            "dossier": dossier,
            "day": day,
            "is_today": is_today,
            "joined": joined,
            "allowed": say_permissions(permissions),
        },
    )
