"""A place: a prison, a crossing, a town; with its official number and its names."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record, all_names, first_name
from vardas.registry.records.fields import Choice, Names, Reference, Text, Texts
from vardas.registry.records.visibility import Visibility

PLACE_KINDS = {
    "country": _("country"),
    "region": _("region"),
    "town": _("town"),
    "colony": _("penal colony"),
    "prison": _("prison"),
    "remand": _("remand centre"),
    "open": _("open correctional facility"),
    "crossing": _("border crossing"),
    "court": _("court"),
    "hospital": _("hospital"),
    "shelter": _("shelter"),
    "other": _("other"),
}


class Place(Record):
    """Somewhere that an event can happen."""

    kind = "place"
    label = _("Place")
    label_many = _("Places")
    ftm_schema = "Address"

    name = Names(_("Name"), visibility=Visibility.PUBLIC, ftm="full")
    type = Choice(_("What it is"), visibility=Visibility.PUBLIC, options=PLACE_KINDS)
    number = Text(_("Official number"), visibility=Visibility.PUBLIC)
    part_of = Reference(_("Lies in"), kinds=("place",), visibility=Visibility.PUBLIC)
    country = Text(_("Country"), visibility=Visibility.PUBLIC, ftm="country")
    address = Text(_("Address"), visibility=Visibility.PUBLIC, ftm="remarks")
    note = Texts(_("Note"), visibility=Visibility.CASE)

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        return first_name(row.get("name"))

    @classmethod
    def searched(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return all_names(row.get("name")), str(row.get("address") or "")

    @classmethod
    def searched_openly(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return all_names(row.get("name")), ""
