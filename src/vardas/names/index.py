"""An index of names in memory: add, remove, ask by name, ask by prefix, ask for a whole list.

`match_names` is the same question as a function from record batch to record batch, for lists
against
registries on one machine or on many: a registry may be cut into parts, and the answers of the parts
put together with `best_matches`.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vardas.names.alignment import Scratch, scratch
from vardas.names.alphabet import Alphabet, alphabet
from vardas.names.batch import prepare
from vardas.names.compiled import kernel
from vardas.names.finding import Desk, Memory, desk, find, no_memory, remember
from vardas.names.given import specials
from vardas.names.parts import Parts
from vardas.names.reading import WORD_LIMIT, Words
from vardas.names.scoring import Points, points
from vardas.names.shelf import COARSE_WIDTH, Shelf, build_shelf, coarse_rows, number_words

SHELVES = 3
"""So many shelves are asked at most before the smaller ones are put together."""


@dataclass(frozen=True)
class Match:
    """A name that was found: its id, how it is written, and how likely it is the same person's."""

    id: str
    name: str
    score: float
    nearness: float = 0.0
    """What matches are put in order by; for comparison within one answer only."""


@dataclass
class _Filled:
    """A shelf with the ids and texts of its names, and which of them are gone."""

    ids: list[str]
    texts: list[str]
    gone: npt.NDArray[np.bool_]
    shelf: Shelf
    desk: Desk
    stamp: int = 0


class NameIndex:
    """Names by id. An id may have several names; adding a name again under its id is no error.

    Not for two threads at once; `match` uses as many as it is told.
    """

    def __init__(self) -> None:
        self._filled: list[_Filled] = []
        self._waiting: list[tuple[str, str]] = []

    def __len__(self) -> int:
        held = sum(int((~one.gone).sum()) for one in self._filled)
        return held + len(self._waiting)

    def add(self, ids: Iterable[str], texts: Iterable[str]) -> None:
        """Takes in names; they are found from the next question on."""
        self._waiting.extend(zip(ids, texts, strict=True))

    def remove(self, ids: Iterable[str]) -> int:
        """Takes out all names of these ids; how many there were."""
        out = set(ids)
        kept = [(key, text) for key, text in self._waiting if key not in out]
        count = len(self._waiting) - len(kept)
        self._waiting = kept
        for one in self._filled:
            for place, key in enumerate(one.ids):
                if key in out and not one.gone[place]:
                    one.gone[place] = True
                    count += 1
        return count

    def query(self, text: str, limit: int = 10) -> list[Match]:
        """The names most likely the same person's as `text`, best first."""
        words, parts = prepare([text])
        return self._best(
            match
            for one in self._settle()
            for match in _ask(one, words, parts, 0, limit + int(one.gone.sum() > 0) * limit)
        )[:limit]

    def prefix(self, text: str, limit: int = 10) -> list[Match]:
        """The names that hold a word beginning like the last word of `text`, and its other words.

        For search as you type: by sound, so "Стат" finds Statkievič. The score is 1 for names
        that hold all the words and less for those that hold some.
        """
        words, parts = prepare([text])
        return self._best(
            match for one in self._settle() for match in _ask_prefix(one, words, parts, limit)
        )[:limit]

    def match(self, batch: pa.RecordBatch, limit: int = 1, threads: int = 2) -> pa.RecordBatch:
        """For every (id, name) of `batch` its best matches, as `match_names` returns them."""
        ids = batch.column("id").cast(pa.string()).to_pylist()
        names = [name or "" for name in batch.column("name").to_pylist()]
        words, parts = prepare(names)
        answers: list[list[Match]] = [[] for _ in names]
        for one in self._settle():
            for place, found in enumerate(_ask_all(one, words, parts, limit, threads)):
                answers[place] = self._best([*answers[place], *found])[:limit]
        return _as_batch(ids, names, answers)

    def _best(self, matches: Iterable[Match]) -> list[Match]:
        best: dict[str, Match] = {}
        for match in matches:
            held = best.get(match.id)
            if held is None or match.nearness > held.nearness:
                best[match.id] = match
        return sorted(best.values(), key=lambda match: -match.nearness)

    def _settle(self) -> list[_Filled]:
        """The shelves, after what was added has found its place on one."""
        if self._waiting:
            entries = self._waiting
            self._waiting = []
            # Small shelves are put together with what is new, so that few are asked, and a large
            # one
            # is not rebuilt for every name.
            while self._filled and (
                len(self._filled) >= SHELVES or len(self._filled[-1].ids) <= 2 * len(entries)
            ):
                small = self._filled.pop()
                entries = [
                    (key, text)
                    for key, text, gone in zip(small.ids, small.texts, small.gone, strict=True)
                    if not gone
                ] + entries
            shelf = build_shelf([text for _, text in entries])
            self._filled.append(
                _Filled(
                    [key for key, _ in entries],
                    [text for _, text in entries],
                    np.zeros(len(entries), dtype=np.bool_),
                    shelf,
                    desk(shelf),
                )
            )
        return self._filled


