"""`python -m index`: the command line."""

import sys

from index.cli.parser import main

if __name__ == "__main__":
    sys.exit(main())
