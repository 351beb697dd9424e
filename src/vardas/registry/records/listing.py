"""A listing: a row of somebody's list, as observed. It is nobody until a person decides."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from vardas.ledger.statement import Say
from vardas.registry.records.base import Record, all_names, first_name
from vardas.registry.records.fields import Date, Many, Names, Number, Object, Text, Texts
from vardas.registry.records.visibility import Visibility


class Listing(Record):
    """What one row of a list says.

    ``cells`` is ``{"row": number, "cells": {heading: text as written}}`` with the list as its
    source; ``list`` and ``row`` are taken from it. The rest is how the row was read.
    """

    kind = "listing"
    label = _("Row of a list")
    label_many = _("Rows of lists")

    list = models.UUIDField(null=True)
    row = models.BigIntegerField(null=True)
    has_problem = models.BooleanField(default=False)
    cells = Object(_("As written"), visibility=Visibility.CASE)
    problem = Many(_("Problems"), visibility=Visibility.CASE)
    name = Names(_("Name"), visibility=Visibility.CASE)
    list_id = Text(_("Number in the list"), visibility=Visibility.CASE)
    sex = Text(_("Sex"), visibility=Visibility.CASE)
    birth_date = Date(_("Born"), visibility=Visibility.CASE)
    death_date = Date(_("Died"), visibility=Visibility.CASE)
    citizenship = Text(_("Citizenship"), visibility=Visibility.CASE)
    occupation = Text(_("Occupation"), visibility=Visibility.CASE)
    detained_on = Date(_("Detained"), visibility=Visibility.CASE)
    verdict_on = Date(_("Verdict"), visibility=Visibility.CASE)
    appeal_on = Date(_("Appeal"), visibility=Visibility.CASE)
    penalty_from = Date(_("Penalty from"), visibility=Visibility.CASE)
    released_on = Date(_("Released"), visibility=Visibility.CASE)
    event_date = Date(_("Date"), visibility=Visibility.CASE)
    place = Text(_("Place"), visibility=Visibility.CASE)
    address = Text(_("Address"), visibility=Visibility.CASE)
    charge = Texts(_("Charges"), visibility=Visibility.CASE)
    sentence = Text(_("Sentence"), visibility=Visibility.CASE)
    decision = Text(_("Decision"), visibility=Visibility.CASE)
    judge = Text(_("Judge"), visibility=Visibility.CASE)
    status = Text(_("Status"), visibility=Visibility.CASE)
    count = Number(_("How many"), visibility=Visibility.CASE)
    url = Text(_("Address on the web"), visibility=Visibility.CASE)
    description = Text(_("Description"), visibility=Visibility.CASE)
    note = Texts(_("Note"), visibility=Visibility.CASE)

    class Meta:
        # Counting and paging through 100,000 rows must not read the rows.
        indexes = [
            models.Index(fields=["list", "row", "id"], name="listing_by_row"),
            models.Index(
                fields=["list", "row", "id"],
                condition=models.Q(has_problem=True),
                name="listing_with_problem",
            ),
        ]

    @classmethod
    def derive(cls, row: dict[str, Any], live: Sequence[Say]) -> None:
        """Take the list and the row's number from the statement that holds the cells."""
        row["has_problem"] = bool(row.get("problem"))
        for say in live:
            if say.field == "cells" and isinstance(say.value, dict):
                row["list"] = say.source
                number = say.value.get("row")
                row["row"] = number if type(number) is int else None
                return

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        return first_name(row.get("name")) or str(row.get("description") or "")

    @classmethod
    def searched(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return all_names(row.get("name")), str(row.get("description") or "")
