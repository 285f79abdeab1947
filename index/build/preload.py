"""Imported by the process that forks the workers, so that each of them finds the dictionary loaded."""

import index.build.pool  # noqa: F401 - the readers need all that it imports
from index.text.analysis import analyse

analyse("汉字")  # a pair: a single character needs no dictionary
