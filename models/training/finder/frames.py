"""Prints in a frame: the album page or the scanner's lid around a print, and bites out of the print's edge."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from ..masks import Rng, log_uniform
from .canvas import Canvas, Layer, Plane, blob


@dataclass(frozen=True)
class Frame:
    """How much of each pixel lies outside the print [H,W], and what is seen there [3,H,W]."""

    outside: Plane
    ground: NDArray[np.float32]
    corner: tuple[float, float]
    """Where the print's two edges meet, in pixels."""
    angle: float
    """Angle of the one edge to the rows (radians); the other is perpendicular."""
    both: bool
    """Whether the second edge lies in the crop too."""


def draw_frame(rng: Rng, size: int) -> Frame:
    """A frame along one or two sides of a crop, slightly turned, in any of four orientations."""
    angle = rng.normal(0, 0.02) + rng.integers(4) * np.pi / 2
    both = bool(rng.random() < 0.4)
    depth = rng.uniform(0.04, 0.35, 2) * size
    along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    middle = np.full(2, size / 2)
    corner = middle + along * (depth[0] - size / 2) + across * (depth[1] - size / 2)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    from_edge = (x - corner[0]) * across[0] + (y - corner[1]) * across[1]
    from_side = (x - corner[0]) * along[0] + (y - corner[1]) * along[1]
    inside = np.minimum(from_edge, from_side) if both else from_edge
    outside = np.clip(0.5 - inside / rng.uniform(0.7, 2), 0, 1).astype(np.float32)
    level = rng.choice([rng.uniform(0.7, 1), rng.uniform(-1, -0.7), rng.uniform(-1, 1)])
    tint = rng.normal(0, 0.04, 3) * (rng.random() < 0.5)
    rough = gaussian_filter(rng.normal(0, 1, (size, size)), log_uniform(rng, 0.4, 3))
    texture = rough / rough.std() * rng.uniform(0, 0.04)
    ground = np.clip(level + tint[:, None, None] + texture, -1, 1).astype(np.float32)
    return Frame(outside, ground, (float(corner[0]), float(corner[1])), float(angle), both)


def framed(rng: Rng, scene: NDArray[np.float32], frame: Frame) -> NDArray[np.float32]:
    """The scene [3,H,W] within the frame; the print often has a border of its own, light or dark."""
    if rng.random() < 0.5:
        rim = np.clip(gaussian_filter(frame.outside, log_uniform(rng, 0.6, 5)) * 2, 0, 1)
        scene = scene + rim * (rng.uniform(-1, 1) - scene) * rng.uniform(0.3, 1)
    return (scene + frame.outside * (frame.ground - scene)).astype(np.float32)


def bites(rng: Rng, frame: Frame) -> Layer:
    """Pieces torn out of the print's edge, through which the frame's ground is seen."""
    size = frame.outside.shape[0]
    canvas = Canvas(size)
    ways = [np.array([np.cos(frame.angle), np.sin(frame.angle)]), np.array([-np.sin(frame.angle), np.cos(frame.angle)])]
    for _ in range(int(rng.integers(1, 6))):
        way = ways[int(rng.integers(2))] if frame.both else ways[0]
        centre = np.array(frame.corner) + way * rng.uniform(-0.2, 1.3) * size
        canvas.polygon(blob(rng, (float(centre[0]), float(centre[1])), log_uniform(rng, 1.5, 14), rng.uniform(0.3, 1)))
    if frame.both and rng.random() < 0.5:
        canvas.polygon(blob(rng, frame.corner, log_uniform(rng, 4, 0.2 * size), rng.uniform(0.3, 1)))
    torn = canvas.plane(rng.uniform(0, 0.5)) * (1 - frame.outside)
    return Layer(torn, frame.ground.mean((1, 2)), True)
