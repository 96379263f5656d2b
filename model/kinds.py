"""What kind of actor a mention looks like, by its shape alone: never who it is.

pronoun · acronym · organisation · people · titled · full name · single name · thing
"""

from __future__ import annotations

from collections.abc import Sequence

from model.tokens import Token

_PRONOUNS = frozenset("he she him her his it its they them their we us our i me my you who".split())
_ORGANISATIONS = frozenset(
    "party ministry department agency council committee commission union federation association institute university "
    "college bank court tribunal group organisation organization authority bureau office parliament congress assembly "
    "senate house army police force forces navy guard front movement league alliance administration government cabinet "
    "company corporation inc corp ltd plc times post news network foundation fund campaign coalition party board "
    "service center centre society club team front".split()
)
_LONGEST_ACRONYM = 6


def kind_of(mention: Sequence[Token], titled: bool) -> str:
    """The kind of the mention of these tokens; `titled` where a title stands before the name."""
    words = [token for token in mention if token.is_word]
    if not words:
        return "thing"
    last = words[-1]
    if len(words) == 1 and last.lower in _PRONOUNS:
        return "pronoun"
    if not any(word.is_capital for word in words):
        return "thing"
    if last.lower in _ORGANISATIONS:
        return "organisation"
    if titled:
        return "titled"
    letters = last.text.replace(".", "")
    if len(words) == 1 and letters.isupper() and 1 < len(letters) <= _LONGEST_ACRONYM:
        return "acronym"
    if len(words) > 1:
        return "full name"
    return "people" if last.lower.endswith(("ans", "ish", "ese", "crats", "cans", "ists", "ites")) else "single name"
