"""What damage is drawn with: layers, lines, outlines and colours.

A layer's coverage is drawn at twice the crop's size and averaged, so that edges are soft. Lengths are in crop pixels.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from ..luma import LUMA_WEIGHTS
from ..masks import Rng, log_uniform

Plane = NDArray[np.float32]
Points = list[tuple[float, float]]
SCALE = 2
HUE_SHARE = 0.06
"""Share of damage that has another hue and the same luma, as ink and chemical stains have."""


@dataclass(frozen=True)
class Layer:
    """One piece of damage.

    coverage [H,W] from 0 to 1; colour [3] in [-1, 1], towards which covered pixels go (`absolute`), or which is added
    to them; `shading` [H,W] is added around without being damage, as beside a fold.
    """

    coverage: Plane
    colour: NDArray[np.float32]
    absolute: bool
    shading: Plane | None = None


class Canvas:
    """A plane that is drawn at SCALE times the size."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.image = Image.new("L", (SCALE * size, SCALE * size), 0)
        self.draw = ImageDraw.Draw(self.image)

    def line(self, points: Points, widths: float | list[float], value: int = 255) -> None:
        """A line of round joints through the points; its width may change from piece to piece."""
        scaled = [(SCALE * x, SCALE * y) for x, y in points]
        if isinstance(widths, float):
            self.draw.line(scaled, fill=value, width=max(1, round(SCALE * widths)), joint="curve")
            return
        for start, end, width in zip(scaled, scaled[1:], widths, strict=False):
            self.draw.line([start, end], fill=value, width=max(1, round(SCALE * width)))

    def polygon(self, points: Points, value: int = 255) -> None:
        """A filled polygon."""
        self.draw.polygon([(SCALE * x, SCALE * y) for x, y in points], fill=value)

    def plane(self, blur: float = 0.0) -> Plane:
        """The coverage [H,W], after a Gaussian blur of this std (pixels)."""
        image = self.image.filter(ImageFilter.GaussianBlur(SCALE * blur)) if blur > 0 else self.image
        return np.asarray(image.reduce(SCALE), np.float32) / 255


def change_of(rng: Rng, sign: int, least: float, most: float) -> NDArray[np.float32]:
    """A change of colour [3] between so many 8-bit levels, nearly the same in all channels."""
    change = sign * log_uniform(rng, least, most) / 127.5
    return (change * (1 + rng.normal(0, 0.08, 3))).astype(np.float32)


def change_of_hue(rng: Rng) -> NDArray[np.float32]:
    """A change of colour [3] that leaves luma as it is: up to 25 to 120 levels in one channel."""
    weights = np.array(LUMA_WEIGHTS)
    way = rng.normal(0, 1, 3)
    way -= weights * (way @ weights) / (weights @ weights)
    return (way / np.abs(way).max() * log_uniform(rng, 25, 120) / 127.5).astype(np.float32)


def light_or_dark(rng: Rng, light: float = 0.6, least: float = 10) -> tuple[NDArray[np.float32], bool]:
    """The colour of damage: paper showing through, dirt, or a change of what is there. Levels are 8-bit ones."""
    if rng.random() < HUE_SHARE:
        return change_of_hue(rng), False
    sign = 1 if rng.random() < light else -1
    if rng.random() < 0.5:
        level = rng.uniform(0.55, 1.0) if sign > 0 else rng.uniform(-1.0, -0.5)
        tint = rng.normal(0, 0.06, 3) * (rng.random() < 0.6)
        return np.clip(level + tint, -1, 1).astype(np.float32), True
    return change_of(rng, sign, least, 160), False


def wander(rng: Rng, start: tuple[float, float], angle: float, length: float, bend: float, step: float) -> Points:
    """A path whose direction does a random walk; `bend` is the std of the turn per step (radians)."""
    points = [start]
    x, y = start
    for _ in range(max(1, int(length / step))):
        angle += rng.normal(0, bend)
        x, y = x + step * np.cos(angle), y + step * np.sin(angle)
        points.append((float(x), float(y)))
    return points


def along(rng: Rng, plane: Plane) -> Plane:
    """The coverage, faded in places, as the pressure of what scratched changed."""
    size = plane.shape[0]
    coarse = rng.uniform(-0.3, 1.3, (5, 5)).clip(0.1, 1).astype(np.float32)
    fading = np.asarray(Image.fromarray(coarse).resize((size, size), Image.Resampling.BILINEAR))
    return plane * fading


def anywhere(rng: Rng, size: int, margin: float = 0.1) -> tuple[float, float]:
    x, y = rng.uniform(-margin * size, (1 + margin) * size, 2)
    return float(x), float(y)


def blob(rng: Rng, centre: tuple[float, float], radius: float, rough: float) -> Points:
    """A closed outline around a centre, from a circle (rough 0) to a splinter."""
    count = int(rng.integers(7, 14))
    stretch, turn = 1 + rough * rng.exponential(0.5), rng.uniform(0, np.pi)
    points = []
    for k in range(count):
        angle = 2 * np.pi * k / count
        r = radius * (1 + rough * rng.normal(0, 0.35))
        x, y = stretch * r * np.cos(angle), r * np.sin(angle) / stretch
        points.append(
            (centre[0] + x * np.cos(turn) - y * np.sin(turn), centre[1] + x * np.sin(turn) + y * np.cos(turn))
        )
    return points


def smooth_outline(points: Points) -> Points:
    """Corners cut twice (Chaikin)."""
    for _ in range(2):
        cut = []
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
            cut += [(0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by), (0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by)]
        points = cut
    return points
