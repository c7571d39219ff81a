"""The training law of the finder: worn copies of clean crops, and where they are damaged."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import affine_transform, gaussian_filter, maximum_filter, minimum_filter
from torch import Tensor

from ..luma import LUMA_WEIGHTS
from ..masks import Rng, log_uniform
from ..photos import Crops, Place
from ..tones import single_tone
from .canvas import Layer
from .frames import bites, draw_frame, framed
from .shapes import KINDS

CLEAN_SHARE = 0.35
"""Share of crops without damage, so that the network learns what it must leave alone."""
COVERED = 0.3
"""Coverage from which a pixel counts as damaged."""
VISIBLE = 9 / 127.5
"""Least change of a damaged pixel (more in grain), by `_change`; what is changed less isn't asked for."""
FRAMED_SHARE = 0.12
"""Share of crops that show the edge of the print in a frame."""
BITTEN_SHARE = 0.6
"""Share of the damaged ones of these whose edge is bitten."""
HARD_CLEAN, HARD_WORN = 0.6, 0.25
"""Share of crops without and with damage that are taken at places that the start took for damage, if they are known."""
HARD_REACH = 48
"""Pixels by which such a crop lies beside the place, at most."""
TURNED_SHARE = 0.7
"""Share of the crops at hard places that are turned and zoomed: they teach what a thing is, not which photo it is."""
WIDER = 1.4
"""Side of the part that is turned and zoomed, in sides of the crop."""
CANDIDATES = 3
"""So many crops are drawn for each one without damage; the one whose detail looks most like damage is taken."""
LEAST_STD = 3 / 127.5
"""Added to the standard deviation of detail, in luma: the detail of a flat sky is its noise."""
THICK = 9
"""Side of the squares (pixels) of which thick damage consists."""
THIN_WEIGHT, THICK_WEIGHT = 8.0, 3.0
"""Weight in the loss of thin and thick damage. Most damage is thin and rare, but torn edges have the most pixels."""


@dataclass(frozen=True)
class Worn:
    """Pictures [N,3,H,W] in [-1, 1], damage (0 or 1) and how much each pixel counts in the loss [N,1,H,W]."""

    picture: Tensor
    damage: Tensor
    weight: Tensor


def blurred(planes: NDArray[np.float32], std: float) -> NDArray[np.float32]:
    """A Gaussian blur of each plane [C,H,W]."""
    return gaussian_filter(planes, (0, std, std), mode="nearest", truncate=3)


