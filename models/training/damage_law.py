"""Fixed damage by photo and kind for the evaluation of holes: dust, scratches, painted strokes of 12 and 24 pixels."""

from collections.abc import Callable

import numpy as np
import torch
from PIL import Image, ImageDraw
from torch import Tensor

Rng = np.random.Generator
Draw = ImageDraw.ImageDraw


def _dust(rng: Rng, draw: Draw, size: int) -> None:
    """40 dots of radius 0.5 to 2.5 pixels."""
    for _ in range(40):
        x, y = rng.uniform(0, size, 2)
        r = rng.uniform(0.5, 2.5)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=0)


def _scratches(rng: Rng, draw: Draw, size: int) -> None:
    """Six bent lines of width 1 to 5 pixels through the picture."""
    for _ in range(6):
        points = [tuple(p) for p in rng.uniform(0, size, (3, 2)).tolist()]
        draw.line(points, fill=0, width=int(rng.integers(1, 6)), joint="curve")


def _brush(width: int) -> Callable[[Rng, Draw, int], None]:
    """One stroke of this width, at least half as long as the picture's side, with round ends."""

    def paint(rng: Rng, draw: Draw, size: int) -> None:
        turn = rng.uniform(0, 2 * np.pi)
        middle = rng.uniform(0.35, 0.65, 2) * size
        reach = rng.uniform(0.25, 0.4) * size * np.array([np.cos(turn), np.sin(turn)])
        ends = [tuple((middle + way * reach).tolist()) for way in (-1, 1)]
        draw.line(ends, fill=0, width=width)
        for x, y in ends:
            draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=0)

    return paint


DAMAGE: dict[str, Callable[[Rng, Draw, int], None]] = {
    "dust": _dust,
    "scratches": _scratches,
    "brush-12": _brush(12),
    "brush-24": _brush(24),
}


def fixed_damage(kind: str, size: int, seed: int) -> Tensor:
    """The mask of a kind for a photo, [1,1,size,size], 1 measured, 0 missing; it depends only on the arguments."""
    rng = np.random.default_rng([seed, list(DAMAGE).index(kind)])
    image = Image.new("L", (size, size), 1)
    DAMAGE[kind](rng, ImageDraw.Draw(image), size)
    return torch.from_numpy(np.asarray(image, dtype=np.float32))[None, None]
