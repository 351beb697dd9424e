"""Finding records by their words. What is looked for never stands in an address."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vardas.registry.access.journal import note_reading
from vardas.registry.access.reader import get_reader
from vardas.registry.opening import current
from vardas.web.search.finding import KINDS, ON_A_PAGE, Group, find_groups, find_kind, suggest

LONGEST = 200
SESSION_KEY = "search_words"


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Take the words and keep them in the session, then show what they find."""
    if request.method == "POST":
        request.session[SESSION_KEY] = _read_words(request)
        return redirect("search:search")
    words = str(request.session.get(SESSION_KEY, ""))
    kind = request.GET.get("kind", "")
    if kind in KINDS:
        number = request.GET.get("page", "")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
        group = find_kind(words, kind, max(page, 1))
        note_search([group])
        pages = Paginator(range(group.total), ON_A_PAGE).get_page(page)
        context = {
            "words": words,
            "groups": [group] if group.found else [],
            "pages": pages,
            "kind": kind,
            "query": f"kind={kind}&",
        }
        return render(request, "search/search.html", context)
    groups = find_groups(words)
    if words:
        note_search(groups)
    return render(request, "search/search.html", {"words": words, "groups": groups})


@require_POST
def suggest_records(request: HttpRequest) -> HttpResponse:
    """Offer records while a name is being typed."""
    words = _read_words(request)
    found = suggest(words)
    if found:
        shown = {one.record for one in found}
        note_reading(current().station, get_reader().member, "searched", shown, form="typing")
    return render(request, "search/suggestions.html", {"found": found, "words": words})


def note_search(groups: Sequence[Group]) -> None:
    """Note in the log of readings that somebody searched and what they were shown.

    The words are not noted: the log would be one more place where a name stands.
    """
    shown = {found.record for group in groups for found in group.found}
    note_reading(current().station, get_reader().member, "searched", shown)


def _read_words(request: HttpRequest) -> str:
    return " ".join(request.POST.get("words", "").split())[:LONGEST]
