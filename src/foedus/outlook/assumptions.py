"""What a result assumes for want of data, in sentences, so that a reader can object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.outlook.matching import holds_from_start, part_of
from foedus.outlook.options import Options
from foedus.outlook.playing import Outcome
from foedus.outlook.wording import name_of
from foedus.outlook.world import Rate, Rates, World

_NAMED = 5  # names that a sentence takes


def assumptions_of(world: World, outcome: Outcome, options: Options) -> Iterator[str]:
    """One sentence for each thing that was taken rather than known."""
    yield from world.notes
    yield from _credibilities(world, outcome)
    for kind, rates, what in (
        ("reply", world.replies, "replies to"),
        ("call", world.calls, "calls on"),
        ("answer", world.answers, "helps when called by"),
    ):
        yield from _rates(world, outcome, kind, rates, what)
    yield from _words(world, outcome, options)
    yield (
        "What goes on anyway is taken at the rate of the record's past, in the runs with and"
        " without the supposition alike, and meets no condition: what is told of has been told."
    )
    yield (
        "Rounds are steps of cause and effect, not days; who is not named in the record or in its"
        " alliances does nothing; deaths are not counted, so no front becomes a war here."
    )


def _credibilities(world: World, outcome: Outcome) -> Iterator[str]:
    playing = {
        promise.actor
        for promise in outcome.graph.promises
        if outcome.left_out.get(promise.id) is not None
    }
    by_prior = [one for one in sorted(playing) if world.credibility.of(one).basis == "prior"]
    if by_prior:
        yield (
            f"No kept or broken word of {_listed(by_prior, world)} is in the record: credibility"
            f" by the prior, {_means(world.credibility.of(one) for one in by_prior)}."
        )


def _rates(world: World, outcome: Outcome, kind: str, rates: Rates, what: str) -> Iterator[str]:
    draws = {link.draw for link in outcome.graph.links if link.kind == kind}
    by_prior = sorted(draw for draw in draws if rates.of(*draw[1:]).basis == "prior")
    if not by_prior:
        return
    pairs = [
        f"{name_of(str(who), world.sides)} {what} {name_of(str(whom), world.sides)}"
        for _, who, whom, *_ in by_prior
    ]
    pairs = list(dict.fromkeys(pairs))
    more = f" and {len(pairs) - _NAMED} more" if len(pairs) > _NAMED else ""
    means = _means(rates.of(*draw[1:]) for draw in by_prior)
    listed = "; ".join(pairs[:_NAMED]) + more
    yield f"The record has no case of: {listed}. Rate by the prior, {means}."


def _words(world: World, outcome: Outcome, options: Options) -> Iterator[str]:
    promises = world.promises
    unplayable = [
        one
        for one in promises
        if one.clause is not None and part_of(one) == "none" and not holds_from_start(one)
    ]
    if unplayable:
        count = len(unplayable)
        which = ", ".join(one.id for one in unplayable[:_NAMED])
        yield (
            f"{count} {'commitment hangs' if count == 1 else 'commitments hang'} on what no event"
            f" can show (no event coded, or one that is denied): never met ({which}"
            f"{', …' if count > _NAMED else ''})."
        )
    idle = _kept_idly(outcome)
    if idle:
        yield (
            f"Met and kept, but with no act that can be played, for want of a type or of someone"
            f" it is done to: {', '.join(idle[:_NAMED])}{', …' if len(idle) > _NAMED else ''}."
        )
    if any(part_of(one) == "release" and outcome.left_out.get(one.id) for one in promises):
        yield (
            "A word that its condition releases permits and does not promise: it is acted on with"
            f" {options.release:g} of its credibility and strength."
        )


def _kept_idly(outcome: Outcome) -> list[str]:
    """The commitments that are met, act or stop, and lead to no event."""
    graph = outcome.graph
    leading = {link.draw[1] for link in graph.links if link.kind == "word"}
    met = {graph.promises[promise].id: graph.promises[promise] for promise, _ in graph.met_by}
    return sorted(id for id, one in met.items() if id not in leading and part_of(one) != "restrain")


def _listed(ids: list[str], world: World) -> str:
    named = [name_of(one, world.sides) for one in ids[:_NAMED]]
    more = len(ids) - _NAMED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def _means(rates: Iterable[Rate]) -> str:
    found = sorted({round(rate.mean, 2) for rate in rates})
    return f"{found[0]:.2f}" if len(found) == 1 else f"{found[0]:.2f} to {found[-1]:.2f}"
