"""The five answers about where a person stands, with what each rests on, ready for the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from vardas.insight.effects import Liberty, Movement, Right
from vardas.insight.happenings import Part
from vardas.insight.standing import (
    LIBERTY_LABELS,
    MOVEMENT_LABELS,
    RIGHT_LABELS,
    UNKNOWN_PAPERS,
    Answer,
    Contact,
    Standing,
)
from vardas.registry.access.reader import get_reader
from vardas.registry.reading import Claim, RecordFile
from vardas.registry.records.involvement import PAPERS
from vardas.registry.records.visibility import Visibility

PAPERS_LABELS = {**PAPERS, UNKNOWN_PAPERS: _("not known")}
NOT_KNOWN = frozenset({Liberty.UNKNOWN, Movement.UNKNOWN, Right.UNKNOWN, UNKNOWN_PAPERS})


@dataclass(frozen=True)
class Ground:
    """One part that an answer rests on, with the claims that say so."""

    part: Part
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class AnswerRow:
    """One of the answers, and those that contradict it beside it."""

    key: str
    label: Any
    answer: Answer
    value: Any
    is_known: bool
    grounds: tuple[Ground, ...]
    others: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class ContactRow:
    """The last confirmed contact."""

    contact: Contact
    grounds: tuple[Ground, ...]


Files = Mapping[UUID, RecordFile]


def make_answers(standing: Standing, files: Files) -> list[AnswerRow]:
    """Make the four answers that are words; the fifth is the last contact."""
    sees_case = get_reader().sees(Visibility.CASE)
    asked: Sequence[tuple[str, Any, Answer, Mapping[Any, Any]]] = (
        ("liberty", _("Liberty"), standing.liberty, LIBERTY_LABELS),
        ("movement", _("Movement"), standing.movement, MOVEMENT_LABELS),
        ("right", _("Right to return"), standing.right, RIGHT_LABELS),
        ("papers", _("Papers"), standing.papers, PAPERS_LABELS),
    )
    return [
        _make_row(key, label, answer, words, files)
        for key, label, answer, words in asked
        if key != "papers" or sees_case
    ]


def make_contact(standing: Standing, files: Files) -> ContactRow | None:
    """Make the answer to when the person was last seen or heard."""
    contact = standing.contact
    return ContactRow(contact, _find_grounds([contact.part], files)) if contact else None


def _make_row(
    key: str, label: Any, answer: Answer, words: Mapping[Any, Any], files: Files
) -> AnswerRow:
    return AnswerRow(
        key,
        label,
        answer,
        words.get(answer.value, answer.value),
        answer.value not in NOT_KNOWN,
        _find_grounds(answer.evidence, files),
        tuple(_make_row(key, label, other, words, files) for other in answer.others),
    )


def _find_grounds(parts: Sequence[Part], files: Files) -> tuple[Ground, ...]:
    """Find the claims behind parts; a part that stands for several dates of an event comes once."""
    grounds: dict[UUID, Ground] = {}
    for part in reversed(parts):
        file = files.get(part.id)
        field = "papers" if part.papers else "role"
        group = file.fields.get(field) if file else None
        wanted = part.papers or part.role
        claims = tuple(claim for claim in group.live if claim.value == wanted) if group else ()
        grounds.setdefault(part.id, Ground(part, claims))
    return tuple(grounds.values())
