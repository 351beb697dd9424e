"""Compiles the names engine, so that the first name on this machine does not wait for it.

python -m tools.warm_names
"""

from __future__ import annotations

from vardas.names import compare
from vardas.names.index import NameIndex
from vardas.names.stored import ask_keys, resemble, take_apart


def main() -> None:
    """Call every kernel once; what is compiled is kept beside the source."""
    names = ["Адам Кавалеўскі", "Ewa Nowak"]
    compare(*names)
    index = NameIndex()
    index.add(["1", "2"], names)
    index.query(names[0])
    index.prefix(names[0])
    ask_keys(names[0], gaps=True)
    resemble(names[0], [word.data for held in take_apart(names) for word in held])


if __name__ == "__main__":
    main()
