"""The index of names: people found by any spelling of their name, in any script.

Four tables, disposable like the full-text index: the names of each record as they are written, the
distinct words of all names as the engine stores them, the keys under which words resembling each
other meet, and which name holds which word. Distinct words are far fewer than names, so a
question compares words first and whole names only where their words agree.

The engine is loaded by the functions that use it: that takes a second, and most commands name
nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import log
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    from vardas.names.stored import StoredWord

NAMES = "records_names"
WORDS = "records_name_words"
KEYS = "records_name_keys"
POSTS = "records_name_posts"
PAIRS = "records_name_pairs"
"""People whose names are like one person's, left below right; a question for a person to answer."""

QUESTION = 0.5
"""Names less likely one person's than this raise no question."""

BATCH = 500
"""Values in one IN; both databases take more, and gain nothing by it."""

COMPARED = 80
"""Names compared in full for one question."""

COMMON = 3_000
"""A word that more names hold is looked for among the names that rarer words have found."""

NAMESAKES = 12
"""People asked about at most for one name."""

SURE = 0.93
"""What is found with whole keys and less alike than this is looked for again with gaps."""


@dataclass(frozen=True)
class NameEntry:
    """The names of one record, each as it is written."""

    record: UUID
    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Likely:
    """A record whose name may be the one asked for: its closest spelling, and how likely."""

    record: UUID
    kind: str
    name: str
    score: float


def describe_tables(vendor: str) -> tuple[str, ...]:
    """The commands that make the tables of the index on a kind of database."""
    lite = vendor == "sqlite"
    blob, big = ("blob", "integer") if lite else ("bytea", "bigint")
    record, tail = ("char(32)", " WITHOUT ROWID") if lite else ("uuid", "")
    return (
        f"CREATE TABLE {NAMES} (id {big} PRIMARY KEY, record {record} NOT NULL,"
        " kind text NOT NULL, text text NOT NULL, paired smallint NOT NULL)",
        f"CREATE INDEX {NAMES}_paired ON {NAMES} (paired, id)",
        f"CREATE INDEX {NAMES}_record ON {NAMES} (record)",
        f"CREATE TABLE {WORDS} (id {big} PRIMARY KEY, digest {blob} NOT NULL UNIQUE,"
        f" data {blob} NOT NULL, prefix {blob} NOT NULL, held {big} NOT NULL)",
        f"CREATE INDEX {WORDS}_prefix ON {WORDS} (prefix)",
        f"CREATE TABLE {KEYS} (key {big} NOT NULL, word {big} NOT NULL,"
        f" PRIMARY KEY (key, word)){tail}",
        f"CREATE INDEX {KEYS}_word ON {KEYS} (word)",
        f"CREATE TABLE {POSTS} (word {big} NOT NULL, name {big} NOT NULL,"
        f" PRIMARY KEY (word, name)){tail}",
        f"CREATE INDEX {POSTS}_name ON {POSTS} (name)",
        f"CREATE TABLE {PAIRS} (one {record} NOT NULL, other {record} NOT NULL,"
        f" score double precision NOT NULL, PRIMARY KEY (one, other)){tail}",
        f"CREATE INDEX {PAIRS}_other ON {PAIRS} (other)",
    )


def create_index(connection: BaseDatabaseWrapper) -> None:
    """Make the tables of the index; they must not exist."""
    with connection.cursor() as cursor:
        for command in describe_tables(connection.vendor):
            cursor.execute(command)


def drop_index(connection: BaseDatabaseWrapper) -> None:
    """Throw the index away, if there is one."""
    with connection.cursor() as cursor:
        for table in (PAIRS, POSTS, KEYS, WORDS, NAMES):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def warm() -> None:
    """Load the names engine, so that nobody's first search waits a second for it."""
    from vardas.names.stored import ask_keys, resemble, take_apart

    (word, *_rest), *_others = take_apart(["Адам Кавалеўскі"])
    ask_keys("Адам", gaps=True)
    resemble("Адам", [word.data])


