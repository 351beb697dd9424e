"""What Django looks for, and the table of record types by kind."""

from vardas.registry.records.account import Account
from vardas.registry.records.base import Record
from vardas.registry.records.consent import Consent
from vardas.registry.records.disclosure import Disclosure
from vardas.registry.records.event import Event
from vardas.registry.records.index import MentionRow, StatementRow
from vardas.registry.records.involvement import Involvement
from vardas.registry.records.judgement import Judgement
from vardas.registry.records.listing import Listing
from vardas.registry.records.organization import Organization
from vardas.registry.records.person import Person
from vardas.registry.records.place import Place
from vardas.registry.records.publication import Publication
from vardas.registry.records.question import Question
from vardas.registry.records.recognition import Recognition
from vardas.registry.records.relationship import Relationship
from vardas.registry.records.source import Source

RECORD_TYPES: tuple[type[Record], ...] = (
    Person,
    Recognition,
    Relationship,
    Organization,
    Place,
    Event,
    Involvement,
    Account,
    Question,
    Source,
    Listing,
    Judgement,
    Publication,
    Consent,
    Disclosure,
)

BY_KIND: dict[str, type[Record]] = {model.kind: model for model in RECORD_TYPES}

__all__ = [
    "BY_KIND",
    "RECORD_TYPES",
    "Account",
    "Consent",
    "Disclosure",
    "Event",
    "Involvement",
    "Judgement",
    "Listing",
    "MentionRow",
    "Organization",
    "Person",
    "Place",
    "Publication",
    "Question",
    "Recognition",
    "Record",
    "Relationship",
    "Source",
    "StatementRow",
]
