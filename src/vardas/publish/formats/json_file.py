"""JSON: everything that was cleared, canonical (RFC 8785), with a word on how to read it."""

from __future__ import annotations

from typing import Any, BinaryIO

from vardas.ledger import canonical
from vardas.publish.cleared import Cleared, ClearedField, ClearedRecord, Said, require_cleared
from vardas.publish.formats.report import Noting, Report
from vardas.publish.formats.text import make_whole

FORMAT = "vardas-cleared"
ABOUT = (
    "Records cleared for one purpose. Each record has fields; each field has the values that"
    " somebody states, the one to show first first, each with its certainty (stated, confirmed,"
    " doubtful, denied), its source among these records, who says it, and the exact words. Dates"
    " are EDTF. A number that is null is too small to be told."
)


def write_json(cleared: Cleared, stream: BinaryIO) -> Report:
    """Write everything cleared; the same records give the same bytes.

    What is not there is not said: neither what was held back nor that anything was.
    """
    require_cleared(cleared)
    noting = Noting()
    ground = cleared.ground
    whole: dict[str, Any] = {
        "format": FORMAT,
        "v": 1,
        "about": ABOUT,
        "purpose": ground.purpose,
        "made": ground.made.isoformat(timespec="seconds"),
        "records": [_write_record(record, noting) for record in cleared],
        "figures": [
            {"name": one.name, "of": str(one.of) if one.of else None, "number": one.number}
            for one in cleared.figures
        ],
    }
    stream.write(canonical.encode(whole) + b"\n")
    return noting.finish()


def _write_record(record: ClearedRecord, noting: Noting) -> dict[str, Any]:
    noting.written += 1
    return {
        "id": str(record.id),
        "kind": record.kind,
        "caption": make_whole(record.caption),
        "fields": {
            name: _write_field(record, field, noting) for name, field in record.fields.items()
        },
    }


def _write_field(record: ClearedRecord, field: ClearedField, noting: Noting) -> dict[str, Any]:
    return {
        "label": field.label,
        "type": field.value_type,
        "contested": field.is_contested,
        "values": [_write_value(record, field.name, said, noting) for said in field.values],
    }


def _write_value(record: ClearedRecord, name: str, said: Said, noting: Noting) -> dict[str, Any]:
    written = {
        "value": said.value,
        "certainty": said.certainty,
        "source": str(said.source) if said.source else None,
        "said_by": said.said_by or None,
        "words": said.words or None,
        "statement": str(said.statement),
        "commit": said.commit,
    }
    whole: dict[str, Any] = make_whole(written)
    if whole != written:
        noting.note("characters_replaced", record, name, said)
    return whole
