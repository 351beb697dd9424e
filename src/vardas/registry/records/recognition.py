"""Recognition as a political prisoner: by whom, when, by which criteria; never a bare yes."""

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record
from vardas.registry.records.fields import Choice, Date, Reference, Text
from vardas.registry.records.visibility import Visibility


class Recognition(Record):
    """One body's word that a person is, or is no longer, a political prisoner."""

    kind = "recognition"
    label = _("Recognition")
    label_many = _("Recognitions")

    person = Reference(_("Person"), kinds=("person",), visibility=Visibility.PUBLIC)
    by = Reference(_("Recognised by"), kinds=("organization",), visibility=Visibility.PUBLIC)
    answer = Choice(
        _("Answer"),
        visibility=Visibility.PUBLIC,
        options={
            "recognised": _("recognised"),
            "not_recognised": _("not recognised"),
            "ended": _("no longer recognised"),
        },
    )
    on = Date(_("On"), visibility=Visibility.PUBLIC)
    criteria = Text(_("Criteria"), visibility=Visibility.PUBLIC)
