"""The form of a source: what it is, and its text as a file or pasted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vardas.registry.records.models import Source
from vardas.web.editing.controls import make_control

FIELDS = ("title", "type", "author", "publisher", "published", "language", "url", "reliability")


class TextForm(forms.Form):
    """A source's text: a plain text file, or the words pasted in."""

    file = forms.FileField(
        label=gettext_lazy("Text file"),
        required=False,
        help_text=gettext_lazy("Plain text in UTF-8. It is kept to the letter."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def take_file(self) -> bytes | None:
        """Return the bytes of the text, from the file before the pasted words."""
        upload = self.cleaned_data.get("file")
        if upload is not None:
            data: bytes = upload.read()
            return data
        pasted = self.cleaned_data.get("text") or ""
        return pasted.encode() if pasted.strip() else None


class OnlyTextForm(TextForm):
    """A text for a source that has none."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("file") and not (cleaned.get("text") or "").strip():
            raise forms.ValidationError(_("Choose a file or paste the text."))
        return cleaned


class SourceForm(TextForm):
    """A new source."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        described = {}
        for name in FIELDS:
            fact = Source.fact(name)
            control = make_control(fact, required=name == "title") if fact else None
            if control is not None:
                described[name] = control
        self.fields = {**described, **self.fields}

    def take_facts(self) -> dict[str, Any]:
        """Return what was said about the source."""
        return {name: self.cleaned_data[name] for name in FIELDS if self.cleaned_data.get(name)}
