"""Mends the parse of requests: "made a request to Angola", "the time had come for Seoul to stop".

What is asked for and who is asked stand apart from the word of asking, and the parser hangs them
on a neighbour or takes a name for a verb.
"""

from __future__ import annotations

from foedus.coding.asked_for import LETTERS
from foedus.coding.clauses import WRITTEN
from foedus.coding.patterns import Patterns
from foedus.coding.phrases import is_infinitive, is_verb, lookup
from foedus.coding.speakers import hang
from foedus.reading.sentence import Sentence, Token

# After these a clause with "that" is a subjunctive, also where its verb looks like a past tense.
_DEMANDING = frozenset({"demand", "insist", "request", "urge", "ask", "recommend", "propose"})
_OCCASIONS = frozenset({
    "visit", "meeting", "summit", "trip", "interview", "conference", "occasion", "platform",
    "conversation", "broadcast", "sermon", "statement", "ceremony", "anniversary", "session",
})  # fmt: skip
_SAME = frozenset({"let", "put", "cut", "set", "quit", "shut", "hit", "rid", "shed", "cast"})
_SPANS = frozenset({"minute", "hour", "day", "week", "fortnight", "month", "year"})
_CLOSING = frozenset({",", '"', "”", "''", "’", "!"})
_MISREAD = ("VBD", "VBP", "NN", "NNP", "JJ")
_RIPE = frozenset({"come", "be", "arrive"})


def mend_requests(sentence: Sentence, patterns: Patterns) -> None:
    """Hang on each word of asking what it asks for and of whom; in place."""
    for token in sentence.tokens:
        if token.tag == "TO" and token.dep == "aux" and token.head.tag in ("NNP", "NNPS"):
            _mend_to_name(token)
        elif token.dep in ("ccomp", "acl") and token.tag in _MISREAD and token.having("mark"):
            _mend_subjunctive(token)
        elif token.lower == "time" and token.dep in ("nsubj", "attr"):
            _mend_time_come(token)
        elif token.dep == "acl" and token.tag in ("VBD", "VBN"):
            _mend_apposed_subject(token, patterns)
        elif token.dep == "ROOT" and is_verb(token) and not token.having("nsubj", "nsubjpass"):
            _mend_named_place(token)
        elif token.lower in ("bid", "bids", "bade"):
            _mend_bidden(token)
        elif token.dep in ("advcl", "xcomp") and token.head.dep == "acl" and is_infinitive(token):
            _mend_what_they_are_asked(token, patterns)
        elif token.dep == "dobj" and _asks(token, patterns):
            _mend_what_the_plea_is_for(token)
        elif token.lower == "by" and token.dep == "prep":
            _mend_whom_after_by(token, patterns)
        else:
            _mend_beside(token, patterns)


def _mend_beside(token: Token, patterns: Patterns) -> None:
    """Hang letters, orders, times and occasions on the word that they belong to."""
    if token.dep == "advcl" and token.tag == "VBG":
        _mend_letter(token)
    elif token.dep in ("advcl", "xcomp") and token.tag == "VB":
        _mend_order(token, patterns)
    elif token.dep == "npadvmod" and token.lemma in _SPANS:
        _mend_time_given(token)
    elif token.dep == "acl" and is_infinitive(token) and _is_used(token.head):
        hang(token, token.head.head, "xcomp")  # "used a call to Rome to ask for help"


def _mend_to_name(to: Token) -> None:
    """ "made a request to Angola for troops": a name is nothing that is to be done."""
    name = to.head
    above = name.head
    if name.having("nsubj", "dobj", "aux") != [to] or above is name or to.i > name.i:
        return
    to.tag, to.pos = "IN", "ADP"
    hang(to, above, "prep")
    later = [child for child in name.having("prep") if child.i > name.i]
    hang(name, to, "pobj")
    for child in later:
        hang(child, above, "prep")


def _mend_subjunctive(verb: Token) -> None:
    """ "insisted that China let him go", "that it tow them": it is asked to, and has not."""
    that = [mark for mark in verb.having("mark") if mark.lower == "that"]
    bare = verb.lower == verb.lemma or verb.lower in _SAME
    subjects = verb.having("nsubj", "nsubjpass")
    if verb.head.lemma in _DEMANDING and that and bare and subjects and not verb.having("aux"):
        verb.tag, verb.pos, verb.lemma = "VB", "VERB", verb.lower


def _mend_time_come(time: Token) -> None:
    """ "the time had come, it said, for Seoul to stop": what it is time for."""
    if time.head.lemma not in _RIPE:
        return
    near = [time.head, *time.head.children, time.head.head, *time.head.head.having("nsubj")]
    loose = ("advcl", "xcomp", "ccomp", "relcl", "acl")
    for verb in [clause for word in near for clause in word.having(*loose)]:
        marks = verb.having("mark")
        if is_infinitive(verb) and marks and marks[0].lower == "for" and marks[0].i > time.i:
            hang(verb, time, "acl")


