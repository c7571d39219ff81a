"""Random damage for training, like that of prints and of painted masks: scratches, dust, strokes, torn edges, boxes."""

from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw
from torch import Tensor

Rng = np.random.Generator
Draw = ImageDraw.ImageDraw


def log_uniform(rng: Rng, low: float, high: float) -> float:
    """A number between low and high, uniform in its logarithm."""
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def _line(rng: Rng, draw: Draw, size: int, width: float) -> None:
    """A bent line through two to four random points, some of them outside."""
    points = [tuple(p) for p in rng.uniform(-0.1 * size, 1.1 * size, (int(rng.integers(2, 5)), 2)).tolist()]
    draw.line(points, fill=0, width=max(1, round(width)), joint="curve")


def scratch(rng: Rng, draw: Draw, size: int) -> None:
    """A line of width 1 to 7 pixels, most often thin."""
    _line(rng, draw, size, log_uniform(rng, 1, 7))


def dust(rng: Rng, draw: Draw, size: int) -> None:
    """A dot or a square of 1 to 10 pixels."""
    x, y = rng.uniform(0, size, 2)
    r = log_uniform(rng, 0.5, 5)
    shape = draw.ellipse if rng.random() < 0.7 else draw.rectangle
    shape((x - r, y - r, x + r, y + r), fill=0)


def brush(rng: Rng, draw: Draw, size: int) -> None:
    """A painted stroke of width 8 to 40 pixels (at most 40 % of the crop), short or long, with round ends."""
    width = log_uniform(rng, 8, min(40.0, 0.4 * size))
    start = rng.uniform(0, size, 2)
    points = [start]
    for _ in range(int(rng.integers(1, 4))):
        points.append(points[-1] + rng.normal(0, 0.25 * size, 2))
    draw.line([tuple(p) for p in points], fill=0, width=round(width), joint="curve")
    for x, y in (points[0], points[-1]):
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=0)


def tear(rng: Rng, draw: Draw, size: int) -> None:
    """A corner or an edge torn off along a ragged line, at most a third of the side deep."""
    count, depth = int(rng.integers(4, 9)), rng.uniform(0.08, 0.33) * size
    if rng.random() < 0.5:
        # A corner: from a point on one side to a point on the next.
        reach = rng.uniform(0.15, 0.6) * size
        t = np.linspace(0, 1, count)
        line = np.stack([reach * (1 - t), depth * t], 1) + rng.normal(0, 0.02 * size, (count, 2))
        polygon = [(-1.0, -1.0), *map(tuple, line)]
    else:
        x = np.linspace(-1, size + 1, count)
        line = np.stack([x, depth * rng.uniform(0.3, 1, count)], 1)
        polygon = [(-1.0, -1.0), *map(tuple, line), (size + 1.0, -1.0)]
    turn = int(rng.integers(4))
    for _ in range(turn):
        polygon = [(size - 1 - y, x) for x, y in polygon]
    draw.polygon(polygon, fill=0)


def box(rng: Rng, draw: Draw, size: int) -> None:
    """A box or an ellipse with sides of 4 pixels to 40 % of the crop, log-uniform."""
    w, h = (log_uniform(rng, 4, 0.4 * size) for _ in range(2))
    left, top = rng.uniform(0, size - w), rng.uniform(0, size - h)
    shape = draw.rectangle if rng.random() < 0.7 else draw.ellipse
    shape((left, top, left + w, top + h), fill=0)


Paint = Callable[[Rng, Draw, int], None]
KINDS: tuple[tuple[float, tuple[tuple[Paint, int, int], ...]], ...] = (
    (0.34, ((scratch, 0, 6), (dust, 2, 12))),
    (0.3, ((brush, 1, 2), (scratch, 0, 2))),
    (0.12, ((tear, 1, 1), (scratch, 0, 3), (dust, 0, 4))),
    (0.24, ((scratch, 0, 6), (box, 0, 2), (dust, 0, 12), (brush, 0, 1))),
)
"""(share, shapes with their least and greatest count): fine damage, brush strokes, torn prints, everything."""


def damage(rng: Rng, size: int) -> Tensor:
    """One mask [1,size,size], 1 measured, 0 missing; at least a fifth of the pixels is measured."""
    while True:
        image = Image.new("L", (size, size), 1)
        draw = ImageDraw.Draw(image)
        kind = int(rng.choice(len(KINDS), p=[share for share, _ in KINDS]))
        for paint, least, most in KINDS[kind][1]:
            for _ in range(int(rng.integers(least, most + 1))):
                paint(rng, draw, size)
        mask = np.asarray(image, dtype=np.float32)
        if mask.mean() >= 0.2:
            return torch.from_numpy(mask)[None]


def damage_masks(rng: Rng, count: int, size: int) -> Tensor:
    """Independent masks [count,1,size,size]."""
    return torch.stack([damage(rng, size) for _ in range(count)])


def random_masks(rng: Rng, count: int, size: int) -> Tensor:
    """Masks [count,1,size,size] with 30 to 95 % of the pixels missing, independently."""
    share = rng.uniform(0.3, 0.95, (count, 1, 1, 1))
    return torch.from_numpy((rng.random((count, 1, size, size)) >= share).astype(np.float32))


def widened(masks: Tensor, pixels: int) -> Tensor:
    """Masks [N,1,H,W] in which the pixels beside missing ones are missing as well."""
    return 1 - F.max_pool2d(1 - masks, 2 * pixels + 1, 1, pixels)


def paint(rng: Rng, x0: Tensor, masks: Tensor) -> Tensor:
    """Photos [N,3,H,W] in [-1, 1] whose missing pixels (masks [N,1,H,W]) are light, dark, or of another colour.

    What isn't white or black has a hue, and lets a fifth of the photo through at most.
    """
    count = x0.shape[0]
    level = np.where(rng.random(count) < 0.65, rng.uniform(0.4, 1, count), rng.uniform(-1, -0.6, count))
    hue = rng.normal(0, 0.15, (count, 3)) * (rng.random((count, 1)) < 0.6)
    colour = (level[:, None] + hue).clip(-1, 1).astype(np.float32)
    cover = rng.uniform(0.8, 1, (count, 1, 1, 1)).astype(np.float32)
    share = (1 - masks) * torch.from_numpy(cover)
    return x0 * (1 - share) + share * torch.from_numpy(colour)[:, :, None, None]
