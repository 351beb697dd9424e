"""What Django looks for: the migrated models, one idea per file."""

from vardas.registry.tables.ledger import Commit, Leaf, SignedHead
from vardas.registry.tables.member import Member
from vardas.registry.tables.setting import PendingList, SavedMapping, Setting

__all__ = ["Commit", "Leaf", "Member", "PendingList", "SavedMapping", "Setting", "SignedHead"]
