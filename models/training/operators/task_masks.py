"""The evaluation's masks, keyed by the photo's seed."""

from collections.abc import Iterator

import torch
from torch import Tensor

from ..philox import MASKS, uniforms


def _scalars(seed: int) -> Iterator[float]:
    """u0 at counters (k, 0, 0, 3 << 24), k = 0, 1, ..."""
    return iter(uniforms(seed, 1, 256, MASKS)[0].tolist())


def strokes_mask(seed: int, size: int) -> Tensor:
    """Six strokes and two boxes, [1,1,size,size], 1 where measured."""
    u = _scalars(seed)
    y, x = torch.meshgrid(*[torch.arange(size, dtype=torch.float64)] * 2, indexing="ij")
    missing = torch.zeros(size, size, dtype=torch.bool)
    for _ in range(6):
        x0, y0, x1, y1 = (size * next(u) for _ in range(4))
        radius = 1 + 3 * next(u)
        dx, dy = x1 - x0, y1 - y0
        along = (((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)).clamp(0, 1)
        missing |= (x - x0 - along * dx) ** 2 + (y - y0 - along * dy) ** 2 <= radius**2
    for _ in range(2):
        width, height = 12 + 28 * next(u), 12 + 28 * next(u)
        left, top = (size - width) * next(u), (size - height) * next(u)
        missing |= (x >= left) & (x < left + width) & (y >= top) & (y < top + height)
    return (~missing).float()[None, None]


def random_mask(seed: int, size: int, missing: float) -> Tensor:
    """Each pixel missing with this probability, [1,1,size,size], 1 where measured."""
    return torch.from_numpy(uniforms(seed, size, size, MASKS, 1) >= missing).float()[None, None]
