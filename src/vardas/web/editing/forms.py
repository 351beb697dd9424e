"""The forms: facts of a record, and “How do we know?”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vardas.actions.facts import add_record
from vardas.actions.plan import Grounds
from vardas.registry.access.reader import get_reader
from vardas.registry.access.showing import may_say
from vardas.registry.reading import Claim
from vardas.registry.records.base import Record
from vardas.registry.records.fields import Fact
from vardas.registry.station import Station
from vardas.web.editing.controls import make_control, show_initial
from vardas.web.editing.references import NewRecord, ReferenceField

CERTAINTIES = [
    ("stated", gettext_lazy("stated as a fact")),
    ("confirmed", gettext_lazy("confirmed by a second source")),
    ("doubtful", gettext_lazy("reported, not sure")),
    ("denied", gettext_lazy("denied: it is said not to be so")),
]


USUAL = {
    "person": ("name", "sex", "birth_date", "citizenship", "occupation", "note"),
    "event": ("title", "type", "when", "place", "count", "description"),
    "organization": ("name", "type", "note"),
    "involvement": ("event", "person", "organization", "role"),
}
"""What is asked at once about kinds of record that have many fields; the rest opens below."""


class FactsForm(forms.Form):
    """One control per field of a record type; all may stay empty but not all at once."""

    def __init__(
        self,
        model: type[Record],
        *args: Any,
        only: str | None = None,
        initial: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        options["initial"] = dict(initial or {})
        super().__init__(*args, **options)
        self.model = model
        for fact in model.facts():
            if (only is not None and fact.name != only) or not may_say(fact, get_reader()):
                continue
            control = make_control(fact, required=only is not None)
            if control is not None:
                self.fields[fact.name] = control

    @property
    def usual(self) -> list[forms.BoundField]:
        """The fields to be asked at once, in this order; all of them where there are few."""
        names = USUAL.get(self.model.kind, tuple(self.fields))
        return [self[name] for name in names if name in self.fields]

    @property
    def rare(self) -> list[forms.BoundField]:
        """The fields that open below."""
        usual = USUAL.get(self.model.kind, tuple(self.fields))
        return [self[name] for name in self.fields if name not in usual]

    @property
    def is_detailed(self) -> bool:
        """Say whether something stands in the rarer fields, so that they must be seen."""
        return any(
            field.errors or is_typed(field.value()) or field.name in self.initial
            for field in self.rare
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(_is_filled(value) for value in cleaned.values()):
            raise forms.ValidationError(_("Fill in at least one field."))
        return cleaned

    def take_facts(self, station: Station, member: UUID) -> list[tuple[str, Any]]:
        """Return (field, value) for what was filled in; makes records that were asked for."""
        return [
            (name, settle(value, station, member))
            for name, value in self.cleaned_data.items()
            if _is_filled(value)
        ]


class GroundsForm(forms.Form):
    """How do we know? Short by default: a source, and three more questions when they matter."""

    prefix = "grounds"

    source = ReferenceField(
        ("source",),
        label=gettext_lazy("Source"),
        required=False,
        help_text=gettext_lazy("Type part of its title. A new one is made if there is none."),
    )
    words = forms.CharField(
        label=gettext_lazy("The exact words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Copied from the source, in its own language."),
    )
    said_by = ReferenceField(
        ("person", "organization"),
        label=gettext_lazy("Who says so"),
        required=False,
        help_text=gettext_lazy("Where it is not the source itself."),
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("How certain"), choices=CERTAINTIES, initial="stated"
    )

    @property
    def is_detailed(self) -> bool:
        """Say whether the two rarer questions have been answered, so that they must be seen."""
        typed = is_typed(self["said_by"].value())
        return typed or self["certainty"].value() not in (None, "", "stated")

    def take_grounds(self, station: Station, member: UUID, earlier: Claim | None = None) -> Grounds:
        """Return the grounds; ``earlier``'s place in the text is kept while the words are."""
        cleaned = self.cleaned_data
        source = settle(cleaned["source"], station, member)
        said_by = settle(cleaned["said_by"], station, member)
        quote: dict[str, Any] | None = None
        words = cleaned["words"]
        held = earlier.say.quote if earlier and str(earlier.say.source) == source else None
        if held and words == (held.get("text") or ""):
            quote = held
        elif words:
            quote = {"text": words}
        return Grounds(
            UUID(source) if source else None, quote, str(said_by or ""), cleaned["certainty"]
        )


class ReasonForm(forms.Form):
    """Why something is withdrawn, corrected or shown first."""

    why = forms.CharField(label=gettext_lazy("Why"), max_length=500)


class OptionalReasonForm(forms.Form):
    """A reason that may stay empty."""

    why = forms.CharField(label=gettext_lazy("Why"), max_length=500, required=False)


def start_grounds(claim: Claim) -> dict[str, Any]:
    """Return what the grounds form starts with when a statement is corrected."""
    say = claim.say
    return {
        "source": say.source,
        "words": (say.quote or {}).get("text", ""),
        "said_by": say.said_by,
        "certainty": say.certainty,
    }


def start_value(fact: Fact, claim: Claim) -> dict[str, Any]:
    """Return what the facts form starts with when a statement is corrected."""
    return {fact.name: show_initial(fact, claim.value)}


def read_grounds_source(claims: Sequence[Claim]) -> UUID | None:
    """Return the source of the newest claim, to offer it again."""
    return next((claim.say.source for claim in reversed(claims) if claim.say.source), None)


def is_typed(value: Any) -> bool:
    """Say whether anything was written into a control; one of several parts holds a sequence."""
    return any(value) if isinstance(value, list | tuple) else bool(value)


def _is_filled(value: Any) -> bool:
    return value not in (None, "", [], {})


def settle(value: Any, station: Station, member: UUID) -> Any:
    """Return what goes into a statement: an id as text; a record asked for is made first."""
    if isinstance(value, NewRecord):
        outcome = add_record(station, member, value.kind, value.facts, Grounds())
        return str(outcome.records[0])
    return str(value) if isinstance(value, UUID) else value
