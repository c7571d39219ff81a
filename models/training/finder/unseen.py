"""Damage for the finder's evaluation, of kinds and parameters that its training law doesn't draw.

Shapes are curves and noise fields instead of random walks and polygons: none of the law's code draws them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.special import comb

from ..photos import read_photos

Rng = np.random.Generator
Plane = NDArray[np.float32]
Picture = NDArray[np.float32]
SIDE = 320
"""Side (pixels) of the photos with made damage."""


def _bezier(points: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """`count` points of the Bezier curve with these control points [K,2]."""
    t = np.linspace(0, 1, count)[:, None]
    k = np.arange(len(points))
    basis = comb(len(points) - 1, k) * t**k * (1 - t) ** (len(points) - 1 - k)
    return basis @ points


def _trace(curve: NDArray[np.float64], width: NDArray[np.float64], size: int) -> Plane:
    """Coverage of a curve [M,2] of varying width (pixels): 1 inside, falling over one pixel at its edge."""
    coverage = np.zeros((size, size), np.float32)
    for (x, y), w in zip(curve, width, strict=True):
        r = int(np.ceil(w / 2 + 1))
        left, right = max(0, int(x) - r), min(size, int(x) + r + 2)
        top, bottom = max(0, int(y) - r), min(size, int(y) + r + 2)
        if left >= right or top >= bottom:
            continue
        ys, xs = np.mgrid[top:bottom, left:right]
        inside = np.clip(w / 2 + 0.5 - np.hypot(xs - x, ys - y), 0, 1)
        coverage[top:bottom, left:right] = np.maximum(coverage[top:bottom, left:right], inside)
    return coverage


def curved_scratches(rng: Rng, size: int) -> Plane:
    """Three to five Bezier curves across the photo; each swells and thins sinusoidally, 1 to 3 pixels."""
    total = np.zeros((size, size), np.float32)
    for _ in range(int(rng.integers(3, 6))):
        curve = _bezier(rng.uniform(-0.1, 1.1, (4, 2)) * size, 4 * size)
        phase = rng.uniform(0, 7) + np.linspace(0, rng.uniform(3, 20), len(curve))
        total = np.maximum(total, _trace(curve, 2 + np.sin(phase), size))
    return total


def craquelure(rng: Rng, size: int) -> Plane:
    """A net of cracks: borders between the cells of random points (Voronoi), in a part of the photo."""
    seeds = rng.uniform(0, size, (int(rng.integers(25, 60)), 2))
    y, x = np.mgrid[0:size, 0:size]
    warp = gaussian_filter(rng.normal(size=(2, size, size)), (0, 4, 4)) * 25
    distances = np.sort(
        np.hypot(x[..., None] + warp[0][..., None] - seeds[:, 0], y[..., None] + warp[1][..., None] - seeds[:, 1]), -1
    )
    border = np.clip(1.6 - (distances[..., 1] - distances[..., 0]), 0, 1)
    place = gaussian_filter(rng.normal(size=(size, size)), size / 6)
    return (border * (place > np.quantile(place, 0.6))).astype(np.float32)


def spots(rng: Rng, size: int) -> Plane:
    """Mould and dust: the peaks of a smooth noise field, irregular spots of 2 to 12 pixels."""
    field = gaussian_filter(rng.normal(size=(size, size)), rng.uniform(1.2, 3))
    field /= field.std()
    return np.clip((field - rng.uniform(2.9, 3.3)) * 6, 0, 1).astype(np.float32)


def abrasion(rng: Rng, size: int) -> Plane:
    """Emulsion rubbed off in islands: a ridged noise field above a threshold inside a disc."""
    field = gaussian_filter(rng.normal(size=(size, size)), 3)
    field /= field.std()
    y, x = np.mgrid[0:size, 0:size]
    centre = rng.uniform(0.25, 0.75, 2) * size
    disc = np.hypot(x - centre[0], y - centre[1]) < rng.uniform(0.12, 0.25) * size
    return (np.clip((field - 0.5) * 4, 0, 1) * disc).astype(np.float32)


def crumple(rng: Rng, size: int) -> Plane:
    """A crease: a wavy line from border to border, 2 to 4 pixels, in pieces."""
    y, x = np.mgrid[0:size, 0:size]
    wave = np.cumsum(rng.normal(0, 0.4, size))
    across = y - (rng.uniform(0.2, 0.8) * size + rng.uniform(-0.4, 0.4) * x + wave[x])
    pieces = gaussian_filter(rng.normal(size=size), 12)
    here = (pieces > np.quantile(pieces, 0.25))[x]
    line = (np.clip(rng.uniform(1, 2) + 0.5 - np.abs(across), 0, 1) * here).astype(np.float32)
    return map_coordinates(line, [x, y], order=1) if rng.random() < 0.5 else line


UNSEEN: dict[str, Callable[[Rng, int], Plane]] = {
    "curved scratches": curved_scratches,
    "craquelure": craquelure,
    "spots": spots,
    "abrasion": abrasion,
    "crumple": crumple,
}


def unseen_damage(rng: Rng, kind: str, scene: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """A scene [3,S,S] in [-1, 1] with damage of a kind, and where it is [S,S].

    The damage is light or dark paint, 0.55 to 1 opaque; the photo is grainy (0 to 8 levels) and rounded to 8 bits.
    Pixels count as damaged where the paint covers at least 0.4 and changes the luma by at least 12 levels.
    """
    size = scene.shape[1]
    coverage = UNSEEN[kind](rng, size) * rng.uniform(0.55, 1)
    light = rng.random() < 0.6
    paint = (rng.uniform(0.7, 1) if light else rng.uniform(-1, -0.65)) + rng.normal(0, 0.04, 3)
    before = scene + gaussian_filter(rng.normal(size=(1, size, size)), (0, 0.5, 0.5)) * rng.uniform(0, 16) / 127.5
    after = before + coverage * (paint.clip(-1, 1)[:, None, None] - before)
    changed = np.abs((after - before).mean(0)) >= 12 / 127.5
    levels = np.round((after.clip(-1, 1) + 1) * 127.5)
    return (levels / 127.5 - 1).astype(np.float32), (coverage >= 0.4) & changed


def read_picture(path: Path) -> Picture:
    """A picture [3,H,W] in [-1, 1]."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"), np.float32).transpose(2, 0, 1) / 127.5 - 1


def made_photos(folder: Path, count: int) -> Iterator[tuple[str, Picture, NDArray[np.bool_]]]:
    """Kind, scene [3,SIDE,SIDE] in [-1, 1] and truth [SIDE,SIDE] of `count` held-out photos with made damage."""
    photos = [p for p in read_photos(folder).photos if p.held_out]
    photos = [p for p in photos if min(read_picture(p.path).shape[1:]) >= SIDE]
    for index in range(count):
        rng = np.random.default_rng([7, index])
        picture = read_picture(photos[index % len(photos)].path)
        kind = list(UNSEEN)[index % len(UNSEEN)]
        top, left = (int(rng.integers(s - SIDE + 1)) for s in picture.shape[1:])
        yield kind, *unseen_damage(rng, kind, picture[:, top : top + SIDE, left : left + SIDE])
