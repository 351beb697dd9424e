"""Choosing another record by typing its name: works without JavaScript, and never guesses.

One exact name is taken; otherwise the form comes back with what was found, to choose from, and
with the offer to make a new record of that name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db import connection
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from vardas.registry.reading import find_captions
from vardas.registry.records.models import BY_KIND
from vardas.registry.search import index as search
from vardas.values.text import LONGEST

MAKEABLE = {"person": "name", "organization": "name", "place": "name", "source": "title"}
"""Kinds that can be made by their name alone, and the field that holds it."""
OFFERED = 8


@dataclass(frozen=True)
class NewRecord:
    """A record to be made first: its kind and the words typed."""

    kind: str
    words: str

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """The one fact the new record starts with."""
        field = MAKEABLE[self.kind]
        return [(field, {"text": self.words} if field == "name" else self.words)]


@dataclass(frozen=True)
class Offer:
    """One answer to choose: what the form sends for it, and how it reads."""

    key: str
    label: str
    kind: str


class ReferenceWidget(forms.Widget):
    """A line to type in, and below it the offers once there are any."""

    template_name = "editing/reference_widget.html"

    def __init__(self, kinds: Sequence[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.kinds = tuple(kinds)
        self.offers: tuple[Offer, ...] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed, chosen = value if isinstance(value, tuple) else (value or "", "")
        if not chosen and isinstance(typed, UUID | str):
            found = _caption_of(typed)
            if found:
                typed, chosen = found, str(typed)
        context["widget"].update(
            typed=typed,
            chosen=chosen,
            offers=self.offers,
            kinds=" ".join(self.kinds),
        )
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> tuple[str, str]:
        return (str(data.get(name, "")).strip(), str(data.get(f"{name}-chosen", "")).strip())

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def id_for_label(self, id_: str, index: str | int = "0") -> str:
        return id_


class ReferenceField(forms.Field):
    """Cleans to a record's id, to a NewRecord, or to None."""

    def __init__(self, kinds: Sequence[str], **options: Any) -> None:
        self.kinds = tuple(kinds)
        super().__init__(widget=ReferenceWidget(kinds), **options)

    def clean(self, value: tuple[str, str]) -> UUID | NewRecord | None:
        typed, chosen = value
        if "\x00" in typed or len(typed) > LONGEST:
            raise forms.ValidationError(_("Type a name, or part of one."))
        if chosen.startswith("new:"):
            kind = chosen.removeprefix("new:")
            if kind in MAKEABLE and kind in self.kinds and typed:
                return NewRecord(kind, typed)
        elif chosen:
            caption = _caption_of(chosen, self.kinds)
            # Text typed after something was chosen is a new question, not the old answer.
            if caption is not None and typed in ("", caption, chosen):
                return UUID(chosen)
            if caption is not None and any(offer.key == chosen for offer in self._find(typed)):
                return UUID(chosen)
        if not typed:
            if self.required:
                raise forms.ValidationError(_("Type a name, or part of one."))
            return None
        return self._settle(typed)

    def _settle(self, typed: str) -> UUID:
        if _caption_of(typed, self.kinds) is not None:
            return UUID(typed)
        offers = self._find(typed)
        exact = [offer for offer in offers if offer.label.casefold() == typed.casefold()]
        if len(exact) == 1:
            return UUID(exact[0].key)
        made = tuple(
            Offer(f"new:{kind}", _("a new one: “%(name)s”") % {"name": typed}, kind)
            for kind in self.kinds
            if kind in MAKEABLE
        )
        widget = self.widget
        if isinstance(widget, ReferenceWidget):
            widget.offers = (*offers, *made)
        if offers or made:
            raise forms.ValidationError(_("Choose which one is meant."))
        raise forms.ValidationError(_("Nothing is known by this name. Check the spelling."))

    def _find(self, typed: str) -> tuple[Offer, ...]:
        if not typed:
            return ()
        offers: dict[str, Offer] = {}
        for kind in self.kinds:
            rows = BY_KIND[kind].objects.filter(caption=typed).values_list("pk", "caption")
            for key, caption in rows[:OFFERED]:
                offers[str(key)] = Offer(str(key), caption, kind)
        hits = search.find(connection, typed, kinds=self.kinds, limit=OFFERED)
        captions = find_captions(hit.record for hit in hits)
        for hit in hits:
            if hit.record in captions:
                kind, caption = captions[hit.record]
                offers.setdefault(str(hit.record), Offer(str(hit.record), caption, kind))
        return tuple(offers.values())


def _caption_of(text: UUID | str, kinds: Sequence[str] = ()) -> str | None:
    """Return the words of a record, of one of these kinds where any are named."""
    try:
        identifier = text if isinstance(text, UUID) else UUID(text)
    except ValueError:
        return None
    found = find_captions([identifier]).get(identifier)
    if found is None or (kinds and found[0] not in kinds):
        return None
    return found[1] or str(identifier)
