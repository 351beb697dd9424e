"""Invented names: distinct, the same for a seed, nobody's namesakes."""

from __future__ import annotations

from vardas.cli.names.measuring.invented import invent
from vardas.cli.names.measuring.registry import Questions, Registry, fill_up, make_list


def test_the_same_seed_gives_the_same_names() -> None:
    assert invent(500, 1) == invent(500, 1)
    assert invent(500, 1) != invent(500, 2)


def test_names_are_distinct_and_of_several_scripts() -> None:
    names = invent(5_000, 1)

    assert len(set(names)) == 5_000
    cyrillic = sum(any("а" <= letter <= "я" for letter in name) for name in names)
    assert 2_500 < cyrillic < 4_500
    assert all(2 <= len(name.split()) <= 4 for name in names)


def test_few_given_names_are_common_and_most_are_rare() -> None:
    words = [word for name in invent(5_000, 1) for word in name.split()]
    counts = sorted((words.count(word) for word in set(words)), reverse=True)

    assert counts[0] > 50
    assert counts[len(counts) // 2] <= 2


def test_no_name_to_avoid_is_invented() -> None:
    plain = invent(2_000, 1)
    avoid = [" ".join(reversed(plain[0].split())), *plain[1:10]]

    again = invent(2_000, 1, avoid)

    assert not set(plain[:10]) & set(again)


def test_namesakes_are_left_out_where_they_would_make_a_question_unanswerable() -> None:
    avoid = ["Иванов Александр Петрович"]
    crowd = invent(60_000, 1, avoid)
    apart = invent(60_000, 1, avoid, namesakes=False)

    def bear(names: list[str]) -> list[str]:
        return [name for name in names if {"Александр", "Иванов"} <= set(name.split())]

    assert bear(crowd)
    assert bear(apart) == []


def test_a_registry_is_filled_up_and_keeps_its_own() -> None:
    registry = Registry(("1", "2"), ("Адам Нямашэвіч", "Ewa Nowak"))

    filled = fill_up(registry, 50)

    assert filled.ids[:2] == ("1", "2")
    assert len(filled.names) == len(set(filled.ids)) == 50
    assert fill_up(registry, 1) == registry


def test_a_list_is_as_long_as_was_asked() -> None:
    registry = fill_up(Registry(("1",), ("Адам Нямашэвіч",)), 300)
    questions = Questions(("Adam Niamaševič",), ("1",), {})

    for size in (0, 1, 2, 100, 250):
        assert make_list(questions, registry, size).num_rows == size
