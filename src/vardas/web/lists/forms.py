"""Handing in a list, and saying what its columns are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from vardas.imports.columns import MANY, ColumnMapping
from vardas.imports.table import Table
from vardas.web.editing.controls import LANGUAGES, WrittenDate
from vardas.web.lists.preparing import offer_fields


class UploadForm(forms.Form):
    """A list, and what it is."""

    file = forms.FileField(
        label=gettext_lazy("The list"),
        help_text=gettext_lazy(
            "CSV, XLSX, ODS, FollowTheMoney or PFIF. Nothing is written before you have seen it."
        ),
    )
    title = forms.CharField(
        label=gettext_lazy("What is it called?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Left empty: like the file."),
    )
    publisher = forms.CharField(label=gettext_lazy("Who made it?"), max_length=300, required=False)
    published = WrittenDate(
        label=gettext_lazy("When?"),
        required=False,
        help_text=gettext_lazy("As exactly as it is known: 11.09.2025, September 2025, 2025."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Its language"),
        choices=[("", gettext_lazy("not said")), *LANGUAGES.items()],
        required=False,
    )
    url = forms.CharField(label=gettext_lazy("Where is it from?"), max_length=1000, required=False)


class MappingForm(forms.Form):
    """One choice for each column."""

    def __init__(self, table: Table, mapping: ColumnMapping, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", gettext_lazy("keep only as written")), *offer_fields()]
        for place, choice in enumerate(mapping.choices):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=choice.column, choices=choices, required=False, initial=choice.field
            )
        self._columns = table.columns

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        taken: set[str] = set()
        for name, field in list(cleaned.items()):
            if field and field in taken and field not in MANY:
                self.add_error(name, gettext("Another column is this already."))
            taken.add(field)
        return cleaned

    def take_fields(self) -> dict[str, str]:
        """Return column → field."""
        return {
            column: self.cleaned_data.get(f"column-{place}", "")
            for place, column in enumerate(self._columns)
        }


class UndoForm(forms.Form):
    """Why an import is taken back."""

    why = forms.CharField(label=gettext_lazy("Why"), max_length=500)