def _mend_apposed_subject(verb: Token, patterns: Patterns) -> None:
    """ "Jane Doe, the vice-president, called on Mali to": past tense, and the name its subject."""
    name = verb.head
    if name.dep == "appos" and name.head.dep == "ROOT":
        name = name.head
    commas = sorted((t for t in name.subtree() if t.text == "," and t.i < verb.i), key=_place)
    if name.dep != "ROOT" or not name.tag.startswith("NN") or name.having("nsubj"):
        return
    first = min(word.i for word in (verb, *verb.having("advmod", "neg")))
    if verb.having("nsubj", "auxpass", "agent") or len(commas) < 2 or commas[-1].i != first - 1:
        return
    asks = any(pattern.event == "REQUEST" for _, pattern in patterns.verbs.get(verb.lemma, ()))
    denies = verb.lemma in patterns.denial["rejecting"] or verb.lemma == "deny"
    if verb.tag == "VBN" and not (asks or denies):
        return
    verb.tag = "VBD"
    hang(verb, verb, "ROOT")
    hang(name, verb, "nsubj")


def _mend_named_place(verb: Token) -> None:
    """ "From a bunker in Beirut, Jane Doe called": she is no name of the town."""
    before = [token for child in verb.children if child.i < verb.i for token in child.subtree()]
    listed = [t for t in before if t.dep == "conj" and not t.head.having("cc")]
    beside = [t for t in before if t.dep == "appos"] + listed
    for name in [token for token in beside if token.head.dep == "pobj"]:
        whole = [token.i for token in name.subtree()]
        marks = [*verb.having("punct"), *name.head.having("punct")]
        whole += [mark.i for mark in marks if mark.i == verb.i - 1]
        comma = any(c.text == "," and c.i == min(whole) - 1 for c in name.head.children)
        if max(whole) == verb.i - 1 and comma and name.pos in ("PROPN", "NOUN"):
            hang(name, verb, "nsubj")
            return


def _asks(word: Token, patterns: Patterns) -> bool:
    """Whether a verb or a noun may ask for something."""
    rules = (patterns.verbs if is_verb(word) else patterns.nouns).get(word.lemma, ())
    return any(pattern.complement == "asks" for _, pattern in rules)


def _mend_what_the_plea_is_for(plea: Token) -> None:
    """ "received a plea from Mali to let them in": what is asked for, and no aim of receiving."""
    for clause in plea.head.having("advcl", "xcomp"):
        first = min(token.i for token in clause.subtree())
        if is_infinitive(clause) and max(token.i for token in plea.subtree()) == first - 1:
            hang(clause, plea, "acl")


def _mend_what_they_are_asked(order: Token, patterns: Patterns) -> None:
    """ "called on the rebels besieging it to leave": they are asked to leave it."""
    noun = order.head.head
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    if order.head.tag == "VBG" and noun.tag == "NNS" and is_verb(verb) and _asks(verb, patterns):
        hang(order, verb, "xcomp")


def _is_used(noun: Token) -> bool:
    """ "used a speech to": what one may say something in, and nobody who is made to do it."""
    return noun.dep == "dobj" and noun.head.lemma == "use" and noun.lemma in LETTERS | _OCCASIONS


def _mend_letter(verb: Token) -> None:
    """ "handed Mali a note asking for help": it is the note that asks."""
    for noun in verb.head.having("dobj"):
        first = min(token.i for token in verb.subtree())
        if noun.lemma in WRITTEN and max(token.i for token in noun.subtree()) == first - 1:
            hang(verb, noun, "acl")
            return


def _mend_order(order: Token, patterns: Patterns) -> None:
    """ "Send us planes," Kyiv begged NATO: an order is what is said."""
    verb = order.head
    said = lookup(verb, patterns.saying) is not None or _asks(verb, patterns)
    plain = not order.having("mark", "aux", "nsubj", "advmod")
    apart = any(order.i < mark.i < verb.i and mark.text in _CLOSING for mark in verb.children)
    if said and plain and apart and not verb.having("ccomp"):
        hang(order, verb, "ccomp")


def _mend_time_given(span: Token) -> None:
    """ "gave Mali ten days to leave": time that is given, and no time at which."""
    verb = span.head
    ends = [c for c in span.having("relcl", "acl") if is_infinitive(c)]
    if verb.lemma == "give" and verb.having("dative", "dobj") and ends and span.i > verb.i:
        for whom in verb.having("dobj"):
            whom.dep = "dative"
        span.dep = "dobj"


def _mend_bidden(bid: Token) -> None:
    """ "bids Mali admit them": what Mali is bidden to do, and no offer that somebody makes."""
    clauses = [c for c in bid.having("ccomp") if is_verb(c) and c.i > bid.i]
    if not clauses or clauses[0].having("mark", "aux") or clauses[0].tag not in ("VB", "VBP"):
        return
    if bid.tag == "NNS" and bid.having("nsubj"):
        bid.tag, bid.pos = "VBZ", "VERB"
    bid.lemma = "tell"  # and no bid for something
    for named in bid.having("dobj"):
        hang(named, clauses[0], "nsubj")
    clauses[0].tag = "VB"


def _mend_whom_after_by(by: Token, patterns: Patterns) -> None:
    """ "the release by Moscow of a reporter": the reporter is released."""
    deed = by.head
    if is_verb(deed) or not any(
        deed.lemma in pattern.nouns_of for _, pattern in patterns.nouns.get(deed.lemma, ())
    ):
        return
    for name in by.having("pobj"):
        for of in name.having("prep"):
            bare = not name.having("compound", "appos", "det") and of.i == name.i + 1
            if of.lower == "of" and bare and not any(c.lower == "of" for c in deed.having("prep")):
                hang(of, deed, "prep")


def _place(token: Token) -> int:
    return token.i
