"""The few filters of the public list's templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from vardas.publish.public_list.wording import say_number, show_text
from vardas.registry.wording.dates import say_date
from vardas.registry.wording.revealing import isolate, reveal

register = template.Library()


@register.filter
def visible(text: object) -> SafeString:
    """Show text of others: nothing hidden in it, nothing around it turned, cut where very long."""
    return show_text(text)


@register.filter
def fuzzydate(edtf: object) -> SafeString:
    """Say an EDTF date in the reader's language."""
    return isolate(reveal(say_date(edtf)))


@register.filter
def number(figure: int) -> str:
    """Write a figure with its thousands apart."""
    return say_number(figure)
