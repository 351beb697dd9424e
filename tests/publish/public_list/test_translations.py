"""Every sentence of the public list is translated, with the same blanks, and compiled."""

from __future__ import annotations

import ast
import gettext
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.utils import translation

import vardas.publish.public_list as public_list
import vardas.registry as registry
from vardas.publish.public_list.site import LANGUAGES
from vardas.registry.records.event import COUNTED, EVENT_KINDS
from vardas.registry.records.involvement import ROLES
from vardas.registry.wording.dates import say_date

HOME = Path(public_list.__file__).parent
FOLDERS = (HOME, Path(registry.__file__).parent)
TRANSLATED = [language for language in LANGUAGES if language != "en"]
BLANK = re.compile(r"%\(\w+\)s|“|\b\d\.\d+\b|verify_vardas\.py")
QUOTED = re.compile(r"""translate (["'])(.*?)\1""")


def collect() -> set[str]:
    """Return the sentences of the public list's modules and templates."""
    found = {text for path in HOME.glob("*.py") for text in _read_module(path)}
    return found | {text for path in HOME.rglob("*.html") for text in _read_template(path)}


def _read_module(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
            for argument in node.args[: 1 if getattr(node.func, "id", "") == "_" else 2]:
                assert isinstance(argument, ast.Constant), path.name
                yield str(argument.value)


def _read_template(path: Path) -> Iterator[str]:
    block: list[str] | None = None
    for token in Lexer(path.read_text()).tokenize():
        if token.token_type == TokenType.BLOCK and token.contents.startswith("blocktranslate"):
            block = [""]
        elif token.token_type == TokenType.BLOCK and token.contents == "endblocktranslate":
            yield from block or ()
            block = None
        elif block is not None and token.token_type == TokenType.BLOCK:
            block.append("")
        elif block is not None:
            is_blank = token.token_type == TokenType.VAR
            block[-1] += f"%({token.contents})s" if is_blank else token.contents
        elif token.token_type == TokenType.BLOCK and (said := QUOTED.match(token.contents)):
            yield said[2]


def read_catalogue(folder: Path, language: str) -> dict[str, list[str]]:
    with (folder / "locale" / language / "LC_MESSAGES" / "django.mo").open("rb") as stream:
        catalogue = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
    found: dict[str, list[str]] = {}
    for key, text in catalogue.items():
        found.setdefault(key[0] if isinstance(key, tuple) else key, []).append(text)
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    catalogue = read_catalogue(HOME, language)
    plural = {
        text
        for text in collect()
        if text not in catalogue and re.search("people|facts|questions|have|more say", text)
    }
    assert sorted(collect() - catalogue.keys() - plural) == []
    assert sorted(catalogue.keys() - collect() - {""}) == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_translations_keep_the_blanks(folder: Path, language: str) -> None:
    for key, texts in read_catalogue(folder, language).items():
        if not key:
            continue
        wanted = sorted(one for one in BLANK.findall(key) if one != "“")
        for text in texts:
            assert text.strip()
            assert sorted(one for one in BLANK.findall(text) if one != "“") == wanted, text


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_was_compiled_is_what_was_written(folder: Path, language: str, tmp_path: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("needs msgfmt")
    written = folder / "locale" / language / "LC_MESSAGES" / "django.po"
    made = tmp_path / "locale" / language / "LC_MESSAGES" / "django.mo"
    made.parent.mkdir(parents=True)
    subprocess.run(["msgfmt", "--check-format", "-o", made, written], check=True)
    assert read_catalogue(tmp_path, language) == read_catalogue(folder, language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_words_of_records_that_are_published_are_translated(language: str) -> None:
    with translation.override(language):
        for labels in (COUNTED, ROLES, EVENT_KINDS):
            same = [word for word, label in labels.items() if str(label).isascii()]
            allowed = {"lt", "pl"} & {language}
            assert allowed or set(same) <= {"hospital", "patient"}, same
        assert say_date("2025-09~") != "about September 2025"
