"""Drops from the drafts what points to records that stay, and what is nothing without them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, MutableMapping
from itertools import chain
from uuid import UUID

from vardas.publish.cleared import HeldBack
from vardas.publish.clearing import Draft

Drafts = MutableMapping[UUID, Draft]
Note = Callable[[HeldBack], None]

NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "person": (("name",),),
    "recognition": (("person",),),
    "involvement": (("event",), ("person", "organization", "group")),
    "account": (("about",), ("speaker",)),
    "question": (("about",), ("text",)),
}
"""What a record is nothing without: of each group, one field."""

_AROUND = frozenset({"place", "organization", "source"})
"""Kinds that leave only where something that leaves points to them."""


def drop_dangling(
    drafts: Drafts,
    only_needed: Collection[UUID],
    note: Note,
    needed: Mapping[str, tuple[tuple[str, ...], ...]] = NEEDED,
) -> None:
    """Drop what points to records that stay, what is nothing without it, and what nobody needs.

    ``only_needed`` are people who leave only where something points to them. Each round may leave
    something else dangling; the end is reached when a round drops nothing.
    """
    while (
        _drop_values(drafts, note)
        or _drop_bare(drafts, needed, note)
        or _drop_unneeded(drafts, only_needed, note)
    ):
        pass


def _drop_values(drafts: Drafts, note: Note) -> bool:
    dropped = False
    for draft in drafts.values():
        for name, targets in draft.references().items():
            if all(target in drafts for target in targets):
                continue
            dropped = True
            note(HeldBack(draft.id, name, "points_to_held"))
            values = draft.fields[name].values
            draft.keep(name, tuple(said for said in values if UUID(said.value) in drafts))
    return dropped


def _drop_bare(
    drafts: Drafts, needed: Mapping[str, tuple[tuple[str, ...], ...]], note: Note
) -> bool:
    bare = [
        draft.id
        for draft in drafts.values()
        if not draft.fields
        or any(draft.fields.keys().isdisjoint(group) for group in needed.get(draft.kind, ()))
    ]
    return _drop(drafts, bare, "points_to_held", note)


def _drop_unneeded(drafts: Drafts, only_needed: Collection[UUID], note: Note) -> bool:
    needed: set[UUID] = set()
    for draft in drafts.values():
        pointed = set(chain.from_iterable(draft.references().values()))
        pointed.update(
            said.source for one in draft.fields.values() for said in one.values if said.source
        )
        needed |= pointed - {draft.id}
    idle = [
        draft.id
        for draft in drafts.values()
        if draft.id not in needed and (draft.kind in _AROUND or draft.id in only_needed)
    ]
    return _drop(drafts, idle, "not_needed", note)


def _drop(drafts: Drafts, keys: Collection[UUID], reason: str, note: Note) -> bool:
    for key in keys:
        del drafts[key]
        note(HeldBack(key, "", reason))
    return bool(keys)
