"""Finding records by their words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Take the words, or show what they find."""
    return render(request, "search/search.html")
