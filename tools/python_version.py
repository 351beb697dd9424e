"""Say in one sentence that this Python is too old, before anything is set up with it.

Written so that every Python 3 can read it.
"""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "Vardas needs Python 3.11 or later, and python3 here is %d.%d. "
        "Name a newer one: make PYTHON=python3.12 setup" % sys.version_info[:2]
    )
