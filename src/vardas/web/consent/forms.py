"""The answers of one conversation, and how they were given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vardas.actions.consent import Answer, Manner
from vardas.registry.consent_wordings.reading import Wording
from vardas.registry.permission import Permission
from vardas.registry.records.consent import DECIDED_FOR, WAYS, Purpose
from vardas.registry.station import Station
from vardas.web.editing.controls import LANGUAGES, LabelledRadios, WrittenDate
from vardas.web.editing.forms import is_typed, settle
from vardas.web.editing.references import ReferenceField

NOT_NOW = ""
ANSWERS = [("yes", _("yes")), ("no", _("no")), (NOT_NOW, _("not asked now"))]


@dataclass(frozen=True)
class Asked:
    """One question on the page: its words, what holds until now, and its three controls."""

    purpose: Purpose
    question: str
    means: str
    permission: Permission
    answer: forms.BoundField
    recipients: forms.BoundField
    until: forms.BoundField

    @property
    def is_limited(self) -> bool:
        """Say whether a limit was written, so that it must be seen."""
        fields = (self.recipients, self.until)
        return any(field.value() or field.errors for field in fields)


class AnswersForm(forms.Form):
    """Yes, no or not now for each purpose, with its limits."""

    def __init__(
        self,
        wording: Wording,
        permissions: Mapping[str, Permission],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        self.wording, self.permissions = wording, permissions
        for purpose, (question, _means) in wording.questions.items():
            self.fields[purpose.value] = forms.ChoiceField(
                label=question, choices=ANSWERS, required=False, widget=LabelledRadios, initial=""
            )
            self.fields[f"{purpose}-recipients"] = forms.CharField(
                label=_("Only to"),
                required=False,
                help_text=_("One name to a line. Leave empty where nobody in particular is meant."),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"{purpose}-until"] = WrittenDate(
                label=_("Only until"), required=False, help_text=_("The last day.")
            )

    @property
    def asked(self) -> list[Asked]:
        """The questions in the order of the wording."""
        return [
            Asked(
                purpose,
                question,
                means,
                self.permissions[purpose],
                self[purpose.value],
                self[f"{purpose}-recipients"],
                self[f"{purpose}-until"],
            )
            for purpose, (question, means) in self.wording.questions.items()
        ]

    def take_answers(self) -> list[Answer]:
        """Return what was answered; what was not asked now is left as it was."""
        cleaned = self.cleaned_data
        return [
            Answer(
                purpose.value,
                cleaned[purpose.value],
                cleaned[f"{purpose}-until"],
                tuple(filter(None, map(str.strip, cleaned[f"{purpose}-recipients"].splitlines()))),
            )
            for purpose in self.wording.questions
            if cleaned[purpose.value]
        ]


class MannerForm(forms.Form):
    """How the answers were given, in which language, and who decided."""

    how = forms.ChoiceField(label=_("How the answers were given"), choices=list(WAYS.items()))
    language = forms.ChoiceField(
        label=_("Language spoken"),
        choices=[("", _("choose …")), *LANGUAGES.items()],
        help_text=_("The one in which the person heard the questions."),
    )
    given_on = WrittenDate(label=_("Given on"))
    given_by = forms.CharField(
        label=_("Who answered"),
        required=False,
        max_length=500,
        help_text=_("Of somebody still in the country write only what they are: “a sister”."),
    )
    decided_for = forms.ChoiceField(
        label=_("They decided for"),
        choices=[("", _("nobody: the person decided")), *DECIDED_FOR.items()],
        required=False,
    )
    decided_why = forms.CharField(label=_("Why somebody else decided"), required=False)
    evidence = ReferenceField(
        ("source",),
        label=_("Signed sheet or recording"),
        required=False,
        help_text=_("Type part of its title. A new source is made if there is none."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @property
    def usual(self) -> Sequence[forms.BoundField]:
        """What is asked about everybody."""
        return [self[name] for name in ("how", "language", "given_on")]

    @property
    def rare(self) -> Sequence[forms.BoundField]:
        """What is asked where somebody else answered, or there is a paper."""
        names = ("given_by", "decided_for", "decided_why", "evidence", "note")
        return [self[name] for name in names]

    @property
    def is_detailed(self) -> bool:
        """Say whether something stands in the rarer fields, so that they must be seen."""
        return any(field.errors or is_typed(field.value()) for field in self.rare)

    def take_manner(self, station: Station, member: UUID, wording: str) -> Manner:
        """Return how the answers were given; makes the source that was asked for."""
        cleaned = dict(self.cleaned_data)
        evidence = settle(cleaned.pop("evidence"), station, member)
        return Manner(wording=wording, evidence=UUID(evidence) if evidence else None, **cleaned)
