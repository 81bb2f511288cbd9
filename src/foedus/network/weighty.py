"""The words of a promise that say what is to be done, to be found in the sentences of deeds."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from foedus.network.words import Word
from foedus.record.signatures import STEM, signature

Signatures = NDArray[np.uint64]
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
# The first six letters of small words, of those of promising and of time, and of those for a whole
# type of deed ("send", "talks"), which the type has compared already.
_SLIGHT: Final = frozenset({
    "about", "above", "accord", "across", "action", "after", "again", "agains", "agree",
    "agreed", "agreei", "agreem", "allow", "along", "also", "always", "among", "announ",
    "anothe", "anyone", "april", "armed", "army", "around", "assist", "attack", "august", "back",
    "becaus", "been", "before", "begin", "being", "below", "best", "better", "betwee", "beyond",
    "both", "bring", "carrie", "carry", "come", "conduc", "confer", "consid", "consul", "contin",
    "cooper", "could", "countr", "daily", "days", "deal", "decemb", "decide", "decisi", "delive",
    "deploy", "discus", "dispat", "does", "donate", "done", "down", "during", "each", "early",
    "effort", "either", "else", "even", "evenin", "every", "februa", "first", "follow", "force",
    "forces", "forwar", "friday", "from", "full", "furthe", "give", "given", "goes", "going",
    "good", "govern", "grant", "great", "half", "have", "held", "help", "here", "high", "hold",
    "host", "hour", "hours", "howeve", "immedi", "intend", "into", "issue", "issues", "januar",
    "join", "july", "june", "just", "keep", "kept", "know", "large", "last", "late", "later",
    "launch", "leader", "least", "lend", "less", "like", "long", "made", "make", "many", "march",
    "meanti", "measur", "meet", "meetin", "meets", "might", "milita", "minist", "minute",
    "monday", "month", "monthl", "months", "more", "mornin", "most", "move", "much", "must",
    "nation", "near", "need", "negoti", "never", "next", "night", "none", "nothin", "novemb",
    "number", "octobe", "offer", "offere", "offici", "often", "once", "only", "open", "other",
    "others", "otherw", "over", "part", "past", "people", "perhap", "place", "plan", "planne",
    "planni", "plans", "pledge", "point", "possib", "prepar", "presid", "promis", "provid",
    "quick", "rather", "ready", "refuse", "respon", "said", "same", "saturd", "saying", "says",
    "second", "seek", "send", "sendin", "sends", "sent", "septem", "serie", "severa", "shall",
    "should", "since", "small", "soldie", "some", "soon", "stage", "start", "state", "states",
    "still", "strike", "struck", "such", "sunday", "suppli", "supply", "suppor", "take", "taken",
    "talks", "than", "that", "their", "them", "themse", "then", "there", "these", "they",
    "thing", "think", "this", "those", "though", "threat", "throug", "thursd", "time", "today",
    "togeth", "tomorr", "toward", "treaty", "troops", "tuesda", "under", "until", "upon", "used",
    "using", "variou", "very", "visit", "visits", "vowed", "want", "wednes", "week", "weekly",
    "weeks", "well", "were", "what", "when", "where", "whethe", "which", "while", "whole",
    "will", "within", "withou", "work", "would", "year", "years", "yester", "your",
})  # fmt: skip


def weighty(text: str) -> str:
    """The words of weight in what is promised, with blanks between.

    >>> weighty("will send 40 civilian monitors to the border for two months")
    'civilian monitors border'
    """
    return " ".join(w for w in _WORD.findall(text.casefold()) if w[:STEM] not in _SLIGHT)


def signature_of(word: Word) -> Signatures:
    """What is promised as bits; names say nothing of the deed and are left out."""
    said = word.said
    named = (said.actor, *said.act.recipients, *said.act.beneficiaries)
    names = " ".join([word.actor.name, *(f"{one.name} {one.text}" for one in named)])
    return np.array(signature(weighty(said.act.text), names), dtype=np.uint64)


def quoted(word: Word) -> Signatures:
    """The words that a promise rests on as bits, without the name of who gives it."""
    said = word.said
    names = f"{word.actor.name} {said.actor.name} {said.actor.text}"
    return np.array(signature(said.evidence.quote, names), dtype=np.uint64)


def bits(signatures: Signatures) -> NDArray[np.int64]:
    """How many bits each row has."""
    counted: NDArray[np.int64] = np.bitwise_count(signatures).sum(axis=1, dtype=np.int64)
    return counted
