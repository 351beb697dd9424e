"""Cleared records as one JSON document, for programs."""

from __future__ import annotations

from typing import Any

import msgspec

from vardas.publish.cleared import Cleared, ClearedField, require_cleared


def write_json(cleared: Cleared) -> bytes:
    """Write everything cleared as JSON; records stand by kind in the order of their ids.

    What is not there is not said: neither what was held back nor that anything was.
    """
    require_cleared(cleared)
    ground = cleared.ground
    whole: dict[str, Any] = {
        "format": "vardas-cleared",
        "v": 1,
        "purpose": ground.purpose,
        "made": ground.made.isoformat(timespec="seconds"),
        "records": [
            {
                "id": str(record.id),
                "kind": record.kind,
                "caption": record.caption,
                "fields": {name: _as_parts(one) for name, one in record.fields.items()},
            }
            for record in cleared
        ],
        "figures": [
            {"name": one.name, "of": str(one.of) if one.of else None, "number": one.number}
            for one in cleared.figures
        ],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _as_parts(one: ClearedField) -> dict[str, Any]:
    return {
        "label": one.label,
        "contested": one.is_contested,
        "values": [
            {
                "value": said.value,
                "certainty": said.certainty,
                "source": str(said.source) if said.source else None,
                "said_by": said.said_by or None,
                "words": said.words or None,
                "statement": str(said.statement),
                "commit": said.commit,
            }
            for said in one.values
        ],
    }
