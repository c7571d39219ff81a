"""Single-tone copies of colour crops for training: grey, sepia, selenium, cyanotype and similar tones."""

import numpy as np
import torch
from torch import Tensor

from .luma import LUMA_NORM2, LUMA_WEIGHTS, luma_vector, weighted_sum

GREY_SHARE = 0.5
"""Share of single-tone copies without any tone."""
WARM_SHARE = 0.8
"""Share of toned copies that are brown or yellow, like most old prints."""


def _tint(rng: np.random.Generator) -> np.ndarray:
    """A colour without luma, of length 1, [3]."""
    warm = np.array([1.0, rng.uniform(-0.1, 0.4), -1.0])
    tint = warm if rng.random() < WARM_SHARE else rng.normal(size=3)
    weights = np.array(LUMA_WEIGHTS)
    tint = tint - weights * (tint @ weights) / LUMA_NORM2
    return tint / np.linalg.norm(tint)


def tone_curve(rng: np.random.Generator, luma: Tensor) -> Tensor:
    """A random tone curve applied to luma [1,H,W] in [-1, 1]; [3,H,W], within the pictures' range.

    The tint's strength is a curve over the luma (shadows, middle, paper), so that dark parts, middle tones and paper
    have their own colours; the luma is unchanged except at the ends of the range.
    """
    level = (luma + 1) / 2
    shadow, middle, paper = rng.uniform(0, 0.08), rng.uniform(0, 0.35), rng.uniform(0, 0.2)
    strength = shadow * (1 - level) ** 2 + middle * 4 * level * (1 - level) * 0.5 + paper * level**2
    tint = torch.from_numpy(_tint(rng).astype(np.float32)).view(3, 1, 1)
    return (luma + strength * tint).clamp(-1, 1)


def single_tone(rng: np.random.Generator, x0: Tensor, share: float) -> Tensor:
    """Crops [N,3,H,W], each of which becomes grey or toned with probability `share`."""
    luma = weighted_sum(x0) / float(luma_vector(x0, LUMA_WEIGHTS).sum())
    copies = []
    for crop, plane in zip(x0, luma, strict=True):
        if rng.random() >= share:
            copies.append(crop)
        elif rng.random() < GREY_SHARE:
            copies.append(plane.expand_as(crop))
        else:
            copies.append(tone_curve(rng, plane))
    return torch.stack(copies)
