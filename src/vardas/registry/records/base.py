"""What every record type is: a Django model that is read as any other and never saved by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Self

from django.db import models

from vardas.errors import BrokenError
from vardas.ledger.statement import Say
from vardas.registry.records.fields import Fact, Label
from vardas.registry.records.visibility import Visibility


class RecordSavedByHand(BrokenError):
    """Something tried to write a registry row around the ledger."""

    code = "record_saved_by_hand"
    message = "Records are written by the fold alone. Use an action of vardas.actions."


class Record(models.Model):
    """The common columns. A row exists as long as one statement about the record is live.

    ``contested`` names the fields with values that contradict each other, ``doubtful`` those whose
    value shown first was said to be doubtful.
    """

    kind: ClassVar[str] = ""
    label: ClassVar[Label] = ""
    label_many: ClassVar[Label] = ""
    ftm_schema: ClassVar[str] = ""
    guard: ClassVar[Visibility | None] = None
    """Whoever does not see this visibility sees nothing of such a record, nor that there is one."""

    id = models.UUIDField(primary_key=True)
    caption = models.TextField(default="")
    contested = models.JSONField(default=list)
    is_contested = models.BooleanField(default=False)
    doubtful = models.JSONField(default=list)
    first_said = models.CharField(max_length=40, default="")
    last_said = models.CharField(max_length=40, default="")

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["last_said"],
                condition=models.Q(is_contested=True),
                name="%(class)s_contested",
            )
        ]

    def __str__(self) -> str:
        return self.caption

    def save(self, *args: Any, **options: Any) -> None:
        raise RecordSavedByHand

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise RecordSavedByHand

    @classmethod
    @cache
    def _facts(cls) -> Mapping[str, Fact]:
        return {field.name: field for field in cls._meta.get_fields() if isinstance(field, Fact)}

    @classmethod
    def facts(cls) -> list[Fact]:
        """Return the declared fields in the order of declaration."""
        return list(cls._facts().values())

    @classmethod
    def fact(cls, name: str) -> Fact | None:
        """Return one declared field, or None where this version does not know it."""
        return cls._facts().get(name)

    @classmethod
    def derive(cls, row: dict[str, Any], live: Sequence[Say]) -> None:
        """Fill columns that come from how something was said rather than from what."""

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        """Make the words that stand for the record in a list, from its columns."""
        return ""

    @classmethod
    def searched(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        """Return (title, body) for the full-text index; empty where nothing is searched."""
        return cls.make_caption(row), ""

    @classmethod
    def searched_openly(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        """Return what those may search who see no field of the case; nothing unless declared."""
        return "", ""


def first_name(names: Sequence[Mapping[str, Any]] | None) -> str:
    """Return the text of the name to show first."""
    return str(names[0].get("text", "")) if names else ""


def all_names(names: Sequence[Mapping[str, Any]] | None) -> str:
    """Return all spellings, for the full-text index."""
    return " · ".join(str(name.get("text", "")) for name in names or ())
