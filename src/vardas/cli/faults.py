"""What a fault looks like on the terminal: one sentence, an exit status, never a traceback.

A traceback shows values, and values are people. Of a fault in our own code only its kind and its
place are printed.
"""

from __future__ import annotations

import os
import traceback

from vardas.cli.terminal import remark
from vardas.cli.words import _
from vardas.errors import BrokenError, DataError, VardasError
from vardas.registry.trouble import explain

DATA_AT_FAULT = 1
CALL_AT_FAULT = 2


def report_fault(error: BaseException) -> int:
    """Say on stderr what happened and return the exit status."""
    if os.environ.get("VARDAS_TRACEBACK"):  # for developers: it may show what was entered
        traceback.print_exception(error)
    known = explain(error)
    if known is None or isinstance(known, BrokenError):
        remark(_describe_broken(error), "red")
        return DATA_AT_FAULT
    remark(known.sentence(_), "red")
    return DATA_AT_FAULT if isinstance(known, DataError) else CALL_AT_FAULT


def _describe_broken(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "vardas" in frame.filename] or frames
    place = "?"
    if ours:
        module = ours[-1].filename.rpartition("src/")[2].removesuffix(".py").replace("/", ".")
        place = f"{module.rpartition('site-packages.')[2]}:{ours[-1].lineno}"
    words = _(
        "Vardas itself failed ({kind} at {place}); what was saved before is intact. Please report"
        " this line: it holds nothing about people."
    ).format(kind=type(error).__name__, place=place)
    if isinstance(error, VardasError):
        words = f"{error.sentence(_)} {words}"
    return words
