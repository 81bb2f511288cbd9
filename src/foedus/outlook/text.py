"""A result as plain text: what moves first, then by what, then what it assumes."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper
from typing import Final

from foedus.outlook.shapes import ActorChance, Chain, CommitmentChance, FrontChance, WhatIf
from foedus.outlook.wording import event_in_words
from foedus.outlook.world import Move
from foedus.showing import shown

_WIDTH: Final = 96
_NAME: Final = 36
_LISTED: Final = 12  # rows of a list; JSON has all
_ENTRIES: Final = 4  # ids that a step shows


def as_text(found: WhatIf) -> str:
    """The result in lines of at most 96 characters, ids in brackets."""
    lines = [*_head(found), *_actors(found), *_fronts(found), *_commitments(found)]
    lines += [*_chains(found), *_by_hand(found), *_assumptions(found)]
    return "\n".join(map(shown, lines)) + "\n"


def _head(found: WhatIf) -> Iterator[str]:
    events = []
    for one in found.suppositions:
        sides = {side.id: side for side in (one.actor, one.recipient) if side is not None}
        target = one.recipient.id if one.recipient is not None else None
        events.append(event_in_words(Move(one.actor.id, one.event, target), sides))
    yield from _wrapped("What if: ", "; ".join(events) or "nothing is supposed")
    day = f"As of {found.as_of}. " if found.as_of is not None else "Of no day. "
    yield from _wrapped(
        "",
        f"{day}{found.runs:,} runs, at most {found.rounds} rounds, horizon {found.horizon} days,"
        f" seed {found.seed}. In round brackets what so many runs leave open; in square ones what"
        " the credibilities and rates do, which are not known exactly; both hold at 90 %.",
    )
    yield found.statement


def _actors(found: WhatIf) -> Iterator[str]:
    moved = [one for one in found.actors if one.probability != one.baseline]
    yield from _title("Who would use force", "with it", "", "without")
    if not moved:
        yield "  Nobody more or less than without."
    for one in moved[:_LISTED]:
        yield _row(one.name, _share(one), one.baseline)
    yield from _more(len(moved))


def _fronts(found: WhatIf) -> Iterator[str]:
    moved = [one for one in found.fronts if one.opens_or_rises != one.baseline or one.falls]
    yield from _title("Fronts that would open or rise", "with it", "", "without")
    if not moved:
        yield "  None more or less than without."
    for one in moved[:_LISTED]:
        name = " – ".join(side.name for side in one.sides)
        yield _row(name, _share(one), one.baseline)
        details = [f"now {one.level_name}"]
        details += ["on it is what is supposed"] if one.is_supposed else []
        details += [f"eases in {one.falls:.0%} of the runs"] if one.falls else []
        yield f"    {'; '.join(details)}"
    yield from _more(len(moved))


def _commitments(found: WhatIf) -> Iterator[str]:
    part = [one for one in found.commitments if one.met or one.influence]
    yield ""
    yield "Commitments that have a part"
    if not part:
        yield "  No commitment is met, and none holds anyone back."
    for one in part[:_LISTED]:
        yield from _wrapped("  ", f"{one.says} [{_ids(one.entries) or one.id}]", hanging=4)
        yield from _wrapped("    ", _of_commitment(one, found))
    yield from _more(len(part))


def _of_commitment(one: CommitmentChance, found: WhatIf) -> str:
    does = {
        "act": f"met in {one.met:.0%}, kept in {one.fired:.0%}",
        "release": f"set free in {one.met:.0%}, acts on it in {one.fired:.0%}",
        "stop": f"met in {one.met:.0%}, leaves off in {one.fired:.0%}",
        "restrain": f"met in {one.met:.0%}, holds back in {one.fired:.0%}",
        "none": "holds back",
    }[one.part]
    if one.influences is None:
        return f"{does}; left out, nothing changes"
    names = {actor.id: f"that {actor.name} uses force" for actor in found.actors}
    names |= {
        front.id: f"that {' – '.join(side.name for side in front.sides)} rises"
        for front in found.fronts
    }
    return f"{does}; {one.influence:+.1%} on the probability {names[one.influences]}"


def _chains(found: WhatIf) -> Iterator[str]:
    yield ""
    yield "The commonest chains (several may come in one run)"
    if not found.chains:
        yield "  None."
    for chain in found.chains:
        yield from _chain(chain)


def _chain(chain: Chain) -> Iterator[str]:
    for number, step in enumerate(chain.steps):
        lead = f"  {chain.probability:>6.1%}  " if number == 0 else " " * 10 + "→ "
        ids = f" [{_ids(step.entries)}]" if step.entries else ""
        alone = "; nothing follows" if len(chain.steps) == 1 else ""
        yield from _wrapped(lead, step.text + alone + ids, hanging=12)


def _by_hand(found: WhatIf) -> Iterator[str]:
    if found.scenario:
        yield ""
        yield "Set by hand"
    for one in found.scenario:
        yield from _wrapped("  ", f"{one.what}: {one.value} ({one.reason})", hanging=4)


def _assumptions(found: WhatIf) -> Iterator[str]:
    yield ""
    yield "What it assumes"
    for one in found.assumptions:
        yield from _wrapped("  - ", one, hanging=4)


def _title(name: str, *columns: str) -> Iterator[str]:
    yield ""
    yield f"{name:<{_NAME}}" + "".join(f"{column:>18}" for column in columns)


def _row(name: str, share: str, baseline: float) -> str:
    cut = name if len(name) <= _NAME - 4 else f"{name[: _NAME - 5]}…"
    return f"  {cut:<{_NAME - 2}}{share:>36}{baseline:>18.1%}"


def _share(one: ActorChance | FrontChance) -> str:
    value = one.probability if isinstance(one, ActorChance) else one.opens_or_rises
    runs = f"({100 * one.low:.1f}–{100 * one.high:.1f})"
    return f"{value:.1%} {runs:>13} {f'[{100 * one.range_low:.0f}–{100 * one.range_high:.0f}]':>10}"


def _more(count: int) -> Iterator[str]:
    if count > _LISTED:
        yield f"  and {count - _LISTED} more; --format json has all"


def _ids(entries: tuple[str, ...]) -> str:
    return ", ".join(entries[:_ENTRIES]) + (", …" if len(entries) > _ENTRIES else "")


def _wrapped(lead: str, text: str, hanging: int | None = None) -> list[str]:
    indent = " " * (len(lead) if hanging is None else hanging)
    return TextWrapper(_WIDTH, initial_indent=lead, subsequent_indent=indent).wrap(text) or [lead]
