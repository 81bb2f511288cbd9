"""Records -> Altair charts, and charts -> files. Nothing here needs a network or a browser."""

from foedus.charts.calls import calls_height, calls_ledger, calls_of, calls_rows
from foedus.charts.drawing import save, svg
from foedus.charts.fronts import levels
from foedus.charts.reliability import reliability
from foedus.charts.signed_network import network_of, network_rows, signed_network
from foedus.charts.strain import strain_height, strain_of, strain_profile, strain_rows
from foedus.charts.what_if import what_if

__all__ = [
    "calls_height",
    "calls_ledger",
    "calls_of",
    "calls_rows",
    "levels",
    "network_of",
    "network_rows",
    "reliability",
    "save",
    "signed_network",
    "strain_height",
    "strain_of",
    "strain_profile",
    "strain_rows",
    "svg",
    "what_if",
]
