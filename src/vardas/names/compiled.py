"""Functions that run as machine code: plain Python in the file, compiled once and kept.

Numba compiles each kernel the first time it is called on a machine (some seconds) and keeps the
result beside the source, or in the user's cache where that folder is read-only. What is kept is
code, never a name.
"""

import os
import tempfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numpy as np

P = ParamSpec("P")
R = TypeVar("R")

_HERE = Path(__file__).parent


def _keep_compiled() -> Path | None:
    """Keeps what is compiled in a folder named after the source of all kernels.

    Numba itself looks at one file only, and would go on using a kernel whose callee in another file
    has changed.
    """
    if os.environ.get("NUMBA_CACHE_DIR"):
        return Path(os.environ["NUMBA_CACHE_DIR"])
    digest = blake2b(digest_size=8)
    for file in sorted(_HERE.glob("*.py")):
        digest.update(file.read_bytes())
    name = f"kernels-{digest.hexdigest()}"
    for parent in (_HERE / "__pycache__", Path.home() / ".cache" / "vardas"):
        folder = parent / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError:
            continue
        for old in parent.glob("kernels-*"):
            if old != folder:
                rmtree(old, ignore_errors=True)
        setattr(numba.config, "CACHE_DIR", str(folder))  # noqa: B010
        return folder
    return None


KEPT = _keep_compiled()
"""Where what is made of the source alone is kept, if anywhere: kernels and tables, never a name."""


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """`function` compiled for arrays and numbers, with the types of the original.

    It works on arrays of its caller and makes none: who refers to them need not be counted. In
    a call with forty arrays the counting took four times as long as the work.
    """
    # The option that turns the counting off is not among those that numba types.
    compiled: Any = numba.njit
    return cast(Callable[P, R], compiled(cache=True, nogil=True, _nrt=False)(function))


def maker(function: Callable[P, R]) -> Callable[P, R]:
    """Like `kernel`, for what makes arrays of its own; the loops belong into kernels it calls."""
    return cast(Callable[P, R], numba.njit(cache=True, nogil=True)(function))


@kernel
def signed(value: int) -> int:
    """`value` as a number that may be negative, of whatever kind of array it comes.

    Compiled code makes a fraction of a signed and an unsigned number put together.
    """
    return np.int64(value)  # type: ignore[return-value]