def _ask(one: _Filled, words: Words, parts: Parts, name: int, limit: int) -> list[Match]:
    found = np.zeros(limit, dtype=np.int32)
    total = np.zeros(limit, dtype=np.float32)
    near = np.zeros(limit, dtype=np.float32)
    count = find(
        words, parts, name, one.stamp, one.shelf, alphabet(), specials(), points(), scratch(),
        one.desk, no_memory(), found, total, near,
    )  # fmt: skip
    one.stamp += WORD_LIMIT
    scores = 1 / (1 + np.exp(-total[:count]))
    return [
        Match(one.ids[place], one.texts[place], float(score), float(nearness))
        for place, score, nearness in zip(found[:count], scores, near[:count], strict=True)
        if not one.gone[place]
    ]


def _ask_all(
    one: _Filled, words: Words, parts: Parts, limit: int, threads: int
) -> list[list[Match]]:
    """The matches of every name of a batch on one shelf; the kernels run side by side."""
    names = len(words.first) - 1
    found = np.full((names, limit), -1, dtype=np.int32)
    total = np.zeros((names, limit), dtype=np.float32)
    near = np.zeros((names, limit), dtype=np.float32)
    cuts = np.linspace(0, names, threads + 1).astype(int)
    number = number_words(words, {})[0]
    with ThreadPoolExecutor(threads) as pool:
        work = [
            pool.submit(
                _find_range, words, parts, int(start), int(end), one.shelf, alphabet(), specials(),
                points(), scratch(), desk(one.shelf), remember(number), found, total, near,
            )
            for start, end in pairwise(cuts)
        ]  # fmt: skip
        for job in work:
            job.result()
    scores = 1 / (1 + np.exp(-total))
    return [
        [
            Match(one.ids[place], one.texts[place], float(score), float(nearness))
            for place, score, nearness in zip(found[name], scores[name], near[name], strict=True)
            if place >= 0 and not one.gone[place]
        ]
        for name in range(names)
    ]


@kernel
def _find_range(
    words: Words,
    parts: Parts,
    start: int,
    end: int,
    shelf: Shelf,
    order: Alphabet,
    specials: npt.NDArray[np.uint8],
    known: Points,
    room: Scratch,
    work: Desk,
    memory: Memory,
    found: npt.NDArray[np.int32],
    total: npt.NDArray[np.float32],
    near: npt.NDArray[np.float32],
) -> None:
    for name in range(start, end):
        find(
            words, parts, name, (name - start) * WORD_LIMIT, shelf, order, specials, known, room,
            work, memory, found[name], total[name], near[name],
        )  # fmt: skip


