"""What the parse says about a date phrase: whether it is one, where it hangs, and its tense."""

from __future__ import annotations

import re

from foedus.coding.refusals import would_not
from foedus.reading.sentence import Sentence, Token
from foedus.resolving import calendar_words as words

_FUTURE_AUXILIARIES = words.word_set("will shall 'll wo may might could can ca must should would")
_HAVE = frozenset({"have", "'ve", "having"})
_PAST_TAGS = frozenset({"VBD", "VBN"})
# Whoever does these does not yet do what follows.
_PLANNING = words.word_set(
    "plan intend expect schedule set due vow threaten prepare want ready pledge promise hope aim"
    " agree decide go order call ask urge demand warn plans intention"
)
_ARRANGED = words.word_set("due set scheduled expected planned slated bound ready")
# In the present tense these tell of a timetable: "the trial opens on Monday".
_TIMETABLE = words.word_set("start begin open end expire resume arrive leave take close")


def top(tokens: list[Token]) -> Token:
    """The preposition that a phrase hangs on, or its own topmost token."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head is token or token.head.i not in inside]
    # A stray tag may leave several: the preposition leads, else the last, as English phrases do.
    leading = [token for token in tops if token.pos == "ADP"]
    head = leading[0] if leading else tops[-1]
    if head.dep in ("pobj", "pcomp") and head.head.pos == "ADP":
        return head.head
    return head


def is_future(head: Token) -> bool:
    """Whether what a phrase dates is to come, by the verb that governs it."""
    token = head
    while token.pos not in ("VERB", "AUX") and token.head is not token:
        if token.dep in ("poss", "compound", "nmod"):
            return False  # "Tuesday's attack" has been, whatever will be done about it
        token = token.head
    return token.pos in ("VERB", "AUX") and _to_come(token)


def _to_come(verb: Token) -> bool:
    auxiliaries = verb.having("aux", "auxpass")
    lowers = {child.lower for child in auxiliaries}
    if lowers & _HAVE:
        return False
    if lowers & _FUTURE_AUXILIARIES:
        return not would_not(verb)  # "on Monday he would not sign" has been
    if not auxiliaries and verb.dep == "conj" and not verb.having("nsubj", "nsubjpass"):
        return verb.head.pos in ("VERB", "AUX") and _to_come(verb.head)
    if verb.tag == "VB":  # without "to" an order, or "demanded that they leave"
        return "to" not in lowers or _planned(verb)
    return _arranged(verb) or (verb.tag in ("VBZ", "VBP") and verb.lemma in _TIMETABLE)


def _arranged(verb: Token) -> bool:
    """ "Is due on Monday", "is planned for May"; what was due has had its day."""
    if any(child.lower in _ARRANGED for child in verb.having("acomp", "xcomp")):
        return verb.tag != "VBD"
    auxiliaries = verb.having("aux", "auxpass")
    passive = verb.lower in _ARRANGED and verb.tag == "VBN" and bool(auxiliaries)
    return passive and not any(child.tag in _PAST_TAGS for child in auxiliaries)


def _planned(infinitive: Token) -> bool:
    """An infinitive under a word of planning; "was due to" has had its day."""
    above = infinitive.head
    if above.lower in _ARRANGED and (above.pos == "ADJ" or above.tag == "VBN"):
        been = above.head if above.pos == "ADJ" else above
        tags = [been.tag, *(child.tag for child in been.having("aux", "auxpass"))]
        return not any(tag == "VBD" for tag in tags)
    return above.lemma in _PLANNING or above.lower in _PLANNING


def plausible(sentence: Sentence, match: re.Match[str], first: int, stop: int) -> bool:
    """Whether the tags and the words around agree that tokens `first` to `stop` say when."""
    repeated = first > 0 and sentence.tokens[first - 1].lower in words.NO_ONE_DAY
    return not repeated and _fits(sentence, match, first, stop)


def _fits(sentence: Sentence, match: re.Match[str], first: int, stop: int) -> bool:
    """What has to be so differs by the kind of phrase, which its groups tell."""
    found = {name: text for name, text in match.groupdict().items() if text}
    tokens = sentence.tokens
    before = tokens[first - 1] if first else None
    if "weekday" in found:
        return _is_weekday(sentence, match, before, stop)
    if "month" in found and not _is_month(sentence, match, before, stop):
        return False
    if {
        "season",
        "unit",
        "decade",
        "bare_year",
    } & found.keys() and "ordinal" in match.re.groupindex:
        return _is_span(sentence, match, before, stop)
    if "unit_word" in found:
        return _is_length(match, before)
    if match.re is words.TODAY:
        # "USA Today" is a newspaper.
        token = tokens[first]
        return before is None or not token.text.istitle() or token.tag == "RB"
    return True


def _token_of(sentence: Sentence, match: re.Match[str], group: str) -> Token | None:
    offset = match.start(group) + sentence.start
    return next((token for token in sentence.tokens if token.start <= offset < token.end), None)


def _is_weekday(sentence: Sentence, match: re.Match[str], before: Token | None, stop: int) -> bool:
    token = _token_of(sentence, match, "weekday")
    if token is None or not token.text[0].isupper():
        return False
    if before is not None and before.lower in words.NAMING_A_WEEKDAY:
        return False
    following = sentence.tokens[stop] if stop < len(sentence.tokens) else None
    # "The Sunday Times": part of a name, unless a preposition says that it is a day.
    names = following is not None and following.pos == "PROPN" and token.dep == "compound"
    return not names or token.head.i < stop or (before is not None and before.pos == "ADP")


def _is_month(sentence: Sentence, match: re.Match[str], before: Token | None, stop: int) -> bool:
    token = _token_of(sentence, match, "month")
    found = match.groupdict()
    if found["month"].isdigit():
        return True
    if token is None or not token.text[0].isupper() or token.tag == "MD":
        return False
    if found.get("day"):
        return not _counts_something(sentence, match, before, stop)
    narrowed = any(found.get(name) for name in ("year", "rel", "part", "edge", "ordinal"))
    if narrowed:
        return True
    # "From March to May": the months vouch for one another.
    paired = before is not None and before.lower in ("to", "and", "until", "through")
    if paired and before is not None and before.i and _is_month_name(sentence, before.i - 1):
        return True
    allowed = words.MAY_PREPOSITIONS if token.lower == "may" else words.MONTH_PREPOSITIONS
    governed = before is not None and before.lower in allowed
    return governed and token.dep in ("pobj", "conj", "pcomp") and token.pos in ("PROPN", "NOUN")


def _is_month_name(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    return token.text[0].isupper() and token.lower.rstrip(".") in words.MONTHS


def _counts_something(
    sentence: Sentence, match: re.Match[str], before: Token | None, stop: int
) -> bool:
    """In "in May 10 people died" the figure belongs to the people."""
    last = sentence.tokens[stop - 1]
    if last.tag != "CD" or match["year"] or (before is not None and before.lower == "on"):
        return False
    return last.dep == "nummod" and last.head.i >= stop and last.head.pos == "NOUN"


def _is_span(sentence: Sentence, match: re.Match[str], before: Token | None, stop: int) -> bool:
    found = match.groupdict()
    following = sentence.tokens[stop].lower if stop < len(sentence.tokens) else ""
    governor = before.lower if before is not None else ""
    the = match.group().lower().startswith("the")
    narrowed = any(found[name] for name in ("part", "edge", "half", "ordinal"))
    if found["bare_year"]:
        counted = stop < len(sentence.tokens) and sentence.tokens[stop].tag == "NNS"
        opens = before is not None and before.i == 0  # "In 2014 troops …"
        return narrowed or (
            not the and governor in words.YEAR_PREPOSITIONS and (opens or not counted)
        )
    if found["decade"] or found["season_year"]:
        return True
    if following == "of":  # "the last week of the campaign", "the fall of Kabul"
        return False
    if found["season"]:
        lower = found["season"][0].islower()
        return lower and bool(narrowed or found["rel"] or governor in words.SEASON_PREPOSITIONS)
    if found["unit"].lower() == "weekend" and the:
        return True
    return bool(found["rel"] or (narrowed and re.search(r"\sthe\s", match.group(), re.I)))


def _is_length(match: re.Match[str], before: Token | None) -> bool:
    """Whether "the past week" is a length: "over the past week" is, "the next day" is not."""
    found = match.groupdict()
    if match.re is words.AGO or match.re is words.WITHIN or match.re is words.RECENT:
        return match.re is not words.RECENT or found["unit_word"].lower().endswith("s")
    if found["count"] or found["few"] or found["unit_word"].lower().endswith("s"):
        return True
    return before is not None and before.lower in words.SPAN_PREPOSITIONS
