"""What a commitment binds its actor to: which deeds keep it, which break it, what ends its time.

Types of deed are PLOVER's, as the coder gives them. Where it gives none, the words of the promise
are read for the few that promises and conditions in war are mostly about: a truce, an attack, a
withdrawal, a release, a dispatch of troops, aid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from foedus.model import Condition
from foedus.network.words import Word

Kind = Literal["offence", "defence", "neutrality", "nonaggression", "any"]
Acts = tuple[tuple[str, str | None], ...]  # (type, mode), the mode None for any
FIGHTING: Final = "ASSAULT"
TRUCE: Final = "ceasefire"
_FORCE: Final = frozenset({FIGHTING, "MOBILIZE"})
_HELP: Final = frozenset({"AID", "SUPPORT", "COOPERATE", "AGREE"})

_ATTACK: Final = re.compile(
    r"\b(attack\w*|strik\w+|bomb\w*|shell\w*|invad\w+|fir(e|es|ed|ing) (at|on)|retaliat\w+"
    r"|use (of )?force|fight\w*|war)\b"
)
# Words -> (type, mode) where the coder gives no type; the first that fits.
_MEANT: Final = (
    (re.compile(r"\b(truce|ceasefire|cease-fire|pause|lull|hold\w* fire)\b"), "RETREAT", TRUCE),
    (re.compile(r"\b(withdr\w+|pull\w*\b.*\b(out|back))\b"), "RETREAT", "withdraw"),
    (re.compile(r"\b(free[sd]?|releas\w+|hand\w* over)\b"), "RETREAT", "release"),
    (_ATTACK, FIGHTING, None),
    (re.compile(r"\b(send|sends|sent|deploy\w*|dispatch\w*|station\w*)\b"), "MOBILIZE", None),
    (re.compile(r"\b(aid|suppl(y|ies)|deliver\w*|donat\w*|provid\w*)\b"), "AID", None),
)  # fmt: skip
_MODES: Final = {
    "release": re.compile(r"\b(free[sd]?|releas\w+|let go|hand\w* over)\b"),
    TRUCE: re.compile(r"\b(truce|ceasefire|cease-fire|pause|stop\w*|halt\w*|ceas\w+|lull"
                      r"|hold\w* fire|bombardment|attacks)\b"),
    "resign": re.compile(r"\b(resign\w*|step\w* down|(leave|quit)\w* (the )?"
                         r"(office|post|admin\w+))\b"),
    "withdraw": re.compile(r"\b(withdr\w+|pull\w*\b.*\b(out|back)|leav\w+|give \w+ back)\b"),
}  # fmt: skip
# "will observe the truce", "will stay out of the fighting": who keeps to it does not attack.
_KEEPS_PEACE: Final = re.compile(
    r"\b(observe|respect|honou?r|abide by|uphold|keep to)\b.*\b(it|truce|ceasefire|cease-fire|pause"
    r"|calm|agreement|deal)\b|\b(stay|keep|remain) (out|neutral|aside)\b"
    r"|\bhold (its |their )?fire\b"
)
_ASIDE: Final = re.compile(r"[,;(–]|\b(?:where|who|which|that)\b")
_FEW: Final = 5
_ENTERS: Final = re.compile(r"\b(enter|join)\w*\b.*\b(war|fighting|fight|battle|conflict)\b")
_NEGATED: Final = re.compile(r"\b(not|no|never|without|fails? to|refuses? to|\w+n['’]t)\b")
# Deeds by which an act is done, beside those of its own type.
_DOES: Final = {
    "SUPPORT": ("SUPPORT", "AID", "COOPERATE"),
    "COOPERATE": ("COOPERATE", "AID"),
    "MOBILIZE": ("MOBILIZE", FIGHTING),
    "SANCTION": ("SANCTION", "COERCE"),
    "COERCE": ("COERCE", "SANCTION"),
    "CONCEDE": ("CONCEDE", "RETREAT"),
}
# Acts that are told apart by their type: of the others two sides do many, each for another end.
TELLING: Final = frozenset({FIGHTING, "MOBILIZE", "RETREAT", "SANCTION", "COERCE", "CONCEDE"})
# Acts that may be told apart by their words: what is given, agreed or talked of.
GIVING: Final = frozenset({"AID", "SUPPORT", "COOPERATE", "CONSULT", "AGREE"})
# Deeds that are the contrary of an act: (type, mode), the mode None for any.
_UNDOES: Final[dict[str, Acts]] = {
    "AID": (("SANCTION", "discontinue"), ("REJECT", "assist")),
    "SUPPORT": (("SANCTION", "discontinue"), ("REJECT", "assist"), (FIGHTING, None)),
    "COOPERATE": (("SANCTION", "discontinue"), ("REJECT", "assist")),
    "CONSULT": (("REJECT", "meet"),),
}
# What ends a state of things that a promise lasts as long as: (type, mode).
_ENDS: Final[dict[str, Acts]] = {
    "RETREAT": ((FIGHTING, None),),
    FIGHTING: (("RETREAT", TRUCE), ("RETREAT", "withdraw")),
    "AID": (("SANCTION", None),),
    "SUPPORT": (("SANCTION", None),),
    "SANCTION": (("CONCEDE", None), ("RETREAT", None)),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a promise comes to: the deeds (type and mode) that do it, and those that undo it.

    `is_restraint`: it is kept by doing nothing, and `undo` is what it forbids. `type` is how its
    time is bounded: "if" starts it, "unless" and "until" end it, "as-long-as" ends with a state
    of things; None where nothing bounds it. `met` are the deeds that the condition names, and
    `ended` those that end what it names; with `is_war` one blow is not enough to meet it. With
    `keeps_peace` it is a truce or the like that is to be observed.
    """

    is_restraint: bool
    do: Acts
    undo: Acts
    type: str | None
    met: Acts
    ended: Acts
    is_war: bool = False
    keeps_peace: bool = False


