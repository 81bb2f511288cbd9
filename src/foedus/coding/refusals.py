""" "Would not sign": in a report's own voice a refusal, and no future and no supposition."""

from __future__ import annotations

from foedus.coding.clauses import is_passive
from foedus.reading.sentence import Token

# With these it is said on what it hangs, and nobody has refused yet.
_SUPPOSING = frozenset({"if", "unless", "without", "until", "otherwise", "were", "then"})


def would_not(verb: Token) -> bool:
    """Whether a report tells of a deed that somebody was not willing to do.

    What somebody says of the future ("said it would not sign") is his word and no deed, and what
    hangs on a condition is neither.
    """
    joined = [verb]
    while joined[-1].dep == "conj" and joined[-1].head.pos == "VERB":
        joined.append(joined[-1].head)
    if joined[-1].dep != "ROOT" or is_passive(verb):
        return False
    # "vetoed it and would not sign", "would not sign or ratify it": its own, or the first ones
    own = next((clause for clause in joined if clause.having("aux")), verb)
    would = any(c.lower == "would" for c in own.having("aux"))
    have = any(c.lemma == "have" for c in own.having("aux"))
    refused = any(c.lower != "never" for c in own.having("neg"))
    supposed = any(token.lower in _SUPPOSING for token in joined[-1].subtree())
    return would and refused and not have and not supposed
