"""Imported by the process that forks the workers, so that each of them finds the dictionary loaded."""

import index.build.pool  # noqa: F401 - the readers need all that it imports
from index.text.analysis import segmenter
from index.text.folding import fold

fold("汉字")
segmenter().read_all()
