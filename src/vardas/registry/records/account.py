"""An account: who says what about whom or what, in their words; or does not say it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record
from vardas.registry.records.fields import Choice, Date, Reference, Text
from vardas.registry.records.visibility import Visibility

ACCOUNT_KINDS = {
    "assertion": _("says that it is so"),
    "characterisation": _("calls it"),
    "assessment": _("reads it as"),
    "demand": _("demands"),
    "denial": _("denies"),
    "silence": _("has not said"),
}


class Account(Record):
    """One speaker's word about one record. Silence is an account too."""

    kind = "account"
    label = _("Account")
    label_many = _("Accounts")

    type = Choice(_("What it is"), visibility=Visibility.PUBLIC, options=ACCOUNT_KINDS)
    speaker = Reference(
        _("Who says it"), kinds=("person", "organization"), visibility=Visibility.PUBLIC
    )
    about = Reference(
        _("About"), kinds=("event", "person", "organization", "place"), visibility=Visibility.PUBLIC
    )
    on = Date(_("When it was said"), visibility=Visibility.PUBLIC)
    words = Text(_("Their words"), visibility=Visibility.PUBLIC)
    summary = Text(_("In our words"), visibility=Visibility.PUBLIC)
    language = Text(_("Language"), visibility=Visibility.PUBLIC)

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        return str(row.get("words") or row.get("summary") or "")

    @classmethod
    def searched(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return cls.make_caption(row), str(row.get("summary") or "")

    @classmethod
    def searched_openly(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return cls.searched(row)
