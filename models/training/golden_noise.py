"""Writes numbers of the renewed noise for tests in other languages: python -m training.golden_noise FILE

A list of {seed, stream, sample, step, left, top, width, height, channels, values}: standard normals in planar order.
"""

import json
import sys
from pathlib import Path
from typing import Any

from .philox import RENEWED, SAMPLER, normals

KEYS = ((0, 0, 0), (0, 0, 1), (0, 1, 0), (7, 3, 6), (2**32 + 5, 2**20, 999), (1, 2**24 - 1, 2**24 - 1))
"""Seed, sample and step; the fifth has a high word and the sample of a smaller copy, the last the largest numbers."""


def golden_noise() -> list[dict[str, Any]]:
    """The cases: the renewed noise of a few keys, and the sampler's start of one."""
    draws = [(RENEWED, *key) for key in KEYS] + [(SAMPLER, 7, 3, 0)]
    return [
        {"seed": seed, "stream": stream, "sample": sample, "step": step}
        | {"left": 31, "top": 5, "width": 5, "height": 2, "channels": 3}
        | {"values": normals(seed, 3, 2, 5, stream, sample, left=31, top=5, step=step).ravel().tolist()}
        for stream, seed, sample, step in draws
    ]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(golden_noise()) + "\n", encoding="utf-8")