def put(connection: BaseDatabaseWrapper, entries: Iterable[NameEntry]) -> None:
    """Put the names of records in, in place of those the index held of them."""
    latest = {entry.record: entry for entry in entries}
    remove(connection, list(latest))
    listed = [
        (entry, text)
        for entry in latest.values()
        for text in dict.fromkeys(text.replace("\x00", "\ufffd") for text in entry.texts)
    ]
    if not listed:
        return
    from vardas.names.stored import take_apart

    taken = take_apart([text for _, text in listed])
    numbers = _number_words(connection, taken)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {NAMES}")
        (last,) = cursor.fetchone()
        names = [
            (number, _key(connection, entry.record), entry.kind, text)
            for number, (entry, text) in enumerate(listed, last + 1)
        ]
        cursor.executemany(
            f"INSERT INTO {NAMES} (id, record, kind, text, paired) VALUES (%s, %s, %s, %s, 0)",
            names,
        )
        posts = [
            (numbers[word.data], name[0])
            for name, words in zip(names, taken, strict=True)
            for word in words
        ]
        cursor.executemany(f"INSERT INTO {POSTS} (word, name) VALUES (%s, %s)", posts)
        held = Counter(word for word, _ in posts)
        cursor.executemany(
            f"UPDATE {WORDS} SET held = held + %s WHERE id = %s",
            [(count, word) for word, count in held.items()],
        )


def remove(connection: BaseDatabaseWrapper, records: Sequence[UUID]) -> None:
    """Take the names of records out, and every word that no other name holds."""
    for some in _chunked([_key(connection, record) for record in records]):
        with connection.cursor() as cursor:
            marks = _mark(some)
            cursor.execute(
                f"DELETE FROM {PAIRS} WHERE one IN ({marks}) OR other IN ({marks})", [*some, *some]
            )
        names = [
            row[0]
            for row in _fetch(
                connection, f"SELECT id FROM {NAMES} WHERE record IN ({_mark(some)})", some
            )
        ]
        for ids in _chunked(names):
            held = _fetch(
                connection,
                f"SELECT word, COUNT(*) FROM {POSTS} WHERE name IN ({_mark(ids)}) GROUP BY word",
                ids,
            )
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {POSTS} WHERE name IN ({_mark(ids)})", ids)
                cursor.execute(f"DELETE FROM {NAMES} WHERE id IN ({_mark(ids)})", ids)
                cursor.executemany(
                    f"UPDATE {WORDS} SET held = held - %s WHERE id = %s",
                    [(count, word) for word, count in held],
                )
            _drop_unheld(connection, [word for word, _ in held])


def find_like(
    connection: BaseDatabaseWrapper,
    texts: Sequence[str],
    limit: int = 10,
    kinds: Sequence[str] = ("person",),
) -> list[list[Likely]]:
    """For each text the records most likely meant by it, best first, each with its closest name."""
    return [_find_one(connection, text, limit, kinds) for text in texts]


def find_prefix(
    connection: BaseDatabaseWrapper,
    text: str,
    limit: int = 10,
    kinds: Sequence[str] = ("person",),
) -> list[Likely]:
    """Records with a name that holds all words of `text`, the last of which is still being typed.

    By sound, so that Стат finds Statkievič. The shortest names come first.
    """
    from vardas.names.stored import prefixes_of

    prefixes = [prefix for prefix in prefixes_of(text) if prefix]
    if not prefixes:
        return []
    conditions: list[str] = []
    parameters: list[Any] = []
    for place, prefix in enumerate(prefixes):
        typed = place == len(prefixes) - 1
        condition = "w.prefix >= %s AND w.prefix < %s" if typed else "w.prefix = %s"
        conditions.append(
            f"SELECT p.name FROM {WORDS} w JOIN {POSTS} p ON p.word = w.id WHERE {condition}"
        )
        parameters += [prefix, prefix[:-1] + bytes([prefix[-1] + 1])] if typed else [prefix]
    rows = _fetch(
        connection,
        f"SELECT n.record, n.kind, n.text FROM {NAMES} n"
        f" WHERE n.id IN ({' INTERSECT '.join(conditions)}) AND n.kind IN ({_mark(kinds)})"
        " ORDER BY LENGTH(n.text), n.text LIMIT %s",
        [*parameters, *kinds, limit * 3],
    )
    found: dict[UUID, Likely] = {}
    for record, kind, name in rows:
        found.setdefault(_uuid(record), Likely(_uuid(record), kind, name, 1.0))
    return list(found.values())[:limit]


