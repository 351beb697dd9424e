"""The form control for each type of fact. The rule what a value may be stays with the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vardas.registry.records.event import COUNTED
from vardas.registry.records.fields import LARGEST_NUMBER, MOST_COUNTED, Fact
from vardas.registry.records.person import IDENTIFIER_SCHEMES, NAME_KINDS
from vardas.values.written_dates import read_date
from vardas.web.editing.references import ReferenceField

LANGUAGES = {
    "be": gettext_lazy("Belarusian"),
    "ru": gettext_lazy("Russian"),
    "uk": gettext_lazy("Ukrainian"),
    "en": gettext_lazy("English"),
    "lt": gettext_lazy("Lithuanian"),
    "pl": gettext_lazy("Polish"),
    "lv": gettext_lazy("Latvian"),
    "de": gettext_lazy("German"),
    "fr": gettext_lazy("French"),
}
LONG_FIELDS = frozenset({"description", "note", "summary", "words", "criteria", "text", "answer"})


class WrittenDate(forms.CharField):
    """A date as a person writes it, cleaned to EDTF with the precision that was written."""

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return ""
        read = read_date(written, today=timezone.localdate())
        if read.date is None:
            sentences = [problem.sentence(_) for problem in read.problems]
            raise forms.ValidationError(sentences or [_("This date cannot be read.")])
        return read.date.text


class PartsWidget(forms.MultiWidget):
    """Several inputs side by side for one value with parts, each with its own label."""

    subwidgets_are_labelled = True
    template_name = "editing/parts_widget.html"

    def __init__(self, parts: Mapping[str, tuple[Any, forms.Widget]]) -> None:
        self.labels = {name: label for name, (label, _widget) in parts.items()}
        super().__init__({name: widget for name, (_label, widget) in parts.items()})

    def decompress(self, value: Any) -> list[Any]:
        value = value if isinstance(value, dict) else {}
        return [value.get(name) for name in self.labels]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], self.labels.values(), strict=True):
            part["label"] = label
            part["attrs"].pop("aria-describedby", None)
        return context


class LabelledRadios(forms.RadioSelect):
    """Radio buttons, which stand under a legend rather than a label."""

    subwidgets_are_labelled = True


class PartsField(forms.MultiValueField):
    """Cleans to an object of the parts that were filled in; None where the first is empty."""

    def __init__(self, parts: Mapping[str, tuple[Any, forms.Field]], **options: Any) -> None:
        self.names = tuple(parts)
        fields = [field for _label, field in parts.values()]
        widget = PartsWidget(
            {name: (label, field.widget) for name, (label, field) in parts.items()}
        )
        super().__init__(fields=fields, widget=widget, require_all_fields=False, **options)

    def compress(self, values: list[Any]) -> dict[str, Any] | None:
        filled = {
            name: value
            for name, value in zip(self.names, values, strict=False)
            if value not in (None, "")
        }
        return filled if self.names[0] in filled else None


def _select(options: Mapping[str, Any], **rest: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[("", _("not said")), *options.items()], required=False, **rest
    )


def _make_text(fact: Fact, options: dict[str, Any]) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 3}) if fact.name in LONG_FIELDS else forms.TextInput()
    return forms.CharField(widget=widget, **options)


def _make_name(fact: Fact, options: dict[str, Any]) -> forms.Field:
    return PartsField(
        {
            "text": (_("Name as written"), forms.CharField(required=False)),
            "language": (_("Language"), _select(LANGUAGES)),
            "kind": (_("Where it is written so"), _select(NAME_KINDS)),
        },
        **options,
    )


def _make_identifier(fact: Fact, options: dict[str, Any]) -> forms.Field:
    return PartsField(
        {
            "value": (_("Number"), forms.CharField(required=False)),
            "scheme": (_("What kind of number"), _select(IDENTIFIER_SCHEMES)),
        },
        **options,
    )


def _make_count(fact: Fact, options: dict[str, Any]) -> forms.Field:
    return PartsField(
        {
            "number": (
                _("How many"),
                forms.IntegerField(required=False, min_value=0, max_value=MOST_COUNTED),
            ),
            "of": (_("Of whom"), _select(COUNTED)),
        },
        **options,
    )


def _make_truth(fact: Fact, options: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(
        choices=[("", _("not known")), ("yes", _("yes")), ("no", _("no"))],
        widget=LabelledRadios,
        **options,
    )


_CONTROLS: dict[str, Callable[[Fact, dict[str, Any]], forms.Field]] = {
    "text": _make_text,
    "long_text": lambda fact, options: forms.CharField(
        widget=forms.Textarea(attrs={"rows": 12}), strip=False, **options
    ),
    "name": _make_name,
    "identifier": _make_identifier,
    "count": _make_count,
    "truth": _make_truth,
    "date": lambda fact, options: WrittenDate(**options),
    "number": lambda fact, options: forms.IntegerField(
        min_value=-LARGEST_NUMBER, max_value=LARGEST_NUMBER, **options
    ),
    "choice": lambda fact, options: forms.ChoiceField(
        choices=[("", _("not said")), *getattr(fact, "options", {}).items()], **options
    ),
    "reference": lambda fact, options: ReferenceField(getattr(fact, "kinds", ()), **options),
}

_HINTS = {
    "date": gettext_lazy("As exactly as it is known: 11.09.2025, September 2025, about 2020."),
}


def make_control(fact: Fact, *, required: bool = False) -> forms.Field | None:
    """Make the form control of a fact; None for what is not entered by hand."""
    make = _CONTROLS.get(fact.value_type)
    if make is None:
        return None
    hint = fact.hint or _HINTS.get(fact.value_type, "")
    return make(fact, {"label": fact.label, "help_text": hint, "required": required})


def show_initial(fact: Fact, value: Any) -> Any:
    """Turn a statement's value into what the control starts with."""
    if fact.value_type == "truth":
        return "yes" if value is True else "no"
    return value
