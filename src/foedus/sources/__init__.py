"""Files of each kind -> reports, their text kept verbatim."""

from foedus.sources.files import count_sources, read_sources
from foedus.sources.headers import HeaderBlock, header_lines
from foedus.sources.limits import Limits

__all__ = ["HeaderBlock", "Limits", "count_sources", "header_lines", "read_sources"]
