"""Which statements are in force: a pure function of the set of statements, not of their order.

- A verb acts only on statements whose id sorts before its own. Identifiers rise with the ledger's
  clock, so an honest verb always does; a circle of corrections can not be built.
- A *retract* or *prefer* that is itself retracted has no effect; a retract of a retract restores.
- A statement is *replaced* when a statement that names it in ``replaces`` is neither retracted nor
  erased, or is itself replaced: withdrawing the middle of a chain of corrections does not bring its
  beginning back while the end stands.
- An *erase* cannot be taken back.
- Of several *prefer* on one field the one with the highest id counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from vardas.ledger.statement import Erase, Prefer, Retract, Say, Statement


@dataclass(frozen=True)
class Effect:
    """What the verbs among a set of statements bring about."""

    retracted: frozenset[UUID]
    replaced: frozenset[UUID]
    erased: frozenset[UUID]
    preferred: dict[UUID, UUID]
    """Preferred statement → the prefer statement with the highest id that names it."""

    def is_live(self, identifier: UUID) -> bool:
        """Say whether a statement is in force: not retracted, replaced or erased."""
        return (
            identifier not in self.retracted
            and identifier not in self.replaced
            and identifier not in self.erased
        )


def find_effect(statements: Iterable[Statement]) -> Effect:
    """Work out the effect of the verbs; statements may come in any order and more than once."""
    known = {statement.id: statement for statement in statements}
    erased = frozenset(
        target
        for statement in known.values()
        if isinstance(statement, Erase)
        for target in statement.ids
        if target < statement.id
    )
    retracted: set[UUID] = set()
    preferred: dict[UUID, UUID] = {}
    replacing: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for identifier in sorted(known, reverse=True):
        statement = known[identifier]
        if isinstance(statement, Say):
            for target in statement.replaces:
                if target < identifier:
                    replacing[target].append(identifier)
        elif identifier not in retracted:
            targets = [target for target in statement.ids if target < identifier]
            if isinstance(statement, Retract):
                retracted.update(targets)
            elif isinstance(statement, Prefer):
                for target in targets:
                    preferred.setdefault(target, identifier)
    replaced: set[UUID] = set()
    # From the newest down: whoever replaces a statement has been decided before it is.
    for target in sorted(replacing, reverse=True):
        if any(
            by in replaced or (by not in retracted and by not in erased) for by in replacing[target]
        ):
            replaced.add(target)
    return Effect(frozenset(retracted), frozenset(replaced), erased, preferred)
