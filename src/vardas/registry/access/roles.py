"""What each role sees and does: one table, for the pages, the tests and the manual.

A member may have several roles. A sealed visibility in this table means that a member of the role
may be given the seal; only the copy of the seal's key made for them opens anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vardas.registry.records.visibility import SEALED, Visibility


class Role(StrEnum):
    """What a member is here for."""

    DESK = "desk"
    MEDIC = "medic"
    CASEWORKER = "caseworker"
    LAWYER = "lawyer"
    FAMILY_CONTACT = "family_contact"
    DOCUMENTER = "documenter"
    PUBLISHER = "publisher"
    KEEPER = "keeper"
    AUDITOR = "auditor"


class Task(StrEnum):
    """Something that a page or action is for."""

    READ = "read"
    """Look at people, events, sources: each with the fields one may see."""
    RECORD = "record"
    """Add, correct and withdraw facts that one may see."""
    IDENTIFY = "identify"
    """Say who is the same person, and tie rows of lists to people."""
    IMPORT = "import"
    """Bring in lists."""
    CONSENT = "consent"
    """Ask people what may be done with what they told, and note it."""
    PUBLISH = "publish"
    """Let something out, after a second member's approval."""
    ERASE = "erase"
    """Carry out a person's rights: their file, restriction, erasure with a second member."""
    KEEP = "keep"
    """Manage members, roles, devices, settings."""
    AUDIT = "audit"
    """Read the log of readings."""
    URGENT = "urgent"
    """Open a red case without the grant, with a reason."""


@dataclass(frozen=True)
class Scope:
    """What a role sees and does."""

    label: str | Promise
    sees: frozenset[Visibility]
    does: frozenset[Task]


V, T = Visibility, Task

SCOPES: Mapping[Role, Scope] = {
    Role.DESK: Scope(
        _("desk"),
        frozenset({V.PUBLIC, V.DESK}),
        frozenset({T.READ, T.RECORD, T.CONSENT}),
    ),
    Role.MEDIC: Scope(
        _("medic"),
        frozenset({V.PUBLIC, V.DESK, V.HEALTH}),
        frozenset({T.READ, T.RECORD, T.CONSENT, T.URGENT}),
    ),
    Role.CASEWORKER: Scope(
        _("caseworker"),
        frozenset({V.PUBLIC, V.DESK, V.CASE, V.MONEY}),
        frozenset({T.READ, T.RECORD, T.CONSENT, T.IDENTIFY, T.ERASE}),
    ),
    Role.LAWYER: Scope(
        _("lawyer"),
        frozenset({V.PUBLIC, V.DESK, V.CASE, V.TESTIMONY}),
        frozenset({T.READ, T.RECORD, T.CONSENT, T.ERASE}),
    ),
    Role.FAMILY_CONTACT: Scope(
        _("family contact"),
        frozenset({V.PUBLIC, V.DESK, V.FAMILY}),
        frozenset({T.READ, T.RECORD, T.CONSENT}),
    ),
    Role.DOCUMENTER: Scope(
        _("documenter"),
        frozenset({V.PUBLIC, V.DESK, V.CASE, V.TESTIMONY}),
        frozenset({T.READ, T.RECORD, T.CONSENT, T.IDENTIFY, T.IMPORT, T.ERASE}),
    ),
    Role.PUBLISHER: Scope(_("publisher"), frozenset({V.PUBLIC}), frozenset({T.READ, T.PUBLISH})),
    Role.KEEPER: Scope(_("keeper"), frozenset({V.PUBLIC}), frozenset({T.KEEP})),
    Role.AUDITOR: Scope(_("auditor"), frozenset(), frozenset({T.AUDIT})),
}
"""The table. Whoever changes it changes who can be hurt: ask a second person."""

FIRST_ROLES = (Role.KEEPER, Role.DOCUMENTER, Role.DESK, Role.CASEWORKER, Role.PUBLISHER)
"""What the first member of a station may do, who may be alone with it at a border crossing."""


def read_roles(words: Iterable[str]) -> tuple[Role, ...]:
    """Return the roles that these words name; a word of another version gives none."""
    known = {role.value: role for role in Role}
    return tuple(known[word] for word in words if word in known)


def find_sight(roles: Iterable[Role]) -> frozenset[Visibility]:
    """Return what these roles together see, sealed visibilities left out."""
    return frozenset().union(*(SCOPES[role].sees for role in roles)) - SEALED


def find_seals(roles: Iterable[Role]) -> frozenset[Visibility]:
    """Return the seals that a member with these roles may be given."""
    return frozenset().union(*(SCOPES[role].sees for role in roles)) & SEALED


def find_tasks(roles: Iterable[Role]) -> frozenset[Task]:
    """Return what these roles together do."""
    return frozenset().union(*(SCOPES[role].does for role in roles))