def pair_names(connection: BaseDatabaseWrapper, limit: int) -> int:
    """Look for the people whose names are like those of the next `limit` names; how many are left.

    Call it within a transaction. What is put into the index waits here until it is asked for, so
    that entering a name takes no longer the more people there are.
    """
    rows = _fetch(
        connection,
        f"SELECT id, record, kind, text FROM {NAMES} WHERE paired = 0 ORDER BY id LIMIT %s",
        [limit],
    )
    pairs: dict[tuple[UUID, UUID], float] = {}
    for _, record, kind, text in rows:
        (found,) = find_like(connection, [text], NAMESAKES, [kind])
        for likely in found:
            other_one = likely.record != _uuid(record)
            if other_one and likely.score >= QUESTION and _agree(text, likely.name):
                one, other = sorted((_uuid(record), likely.record))
                pairs[one, other] = max(likely.score, pairs.get((one, other), 0.0))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {PAIRS} (one, other, score) VALUES (%s, %s, %s) ON CONFLICT (one, other)"
            f" DO UPDATE SET score = excluded.score WHERE {PAIRS}.score < excluded.score",
            [
                (_key(connection, one), _key(connection, other), score)
                for (one, other), score in pairs.items()
            ],
        )
        cursor.executemany(
            f"UPDATE {NAMES} SET paired = 1 WHERE id = %s", [(row[0],) for row in rows]
        )
    return count_unpaired(connection)


def _agree(text: str, other: str) -> bool:
    """Whether at least one word of the two names is one and the same."""
    from vardas.names import compare

    return any(reason.weight > 0 for reason in compare(text, other).reasons)


def count_unpaired(connection: BaseDatabaseWrapper) -> int:
    """How many names still wait to be compared with the others."""
    ((left,),) = _fetch(connection, f"SELECT COUNT(*) FROM {NAMES} WHERE paired = 0", [])
    return int(left)


def list_pairs(connection: BaseDatabaseWrapper) -> list[tuple[UUID, UUID, float]]:
    """All pairs found so far, the likeliest first."""
    rows = _fetch(connection, f"SELECT one, other, score FROM {PAIRS} ORDER BY score DESC", [])
    return [(_uuid(one), _uuid(other), float(score)) for one, other, score in rows]


def _find_one(
    connection: BaseDatabaseWrapper, text: str, limit: int, kinds: Sequence[str]
) -> list[Likely]:
    found = _compare(connection, text, _find_names(connection, text, gaps=False), limit, kinds)
    if len(found) < limit and not (found and found[0].score >= SURE):
        found = _compare(connection, text, _find_names(connection, text, gaps=True), limit, kinds)
    return found


def _find_names(connection: BaseDatabaseWrapper, text: str, gaps: bool) -> list[int]:
    """The names that share the most and the rarest words with `text`."""
    from vardas.names.stored import ask_keys, resemble

    asked = ask_keys(text, gaps)
    wanted = sorted({key for keys in asked for key in keys})
    words: dict[int, tuple[bytes, int]] = {}
    for some in _chunked(wanted):
        for number, data, held in _fetch(
            connection,
            f"SELECT DISTINCT w.id, w.data, w.held FROM {KEYS} k JOIN {WORDS} w ON w.id = k.word"
            f" WHERE k.key IN ({_mark(some)})",
            some,
        ):
            words[number] = (bytes(data), held)
    numbers = list(words)
    alike = resemble(text, [words[number][0] for number in numbers])
    ((total,),) = _fetch(connection, f"SELECT COALESCE(MAX(id), 0) FROM {NAMES}", [])
    gains: list[dict[int, float]] = [
        {
            number: float(value) ** 3 * log(2 + total / (1 + words[number][1]))
            for number, value in zip(numbers, row, strict=True)
            if value > 0
        }
        for row in alike
    ]
    return _rank_names(connection, [gain for gain in gains if gain], words)


