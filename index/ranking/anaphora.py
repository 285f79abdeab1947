"""Words that point back: a text that begins with one is about something said before it."""

from __future__ import annotations

import re
from typing import Final

_NOUNS: Final = (
    "accord|act|action|agency|agreement|announcement|ban|bank|battle|bill|book|building|case|city|club|committee|company|"
    "conference|conflict|convention|country|court|crackdown|deal|decision|disease|document|event|exchange|film|findings?|"
    "firm|former|game|government|group|incident|island|latter|law|measures?|meeting|ministry|model|moves?|network|news|"
    "notice|order|organi[sz]ation|pact|park|party|plans?|platform|play|policy|post|practice|process|product|programme?|"
    "project|proposal|report|restrictions|results?|rules?|ruling|school|services?|ship|show|site|song|species|statement|"
    "store|story|study|suit|system|talks|team|technique|term|test|title|tool|treaty|trial|university|verdict|village|"
    "visit|vote|war|website|work"
)
_HANGING: Final = re.compile(
    r"\W*(?:(?:also|and|but|even so|finally|furthermore|however|instead|later|meanwhile|moreover|nevertheless|so|still|"
    r"then|therefore|thus|yet)\b,? )?(?:"
    r"(?:it|its|they|their|he|she|his|her|this|these|those|such|both|neither)\b"
    rf"|(?:the|that) (?-i:[a-z]+ )?(?:{_NOUNS})\b"  # "the new rules", but not "the Chinese government"
    # Han has no case, and sets of all of it without regard to case would take 12 ms to compile.
    r"|(?-i:[它他她][们們]?|[该該][\u4e00-\u9fff]|此(?![外后後])[\u4e00-\u9fff]|[这這][\u4e00-\u9fff]|其(?![他它实實余餘中])|上述|前者|[后後]者|[对對]此|[两兩]者)"
    r")",
    re.IGNORECASE,
)


def hangs(text: str) -> bool:
    """Tell whether a text opens with a word that points back: "It", "They", "The move", 该公司, 此举."""
    return _HANGING.match(text) is not None
