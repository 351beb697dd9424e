"""What Django looks for: the migrated models, one idea per file."""

from vardas.registry.tables.access import (
    Barring,
    Narrowing,
    Reading,
    ReadingOf,
    SealCopy,
    SealKey,
    SecondFactor,
    SpareCode,
    Urgency,
)
from vardas.registry.tables.ledger import Commit, Leaf, SignedHead
from vardas.registry.tables.member import Member
from vardas.registry.tables.setting import PendingList, SavedMapping, Setting

__all__ = [
    "Barring",
    "Commit",
    "Leaf",
    "Member",
    "Narrowing",
    "PendingList",
    "Reading",
    "ReadingOf",
    "SavedMapping",
    "SealCopy",
    "SealKey",
    "SecondFactor",
    "Setting",
    "SignedHead",
    "SpareCode",
    "Urgency",
]