def _ask_prefix(one: _Filled, words: Words, parts: Parts, limit: int) -> list[Match]:
    count = int(words.first[1])
    if count == 0:
        return []
    rows = coarse_rows(words, COARSE_WIDTH)
    held: dict[int, int] = {}
    for word in range(count):
        size = int((rows[word] > 0).sum())
        places = _with_prefix(one.shelf, rows[word], max(size, 1), word == count - 1)
        names = {
            int(name)
            for place in places
            for name in one.shelf.post[one.shelf.posted[place] : one.shelf.posted[place + 1]]
        }
        if word:
            names &= held.keys()
        for name in names:
            held[name] = held.get(name, 0) + 1
    full = [name for name, seen in held.items() if seen == count and not one.gone[name]]
    # The shorter a name, the more of it has been typed.
    full.sort(key=lambda name: (len(one.texts[name]), one.texts[name]))
    return [
        Match(one.ids[name], one.texts[name], 1.0, -len(one.texts[name])) for name in full[:limit]
    ]


def _with_prefix(
    shelf: Shelf, row: npt.NDArray[np.uint8], size: int, open_end: bool
) -> npt.NDArray[np.int32]:
    """The words of the shelf that begin with these coarse sounds, or are exactly these."""
    low, high = 0, len(shelf.prefix)
    wanted = row[:size].tobytes()
    while low < high:
        middle = (low + high) // 2
        if shelf.coarse[shelf.prefix[middle], :size].tobytes() < wanted:
            low = middle + 1
        else:
            high = middle
    start, high = low, len(shelf.prefix)
    while low < high:
        middle = (low + high) // 2
        if shelf.coarse[shelf.prefix[middle], :size].tobytes() <= wanted:
            low = middle + 1
        else:
            high = middle
    places = shelf.prefix[start:low]
    if not open_end and size < COARSE_WIDTH:
        places = places[shelf.coarse[places, size] == 0]
    return places


MATCHES = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("match_id", pa.string()),
        ("match_name", pa.string()),
        ("score", pa.float32()),
        ("nearness", pa.float32()),
        ("rank", pa.int32()),
    ]
)
"""What `match_names` answers with: a row for every match, the best of each name with rank 1."""


def _as_batch(
    ids: Sequence[str], names: Sequence[str], answers: Sequence[Sequence[Match]]
) -> pa.RecordBatch:
    rows = [
        (ids[place], names[place], match.id, match.name, match.score, match.nearness, rank)
        for place, found in enumerate(answers)
        for rank, match in enumerate(found, start=1)
    ]
    columns = list(zip(*rows, strict=True)) or [()] * len(MATCHES)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, MATCHES, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=MATCHES)


def match_names(
    asked: pa.RecordBatch, registry: pa.RecordBatch, limit: int = 1, threads: int = 2
) -> pa.RecordBatch:
    """For every name of `asked` the names of `registry` most likely the same person's.

    Both have the columns `id` and `name` (text); the answer has those of `MATCHES`. Depends on
    nothing but its arguments, so parts of both may be sent to different machines.
    """
    index = NameIndex()
    index.add(registry.column("id").cast(pa.string()).to_pylist(), _texts(registry))
    return index.match(asked, limit, threads)


def best_matches(parts: Sequence[pa.RecordBatch], limit: int = 1) -> pa.RecordBatch:
    """The answers of several parts of a registry, put together: the best `limit` of each name."""
    table = pa.Table.from_batches(parts, MATCHES)
    table = table.sort_by([("id", "ascending"), ("nearness", "descending")])
    ids = table.column("id").to_pylist()
    ranks, last, rank = [], None, 0
    for key in ids:
        rank = rank + 1 if key == last else 1
        last = key
        ranks.append(rank)
    table = table.set_column(6, "rank", pa.array(ranks, pa.int32()))
    table = table.filter(pc.less_equal(table.column("rank"), limit))
    return table.combine_chunks().to_batches()[0] if table.num_rows else parts[0].slice(0, 0)


def _texts(batch: pa.RecordBatch) -> list[str]:
    return [name or "" for name in batch.column("name").to_pylist()]
