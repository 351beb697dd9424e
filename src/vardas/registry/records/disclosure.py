"""A disclosure: what left the station, when, to whom, on whose word.

The register that data protection law asks for (GDPR articles 5(2), 19 and 30): who withdraws a
consent is told from it what had already left.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record
from vardas.registry.records.consent import PURPOSES
from vardas.registry.records.fields import Choice, Date, Number, Reference, References, Text, Texts
from vardas.registry.records.visibility import Visibility

GROUNDS = {
    **PURPOSES,
    "own_file": _("give people their own file"),
    "law": _("follow what a law demands"),
}
"""The purposes people are asked about, and the two that need no answer."""


class Disclosure(Record):
    """One thing that left, with everybody it names."""

    kind = "disclosure"
    label = _("Disclosure")
    label_many = _("Disclosures")

    title = Text(_("Title"), visibility=Visibility.DESK)
    when = Date(_("When"), is_sorted=True, visibility=Visibility.DESK)
    purpose = Choice(_("Purpose"), visibility=Visibility.DESK, options=GROUNDS)
    recipient = Text(_("To whom"), visibility=Visibility.DESK)
    format = Text(_("Format"), visibility=Visibility.DESK)
    people = References(_("People named"), kinds=("person",), visibility=Visibility.CASE)
    records = Number(_("Number of records"), visibility=Visibility.CASE)
    asked_by = Text(_("Asked for by"), visibility=Visibility.CASE)
    approved_by = Texts(_("Approved by"), visibility=Visibility.CASE)
    publication = Reference(_("Publication"), kinds=("publication",), visibility=Visibility.CASE)
    checkpoint = Text(_("Checkpoint"), visibility=Visibility.CASE)
    note = Texts(_("Note"), visibility=Visibility.CASE)

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        return str(row.get("title") or row.get("recipient") or "")
