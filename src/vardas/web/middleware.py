"""What every answer carries, and what becomes of a fault in a view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from vardas.registry.trouble import explain
from vardas.web.faults import show_error
from vardas.web.uploads import find_refusal

Answer = Callable[[HttpRequest], HttpResponseBase]

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "payment",
            "usb",
        )
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    # No page stays in the browser's cache on the disk of a machine that may be taken away.
    "Cache-Control": "no-store",
}


class ContentSecurityPolicy:
    """Adds the headers that keep a page to this station and out of the browser's disk cache."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


class Faults:
    """Turns an error of ours, of the disk or of the database into a page with its sentence."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer for a file that was refused while the request was read."""
        if request.method == "POST":
            request.FILES  # noqa: B018  reads the request now, so that no view sees half of it
        refusal = find_refusal(request)
        return show_error(request, refusal) if refusal else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer with the sentence of the error; None, so a fault of ours, where it has none."""
        explained = explain(error)
        return show_error(request, explained) if explained else None
