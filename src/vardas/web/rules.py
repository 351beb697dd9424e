"""Which page is for whom: every address, every method, one row. What has no row is shut.

The tests walk the addresses and fail for one without a row; :class:`vardas.web.gatekeeping.Access`
asks the same table at every request.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vardas.registry.access.reader import Reader
from vardas.registry.access.roles import Task
from vardas.registry.records.visibility import Visibility

T, V = Task, Visibility


class Open(StrEnum):
    """Pages that no task of a role decides about."""

    TO_ALL = "to_all"
    """To whoever reaches the station: signing in."""
    TO_MEMBERS = "to_members"
    """To every member: their own affairs."""


Rule = Task | Open | Visibility
"""A task to be done, or a visibility to be seen."""
GET, POST = "GET", "POST"


def is_open(rule: Rule | None, reader: Reader) -> bool:
    """Say whether a rule lets a reader through; no rule lets nobody through."""
    if rule is None:
        return False
    if isinstance(rule, Task):
        return reader.may(rule)
    if isinstance(rule, Visibility):
        return reader.sees(rule)
    return rule is Open.TO_ALL or reader.member is not None


def _read(task: Rule) -> Mapping[str, Rule]:
    return {GET: task}


def _both(task: Rule) -> Mapping[str, Rule]:
    return {GET: task, POST: task}


def _write(task: Rule) -> Mapping[str, Rule]:
    return {POST: task}


RULES: Mapping[str, Mapping[str, Rule]] = {
    "set_language": _write(Open.TO_ALL),
    # The member's own affairs.
    "members:sign_in": _both(Open.TO_ALL),
    "members:second": _both(Open.TO_ALL),
    "members:sign_out": _both(Open.TO_MEMBERS),
    "home:home": _read(Open.TO_MEMBERS),
    # What is open and what was entered is told with reasons in people's own words.
    "home:all": _read(V.CASE),
    "home:entries": _read(V.CASE),
    "people:list": _read(T.READ),
    "people:person": _read(T.READ),
    "events:list": _read(T.READ),
    "events:timeline": _read(T.READ),
    "events:event": _read(T.READ),
    "sources:list": _read(T.READ),
    "sources:source": _read(T.READ),
    "sources:add": _both(T.RECORD),
    "sources:add_text": _both(V.CASE),
    "search:search": _both(T.READ),
    "search:suggestions": _write(T.READ),
    "editing:record": _read(T.READ),
    "editing:history": _read(T.READ),
    "editing:statement": _read(T.READ),
    # A proof holds the whole statement, its exact words and who said them.
    "editing:proof": _read(V.CASE),
    "editing:add": _both(T.RECORD),
    "editing:add_fact": _both(T.RECORD),
    "editing:correct": _both(T.RECORD),
    "editing:retract": _both(T.RECORD),
    "editing:retract_record": _both(T.RECORD),
    "editing:restore": _both(T.RECORD),
    "editing:prefer": _both(T.RECORD),
    "lists:list": _read(T.IMPORT),
    "lists:upload": _both(T.IMPORT),
    "lists:mapping": _both(T.IMPORT),
    "lists:preview": _read(T.IMPORT),
    "lists:commit": _write(T.IMPORT),
    "lists:progress": _read(T.IMPORT),
    "lists:cancel": _write(T.IMPORT),
    "lists:rows": _read(T.IMPORT),
    "lists:decide": _write(T.IDENTIFY),
    "lists:undo": _both(T.IMPORT),
    "lists:download": _read(T.IMPORT),
    "matching:queue": _read(T.IDENTIFY),
    "matching:compare": _write(T.IDENTIFY),
    "matching:answered": _read(T.IDENTIFY),
    "matching:pair": _read(T.IDENTIFY),
    "matching:answer": _write(T.IDENTIFY),
    "matching:undo": _write(T.IDENTIFY),
    "consent:person": _read(V.DESK),
    "consent:ask": _both(T.CONSENT),
    "consent:withdraw": _both(T.CONSENT),
    "consent:sheet": _read(T.CONSENT),
    "consent:wording": _read(T.CONSENT),
    "publishing:list": _read(T.PUBLISH),
    "publishing:look": _write(T.PUBLISH),
    "publishing:propose": _write(T.PUBLISH),
    "publishing:publication": _read(T.PUBLISH),
    "publishing:approve": _write(T.PUBLISH),
    "publishing:carry_out": _write(T.PUBLISH),
    # Who works here, and what they may see.
    "keeping:members": _read(T.KEEP),
    "keeping:member": _read(T.KEEP),
    "keeping:invite": _both(T.KEEP),
    "keeping:roles": _write(T.KEEP),
    "keeping:suspend": _write(T.KEEP),
    "keeping:seal": _write(Open.TO_MEMBERS),
    "keeping:seals": _read(Open.TO_MEMBERS),
    "keeping:own": _read(Open.TO_MEMBERS),
    "keeping:urgencies": _read(Open.TO_MEMBERS),
    "keeping:end_session": _write(Open.TO_MEMBERS),
    "keeping:passphrase": _both(Open.TO_MEMBERS),
    "keeping:factor": _both(Open.TO_MEMBERS),
    "keeping:remove_factor": _write(T.KEEP),
    "keeping:shares": _both(Open.TO_MEMBERS),
    "keeping:readings": _read(T.AUDIT),
    "keeping:readings_of": _read(T.READ),
    "keeping:narrow": _both(T.RECORD),
    "keeping:bar": _both(T.KEEP),
    "keeping:urgent": _both(T.URGENT),
    "keeping:review": _both(Open.TO_MEMBERS),
}
"""The table: what answers to which method, for whom."""
