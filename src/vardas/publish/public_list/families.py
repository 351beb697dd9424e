"""Given names of one family in the search of the public list: who asks for Mikola finds Мікалай.

Only the families of people on the list are written. A form is known as it is written in the names
engine's tables, and by its fold where that is long enough to say something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from vardas.names import knowledge
from vardas.names.batch import prepare
from vardas.names.given import families
from vardas.names.knowledge import rows
from vardas.names.parts import GIVEN
from vardas.publish.public_list.folding import fold_word, normal

_AT_ONCE = 20_000
SHELVES = 32
"""Files over which the families are spread."""
SHORTEST = 3
"""Classes of sounds of a fold that may stand for a given name."""

Shards = dict[str, dict[str, list[int]]]


def find_families(names: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Return (number, family) for the given names in the texts of each number."""
    everything = list(names)
    for start in range(0, len(everything), _AT_ONCE):
        batch = everything[start : start + _AT_ONCE]
        words, parts = prepare([text for _number, text in batch])
        for place, (number, _text) in enumerate(batch):
            for word in range(int(words.first[place]), int(words.first[place + 1])):
                if parts.role[word] == GIVEN:
                    yield from ((number, int(one)) for one in parts.families[word] if one > 0)


def make_family_shards(names: Iterable[tuple[int, str]]) -> Shards:
    """Make the files: ``f7`` leads from families to people, ``g043c`` and ``hmk`` from forms to
    families, as written (by the first letter) and by fold (by its first two classes).
    """
    people: dict[int, set[int]] = defaultdict(set)
    for number, family in find_families(names):
        people[family].add(number)
    shards: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for family, numbers in people.items():
        shards[f"f{family % SHELVES}"][str(family)] |= numbers
        for form in _read_forms()[family]:
            shards[f"g{ord(form[0]):04x}"][form].add(family)
            for key in fold_word(form):
                if len(key) >= SHORTEST:
                    shards[f"h{key[:2]}"][key].add(family)
    return {
        name: {key: sorted(found) for key, found in sorted(shard.items())}
        for name, shard in shards.items()
    }


@cache
def _read_forms() -> dict[int, tuple[str, ...]]:
    """Read the forms of each family, in all languages."""
    numbers = {name: number for number, name in enumerate(families())}
    forms: dict[int, dict[str, None]] = defaultdict(dict)
    folder = files(knowledge) / "given"
    for file in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".csv")):
        for row in rows(f"given/{file}"):
            for form in f"{row['formal']} {row['short']}".split():
                forms[numbers[row["family"]]][normal(form)] = None
    return {family: tuple(found) for family, found in forms.items()}
