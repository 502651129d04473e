"""`python -m generator`."""

import sys

from generator.cli import USAGE, main

try:
    sys.exit(main())
except ModuleNotFoundError as error:
    if (error.name or "generator").startswith("generator"):
        raise
    print(
        f"{error.name} is not installed for {sys.executable}. `make site` installs everything into .venv/; "
        "then `. .venv/bin/activate`, or write .venv/bin/python instead of python",
        file=sys.stderr,
    )
    sys.exit(USAGE)
