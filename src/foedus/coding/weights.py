"""The trained arrays that come with foedus, read from the package."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from foedus.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def trained(name: str) -> dict[str, NDArray[np.generic]]:
    """The arrays of a file beside this module.

    Raises:
        ModelError: it is missing, or no file of arrays.
    """
    import numpy as np

    place = files("foedus.coding").joinpath(name)
    try:
        with place.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            return dict(arrays)
    except (OSError, ValueError) as error:
        raise ModelError(f"{name}: cannot be read ({error}); run: make model") from error
