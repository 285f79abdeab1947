"""The names of the months and of the days of the week in English, as texts write them."""

from __future__ import annotations

from typing import Final

MONTHS: Final = tuple("January February March April May June July August September October November December".split())

SHORT_MONTHS: Final = tuple("Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split())

SHORT_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
"""A regular expression for a short form that is no whole name (May); without a dot, a month only beside its day."""

MONTH: Final = rf"(?:{'|'.join(MONTHS)}|{SHORT_MONTH}\.)"
"""A regular expression for a whole name, or a short one with its dot."""

ANY_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
"""A regular expression for any form without its dot; to be compiled ignoring case."""


WEEKDAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
"""A regular expression for any form of a day of the week; to be compiled ignoring case."""


def month_number(name: str) -> int:
    """Return the number (1 to 12) of a month, by its name or any short form."""
    return 1 + [month[:3].lower() for month in MONTHS].index(name[:3].lower())
