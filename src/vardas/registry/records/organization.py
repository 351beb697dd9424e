"""An organization: a state body, a rights group, a medium, a helper."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record, all_names, first_name
from vardas.registry.records.fields import Choice, Names, Text, Texts
from vardas.registry.records.visibility import Visibility

ORGANIZATION_KINDS = {
    "state": _("state body"),
    "government": _("government"),
    "security": _("police or security service"),
    "court": _("court"),
    "rights": _("human rights group"),
    "opposition": _("political group"),
    "media": _("media"),
    "aid": _("aid organization"),
    "international": _("international body"),
    "group": _("group of people"),
    "other": _("other"),
}


class Organization(Record):
    """A body or a named group that acts, claims or helps."""

    kind = "organization"
    label = _("Organization")
    label_many = _("Organizations")
    ftm_schema = "Organization"

    name = Names(_("Name"), visibility=Visibility.PUBLIC, ftm="name", huridocs="Organization Name")
    type = Choice(
        _("What it is"), visibility=Visibility.PUBLIC, options=ORGANIZATION_KINDS, ftm="legalForm"
    )
    country = Text(_("Country"), visibility=Visibility.PUBLIC, ftm="country")
    website = Text(_("Website"), visibility=Visibility.PUBLIC, ftm="website")
    note = Texts(_("Note"), visibility=Visibility.CASE, ftm="notes")

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        return first_name(row.get("name"))

    @classmethod
    def searched(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return all_names(row.get("name")), " ".join(map(str, row.get("note") or ()))

    @classmethod
    def searched_openly(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return all_names(row.get("name")), ""
