"""Why something stays, and what a person should look at: codes with their sentences."""

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.fields import Label

REASONS: dict[str, Label] = {
    "not_on_list": _("This is not among what may leave for this purpose."),
    "visibility": _("Only members of the station may see this."),
    "sealed": _("This is sealed. Nothing sealed leaves."),
    "not_asked": _("This person has not been asked."),
    "no": _("This person said no."),
    "withdrawn": _("This person took their agreement back."),
    "ended": _("What this person agreed to has ended."),
    "other_recipient": _("This person agreed for somebody else to have it, not for this reader."),
    "relative": _(
        "This is somebody's relative, and nothing else is known to have happened to them."
    ),
    "about_others": _("This speaks about a person who did not agree."),
    "names_others": _("The text names a person who did not agree."),
    "points_to_held": _("This belongs to a record that stays."),
    "embargo": _("This is not to be published yet."),
    "small_number": _("So few people could be recognised."),
    "private_source": _("This source is not one that the public may be led to."),
    "health": _("This tells of somebody's health."),
    "sleeping_place": _("People who are looked after here could be found."),
    "role": _("The person agreed to less than this would tell."),
    "not_approved": _("This came after the approval, or was not shown to who approved."),
    "not_needed": _("Nothing that leaves points to it."),
}
"""The reasons for which a field or a record is held back."""

WARNINGS: dict[str, Label] = {
    "few_at_place_and_day": _(
        "A few people who did not agree were at this place on this day. Whoever knows them could"
        " recognise them."
    ),
    "age_in_text": _(
        "The text gives an age. With the place and the day it can point to one person."
    ),
    "named_by_office": _("This person is named because of a public office, without being asked."),
    "is_relative": _("This person is somebody's relative. Make sure that they are not inside."),
    "namesake": _(
        "Somebody who did not agree has the same name. Readers could take one for the other."
    ),
}
"""What a person should look at before approving."""
