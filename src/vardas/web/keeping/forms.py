"""The forms of keeping the station."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vardas.registry.access.roles import SCOPES, Role, read_roles
from vardas.registry.keyfile import SHORTEST_PASSPHRASE
from vardas.registry.tables.member import Member

ROLE_CHOICES = [(role.value, scope.label) for role, scope in SCOPES.items()]


class RolesForm(forms.Form):
    """What a member is here for."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )

    def take_roles(self) -> tuple[Role, ...]:
        """Return the roles that were ticked."""
        return read_roles(self.cleaned_data["roles"])


class InviteForm(RolesForm):
    """A new member's name and roles."""

    name = forms.CharField(label=_("Name"), max_length=150)
    field_order = ("name", "roles")


class PresentForm(forms.Form):
    """The present passphrase."""

    present = forms.CharField(
        label=_("Present passphrase"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PassphraseForm(PresentForm):
    """A new passphrase, typed twice, after the present one."""

    fresh = forms.CharField(
        label=_("New passphrase"),
        strip=False,
        min_length=SHORTEST_PASSPHRASE,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Four or five words are good. Nobody can look it up for you."),
    )
    again = forms.CharField(
        label=_("New passphrase, again"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("fresh") != cleaned.get("again"):
            self.add_error("again", _("The two are different. Type the new passphrase again."))
        return cleaned


class MembersForm(forms.Form):
    """Which members, and why."""

    members = forms.MultipleChoiceField(
        label=_("Members"), widget=forms.CheckboxSelectMultiple, required=False
    )
    why = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = Member.objects.filter(is_active=True).order_by("name")
        choices = [(str(one.pk), one.name) for one in found]
        field = self.fields["members"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices


class MemberForm(forms.Form):
    """One member, and why."""

    member = forms.ChoiceField(label=_("Member"))
    why = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = Member.objects.filter(is_active=True).order_by("name")
        field = self.fields["member"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(one.pk), one.name) for one in found]


class ReasonForm(forms.Form):
    """A reason, long enough to be reviewed."""

    why = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
