"""Finding records by their words. What is looked for never stands in an address."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vardas.web.search.finding import KINDS, ON_A_PAGE, find_groups, find_kind, suggest

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
        pages = Paginator(range(group.total), ON_A_PAGE).get_page(page)
        context = {
            "words": words,
            "groups": [group] if group.found else [],
            "pages": pages,
            "kind": kind,
            "query": f"kind={kind}&",
        }
        return render(request, "search/search.html", context)
    return render(request, "search/search.html", {"words": words, "groups": find_groups(words)})


@require_POST
def suggest_records(request: HttpRequest) -> HttpResponse:
    """Offer records while a name is being typed."""
    words = _read_words(request)
    return render(request, "search/suggestions.html", {"found": suggest(words), "words": words})


def _read_words(request: HttpRequest) -> str:
    return " ".join(request.POST.get("words", "").split())[:LONGEST]
