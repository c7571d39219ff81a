"""Super-resolution by block means: A averages k x k blocks of every plane."""

import torch
import torch.nn.functional as F
from torch import Tensor

from .base import Operator, base_geometry, column
from .example import Example, picture
from .task import Sampling, fixed


def enlarge(y: Tensor, k: int) -> Tensor:
    """Nearest-neighbour enlargement by k."""
    return y.repeat_interleave(k, 2).repeat_interleave(k, 3)


def block_geometry(sigma: Tensor, sigma_y: float, k: int) -> Tensor:
    """Entries 0 to 5 of the descriptor for means of k x k blocks."""
    geometry = base_geometry(sigma, sigma_y)
    if 2 <= k <= 4:
        geometry[:, k] = 1
    mean_variance = 1 / (1 / sigma**2 + 1 / (k * sigma_y) ** 2)
    geometry[:, 5] = (mean_variance.sqrt() / sigma).log() / 4
    return geometry


class BlockMean(Operator):
    """y = means of k x k blocks + noise, y [N,3,H/k,W/k]; H and W are multiples of k."""

    name = "upscale"

    def __init__(self, k: int, sigma_y: float) -> None:
        self.k = k
        self.sigma_y = sigma_y

    def forward(self, x: Tensor) -> Tensor:
        return F.avg_pool2d(x, self.k)

    def adjoint(self, y: Tensor) -> Tensor:
        return enlarge(y, self.k) / self.k**2

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        s2 = column(sigma) ** 2
        weight = s2 / (s2 + (self.k * self.sigma_y) ** 2)
        return x + enlarge(weight * (y - self.forward(x)), self.k)

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        s2, share = column(sigma) ** 2, 1 / self.k**2
        mean_variance = 1 / (1 / s2 + share / self.sigma_y**2)
        s = torch.sqrt(s2 * (1 - share) + mean_variance * share)
        return s, s

    def geometry(self, sigma: Tensor) -> Tensor:
        return block_geometry(sigma, self.sigma_y, self.k)


PLACE = 30
CARD = {"upscale": {"sigmaY": [0.01, 0.3], "blockMeans": [2, 4]}}
TASKS = (
    fixed("upscale-2", BlockMean(2, 0.01), sampling=Sampling(temperature=1.02)),
    fixed("upscale-4", BlockMean(4, 0.05), sampling=Sampling(temperature=1.05)),
)


def golden() -> dict[str, Example]:
    return {f"upscale-{k}": Example(BlockMean(k, 0.05), {"k": k}, picture(4 * k, 4 * k)) for k in (2, 3, 4)}


def tiny(size: int) -> dict[str, Operator]:
    return {f"mean-{k}": BlockMean(k, 0.1) for k in (2, 3, 4) if size % k == 0}
