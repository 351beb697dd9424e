"""``make matrix``: who may see what, tried out; ends with one line of JSON.

Every route is asked with every method as every role, and answers as the table of rules says
(``cells``, each for every visibility). Then words planted in every field are looked for on every
page, in every search, download, error page and log, as every role with and without its seals:
``planted`` counts the words each reader must not meet, ``leaks`` those they met.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Run the tests of the matrix; exit status 1 when one fails or a word leaked."""
    with tempfile.TemporaryDirectory(prefix="vardas-matrix-") as place:
        tally = Path(place) / "tally.json"
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", "tests/web/access", "-q", "-p", "no:cacheprovider"],
            cwd=ROOT,
            env={**os.environ, "VARDAS_MATRIX": str(tally)},
            check=False,
        )
        counted = json.loads(tally.read_text(encoding="utf-8")) if tally.exists() else {}
    found = {name: counted.get(name, 0) for name in ("cells", "planted", "leaks")}
    sys.stdout.write(json.dumps(found) + "\n")
    return int(ended.returncode != 0 or found["leaks"] > 0 or not found["cells"])


if __name__ == "__main__":
    sys.exit(main())
