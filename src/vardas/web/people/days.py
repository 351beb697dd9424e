"""Which day a page is asked about; today where none is given or it is no day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from vardas.registry.opening import current


def read_today() -> date:
    """Return the day on the station's clock."""
    return current().station.clock().date()


def read_day(request: HttpRequest) -> tuple[date, bool]:
    """Return the day asked about, and whether it is today."""
    today = read_today()
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today, True
    return day, day == today
