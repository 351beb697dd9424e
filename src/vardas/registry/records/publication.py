"""A publication: what a member wants to let out, a second member's word on it, and its leaving."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record
from vardas.registry.records.fields import LongText, References, Text, Texts, Truth
from vardas.registry.records.visibility import Visibility


class Publication(Record):
    """One wish to let something leave.

    ``content`` is what was shown when it was proposed, as digests: nothing else may leave under it.
    Who proposed and who approved stand in the ledger, in the commits that say so.
    """

    kind = "publication"
    label = _("Publication")
    label_many = _("Publications")

    purpose = Text(_("Purpose"), visibility=Visibility.CASE)
    recipient = Text(_("Who gets it"), visibility=Visibility.CASE)
    people = References(_("About whom"), kinds=("person",), visibility=Visibility.CASE)
    content = LongText(_("What was shown"), visibility=Visibility.CASE)
    approved = Truth(_("Approved"), visibility=Visibility.CASE)
    left = Texts(_("Left"), visibility=Visibility.CASE, hint=_("when, and in which form"))
    note = Texts(_("Note"), visibility=Visibility.CASE)

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        return " · ".join(str(row[name]) for name in ("purpose", "recipient") if row.get(name))

    @classmethod
    def searched(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return "", ""
