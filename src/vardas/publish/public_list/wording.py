"""What stands in a cleared record, as HTML: harmless, in the reader's language, linked inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vardas.publish.cleared import ClearedField, ClearedRecord
from vardas.publish.kinds import find_model
from vardas.registry.records.event import COUNTED
from vardas.registry.records.fields import Fact
from vardas.registry.records.person import IDENTIFIER_SCHEMES, NAME_KINDS
from vardas.registry.wording.dates import say_date
from vardas.registry.wording.revealing import isolate, read_language, reveal

LONGEST = 2_000
"""Characters of one value that a page shows; the data files hold the whole."""
PAGES_OF = frozenset({"person", "event", "source"})
"""The kinds that have a page of their own."""

Link = Callable[[Any], SafeString]


def clip(text: object) -> str:
    """Cut a very long text, and say so."""
    shown = reveal("" if text is None else text)
    if len(shown) <= LONGEST:
        return shown
    return shown[:LONGEST] + " … " + _("(cut here; the whole text is in the data files)")


def show_text(text: object, language: object = "") -> SafeString:
    """Show text of others so that it turns nothing around it."""
    return isolate(clip(text), read_language(language))


def _find_fact(kind: str, field: str) -> Fact | None:
    model = find_model(kind)
    return model.fact(field) if model else None


def say_label(kind: str, field: str) -> str:
    """Name a field in the reader's language."""
    fact = _find_fact(kind, field)
    return str(fact.label) if fact else field


def say_choice(kind: str, field: str, value: object) -> str:
    """Say a word of a list in the reader's language; another version's word stays as it is."""
    fact = _find_fact(kind, field)
    return reveal(getattr(fact, "options", {}).get(value, value))


def say_caption(record: ClearedRecord) -> str:
    """Say in words what a record is: its own, or what kind of thing it is and when."""
    if record.caption:
        return record.caption
    model = find_model(record.kind)
    label = str(model.label) if model else record.kind
    if record.kind in ("event", "source") and record.first("type"):
        label = say_choice(record.kind, "type", record.first("type"))
    when = record.first("when") or record.first("published")
    return f"{label}, {say_date(when)}" if when else label


def say_count(value: Any) -> str:
    """Say a number of people claimed."""
    of = str(value.get("of", ""))
    number = say_number(value.get("number", 0))
    return _("%(number)s %(of)s") % {"number": number, "of": COUNTED.get(of, of)}


def say_number(figure: int) -> str:
    """Write a number with its thousands apart."""
    return number_format(figure, force_grouping=True)


def show_value(record: ClearedRecord, field: ClearedField, value: Any, link: Link) -> SafeString:
    """Show one value by the type of its field; a value of another shape is shown as text."""
    if field.value_type == "reference":
        return link(value)
    if field.value_type == "date":
        return isolate(say_date(value))
    if field.value_type == "choice":
        return isolate(say_choice(record.kind, field.name, value))
    if field.value_type == "truth":
        return isolate(_("yes") if value is True else _("no"))
    if isinstance(value, Mapping):
        return _show_parts(field.value_type, value)
    if record.kind in ("source", "organization") and field.name in ("url", "website"):
        return show_address(value)
    return show_text(value, record.first("language") if record.kind == "account" else "")


def _show_parts(value_type: str, value: Mapping[str, Any]) -> SafeString:
    if value_type == "name":
        kind = str(value.get("kind") or "")
        shown = show_text(value.get("text"), value.get("language"))
        if kind not in NAME_KINDS:
            return shown
        return format_html('{} <span class="meta">{}</span>', shown, NAME_KINDS[kind])
    if value_type == "count":
        return show_text(say_count(value))
    if value_type == "identifier":
        scheme = str(value.get("scheme") or "")
        return show_text(f"{IDENTIFIER_SCHEMES.get(scheme, scheme)}: {value.get('value', '')}")
    return show_text(", ".join(str(part) for part in value.values()))


def show_address(address: object) -> SafeString:
    """Show the address of a source, to follow where it is one of the web."""
    text = str(address or "")
    try:
        is_web = urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname)
    except ValueError:
        is_web = False
    if not is_web:
        return show_text(text)
    return format_html(
        '<a href="{}" rel="noopener noreferrer nofollow">{}</a>', text, show_text(text)
    )