def _grain(rng: Rng, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Noise of std 1, of one kind for all channels or one for each, white or correlated over up to 2 pixels."""
    single = rng.random() < 0.6
    noise = rng.normal(size=(1 if single else 3, *shape[1:])).astype(np.float32)
    if rng.random() < 0.5:
        width = rng.uniform(0.4, 1.2)
        noise = blurred(noise, width)
        noise /= noise.std() + 1e-6
    return np.broadcast_to(noise, shape)


def _print_of(rng: Rng, scene: NDArray[np.float32]) -> tuple[NDArray[np.float32], float]:
    """The photo before it was damaged (optics, grain, fading), and the standard deviation of its grain."""
    grain = 0.0
    if rng.random() < 0.35:
        scene = blurred(scene, log_uniform(rng, 0.3, 2))
    if rng.random() < 0.6:
        grain = log_uniform(rng, 1, 18) / 127.5
        scene = scene + _grain(rng, scene.shape) * grain
    if rng.random() < 0.4:
        gain = rng.uniform(0.35, 1) * (1 + rng.normal(0, 0.06, (3, 1, 1)))
        room = np.clip(1 - gain, 0, 1)
        grain *= float(gain.mean())
        scene = gain * scene + rng.uniform(-1, 1) * room + rng.normal(0, 0.03, (3, 1, 1))
    return scene.astype(np.float32), grain


def _file_of(rng: Rng, picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the scanner's noise and the file make of the damaged print."""
    if rng.random() < 0.5:
        picture = picture + rng.normal(0, log_uniform(rng, 0.5, 5) / 127.5, picture.shape)
    levels = np.clip((picture + 1) * 127.5 + 0.5, 0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        file = io.BytesIO()
        image = Image.fromarray(levels.transpose(1, 2, 0))
        image.save(file, "JPEG", quality=int(rng.integers(35, 98)), subsampling=int(rng.choice([0, 2])))
        levels = np.asarray(Image.open(file)).transpose(2, 0, 1)
    return levels.astype(np.float32) / 127.5 - 1


def _apply(picture: NDArray[np.float32], layer: Layer) -> NDArray[np.float32]:
    """The picture under one layer."""
    if layer.shading is not None:
        picture = picture + layer.shading
    colour = layer.colour[:, None, None]
    change = colour - picture if layer.absolute else colour
    return np.clip(picture + layer.coverage * change, -1, 1)


def _change(difference: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far pixels are changed [H,W] by a difference [3,H,W]: in luma, or half of it in the most changed channel."""
    luma = np.abs(np.tensordot(np.array(LUMA_WEIGHTS, np.float32), difference, 1))
    return np.maximum(luma, np.abs(difference).max(0) / 2)


def draw_layers(rng: Rng, size: int) -> list[Layer]:
    """One to four kinds of damage on one crop."""
    shares = np.array([share for _, share in KINDS.values()])
    names = rng.choice(list(KINDS), size=int(rng.integers(1, 5)), p=shares / shares.sum())
    return [layer for name in names for layer in KINDS[name][0](rng, size)]


def wear(rng: Rng, scene: NDArray[np.float32], layers: list[Layer]) -> tuple[NDArray[np.float32], ...]:
    """A scene [3,H,W] under layers: its scan, damage and weight [H,W].

    Pixels that are barely covered or barely changed are neither damage nor clean, and weigh nothing.
    """
    before, grain = _print_of(rng, scene)
    if rng.random() < FRAMED_SHARE:
        frame = draw_frame(rng, scene.shape[1])
        before = framed(rng, before, frame)
        if layers and rng.random() < BITTEN_SHARE:
            layers = [bites(rng, frame), *layers[1:]]
    after = before
    covered = np.zeros(scene.shape[1:], np.float32)
    for layer in layers:
        after = _apply(after, layer)
        covered = np.maximum(covered, layer.coverage)
    shaded = before + sum((layer.shading for layer in layers if layer.shading is not None), np.float32(0))
    if rng.random() < 0.4:
        lens = rng.uniform(0.1, 0.8)
        after, shaded = blurred(after, lens), blurred(shaded, lens)
    changed = _change(after - shaded)
    touched = covered > 0.05
    damage = (covered >= COVERED) & (changed >= max(VISIBLE, grain))
    thick = maximum_filter(minimum_filter(damage.astype(np.uint8), THICK), THICK) > 0
    weight = np.select([thick & damage, damage, touched], [THICK_WEIGHT, THIN_WEIGHT, 0.0], 1.0)
    return _file_of(rng, after), damage.astype(np.float32), weight.astype(np.float32)


def sparseness(scene: NDArray[np.float32]) -> float:
    """How rare and strong the detail of a scene [3,H,W] is: the kurtosis of its luma less its surroundings.

    Ropes before a sail and twigs before the sky have a large one, as scratches have; a lawn has about 3.
    """
    luma = np.tensordot(np.array(LUMA_WEIGHTS, np.float32), scene, 1) / sum(LUMA_WEIGHTS)
    detail = luma - gaussian_filter(luma, 3, mode="nearest", truncate=2)
    return float((detail**4).mean() / ((detail**2).mean() + LEAST_STD**2) ** 2)


def _clean_crop(rng: Rng, crops: Crops, side: int) -> Tensor:
    """The crop [1,3,side,side] with the sparsest detail of CANDIDATES."""
    candidates = crops.draw(rng, CANDIDATES, side)
    best = int(np.argmax([sparseness(scene) for scene in candidates.numpy()]))
    return candidates[best : best + 1]


def draw_worn(seed: int, step: int, crops: Crops, count: int, side: int, hard: Sequence[Place] = ()) -> Worn:
    """The batch of a step; it depends only on the arguments. `hard` are places of `hard.hard_places`."""
    rng = np.random.default_rng([seed, step, 2])
    clean = rng.random(count) < CLEAN_SHARE
    drawn = torch.cat([_crop(rng, crops, side, bool(c), hard) for c in clean])
    parts = []
    for scene, is_clean in zip(single_tone(rng, drawn, 0.45).numpy(), clean, strict=True):
        turned = np.rot90(scene, int(rng.integers(4)), (1, 2)) if rng.random() < 0.3 else scene
        parts.append(wear(rng, np.ascontiguousarray(turned), [] if is_clean else draw_layers(rng, side)))
    picture, damage, weight = (torch.from_numpy(np.stack(values)) for values in zip(*parts, strict=True))
    return Worn(picture, damage[:, None], weight[:, None])


def _near(rng: Rng, crops: Crops, place: Place, side: int) -> Tensor:
    """A crop [1,3,side,side] near a place, mostly turned by up to 20 degrees and zoomed by 0.75 to 1.5."""
    wide = int(side * WIDER)
    extent = 2 * wide if place.half else wide
    if rng.random() >= TURNED_SHARE or min(crops.pixels[place.photo].shape[:2]) < extent:
        return crops.cut([crops.near(rng, place, side, HARD_REACH)], side)
    planes = crops.cut([crops.near(rng, place, wide, HARD_REACH)], wide)[0].numpy()
    angle, zoom = rng.uniform(-1, 1) * np.pi / 9, log_uniform(rng, 0.75, 1.5)
    matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) / zoom
    offset = (wide - 1) / 2 - matrix @ np.full(2, (side - 1) / 2)
    turned = [affine_transform(plane, matrix, offset, (side, side), order=1, mode="reflect") for plane in planes]
    return torch.from_numpy(np.stack(turned))[None]


def _crop(rng: Rng, crops: Crops, side: int, is_clean: bool, hard: Sequence[Place]) -> Tensor:
    """A crop [1,3,side,side]: near a hard place, otherwise anywhere, of sparse detail where it stays clean."""
    if hard and rng.random() < (HARD_CLEAN if is_clean else HARD_WORN):
        return _near(rng, crops, hard[int(rng.integers(len(hard)))], side)
    return _clean_crop(rng, crops, side) if is_clean else crops.draw(rng, 1, side)
