"""A question: what is not known, and who could answer."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record
from vardas.registry.records.fields import Choice, Reference, Text, Texts
from vardas.registry.records.visibility import Visibility


class Question(Record):
    """Something open about a record; open until somebody says otherwise."""

    kind = "question"
    label = _("Question")
    label_many = _("Questions")

    text = Text(_("Question"), visibility=Visibility.PUBLIC)
    about = Reference(
        _("About"),
        kinds=("person", "event", "organization", "place", "source"),
        visibility=Visibility.PUBLIC,
    )
    who_could_answer = Texts(_("Who could answer"), visibility=Visibility.CASE)
    state = Choice(
        _("State"),
        visibility=Visibility.PUBLIC,
        options={"open": _("open"), "answered": _("answered"), "given_up": _("given up")},
    )
    answer = Text(_("Answer"), visibility=Visibility.CASE)

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        return str(row.get("text") or "")
