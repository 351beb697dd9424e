"""The start: what is open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def show_home(request: HttpRequest) -> HttpResponse:
    """What waits for somebody."""
    return render(request, "home/home.html")
