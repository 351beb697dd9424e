"""A consent: one person's answer for one purpose, how it was given, and its end."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record
from vardas.registry.records.fields import Choice, Date, Reference, References, Text, Texts
from vardas.registry.records.visibility import Visibility


class Purpose(StrEnum):
    """What people are asked about, each on its own."""

    KEEP_FILE = "keep_file"
    TELL_RELATIVE = "tell_relative"
    SHARE_LAWYER = "share_lawyer"
    SHARE_MEDIC = "share_medic"
    SHARE_AUTHORITY = "share_authority"
    SAY_ARRIVED = "say_arrived"
    PUBLISH_STORY = "publish_story"
    PUBLISH_PHOTO = "publish_photo"
    UN_OR_COURT = "un_or_court"


PURPOSES = {
    Purpose.KEEP_FILE.value: _("keep a file about them"),
    Purpose.TELL_RELATIVE.value: _("tell a relative"),
    Purpose.SHARE_LAWYER.value: _("share with a lawyer"),
    Purpose.SHARE_MEDIC.value: _("share with a doctor"),
    Purpose.SHARE_AUTHORITY.value: _("share with an authority"),
    Purpose.SAY_ARRIVED.value: _("say publicly that they arrived"),
    Purpose.PUBLISH_STORY.value: _("publish their story"),
    Purpose.PUBLISH_PHOTO.value: _("publish their photograph"),
    Purpose.UN_OR_COURT.value: _("give to a UN body or a court"),
}

YES, NO = "yes", "no"
ANSWERS = {YES: _("yes"), NO: _("no")}

WAYS = {
    "spoken": _("spoken"),
    "written": _("in writing"),
    "by_relative": _("by a relative"),
    "by_lawyer": _("by a lawyer"),
    "by_guardian": _("by a guardian"),
    "by_court": _("by a court"),
}
OWN_WAYS = frozenset({"spoken", "written"})
"""The ways in which people answer themselves."""

DECIDED_FOR = {
    "child": _("a child"),
    "cannot_decide": _("somebody who cannot decide now"),
    "out_of_reach": _("somebody who is held or cannot be reached"),
}


class Consent(Record):
    """One answer; what counts today is found by :func:`vardas.registry.permission`.

    A later answer is a record of its own and names in ``instead_of`` the earlier ones that were
    known when it was given.
    """

    kind = "consent"
    label = _("Consent")
    label_many = _("Consents")

    person = Reference(_("Person"), kinds=("person",), visibility=Visibility.DESK)
    purpose = Choice(_("Asked whether we may"), visibility=Visibility.DESK, options=PURPOSES)
    answer = Choice(_("Answer"), visibility=Visibility.DESK, options=ANSWERS)
    wording = Text(
        _("Wording"), visibility=Visibility.DESK, hint=_("the version that was read to the person")
    )
    language = Text(_("Language"), visibility=Visibility.DESK)
    how = Choice(_("How it was given"), visibility=Visibility.DESK, options=WAYS)
    given_by = Text(
        _("Given by"),
        visibility=Visibility.CASE,
        hint=_("where not by the person; of a relative in the country write only what they are"),
    )
    decided_for = Choice(_("Decided for"), visibility=Visibility.DESK, options=DECIDED_FOR)
    decided_why = Text(_("Why somebody else decided"), visibility=Visibility.CASE)
    given_on = Date(_("Given on"), is_sorted=True, visibility=Visibility.DESK)
    taken_by = Text(_("Taken by"), visibility=Visibility.DESK)
    until = Date(_("Ends after"), visibility=Visibility.DESK)
    recipients = Texts(
        _("Only to"), visibility=Visibility.DESK, hint=_("where the answer is limited to somebody")
    )
    evidence = Reference(_("Evidence"), kinds=("source",), visibility=Visibility.CASE)
    instead_of = References(
        _("In place of the earlier answer"), kinds=("consent",), visibility=Visibility.DESK
    )
    withdrawn_on = Date(_("Withdrawn on"), visibility=Visibility.DESK)
    withdrawn_why = Text(_("Why it was withdrawn"), visibility=Visibility.CASE)
    note = Texts(_("Note"), visibility=Visibility.CASE)
