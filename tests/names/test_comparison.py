"""Cases a linguist would nod at: which names are the same person's, and why."""

from __future__ import annotations

import pytest

from vardas.names import compare
from vardas.names.comparison import MESSAGES

SAME = [
    # one script and another
    ("Мікалай Ткачук", "Nikolai Tkachuk"),
    ("Уладзімір Драбыш", "Владимир Дробыш"),
    ("Siarhei Tsikhanchyk", "Сергей Тиханчик"),
    ("Аляксандра Кулік", "Aleksandra Kulik"),
    ("Ягор Маркевіч", "Yegor Markevich"),
    ("Володимир Гончаренко", "Vladimir Goncharenko"),
    ("გიორგი ბერიძე", "Giorgi Beridze"),
    ("Αλέξανδρος Παπαδόπουλος", "Alexandros Papadopoulos"),
    # ways of romanising
    ("Siarhiej Šaramiet", "Sergey Sheremet"),
    ("Ûrij Žukovskij", "Юрий Жуковский"),
    ("Wiktar Szczerbakou", "Віктар Шчарбакоў"),
    ("Jewgenij Schtscherbakow", "Евгений Щербаков"),
    ("Nikolaj Chruschtschow", "Николай Хрущёв"),
    ("Andrejus Kovaliovas", "Андрей Ковалёв"),
    ("Viktors Petrovskis", "Виктор Петровский"),
    # order, patronymic, initials, diminutives
    ("Ткачук Мікалай Іванавіч", "Мікалай Ткачук"),
    ("Ткачук, Николай Иванович", "Mikalai Tkachuk"),
    ("Николай Иванович Ткачук", "Николай Ткачук"),
    ("Ткачук Н. И.", "Николай Иванович Ткачук"),
    ("Коля Ткачук", "Николай Ткачук"),
    ("Алесь Драбыш", "Аляксандр Драбыш"),
    ("Саша Дробыш", "Александра Дробыш"),
    ("Вова Гончаренко", "Володимир Гончаренко"),
    # slips of hand and scanner
    ("Серегй Тиханчик", "Сергей Тиханчик"),
    ("Cepгeй Тиханчик", "Сергей Тиханчик"),
    ("Марк3вич Егор", "Егор Маркевич"),
    ("СергейТиханчик", "Сергей Тиханчик"),
]

DIFFERENT = [
    ("Андрей Сергеевич Коваль", "Андрей Петрович Коваль"),
    ("Андрей Викторович Дробыш", "Павел Викторович Дробыш"),
    ("Аляксандр Драбыш", "Алег Аляксандравіч Драбыш"),
    ("Иван Тиханчик", "Ирина Тиханчик"),
    ("Пётр Иванов", "Иван Петров"),
    ("Мария Кулик", "Марина Кулик"),
    ("Михаил Гончаренко", "Николай Гончаренко"),
    ("Виктор Петровский", "Виктория Петровская"),
    ("Олег Маркевич", "Олег Ткачук"),
    ("Yuri Zaitsev", "Егор Зайцев"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_one_person_are_found_alike(one: str, other: str) -> None:
    assert compare(one, other).score > 0.85
    assert compare(other, one).score > 0.85


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_two_people_stay_apart(one: str, other: str) -> None:
    assert compare(one, other).score < 0.3
    assert compare(other, one).score < 0.3


REASONS = [
    ("Мікалай Ткачук", "Nikolai Tkachuk", "Мікалай and Nikolai: same given name"),
    ("Tkachuk", "Ткачук", "Tkachuk and Ткачук: same sounds"),
    ("Иван Ткачук", "Иван Петрович Ткачук", "patronymic only on one side: Петрович"),
    ("Иван Ткачук", "Олег Ткачук", "Иван and Олег: different given names"),
    (
        "Иван Петрович Ткачук",
        "Иван Олегович Ткачук",
        "Петрович and Олегович: different patronymics",
    ),
    ("Ткачук И.", "Иван Ткачук", "И may be the initial of Иван"),
    ("Иван Ткачук", "Иван Ткачук", "Ткачук: the same on both sides"),
    ("Ивaн Ткачук", "Иван Ткачук", "Ивaн mixes letters of two scripts that look alike"),
    ("Иван Ткачук", "Ирина Ткачук", "one is a man's name, the other a woman's"),
    ("…", "Иван Ткачук", "nothing that could be a name on one side"),
]


@pytest.mark.parametrize(("one", "other", "sentence"), REASONS)
def test_reasons_can_be_read(one: str, other: str, sentence: str) -> None:
    assert sentence in [reason.sentence() for reason in compare(one, other).reasons]


def test_reasons_are_translated_at_the_edge() -> None:
    def translate(sentence: str) -> str:
        return {MESSAGES["same_word"]: "{one}: то же самое"}[sentence]

    reasons = compare("Иван Ткачук", "Иван Ткачук").reasons
    spoken = [reason.sentence(translate) for reason in reasons]
    assert spoken == ["Иван: то же самое", "Ткачук: то же самое"]


@pytest.mark.parametrize("text", ["", " ", "…", "12345", "😀", "\u0301\u0301", "-", "()"])
def test_what_is_no_name_is_like_nothing(text: str) -> None:
    comparison = compare(text, "Иван Ткачук")
    assert comparison.score == 0
    assert [reason.code for reason in comparison.reasons] == ["no_name"]


def test_a_name_is_most_like_itself() -> None:
    for one, _other in SAME:
        assert compare(one, one).score > 0.9
