"""Hard places: clean photos where a finder sees damage that isn't there (hard negative mining)."""

import copy

import numpy as np
import torch

from ..photos import Crops, Place
from .network import Finder

KEPT = 0.12
"""Share of the places that are kept."""
GREY_SHARE, GREY_KEPT = 0.4, 0.4
"""Places in grey photos, as a share of those in all photos, and the share of them that is kept as well."""
LEAST = 0.5
"""Probability from which a pixel of a clean photo counts as taken for damage, as training weighs it."""


def hard_places(network: Finder, crops: Crops, side: int, count: int, seed: int) -> list[Place]:
    """Those of `count` random places at which the network takes the most pixels for damage, by their summed excess.

    Grey photos, where there are some, are looked at again by themselves: they are few, and closest to old prints. The
    photos have to be clean. Depends only on the arguments.
    """
    rng = np.random.default_rng([seed, 5])
    found = _hardest(network, crops, crops.places(rng, count, side), side, KEPT)
    if any(crops.gray) and not all(crops.gray):
        grey = crops.places(rng, int(count * GREY_SHARE), side, grey_only=True)
        found += _hardest(network, crops, grey, side, GREY_KEPT)
    return found


def _hardest(network: Finder, crops: Crops, places: list[Place], side: int, kept: float) -> list[Place]:
    """The share of the places, at most, with the largest excess."""
    seeing = copy.deepcopy(network).eval()
    excess = []
    with torch.no_grad():
        for start in range(0, len(places), 8):
            answer = torch.sigmoid(seeing(crops.cut(places[start : start + 8], side)))
            excess += (answer - LEAST).clamp(min=0).sum((1, 2, 3)).tolist()
    order = np.argsort(excess)[::-1][: int(len(places) * kept)]
    return [places[i] for i in order if excess[i] > 0]
