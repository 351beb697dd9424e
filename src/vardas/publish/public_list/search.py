"""The index that the script of the public list searches: many small files, one for each beginning.

``search/letters.json`` holds the table that folds a query; ``search/sst.json`` the words that begin
with these classes of sounds, each with the numbers of its people; ``search/u0634.json`` the words
of scripts without table, as written; ``search/p3.json`` what to show of the people 600 to 799.
Files of given names begin with f, g and h; see ``families``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from vardas.publish.public_list.book import Book
from vardas.publish.public_list.families import SHELVES, SHORTEST, make_family_shards
from vardas.publish.public_list.folding import cut_words, fold_word, read_letters

TOGETHER = 200
"""People in one file."""
_SHOWN = 6
"""Spellings shown and compared of one person."""
_LONGEST = 120


def make_index(book: Book) -> Iterator[tuple[str, bytes]]:
    """Make the files of the index, by their names."""
    order = sorted(book.people, key=lambda person: book.spellings[person.id][0].place)
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, person in enumerate(order):
        for spelling in book.spellings[person.id]:
            for word in cut_words(spelling.text):
                for key in fold_word(word):
                    found[name_shard(key)][key].add(number)
                if not fold_word(word):
                    found[f"u{ord(word[0]):04x}"][word].add(number)
    texts = [
        (number, spelling.text)
        for number, person in enumerate(order)
        for spelling in book.spellings[person.id]
    ]
    given = make_family_shards(texts)
    letters = read_letters()
    table: dict[str, Any] = {
        "groups": letters.groups,
        "classes": letters.classes,
        "longest": letters.longest,
        "together": TOGETHER,
        "shelves": SHELVES,
        "shortest": SHORTEST,
        "files": sorted({*found, *given}),
    }
    yield "letters.json", msgspec.json.encode(table)
    for name, words in sorted(found.items()):
        yield (
            f"{name}.json",
            msgspec.json.encode({key: sorted(words[key]) for key in sorted(words)}),
        )
    for name, forms in sorted(given.items()):
        yield f"{name}.json", msgspec.json.encode(forms)
    for start in range(0, len(order), TOGETHER):
        shown = [
            [str(person.id), *(one.text[:_LONGEST] for one in book.spellings[person.id][:_SHOWN])]
            for person in order[start : start + TOGETHER]
        ]
        yield f"p{start // TOGETHER}.json", msgspec.json.encode(shown)


def name_shard(key: str) -> str:
    """Name the file that a word stands in: its first two classes."""
    return f"s{key[:2]:_<2}"
