"""Every address of the site, with arguments that lead to a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Route:
    """One address: its name with its room, and the names and kinds of its arguments."""

    name: str
    arguments: tuple[tuple[str, str], ...]


def find_routes() -> list[Route]:
    """Return all routes of the URL configuration."""
    return sorted(_walk(get_resolver(), ""), key=lambda route: route.name)


def _walk(resolver: URLResolver, room: str) -> Iterator[Route]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{room}{one.namespace}:" if one.namespace else room
            yield from _walk(one, inner)
        elif isinstance(one, URLPattern):
            converters = one.pattern.converters
            arguments = tuple((name, type(kind).__name__) for name, kind in converters.items())
            yield Route(f"{room}{one.name}", arguments)
