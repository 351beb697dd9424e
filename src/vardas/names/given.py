"""What is known about the words of names: families of given names, endings, particles, common
surnames.

A family is the set of forms under which one person's given name is written: Мікалай, Николай,
Mykola, Mikalojus, Коля. The files in `knowledge/given/` hold them, the kernels find them by the
coarse sounds of a word, so that every romanisation of a listed form is found as well.
"""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from vardas.names.alphabet import Alphabet, alphabet
from vardas.names.alphabet import letters as sounds_in_order
from vardas.names.compiled import KEPT, kernel, signed
from vardas.names.knowledge import rows
from vardas.names.reading import ABJAD, Words, read
from vardas.names.version import engine_version

KEY = 26
"""Places of a coarse key: the sounds of a word and its opening glide."""

VARIANTS = 4
"""Ways in which the ambiguous Latin letters of a word are tried (ch, c, j)."""

FAMILIES = 5
"""Families kept of one word: Саша is of two, few forms are of more."""

ABJAD_SALT = np.uint64(0x5BD1E995)
"""Sets apart the keys of words without written vowels: three consonants fit too many names."""

MALE, FEMALE = 1, 2

PATRONYMIC_LANGUAGES = frozenset(
    ["be", "ru", "uk", "bg", "mk", "kk", "ky", "uz", "tg", "tk", "az", "tt", "ba", "hy", "ka"]
)
"""Languages whose given names patronymics are made from."""


class Table(NamedTuple):
    """A hash table from keys to rows of `values`, open addressing, at most half full."""

    keys: npt.NDArray[np.uint64]
    values: npt.NDArray[np.int32]


class Endings(NamedTuple):
    """Endings as coarse sounds, longest first."""

    sounds: npt.NDArray[np.uint8]
    length: npt.NDArray[np.int32]
    sure: npt.NDArray[np.bool_]
    sex: npt.NDArray[np.uint8]
    last: npt.NDArray[np.bool_]
    """[coarse sound] → whether any of the endings ends with it."""

    keep: npt.NDArray[np.int32]
    """How many sounds of a case ending stay: Karpickis is Karpicki."""


class Knowledge(NamedTuple):
    """All tables, for the kernels."""

    given: Table
    """key of a form → families, 0 where none; negative where the form is a short one."""

    stems: Table
    """key of the stem a patronymic is made from → families."""

    sex: npt.NDArray[np.uint8]
    """[family] → MALE, FEMALE or both."""

    opening: npt.NDArray[np.uint64]
    """[family] → the coarse sounds its full forms begin with, a bit each."""

    patronymics: Endings
    cases: Endings
    surnames: Endings
    particles: Table
    """key of a particle → (its kind, 0 …)."""

    common: Table
    """key of a surname → (rank 1 to 3, 0 …)."""


ARTICLE, FILIATION, TITLE, SUFFIX = 1, 2, 3, 4
PARTICLE_KINDS = {"article": ARTICLE, "filiation": FILIATION, "title": TITLE, "suffix": SUFFIX}


@kernel
def coarse_key(
    sounds: npt.NDArray[np.uint8],
    size: int,
    variant: int,
    order: Alphabet,
    specials: npt.NDArray[np.uint8],
    out: npt.NDArray[np.uint8],
) -> int:
    """Writes the coarse sounds of one form into `out`, and returns how many there are.

    `variant` says how the ambiguous Latin letters are heard: 1 hears ch and h as kh, 2 c as ts, 3 j
    as
    dž; otherwise ch is č, c is k and j a glide.
    """
    glide, soft, latin_ch, latin_c, hard_x, ts, latin_h, _, _, y, i_class, _ = specials
    count = 0
    for at in range(size):
        sound = sounds[at]
        if sound in (latin_ch, latin_h) and variant == 1:
            group = order.coarse[hard_x]
        elif sound == latin_c and variant == 2:
            group = order.coarse[ts]
        elif sound == soft and variant != 3:
            group = np.uint8(0)
        else:
            group = order.coarse[sound]
        opens = at == 0 and (sound == glide or (sound == soft and variant != 3))
        opens = opens or (at == 0 and sound == y)
        if opens and at + 1 < size:
            following = order.coarse[sounds[at + 1]]
            if order.vowel[following] and following != i_class and sounds[at + 1] != specials[11]:
                out[count] = glide
                count += 1
                continue
        if group == 0 or (count > 0 and out[count - 1] == group):
            continue
        # The i of Nikolai and the й of Николай are one thing.
        if count > 0 and group == i_class and order.vowel[out[count - 1]]:
            continue
        out[count] = group
        count += 1
    return count


@kernel
def variants_of(sounds: npt.NDArray[np.uint8], size: int, specials: npt.NDArray[np.uint8]) -> int:
    """How many variants of a form are worth trying: one unless ambiguous letters stand in it."""
    most = 1 if size > 0 else 0
    for at in range(size):
        sound = sounds[at]
        if sound == specials[1]:
            return VARIANTS
        if sound == specials[3]:
            most = 3
        elif (sound == specials[2] or sound == specials[6]) and most < 2:
            most = 2
    return most


