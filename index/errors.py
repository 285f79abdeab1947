"""Every error that `index` tells, in one tree.

CitebotError                what happened, to which file or setting, and what to do about it
├── SettingsError           a setting or an option cannot be used
├── SeedsError              the seeds folder cannot be used
├── ArticleError            one file cannot be read as an article: it is skipped and named
├── AddError                a page or a file cannot be put among the seeds
├── QuestionError           a question cannot be read
├── EncoderError            an encoder of texts cannot be loaded: answers go on without it
├── UnknownArticleError     there is no article of that id in the index
├── PoolError               a process that helped with a build was killed
└── IndexUnusableError      the index cannot answer
    ├── IndexMissingError   there is none, or its first build was never finished
    ├── IndexFormatError    it is of another format or analyser version
    ├── IndexLockedError    another build is writing it
    └── IndexAwayError      it cannot be reached right now
"""

from __future__ import annotations


class CitebotError(Exception):
    """The root: its text is one or two plain sentences for the person who runs the command."""


class SettingsError(CitebotError):
    """A setting or an option cannot be used."""


class SeedsError(CitebotError):
    """The seeds folder is missing, unreadable or holds no article."""


class ArticleError(CitebotError):
    """One file cannot be read as an article; the text says why, the caller knows which file."""


class AddError(CitebotError):
    """A page or a file cannot be put among the seeds; the text names it."""


class QuestionError(CitebotError):
    """A question cannot be read, as it is not text in the expected encoding."""


class EncoderError(CitebotError):
    """An encoder of texts cannot be loaded; the text says why, and answers go on without it."""


class UnknownArticleError(CitebotError):
    """There is no article of that id in the index."""


class PoolError(CitebotError):
    """A process that helped with a build was killed; the old index stands."""


class IndexUnusableError(CitebotError):
    """The index cannot answer."""


class IndexMissingError(IndexUnusableError):
    """There is no index, or its first build was never finished."""


class IndexFormatError(IndexUnusableError):
    """The index is of another format or analyser version than this citebot's."""


class IndexLockedError(IndexUnusableError):
    """Another build is writing the index."""


class IndexAwayError(IndexUnusableError):
    """The index cannot be reached right now; it is asked again with the next question."""
