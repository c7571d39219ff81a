"""Random damage for training: strokes, scratches, dust, boxes, and random pixels."""

import numpy as np
import torch
from PIL import Image, ImageDraw
from torch import Tensor


def _stroke(rng: np.random.Generator, draw: ImageDraw.ImageDraw, size: int) -> None:
    """A bent line of width 1 to 9 pixels; thin ones are scratches."""
    points = [tuple(p) for p in rng.uniform(-0.1 * size, 1.1 * size, (int(rng.integers(2, 5)), 2)).tolist()]
    width = round(float(np.exp(rng.uniform(0, np.log(9)))))
    draw.line(points, fill=0, width=width, joint="curve")


def _box(rng: np.random.Generator, draw: ImageDraw.ImageDraw, size: int) -> None:
    """A box or an ellipse with sides of 4 pixels to half the crop, log-uniform."""
    w, h = np.exp(rng.uniform(np.log(4), np.log(size / 2), 2))
    left, top = rng.uniform(0, size - w), rng.uniform(0, size - h)
    shape = draw.rectangle if rng.random() < 0.7 else draw.ellipse
    shape((left, top, left + w, top + h), fill=0)


def _dust(rng: np.random.Generator, draw: ImageDraw.ImageDraw, size: int) -> None:
    """A dot of radius 0.5 to 3 pixels."""
    x, y = rng.uniform(0, size, 2)
    r = rng.uniform(0.5, 3)
    draw.ellipse((x - r, y - r, x + r, y + r), fill=0)


def damage(rng: np.random.Generator, size: int) -> Tensor:
    """One mask [1,size,size], 1 measured, 0 missing."""
    image = Image.new("L", (size, size), 1)
    draw = ImageDraw.Draw(image)
    for paint, most in ((_stroke, 6), (_box, 3), (_dust, 12)):
        for _ in range(int(rng.integers(0, most + 1))):
            paint(rng, draw, size)
    return torch.from_numpy(np.asarray(image, dtype=np.float32))[None]


def damage_masks(rng: np.random.Generator, count: int, size: int) -> Tensor:
    """Independent masks [count,1,size,size]."""
    return torch.stack([damage(rng, size) for _ in range(count)])


def random_masks(rng: np.random.Generator, count: int, size: int) -> Tensor:
    """Masks [count,1,size,size] with 30 to 95 % of the pixels missing, independently."""
    share = rng.uniform(0.3, 0.95, (count, 1, 1, 1))
    return torch.from_numpy((rng.random((count, 1, size, size)) >= share).astype(np.float32))
