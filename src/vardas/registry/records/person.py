"""A person: names, birth, identifiers. Nothing about where the person stands; events say that."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from unicodedata import normalize

from django.db import models
from django.utils.translation import gettext_lazy as _

from vardas.ledger.statement import Say
from vardas.registry.records.base import Record, all_names, first_name
from vardas.registry.records.fields import (
    Choice,
    Date,
    Identifiers,
    Names,
    Text,
    Texts,
    Truth,
    storable,
)
from vardas.registry.records.visibility import Visibility

NAME_KINDS = {
    "said": _("as the person says it"),
    "passport": _("in a passport"),
    "press": _("in the press"),
    "official": _("in official papers"),
    "birth": _("at birth"),
    "alias": _("alias"),
    "diminutive": _("short form"),
}

IDENTIFIER_SCHEMES = {
    "passport": _("passport"),
    "personal_number": _("personal number"),
    "prison_number": _("prison number"),
    "list_id": _("number in a list"),
}


class Person(Record):
    """A human being, known by at least one name or one mention.

    ``sort_name`` and ``initial`` come from the name shown first and are for leafing through; they
    are short, because an index takes no long text.
    """

    kind = "person"
    label = _("Person")
    label_many = _("People")
    ftm_schema = "Person"

    name = Names(_("Name"), visibility=Visibility.PUBLIC, ftm="name", huridocs="Person Name")
    sex = Choice(
        _("Sex"),
        visibility=Visibility.PUBLIC,
        ftm="gender",
        huridocs="Sex",
        options={"female": _("female"), "male": _("male"), "other": _("other")},
    )
    birth_date = Date(
        _("Born"), visibility=Visibility.DESK, ftm="birthDate", huridocs="Date of Birth"
    )
    birth_place = Text(
        _("Place of birth"), visibility=Visibility.DESK, ftm="birthPlace", huridocs="Place of Birth"
    )
    death_date = Date(
        _("Died"), visibility=Visibility.CASE, ftm="deathDate", huridocs="Date deceased"
    )
    citizenship = Texts(
        _("Citizenship"), visibility=Visibility.DESK, ftm="citizenship", huridocs="Citizenship"
    )
    occupation = Texts(
        _("Occupation"), visibility=Visibility.PUBLIC, ftm="position", huridocs="Occupation"
    )
    identifier = Identifiers(
        _("Identifier"), visibility=Visibility.DESK, ftm="idNumber", huridocs="Other Identifiers"
    )
    language = Texts(
        _("Languages"), visibility=Visibility.DESK, ftm="spokenLanguage", huridocs="Spoken Language"
    )
    in_office = Truth(
        _("Acts in a public office"),
        visibility=Visibility.CASE,
        hint=_("a minister, a judge, an envoy: what they do in office may be told with their name"),
    )
    note = Texts(_("Note"), visibility=Visibility.CASE, ftm="notes", huridocs="Remarks")
    health = Texts(
        _("Health"),
        visibility=Visibility.HEALTH,
        hint=_("illness, injuries, medicine, what a doctor has to know"),
    )
    testimony = Texts(
        _("Testimony"),
        visibility=Visibility.TESTIMONY,
        hint=_("what the person told about what was done to them"),
    )
    money = Texts(
        _("Money"),
        visibility=Visibility.MONEY,
        hint=_("what is needed, given or owed; accounts"),
    )
    safe_contact = Texts(_("How the family may safely be reached"), visibility=Visibility.FAMILY)
    sort_name = models.CharField(max_length=80, default="")
    initial = models.CharField(max_length=4, default="")

    class Meta:
        indexes: ClassVar = [
            *Record.Meta.indexes,
            models.Index(fields=["sort_name", "id"], name="person_by_name"),
            models.Index(fields=["initial", "sort_name", "id"], name="person_by_letter"),
        ]

    @classmethod
    def derive(cls, row: dict[str, Any], live: Sequence[Say]) -> None:
        """Note where in the order of names the person stands, and under which letter."""
        name = storable(first_name(row.get("name")))
        # Taken apart, ё stands with е and ž with z, wherever the database puts them.
        row["sort_name"] = normalize("NFD", name.casefold())[:80]
        row["initial"] = next((letter for letter in name if letter.isalpha()), "").upper()[:1]

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        return first_name(row.get("name"))

    @classmethod
    def searched(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return all_names(row.get("name")), " ".join(map(str, row.get("occupation") or ()))

    @classmethod
    def searched_openly(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return cls.searched(row)
