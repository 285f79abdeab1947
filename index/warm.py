"""Imported by the process that forks the readers of files, so that each of them finds its dictionary loaded."""

from index import crew
from index.analysis import analyse

__all__ = ["crew"]

analyse("汉字")  # a pair: a single character needs no dictionary
