"""The sentences of errors reach the translators."""

from tools.messages import GENERATED, collect_sentences, write_sentences


def test_the_generated_file_holds_every_sentence() -> None:
    assert GENERATED.read_text() == write_sentences(), "run: make messages"


def test_errors_problems_and_verdicts_are_found() -> None:
    sentences = collect_sentences()
    assert any("passphrase is not right" in sentence for sentence in sentences)
    assert any("Several judges" in sentence for sentence in sentences)
    assert any("is there twice" in sentence for sentence in sentences)
