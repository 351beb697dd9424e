"""Facts marked at their words."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from vardas.insight.marking import Mark, cut_text, find_mark

A, B = UUID(int=1), UUID(int=2)
TEXT = "Ana Kukul crossed on Thursday. Ana Kukul is free."


def test_a_place_is_believed_when_it_holds_the_words() -> None:
    assert find_mark(A, {"at": [21, 29], "text": "Thursday"}, TEXT) == Mark(A, 21, 29)
    assert find_mark(A, {"at": [31, 40]}, TEXT) == Mark(A, 31, 40)


def test_words_without_a_place_are_marked_where_they_first_stand() -> None:
    assert find_mark(A, {"text": "Ana Kukul"}, TEXT) == Mark(A, 0, 9)


def test_a_wrong_place_is_not_believed() -> None:
    cases = (
        None,
        {},
        {"at": [0, 3], "text": "Ina"},
        {"at": [5, 999]},
        {"at": [9, 9]},
        {"at": ["0", "3"]},
        {"at": [1]},
        {"text": "not in it"},
    )
    assert [find_mark(A, quote, TEXT) for quote in cases] == [None] * len(cases)


def test_marks_that_overlap_share_the_words_between_them() -> None:
    pieces = cut_text("abcdef", [Mark(A, 0, 4), Mark(B, 2, 6)])
    assert [(piece.text, piece.statements) for piece in pieces] == [
        ("ab", (A,)),
        ("cd", (A, B)),
        ("ef", (B,)),
    ]
    assert [piece.begins for piece in pieces] == [(A,), (B,), ()]
    assert [piece.ends for piece in pieces] == [(), (A,), (B,)]


@given(
    st.text(min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 40)), max_size=8),
)
def test_the_pieces_are_the_text_again(text: str, places: list[tuple[int, int]]) -> None:
    marks = [
        mark
        for number, place in enumerate(places)
        if (mark := find_mark(UUID(int=number), {"at": list(place)}, text))
    ]
    pieces = cut_text(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    for mark in marks:
        covered = "".join(piece.text for piece in pieces if mark.statement in piece.statements)
        assert covered == text[mark.start : mark.end]
