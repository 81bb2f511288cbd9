"""What all charts share: colours, fonts, and how they become files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from foedus.errors import UsageError

if TYPE_CHECKING:
    import altair as alt

WIDTH: Final = 640  # pixels
# Told apart by those who see no red or green too (Okabe and Ito 2008); what they mean is always
# said by shape or dashes as well.
COLOURS: Final[Mapping[str, str]] = {
    "positive": "#0072b2", "negative": "#d55e00", "open": "#767676",
    "granted": "#0072b2", "partial": "#56b4e9", "conditional": "#b8860b", "refused": "#d55e00",
    "unanswered": "#767676",
}  # fmt: skip
DASHES: Final[Mapping[str, list[int]]] = {"positive": [1, 0], "negative": [6, 3], "open": [1, 3]}
INK: Final = "#3c3c3c"
_KINDS: Final = (".svg", ".png", ".json")


def styled(chart: Any) -> Any:
    """The chart in our type and colours, without a frame."""
    return (
        chart.configure_view(stroke=None)
        .configure_axis(
            labelFont="sans-serif", titleFont="sans-serif", titleFontWeight="normal",
            labelColor=INK, titleColor=INK, gridColor="#e4e4e4", domainColor="#b0b0b0",
            tickColor="#b0b0b0", labelLimit=260,
        )
        .configure_legend(labelFont="sans-serif", titleFont="sans-serif", labelColor=INK,
                          titleColor=INK, titleFontWeight="normal", labelLimit=220)
        .configure_title(font="sans-serif", fontWeight="normal", anchor="start", color=INK)
    )  # fmt: skip


def svg(chart: alt.TopLevelMixin) -> str:
    """A chart as SVG, drawn here."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart.to_json()))


def save(chart: alt.TopLevelMixin, file: Path) -> None:
    """Write a chart as SVG, PNG or Vega-Lite JSON, as the name of the file says.

    Raises:
        UsageError: another kind of file.
    """
    if file.suffix.lower() not in _KINDS:
        raise UsageError(f"{file}: a chart is written as {', '.join(_KINDS)}; name such a file")
    chart.save(str(file))
