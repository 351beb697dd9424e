"""Statements: one thing said about one record, and the verbs that act on what was said.

"According to *source*, in these *words*, *said_by* claims with this *certainty* that the *field* of
*record* is *value*." What it cannot express: a fact about two records at once; that is a record of
its own (an involvement, a relationship, an account).

The verbs ``retract``, ``prefer`` and ``erase`` name statement ids and never positions, so that the
registry does not depend on the order in which statements arrive.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias
from uuid import UUID

import msgspec

from vardas.errors import DataError
from vardas.ledger import canonical
from vardas.ledger.canonical import NotCanonicalError
from vardas.ledger.moment import LAST

Certainty = Literal["stated", "confirmed", "doubtful", "denied"]


class NotAStatementError(DataError):
    """The bytes of a leaf are JSON, but say nothing this version can read."""

    code = "not_a_statement"
    message = "A statement cannot be read by this version. It is kept as it is; update Vardas."


class _Verb(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="verb"):
    """What all leaves have in common: a verb, and an order of keys that is the canonical one."""


class Act(_Verb, frozen=True, tag="act"):
    """Leaf 0 of a commit: which member did it, and why. A leaf, so that it too can be withheld.

    ``readings`` is the digest of the newest entry in the station's log of readings, so that the end
    of that log cannot be cut off unseen.
    """

    member: str
    action: str
    why: str = ""
    readings: str = ""


class Say(_Verb, frozen=True, tag="say"):
    """Says one thing about one record.

    ``quote`` holds the exact words as ``text``, or their place in the source's text as ``at``
    ([start, end] in Unicode code points), or ``cell`` for a table ([row, column]).
    ``said_by`` is the id of a person or organization, or words where the claimant is no record.
    ``replaces`` names the statements this one corrects.
    """

    id: UUID
    record: UUID
    kind: str
    field: str
    value: Any
    source: UUID | None = None
    quote: dict[str, Any] | None = None
    said_by: str = ""
    certainty: Certainty = "stated"
    replaces: tuple[UUID, ...] = ()


class Retract(_Verb, frozen=True, tag="retract"):
    """Withdraws statements, or withdraws a withdrawal; what is withdrawn stays visible as such."""

    id: UUID
    ids: tuple[UUID, ...]
    why: str = ""


class Prefer(_Verb, frozen=True, tag="prefer"):
    """Says which of several contested values to show first; decides nothing about truth."""

    id: UUID
    ids: tuple[UUID, ...]
    why: str = ""


class Erase(_Verb, frozen=True, tag="erase"):
    """Removes the content of statements on a legal basis.

    ``leaves`` holds the leaf hashes, in hex, that may from now on stand without content, so that a
    leaf emptied by anything else is found.
    """

    id: UUID
    ids: tuple[UUID, ...]
    basis: str
    leaves: tuple[str, ...] = ()


Statement: TypeAlias = Say | Retract | Prefer | Erase
Leaf: TypeAlias = Act | Statement

_encoder = msgspec.json.Encoder(order="sorted")
_decoder: msgspec.json.Decoder[Leaf] = msgspec.json.Decoder(Act | Say | Retract | Prefer | Erase)


def write_leaf(leaf: Leaf) -> bytes:
    """Write a leaf as canonical JSON; raises NotCanonicalError for a value the profile refuses."""
    if type(leaf) is Say and _has_astral_key(leaf):
        return canonical.encode(msgspec.to_builtins(leaf))
    try:
        return _encoder.encode(leaf)
    except UnicodeEncodeError as error:
        raise NotCanonicalError(reason="half of a character") from error


def read_leaf(data: bytes) -> Leaf:
    """Read a leaf as received; raises NotAStatementError for what this version does not know.

    A leaf that is not canonical says nothing either: two readers might take it for two things.
    Members this version does not know are passed over; the bytes keep them.
    """
    try:
        leaf = _decoder.decode(data)
        if write_leaf(leaf) != data and not _is_same(leaf, data):
            raise NotAStatementError
    except (
        msgspec.DecodeError,
        UnicodeDecodeError,
        RecursionError,
        NotCanonicalError,
        canonical.NotJSONError,
    ) as error:
        raise NotAStatementError from error
    if not isinstance(leaf, Act) and leaf.id.int >> 80 > LAST:
        raise NotAStatementError
    return leaf


def read_known_leaf(data: bytes) -> Leaf:
    """Read a leaf that :func:`read_leaf` took, or :func:`write_leaf` made, before.

    Its form is not checked again, which is most of the work; raises NotAStatementError all the same
    for what cannot be read at all.
    """
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotAStatementError from error


def _has_astral_key(say: Say) -> bool:
    value, quote = say.value, say.quote
    astral = type(value) is not str and canonical.check(value)
    return (quote is not None and canonical.check(quote)) or astral


def _is_same(leaf: Leaf, data: bytes) -> bool:
    """Say whether the bytes are canonical and hold what was read, beside members not known here."""
    whole = canonical.decode(data)
    known: dict[str, Any] = msgspec.to_builtins(leaf)
    return canonical.encode(whole) == data and all(
        name in whole and whole[name] == said for name, said in known.items()
    )
