"""What is asked of the gate: for which purpose, for whom, by which member."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from vardas.publish.approval import Approved
from vardas.registry.access.reader import Reader

PUBLIC_RECIPIENT = "public"


@dataclass(frozen=True)
class Request:
    """One wish to let something leave."""

    purpose: str
    """A purpose of consent, such as ``say_arrived``; one of those in ``publish.allowed``."""
    recipient: str
    """``public``, or who exactly gets it."""
    asked_by: UUID
    made: datetime
    people: frozenset[UUID] | None = None
    """Only these people; everybody who agreed where None."""
    approved: Approved | None = None
    """Only what was shown to who approved; everything where None."""
    reader: Reader | None = None
    """Whose open seals serve for the person's own file, and for nothing else."""

    @property
    def is_public(self) -> bool:
        """Say whether anybody may get to see it."""
        return self.recipient == PUBLIC_RECIPIENT


class Permitted(Protocol):
    """One person's answer for one purpose, as :mod:`vardas.registry.permission` reads it."""

    @property
    def state(self) -> str:
        """``yes``, ``no``, ``not_asked``, ``withdrawn`` or ``ended``."""

    @property
    def recipients(self) -> Collection[str]:
        """To whom alone; empty where the person named nobody in particular."""


class FindPermissions(Protocol):
    """Finds what people have agreed to on a day; people judged to be one have one answer."""

    def __call__(
        self, people: Collection[UUID], day: date, *, groups: Mapping[UUID, UUID]
    ) -> Mapping[UUID, Mapping[str, Permitted]]: ...
