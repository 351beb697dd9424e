"""A relationship between two people: family first, and where each of them lives."""

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record
from vardas.registry.records.fields import Choice, Reference, Text, Texts, Truth
from vardas.registry.records.visibility import Visibility

RELATIONSHIP_KINDS = {
    "spouse": _("married to"),
    "partner": _("partner of"),
    "parent": _("parent of"),
    "child": _("child of"),
    "sibling": _("brother or sister of"),
    "grandparent": _("grandparent of"),
    "relative": _("relative of"),
    "guardian": _("guardian of"),
    "friend": _("friend of"),
    "colleague": _("works with"),
    "lawyer": _("lawyer of"),
}


class Relationship(Record):
    """Reads "person *is* type *of* other". Everything but the first is sealed.

    Relatives inside the country are the ones who can still be hurt: they stand under the seal by
    name, not as records of their own, which would stand in lists.
    """

    kind = "relationship"
    label = _("Relationship")
    label_many = _("Relationships")
    ftm_schema = "Family"
    guard = Visibility.FAMILY

    person = Reference(_("Person"), kinds=("person",), visibility=Visibility.CASE, ftm="person")
    type = Choice(
        _("Is"), visibility=Visibility.FAMILY, options=RELATIONSHIP_KINDS, ftm="relationship"
    )
    other = Reference(
        _("Of"),
        kinds=("person",),
        visibility=Visibility.FAMILY,
        ftm="relative",
        hint=_("only where the other has a record of their own already"),
    )
    other_name = Text(_("Name of the other"), visibility=Visibility.FAMILY)
    other_lives_in = Text(_("The other lives in"), visibility=Visibility.FAMILY)
    depends = Truth(_("Depends on this person"), visibility=Visibility.FAMILY)
    note = Texts(_("Note"), visibility=Visibility.FAMILY)
