"""Scores pairs of names with one of the others; runs in their own environment, knows nothing of us.

``build/peers/bin/python bench/peers/compare.py PEER < pairs.json`` reads ``[[name, name], …]`` and
prints ``{"scores": […], "seconds": …, "version": …}``. Whatever loads slowly is loaded before.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

Compare = Callable[[str, str], float]
WARM = (("Адам Нямашэвіч", "Adam Niamaševič"), ("Ewa Nowak", "Ева Новак"))


def token_set() -> tuple[Compare, str]:
    """Plain words as sets, on the text as it is."""
    from rapidfuzz.fuzz import token_set_ratio

    return lambda one, other: token_set_ratio(one, other) / 100, "rapidfuzz"


def wratio() -> tuple[Compare, str]:
    """The usual mixture of ratios, on text that ICU has romanised."""
    from icu import Transliterator
    from rapidfuzz.fuzz import WRatio

    latin = Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower").transliterate
    return lambda one, other: WRatio(latin(one), latin(other)) / 100, "rapidfuzz"


def logic_v1() -> tuple[Compare, str]:
    """The older matcher of OpenSanctions."""
    return _nomenklatura("logic-v1")


def logic_v2() -> tuple[Compare, str]:
    """The newer matcher of OpenSanctions."""
    return _nomenklatura("logic-v2")


def _nomenklatura(name: str) -> tuple[Compare, str]:
    from followthemoney import model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm(name)
    config = algorithm.default_config()

    def person(name: str) -> object:
        data = {"id": name or "-", "schema": "Person", "properties": {"name": [name or "-"]}}
        return model.get_proxy(data)

    return (
        lambda one, other: algorithm.compare(person(one), person(other), config).score,
        "nomenklatura",
    )


PEERS = {
    "rapidfuzz token_set, raw text": token_set,
    "rapidfuzz WRatio after ICU": wratio,
    "nomenklatura logic-v1": logic_v1,
    "nomenklatura logic-v2": logic_v2,
}


def main() -> None:
    """Score, print."""
    pairs = json.load(sys.stdin)
    compare, package = PEERS[sys.argv[1]]()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    for one, other in WARM:
        compare(one, other)
    began = time.perf_counter()
    scores = [compare(one, other) for one, other in pairs]
    seconds = time.perf_counter() - began
    found = {"scores": scores, "seconds": seconds, "version": f"{package} {version(package)}"}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
