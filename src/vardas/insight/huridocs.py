"""HURIDOCS codes (micro-thesaurus 4, types of acts) for what a standing amounts to.

Only codes that the design has checked. A code names what the evidence points to; it is no verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from vardas.insight.effects import Movement, Right
from vardas.insight.standing import Standing, name_loss


@dataclass(frozen=True)
class Code:
    """A code and what it stands for."""

    number: str
    label: Any


EXILE = Code("050102", _("Exile"))
DENIAL_OF_RETURN = Code("050107", _("Denial of right of return"))
DISAPPEARANCE = Code("030103", _("Disappearance"))
EXPULSION = Code("330101", _("Expulsion"))

EVENT_CODES = {"expulsion": EXPULSION, "disappearance": DISAPPEARANCE}
"""What an event of a kind is."""


def code_standing(standing: Standing) -> tuple[Code, ...]:
    """Return the codes of what the evidence points to; none where it contradicts itself."""
    codes: list[Code] = []
    if standing.right.value == Right.BARRED and not standing.right.others:
        if standing.movement.value == Movement.ABROAD and not standing.movement.others:
            codes.append(EXILE)
        codes.append(DENIAL_OF_RETURN)
    if standing.loss and name_loss(standing.loss) == "disappearance":
        codes.append(DISAPPEARANCE)
    return tuple(codes)
