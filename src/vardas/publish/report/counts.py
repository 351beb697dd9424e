"""What a report says of numbers: each claimed with who claims it, beside our own counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vardas.publish.cleared import ClearedRecord, Said
from vardas.publish.public_list.book import Book
from vardas.publish.public_list.event_pages import Counts, count_claims
from vardas.publish.public_list.wording import say_number
from vardas.publish.report.citing import Citing, make_plain
from vardas.publish.report.sentences import Sentence
from vardas.registry.records.event import COUNTED

LOST: Final = frozenset({"refused", "stayed", "turned_back", "remaining"})
"""Groups that did not come along: they stand in the section of those missing."""
PAPERS: Final = frozenset({"without_passport"})


def group_claims(event: ClearedRecord) -> dict[str, list[Said]]:
    """Group the numbers claimed by whom they mean; what is no number is left to the records."""
    field = event.fields.get("count")
    groups: dict[str, list[Said]] = {}
    for said in field.values if field else ():
        number = said.value.get("number") if isinstance(said.value, dict) else None
        if type(number) is int:
            groups.setdefault(str(said.value.get("of", "")), []).append(said)
    return groups


def say_claims(citing: Citing, of: str, claims: list[Said]) -> Iterator[Sentence]:
    """Say each different number of one group of people once, with everybody who claims it."""
    same: dict[tuple[int, str, str], list[Said]] = {}
    for said in claims:
        bound = str(said.value.get("bound") or "")
        same.setdefault((said.value["number"], bound, said.certainty), []).append(said)
    is_contested = len({number for number, _bound, certainty in same if certainty != "denied"}) > 1
    for (number, bound, certainty), saids in same.items():
        text = _say_claim(of, number, bound, certainty)
        yield citing.cite(text, saids, is_contested=is_contested)


def _say_claim(of: str, number: int, bound: str, certainty: str) -> str:
    values: dict[str, Any] = {
        "of": make_plain(COUNTED.get(of, of)),
        "number": say_number(number),
        "bound": make_plain(bound),
    }
    if certainty == "denied":
        return _("A number is denied (%(of)s): %(number)s.") % values
    if certainty == "doubtful":
        return _("Number reported (%(of)s): %(number)s.") % values
    if bound:
        return _("Number claimed (%(of)s): %(bound)s %(number)s.") % values
    return _("Number claimed (%(of)s): %(number)s.") % values


def say_counted(book: Book, event: ClearedRecord) -> Iterator[Sentence]:
    """Say how many of those claimed are named here, how many are known, and the gap."""
    counts: Counts = count_claims(book, event)
    named = ngettext("One person is named here.", "%(number)s people are named here.", counts.named)
    yield Sentence(named % {"number": say_number(counts.named)}, is_ours=True)
    if counts.known:
        known = ngettext(
            "One person is known to us, named here or not.",
            "%(number)s people are known to us, named here or not.",
            counts.known,
        )
        yield Sentence(known % {"number": say_number(counts.known)}, is_ours=True)
    if counts.gap is None:
        yield Sentence(_("Nobody claims a number that we know of."), is_ours=True)
        return
    least, most = counts.gap
    if least == most:
        text = ngettext(
            "One of those claimed is not named here.",
            "%(number)s of those claimed are not named here.",
            least,
        ) % {"number": say_number(least)}
    else:
        text = _("Of those claimed, %(least)s to %(most)s are not named here.") % {
            "least": say_number(least),
            "most": say_number(most),
        }
    yield Sentence(text, is_ours=True)
