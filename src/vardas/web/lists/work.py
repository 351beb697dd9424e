"""Long work in a thread of this process, with progress that a page can ask for.

The work itself is one transaction: after a kill nothing of it is there and it can be begun again.
What is kept here is only how far it is; it is gone with the process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connections

from vardas.errors import VardasError
from vardas.registry.fold.folding import Progress
from vardas.registry.trouble import explain


@dataclass
class Work:
    """One piece of work: its stage and how far it is, then its result or what went wrong."""

    stage: str = ""
    done: int = 0
    total: int = 0
    result: UUID | None = None
    error: VardasError | None = None
    is_broken: bool = False
    is_over: threading.Event = field(default_factory=threading.Event)

    def report(self, stage: str, done: int, total: int) -> None:
        """Note how far it is."""
        self.stage, self.done, self.total = stage, done, total

    @property
    def percent(self) -> int:
        """How much of the stage is done."""
        return min(100, self.done * 100 // self.total) if self.total else 0


_works: dict[UUID, Work] = {}
_guard = threading.Lock()


def find_work(key: UUID) -> Work | None:
    """Return the work begun under this key in this process."""
    return _works.get(key)


def begin_work(key: UUID, act: Callable[[Progress], UUID]) -> Work:
    """Begin the work unless it is under way; two presses of a button begin it once."""
    with _guard:
        known = _works.get(key)
        if known is not None and not known.is_over.is_set():
            return known
        work = _works[key] = Work()
    threading.Thread(target=_run, args=(work, act), daemon=True).start()
    return work


def forget_work(key: UUID) -> None:
    """Drop what is known of work that is over."""
    with _guard:
        work = _works.get(key)
        if work is not None and work.is_over.is_set():
            del _works[key]


def _run(work: Work, act: Callable[[Progress], UUID]) -> None:
    try:
        work.result = act(work.report)
    except VardasError as error:
        work.error = error
    except Exception as error:  # a thread has nobody above it: the page must be told
        work.error = explain(error)
        work.is_broken = work.error is None
    finally:
        connections.close_all()
        work.is_over.set()
