"""What the page of a person shows, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from vardas.insight.happenings import When
from vardas.insight.huridocs import Code, code_standing
from vardas.insight.loading import load_parts
from vardas.insight.standing import REPORTING_TIME, Standing, find_standing
from vardas.insight.timeline import Item, load_items
from vardas.registry.reading import Claim, RecordFile, read_records
from vardas.registry.records.models import (
    Account,
    Involvement,
    Judgement,
    Listing,
    Question,
    Recognition,
    Relationship,
)
from vardas.web.people.answers import AnswerRow, ContactRow, make_answers, make_contact
from vardas.web.people.rows import Spelling, read_spellings

MOST = 200
"""No more of one kind are shown on one page; the record of each is a link away."""


@dataclass(frozen=True)
class Chapter:
    """One thing that happened to the person: the event, and the involvement with its facts."""

    item: Item
    file: RecordFile
    is_later: bool
    """It surely lies after the day asked about."""


@dataclass(frozen=True)
class Dossier:
    """Everything about one person, ready for the page."""

    file: RecordFile
    spellings: Sequence[Spelling]
    standing: Standing
    """As far as it was known then, where an earlier day is asked about."""
    codes: Sequence[Code]
    answers: Sequence[AnswerRow]
    contact: ContactRow | None
    known_by: date
    learned: Sequence[AnswerRow]
    """The answers that are different by what was published later."""
    chapters: Sequence[Chapter]
    about: Sequence[RecordFile]
    by: Sequence[RecordFile]
    relationships: Sequence[RecordFile]
    recognitions: Sequence[RecordFile]
    questions: Sequence[RecordFile]
    listings: Sequence[RecordFile]
    """Judgements that tie rows of lists to the person, or say that they are somebody else."""

    def claims(self) -> Iterator[Claim]:
        """Go through every claim on the page, for its captions."""
        for group in (
            (self.file,),
            (chapter.file for chapter in self.chapters),
            self.about,
            self.by,
            self.relationships,
            self.recognitions,
            self.questions,
            self.listings,
        ):
            for file in group:
                yield from file.history


def load_dossier(file: RecordFile, day: date, people: Sequence[UUID], *, is_today: bool) -> Dossier:
    """Read everything about a person, who may have several records, and where they stand."""
    among = list(people)
    ids = {
        "involvements": _find(Involvement, person__in=among),
        "about": _find(Account, about__in=among),
        "by": _find(Account, speaker__in=among),
        "recognitions": _find(Recognition, person__in=among),
        "questions": _find(Question, about__in=among),
        "listings": _find(Judgement, right__in=among, left__in=Listing.objects.values("pk")),
        "relationships": list(
            dict.fromkeys(
                [*_find(Relationship, person__in=among), *_find(Relationship, other__in=among)]
            )
        ),
    }
    files = read_records({key for group in ids.values() for key in group})
    found = {name: [files[key] for key in group if key in files] for name, group in ids.items()}
    parts = load_parts([file.id], with_publication=not is_today).get(file.id, ())
    then = find_standing(parts, day, as_known_then=not is_today)
    chapters = _make_chapters(found["involvements"], day)
    learned: Sequence[AnswerRow] = ()
    if then.later:
        now = make_answers(find_standing(parts, day), files)
        answers = {row.key: row.answer.value for row in make_answers(then, files)}
        learned = [row for row in now if row.answer.value != answers[row.key]]
    return Dossier(
        file,
        read_spellings(file.row.get("name")),
        then,
        code_standing(then),
        make_answers(then, files),
        make_contact(then, files),
        day + REPORTING_TIME,
        learned,
        chapters,
        found["about"],
        found["by"],
        found["relationships"],
        found["recognitions"],
        found["questions"],
        found["listings"],
    )


def _find(model: Any, **where: Any) -> list[UUID]:
    return list(model.objects.filter(**where).values_list("pk", flat=True)[:MOST])


def _make_chapters(involvements: Sequence[RecordFile], day: date) -> list[Chapter]:
    """Put the involvements in the order in which things happened."""
    events = {file.row["event"] for file in involvements if file.row.get("event")}
    items = load_items(events)
    chapters = [
        Chapter(item, file, item.when.is_after(day))
        for file in involvements
        if (event := file.row.get("event")) and (item := items.get(event))
    ]
    return sorted(chapters, key=_order)


def _order(chapter: Chapter) -> tuple[bool, date, int, UUID]:
    item = chapter.item
    when: When = item.when
    return (when.is_unknown, when.order, item.step or 0, chapter.file.id)
