"""Records -> Altair charts, and charts -> files. Nothing here needs a network or a browser."""

from foedus.charts.calls import calls_ledger
from foedus.charts.drawing import save, svg
from foedus.charts.fronts import levels
from foedus.charts.reliability import reliability
from foedus.charts.signed_network import network_of, network_rows, signed_network
from foedus.charts.strain import strain_profile
from foedus.charts.what_if import what_if

__all__ = [
    "calls_ledger",
    "levels",
    "network_of",
    "network_rows",
    "reliability",
    "save",
    "signed_network",
    "strain_profile",
    "svg",
    "what_if",
]