@kernel
def hash_key(key: npt.NDArray[np.uint8], size: int) -> np.uint64:
    """FNV-1a of the first `size` places of `key`, never 0."""
    value = np.uint64(0xCBF29CE484222325)
    for at in range(size):
        value = (value ^ np.uint64(key[at])) * np.uint64(0x100000001B3)
    return value | np.uint64(1)


@kernel
def look_up(table: Table, key: np.uint64) -> int:
    """The row of `table` that holds `key`, or -1."""
    mask = np.uint64(table.keys.size - 1)
    at = (key ^ (key >> np.uint64(29))) & mask
    while table.keys[at] != np.uint64(0):
        if table.keys[at] == key:
            return signed(at)  # type: ignore[arg-type]
        at = (at + np.uint64(1)) & mask
    return -1


def _table(entries: dict[int, list[int]]) -> Table:
    size = 64
    while size < 2 * len(entries) + 2:
        size *= 2
    keys = np.zeros(size, dtype=np.uint64)
    values = np.zeros((size, FAMILIES), dtype=np.int32)
    for key, value in entries.items():
        at = (key ^ (key >> 29)) & (size - 1)
        while keys[at]:
            at = (at + 1) & (size - 1)
        keys[at] = key
        values[at, : len(value[:FAMILIES])] = value[:FAMILIES]
    return Table(keys, values)


@cache
def specials() -> npt.NDArray[np.uint8]:
    """The sounds that `coarse_key` treats apart, in its order."""
    order = sounds_in_order()
    return np.array([order.index(sound) for sound in "jJXKxchauYie"], dtype=np.uint8)


def keys_of(words: Words, variants: bool) -> list[list[tuple[int, bytes]]]:
    """For every word the (hash, coarse sounds) of its forms, each once."""
    order, special = alphabet(), specials()
    out = np.zeros(KEY, dtype=np.uint8)
    every = []
    for word in range(words.sounds.shape[0]):
        found: dict[int, bytes] = {}
        for form in range(2):
            size = int(words.length[word, form])
            if not size:
                continue
            for variant in range(VARIANTS if variants else 1):
                length = coarse_key(words.sounds[word, form], size, variant, order, special, out)
                key = int(hash_key(out, length))
                if words.flags[word] & ABJAD:
                    key ^= int(ABJAD_SALT)
                found.setdefault(key, bytes(out[:length]))
        every.append(list(found.items()))
    return every


@cache
def families() -> tuple[str, ...]:
    """The names of the families by number; number 0 is none."""
    return _given()[0]


@cache
def knowledge() -> Knowledge:
    """Everything the files know, loaded once.

    Reading the files takes seconds; the tables made of them are kept beside the compiled kernels,
    under the version of the engine they were made by.
    """
    kept = KEPT / f"knowledge-{engine_version()}.npz" if KEPT else None
    if kept and kept.exists():
        try:
            with np.load(kept) as arrays:
                return _put_together(arrays)
        except (OSError, ValueError, KeyError):
            kept.unlink(missing_ok=True)
    made = _make_knowledge()
    if kept:
        _keep(made, kept)
    return made


def _keep(made: Knowledge, path: Path) -> None:
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, part in made._asdict().items():
        if isinstance(part, Table | Endings):
            arrays |= {f"{name}.{key}": array for key, array in part._asdict().items()}
        else:
            arrays[name] = part
    # Another process may be writing the same: each writes its own file, the last one stays.
    with suppress(OSError), tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        np.savez(file, allow_pickle=False, **arrays)
        file.close()
        os.replace(file.name, path)


def _put_together(arrays: Mapping[str, Any]) -> Knowledge:

    def table(name: str) -> Table:
        return Table(arrays[f"{name}.keys"], arrays[f"{name}.values"])

    def endings(name: str) -> Endings:
        return Endings(*(arrays[f"{name}.{field}"] for field in Endings._fields))

    return Knowledge(
        given=table("given"),
        stems=table("stems"),
        sex=arrays["sex"],
        opening=arrays["opening"],
        patronymics=endings("patronymics"),
        cases=endings("cases"),
        surnames=endings("surnames"),
        particles=table("particles"),
        common=table("common"),
    )


def _make_knowledge() -> Knowledge:
    _, sex, opening, given, stems = _given()
    return Knowledge(
        given=_table(given),
        stems=_table(stems),
        sex=sex,
        opening=opening,
        patronymics=_endings("patronymic"),
        cases=_endings("case"),
        surnames=_endings("surname"),
        particles=_table(_particles()),
        common=_table(_common()),
    )


