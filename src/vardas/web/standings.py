"""Says in the reader's language where a person stands."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from vardas.insight.standing import Standing
from vardas.insight.summary import (
    COUNTRY_NOT_KNOWN,
    DATE_NOT_KNOWN,
    Summary,
    summarise,
)
from vardas.registry.wording.dates import say_date
from vardas.registry.wording.revealing import reveal


def say_summary(summary: Summary) -> str:
    """Translate the sentence and put its fields in."""
    return _(summary.template) % {key: _say(key, value) for key, value in summary.fields.items()}


def say_standing(standing: Standing) -> str:
    """Say in one sentence where a person stands."""
    return say_summary(summarise(standing))


def _say(key: str, value: Any) -> str:
    if key == "when":
        return reveal(say_date(value)) or _(DATE_NOT_KNOWN)
    return reveal(value) or _(COUNTRY_NOT_KNOWN)
