"""A source: whatever a statement rests on, from a border stamp to a newspaper page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from vardas.registry.records.base import Record
from vardas.registry.records.fields import (
    Choice,
    Date,
    LongText,
    Object,
    Reference,
    Text,
    Texts,
)
from vardas.registry.records.visibility import Visibility

SOURCE_KINDS = {
    "article": _("article"),
    "list": _("list"),
    "letter": _("letter"),
    "prison_document": _("prison document"),
    "court_document": _("court document"),
    "border_stamp": _("border stamp"),
    "medical_note": _("medical note"),
    "testimony": _("testimony"),
    "photo": _("photograph"),
    "web_capture": _("web capture"),
    "official_statement": _("official statement"),
    "meeting_note": _("meeting note"),
    "reference": _("reference work"),
    "own_knowledge": _("our own knowledge"),
    "other": _("other"),
}

RELIABILITY = {
    "A": _("reliable"),
    "B": _("usually reliable"),
    "C": _("fairly reliable"),
    "D": _("not usually reliable"),
    "E": _("unreliable"),
    "F": _("cannot be judged"),
}
"""The first half of the Admiralty code (NATO AJP-2.1)."""


class Source(Record):
    """A document, page, object or conversation, with what is needed to find it again.

    ``columns`` is ``{"headings": [...]}``, those of a list in the order of its file: canonical JSON
    sorts the cells of a row by their headings.
    """

    kind = "source"
    label = _("Source")
    label_many = _("Sources")
    ftm_schema = "Document"

    title = Text(_("Title"), visibility=Visibility.PUBLIC, ftm="title")
    type = Choice(_("What it is"), visibility=Visibility.PUBLIC, options=SOURCE_KINDS)
    author = Texts(_("Author"), visibility=Visibility.PUBLIC, ftm="author")
    publisher = Text(_("Publisher"), visibility=Visibility.PUBLIC, ftm="publisher")
    published = Date(
        _("Published"), is_sorted=True, visibility=Visibility.PUBLIC, ftm="publishedAt"
    )
    seen_on = Date(_("Seen on"), visibility=Visibility.PUBLIC, ftm="retrievedAt")
    language = Text(_("Language"), visibility=Visibility.PUBLIC, ftm="language")
    url = Text(_("Address"), visibility=Visibility.PUBLIC, ftm="sourceUrl")
    reliability = Choice(_("Reliability"), visibility=Visibility.CASE, options=RELIABILITY)
    part_of = Reference(_("Part of"), kinds=("source",), visibility=Visibility.PUBLIC)
    digest = Text(
        _("Digest of the file"), visibility=Visibility.CASE, ftm="contentHash", hint=_("SHA-256")
    )
    file_name = Text(_("File name"), visibility=Visibility.CASE, ftm="fileName")
    text = LongText(_("Text"), visibility=Visibility.CASE, ftm="bodyText")
    embargo = Date(_("Not to be published before"), visibility=Visibility.CASE)
    columns = Object(_("Columns"), visibility=Visibility.CASE)
    note = Texts(_("Note"), visibility=Visibility.CASE, ftm="notes")

    @classmethod
    def make_caption(cls, row: Mapping[str, Any]) -> str:
        return str(row.get("title") or "")

    @classmethod
    def searched(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        title = f"{cls.make_caption(row)} {row.get('publisher') or ''}".strip()
        return title, str(row.get("text") or "")

    @classmethod
    def searched_openly(cls, row: Mapping[str, Any]) -> tuple[str, str]:
        return cls.searched(row)[0], ""
