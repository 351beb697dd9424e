"""What a report is made of: sections of sentences, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Ground:
    """What one sentence rests on."""

    number: int
    """The number of its source in the report's list; 0 where the source is not published."""
    said_by: str = ""
    """Who claims it; empty where the source itself does, or where that was held back."""

    def say(self) -> str:
        """Say it in words, for a reader who looks for the number in the list of sources."""
        if self.number and self.said_by:
            return _("source %(number)s, said by %(who)s") % {
                "number": self.number,
                "who": self.said_by,
            }
        if self.number:
            return _("source %(number)s") % {"number": self.number}
        if self.said_by:
            return _("said by %(who)s; the source is not published") % {"who": self.said_by}
        return _("the source is not published")


@dataclass(frozen=True)
class Sentence:
    """One sentence: what somebody said, with who and where; or a count of our own."""

    text: str
    """Plain text in which nothing hides; not yet escaped for any format."""
    grounds: tuple[Ground, ...] = ()
    is_contested: bool = False
    """Other sentences of the same section contradict it."""
    is_ours: bool = False
    """Counted here, from the records that were cleared; it has no source but them."""

    def say_grounds(self) -> str:
        """Say what it rests on, and that it is contested."""
        said = [_("our own count")] if self.is_ours else [one.say() for one in self.grounds]
        if self.is_contested:
            said.insert(0, _("contested"))
        return "; ".join(said)


@dataclass(frozen=True)
class Section:
    """One question of the report and what answers it; never empty."""

    name: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class SourceNote:
    """One source in the list at the end."""

    number: int
    text: str
    url: str = ""


@dataclass(frozen=True)
class Report:
    """The facts of one event, in the order in which a reader asks."""

    event: UUID
    title: str
    sections: tuple[Section, ...]
    sources: tuple[SourceNote, ...]
    made: datetime

    def section(self, name: str) -> tuple[Sentence, ...]:
        """Return the sentences of a section; none where it was left out as empty."""
        return next((one.sentences for one in self.sections if one.name == name), ())
