"""Compares two networks on the photos that training doesn't see."""

import torch
from torch import Tensor

from .law import KINDS, draw_batch
from .loss import sample_losses
from .network import Denoiser
from .photos import Crops

SEED = 10_007
BATCHES = 24
COUNT = 8
SIDE = 64


def kind_losses(network: Denoiser, crops: Crops, weights: dict[str, float]) -> Tensor:
    """The mean loss of each kind of problem [kinds] over fixed batches; NaN where none was drawn."""
    sums = torch.zeros(len(KINDS), 2)
    with torch.inference_mode():
        for step in range(BATCHES):
            b = draw_batch(SEED, step, crops, COUNT, SIDE, weights)
            mean = network(b["pivot"], b["anchor"], b["std"], b["geometry"])
            losses = sample_losses(mean, b["target"], b["std"], b["floor"])
            sums.index_add_(0, b["kind"], torch.stack([losses, torch.ones(len(losses))], 1))
    return sums[:, 0] / sums[:, 1]


def loss_ratio(before: Denoiser, after: Denoiser, crops: Crops, weights: dict[str, float]) -> float:
    """The loss of `after` over that of `before`, averaged over the kinds of problems; below 1 is better."""
    ratios = kind_losses(after, crops, weights) / kind_losses(before, crops, weights)
    return float(ratios[~ratios.isnan()].mean())
