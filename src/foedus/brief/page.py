"""A brief as one page of HTML that needs nothing but itself: no network, no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.brief.outline import Section
from foedus.brief.shapes import Brief
from foedus.brief.writing import Citations, place
from foedus.charts import calls_ledger, levels, signed_network, strain_profile, svg
from foedus.network.fronts import histories
from foedus.network.ledger import Ledger
from foedus.network.ties import ties
from foedus.showing import shown

_PROFILES = 3  # alliances whose strain is drawn
_HISTORIES = 8  # fronts whose level is drawn


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart under the section it belongs to; `label` says in words what it shows."""

    section: str
    label: str
    svg: str


def as_html(brief: Brief, sections: Sequence[Section], cited: Citations, ledger: Ledger) -> str:
    """The page. All words of reports are escaped by the template."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("foedus.brief", "."), autoescape=True, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["shown"] = shown
    environment.globals["place"] = place
    return environment.get_template("page.html").render(
        brief=brief, sections=sections, cited=cited, figures=list(_figures(brief, ledger))
    )


def _figures(brief: Brief, ledger: Ledger) -> Iterator[Figure]:
    if ledger.as_of is None:
        return
    found = ties(ledger.deeds, ledger.as_of)
    if len(found):
        chart = signed_network(found.records())
        yield Figure("situation", "Ties between sides: whole lines positive, dashed negative, "
                     "dotted open", svg(chart))  # fmt: skip
    for alliance in brief.alliances[:_PROFILES]:
        label = f"Strain of {alliance.name}, by component, with 90 % intervals"
        yield Figure("alliances", label, svg(strain_profile(alliance.strain)))
    drawn = histories(ledger, brief.fronts[:_HISTORIES])
    if drawn:
        yield Figure("fronts", "Level of each front over time", svg(levels(drawn, ledger.as_of)))
    dated = [call for call in brief.calls if call.date is not None]
    if dated:
        yield Figure(
            "calls", "Calls for help and their answers", svg(calls_ledger(dated, ledger.as_of))
        )
