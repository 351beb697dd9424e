"""Tags and filters: text shown harmlessly, dates in words, links, claims with evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vardas.insight.standing import Standing
from vardas.registry.access.reader import get_reader
from vardas.registry.access.roles import Task
from vardas.registry.access.showing import find_closed, may_say
from vardas.registry.reading import Claim, FieldClaims, RecordFile
from vardas.registry.records.models import BY_KIND
from vardas.registry.records.visibility import Visibility
from vardas.registry.wording.dates import say_date
from vardas.registry.wording.revealing import isolate, read_language, reveal
from vardas.web.addresses import find_address
from vardas.web.context import Captions, get_captions, read_id
from vardas.web.standings import say_standing
from vardas.web.values import gather_values, show_value

register = template.Library()

CERTAINTIES = {
    "stated": gettext_lazy("stated as a fact"),
    "confirmed": gettext_lazy("confirmed"),
    "doubtful": gettext_lazy("reportedly"),
    "denied": gettext_lazy("denied"),
}


@register.filter
def visible(text: object) -> SafeString:
    """Show text of others: nothing hidden in it, and nothing around it turned."""
    return isolate(text)


@register.filter
def plain(text: object) -> str:
    """Show a long text with nothing hidden in it."""
    return reveal("" if text is None else text)


@register.filter
def language_tag(tag: object) -> str:
    """Return what may stand in a ``lang`` attribute; empty for anything else."""
    return read_language(tag)


@register.filter
def fuzzydate(edtf: object) -> str:
    """Say an EDTF date in the reader's language."""
    return reveal(say_date(edtf))


@register.filter
def number(figure: int) -> str:
    """Write a figure with its thousands apart."""
    return number_format(figure, force_grouping=True)


@register.filter
def standing(found: Standing) -> str:
    """Say in one sentence where a person stands."""
    return say_standing(found)


@register.filter
def at(table: Mapping[Any, Any] | None, key: Any) -> Any:
    """Look a key up; None where it is missing."""
    return table.get(key) if table else None


@register.filter
def certainty_label(certainty: str) -> str:
    """Say how certain a statement is."""
    return str(CERTAINTIES.get(certainty, certainty))


@register.filter
def kind_label(kind: str) -> str:
    """Say what kind of record it is."""
    return str(BY_KIND[kind].label) if kind in BY_KIND else kind


@register.filter
def choice_label(word: Any, where: str) -> str:
    """Say a word of a list in the reader's language; ``where`` is "kind.field"."""
    kind, _dot, field = where.partition(".")
    fact = BY_KIND[kind].fact(field) if kind in BY_KIND else None
    label: object = getattr(fact, "options", {}).get(word, word)
    return reveal("" if label is None else label)


@register.simple_tag
def url_of(kind: str, record: UUID | str) -> str:
    """Return the address of a record's page."""
    return find_address(kind, record)


@register.simple_tag(takes_context=True)
def link(context: Context, record: Any, words: object = "") -> SafeString:
    """Link to a record by its caption; words that are no record are shown as they are."""
    return _link(_captions(context), record, words)


@register.simple_tag(takes_context=True)
def caption(context: Context, record: Any) -> SafeString:
    """Show a record's caption without a link."""
    found = _captions(context).find(record)
    return isolate(_name(found) if found else record)


@register.simple_tag(takes_context=True)
def member(context: Context, identifier: UUID | str) -> SafeString:
    """Show a member's name."""
    return isolate(_captions(context).name_member(str(identifier)) or _("another station"))


@register.simple_tag(takes_context=True)
def value(context: Context, claim: Claim) -> SafeString:
    """Show the value of one claim, by the type of its field."""
    captions = _captions(context)
    return show_value(claim, lambda record: _link(captions, record))


@register.simple_tag(takes_context=True)
def values(context: Context, group: FieldClaims | None) -> SafeString:
    """Show the live values of a field in one line, without their evidence."""
    live = group.live if group else ()
    _captions(context).need_claims(live)
    shown = [(value(context, claim),) for claim in live]
    return format_html_join(", ", "{}", shown)


@register.inclusion_tag("parts/claims.html", takes_context=True)
def claims(context: Context, group: FieldClaims | None) -> dict[str, Any]:
    """Show the live values of a field with their evidence; contested ones side by side."""
    _captions(context).need_claims(group.live if group else ())
    shown = gather_values(group) if group else []
    return {"group": group, "values": shown, "request": context.get("request")}


@register.simple_tag
def closed_facts(file: RecordFile) -> list[Any]:
    """Return the sealed fields of a record that are closed to whoever reads."""
    return find_closed(file.model, get_reader())


@register.simple_tag
def sayable_facts(file: RecordFile) -> list[Any]:
    """Return the fields of a record in which whoever reads may record something."""
    return [fact for fact in file.model.facts() if may_say(fact, get_reader())]


@register.filter
def is_addable(kind: str) -> bool:
    """Say whether whoever reads may record something in at least one open field of a kind."""
    reader = get_reader()
    return reader.may(Task.RECORD) and any(may_say(fact, reader) for fact in BY_KIND[kind].facts())


@register.filter
def may(task: str) -> bool:
    """Say whether whoever reads is here for a task."""
    return get_reader().may(Task(task))


@register.filter
def sees(visibility: str) -> bool:
    """Say whether whoever reads sees fields of a visibility."""
    return get_reader().sees(Visibility(visibility))


@register.inclusion_tag("parts/evidence.html", takes_context=True)
def evidence(context: Context, claim: Claim) -> dict[str, Any]:
    """Show one claim's grounds: source, exact words, who says so, how certain."""
    return {"claim": claim, "request": context.get("request")}


@register.inclusion_tag("editing/grounds.html")
def grounds(form: Any) -> dict[str, Any]:
    """Ask “How do we know?”."""
    return {"grounds": form}


def _link(captions: Captions, record: Any, words: object = "") -> SafeString:
    found = captions.find(record)
    if found is None:
        is_id = read_id(record) is not None
        return isolate(words or (_("not at this station yet") if is_id else record))
    shown = isolate(words or _name(found))
    return format_html('<a href="{}">{}</a>', find_address(found[0], record), shown)


def _name(found: tuple[str, str]) -> str:
    return found[1] or _("%(kind)s without a name") % {"kind": kind_label(found[0])}


def _captions(context: Context) -> Captions:
    """Return the captions of the request, with all that the page's file names fetched at once."""
    request = context.get("request")
    captions = get_captions(request) if isinstance(request, HttpRequest) else Captions()
    file = context.get("file")
    if isinstance(file, RecordFile):
        captions.need_file(file)
    return captions
