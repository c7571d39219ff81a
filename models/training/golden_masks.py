"""Writes the evaluation's masks for tests in other languages: python -m training.golden_masks FILE

A list of {kind, seed, size, missing (the share, random masks only), measured}: `measured` contains the pixels row
after row, 1 where measured, eight per byte, the first in the highest bit, as hexadecimal digits.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor

from .tasks import random_mask, strokes_mask

SIZE = 128
SEEDS = (0, 1, 23, 2**32 + 7)
MISSING = 0.7


def _packed(mask: Tensor) -> str:
    return np.packbits(mask.numpy().astype(bool).flatten()).tobytes().hex()


def golden_masks() -> list[dict[str, Any]]:
    """The cases; the last seed has a high word."""
    return [
        {"kind": kind, "seed": seed, "size": SIZE} | extra | {"measured": _packed(mask(seed))}
        for kind, extra, mask in (
            ("strokes", {}, lambda seed: strokes_mask(seed, SIZE)),
            ("random", {"missing": MISSING}, lambda seed: random_mask(seed, SIZE, MISSING)),
        )
        for seed in SEEDS
    ]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(golden_masks()) + "\n", encoding="utf-8")