def terms_of(word: Word) -> Terms:
    """How a commitment is read."""
    said = word.said
    text = said.act.text.casefold()
    restrains = said.polarity == "will-not"
    keeps_peace = not restrains and bool(_KEEPS_PEACE.search(text))
    if keeps_peace:
        act: Acts = ((FIGHTING, None),)
        restrains = True
    else:
        act = _acts(said.act.event, text if said.act.event is not None else _first_words(text))
    type_, met, ended = _bounds(said.condition)
    is_war = said.condition is not None and bool(_ENTERS.search(said.condition.text.casefold()))
    if restrains:
        return Terms(True, (), act, type_, met, ended, is_war, keeps_peace)
    undo = tuple(one for type_of, _ in act[:1] for one in _UNDOES.get(type_of, ()))
    return Terms(False, act, undo, type_, met, ended, is_war)


def _first_words(text: str) -> str:
    """The words of an act that say what is done; those further on tell of other things."""
    return " ".join(_ASIDE.split(text)[0].split()[:_FEW])


def _acts(event: str | None, text: str) -> Acts:
    """The deeds that an act or a condition of this type and in these words names."""
    if event is None:
        for pattern, type_, mode in _MEANT:
            if pattern.search(text):
                return ((type_, mode),)
        return ()
    if event == "RETREAT":
        modes = [mode for mode, words in _MODES.items() if words.search(text)]
        return (("RETREAT", modes[0] if modes else None),)
    return tuple((one, None) for one in _DOES.get(event, (event,)))


def _bounds(condition: Condition | None) -> tuple[str | None, Acts, Acts]:
    """How a condition bounds a promise: its type, what meets it, what ends it."""
    if condition is None:
        return None, (), ()
    text = condition.text.casefold()
    met = _acts(condition.event, text)
    type_: str = condition.type
    if _NEGATED.search(text) and type_ in ("if", "as-long-as"):
        # "if they are not freed", "as long as it is not attacked": that they are ends it.
        return "unless", met, ()
    ended = tuple(one for event, _ in met[:1] for one in _ENDS.get(event, ()))
    return type_, met, ended


def kind_of(word: Word) -> Kind:
    """Which of the obligations of treaties in war a commitment is nearest to.

    Neutrality: not to enter a war that others fight. Nonaggression: not to attack the one it is
    given to. Defence: to fight or help if someone is attacked. Offence: to fight with or for
    someone, or against someone, attacked or not. All else is any.
    """
    terms = terms_of(word)
    if terms.is_restraint:
        if not {event for event, _ in terms.undo} & _FORCE:
            return "any"
        return "nonaggression" if word.towards else "neutrality"
    acts = {event for event, _ in terms.do}
    if terms.type == "if" and (FIGHTING, None) in terms.met and acts & (_FORCE | _HELP):
        return "defence"
    return "offence" if acts & _FORCE else "any"
