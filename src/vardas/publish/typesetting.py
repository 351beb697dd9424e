"""Sets cleared words as a tagged PDF (PDF/UA-1) with Typst: same words and moment, same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import typst


def set_pdf(template: Path, data: Mapping[str, Any], made: datetime) -> bytes:
    """Set a template of Typst with the data it reads from ``sys.inputs.data`` as JSON.

    Nothing in the data is read as markup.
    """
    found = typst.compile(
        template.read_bytes(),
        format="pdf",
        sys_inputs={"data": msgspec.json.encode(data).decode()},
        pdf_standards="ua-1",
        timestamp=made,
    )
    if not isinstance(found, bytes):
        raise TypeError("Typst made no PDF")
    return found
