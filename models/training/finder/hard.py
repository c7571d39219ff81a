"""Hard places: clean photos where a finder sees damage that isn't there (hard negative mining)."""

import copy

import numpy as np
import torch

from ..photos import Crops, Place
from .network import Finder

KEPT = 0.12
"""Share of the places that are kept."""
LEAST = 0.5
"""Probability from which a pixel of a clean photo counts as taken for damage, as training weighs it."""


def hard_places(network: Finder, crops: Crops, side: int, count: int, seed: int) -> list[Place]:
    """Those of `count` random places at which the network takes the most pixels for damage, by their summed excess.

    The photos have to be clean. Depends only on the arguments.
    """
    places = crops.places(np.random.default_rng([seed, 5]), count, side)
    seeing = copy.deepcopy(network).eval()
    excess = []
    with torch.no_grad():
        for start in range(0, count, 8):
            answer = torch.sigmoid(seeing(crops.cut(places[start : start + 8], side)))
            excess += (answer - LEAST).clamp(min=0).sum((1, 2, 3)).tolist()
    order = np.argsort(excess)[::-1][: int(count * KEPT)]
    return [places[i] for i in order if excess[i] > 0]
