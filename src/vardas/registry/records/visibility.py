"""Who may see a field: every field of every record belongs to exactly one visibility."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Visibility(StrEnum):
    """The visibilities of the design; the last four are sealed."""

    PUBLIC = "public"
    CASE = "case"
    DESK = "desk"
    HEALTH = "health"
    FAMILY = "family"
    TESTIMONY = "testimony"
    MONEY = "money"

    @property
    def is_sealed(self) -> bool:
        """Say whether values are to be encrypted to the holders of a seal."""
        return self in SEALED


SEALED = frozenset({Visibility.HEALTH, Visibility.FAMILY, Visibility.TESTIMONY, Visibility.MONEY})

SEAL_LABELS = {
    Visibility.HEALTH: _("Health"),
    Visibility.FAMILY: _("Family"),
    Visibility.TESTIMONY: _("Testimony"),
    Visibility.MONEY: _("Money"),
}

VISIBILITY_LABELS = {
    Visibility.PUBLIC: _("may be published, if the person agrees"),
    Visibility.CASE: _("documenters, lawyers, caseworkers"),
    Visibility.DESK: _("whoever meets the person"),
    Visibility.HEALTH: _("sealed: health"),
    Visibility.FAMILY: _("sealed: family"),
    Visibility.TESTIMONY: _("sealed: testimony"),
    Visibility.MONEY: _("sealed: money"),
}
