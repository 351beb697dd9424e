"""Invented names by the million: realistic, distinct, and nobody's.

A registry of a million names is mostly other people. These have given names and surnames of nine
and more languages as they are in life: few are common, most are rare, and many resemble each other.
The parts stand in ``invented.toml`` and in the knowledge of the engine.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Any

import numpy as np
from anyascii import anyascii

from vardas.names.knowledge import rows

COMMON_SURNAMES = 0.3
"""Share of people who bear one of the commonest surnames of their language."""

ROUND = 20_000
GIVEN_SKEW, SURNAME_SKEW = 1.2, 0.9
"""How much commoner the first names of a list are (the exponent of Zipf's law)."""

_PATRONYMIC = re.compile(
    r"(ович|евич|івич|авіч|ьич|овна|евна|івна|ївна|аўна|еўна|ична|ovich|evich|avich|ovna|evna|auna)$"
)
_VOWELS = "аеёиоуыэюяіїєaeiouyąęėįųū"
_UNSTABLE = "ьйъ"


@dataclass(frozen=True)
class Tongue:
    """What the names of one language are put together from."""

    share: float
    men: tuple[str, ...]
    women: tuple[str, ...]
    roots: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]
    weights: tuple[float, ...]
    known: tuple[str, ...]
    fathers: tuple[str, ...]
    orders: tuple[tuple[str, float], ...]
    latin: float


def invent(
    count: int, seed: int, avoid: Iterable[str] = (), *, namesakes: bool = True
) -> list[str]:
    """Return so many distinct names, the same ones for the same seed.

    None has the same words as one of ``avoid``, in whatever order, in its own script or romanised.
    Without ``namesakes`` none even shares given name and surname with one of them, patronymics left
    aside: such people cannot be told apart by a name that has no patronymic, by nobody.
    """
    avoided = list(avoid)
    taken = {_fold(name) for name in avoided}
    borne = set() if namesakes else {pair for name in avoided for pair in _find_pairs(name)}
    seen: set[str] = set()
    random = np.random.default_rng(seed)
    names: list[str] = []
    while len(names) < count:
        for name in _make(random):
            if name in seen or (taken and _fold(name) in taken):
                continue
            if borne and any(pair in borne for pair in _find_pairs(name)):
                continue
            seen.add(name)
            names.append(name)
    return names[:count]


def romanise(name: str) -> str:
    """Return the name in plain Latin letters."""
    return str(anyascii(name))


def _fold(name: str) -> tuple[str, ...]:
    return tuple(sorted(romanise(name).lower().replace("'", "").split()))


def _find_pairs(name: str) -> Iterator[tuple[str, str]]:
    """Give every two words of a name by their consonants, without its patronymic."""
    words = [word for word in name.replace(",", " ").split() if not _PATRONYMIC.search(word)]
    bones = sorted({_strip(word) for word in words})
    return combinations(bones, 2)


@lru_cache(maxsize=1 << 18)
def _strip(word: str) -> str:
    """Return the consonants of a word in plain letters, spellings and languages put together."""
    plain = romanise(word).lower()
    plain = re.sub("(?<=[aeio])u$", "v", plain)
    for written, sound in (("shch", "s"), ("kh", "h"), ("ch", "c"), ("ts", "c"), ("w", "v")):
        plain = plain.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", re.sub("[^bcdfgklmnpqrstvxz]", "", plain))


def _make(random: np.random.Generator) -> Iterator[str]:
    """Give some thousand people, the languages mixed."""
    tongues = _tongues()
    total = sum(tongue.share for tongue in tongues)
    made = [
        name
        for tongue in tongues
        for name in _people(tongue, max(1, round(ROUND * tongue.share / total)), random)
    ]
    for place in random.permutation(len(made)):
        yield made[place]


