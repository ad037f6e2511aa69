"""``python -m perfkpi``: the same as the command ``perfkpi``."""

import sys

from perfkpi.cli import main

if __name__ == "__main__":
    sys.exit(main())
