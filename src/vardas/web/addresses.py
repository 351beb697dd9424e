"""Where the page of a record is: kinds with a room of their own, and the page for all others."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

ROOMS = {"person": "people:person", "event": "events:event", "source": "sources:source"}


def find_address(kind: str, record: UUID | str) -> str:
    """Return the path of a record's page."""
    return reverse(ROOMS.get(kind, "editing:record"), args=[record])