def _rank_names(
    connection: BaseDatabaseWrapper,
    gains: list[dict[int, float]],
    words: dict[int, tuple[bytes, int]],
) -> list[int]:
    held = [sum(words[number][1] for number in gain) for gain in gains]
    scores: dict[int, float] = {}
    for place in sorted(range(len(gains)), key=held.__getitem__):
        gain = gains[place]
        best: dict[int, float] = {}
        if held[place] > COMMON and scores:
            # Too many names hold it: it is looked for among those that rarer words have found.
            likely = sorted(scores, key=scores.__getitem__, reverse=True)[: 4 * COMPARED]
            for some in _chunked(likely):
                for number, name in _fetch(
                    connection,
                    f"SELECT word, name FROM {POSTS} WHERE name IN ({_mark(some)})",
                    some,
                ):
                    best[name] = max(best.get(name, 0.0), gain.get(number, 0.0))
        else:
            rarest = sorted(gain, key=gain.__getitem__, reverse=True)
            for some in _chunked(rarest[: 2 * BATCH]):
                for number, name in _fetch(
                    connection,
                    f"SELECT word, name FROM {POSTS} WHERE word IN ({_mark(some)}) LIMIT %s",
                    [*some, 4 * COMMON],
                ):
                    best[name] = max(best.get(name, 0.0), gain[number])
        for name, value in best.items():
            scores[name] = scores.get(name, 0.0) + value
    return sorted(scores, key=lambda name: (-scores[name], name))[:COMPARED]


def _compare(
    connection: BaseDatabaseWrapper,
    text: str,
    names: Sequence[int],
    limit: int,
    kinds: Sequence[str],
) -> list[Likely]:
    from vardas.names.batch import rank_pairs

    rows: list[tuple[Any, ...]] = []
    for some in _chunked(names):
        rows += _fetch(
            connection,
            f"SELECT record, kind, text FROM {NAMES}"
            f" WHERE id IN ({_mark(some)}) AND kind IN ({_mark(kinds)})",
            [*some, *kinds],
        )
    scores, nearness = rank_pairs([text] * len(rows), [row[2] for row in rows])
    best: dict[UUID, tuple[float, Likely]] = {}
    for (record, kind, name), score, near in zip(rows, scores, nearness, strict=True):
        key = _uuid(record)
        if key not in best or near > best[key][0]:
            best[key] = (float(near), Likely(key, kind, name, float(score)))
    ordered = sorted(best.values(), key=lambda entry: (-entry[0], str(entry[1].record)))
    return [likely for _, likely in ordered[:limit]]


def _number_words(
    connection: BaseDatabaseWrapper, taken: Sequence[Sequence[StoredWord]]
) -> dict[bytes, int]:
    """The number of every word by its bytes; words not yet in the index are put in."""
    words = {word.data: word for held in taken for word in held}
    digests = {_digest(data): data for data in words}
    numbers: dict[bytes, int] = {}
    for some in _chunked(list(digests)):
        for number, digest in _fetch(
            connection, f"SELECT id, digest FROM {WORDS} WHERE digest IN ({_mark(some)})", some
        ):
            numbers[digests[bytes(digest)]] = number
    new = [word for data, word in words.items() if data not in numbers]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {WORDS}")
        (last,) = cursor.fetchone()
        for number, word in enumerate(new, last + 1):
            numbers[word.data] = number
        cursor.executemany(
            f"INSERT INTO {WORDS} (id, digest, data, prefix, held) VALUES (%s, %s, %s, %s, 0)",
            [(numbers[word.data], _digest(word.data), word.data, word.prefix) for word in new],
        )
        cursor.executemany(
            f"INSERT INTO {KEYS} (key, word) VALUES (%s, %s)",
            sorted((key, numbers[word.data]) for word in new for key in word.keys),
        )
    return numbers


def _drop_unheld(connection: BaseDatabaseWrapper, words: Sequence[int]) -> None:
    for some in _chunked(words):
        gone = [
            row[0]
            for row in _fetch(
                connection,
                f"SELECT id FROM {WORDS} WHERE held <= 0 AND id IN ({_mark(some)})",
                some,
            )
        ]
        if gone:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {KEYS} WHERE word IN ({_mark(gone)})", gone)
                cursor.execute(f"DELETE FROM {WORDS} WHERE id IN ({_mark(gone)})", gone)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _key(connection: BaseDatabaseWrapper, record: UUID) -> Any:
    return record if connection.features.has_native_uuid_field else record.hex


def _uuid(stored: Any) -> UUID:
    return stored if isinstance(stored, UUID) else UUID(stored)


def _fetch(
    connection: BaseDatabaseWrapper, select: str, parameters: Sequence[Any]
) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(select, parameters)
        return list(cursor.fetchall())


def _chunked(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def _mark(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))
