"""Says in one line what may be told about a person, and to whom."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vardas.registry.permission import Permission
from vardas.registry.records.consent import Purpose

READERS = {
    Purpose.TELL_RELATIVE: gettext_lazy("relatives"),
    Purpose.SHARE_LAWYER: gettext_lazy("a lawyer"),
    Purpose.SHARE_MEDIC: gettext_lazy("a doctor"),
    Purpose.SHARE_AUTHORITY: gettext_lazy("an authority"),
    Purpose.UN_OR_COURT: gettext_lazy("a UN body or a court"),
}
PUBLISHED = {
    Purpose.SAY_ARRIVED: gettext_lazy("that they arrived"),
    Purpose.PUBLISH_STORY: gettext_lazy("their story"),
    Purpose.PUBLISH_PHOTO: gettext_lazy("a photograph"),
}
STATES = {
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
    "not_asked": gettext_lazy("not asked"),
    "withdrawn": gettext_lazy("taken back"),
    "ended": gettext_lazy("ended"),
}


def say_permissions(permissions: Mapping[str, Permission]) -> str:
    """Say it in two or three short sentences; the first of them where nobody was asked."""
    if all(one.state == "not_asked" for one in permissions.values()):
        return _("Not asked yet: nothing may be told to anybody, and nothing published.")
    readers = _list_allowed(permissions, READERS)
    published = _list_allowed(permissions, PUBLISHED)
    sentences = []
    if permissions[Purpose.KEEP_FILE].state in ("no", "withdrawn"):
        sentences.append(_("Does not want us to keep a file."))
    sentences += [
        _("May be told to %(readers)s.") % {"readers": readers}
        if readers
        else _("Nothing may be told to anybody."),
        _("May be published: %(things)s.") % {"things": published}
        if published
        else _("Nothing may be published."),
    ]
    if any(one.state == "ended" for one in permissions.values()):
        sentences.append(_("An answer has ended: ask again."))
    return " ".join(sentences)


def _list_allowed(permissions: Mapping[str, Permission], words: Mapping[Purpose, object]) -> str:
    said = []
    for purpose, thing in words.items():
        permission = permissions[purpose]
        if permission.state == "yes":
            said.append(_limit(str(thing), permission))
    return get_text_list(said, _("and"))


def _limit(thing: str, permission: Permission) -> str:
    if not permission.recipients:
        return thing
    names = get_text_list(list(permission.recipients), _("and"))
    return _("%(thing)s (only %(names)s)") % {"thing": thing, "names": names}