@cache
def _given() -> tuple[
    tuple[str, ...],
    npt.NDArray[np.uint8],
    npt.NDArray[np.uint64],
    dict[int, list[int]],
    dict[int, list[int]],
]:
    numbers: dict[str, int] = {}
    sexes: list[int] = [0]
    forms: list[str] = []
    family_of: list[int] = []
    formal: list[bool] = []
    language: list[str] = []
    folder = files("vardas.names.knowledge") / "given"
    for file in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".csv")):
        for row in rows(f"given/{file}"):
            number = numbers.setdefault(row["family"], len(numbers) + 1)
            if number == len(sexes):
                sexes.append(0)
            sexes[number] |= {"m": MALE, "f": FEMALE}.get(row["sex"], MALE | FEMALE)
            for full, cell in ((True, row["formal"]), (False, row["short"])):
                for form in cell.split():
                    forms.append(form)
                    family_of.append(number)
                    formal.append(full)
                    language.append(row["language"])
    words = read(forms)
    keyed = keys_of(words, variants=True)
    given: dict[int, list[int]] = {}
    stems: dict[int, list[int]] = {}
    order = sounds_in_order()
    vowels = bytes(order.index(sound) for sound in "aeiou")
    fleeting = bytes(order.index(sound) for sound in "eo")
    opening = [0] * len(sexes)
    strong: dict[int, set[int]] = {}
    listed: dict[int, dict[str, dict[int, bool]]] = {}
    for place, number in enumerate(family_of):
        # A form of several words (a hyphen, an article) has no single word to be found by.
        if words.first[place + 1] - words.first[place] != 1:
            continue
        for key, sounds in keyed[words.first[place]]:
            listed.setdefault(key, {}).setdefault(language[place], {})[number] = formal[place]
            if formal[place]:
                opening[number] |= 1 << sounds[0]
                strong.setdefault(key, set()).add(number)
            if number not in given.setdefault(key, []):
                given[key].append(number)
            fathers = formal[place] and language[place] in PATRONYMIC_LANGUAGES
            if fathers and sexes[number] & MALE:
                for stem in _stems_of(sounds, vowels, fleeting):
                    if number not in stems.setdefault(_hash(stem), []):
                        stems[_hash(stem)].append(number)
    for key, found in given.items():
        # Full forms first: only so many families are kept of one word.
        whole = strong.get(key, set())
        full_in = {language for language, full in listed[key].items() if any(full.values())}
        short = [
            -one
            for one in found
            if one not in whole
            # Марина is a name of its own, and no short form of Мария, though Марыня is.
            and not {language for language, full in listed[key].items() if one in full} <= full_in
        ]
        given[key] = [one for one in found if one in whole] + short
    names = ("", *numbers)
    return (
        names,
        np.array(sexes, dtype=np.uint8),
        np.array(opening, dtype=np.uint64),
        given,
        stems,
    )


def _stems_of(sounds: bytes, vowels: bytes, fleeting: bytes) -> set[bytes]:
    """What is left of a given name before -ович: Мікола → мікол, Павел → павл."""
    stem = sounds.rstrip(vowels)
    stems = {stem}
    if len(stem) > 2 and stem[-2] in fleeting and stem[-1] not in vowels:
        stems.add(stem[:-2] + stem[-1:])
    return {one for one in stems if len(one) >= 2}


def _hash(key: bytes) -> int:
    return int(hash_key(np.frombuffer(key, dtype=np.uint8), len(key)))


def _fold(forms: list[str]) -> list[bytes]:
    words = read(forms)
    keyed = keys_of(words, variants=False)
    return [keyed[words.first[place]][0][1] for place in range(len(forms))]


def _endings(kind: str) -> Endings:
    listed = [row for row in rows("endings.csv") if row["kind"].startswith(kind)]
    folded = _fold([row["ending"] for row in listed])
    best: dict[bytes, tuple[bool, int, int]] = {}
    for row, sounds in zip(listed, folded, strict=True):
        sex = MALE if row["sex"] == "m" else FEMALE
        best.setdefault(sounds, (row["kind"].endswith("sure"), sex, int(row["keep"] or 0)))
    order = sorted(best, key=len, reverse=True)
    rows_of = np.zeros((len(order), 12), dtype=np.uint8)
    last = np.zeros(len(sounds_in_order()), dtype=np.bool_)
    last[[ending[-1] for ending in order]] = True
    for place, ending in enumerate(order):
        rows_of[place, : len(ending)] = list(ending)
    return Endings(
        rows_of,
        np.array([len(ending) for ending in order], dtype=np.int32),
        np.array([best[ending][0] for ending in order], dtype=np.bool_),
        np.array([best[ending][1] for ending in order], dtype=np.uint8),
        last,
        np.array([best[ending][2] for ending in order], dtype=np.int32),
    )


def _particles() -> dict[int, list[int]]:
    entries: dict[int, list[int]] = {}
    listed = list(rows("particles.csv"))
    for row in listed:
        words = read([row["word"]])
        if words.first[1] == 1:
            # By the exact sounds: bin is a particle and Ben a name.
            key = _hash(bytes(words.sounds[0, 0, : words.length[0, 0]]))
            entries.setdefault(key, [PARTICLE_KINDS[row["kind"]]])
    return entries


def _common() -> dict[int, list[int]]:
    entries: dict[int, list[int]] = {}
    listed = list(rows("surnames.csv"))
    words = read([row["surname"] for row in listed])
    keyed = keys_of(words, variants=False)
    for place, row in enumerate(listed):
        if words.first[place + 1] - words.first[place] == 1:
            key = keyed[words.first[place]][0][0]
            entries[key] = [min(int(row["rank"]), entries.get(key, [9])[0])]
    return entries
