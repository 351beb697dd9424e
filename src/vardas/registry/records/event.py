"""An event: what happened, when, where, as part of what, in answer to what, to how many."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vardas.ledger.statement import Say
from vardas.registry.records.base import Record
from vardas.registry.records.fields import (
    Choice,
    Counts,
    Date,
    Number,
    Reference,
    References,
    Text,
    Texts,
)
from vardas.registry.records.visibility import Visibility

EVENT_KINDS = {
    "detention": _("detention"),
    "charge": _("charge"),
    "trial": _("trial"),
    "verdict": _("verdict"),
    "transfer": _("transfer"),
    "ill_treatment": _("ill-treatment"),
    "hospital": _("hospital"),
    "notice": _("told to leave"),
    "pardon": _("pardon"),
    "amnesty": _("amnesty"),
    "release": _("release"),
    "expulsion": _("expulsion"),
    "exchange": _("exchange"),
    "transport": _("transport"),
    "crossing": _("border crossing"),
    "refusal": _("refusal to leave"),
    "turned_back": _("turned back"),
    "reception": _("reception"),
    "journey": _("journey"),
    "press_conference": _("press conference"),
    "statement": _("public statement"),
    "last_seen": _("last seen"),
    "contact": _("confirmed contact"),
    "disappearance": _("disappearance"),
    "return_to_custody": _("return to custody"),
    "return_home": _("return home"),
    "death": _("death"),
    "threat": _("threat"),
    "search": _("search"),
    "meeting": _("meeting"),
    "call": _("telephone call"),
    "sanction_eased": _("sanctions eased"),
    "sanction_imposed": _("sanctions imposed"),
    "other": _("other"),
}

HURIDOCS_ACTS = {
    "expulsion": "330101",
    "disappearance": "030103",
}
"""HURIDOCS micro-thesaurus 4 (types of acts); only codes the design has checked."""

COUNTED = {
    "released": pgettext_lazy("people counted", "released"),
    "expelled": pgettext_lazy("people counted", "expelled"),
    "pardoned": pgettext_lazy("people counted", "pardoned"),
    "crossed": pgettext_lazy("people counted", "crossed the border"),
    "refused": pgettext_lazy("people counted", "refused to leave"),
    "stayed": pgettext_lazy("people counted", "stayed in the country"),
    "foreigners": pgettext_lazy("people counted", "foreign citizens"),
    "without_passport": pgettext_lazy("people counted", "without passport"),
    "women": pgettext_lazy("people counted", "women"),
    "men": pgettext_lazy("people counted", "men"),
    "named": pgettext_lazy("people counted", "named by a rights group"),
    "remaining": pgettext_lazy("people counted", "still held afterwards"),
    "detained": pgettext_lazy("people counted", "detained"),
    "died": pgettext_lazy("people counted", "died"),
}
"""The usual groups of people counted; any other words are accepted and shown as written."""


class Event(Record):
    """Something that happened. A count claimed is kept beside the people named, never instead.

    ``is_counted`` and ``is_answer`` are there to find, among many, the events that claim a number
    and those that answer to another.
    """

    kind = "event"
    label = _("Event")
    label_many = _("Events")
    ftm_schema = "Event"

    title = Text(_("Title"), visibility=Visibility.PUBLIC, ftm="name", huridocs="Event Title")
    type = Choice(
        _("What happened"), visibility=Visibility.PUBLIC, options=EVENT_KINDS, ftm="summary"
    )
    when = Date(
        _("When"), is_sorted=True, visibility=Visibility.PUBLIC, ftm="date", huridocs="Initial Date"
    )
    place = Reference(
        _("Where"),
        kinds=("place",),
        visibility=Visibility.PUBLIC,
        ftm="location",
        huridocs="Geographical Term",
    )
    destination = Reference(_("To where"), kinds=("place",), visibility=Visibility.PUBLIC)
    part_of = Reference(_("Part of"), kinds=("event",), visibility=Visibility.PUBLIC)
    step = Number(
        _("Step"), visibility=Visibility.PUBLIC, hint=_("place in the order of the whole")
    )
    answers_to = References(_("Answers to"), kinds=("event",), visibility=Visibility.PUBLIC)
    count = Counts(_("How many"), visibility=Visibility.PUBLIC)
    condition = Texts(_("Condition"), visibility=Visibility.PUBLIC)
    provided = Texts(_("What was provided"), visibility=Visibility.PUBLIC)
    relief = Texts(_("What was given in return"), visibility=Visibility.PUBLIC)
    charge = Texts(_("Charges"), visibility=Visibility.CASE)
    sentence = Text(_("Sentence"), visibility=Visibility.CASE)
    description = Texts(
        _("What is known"),
        visibility=Visibility.PUBLIC,
        ftm="description",
        huridocs="Event Description",
    )
    embargo = Date(_("Not to be published before"), visibility=Visibility.CASE)
    is_counted = models.BooleanField(default=False)
    is_answer = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            *Record.Meta.indexes,
            models.Index(fields=["type", "when_from"], name="event_by_type"),
            models.Index(
                fields=["when_from"], condition=models.Q(is_counted=True), name="event_counted"
            ),
            models.Index(
                fields=["when_from"], condition=models.Q(is_answer=True), name="event_answer"
            ),
        ]

    @classmethod
    def derive(cls, row: dict[str, Any], live: Sequence[Say]) -> None:
        """Note whether the event claims a number and whether it answers to another."""
        row["is_counted"] = bool(row.get("count"))
        row["is_answer"] = bool(row.get("answers_to"))

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        return str(row.get("title") or "")

    @classmethod
    def searched(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return cls.make_caption(row), " ".join(map(str, row.get("description") or ()))

    @classmethod
    def searched_openly(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return cls.searched(row)
