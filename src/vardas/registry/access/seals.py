"""Sealed values: put under a seal before they become statements, opened for those who hold it.

In a statement the value is ``{"sealed": seal, "key": id, "box": base64url}``. What is closed in the
box is the value together with its exact words and who says so: those would tell as much. The box
is bound to record, kind and field.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from uuid import UUID

import msgspec

from vardas.errors import StateError
from vardas.keys.sealing import OpeningKey, SealBroken, open_text, seal_text
from vardas.ledger.statement import Say
from vardas.registry.access.reader import Reader
from vardas.registry.records.sealed import SEALED, is_sealed
from vardas.registry.records.visibility import Visibility
from vardas.registry.tables.access import SealCopy, SealKey


class NobodyHoldsSeal(StateError):
    """A value belongs under a seal that nobody holds yet."""

    code = "nobody_holds_seal"
    message = (
        "This belongs under the seal “{seal}”, and nobody holds that seal yet, so nobody could ever"
        " read it again. Ask the keeper to give the seal to a member first."
    )


def seal_say(say: Say, seal: Visibility, random: Callable[[int], bytes]) -> Say:
    """Put what a statement says under a seal; raises NobodyHoldsSeal."""
    key = SealKey.objects.filter(seal=seal.value).order_by("-made", "-id").first()
    if key is None:
        raise NobodyHoldsSeal(seal=seal.value)
    parts = {"value": say.value, "quote": say.quote, "said_by": say.said_by}
    text = msgspec.json.encode(parts, order="deterministic")
    box = seal_text(bytes(key.public), text, _context(say, seal, key.id), random)
    value = {SEALED: seal.value, "key": str(key.id), "box": urlsafe_b64encode(box).decode()}
    return msgspec.structs.replace(say, value=value, quote=None, said_by="")


def open_say(say: Say, reader: Reader) -> Say | None:
    """Open a sealed statement for a reader; None where they do not hold its seal.

    A box that does not open for a holder comes back as it is: the page says that it is broken.
    """
    if not is_sealed(say.value):
        return say
    try:
        seal, identifier = Visibility(say.value[SEALED]), UUID(str(say.value["key"]))
    except ValueError:
        return None
    key = reader.seals.get(seal, {}).get(identifier)
    if key is None:
        return None
    try:
        box = urlsafe_b64decode(str(say.value["box"]))
        parts = msgspec.json.decode(open_text(key, box, _context(say, seal, identifier)))
        value, quote, said_by = parts["value"], parts["quote"], str(parts["said_by"])
    except (SealBroken, ValueError, msgspec.DecodeError, KeyError, TypeError):
        return say
    reader.opened.add((say.record, seal))
    return msgspec.structs.replace(say, value=value, quote=quote, said_by=said_by)


def open_copies(member: UUID, own: OpeningKey) -> Mapping[Visibility, Mapping[UUID, OpeningKey]]:
    """Open all copies of seals' keys made for a member, with the member's own key."""
    opened: dict[Visibility, dict[UUID, OpeningKey]] = {}
    for copy in SealCopy.objects.filter(member=member).select_related("key"):
        seal = Visibility(copy.key.seal)
        try:
            seed = own.open(bytes(copy.box), copy_context(seal, copy.key_id, member))
        except SealBroken:
            continue  # made for a key that the member lost with an earlier passphrase
        opened.setdefault(seal, {})[copy.key_id] = OpeningKey(seed)
    return opened


def copy_context(seal: Visibility, key: UUID, member: UUID) -> bytes:
    """Return what a copy of a seal's key is bound to."""
    return b"vardas/seal-copy/" + seal.value.encode() + b"/" + key.bytes + member.bytes


def _context(say: Say, seal: Visibility, key: UUID) -> bytes:
    place = f"{seal.value}/{say.kind}/{say.field}/".encode()
    return b"vardas/sealed/" + place + say.record.bytes + key.bytes
