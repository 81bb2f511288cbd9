"""CAMEO's compound codes of actors, split into country, organisation and sector."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foedus.catalogue.tables import CAMEO_CODES, OTHER_COLUMNS, scan_rows
from foedus.errors import CatalogueError

NOBODY = "---"
# Of several sectors in a code the first of the first of these kinds counts: in MUSREB the REB.
SECTOR_KINDS = ("primary", "secondary", "creed")
KINDS = ("country", "region", "organisation", *SECTOR_KINDS)


@dataclass(frozen=True, slots=True)
class Split:
    """What a code says. All None: nobody, which is what `---` stands for.

    `country` is an ISO 3166 alpha-3 code, `organisation` the code that the catalogue has for it,
    `sector` one of PLOVER's, `region` a name.
    """

    country: str | None = None
    organisation: str | None = None
    sector: str | None = None
    region: str | None = None

    @property
    def is_nobody(self) -> bool:
        return not (self.country or self.organisation or self.sector or self.region)

    @property
    def code(self) -> str:
        """The code of an actor in the catalogue; empty where there is none."""
        return self.country or self.organisation or ""


@cache
def _meanings() -> Mapping[tuple[str, str], str]:
    """(kind, three letters) -> value, as the data file has them."""
    text = files("foedus.catalogue").joinpath(CAMEO_CODES).read_text(encoding="utf-8")
    found: dict[tuple[str, str], str] = {}
    for one in scan_rows(text, CAMEO_CODES, {CAMEO_CODES: OTHER_COLUMNS[CAMEO_CODES]}):
        if isinstance(one, CatalogueError):
            raise one
        cells = one[1].cells
        found[cells["kind"], cells["code"]] = cells["value"]
    return found


def split_code(code: str, countries: Collection[str]) -> Split:
    """What a code like USAGOV, PSEREBHMS or IGOEUREEC says.

    Args:
        code: three letters or digits each for a country, a sector, an organisation and so on; the
            first three must be known, others (groups, peoples, churches) may be strange.
        countries: the alpha-3 codes that are countries.

    Raises:
        ValueError: says what is wrong with the code.
    """
    if code == NOBODY:
        return Split()
    if len(code) % 3:
        raise ValueError(f"code {code!r} is not made of parts of three letters")
    parts = [code[i : i + 3] for i in range(0, len(code), 3)]
    meanings = _meanings()
    if parts[0] not in countries and not any((kind, parts[0]) in meanings for kind in KINDS):
        raise ValueError(
            f"code {code!r} begins with {parts[0]}, which is no country, region, organisation or"
            " sector"
        )
    sector = _sector(parts, countries)
    organisation = _first("organisation", parts) if sector == "IGO" else None
    return Split(
        None if organisation else _country(parts, countries),
        organisation,
        sector,
        _first("region", parts),
    )


def sector_of(code: str) -> str | None:
    """The sector of a role's code, in which a tilde stands for the country; None if unknown."""
    bare = code.replace("~", "")
    return _sector([bare[i : i + 3] for i in range(0, len(bare), 3)], ())


def _first(kind: str, parts: list[str]) -> str | None:
    meanings = _meanings()
    return next((meanings[kind, part] for part in parts if (kind, part) in meanings), None)


def _sector(parts: list[str], countries: Collection[str]) -> str | None:
    # SUN is the Soviet Union where a code begins with it, and else a creed.
    after = parts[1:] if parts[0] in countries else parts
    found = (_first(kind, after) for kind in SECTOR_KINDS)
    return next((sector for sector in found if sector is not None), None)


def _country(parts: list[str], countries: Collection[str]) -> str | None:
    meanings = _meanings()
    for number, part in enumerate(parts):
        if number and ("creed", part) in meanings:
            continue
        if ("country", part) in meanings:
            return meanings["country", part]
        if part in countries:
            return part
    return None
