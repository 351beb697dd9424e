"""Pages for what went wrong, with what to do next; and log lines that say only where it was."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from vardas.errors import BrokenError, DataError, InputError, StateError, VardasError
from vardas.registry.trouble import explain

_STATUS: tuple[tuple[type[VardasError], int], ...] = (
    (InputError, 400),
    (StateError, 409),
    (DataError, 422),
    (BrokenError, 500),
)
_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def show_error(request: HttpRequest, error: VardasError) -> HttpResponse:
    """The page of one of our errors: its sentence, and the way back."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    if status == 500:
        return show_broken(request)
    headings = {
        400: _("This could not be done"),
        409: _("Not now"),
        422: _("Something is damaged"),
    }
    back = request.get_full_path() if request.method == "POST" and status != 422 else ""
    return _show(request, status, headings[status], error.sentence(_), back)


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what the browser sent cannot be read."""
    if isinstance(exception, _TOO_LARGE):
        sentence = _(
            "More was sent at once than one page may carry, so nothing was saved. Send it in parts."
        )
    else:
        sentence = _("The browser sent something that cannot be read. Go back and try again.")
    return _show(request, 400, _("This could not be done"), sentence)


def show_forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this member."""
    return _show(
        request,
        403,
        _("Not open to you"),
        _("This page is not open to you. Ask a colleague who runs this station."),
    )


def show_missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing at this address."""
    return _show(
        request,
        404,
        _("Nothing here"),
        _(
            "There is nothing at this address. It may have been mistyped, or the record has not"
            " arrived at this station yet. Search for the name, or begin at the start page."
        ),
    )


def show_broken(request: HttpRequest) -> HttpResponse:
    """500: our own fault, or a disk or database that failed before any view."""
    explained = explain(sys.exc_info()[1] or Exception())
    if explained is not None and not isinstance(explained, BrokenError):
        sentence = explained.sentence(_)
    else:
        sentence = _(
            "Something went wrong in the program itself. What was saved before is intact. Go back"
            " and try again; if it happens again, tell whoever runs this station what you were"
            " doing."
        )
    return HttpResponseServerError(_render_bare(_("That did not work"), sentence))


@requires_csrf_token
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose token is old or missing: nothing was saved, and how to save it."""
    return _show(
        request,
        403,
        _("This form has expired"),
        _(
            "Nothing was saved: the form was open too long, you signed out elsewhere, or the"
            " browser keeps no cookies. Go back in the browser, copy what you wrote, reload the"
            " page and send it again."
        ),
        request.get_full_path(),
    )


def _show(
    request: HttpRequest, status: int, heading: str, sentence: str, back: str = ""
) -> HttpResponse:
    context = {"heading": heading, "sentence": sentence, "back": back}
    try:
        return render(request, "faults/fault.html", context, status=status)
    except Exception:
        # The frame of the page asks the database who is signed in; here that may be what failed.
        logging.getLogger(__name__).exception("frame")
        return HttpResponse(_render_bare(heading, sentence), status=status)


def _render_bare(heading: str, sentence: str) -> str:
    return render_to_string("faults/bare.html", {"heading": heading, "sentence": sentence})


class PlaceOnlyFormatter(logging.Formatter):
    """Writes when and where something failed and what kind of error it was; never its words.

    Messages, paths, parameters and SQL may name people, and a log is not encrypted.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one line: time, level, logger, and for an error its class, code and place."""
        parts = [self.formatTime(record), record.levelname, record.name]
        error: BaseException | None = record.exc_info[1] if record.exc_info else None
        if error is None:
            parts.append(f"{record.module}:{record.lineno}")
        while error is not None:
            parts.append(_describe(error))
            error = error.__cause__
        return " ".join(parts)


def _describe(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    code = f"[{error.code}]" if isinstance(error, VardasError) else ""
    frames: list[Any] = list(traceback.walk_tb(error.__traceback__))
    place = ""
    if frames:
        frame, line = frames[-1]
        place = f" at {frame.f_globals.get('__name__', '?')}:{line}"
    return f"{kind}{code}{place}"
