"""Signing in: a passphrase is right when it opens the member's slot in the key file."""

from __future__ import annotations

import time
import unicodedata
from threading import Lock
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from vardas.keys.passphrase import WrongPassphrase
from vardas.registry.keyfile import Keys, open_key_file, read_key_file
from vardas.registry.opening import current
from vardas.registry.tables.member import Member
from vardas.web.members.waiting import TooManyTries, Waiting

PATIENCE = 20.0
"""Seconds that a try waits for its turn; longer, and sign-ins would hold every thread."""

_one_at_a_time = Lock()  # each try fills 256 MiB
waiting = Waiting(time.monotonic)


class PassphraseBackend(BaseBackend):
    """Knows members by name and passphrase."""

    def authenticate(
        self, request: HttpRequest | None, name: str = "", passphrase: str = "", **rest: Any
    ) -> Member | None:
        """Return the member whose name and passphrase these are, or None.

        An unknown name costs the same time as a wrong passphrase, so that nobody learns from here
        who works with the station. Raises TooManyTries.
        """
        key = _fold(name)
        if not _one_at_a_time.acquire(timeout=PATIENCE):
            raise TooManyTries(seconds=int(PATIENCE))
        try:
            waiting.check(key)
            member = _find_member(key)
            keys = _open(member, passphrase)
            if keys is not None and member is not None:
                waiting.note_success(key)
                member.own_key = keys.own
                return member
            waiting.note_failure(key)
            return None
        finally:
            _one_at_a_time.release()

    def get_user(self, user_id: Any) -> Member | None:
        """Return the member of a session; None for one suspended since."""
        return Member.objects.filter(pk=user_id, is_active=True).first()


def _open(member: Member | None, passphrase: str) -> Keys | None:
    """Try the member's slot, or the first one where there is none to try."""
    file = read_key_file(current().folder)
    slots = {slot.member for slot in file.slots}
    tried = member.id if member is not None and member.id in slots else file.slots[0].member
    try:
        opened = open_key_file(file, passphrase, tried)
    except WrongPassphrase:
        return None
    return opened if member is not None and opened.member == member.id else None


def _find_member(key: str) -> Member | None:
    """Find an active member by name, in whichever letters it was typed; never one of two."""
    found = [one for one in Member.objects.filter(is_active=True) if _fold(one.name) == key]
    return found[0] if len(found) == 1 else None


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
