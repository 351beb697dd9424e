"""What linguists know, as files they can read and correct; `rows` opens one of them."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(path: str) -> Iterator[dict[str, str]]:
    """The rows of the file `path` (below this folder), without its comment lines.

    A row with more or fewer cells than the header is refused with ValueError: a comma too many
    in a table of names would otherwise move a form into another column.
    """
    text = (files(__package__) / path).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    reader = csv.reader(lines, strict=True)
    header = next(reader)
    for cells in reader:
        if len(cells) != len(header):
            raise ValueError(f"{path}: {cells!r} has not the {len(header)} columns of the header")
        yield dict(zip(header, cells, strict=True))
