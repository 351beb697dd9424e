"""The version stands in two places: uv's build backend does not read it from the code."""

from __future__ import annotations

from importlib.metadata import version

import vardas


def test_the_package_says_the_version_it_is_installed_as() -> None:
    assert vardas.__version__ == version("vardas")
