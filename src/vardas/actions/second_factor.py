"""A second factor beside the passphrase: a code from an authenticator, or one of eight spare ones.

The secret stands in the database closed under a key of the station, and the spare codes as digests
under another: whoever reads the tables alone can make no code.
"""

from __future__ import annotations

from base64 import b32encode
from datetime import datetime
from uuid import UUID

from django.db import transaction

from vardas.errors import InputError
from vardas.keys.onetime import SECRET_LENGTH, digest_code, find_step
from vardas.keys.passphrase import close_box, derive_subkey, open_box
from vardas.registry.access.journal import note_reading
from vardas.registry.opening import Opened
from vardas.registry.tables.access import SecondFactor, SpareCode

SPARE = 8


class CodeWrong(InputError):
    """The code fits neither now nor among the spare ones."""

    code = "code_wrong"
    message = (
        "This code does not fit. Wait for the next one; if none fits, set the telephone's clock, or"
        " use one of your spare codes. A keeper can take the second factor away."
    )


def has_factor(member: UUID) -> bool:
    """Say whether a member is asked for a code when they sign in."""
    return SecondFactor.objects.filter(member=member, since__isnull=False).exists()


def begin_factor(opened: Opened, member: UUID) -> bytes:
    """Make a secret for a member, to be confirmed by a first code; one in use stays in use."""
    waiting = SecondFactor.objects.filter(member=member, since__isnull=True).first()
    if waiting is not None:
        return _open(opened, waiting)
    secret = opened.station.random(SECRET_LENGTH)
    box = close_box(_key(opened, "second factor"), opened.station.random(12), secret, member.bytes)
    SecondFactor.objects.create(member=member, box=box)
    return secret


def confirm_factor(opened: Opened, member: UUID, code: str) -> tuple[str, ...]:
    """Put a secret into use that a first code proves; returns spare codes, shown once.

    Raises CodeWrong.
    """
    waiting = SecondFactor.objects.filter(member=member, since__isnull=True).first()
    now = opened.station.clock()
    step = _find(opened, waiting, code, now) if waiting else None
    if waiting is None or step is None:
        raise CodeWrong
    spare = tuple(b32encode(opened.station.random(5)).decode().lower() for _ in range(SPARE))
    with transaction.atomic():
        SecondFactor.objects.filter(member=member).exclude(pk=waiting.pk).delete()
        SecondFactor.objects.filter(pk=waiting.pk).update(since=now, last_step=step)
        SpareCode.objects.filter(member=member).delete()
        key = _key(opened, "spare codes")
        SpareCode.objects.bulk_create(
            SpareCode(member=member, digest=digest_code(key, code)) for code in spare
        )
        note_reading(opened.station, member, "set_second_factor")
    return spare


def check_factor(opened: Opened, member: UUID, code: str) -> bool:
    """Say whether a code lets a member in; each is good once."""
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().get(member=member, since__isnull=False)
        step = _find(opened, factor, code, opened.station.clock())
        if step is not None:
            SecondFactor.objects.filter(pk=factor.pk).update(last_step=step)
            return True
        digest = digest_code(_key(opened, "spare codes"), code)
        used, _by_kind = SpareCode.objects.filter(member=member, digest=digest).delete()
        return bool(used)


def remove_factor(opened: Opened, by: UUID, member: UUID) -> None:
    """Take a member's second factor away, such as after they lost the telephone."""
    with transaction.atomic():
        SecondFactor.objects.filter(member=member).delete()
        SpareCode.objects.filter(member=member).delete()
        note_reading(opened.station, by, "removed_second_factor", to=str(member))


def _find(opened: Opened, factor: SecondFactor, code: str, now: datetime) -> int | None:
    return find_step(_open(opened, factor), code, int(now.timestamp()), factor.last_step)


def _open(opened: Opened, factor: SecondFactor) -> bytes:
    return open_box(_key(opened, "second factor"), bytes(factor.box), factor.member.bytes)


def _key(opened: Opened, purpose: str) -> bytes:
    return derive_subkey(opened.keys.master, purpose)
