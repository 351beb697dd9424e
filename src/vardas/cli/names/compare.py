"""``vardas names compare``: how likely two written names are the same person's, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from vardas.cli.options import AsJSON
from vardas.cli.terminal import answer, say
from vardas.cli.words import _

_SIGNS = {1: "+", 0: "·", -1: "-"}


def compare_names(
    one: Annotated[str, typer.Argument(metavar="A", help=_("A name as it is written."))],
    other: Annotated[str, typer.Argument(metavar="B", help=_("Another name."))],
    as_json: AsJSON = False,
) -> None:
    """Say how likely both are one person's name, and what speaks for it (+) and against it (-)."""
    from vardas.names import compare

    found = compare(one, other)
    if as_json:
        reasons = [
            {"code": reason.code, "weight": reason.weight, "sentence": reason.sentence(_)}
            for reason in found.reasons
        ]
        answer({"a": one, "b": other, "score": round(found.score, 4), "reasons": reasons})
        return
    say(f"{found.score:.2f}")
    for reason in found.reasons:
        say(f"{_SIGNS[reason.weight]} {reason.sentence(_)}")
