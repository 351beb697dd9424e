"""Asks for every kind of page, many times and for different people, and times the answers."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from bench.made_up import SEED, MadeUp

if TYPE_CHECKING:
    from django.test import Client

    from vardas.registry.opening import Opened

PATIENCE = 10_000
"""Milliseconds after which a page that is far too slow is not asked for again."""


def ask_pages(opened: Opened, rounds: int) -> dict[str, Any]:
    """Return, for every page, how many milliseconds half and 95 of 100 answers took at most."""
    client = _sign_in(opened)
    times: dict[str, list[float]] = defaultdict(list)
    failed: dict[str, int] = {}
    for name, ask in _make_questions(rounds):
        if sum(times[name]) > PATIENCE:
            continue
        began = time.perf_counter()
        status = ask(client)
        taken = (time.perf_counter() - began) * 1000
        if status != 200:
            failed[name] = status
        times[name].append(taken)
    everything = [one for taken in times.values() for one in taken[1:]]  # the first one loads code
    return {
        "p95": _percentile(everything, 95),
        "worst": max(_percentile(taken[1:], 95) for taken in times.values()),
        "pages": {
            name: {"p50": _percentile(taken[1:], 50), "p95": _percentile(taken[1:], 95)}
            for name, taken in times.items()
        },
        "failed": failed,
    }


def ask_first_rows(opened: Opened) -> dict[str, Any]:
    """Ask once for the first page of rows, as after an import."""
    from django.urls import reverse

    from vardas.registry.records.models import Listing

    client = _sign_in(opened)
    newest = Listing.objects.exclude(list=None).order_by("-pk").values_list("list", flat=True)[0]
    response = client.get(reverse("lists:rows", args=[newest]))
    return {"status": response.status_code}


def _sign_in(opened: Opened) -> Client:
    from django.conf import settings
    from django.test import Client

    from vardas.registry.tables.member import Member
    from vardas.settings import LOOPBACK

    for key, value in LOOPBACK.items():
        setattr(settings, key, value)
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(
        Member.objects.get(pk=opened.keys.member), settings.AUTHENTICATION_BACKENDS[0]
    )
    return client


def _make_questions(rounds: int) -> Iterator[tuple[str, Callable[[Client], int]]]:
    from django.urls import reverse

    from vardas.registry.records.models import Event, Person, Source

    chance = random.Random(SEED)
    some = {
        model: list(model.objects.order_by("pk").values_list("pk", flat=True)[:200_000:step])
        for model, step in ((Person, 97), (Event, 7), (Source, 1))
    }
    made_up = MadeUp(SEED + 1)

    def get(path: str) -> Callable[[Client], int]:
        return lambda client: client.get(path).status_code

    def search(words: str) -> Callable[[Client], int]:
        path = reverse("search:search")
        return lambda client: client.post(path, {"q": words}, follow=True).status_code

    for _ in range(rounds):
        person, event = chance.choice(some[Person]), chance.choice(some[Event])
        source, made = chance.choice(some[Source]), made_up.person()
        yield "start page", get(reverse("home:home"))
        yield "people", get(reverse("people:list"))
        yield "people, a later page", get(f"{reverse('people:list')}?page={chance.randint(2, 900)}")
        yield "a person", get(reverse("people:person", args=[person]))
        yield "history of a person", get(reverse("editing:history", args=[person]))
        yield "events", get(reverse("events:list"))
        yield "timeline", get(reverse("events:timeline"))
        yield "an event", get(reverse("events:event", args=[event]))
        yield "sources", get(reverse("sources:list"))
        yield "a source", get(reverse("sources:source", args=[source]))
        yield "search, a whole name", search(made.name)
        yield "search, in another script", search(made.latin)
        yield "search, a family name", search(made.family)
        yield "search, the beginning of a name", search(made.family[:4])
        yield "form for a new person", get(reverse("editing:add", args=["person"]))


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)], 1) if ordered else 0
