"""Which statements are in force: a pure function of the set of statements, not of their order.

- An *erase* takes effect whatever its place and cannot be taken back. What is erased counts for
  nothing, neither as a value nor as a verb: a station that no longer has its content must come to
  the same result as one that still has it.
- The other verbs act only on statements whose id sorts before their own. Identifiers rise with the
  clock of whoever writes, past those acted upon, so an honest verb always does; a circle of
  corrections cannot be built.
- A *retract* or *prefer* that is itself retracted has no effect; a retract of a retract restores.
- A statement is *replaced* when a statement that names it in ``replaces`` is not retracted, or is
  itself replaced: withdrawing the middle of a chain of corrections does not bring its beginning
  back while the end stands.
- Of several *prefer* on one field the one with the highest id counts.
- Two different statements under one id (a fault or an attack: ids are random) both count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from vardas.ledger.statement import Erase, Prefer, Retract, Say, Statement, write_leaf


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
    ordered = sorted(statements, key=_order, reverse=True)
    erased = frozenset(
        target for statement in ordered if type(statement) is Erase for target in statement.ids
    )
    retracted: set[UUID] = set()
    preferred: dict[UUID, UUID] = {}
    replacing: defaultdict[UUID, set[UUID]] = defaultdict(set)
    # From the newest down: whether a verb is itself retracted is known before it is taken.
    for statement in ordered:
        identifier = statement.id
        if identifier in erased:
            continue
        if isinstance(statement, Say):
            for target in statement.replaces:
                if target < identifier:
                    replacing[target].add(identifier)
        elif identifier not in retracted:
            targets = [target for target in statement.ids if target < identifier]
            if isinstance(statement, Retract):
                retracted.update(targets)
            elif isinstance(statement, Prefer):
                for target in targets:
                    preferred.setdefault(target, identifier)
    replaced: set[UUID] = set()
    for target in sorted(replacing, reverse=True):
        if any(by in replaced or by not in retracted for by in replacing[target]):
            replaced.add(target)
    return Effect(frozenset(retracted), frozenset(replaced), erased, preferred)


def order_says(says: Iterable[Say]) -> list[Say]:
    """Put what was said in the order of its ids, each once, however often and wherever it came.

    Different statements that share an id all stay, in the order of their bytes.
    """
    ordered = sorted(says, key=_order)
    if not any(one.id.int == next_one.id.int for one, next_one in pairwise(ordered)):
        return ordered
    distinct = {(say.id.int, write_leaf(say)): say for say in ordered}
    return [distinct[place] for place in sorted(distinct)]


def _order(statement: Statement) -> int:
    return statement.id.int
