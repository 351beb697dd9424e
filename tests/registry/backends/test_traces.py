"""What is left in the file of something that was removed: nothing, in any page of it."""

from pathlib import Path
from uuid import UUID

import pytest

from tests.registry.backends.opened import ask, decrypt_everything, make_wrapper
from vardas.registry import scrubbing
from vardas.registry.backends.sqlcipher.base import DatabaseWrapper
from vardas.registry.search.index import Entry, create_index, find, put, remove

PLANTED = "kukulaplanted"
OTHERS = 1000


def make_entry(number: int, name: str) -> Entry:
    return Entry(
        UUID(int=number), "person", f"{name} Other{number}", f"{name} was here. " * 9, "case"
    )


@pytest.fixture
def indexed(wrapper: DatabaseWrapper) -> DatabaseWrapper:
    create_index(wrapper)
    ask(wrapper, "BEGIN IMMEDIATE")
    put(wrapper, [make_entry(number, "ordinary") for number in range(OTHERS)])
    put(wrapper, [make_entry(number, PLANTED) for number in range(OTHERS, OTHERS + 40)])
    ask(wrapper, "COMMIT")
    put(wrapper, [make_entry(OTHERS, PLANTED + "s")])
    return wrapper


def test_the_search_for_traces_finds_what_is_there(indexed: DatabaseWrapper, path: Path) -> None:
    content = decrypt_everything(path)
    assert content.count(PLANTED.encode()) > 40
    assert b"CREATE TABLE" in content


def test_an_erasure_leaves_no_trace(indexed: DatabaseWrapper, path: Path) -> None:
    remove(indexed, [UUID(int=number) for number in range(OTHERS, OTHERS + 40)])
    assert PLANTED.encode() in decrypt_everything(path)  # the log still has it: hence the scrub
    assert scrubbing.scrub(indexed)
    content = decrypt_everything(path)
    # The index keeps the beginnings of words apart from their ends: no longer piece either.
    for size in range(6, len(PLANTED) + 1):
        assert PLANTED[-size:].encode() not in content
    assert b"ordinary" in content
    assert len(find(indexed, "ordinary", limit=OTHERS * 2)) == OTHERS


def test_closing_the_last_connection_empties_the_log(indexed: DatabaseWrapper, path: Path) -> None:
    remove(indexed, [UUID(int=number) for number in range(OTHERS, OTHERS + 40)])
    ask(indexed, "INSERT INTO records_words (records_words) VALUES ('optimize')")
    indexed.close()
    assert PLANTED[6:].encode() not in decrypt_everything(path)
    assert not path.with_name("x.db-wal").exists()


def test_copies_between_the_rows_of_a_page_go_too(wrapper: DatabaseWrapper, path: Path) -> None:
    ask(wrapper, "CREATE TABLE t (id integer PRIMARY KEY, a text UNIQUE)")
    with wrapper.cursor() as cursor:
        names = [(f"{PLANTED}{number}",) for number in range(999)]
        cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany("INSERT INTO t (a) VALUES (%s)", names)
        cursor.execute("COMMIT")
    create_index(wrapper)
    ask(wrapper, "UPDATE t SET a = 'x' || id WHERE id % 2")
    ask(wrapper, "DELETE FROM t WHERE id % 2 = 0")
    ask(wrapper, "PRAGMA wal_checkpoint(TRUNCATE)")
    assert PLANTED.encode() in decrypt_everything(path)  # although secure_delete is on
    assert scrubbing.scrub(wrapper)
    assert PLANTED.encode() not in decrypt_everything(path)
    assert ask(wrapper, "SELECT COUNT(*) FROM t") == [(500,)]


def test_a_scrub_gives_way_to_who_is_writing(indexed: DatabaseWrapper, path: Path) -> None:
    ask(indexed, "PRAGMA busy_timeout = 50")
    other = make_wrapper(path)
    ask(other, "BEGIN IMMEDIATE")
    assert not scrubbing.scrub(indexed)
    other.close()
    assert scrubbing.scrub(indexed)
