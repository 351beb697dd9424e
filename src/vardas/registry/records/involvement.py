"""An involvement: who was in an event, in which role, and how it was done to them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record
from vardas.registry.records.fields import Choice, Reference, Text, Texts, Truth
from vardas.registry.records.visibility import Visibility

ROLES = {
    "detained": _("detained"),
    "charged": _("charged"),
    "sentenced": _("sentenced"),
    "pardoned": _("pardoned"),
    "released": _("released"),
    "expelled": _("expelled"),
    "transported": _("taken along"),
    "crossed": _("crossed"),
    "refused": _("refused to leave"),
    "turned_back": _("turned back"),
    "held": _("held"),
    "received": _("received"),
    "patient": _("patient"),
    "missing": _("missing"),
    "seen": _("seen"),
    "died": _("died"),
    "victim": _("harmed"),
    "escort": _("escort"),
    "official": _("official"),
    "host": _("received people"),
    "medic": _("medic"),
    "negotiator": _("negotiator"),
    "mediator": _("mediator"),
    "speaker": _("speaker"),
    "witness": _("witness"),
    "relative": _("relative"),
    "judge": _("judge"),
    "perpetrator": _("responsible"),
    "present": _("present"),
}

SUBJECT_ROLES = frozenset(
    {
        "detained", "charged", "sentenced", "pardoned", "released", "expelled", "transported",
        "crossed", "refused", "turned_back", "held", "received", "patient", "missing", "seen",
        "died", "victim",
    }
)  # fmt: skip
"""The roles of the people an event happens to: those that a count of its people means."""

PAPERS = {
    "none": _("no papers"),
    "prison_papers": _("prison papers"),
    "certificate": _("certificate instead of a passport"),
    "copy": _("copy of a passport"),
    "passport": _("passport"),
    "passport_taken": _("passport taken"),
    "passport_destroyed": _("passport destroyed"),
}

BELONGINGS = {
    "returned": _("returned"),
    "partly": _("partly returned"),
    "kept": _("kept by the guards"),
}


class Involvement(Record):
    """One person, organization or unnamed group in one event."""

    kind = "involvement"
    label = _("Involvement")
    label_many = _("Involvements")

    event = Reference(_("Event"), kinds=("event",), visibility=Visibility.PUBLIC)
    person = Reference(_("Person"), kinds=("person",), visibility=Visibility.PUBLIC)
    organization = Reference(
        _("Organization"), kinds=("organization",), visibility=Visibility.PUBLIC
    )
    group = Text(_("Group of people"), visibility=Visibility.PUBLIC, hint=_("for people not named"))
    role = Choice(_("Role"), visibility=Visibility.PUBLIC, options=ROLES, huridocs="Role")
    told = Texts(_("What they were told, and when"), visibility=Visibility.CASE)
    choice_given = Truth(_("Was given a choice"), visibility=Visibility.CASE)
    family_told = Truth(_("Family was told"), visibility=Visibility.CASE)
    belongings = Choice(_("Belongings"), visibility=Visibility.CASE, options=BELONGINGS)
    papers = Choice(_("Papers"), visibility=Visibility.CASE, options=PAPERS)
    papers_note = Texts(_("About the papers"), visibility=Visibility.CASE)
    escorted_by = Reference(
        _("Escorted by"), kinds=("organization", "person"), visibility=Visibility.CASE
    )
    note = Texts(_("Note"), visibility=Visibility.CASE)

    class Meta:
        indexes: ClassVar = [
            *Record.Meta.indexes,
            models.Index(fields=["role", "person"], name="involvement_by_role"),
        ]
