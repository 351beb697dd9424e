"""Made-up people and what befell them: the same ones for the same seed, nobody's data."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from vardas.ledger.identifier import Sequence
from vardas.ledger.statement import Say, Statement

SEED = 11092025
STATEMENTS_PER_PERSON = 10
PEOPLE_PER_EVENT = 50
EVENTS_PER_COUNT = 20
_START = 1_700_000_000_000


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_BEGINNINGS = _words(
    "Аб Бар Вір Гал Дар Жан Зор Каст Лад Мар Нав Орш Пал Руд Сар Тал Усл Фал Хар Цім Чар Шад"
)
_MIDDLES = _words("ан ав эл ін ар ун ос ям ік ол")
_ENDINGS = _words("овіч скі енка чык ук іна еня ка ец чанка")
_GIVEN_BEGINNINGS = _words("Ал Бр Віт Гер Дан Зм Кас Леў Мік Над Пят Раг Сяр Тац Юл Яр")
_GIVEN_ENDINGS = _words("ар ен ій ка ля на сь та ўр эй")
_LATIN = dict(
    zip(
        "абвгдежзійклмнопрстуўфхцчшыэюя’",
        _words("a b v h d e zh z i y k l m n o p r s t u w f kh ts ch sh y e yu ya '"),
        strict=True,
    )
) | {"ь": "", "і": "i"}
_OCCUPATIONS = ("teacher", "welder", "nurse", "programmer", "student", "driver", "bookkeeper")
_PLACES = ("Верхняе Поле", "Ніжняя Рака", "Новы Двор", "Стары Млын", "Белы Камень", "Чорны Лес")
_ROLES = ("detained", "sentenced", "released", "expelled", "held")
_KINDS = ("detention", "verdict", "transfer", "release", "expulsion")


@dataclass(frozen=True)
class Person:
    """One made-up person."""

    given: str
    family: str
    born: str

    @property
    def name(self) -> str:
        """The name as its bearer writes it."""
        return f"{self.given} {self.family}"

    @property
    def latin(self) -> str:
        """The name in another script."""
        return " ".join(_to_latin(word) for word in (self.given, self.family))


def _to_latin(word: str) -> str:
    return "".join(_LATIN.get(letter, letter) for letter in word.lower()).capitalize()


class MadeUp:
    """A stream of made-up people; every call goes on where the last one ended."""

    def __init__(self, seed: int = SEED) -> None:
        self._random = random.Random(seed)
        self._ids = Sequence(self._random.randbytes)
        self._now = _START
        self._event: UUID | None = None
        self._source: UUID | None = None
        self._people = 0

    def person(self) -> Person:
        """Make up one person."""
        pick = self._random.choice
        given = pick(_GIVEN_BEGINNINGS) + pick(_GIVEN_ENDINGS)
        family = pick(_BEGINNINGS) + pick(_MIDDLES) + pick(_ENDINGS)
        day = f"{self._random.randint(1, 28):02d}"
        born = f"{self._random.randint(1945, 2004)}-{self._random.randint(1, 12):02d}-{day}"
        return Person(given, family, pick((born, born, born, born[:7], born[:4], f"{born[:4]}~")))

    def statements(self, people: int) -> Iterator[Statement]:
        """Say ten things about each of so many people, and a few about their events."""
        for _ in range(people):
            if self._people % PEOPLE_PER_EVENT == 0:
                yield from self._make_source()
                yield from self._make_event()
            yield from self._make_person()
            self._people += 1

    def _make_source(self) -> Iterator[Statement]:
        self._source = self._id()
        yield self._say(self._source, "source", "title", f"Article {self._people}")
        yield self._say(self._source, "source", "type", "article")

    def _make_event(self) -> Iterator[Statement]:
        self._event = event = self._id()
        pick, number = self._random.choice, self._random.randint
        yield self._say(event, "event", "type", pick(_KINDS))
        day = f"20{number(20, 25)}-{number(1, 12):02d}-{number(1, 28):02d}"
        yield self._say(event, "event", "title", f"Event {self._people}")
        yield self._say(event, "event", "when", day)
        if self._people % (PEOPLE_PER_EVENT * EVENTS_PER_COUNT) == 0:
            claimed = {"number": PEOPLE_PER_EVENT + number(0, 4), "of": "people"}
            yield self._say(event, "event", "count", claimed)

    def _make_person(self) -> Iterator[Statement]:
        pick, made = self._random.choice, self.person()
        person, involvement = self._id(), self._id()
        yield self._say(person, "person", "name", {"text": made.name, "language": "be"})
        yield self._say(person, "person", "name", {"text": made.latin, "language": "en"})
        yield self._say(person, "person", "birth_date", made.born)
        yield self._say(person, "person", "sex", pick(("female", "male")))
        yield self._say(person, "person", "birth_place", pick(_PLACES))
        yield self._say(person, "person", "occupation", pick(_OCCUPATIONS))
        yield self._say(involvement, "involvement", "event", str(self._event))
        yield self._say(involvement, "involvement", "person", str(person))
        yield self._say(involvement, "involvement", "role", pick(_ROLES))
        yield self._say(involvement, "involvement", "papers", "prison_papers")

    def _say(self, record: UUID, kind: str, field: str, value: object) -> Say:
        cell = {"cell": [self._people, 3]}
        return Say(self._id(), record, kind, field, value, self._source, cell)

    def _id(self) -> UUID:
        self._now += 1
        return self._ids.next(self._now)
