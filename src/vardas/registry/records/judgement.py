"""A judgement: whether two records are the same person. A person decides; anybody may undo it."""

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record
from vardas.registry.records.fields import Choice, Reference, Text
from vardas.registry.records.visibility import Visibility

ANSWERS = {
    "same": _("the same person"),
    "different": _("not the same person"),
    "undecided": _("undecided"),
}


class Judgement(Record):
    """One answer about two records; remembered, so that nobody is asked twice."""

    kind = "judgement"
    label = _("Judgement")
    label_many = _("Judgements")

    left = Reference(_("This"), kinds=("listing", "person"), visibility=Visibility.CASE)
    right = Reference(_("That"), kinds=("person",), visibility=Visibility.CASE)
    answer = Choice(_("Answer"), visibility=Visibility.CASE, options=ANSWERS)
    why = Text(_("Why"), visibility=Visibility.CASE)
