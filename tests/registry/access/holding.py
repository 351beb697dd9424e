"""All four seals, with their private keys at hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from vardas.keys.sealing import SEED_LENGTH, OpeningKey
from vardas.registry.access.reader import Reader
from vardas.registry.access.roles import Role
from vardas.registry.records.visibility import SEALED, Visibility

Pairs = dict[UUID, OpeningKey]


def make_seals(random: Callable[[int], bytes], now: datetime) -> dict[Visibility, Pairs]:
    """Make the four seals and return their private keys."""
    from vardas.registry.tables.access import SealKey

    seals: dict[Visibility, Pairs] = {}
    for number, seal in enumerate(sorted(SEALED), 900):
        pair, identifier = OpeningKey(random(SEED_LENGTH)), UUID(int=number)
        SealKey.objects.create(id=identifier, seal=seal.value, public=pair.public, made=now)
        seals[seal] = {identifier: pair}
    return seals


def make_holder(
    seals: dict[Visibility, Pairs], member: UUID, roles: tuple[Role, ...] = tuple(Role)
) -> Reader:
    """Make a reader who holds these seals and has them open."""
    return Reader(member, roles, seals)