def _people(tongue: Tongue, count: int, random: np.random.Generator) -> Iterator[str]:
    is_woman = random.random(count) < 0.4
    men, women, fathers = (
        _draw(group, count, GIVEN_SKEW, random) for group in (tongue.men, tongue.women, tongue.men)
    )
    roots = _draw(tongue.roots, count, SURNAME_SKEW, random)
    known = _draw(tongue.known, count, SURNAME_SKEW, random) if tongue.known else roots
    is_known = (random.random(count) < COMMON_SURNAMES) & bool(tongue.known)
    chances = np.array(tongue.weights) / sum(tongue.weights)
    endings = random.choice(len(tongue.endings), count, p=chances)
    kinds = np.array([share for _kind, share in tongue.orders])
    orders = random.choice(len(tongue.orders), count, p=kinds / kinds.sum())
    is_latin = random.random(count) * 100 < tongue.latin
    for one in range(count):
        woman = bool(is_woman[one])
        if is_known[one]:
            surname = _feminine(known[one], tongue) if woman else known[one]
        else:
            surname = _join(roots[one], tongue.endings[endings[one]][woman])
        parts = {"g": women[one] if woman else men[one], "s": surname}
        if tongue.fathers:
            parts["p"] = _patronymic(fathers[one], tongue.fathers[woman])
        name = " ".join(parts[part] for part in tongue.orders[orders[one]][0])
        yield romanise(name) if is_latin[one] else name


def _draw(
    words: tuple[str, ...], count: int, skew: float, random: np.random.Generator
) -> list[str]:
    """Draw words as names are borne: a few often, most seldom (Zipf)."""
    chances = 1 / (np.arange(len(words)) + 3.0) ** skew
    places = random.choice(len(words), count, p=chances / chances.sum())
    return [words[place] for place in places]


def _join(root: str, ending: str) -> str:
    stem = root.rstrip(_UNSTABLE + _VOWELS) or root
    return (stem + ending).capitalize()


def _feminine(surname: str, tongue: Tongue) -> str:
    for man, woman in sorted(tongue.endings, key=lambda pair: -len(pair[0])):
        if man != woman and surname.endswith(man):
            return surname.removesuffix(man) + woman
    return surname


def _patronymic(father: str, ending: str) -> str:
    if ending.startswith((" ", "ұ", "қ")):
        return father + ending
    if father.endswith("ий"):
        return father[:-2] + "ьев" + ending[2:]
    if father[-1] in _UNSTABLE:
        return father[:-1] + ("е" if ending[0] in "оа" else "ї") + ending[1:]
    return (father.rstrip(_VOWELS) or father) + ending


@cache
def _tongues() -> tuple[Tongue, ...]:
    text = files(__package__).joinpath("invented.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    roots = {name: tuple(words.split()) for name, words in data.pop("roots").items()}
    known: dict[str, list[str]] = {}
    for row in sorted(rows("surnames.csv"), key=lambda row: row["rank"]):
        known.setdefault(row["language"], []).append(row["surname"])
    return tuple(_read_tongue(one, roots, known) for one in data.values())


def _read_tongue(
    one: dict[str, Any], roots: dict[str, tuple[str, ...]], known: dict[str, list[str]]
) -> Tongue:
    language = one["language"]
    if "given" in one:
        men, women = (_given(one["given"], language, sex) for sex in "mf")
    else:
        men, women = one["men"].split(), one["women"].split()
    stems = list(roots[one["roots"]])
    if one["given_roots"]:  # Иванов, Петренко: most surnames of the east are somebody's given name
        stems = [word for pair in _pairs(men, stems) for word in pair]
    stems += list(_coined(stems))
    return Tongue(
        share=one["share"],
        men=tuple(men),
        women=tuple(women),
        roots=tuple(dict.fromkeys(stems)),
        endings=tuple(_both(ending) for ending in one["endings"].split()),
        weights=tuple(one["weights"]),
        known=tuple(known.get(language, ())),
        fathers=_both(one["fathers"]) if "fathers" in one else (),
        orders=tuple(one["orders"].items()),
        latin=one["latin"],
    )


def _given(file: str, language: str, sex: str) -> list[str]:
    found = [
        row["formal"].split()[0]
        for row in rows(f"given/{file}.csv")
        if row["language"] == language and row["sex"] == sex and row["formal"]
    ]
    return list(dict.fromkeys(found))


def _pairs(ones: list[str], others: list[str]) -> Iterator[tuple[str, ...]]:
    for place in range(max(len(ones), len(others))):
        yield (*ones[place : place + 1], *others[place : place + 1])


def _coined(stems: list[str]) -> Iterator[str]:
    """Give rare roots: the beginning of one and the end of another, as dialects make them."""
    long = [stem for stem in stems if 5 <= len(stem) <= 8]
    for step in (7, 31, 61):
        for place, stem in enumerate(long):
            yield stem[:3] + long[(place + step) % len(long)][2:]


def _both(ending: str) -> tuple[str, str]:
    man, _sign, woman = ending.partition("/")
    return man, woman or man
