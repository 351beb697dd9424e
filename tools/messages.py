"""Collects the sentences of the pure packages for gettext, which cannot see them there.

    make messages                       writes src/vardas/web/sentences.py

Errors and problems carry their sentence as a plain text and are translated at the edge. This notes
every such text in one generated file, where ``makemessages`` finds it; a test compares.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "vardas"
GENERATED = SOURCE / "web" / "sentences.py"
_HEAD = '''"""Made by ``make messages``: the sentences of errors and problems, for gettext."""

from django.utils.translation import gettext_noop as _

SENTENCES = (
'''


def collect_sentences() -> list[str]:
    """Return the message of every error class and every Problem in the source, in order."""
    found = {
        sentence
        for path in sorted(SOURCE.rglob("*.py"))
        if path != GENERATED
        for sentence in _read(ast.parse(path.read_text()))
    }
    return sorted(found)


def write_sentences() -> str:
    """Write the generated file's text."""
    lines = [f"    _({_quote(sentence)}),\n" for sentence in collect_sentences()]
    return _HEAD + "".join(lines) + ")\n"


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _read(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for statement in node.body:
                target = _assigned(statement)
                if target == "message":
                    yield from _text(getattr(statement, "value", None))
        elif isinstance(node, ast.Assign) and _assigned(node) == "MESSAGES":
            for value in getattr(node.value, "values", ()):
                yield from _text(value)
        elif isinstance(node, ast.Call) and _name(node.func) == "Problem" and len(node.args) > 1:
            yield from _text(node.args[1])


def _assigned(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return statement.target.id
    return ""


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _text(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def main() -> None:
    """Write the generated file."""
    GENERATED.write_text(write_sentences())


if __name__ == "__main__":
    main()
