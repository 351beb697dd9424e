"""Fills a station with made-up people; a process of its own, so that its memory is not ours.

``python -m bench.filling FOLDER PEOPLE`` makes a demo station there, with commits of 1,000 people.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.made_up import STATEMENTS_PER_PERSON, MadeUp
from vardas.actions.station import create_station
from vardas.cli.demo import MEMBER, PASSPHRASE
from vardas.cli.progress import show_progress

if TYPE_CHECKING:
    from vardas.registry.opening import Opened
    from vardas.registry.tables.member import Member

PEOPLE_PER_COMMIT = 1000


def fill_station(folder: Path, people: int) -> None:
    """Make a station and put so many made-up people into it."""

    def fill(opened: Opened, member: Member) -> None:
        from vardas.ledger.statement import Act
        from vardas.registry.writing import write_commit

        made_up = MadeUp()
        act = Act(str(member.id), "bench")
        with show_progress() as report:
            for done in range(0, people, PEOPLE_PER_COMMIT):
                count = min(PEOPLE_PER_COMMIT, people - done)
                write_commit(opened.station, act, made_up.statements(count))
                report("write", done * STATEMENTS_PER_PERSON, people * STATEMENTS_PER_PERSON)

    create_station(folder, MEMBER, PASSPHRASE, is_demo=True, fill=fill)


if __name__ == "__main__":
    fill_station(Path(sys.argv[1]), int(sys.argv[2]))
