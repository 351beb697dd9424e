"""The members' own keys while they are signed in: in this process's memory and nowhere else.

A session holds a random ticket; the key it stands for is here. It is gone with the sign-out, after
the hours a session lasts, when the process ends, and when the member is suspended or changes their
passphrase. Then what is sealed is closed, and signing in opens it again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from vardas.keys.sealing import OpeningKey

TICKET = "vardas_ticket"
IDLE = 2 * 3600.0
"""Seconds without a request after which the key is let go."""


@dataclass
class _Kept:
    member: UUID
    key: OpeningKey
    since: float
    used: float


class Keyring:
    """Keeps keys by ticket; ``clock`` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}
        self._lock = Lock()

    def keep(self, member: UUID, key: OpeningKey) -> str:
        """Keep a key and return its ticket."""
        ticket = token_urlsafe(24)
        now = self._clock()
        with self._lock:
            self._kept[ticket] = _Kept(member, key, now, now)
        return ticket

    def find(self, ticket: str, member: UUID) -> OpeningKey | None:
        """Return the key of a ticket, if it is this member's and neither old nor idle."""
        now = self._clock()
        with self._lock:
            self._drop_old(now)
            kept = self._kept.get(ticket)
            if kept is None or kept.member != member:
                return None
            kept.used = now
            return kept.key

    def forget(self, ticket: str) -> None:
        """Let the key of a ticket go."""
        with self._lock:
            self._kept.pop(ticket, None)

    def forget_member(self, member: UUID) -> None:
        """Let every key of a member go."""
        with self._lock:
            for ticket in [one for one, kept in self._kept.items() if kept.member == member]:
                del self._kept[ticket]

    def __len__(self) -> int:
        return len(self._kept)

    def __repr__(self) -> str:
        return f"Keyring({len(self)} keys)"

    def _drop_old(self, now: float) -> None:
        longest = float(settings.SESSION_COOKIE_AGE)
        for ticket, kept in list(self._kept.items()):
            if now - kept.since > longest or now - kept.used > IDLE:
                del self._kept[ticket]


keyring = Keyring(time.monotonic)


def keep_key(request: HttpRequest, member: UUID, key: OpeningKey | None) -> None:
    """Keep the key of whoever has just signed in, for this session."""
    if key is not None:
        request.session[TICKET] = keyring.keep(member, key)


def find_key(request: HttpRequest) -> OpeningKey | None:
    """Return the key of whoever is signed in; None where this process does not have it."""
    ticket = request.session.get(TICKET)
    member = request.user.pk
    return keyring.find(ticket, member) if ticket and isinstance(member, UUID) else None


def forget_key(request: HttpRequest) -> None:
    """Let the key of this session go."""
    if ticket := request.session.get(TICKET):
        keyring.forget(ticket)
