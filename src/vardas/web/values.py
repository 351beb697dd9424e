"""Shows one claim's value by the type of its field; whatever does not fit is shown as written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vardas.registry.reading import Claim, FieldClaims
from vardas.registry.records.event import COUNTED
from vardas.registry.records.fields import Fact
from vardas.registry.records.models import BY_KIND
from vardas.registry.records.person import IDENTIFIER_SCHEMES, NAME_KINDS
from vardas.registry.wording.dates import say_date
from vardas.registry.wording.revealing import isolate, read_language, reveal

Link = Callable[[Any], SafeString]
"""Makes the link to a record."""

SHOWN_OF_A_TEXT = 300


@dataclass(frozen=True)
class ShownValue:
    """One value of a field with all the claims that say it."""

    claims: tuple[Claim, ...]
    is_disputed: bool

    @property
    def first(self) -> Claim:
        """The claim to show the value by."""
        return self.claims[0]

    @property
    def certainty(self) -> str:
        """How certain the value is: as certain as the firmest of its claims."""
        said = {claim.say.certainty for claim in self.claims}
        return next(word for word in ("confirmed", "stated", "doubtful", "denied") if word in said)


def gather_values(group: FieldClaims) -> list[ShownValue]:
    """Put the live claims of a field together by what they say, in the order to show them.

    Numbers of people contradict each other only where they count the same people.
    """
    said: dict[bytes, list[Claim]] = {}
    counted: dict[object, set[bytes]] = {}
    for claim in group.live:
        key = _encode((claim.value, claim.say.certainty == "denied"))
        said.setdefault(key, []).append(claim)
        counted.setdefault(_whom(group, claim), set()).add(key)
    return [
        ShownValue(tuple(claims), group.is_contested and len(counted[_whom(group, claims[0])]) > 1)
        for claims in said.values()
    ]


def _whom(group: FieldClaims, claim: Claim) -> object:
    is_count = group.fact is not None and group.fact.value_type == "count"
    return claim.value.get("of") if is_count and isinstance(claim.value, dict) else None


def _encode(value: Any) -> bytes:
    return msgspec.json.encode(value, order="sorted")


def show_value(claim: Claim, link: Link) -> SafeString:
    """Return the value as HTML."""
    say = claim.say
    fact = BY_KIND[say.kind].fact(say.field) if say.kind in BY_KIND else None
    show = _SHOWN.get(fact.value_type) if fact else None
    shown = show(say.value, fact, link) if show and fact else None
    return _show_any(say.value) if shown is None else shown


def _show_any(value: Any) -> SafeString:
    if isinstance(value, str):
        return isolate(value)
    return isolate(msgspec.json.encode(value).decode())


def _show_long(value: Any, fact: Fact, link: Link) -> SafeString | None:
    if not isinstance(value, str):
        return None
    cut = value[:SHOWN_OF_A_TEXT].rstrip()
    return isolate(cut + " …" if len(cut) < len(value.rstrip()) else cut)


def _show_choice(value: Any, fact: Fact, link: Link) -> SafeString | None:
    options: Mapping[Any, Any] = getattr(fact, "options", {})
    return isolate(options.get(value, value)) if isinstance(value, str) else None


def _show_date(value: Any, fact: Fact, link: Link) -> SafeString | None:
    return isolate(say_date(value)) if isinstance(value, str) else None


def _show_number(value: Any, fact: Fact, link: Link) -> SafeString | None:
    return isolate(number_format(value, force_grouping=True)) if type(value) is int else None


def _show_truth(value: Any, fact: Fact, link: Link) -> SafeString | None:
    return isolate(_("yes") if value else _("no")) if isinstance(value, bool) else None


def _show_reference(value: Any, fact: Fact, link: Link) -> SafeString | None:
    return link(value)


def _show_name(value: Any, fact: Fact, link: Link) -> SafeString | None:
    if not isinstance(value, dict) or not value.get("text"):
        return None
    name = isolate(value["text"], read_language(value.get("language")))
    kind = NAME_KINDS.get(value.get("kind", ""), value.get("kind"))
    return format_html('{} <span class="name-kind">{}</span>', name, reveal(kind)) if kind else name


def _show_identifier(value: Any, fact: Fact, link: Link) -> SafeString | None:
    if not isinstance(value, dict) or not value.get("value"):
        return None
    scheme = IDENTIFIER_SCHEMES.get(value.get("scheme", ""), value.get("scheme"))
    shown = isolate(value["value"])
    return format_html('{} <span class="name-kind">{}</span>', shown, reveal(scheme or ""))


def _show_count(value: Any, fact: Fact, link: Link) -> SafeString | None:
    if not isinstance(value, dict) or type(value.get("number")) is not int:
        return None
    whom = value.get("of")
    words = reveal(COUNTED.get(whom, whom) if isinstance(whom, str) else "")
    return format_html(
        '<b class="number">{}</b> {}', number_format(value["number"], force_grouping=True), words
    )


def _show_object(value: Any, fact: Fact, link: Link) -> SafeString | None:
    cells = value.get("cells", value) if isinstance(value, dict) else None
    if not isinstance(cells, dict):
        return None
    pairs = [(reveal(key), _show_any(cell)) for key, cell in cells.items()]
    return format_html(
        '<dl class="cells">{}</dl>', format_html_join("", "<dt>{}</dt><dd>{}</dd>", pairs)
    )


_SHOWN: dict[str, Callable[[Any, Fact, Link], SafeString | None]] = {
    "long_text": _show_long,
    "choice": _show_choice,
    "date": _show_date,
    "number": _show_number,
    "truth": _show_truth,
    "reference": _show_reference,
    "name": _show_name,
    "identifier": _show_identifier,
    "count": _show_count,
    "object": _show_object,
}
