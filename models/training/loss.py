"""The training loss, and its normalisation per (operator, noise level) cell."""

import math

import torch
from torch import Tensor

from .luma import split_luma
from .network import output_scale
from .solver import SIGMA_MAX, SIGMA_MIN

BINS = 8
"""Number of cells of noise levels, evenly spaced in ln sigma."""


def sample_losses(mean: Tensor, target: Tensor, std: Tensor, floor: Tensor) -> Tensor:
    """Each sample's loss [N]: mean over pixels and planes of |mean - x0|^2 / (c_out^2 + d^2), luma plus chroma."""
    weight = 1 / (output_scale(std) ** 2 + floor)
    luma, chroma = split_luma(mean - target)
    return (weight[:, :1] * luma**2 + weight[:, 1:] * chroma**2).mean((1, 2, 3))


class CellMeans:
    """Running mean loss of every (operator, noise level) cell; losses are divided by it."""

    def __init__(self, kinds: int, decay: float = 0.98) -> None:
        self.means = torch.zeros(kinds, BINS)
        self.decay = decay

    @staticmethod
    def bin(sigma: Tensor) -> Tensor:
        """Index of each noise level's cell."""
        share = (sigma / SIGMA_MIN).log() / math.log(SIGMA_MAX / SIGMA_MIN)
        return (share * BINS).long().clamp(0, BINS - 1)

    def normalise(self, losses: Tensor, kind: Tensor, sigma: Tensor) -> Tensor:
        """Updates the cells with these losses and returns losses / cell means, [N]; the means have no gradients."""
        values, rows, columns = losses.detach().float().cpu(), kind.cpu(), self.bin(sigma.cpu())
        for value, row, column in zip(values.tolist(), rows.tolist(), columns.tolist(), strict=True):
            if not math.isfinite(value):
                continue
            known = float(self.means[row, column])
            self.means[row, column] = value if known == 0 else self.decay * known + (1 - self.decay) * value
        return losses / self.means[rows, columns].clamp(min=1e-6).to(losses.device)
