"""The check of uv.lock finds what would keep the set-up from working elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from tools.lock import INDEX, PLATFORMS, find_foreign_sources, find_missing_wheels

HOST = "https://files.pythonhosted.org/packages/00"
OURSELVES = {"name": "vardas", "version": "0.1.0", "source": {"editable": "."}}


def make_lock(*wheels: str, **changes: Any) -> dict[str, Any]:
    """Return a lock of ourselves and one package that has these wheels."""
    package = {
        "name": "sample",
        "version": "1",
        "source": {"registry": INDEX},
        "sdist": {"url": f"{HOST}/sample-1.tar.gz"},
        "wheels": [{"url": f"{HOST}/{wheel}"} for wheel in wheels],
    }
    return {"package": [OURSELVES, package | changes]}


def test_the_public_index_is_accepted() -> None:
    assert list(find_foreign_sources(make_lock("sample-1-py3-none-any.whl"))) == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"source": {"registry": "https://mirror.test/simple"}}, id="a mirror"),
        pytest.param({"source": {"registry": "/opt/wheels"}}, id="a folder as index"),
        pytest.param({"source": {"path": "../sample"}}, id="a folder"),
        pytest.param({"source": {"git": "https://pypi.org/simple"}}, id="a repository"),
        pytest.param({"sdist": {"url": "https://mirror.test/a.tar.gz"}}, id="a mirror's source"),
        pytest.param({"sdist": {"path": "sample.tar.gz"}}, id="a file"),
        pytest.param(
            {"wheels": [{"url": "https://files.pythonhosted.org.mirror.test/a.whl"}]},
            id="a host that begins like the right one",
        ),
        pytest.param(
            {"wheels": [{"url": "http://files.pythonhosted.org/a.whl"}]}, id="no encryption"
        ),
    ],
)
def test_anything_else_is_named(changes: dict[str, Any]) -> None:
    (fault,) = find_foreign_sources(make_lock("sample-1-py3-none-any.whl", **changes))
    assert fault.startswith("sample")


@pytest.mark.parametrize(
    ("wheel", "fits"),
    [
        ("sample-1-py3-none-any.whl", True),
        ("sample-1-py2.py3-none-any.whl", True),
        ("sample-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", True),
        ("sample-1-cp311-cp311-manylinux_2_36_x86_64.whl", True),
        ("sample-1-cp39-abi3-manylinux_2_28_x86_64.whl", True),
        ("sample-1-py3-none-manylinux1_x86_64.whl", True),
        ("sample-1-cp312-abi3-manylinux_2_28_x86_64.whl", False),
        ("sample-1-cp312-cp312-manylinux_2_28_x86_64.whl", False),
        ("sample-1-cp311-cp311-manylinux_2_39_x86_64.whl", False),
        ("sample-1-cp311-cp311-musllinux_1_2_x86_64.whl", False),
        ("sample-1-cp311-cp311-macosx_11_0_arm64.whl", False),
        ("sample-1-cp311-cp311-win_amd64.whl", False),
    ],
)
def test_a_wheel_fits_debian_12_or_not(wheel: str, fits: bool) -> None:
    faults = list(find_missing_wheels(make_lock(wheel), "Debian 12", *PLATFORMS["Debian 12"]))
    assert faults == ([] if fits else ["sample 1 has no wheel for Debian 12."])


def test_a_package_of_source_only_is_named() -> None:
    lock = make_lock()
    del lock["package"][1]["wheels"]
    assert list(find_missing_wheels(lock, "Debian 12", *PLATFORMS["Debian 12"])) == [
        "sample 1 has no wheel for Debian 12."
    ]
